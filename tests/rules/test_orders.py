"""Orders add up: whatever comes in whatever order, no fen is lost and no state is guessed (domain §2.5, §3, F08)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.clock import at
from desktop_admin.rules.money import yuan
from desktop_admin.rules.orders import (
    SETTLED,
    Flow,
    OrderState,
    Payment,
    account,
    late_words,
    paid_when,
)

NOON = at(date(2026, 11, 20), 12)
CLOSE = at(date(2026, 11, 22), 17)
GRACE = timedelta(minutes=15)


def paid(fen: int, minutes: int = 0, *, confirmed: bool = True) -> Payment:
    return Payment(Flow.PAID, fen, NOON + timedelta(minutes=minutes), confirmed)


def refund(fen: int, minutes: int = 0) -> Payment:
    return Payment(Flow.REFUND, fen, NOON + timedelta(minutes=minutes), confirmed=True)


@pytest.mark.parametrize(
    ("due", "flow", "state", "words"),
    [
        (38000, (), OrderState.UNPAID, "还没有缴费，应缴 380.00 元"),
        (0, (), OrderState.PAID, "不需要缴费"),
        (38000, (paid(37999),), OrderState.PARTLY, "已缴 379.99 元，还差 0.01 元"),
        (38000, (paid(38000),), OrderState.PAID, "已缴费 380.00 元"),
        (38000, (paid(38000, confirmed=False),), OrderState.PAID, "已缴费 380.00 元，待财务确认"),
        (38000, (paid(20000), paid(18000, 1)), OrderState.PAID, "已缴费 380.00 元"),
        (38000, (paid(38000), paid(38000, 1)), OrderState.OVERPAID, "已缴费 760.00 元，多付 380.00 元"),
        # Trap 14: giving back the double payment leaves the first one whole.
        (38000, (paid(38000), paid(38000, 1), refund(38000, 2)), OrderState.PAID, "已缴费 380.00 元"),
        (38000, (paid(38000), refund(38000, 1)), OrderState.REFUNDED, "缴费 380.00 元 已退"),
        (38000, (paid(38000), refund(10000, 1)), OrderState.PARTLY, "已缴 280.00 元，还差 100.00 元"),
        # Nothing was due: what came by mistake and went back leaves nothing owed.
        (0, (paid(100), refund(100, 1)), OrderState.PAID, "不需要缴费"),
        (0, (paid(100),), OrderState.OVERPAID, "已缴费 1.00 元，多付 1.00 元"),
    ],
)
def test_what_an_order_comes_to(due: int, flow: tuple[Payment, ...], state: OrderState, words: str) -> None:
    found = account(due, flow)
    assert (found.state, found.words) == (state, words)


def test_the_instant_that_settles_is_that_of_the_last_fen() -> None:
    assert account(300, (paid(200, 5), paid(100, 1))).settled_at == NOON + timedelta(minutes=5)
    assert account(300, (paid(300, 1), paid(300, 9))).settled_at == NOON + timedelta(minutes=1)
    assert account(300, (paid(200, 5),)).settled_at is None
    again = (paid(300, 1), refund(300, 2), paid(300, 3))
    assert account(300, again).settled_at == NOON + timedelta(minutes=3)


def test_what_finance_matched_is_enough_by_itself_although_a_second_payment_is_not_matched() -> None:
    assert account(300, (paid(300), paid(300, 1, confirmed=False))).confirmed
    assert not account(300, (paid(300, confirmed=False), paid(200, 1))).confirmed


flows = st.lists(
    st.builds(
        Payment,
        st.sampled_from(Flow),
        st.integers(1, 60000),
        st.integers(0, 5000).map(lambda minutes: NOON + timedelta(minutes=minutes)),
        st.booleans(),
    ),
    max_size=8,
)


@given(st.integers(0, 60000), flows)
def test_the_sum_does_not_depend_on_the_order_of_arrival(due: int, flow: list[Payment]) -> None:
    found = account(due, flow)
    turned = list(reversed(flow))
    # Two of one flow and one instant may settle either way round: their sum is the same, so is the instant.
    assert account(due, turned) == found
    assert found.net == sum(one.amount if one.flow is Flow.PAID else -one.amount for one in flow)
    assert found.owed == max(0, due - found.net)
    assert not (found.owed and found.over)
    assert (found.state in SETTLED) == (found.owed == 0)


@pytest.mark.parametrize(
    ("seconds", "late", "border"),
    [
        (-1, 0, False),
        (0, 1, True),
        (1, 1, True),
        (180, 3, True),
        (899, 15, True),
        (900, 15, False),
        (901, 16, False),
    ],
)
def test_the_payment_instant_against_the_close(seconds: int, late: int, border: bool) -> None:
    when = paid_when(CLOSE + timedelta(seconds=seconds), CLOSE, GRACE)
    assert (when.late_minutes, when.border, when.in_time) == (late, border, late == 0)


def test_the_words_of_a_late_payment_name_both_instants() -> None:
    instant = CLOSE + timedelta(minutes=3)
    assert (
        late_words(instant, CLOSE, paid_when(instant, CLOSE, GRACE))
        == "缴费时间 11月22日 17:03:00 晚于报名截止 11月22日 17:00（迟缴 3 分钟）"
    )
    assert late_words(CLOSE, CLOSE, paid_when(CLOSE - timedelta(seconds=1), CLOSE, GRACE)) == ""


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "0.00 元"),
        (5, "0.05 元"),
        (-5, "-0.05 元"),
        (38000, "380.00 元"),
        (1234567, "12,345.67 元"),
        (-100, "-1.00 元"),
    ],
)
def test_fen_read_as_yuan(fen: int, words: str) -> None:
    assert yuan(fen) == words
