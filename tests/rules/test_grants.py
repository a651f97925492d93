"""What counts as handing out more than one has, and who may say that it was seen."""

import pytest

from desktop_admin.rules.grants import gained, may_acknowledge
from desktop_admin.rules.roles import Role

ADMIN, CHIEF, FINANCE, REVIEWER = Role.ADMINISTRATOR, Role.CHIEF, Role.FINANCE, Role.REVIEWER


@pytest.mark.parametrize(
    ("giver", "before", "after", "told"),
    [
        ({ADMIN}, {ADMIN}, {ADMIN, CHIEF}, {CHIEF}),  # to oneself
        ({ADMIN}, {ADMIN}, {ADMIN}, set()),
        ({ADMIN}, {ADMIN, FINANCE}, {ADMIN}, set()),  # taken away
        ({ADMIN}, (), {REVIEWER}, {REVIEWER}),  # a new account
        ({ADMIN}, (), {ADMIN}, set()),  # no more than the giver has
        ({ADMIN, CHIEF}, (), {CHIEF, ADMIN}, {CHIEF}),  # a second chief by a chief
        ({ADMIN, CHIEF}, {ADMIN, CHIEF}, {ADMIN, CHIEF, FINANCE}, {FINANCE}),
        ({ADMIN, CHIEF}, {CHIEF}, {CHIEF, ADMIN}, set()),
        ({ADMIN}, (), {Role.PORTAL}, {Role.PORTAL}),
    ],
)
def test_what_is_told(giver: set[Role], before: set[Role], after: set[Role], told: set[Role]) -> None:
    assert gained(giver, before, after) == told


def test_who_may_say_that_it_was_seen() -> None:
    chiefs = {1, 2, 3}
    assert may_acknowledge(1, {2, 9}, chiefs, {3})
    assert not may_acknowledge(2, {2, 9}, chiefs, {3}), "concerned"
    assert not may_acknowledge(3, {2, 9}, chiefs, {3}), "made chief by a grant nobody has seen"
    assert not may_acknowledge(9, {2, 9}, chiefs, {3}), "no chief"
