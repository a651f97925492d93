"""Rights that somebody gives to themselves, or to an account whose password they set, are told to the chiefs (4.3)."""

import pytest

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed, NotFound
from desktop_admin.contract.grants import AcknowledgeGrants, Grant, OpenGrants
from desktop_admin.contract.journal_pages import JournalPage
from desktop_admin.contract.staff import AddStaff, EditStaff, NewAccount, ResetPassword, StaffForm, StaffList
from desktop_admin.rules.grants import GrantWay
from desktop_admin.rules.roles import Role
from desktop_admin.services.maintenance import reset_by_machine
from tests.contract.world import World

ADMIN = "系统管理员"
FIRST = "first-pass-2026"


@pytest.fixture
def quiet(world: World) -> World:
    """What setting up the office has told is seen: 王敏 is chief since the first run."""
    page = world.as_("王敏").run(OpenGrants())
    world.as_("王敏").run(AcknowledgeGrants(tuple(row.id for row in page.rows)))
    assert told(world) == []
    return world


def rows(world: World, who: str = "王敏") -> tuple[Grant, ...]:
    return tuple(world.as_(who).run(OpenGrants()).rows)


def told(world: World, who: str = "王敏") -> list[tuple[str, str, GrantWay, tuple[Role, ...]]]:
    return [(row.giver, row.account, row.way, row.roles) for row in rows(world, who)]


def give(world: World, account: str, *roles: Role, by: str = ADMIN, active: bool = True) -> None:
    """``by`` sets the roles of ``account``."""
    line = next(row for row in world.as_(ADMIN).run(StaffList()).rows if row.form.name == account)
    world.as_(by).run(EditStaff(line.id, line.form, StaffForm(account, roles, active)))


def add(world: World, name: str, *roles: Role, by: str = ADMIN) -> None:
    world.as_(by).run(AddStaff(NewAccount(name, roles, FIRST)))


def seen(world: World, *grants: Grant, by: str = "王敏") -> None:
    world.as_(by).run(AcknowledgeGrants(tuple(row.id for row in grants)))


def test_setting_up_tells_of_accounts_made_and_not_of_the_first_run(world: World) -> None:
    accounts = {account for _, account, way, _ in told(world) if way is GrantWay.MADE}
    assert {"李四", "赵会计", "审计"} <= accounts
    assert not accounts & {ADMIN, "王敏"}


@pytest.mark.parametrize("role", [Role.CHIEF, Role.AUDITOR, Role.FINANCE, Role.REVIEWER])
def test_an_administrator_who_gives_himself_more_is_told_until_a_chief_has_seen_it(
    quiet: World, role: Role
) -> None:
    give(quiet, ADMIN, Role.ADMINISTRATOR, role)
    [row] = rows(quiet)
    assert (row.giver, row.account, row.way, row.roles) == (ADMIN, ADMIN, GrantWay.OWN, (role,))
    assert (row.mine, row.nobodys) == (True, False)
    give(quiet, ADMIN, Role.ADMINISTRATOR)  # giving it back undoes nothing of what was told
    assert rows(quiet) == (row,)
    seen(quiet, row)
    assert rows(quiet) == ()
    line = quiet.as_("王敏").run(JournalPage(limit=1)).rows[0]
    assert (line.name, line.who) == ("AcknowledgeGrants", "王敏")
    assert [(one.kind, one.id) for one in line.subjects] == [("grant", row.id)]


def test_the_deed_itself_names_the_grant_in_the_journal(quiet: World) -> None:
    give(quiet, ADMIN, Role.ADMINISTRATOR, Role.FINANCE)
    line = quiet.as_("王敏").run(JournalPage(limit=1)).rows[0]
    assert line.name == "EditStaff"
    assert ("grant", rows(quiet)[0].id) in [(one.kind, one.id) for one in line.subjects]


def test_an_administrator_turned_chief_cannot_say_that_he_has_seen_it(quiet: World) -> None:
    give(quiet, ADMIN, Role.ADMINISTRATOR, Role.CHIEF)
    [row] = rows(quiet, ADMIN)
    assert not row.mine
    with pytest.raises(NotAllowed, match="另一位主管"):
        seen(quiet, row, by=ADMIN)
    assert len(rows(quiet)) == 1


def test_a_puppet_chief_acknowledges_nothing_until_a_real_one_has_seen_it(quiet: World) -> None:
    """Neither its own making, nor its maker's rights, nor that of a second puppet."""
    for name in ("张影", "李影"):
        add(quiet, name, Role.CHIEF)
        quiet.own_password(name, FIRST)
    give(quiet, ADMIN, Role.ADMINISTRATOR, Role.FINANCE)
    assert [row.mine for row in rows(quiet, "张影")] == [False, False, False]
    for row in rows(quiet):
        for puppet in ("张影", "李影"):
            with pytest.raises(NotAllowed):
                seen(quiet, row, by=puppet)
    seen(quiet, *(row for row in rows(quiet) if row.account == "张影"))
    seen(quiet, *(row for row in rows(quiet, "张影") if row.mine), by="张影")  # now a chief like any other
    assert rows(quiet) == ()


def test_a_new_password_for_somebody_with_more_rights_is_told(quiet: World) -> None:
    for name in ("赵会计", "王敏"):
        quiet.as_(ADMIN).run(ResetPassword(quiet.staff_id(name), "another-pass-2026"))
    quiet.own_password("王敏", "another-pass-2026")
    quiet.again("王敏")
    assert told(quiet) == [
        (ADMIN, "王敏", GrantWay.RESET, (Role.REVIEWER, Role.CHIEF)),
        (ADMIN, "赵会计", GrantWay.RESET, (Role.FINANCE,)),
    ]
    own, finance = rows(quiet)
    assert (own.mine, finance.mine) == (False, True)
    seen(quiet, finance)
    with pytest.raises(NotAllowed):
        seen(quiet, own)


def test_a_password_reset_at_the_machine_is_told_too(quiet: World) -> None:
    """Whoever sits at the data may be the administrator: the way around the program is told like the one through it."""
    machine = quiet.house.database.writing
    reset_by_machine(machine, "赵会计", "unused", lambda session, _: quiet.clock.now)
    assert told(quiet) == [("", "赵会计", GrantWay.RESET, (Role.FINANCE,))]
    seen(quiet, *rows(quiet))


def test_raising_others_and_letting_back_in_is_told_and_taking_away_is_not(quiet: World) -> None:
    give(quiet, "李四", Role.REVIEWER, Role.FINANCE)
    assert told(quiet) == [(ADMIN, "李四", GrantWay.RAISED, (Role.FINANCE,))]
    seen(quiet, *rows(quiet))
    give(quiet, "李四", Role.REVIEWER)
    give(quiet, "李四", Role.REVIEWER, active=False)
    assert rows(quiet) == ()
    give(quiet, "李四", Role.REVIEWER, Role.FINANCE, active=False)
    assert rows(quiet) == ()
    give(quiet, "李四", Role.REVIEWER, Role.FINANCE)
    assert told(quiet) == [(ADMIN, "李四", GrantWay.RAISED, (Role.REVIEWER, Role.FINANCE))]


def test_what_one_has_by_right_may_be_handed_on_unnoticed_and_taken_rights_may_not(quiet: World) -> None:
    add(quiet, "钱副", Role.ADMINISTRATOR)
    assert rows(quiet) == ()
    give(quiet, ADMIN, Role.ADMINISTRATOR, Role.FINANCE)
    give(quiet, "钱副", Role.ADMINISTRATOR, Role.FINANCE)
    assert [row.account for row in rows(quiet)] == ["钱副", ADMIN]


def test_a_chief_who_makes_another_chief_is_told_too(quiet: World) -> None:
    """王敏 is made administrator as well; her own new chief cannot cover for her."""
    give(quiet, "王敏", Role.REVIEWER, Role.CHIEF, Role.ADMINISTRATOR)
    assert rows(quiet) == ()
    add(quiet, "孙主管", Role.CHIEF, by="王敏")
    quiet.own_password("孙主管", FIRST)
    give(quiet, "王敏", Role.REVIEWER, Role.CHIEF, Role.ADMINISTRATOR, Role.FINANCE, by="王敏")
    shown = [(row.account, row.mine, row.nobodys) for row in rows(quiet, "孙主管")]
    assert shown == [("王敏", False, True), ("孙主管", False, True)]


def test_where_no_chief_is_left_to_see_it_the_auditor_does(quiet: World) -> None:
    give(quiet, ADMIN, Role.ADMINISTRATOR, Role.FINANCE)
    give(quiet, "王敏", Role.REVIEWER, Role.CHIEF, Role.ADMINISTRATOR)
    assert rows(quiet, "审计") == ()  # 王敏 will see it
    give(quiet, "王敏", Role.REVIEWER, Role.CHIEF, Role.ADMINISTRATOR, Role.FINANCE, by="王敏")
    shown = rows(quiet, "审计")
    assert [(row.giver, row.account, row.mine, row.nobodys) for row in shown] == [
        ("王敏", "王敏", False, True)
    ]
    with pytest.raises(NotAllowed):
        seen(quiet, *shown, by="审计")
    assert len(rows(quiet)) == 2
    with pytest.raises(NotAllowed):
        quiet.as_("李四").run(OpenGrants())


def test_two_chiefs_cannot_both_be_the_one_who_saw_it(quiet: World) -> None:
    add(quiet, "孙主管", Role.CHIEF)
    quiet.own_password("孙主管", FIRST)
    seen(quiet, *rows(quiet))
    give(quiet, ADMIN, Role.ADMINISTRATOR, Role.FINANCE)
    [row] = rows(quiet)
    seen(quiet, row, by="孙主管")
    with pytest.raises(Conflict, match="已被别人确认"):
        seen(quiet, row)


def test_nothing_and_the_unknown_are_refused(quiet: World) -> None:
    with pytest.raises(Invalid):
        quiet.as_("王敏").run(AcknowledgeGrants(()))
    with pytest.raises(NotFound):
        quiet.as_("王敏").run(AcknowledgeGrants((987_654,)))
