"""The demo's people and companies: invented, valid, the same every time."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from desktop_admin.contract.submissions import DecisionKind
from desktop_admin.demo import numbers
from desktop_admin.demo.build import DEMO_NOW
from desktop_admin.demo.clock import DemoClock
from desktop_admin.demo.mill import Style
from desktop_admin.demo.plan import Plan, last_close, make_plan
from desktop_admin.demo.special import SECOND_RECORD
from desktop_admin.demo.staff import make_staff
from desktop_admin.demo.steps import Decide, HandIn, PutAside, Register
from desktop_admin.rules.certificates import RenewalTiming, parse_certificate, renewal_timing
from desktop_admin.rules.clock import at
from desktop_admin.rules.credit_code import check_credit_code
from desktop_admin.rules.identity import IdType, check_id
from desktop_admin.rules.names import check_name
from desktop_admin.rules.phones import check_phone
from desktop_admin.rules.roles import Role
from desktop_admin.rules.uploads import upload_timing
from desktop_admin.services.passwords import password_faults


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(people=400, seed=1, now=DEMO_NOW)


def test_every_number_is_valid(plan: Plan) -> None:
    today = DEMO_NOW.date()
    for person in plan.people:
        checked = check_id(IdType.CITIZEN, person.id_number, today)
        assert checked.ok, person
        assert checked.birth_date == person.birth
        assert checked.sex == person.sex
        assert check_name(person.name).ok
        assert check_phone(person.phone).ok
    for company in plan.companies:
        assert check_credit_code(company.credit_code).ok, company
        assert check_phone(company.phone).ok, company
    rng = Random(5)
    for _ in range(50):
        assert check_id(IdType.PASSPORT, numbers.passport(rng), today).ok


def test_numbers_are_unique_and_fuquan_is_among_them(plan: Plan) -> None:
    ids = [person.id_number for person in plan.people]
    assert len(set(ids)) == len(ids) == 400
    assert len({company.credit_code for company in plan.companies}) == len(plan.companies) == 60
    assert len({company.name for company in plan.companies}) == 60
    before_it_was_a_city = [number for number in ids if number.startswith("522702") and number[6:10] < "1996"]
    assert len(before_it_was_a_city) > 10
    assert any(company.credit_code.startswith("N2") for company in plan.companies)


def test_names_that_break_programs_are_there(plan: Plan) -> None:
    names = {person.name for person in plan.people}
    for striking in ("龑䶮", "㛃婷", "陆𬭸", "石", "买买提·艾力", "欧阳建国", "长孙㛃"):
        assert striking in names
    assert {len(name) for name in names} >= {1, 2, 3, 4, 6}
    assert {company.county for company in plan.companies} == {county for _, _, county in numbers.COUNTIES}


def test_renewals_have_a_certificate_inside_its_renewal_time(plan: Plan) -> None:
    renewals = [step.application for step in plan.hand_ins if step.application.renewal]
    assert len(renewals) > 60
    for application in renewals:
        assert parse_certificate(application.certificate) is not None
        assert application.expires is not None
        assert renewal_timing(application.expires, application.written) is RenewalTiming.OPEN


def test_the_same_seed_gives_the_same_plan() -> None:
    one, other = (make_plan(people=60, seed=3, now=DEMO_NOW) for _ in range(2))
    assert one == other
    assert make_plan(people=60, seed=4, now=DEMO_NOW).people != one.people


def test_what_happens_is_in_order_and_inside_the_story(plan: Plan) -> None:
    moments = [step.at for step in plan.steps]
    assert moments == sorted(moments)
    assert plan.starts < moments[0]
    assert moments[-1] <= DEMO_NOW
    registered: set[int] = set()
    handed_in: set[tuple[int, str]] = set()
    for step in plan.steps:
        if isinstance(step, Register):
            registered.add(step.person)
        elif isinstance(step, HandIn):
            assert step.dossier[0] in registered
            handed_in.add(step.dossier)
        elif isinstance(step, Decide):
            assert step.dossier in handed_in
            assert step.reasons or step.kind is DecisionKind.APPROVE
    assert {person.key for person in plan.people} == {key for key in registered if key < SECOND_RECORD}


def test_staff_work_in_office_hours_only(plan: Plan) -> None:
    acts = [step for step in plan.steps if isinstance(step, Decide | PutAside)]
    assert len(acts) > 80
    assert all(9 <= step.at.hour < 18 and step.at.weekday() < 5 for step in acts)


def test_every_kind_of_paper_and_case_is_in_a_full_demo(plan: Plan) -> None:
    styles = Counter(paper.style for step in plan.hand_ins for paper in step.papers)
    assert set(styles) == set(Style)
    assert sum(styles[bad] for bad in (Style.ENCRYPTED, Style.TRUNCATED, Style.EMPTY, Style.OVERSIZE)) <= 6
    tries = Counter(step.dossier for step in plan.hand_ins if step.submit)
    assert {1, 2, 3} <= set(tries.values())
    kinds = Counter(step.kind for step in plan.steps if isinstance(step, Decide))
    assert kinds[DecisionKind.APPROVE] > 50
    assert kinds[DecisionKind.RETURN] > 10
    assert kinds[DecisionKind.REJECT] >= 3
    timings = [upload_timing(step.at) for step in plan.hand_ins]
    assert {7, 12} <= {timing.late_minutes for timing in timings}
    assert any(timing.next_month and not timing.border for timing in timings)


@pytest.mark.parametrize(("people", "waiting"), [(10, 3), (30, 9), (400, 120)])
def test_about_a_third_waits(people: int, waiting: int) -> None:
    plan = make_plan(people=people, seed=1, now=DEMO_NOW)
    last: dict[tuple[int, str], str] = {}
    for step in plan.steps:
        if isinstance(step, HandIn):
            last[step.dossier] = "waits"
        elif isinstance(step, Decide) or type(step).__name__ == "Withdraw":
            last[step.dossier] = "decided"  # type: ignore[union-attr]
    assert waiting <= sum(state == "waits" for state in last.values()) <= waiting + 1


@pytest.mark.parametrize("day", [1, 3, 21, 22, 23, 30])
def test_any_day_of_the_month_makes_a_plan(day: int) -> None:
    now = at(DEMO_NOW.date().replace(day=day), 17, 20)
    plan = make_plan(people=100, seed=2, now=now)
    assert last_close(now) <= now
    assert plan.steps[-1].at <= now
    assert plan.starts < plan.steps[0].at


def test_passwords_satisfy_the_rules_and_follow_from_the_seed() -> None:
    staff = make_staff(1)
    assert make_staff(1) == staff != make_staff(2)
    assert all(password_faults(person.password, person.name) == [] for person in staff)
    assert all(password_faults(f"{person.password}-first1", person.name) == [] for person in staff)
    assert {role for person in staff for role in person.roles} == set(Role) - {Role.LEARNER}


def test_the_clock_never_goes_back() -> None:
    clock = DemoClock()
    noon = datetime(2026, 11, 1, 4, tzinfo=UTC)
    clock.set(noon)
    clock.set(noon - timedelta(hours=1))
    assert clock() == noon
