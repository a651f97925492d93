"""``kaowu staff reset``: without a session, on the machine of the database, journalled all the same (domain §3)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_admin.contract.errors import NotFound, SignInNeeded
from desktop_admin.contract.journal_pages import JournalPage
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.contract.sessions import SignIn, WhoAmI
from desktop_admin.office.clock import office_now
from desktop_admin.services.maintenance import reset_by_machine
from tests.contract.conftest import copy_of
from tests.contract.world import World


@pytest.fixture
def world(prepared_file: Path, tmp_path: Path) -> Iterator[World]:
    """An office on a file."""
    made = World(copy_of(prepared_file, tmp_path / "office.sqlite3"), over_http=False)
    yield made
    made.close()


def test_a_forgotten_password_is_reset_and_written_down(world: World) -> None:
    old = world.desk("王敏")
    for number in range(5):
        world.desk().run(SignIn("王敏", f"wrong-{number}"))
    fresh = world.hasher.hash("machine-made-1")
    reset_by_machine(world.house.database.writing, "王敏", fresh, lambda s, _c: office_now(s, world.clock))
    with pytest.raises(SignInNeeded):
        old.run(WhoAmI())
    answer = world.desk().run(SignIn("王敏", "machine-made-1"))
    assert answer.person is not None
    assert answer.person.must_change
    page = world.as_("审计").run(JournalPage(name="ResetByMachine"))
    assert [(row.who, row.via, row.subjects[0].kind) for row in page.rows] == [("", "machine", "staff")]
    assert world.as_("审计").run(VerifyJournal()).intact


def test_an_unknown_name_lists_the_known_ones(world: World) -> None:
    with pytest.raises(NotFound, match="王敏、李四"):
        reset_by_machine(world.house.database.writing, "没有这人", "x", office_now)
