"""A served office is set up only by whoever reads the server's screen."""

import pytest

from desktop_admin.contract.errors import NotAllowed, Unavailable
from desktop_admin.contract.founding import FirstRun, OfficeFacts
from desktop_admin.contract.staff import NewAccount
from desktop_admin.rules.roles import Role
from desktop_admin.server.setup_code import MOST_TRIES
from tests.contract.world import PASSWORD, World

BOTH = (NewAccount("系统管理员", (Role.ADMINISTRATOR, Role.CHIEF), PASSWORD),)


@pytest.mark.parametrize(
    "office_kind", ["sqlite-http", pytest.param("postgres-http", marks=pytest.mark.postgres)]
)
def test_a_served_office_asks_for_the_code(office_kind: str, bare_world: World) -> None:
    desk = bare_world.desk()
    for typed in ("", "AAAAA-AAAAA"):
        with pytest.raises(NotAllowed, match="设置代码"):
            desk.run(FirstRun("协会", BOTH, typed))
    assert not desk.run(OfficeFacts()).set_up
    assert desk.run(FirstRun("协会", BOTH, bare_world.setup.code.lower().replace("-", " "))).journal_no == 1


@pytest.mark.parametrize("office_kind", ["sqlite-http"])
def test_the_code_is_worth_nothing_after_twenty_guesses(office_kind: str, bare_world: World) -> None:
    desk = bare_world.desk()
    for number in range(MOST_TRIES):
        with pytest.raises(NotAllowed):
            desk.run(FirstRun("协会", BOTH, f"GUESS-{number}"))
    with pytest.raises(Unavailable, match="重新启动"):
        desk.run(FirstRun("协会", BOTH, bare_world.setup.code))
    assert not desk.run(OfficeFacts()).set_up
