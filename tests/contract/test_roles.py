"""Who may do what, exactly as rules.rights says, for every request and every role."""

import dataclasses
import enum
import typing
from datetime import date, datetime
from types import UnionType
from typing import Any

import pytest

from desktop_admin.contract.base import Request
from desktop_admin.contract.errors import NotAllowed, OfficeError
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.registry import requests
from desktop_admin.contract.sessions import ChangePassword, SignIn
from desktop_admin.contract.staff import AddStaff, NewAccount
from desktop_admin.rules.commands import COMMANDS
from desktop_admin.rules.rights import QUESTIONS, WITHOUT_SESSION, may, who_may
from desktop_admin.rules.roles import Role
from tests.contract.world import PASSWORD, START, World

#: An account for each role that has no other one.
ALONE = {
    Role.ADMINISTRATOR: "系统管理员",
    Role.REVIEWER: "李四",
    Role.COORDINATOR: "周考务",
    Role.FINANCE: "赵会计",
    Role.AUDITOR: "审计",
    Role.PORTAL: "门户",
    Role.CHIEF: "只是主管",
}
#: They end the session they are asked in, so they come last.
LAST = ("ChangePassword", "SignOut")
MISSING = 987_654


def some(kind: Any) -> Any:
    """Any value of that type; ids are of things that are not there."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return made(kind)
    if typing.get_origin(kind) in (typing.Union, UnionType):
        return some(next(part for part in typing.get_args(kind) if part is not type(None)))
    if typing.get_origin(kind) is tuple:
        return ()
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return next(iter(kind))
    return {bool: False, int: MISSING, str: "x", datetime: START, date: START.date()}[kind]


def made(kind: type) -> Any:
    """One of these, with every field that has no default filled."""
    hints = typing.get_type_hints(kind)
    return kind(
        **{
            field.name: some(hints[field.name])
            for field in dataclasses.fields(kind)
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        }
    )


def refused_by_role(desk: Any, request: Request[Any]) -> bool:
    """Whether the table (and nothing else) said no."""
    try:
        desk.run(request)
    except NotAllowed as error:
        return error.details.get("request") == type(request).__name__
    except OfficeError:
        return False
    return False


def test_every_request_has_a_row_and_every_row_a_request() -> None:
    assert {*QUESTIONS, *COMMANDS} == set(requests())
    assert QUESTIONS.keys().isdisjoint(COMMANDS)
    assert all(who_may(name) for name in requests())
    assert set(requests()) >= WITHOUT_SESSION


def test_every_role_may_exactly_what_the_table_says(world: World) -> None:
    admin = world.as_("系统管理员")
    admin.run(AddStaff(NewAccount("只是主管", (Role.CHIEF,), "first-pass-2026")))
    desk = world.desk()
    desk.run(SignIn("只是主管", "first-pass-2026"))
    desk.run(ChangePassword("first-pass-2026", PASSWORD))
    desks: dict[Role, Any] = {role: world.desk(name) for role, name in ALONE.items()}
    desks[Role.LEARNER] = world.learner(world.candidate(world.company()))
    names = sorted(requests(), key=lambda name: (name in LAST, name))
    wrong = []
    for role, desk in desks.items():
        for allowed in (False, True):
            head = world.as_("审计").run(Changes(0)).head
            for name in names:
                if may((role,), name) is not allowed or (allowed and name in WITHOUT_SESSION):
                    continue
                if refused_by_role(desk, made(requests()[name])) is allowed:
                    wrong.append(f"{role}: {name} should be {'allowed' if allowed else 'refused'}")
            if not allowed:
                assert world.as_("审计").run(Changes(0)).head == head, "a refusal leaves no row"
    assert not wrong


@pytest.mark.parametrize("name", sorted(set(requests()) - WITHOUT_SESSION))
def test_without_a_session_nothing_but_the_door(bare_sqlite: World, name: str) -> None:
    with pytest.raises(OfficeError) as refused:
        bare_sqlite.desk().run(made(requests()[name]))
    assert refused.value.code == "sign_in_needed"


@pytest.fixture(scope="module")
def bare_sqlite(prepared_file: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One office for sixty refusals."""
    from tests.contract.conftest import copy_of

    world = World(copy_of(prepared_file, tmp_path_factory.mktemp("door") / "office.sqlite3"), over_http=False)
    yield world
    world.close()
