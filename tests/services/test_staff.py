"""Accounts and sessions: first run, wrong passwords, the last administrator, learners."""

from typing import Any, ClassVar, Literal

import pytest
from argon2 import PasswordHasher

from desktop_admin.contract.base import Request
from desktop_admin.contract.catalogue import Catalogue
from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed, SignInNeeded
from desktop_admin.contract.founding import FirstRun, OfficeFacts
from desktop_admin.contract.policy import PolicySettings
from desktop_admin.contract.sessions import ChangePassword, SignIn, SignOut, WhoAmI
from desktop_admin.contract.staff import (
    AddStaff,
    EditStaff,
    NewAccount,
    ResetPassword,
    StaffForm,
    StaffList,
    StaffRow,
)
from desktop_admin.office.engine import Engine
from desktop_admin.rules.roles import Role
from desktop_admin.services.passwords import password_faults, prepare
from tests.services.conftest import FIRST_PASSWORD, PASSWORD, Small, faults

BOTH = (Role.ADMINISTRATOR, Role.CHIEF)


def row_of(office: Small, name: str) -> StaffRow:
    return next(row for row in office.run(StaffList()).rows if row.form.name == name)


def test_first_run_sets_up_everything(empty: Small) -> None:
    assert not empty.run(OfficeFacts(), None).set_up
    accounts = (
        NewAccount("钱管理", (Role.ADMINISTRATOR,), PASSWORD),
        NewAccount("周主管", (Role.CHIEF,), FIRST_PASSWORD),
    )
    receipt = empty.run(FirstRun(" 黔南州建筑业协会 ", accounts), None)
    assert receipt.first("staff")
    facts = empty.run(OfficeFacts(), None)
    assert (facts.set_up, facts.name) == (True, "黔南州建筑业协会")
    empty.sign_in("钱管理")
    assert not empty.run(WhoAmI(), "钱管理").must_change
    empty.sign_in("周主管", FIRST_PASSWORD)
    assert empty.run(WhoAmI(), "周主管").must_change
    assert empty.run(PolicySettings(), "钱管理").form.office_name == "黔南州建筑业协会"
    assert len(empty.run(Catalogue(), "钱管理").categories) == 10
    with pytest.raises(Conflict):
        empty.run(FirstRun("再来一次", accounts), None)


def test_first_run_names_all_faults_at_once(empty: Small) -> None:
    with pytest.raises(Invalid) as refused:
        empty.run(FirstRun(" ", (NewAccount("李四", (Role.REVIEWER,), "李四1"),)), None)
    assert faults(refused) == {
        ("office_name", "empty"),
        ("accounts", "no_administrator"),
        ("accounts", "no_chief"),
        ("accounts.0.password", "too_short"),
        ("accounts.0.password", "contains_name"),
    }
    assert not empty.run(OfficeFacts(), None).set_up


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("yunfeng2026!", []),
        ("云峰山下二〇二六年1", []),
        ("short1", ["too_short"]),
        ("onlyletters", ["no_digit"]),
        ("20261118000", ["no_letter"]),
        ("x李 四2026abcd", ["contains_name"]),
        ("a1" * 101, ["too_long"]),
    ],
)
def test_password_rules(password: str, codes: list[str]) -> None:
    assert [code for _field, code, _sentence in password_faults(password, "李 四")] == codes


def test_success_resets_the_count(office: Small) -> None:
    for _ in range(3):
        for _ in range(4):
            assert office.run(SignIn("周主管", "wrong-password-1"), None).token is None
        assert office.run(SignIn("周主管", PASSWORD), None).token is not None


def test_unknown_name_costs_and_says_the_same(office: Small) -> None:
    hashed: list[str] = []

    class Counting(PasswordHasher):
        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            hashed.append("hash")
            return super().hash(password, salt=salt)

    cheap = Counting(time_cost=1, memory_cost=8, parallelism=1)
    prepared = prepare(SignIn("没有此人", PASSWORD), lambda name: None, cheap)
    assert prepared is not None
    assert not prepared.matches
    assert hashed == ["hash"]
    unknown = office.run(SignIn("没有此人", PASSWORD), None)
    wrong = office.run(SignIn("周主管", "wrong-password-1"), None)
    assert unknown.problem == wrong.problem


def test_a_password_changed_between_check_and_transaction_is_not_accepted(office: Small) -> None:
    """Somebody changes it while the hash is being worked out: at a second program on the same data."""

    class Slow(PasswordHasher):
        meanwhile: ClassVar[list[Request[Any]]] = []

        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            sound = super().verify(hash, password)
            while self.meanwhile:
                office.run(self.meanwhile.pop())
            return sound

    slow = Slow(time_cost=1, memory_cost=8, parallelism=1)
    second = Small(Engine(office.database, clock=lambda: office.now, hasher=slow), office.database)
    second.tokens = office.tokens
    slow.meanwhile.append(ChangePassword(PASSWORD, "xinmima2026!"))
    assert second.run(SignIn("周主管", PASSWORD), None).token is None
    slow.meanwhile.append(ChangePassword("xinmima2026!", "another2026!"))
    with pytest.raises(Conflict):
        second.run(ChangePassword("xinmima2026!", "third-one-2026!"))


def test_added_person_must_change_the_password(office: Small) -> None:
    office.run(AddStaff(NewAccount(" 李　四 ", (Role.REVIEWER,), FIRST_PASSWORD)))
    office.sign_in("李 四", FIRST_PASSWORD)
    with pytest.raises(NotAllowed):
        office.run(StaffList(), "李 四")
    with pytest.raises(Invalid) as refused:
        office.run(ChangePassword(FIRST_PASSWORD, FIRST_PASSWORD), "李 四")
    assert faults(refused) == {("new", "same")}
    answer = office.run(ChangePassword("not-the-password", PASSWORD), "李 四")
    assert (answer.changed, answer.problem) == (False, "现在的密码不对，请重新输入。")
    office.run(ChangePassword(FIRST_PASSWORD, PASSWORD), "李 四")
    assert not office.run(WhoAmI(), "李 四").must_change


def test_names_are_unique_and_roles_sensible(office: Small) -> None:
    for name, roles, expected in (
        ("周主管", (Role.REVIEWER,), {("name", "taken")}),
        ("", (), {("name", "empty"), ("roles", "empty")}),
        ("网站", (Role.PORTAL, Role.CHIEF), {("roles", "portal")}),
        ("学员", (Role.LEARNER,), {("roles", "learner")}),
        ("王敏\u202e\u200b", (Role.REVIEWER,), {("name", "hidden")}),
    ):
        with pytest.raises(Invalid) as refused:
            office.run(AddStaff(NewAccount(name, roles, FIRST_PASSWORD)))
        assert faults(refused) == expected


def test_last_administrator_and_chief_stay(office: Small) -> None:
    row = row_of(office, "周主管")
    with pytest.raises(Invalid) as refused:
        office.run(EditStaff(row.id, row.form, StaffForm("周主管", (Role.REVIEWER,))))
    assert faults(refused) == {("roles", "last_administrator"), ("roles", "last_chief")}
    with pytest.raises(Invalid):
        office.run(EditStaff(row.id, row.form, StaffForm("周主管", row.form.roles, active=False)))
    office.add("钱管理", *BOTH)
    office.run(EditStaff(row.id, row.form, StaffForm("周主管", (Role.REVIEWER,))), "钱管理")
    assert office.run(WhoAmI(), "周主管").roles == (Role.REVIEWER,)


def test_disabling_ends_the_session(office: Small) -> None:
    office.add("李四", Role.REVIEWER)
    row = row_of(office, "李四")
    office.run(EditStaff(row.id, row.form, StaffForm("李四", row.form.roles, active=False)))
    with pytest.raises(SignInNeeded):
        office.run(WhoAmI(), "李四")
    refused = office.run(SignIn("李四", PASSWORD), None)
    assert refused.token is None
    assert "停用" in refused.problem


def test_edits_merge_or_clash_by_field(office: Small) -> None:
    office.add("李四", Role.REVIEWER)
    seen = row_of(office, "李四")
    office.run(EditStaff(seen.id, seen.form, StaffForm("李四", (Role.REVIEWER, Role.COORDINATOR))))
    office.run(EditStaff(seen.id, seen.form, StaffForm("李思", (Role.REVIEWER,))))
    assert row_of(office, "李思").form.roles == (Role.REVIEWER, Role.COORDINATOR)
    with pytest.raises(Conflict) as clash:
        office.run(EditStaff(seen.id, seen.form, StaffForm("李斯", (Role.REVIEWER,))))
    assert clash.value.details["who"] == "周主管"
    assert clash.value.details["when"] == "11月18日 10:00"
    assert [entry["field"] for entry in clash.value.details["fields"]] == ["name"]


def test_reset_unlocks_and_ends_sessions(office: Small) -> None:
    staff_id = office.add("李四", Role.REVIEWER)
    for _ in range(5):
        office.run(SignIn("李四", "wrong-password-1"), None)
    office.run(ResetPassword(staff_id, "linshi2026mima"))
    with pytest.raises(SignInNeeded):
        office.run(WhoAmI(), "李四")
    office.sign_in("李四", "linshi2026mima")
    assert office.run(WhoAmI(), "李四").must_change


def test_sign_out_ends_only_this_session(office: Small) -> None:
    first = office.tokens["周主管"]
    office.sign_in("周主管")
    office.run(SignOut())
    with pytest.raises(SignInNeeded):
        office.run(WhoAmI())
    office.tokens["周主管"] = first
    assert office.run(WhoAmI()).name == "周主管"


def test_only_the_administrator_sees_locks_and_presence(office: Small) -> None:
    office.add("李四", Role.REVIEWER)
    assert any(row.last_seen for row in office.run(StaffList()).rows)
    assert {(row.last_seen, row.locked, row.must_change) for row in office.run(StaffList(), "李四").rows} == {
        (None, False, False)
    }


def test_the_portal_opens_a_learners_session(office: Small) -> None:
    office.add("门户网站", Role.PORTAL)
    learner = office.learner(office.person("龙䶮"))
    person = office.run(WhoAmI(), learner)
    assert (person.name, person.roles) == ("龙䶮", (Role.LEARNER,))
    office.run(SignOut(), learner)
    with pytest.raises(SignInNeeded):
        office.run(WhoAmI(), learner)
    assert office.run(WhoAmI(), "门户网站").name == "门户网站"


def test_no_password_is_written_anywhere(office: Small) -> None:
    office.add("李四", Role.REVIEWER)
    data = b"".join(path.read_bytes() for path in office.database.file.parent.glob("office.sqlite3*"))  # type: ignore[union-attr]
    assert "周主管".encode() in data
    assert PASSWORD.encode() not in data
    assert FIRST_PASSWORD.encode() not in data
