"""当月考 or 次月考: to the second, with the reason in words (domain §2.1–2.5)."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.clock import CHINA, at
from desktop_admin.rules.orders import OrderState
from desktop_admin.rules.registrations import (
    Application,
    Month,
    Outlook,
    Papers,
    Standing,
    offers,
    opens_next,
    registering_cycle,
    standing,
)
from desktop_admin.rules.study import Study
from desktop_admin.rules.windows import Cycle, Window, registration_window

OCT, NOV, DEC, JAN = Cycle(2026, 10), Cycle(2026, 11), Cycle(2026, 12), Cycle(2027, 1)
OPENS, CLOSES = registration_window(NOV).opens, registration_window(NOV).closes
SECOND = timedelta(seconds=1)
FORTY = Study(2400)
SESSION = Outlook("11月25日第一场", at(date(2026, 11, 24), 12))


@pytest.mark.parametrize(
    ("moment", "cycle"),
    [
        (OPENS - SECOND, None),
        (OPENS, NOV),
        (CLOSES - SECOND, NOV),
        (CLOSES, None),
        (CLOSES + SECOND, None),
        (at(date(2026, 12, 1), 8, 59), None),
        (at(date(2026, 12, 1), 9), DEC),
    ],
    ids=["opens-1", "opens", "closes-1", "closes", "closes+1", "before_december", "december"],
)
def test_which_cycle_a_registration_is_for(moment: datetime, cycle: Cycle | None) -> None:
    assert registering_cycle(moment, Papers(NOV)) == cycle


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (OPENS - SECOND, OPENS),
        (OPENS, registration_window(DEC).opens),
        (CLOSES, registration_window(DEC).opens),
        (at(date(2026, 12, 31), 23), registration_window(JAN).opens),
    ],
    ids=["before", "at", "after_close", "new_year"],
)
def test_a_refusal_names_when_it_opens_again(moment: datetime, opens: datetime) -> None:
    assert opens_next(moment) == opens


def test_papers_a_chief_admitted_register_after_the_close_while_the_month_lasts() -> None:
    admitted = Papers(NOV, admitted=True)
    assert registering_cycle(CLOSES, admitted) == NOV
    assert registering_cycle(at(date(2026, 11, 30), 23, 59), admitted) == NOV
    assert registering_cycle(at(date(2026, 12, 1), 0), admitted) is None
    assert registering_cycle(CLOSES, Papers(DEC, admitted=True)) is None


def test_a_shifted_window_counts_from_where_it_was_moved_to() -> None:
    moved = Window(at(date(2026, 10, 28), 9), at(date(2026, 11, 25), 17))

    def window_of(cycle: Cycle) -> Window:
        return moved if cycle == NOV else registration_window(cycle)

    assert registering_cycle(at(date(2026, 10, 28), 9), Papers(NOV), window_of) == NOV
    assert registering_cycle(at(date(2026, 11, 25), 16, 59), Papers(NOV), window_of) == NOV
    assert registering_cycle(at(date(2026, 11, 25), 17), Papers(NOV), window_of) is None


def test_paid_on_the_22nd_forty_hours_do_not_fit_before_the_25th() -> None:
    """Domain §2.3: 43 clock hours are left, so it just fits; a minute after 20:00 it does not."""
    this, following = offers(CLOSES - SECOND, Papers(NOV), FORTY, [SESSION])
    assert (this.ok, this.cycle) == (True, NOV)
    assert (following.ok, following.cycle) == (True, DEC)
    tight = Outlook("11月24日第一场", at(date(2026, 11, 23), 12))
    this, following = offers(CLOSES - SECOND, Papers(NOV), FORTY, [tight])
    assert not this.ok
    assert this.words == "还差 40 学时，到 11月23日 12:00 学习截止只剩 19 学时，本月学不完，可报次月考"
    assert following.ok


@pytest.mark.parametrize(
    ("seconds", "ok"), [(-1, True), (0, True), (1, False)], ids=["just_before", "exactly", "just_after"]
)
def test_exactly_as_many_hours_as_are_left_suffice(seconds: int, ok: bool) -> None:
    moment = SESSION.study_closes - timedelta(hours=44) + timedelta(seconds=seconds)
    assert offers(moment, Papers(NOV), Study(44 * 60), [SESSION])[0].ok is ok


def test_the_latest_session_decides_and_none_means_next_month() -> None:
    late = Outlook("11月28日", at(date(2026, 11, 27), 12))
    assert offers(CLOSES - SECOND, Papers(NOV), Study(72 * 60), [SESSION, late])[0].ok
    this, following = offers(OPENS, Papers(NOV), FORTY, [])
    assert (this.ok, this.words) == (False, "2026年11月还没有开放这一类别的场次，可报次月考")
    assert following.ok


def test_after_every_study_close_of_the_month_only_the_next_is_left() -> None:
    early = Outlook("11月21日", at(date(2026, 11, 20), 12))
    this, following = offers(at(date(2026, 11, 21), 9), Papers(NOV), Study(0), [early])
    assert (this.ok, this.words) == (False, "2026年11月的场次学习都已截止（11月20日 12:00），可报次月考")
    assert following.ok


def test_papers_for_next_month_do_not_register_for_this_one() -> None:
    moment = at(date(2026, 11, 10), 9)
    this, following = offers(moment, Papers(DEC), Study(0), [SESSION])
    assert (this.ok, this.words) == (False, "资料是为2026年12月提交的，不能参加2026年11月的考试")
    assert following.ok
    this, following = offers(moment, Papers(JAN), Study(0), [SESSION])
    assert (this.ok, following.ok, following.words) == (False, False, "资料是为2027年1月提交的，到时再报名")


def test_outside_every_window_both_say_when_it_opens() -> None:
    this, following = offers(CLOSES, Papers(NOV), Study(0), [SESSION])
    assert (this.ok, following.ok) == (False, False)
    assert this.words == following.words == "现在不在报名缴费时间内，12月1日 09:00 开放"


moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(CHINA))  # noqa: DTZ001


@given(moments)
def test_a_registration_is_open_exactly_inside_a_window(moment: datetime) -> None:
    cycle = registering_cycle(moment, Papers(Cycle.of(moment)))
    assert (cycle is not None) == registration_window(Cycle.of(moment)).contains(moment)
    assert opens_next(moment) > moment
    this, following = offers(moment, Papers(Cycle.of(moment)), Study(0), [])
    assert {this.month, following.month} == set(Month)
    assert following.ok == (cycle is not None)


@pytest.mark.parametrize(
    ("application", "order", "minutes", "cancelled", "absent", "expected"),
    [
        (Application.NONE, OrderState.UNPAID, None, False, False, Standing.UNPAID),
        (Application.NONE, OrderState.PARTLY, 2400, False, False, Standing.PARTLY),
        (Application.NONE, OrderState.PAID, None, False, False, Standing.STUDYING),
        (Application.NONE, OrderState.PAID, 2399, False, False, Standing.STUDYING),
        (Application.NONE, OrderState.OVERPAID, 2400, False, False, Standing.READY),
        (Application.APPLIED, OrderState.PAID, 2400, False, False, Standing.APPLIED),
        (Application.APPLIED, OrderState.REFUNDED, 2400, False, False, Standing.APPLIED),
        (Application.WAITING, OrderState.PAID, 2400, False, False, Standing.WAITING),
        (Application.NONE, OrderState.PAID, 10, False, True, Standing.ABSENT),
        (Application.APPLIED, OrderState.PAID, 2400, True, False, Standing.CANCELLED),
    ],
)
def test_where_a_registration_stands(
    application: Application,
    order: OrderState,
    minutes: int | None,
    cancelled: bool,
    absent: bool,
    expected: Standing,
) -> None:
    assert standing(application, order, Study(2400, minutes), cancelled=cancelled, absent=absent) is expected
    assert expected.words
