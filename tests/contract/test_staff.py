"""First run, accounts, signing in and out (X04, X05)."""

import pytest

from desktop_admin.contract.claims import ClaimSubject
from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed, SignInNeeded
from desktop_admin.contract.founding import FirstRun, OfficeFacts
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.sessions import ChangePassword, SignIn, SignOut, WhoAmI
from desktop_admin.contract.staff import AddStaff, EditStaff, NewAccount, ResetPassword, StaffForm, StaffList
from desktop_admin.contract.submissions import (
    ReviewProgress,
    ReviewQueue,
)
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind
from tests.contract.world import PASSWORD, World

FIRST = "first-pass-2026"


def accounts(*roles: Role) -> tuple[NewAccount, ...]:
    return (NewAccount("系统管理员", roles, PASSWORD),)


def test_first_run_makes_the_office_once(bare_world: World) -> None:
    desk = bare_world.desk()
    assert not desk.run(OfficeFacts()).set_up
    with pytest.raises(Invalid) as refused:
        desk.run(FirstRun("", accounts(Role.ADMINISTRATOR), bare_world.setup.code))
    assert {fault["code"] for fault in refused.value.details["faults"]} == {"empty", "no_chief"}
    receipt = desk.run(
        FirstRun("黔南州建筑业协会", accounts(Role.ADMINISTRATOR, Role.CHIEF), bare_world.setup.code)
    )
    assert receipt.journal_no == 1
    facts = desk.run(OfficeFacts())
    assert (facts.set_up, facts.name, facts.now) == (True, "黔南州建筑业协会", bare_world.clock.now)
    with pytest.raises(Conflict):
        desk.run(FirstRun("别的协会", accounts(Role.ADMINISTRATOR, Role.CHIEF)))


def test_who_am_i_says_name_and_roles(world: World) -> None:
    person = world.as_("王敏").run(WhoAmI())
    assert (person.name, set(person.roles)) == ("王敏", {Role.REVIEWER, Role.CHIEF})
    with pytest.raises(SignInNeeded):
        world.desk().run(WhoAmI())


def test_unknown_names_get_the_same_sentence(world: World) -> None:
    desk = world.desk()
    assert desk.run(SignIn("没有这人", "x")).problem == desk.run(SignIn("李四", "x")).problem


def test_disabled_accounts_are_out_at_once_and_may_return(world: World) -> None:
    desk, admin = world.as_("李四"), world.as_("系统管理员")
    number = world.waiting_one()
    desk.run(ClaimSubject(SubjectKind.SUBMISSION, number))
    seen = StaffForm("李四", (Role.REVIEWER,))
    admin.run(EditStaff(world.staff_id("李四"), seen, StaffForm("李四", (Role.REVIEWER,), active=False)))
    with pytest.raises(SignInNeeded):
        desk.run(ReviewQueue())
    assert admin.run(Changes(0)).claims == ()
    answer = world.desk().run(SignIn("李四", PASSWORD))
    assert (answer.token, answer.problem) == (None, "这个账号已停用。如需恢复，请找管理员。")
    disabled = StaffForm("李四", (Role.REVIEWER,), active=False)
    admin.run(EditStaff(world.staff_id("李四"), disabled, seen))
    assert world.desk().run(SignIn("李四", PASSWORD)).token is not None


def test_sessions_end_after_twelve_hours_and_the_same_desk_signs_in_again(world: World) -> None:
    desk = world.desk("李四")
    world.clock.advance(hours=12)
    assert desk.run(WhoAmI()).name == "李四"
    world.clock.advance(seconds=1)
    with pytest.raises(SignInNeeded):
        desk.run(ReviewQueue())
    assert desk.run(OfficeFacts()).set_up, "needs no session, so an ended one does not matter"
    assert desk.run(SignIn("李四", PASSWORD)).token is not None
    assert desk.run(WhoAmI()).name == "李四"


def test_work_keeps_a_session_alive(world: World) -> None:
    desk = world.desk("李四")
    number = world.waiting_one()
    for _ in range(3):
        world.clock.advance(hours=11)
        desk.run(ClaimSubject(SubjectKind.SUBMISSION, number))
    assert desk.run(WhoAmI()).name == "李四"


def test_a_first_password_opens_nothing_but_its_change(world: World) -> None:
    world.as_("系统管理员").run(AddStaff(NewAccount("新人", (Role.REVIEWER,), FIRST)))
    desk = world.desk()
    answer = desk.run(SignIn("新人", FIRST))
    assert answer.person is not None
    assert answer.person.must_change
    with pytest.raises(NotAllowed) as refused:
        desk.run(ReviewProgress())
    assert refused.value.details == {"must_change": True}
    with pytest.raises(NotAllowed):
        desk.put(b"{}", "a.pdf")
    with pytest.raises(Invalid):
        desk.run(ChangePassword(FIRST, "short"))
    desk.run(ChangePassword(FIRST, PASSWORD))
    assert desk.run(ReviewProgress()).waiting == 0
    assert not desk.run(WhoAmI()).must_change


def test_a_reset_unlocks_and_ends_sessions(world: World) -> None:
    desk, admin = world.as_("李四"), world.as_("系统管理员")
    for number in range(5):
        world.desk().run(SignIn("李四", f"wrong-{number}"))
    admin.run(ResetPassword(world.staff_id("李四"), FIRST))
    with pytest.raises(SignInNeeded):
        desk.run(WhoAmI())
    answer = world.desk().run(SignIn("李四", FIRST))
    assert answer.person is not None
    assert answer.person.must_change


def test_signing_out_ends_session_and_claims(world: World) -> None:
    number = world.waiting_one()
    desk = world.desk("李四")
    desk.run(ClaimSubject(SubjectKind.SUBMISSION, number))
    assert len(world.as_("王敏").run(Changes(0)).claims) == 1
    world.clock.advance(minutes=5)
    desk.run(SignOut())
    assert world.as_("王敏").run(Changes(0)).claims == ()
    with pytest.raises(SignInNeeded):
        desk.run(WhoAmI())


def test_the_last_administrator_stays(world: World) -> None:
    admin = world.as_("系统管理员")
    form = StaffForm("系统管理员", (Role.ADMINISTRATOR,))
    with pytest.raises(Invalid, match="最后一个"):
        admin.run(
            EditStaff(
                world.staff_id("系统管理员"), form, StaffForm("系统管理员", (Role.ADMINISTRATOR,), False)
            )
        )


def test_edits_of_one_account_merge_or_name_both_values(world: World) -> None:
    admin, number = world.as_("系统管理员"), world.staff_id("李四")
    seen = StaffForm("李四", (Role.REVIEWER,))
    admin.run(EditStaff(number, seen, StaffForm("李四四", (Role.REVIEWER,))))
    admin.run(EditStaff(number, seen, StaffForm("李四", (Role.REVIEWER, Role.FINANCE))))
    with pytest.raises(Conflict) as refused:
        admin.run(EditStaff(number, seen, StaffForm("李五", (Role.REVIEWER,))))
    assert [field["field"] for field in refused.value.details["fields"]] == ["name"]
    forms = {row.id: row.form for row in admin.run(StaffList()).rows}
    assert forms[number] == StaffForm("李四四", (Role.REVIEWER, Role.FINANCE))
