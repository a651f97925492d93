"""A small demo is built through a real office, and what staff find there is what was planned."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.files import Inspection
from desktop_admin.contract.founding import OfficeFacts
from desktop_admin.contract.notices import Notices
from desktop_admin.contract.people import CompanyList, PeopleList
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.contract.sessions import SignIn
from desktop_admin.contract.staff import StaffList
from desktop_admin.contract.submissions import DecisionKind, Dossier, QueueFilter, QueueView, ReviewQueue
from desktop_admin.demo.build import DEMO_NOW, OFFICE_NAME, make_demo
from desktop_admin.demo.clock import DemoClock
from desktop_admin.demo.mill import Resources
from desktop_admin.demo.plan import make_plan
from desktop_admin.demo.staff import DemoStaff
from desktop_admin.demo.steps import Decide, DossierKey, HandIn, Withdraw
from desktop_admin.office.direct import DirectOffice, House
from desktop_admin.papers.inspect import inspect
from desktop_admin.rules.purposes import Purpose

PEOPLE = 60


class Here:
    """Inspects in this process: the demo's own papers are not hostile."""

    at_once = 1

    def inspect(self, data: bytes, file_name: str, purpose: Purpose = Purpose.PAPER) -> Inspection:
        return inspect(data, file_name)


class Demo:
    """A built office and its accounts."""

    def __init__(self, folder: Path, resources: Resources) -> None:
        self.clock = DemoClock()
        self.house = House(
            f"sqlite:///{folder / 'demo.sqlite3'}",
            inspectors=Here,
            clock=self.clock,
            hasher=PasswordHasher(time_cost=1, memory_cost=64, parallelism=1),
        )
        self.reports: list[tuple[int, int]] = []
        self.staff = make_demo(
            self.desk,
            self.clock,
            resources,
            people=PEOPLE,
            seed=1,
            progress=lambda done, total: self.reports.append((done, total)),
        )

    def desk(self, workstation: str) -> DirectOffice:
        return DirectOffice(self.house, workstation=workstation, owns=False)

    def signed_in(self, name: str) -> DirectOffice:
        desk = self.desk("测试")
        account = next(person for person in self.staff if person.name == name)
        answer = desk.run(SignIn(account.name, account.password))
        assert answer.person is not None
        assert not answer.person.must_change
        return desk


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, demo_resources: Resources) -> Iterator[Demo]:
    made = Demo(tmp_path_factory.mktemp("demo"), demo_resources)
    yield made
    made.house.close()


def test_the_office_is_set_up_and_stands_at_the_chosen_moment(demo: Demo) -> None:
    facts = demo.desk("").run(OfficeFacts())
    assert facts.set_up
    assert facts.name == OFFICE_NAME
    assert demo.clock() == DEMO_NOW
    assert demo.reports[-1][0] == demo.reports[-1][1] == len(demo.reports)


def test_every_account_works_and_needs_no_new_password(demo: Demo) -> None:
    def signs_in(person: DemoStaff) -> bool:
        answer = demo.desk("测试").run(SignIn(person.name, person.password)).person
        return answer is not None and not answer.must_change and set(answer.roles) == set(person.roles)

    assert [person.name for person in demo.staff if not signs_in(person)] == []
    rows = demo.signed_in("系统管理员").run(StaffList()).rows
    assert {row.form.name for row in rows} == {person.name for person in demo.staff}
    assert not any(row.must_change or row.locked for row in rows)


def test_everybody_is_registered(demo: Demo) -> None:
    chief = demo.signed_in("王敏")
    plan = make_plan(people=PEOPLE, seed=1, now=DEMO_NOW)
    people = chief.run(PeopleList(limit=200))
    # the second record of one human was merged into the first
    assert people.total == PEOPLE
    assert {row.name for row in people.rows} == {person.name for person in plan.people}
    assert chief.run(CompanyList()).total == len(plan.companies)


def test_the_queue_shows_every_situation(demo: Demo) -> None:
    chief = demo.signed_in("王敏")
    waiting = chief.run(ReviewQueue())
    aside = chief.run(ReviewQueue(QueueFilter(view=QueueView.SET_ASIDE)))
    border = chief.run(ReviewQueue(QueueFilter(view=QueueView.BORDER)))
    assert 17 <= waiting.total + aside.total <= 19
    flags = {flag for row in waiting.rows for flag in row.flags}
    assert {"re_review", "replaced", "late", "duplicate", "bad_file", "mentioned"} <= flags
    # What came after October's close counts for November, and in November that is no longer 下月.
    assert "next_month" not in flags
    assert waiting.rows[0].state == "re_review"
    assert [row.late_minutes for row in border.rows if row.late_minutes] == [7]
    assert {1, 2, 3} <= {row.attempt for row in waiting.rows}
    assert {row.precheck for row in waiting.rows} >= {"green", "yellow", "red", "unknown"}


def test_what_the_pre_check_finds_is_what_was_built_in(demo: Demo) -> None:
    chief = demo.signed_in("王敏")
    rows = chief.run(ReviewQueue()).rows
    found = [chief.run(Dossier(row.id)) for row in rows]
    codes = {finding.code for dossier in found for finding in dossier.findings if finding.level != "green"}
    assert {"file_encrypted", "red_seal", "name_in_text", "same_file", "same_application", "no_text"} <= codes
    sound = [dossier for dossier in found if all(finding.level == "green" for finding in dossier.findings)]
    assert len(sound) >= 6
    assert all(len(dossier.papers) >= 2 and dossier.history for dossier in found)


def test_history_has_decisions_and_notices_and_proves_itself(demo: Demo) -> None:
    chief = demo.signed_in("王敏")
    decided = chief.run(ReviewQueue(QueueFilter(view=QueueView.DECIDED))).rows
    assert Counter(row.state for row in decided) == planned_outcomes()
    states = {row.state for row in chief.run(Notices()).rows}
    assert "sent" in states
    assert chief.run(VerifyJournal()).intact


def planned_outcomes() -> Counter[str]:
    """What the plan says of the dossiers whose last event is a decision."""
    words = {
        DecisionKind.APPROVE: "approved",
        DecisionKind.RETURN: "returned",
        DecisionKind.REJECT: "rejected",
    }
    last: dict[DossierKey, str] = {}
    for step in make_plan(people=PEOPLE, seed=1, now=DEMO_NOW).steps:
        if isinstance(step, Decide):
            last[step.dossier] = words[step.kind]
        elif isinstance(step, HandIn | Withdraw):
            last.pop(step.dossier, None)
    return Counter(last.values())


def test_an_office_in_use_is_refused(demo: Demo, demo_resources: Resources) -> None:
    with pytest.raises(OfficeError, match="已经"):
        make_demo(demo.desk, demo.clock, demo_resources, people=10)


@pytest.mark.parametrize("people", [9, 2001])
def test_absurd_sizes_are_refused(people: int, demo_resources: Resources) -> None:
    with pytest.raises(ValueError, match="10 to 2,000"):
        make_demo(lambda _: pytest.fail("no desk is needed"), DemoClock(), demo_resources, people=people)
