"""The gate: every condition alone, in the same words everywhere, to the second (C03, C08)."""

import dataclasses
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.clock import CHINA, at
from desktop_admin.rules.gate import Applicant, Condition, Gate, GatePolicy, Place, Sitting, gate
from desktop_admin.rules.orders import Flow, Payment, account
from desktop_admin.rules.states import SubmissionState
from desktop_admin.rules.study import Study
from desktop_admin.rules.windows import Cycle, Window

CLOSES = at(date(2026, 11, 22), 17)
OPEN = Window(at(date(2026, 11, 20), 9), at(date(2026, 11, 24), 12))
NOW = at(date(2026, 11, 23), 10)
FEE = 38000


def paid(
    *, late: timedelta = timedelta(days=-3), confirmed: bool = True, amount: int = FEE
) -> tuple[Payment, ...]:
    return (Payment(Flow.PAID, amount, CLOSES + late, confirmed),)


PERSON = Applicant(
    cycle=Cycle(2026, 11),
    category="A_renewal",
    category_words="A类延期",
    submission=SubmissionState.APPROVED,
    account=account(FEE, paid()),
    study=Study(2400, 2400, at(date(2026, 11, 23), 0)),
    closes=CLOSES,
)
PLACE = Place(
    id=7,
    name="11月25日第一场",
    cycle=Cycle(2026, 11),
    open=True,
    state_words="开放",
    categories=frozenset({"A_renewal", "B_renewal"}),
    application=OPEN,
    starts=at(date(2026, 11, 25), 9),
    ends=at(date(2026, 11, 25), 11),
    capacity=80,
    booked=79,
    waiting=0,
)
OTHER = Sitting(8, "11月25日第二场", at(date(2026, 11, 25), 10), at(date(2026, 11, 25), 12))


def test_whoever_has_everything_may() -> None:
    found = gate(PERSON, PLACE, NOW)
    assert found.may
    assert not found.would_wait
    assert [check.code for check in found.checks] == list(Condition)
    assert found.words == ""
    assert not found.next_month_helps


CASES: tuple[tuple[str, dict[str, object], dict[str, object], Condition, bool | None, str], ...] = (
    (
        "re_review",
        {"submission": SubmissionState.RE_REVIEW},
        {},
        Condition.APPROVED,
        False,
        "资料现在是“需复审”",
    ),
    (
        "returned",
        {"submission": SubmissionState.RETURNED},
        {},
        Condition.APPROVED,
        False,
        "资料现在是“退回修改”",
    ),
    ("cancelled", {"cancelled": True}, {}, Condition.APPROVED, False, "报名已取消"),
    ("unpaid", {"account": account(FEE, ())}, {}, Condition.PAID, False, "还没有缴费，应缴 380.00 元"),
    (
        "partly",
        {"account": account(FEE, paid(amount=1))},
        {},
        Condition.PAID,
        False,
        "已缴 0.01 元，还差 379.99 元",
    ),
    (
        "paid_in_grace",
        {"account": account(FEE, paid(late=timedelta(minutes=3)))},
        {},
        Condition.PAID,
        None,
        "缴费时间 11月22日 17:03:00 晚于报名截止 11月22日 17:00（迟缴 3 分钟），在宽限之内，待主管准入",
    ),
    (
        "paid_after_grace",
        {"account": account(FEE, paid(late=timedelta(minutes=15)))},
        {},
        Condition.PAID,
        False,
        "缴费时间 11月22日 17:15:00 晚于报名截止 11月22日 17:00（迟缴 15 分钟），本月不算，可转次月考",
    ),
    (
        "hours_short",
        {"study": Study(2400, 2399, NOW)},
        {},
        Condition.HOURS,
        False,
        "学时 39:59/40，数据截至 11月23日 10:00，还差 0 学时 1 分",
    ),
    ("hours_unknown", {"study": Study(2400)}, {}, Condition.HOURS, None, "还没有学时记录，要求 40 学时"),
    (
        "full_no_list",
        {},
        {"booked": 80, "waiting_list": False},
        Condition.CAPACITY,
        False,
        "名额已满（80 人），不设候补",
    ),
    (
        "clash",
        {"sittings": (OTHER,)},
        {},
        Condition.CLASH,
        False,
        "与11月25日第二场（11月25日 10:00–12:00）时间冲突",
    ),
    ("elsewhere", {"holds": 9}, {}, Condition.CLASH, False, "已申请另一场，要改场次请先撤回那一场的申请"),
    ("category", {}, {"categories": frozenset({"B_renewal"})}, Condition.CATEGORY, False, "本场不收A类延期"),
    (
        "cycle",
        {},
        {"cycle": Cycle(2026, 12)},
        Condition.WINDOW,
        False,
        "报的是2026年11月的考试，本场属于2026年12月",
    ),
    ("draft", {}, {"open": False, "state_words": "草稿"}, Condition.STATE, False, "场次现在是“草稿”"),
)


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_each_obstacle_alone(
    case: tuple[str, dict[str, object], dict[str, object], Condition, bool | None, str],
) -> None:
    _name, person, place, code, ok, sentence = case
    found = gate(dataclasses.replace(PERSON, **person), dataclasses.replace(PLACE, **place), NOW)  # type: ignore[arg-type]
    assert [(check.code, check.ok, check.words) for check in found.failing] == [(code, ok, sentence)]
    assert not found.may
    assert found.words == sentence


@pytest.mark.parametrize(
    ("moment", "ok", "sentence"),
    [
        (OPEN.opens - timedelta(seconds=1), False, "申请于 11月20日 09:00 开放"),
        (OPEN.opens, True, "申请开放到 11月24日 12:00"),
        (OPEN.opens + timedelta(seconds=1), True, "申请开放到 11月24日 12:00"),
        (OPEN.closes - timedelta(seconds=1), True, "申请开放到 11月24日 12:00"),
        (OPEN.closes, False, "申请已于 11月24日 12:00 截止"),
        (OPEN.closes + timedelta(seconds=1), False, "申请已于 11月24日 12:00 截止"),
    ],
    ids=["opens-1", "opens", "opens+1", "closes-1", "closes", "closes+1"],
)
@pytest.mark.parametrize("zone", [UTC, CHINA, timezone(timedelta(hours=-10))], ids=["utc", "china", "hawaii"])
def test_the_window_to_the_second_in_any_zone(
    moment: datetime, ok: bool, sentence: str, zone: timezone
) -> None:
    check = next(
        one for one in gate(PERSON, PLACE, moment.astimezone(zone)).checks if one.code is Condition.WINDOW
    )
    assert (check.ok, check.words) == (ok, sentence)


def test_a_full_session_offers_its_waiting_list_and_that_is_ok() -> None:
    found = gate(PERSON, dataclasses.replace(PLACE, booked=80, waiting=4), NOW)
    assert found.may
    assert found.would_wait
    assert "名额已满（80 人），可以候补，前面有 4 人" in [check.words for check in found.checks]


def test_whoever_holds_a_place_is_not_in_the_own_way() -> None:
    mine = Sitting(PLACE.id, PLACE.name, PLACE.starts, PLACE.ends)
    found = gate(
        dataclasses.replace(PERSON, holds=PLACE.id, sittings=(mine,)),
        dataclasses.replace(PLACE, booked=80),
        NOW,
    )
    assert found.may
    assert not found.would_wait
    other = gate(dataclasses.replace(PERSON, sittings=(mine,)), PLACE, NOW)
    assert other.words == "同一名学员的另一个报名已在本场"


def test_sessions_that_touch_do_not_clash() -> None:
    after = Sitting(8, "第二场", PLACE.ends, PLACE.ends + timedelta(hours=2))
    before = Sitting(9, "早一场", PLACE.starts - timedelta(hours=2), PLACE.starts)
    assert gate(dataclasses.replace(PERSON, sittings=(after, before)), PLACE, NOW).may


def test_an_unconfirmed_payment_opens_the_gate_as_the_policy_says() -> None:
    person = dataclasses.replace(PERSON, account=account(FEE, paid(confirmed=False)))
    found = gate(person, PLACE, NOW)
    assert found.may
    assert "已缴费 380.00 元，待财务确认" in [check.words for check in found.checks]
    strict = gate(person, PLACE, NOW, GatePolicy(unconfirmed_opens=False))
    assert [(check.code, check.ok) for check in strict.failing] == [(Condition.PAID, None)]
    assert not strict.may


def test_a_late_payment_a_chief_admitted_counts() -> None:
    late = account(FEE, paid(late=timedelta(minutes=3)))
    assert gate(dataclasses.replace(PERSON, account=late, late_admitted=True), PLACE, NOW).may


@pytest.mark.parametrize(
    ("person", "helps"),
    [
        ({"study": Study(2400, 10, NOW)}, True),
        ({"submission": SubmissionState.RE_REVIEW}, False),
        ({"study": Study(2400, 10, NOW), "account": account(FEE, ())}, False),
    ],
    ids=["hours", "papers", "hours_and_money"],
)
def test_next_month_is_offered_only_where_it_helps(person: dict[str, object], helps: bool) -> None:
    assert gate(dataclasses.replace(PERSON, **person), PLACE, NOW).next_month_helps is helps  # type: ignore[arg-type]


@given(
    st.sampled_from(SubmissionState),
    st.integers(0, 2 * FEE),
    st.none() | st.integers(0, 6000),
    st.integers(-4 * 24 * 3600, 6 * 24 * 3600),
    st.integers(0, 100),
    st.booleans(),
)
def test_may_means_that_every_condition_holds(
    state: SubmissionState, money: int, minutes: int | None, seconds: int, booked: int, is_open: bool
) -> None:
    person = dataclasses.replace(
        PERSON,
        submission=state,
        account=account(FEE, paid(amount=money) if money else ()),
        study=Study(2400, minutes, NOW if minutes is not None else None),
    )
    place = dataclasses.replace(PLACE, booked=booked, open=is_open)
    now = OPEN.opens + timedelta(seconds=seconds)
    found: Gate = gate(person, place, now)
    assert found.may == (
        state is SubmissionState.APPROVED
        and money >= FEE
        and minutes is not None
        and minutes >= 2400
        and OPEN.opens <= now < OPEN.closes
        and is_open
    )
    assert found.may == (found.words == "")
    assert all(check.words for check in found.checks)
