"""Registering, paying, 转次月考 and back, cancelling (domain §2, C07)."""

import dataclasses
from datetime import date, timedelta

import pytest

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed
from desktop_admin.contract.notices import DueNotices, Notices
from desktop_admin.contract.payments import (
    Channel,
    FeeForm,
    Fees,
    Flow,
    OrderState,
    ParkedPayments,
    ReportPayment,
    SetFee,
)
from desktop_admin.contract.people import CandidatePage, MergeCandidates
from desktop_admin.contract.registrations import (
    AdmitLatePayment,
    CancelRegistration,
    Month,
    MyRegistrations,
    RegisterForExams,
    RegistrationOffers,
    RegistrationPage,
    Registrations,
    Standing,
    SwitchMonth,
)
from desktop_admin.rules.clock import at
from desktop_admin.rules.subjects import SubjectKind
from tests.contract.enrolment import (
    APPLYING,
    CATEGORY,
    FEE,
    apply,
    approved,
    fee,
    opened,
    page,
    pay,
    ready,
    registered,
)
from tests.contract.exam_month import coordinator
from tests.contract.world import World

CLOSE = at(date(2026, 11, 22), 17)


def test_a_learner_registers_pays_and_is_told(world: World) -> None:
    fee(world)
    opened(world)
    person = approved(world, 1)
    learner = world.learner(person)
    found = learner.run(RegistrationOffers(None, CATEGORY))
    assert [(one.month, one.cycle, one.ok) for one in found.offers] == [
        (Month.THIS, "2026-11", True),
        (Month.NEXT, "2026-12", True),
    ]
    assert (found.fee_name, found.amount, found.hindrance) == ("培训服务费", FEE, "")
    number = learner.run(RegisterForExams(None, CATEGORY, Month.THIS)).first(SubjectKind.REGISTRATION)
    (mine,) = learner.run(MyRegistrations()).rows
    assert (mine.line.id, mine.line.standing, mine.order.words) == (
        number,
        Standing.UNPAID,
        "还没有缴费，应缴 380.00 元",
    )
    assert mine.order.merchant_order_no == f"KW20261119{number:06d}"
    pay(world, number)
    assert page(world, number).order.words == "已缴费 380.00 元，待财务确认"
    assert page(world, number).line.standing is Standing.READY
    told = [row.text for row in world.as_("门户").run(DueNotices()).rows if row.registration_id == number]
    assert told == [
        "您已报名2026年11月C2类新取考试，请于 11月22日 17:00 前缴纳培训服务费 380.00 元，"
        f"商户订单号 KW20261119{number:06d}。"
    ]
    with pytest.raises(Conflict, match="已经报名"):
        learner.run(RegisterForExams(None, CATEGORY, Month.NEXT))


@pytest.mark.parametrize("missing", ["papers", "fee", "session"])
def test_what_stands_in_the_way_is_said(world: World, missing: str) -> None:
    if missing != "fee":
        fee(world)
    if missing != "session":
        opened(world)
    person = world.candidate(world.company_id, serial=2) if missing == "papers" else approved(world, 2)
    said = {
        "papers": "资料现在是“未申请”，通过以后才能报名",
        "fee": "还没有费用项目，请主管先设定",
        "session": "2026年11月还没有开放这一类别的场次",
    }
    with pytest.raises(Conflict, match=said[missing]):
        coordinator(world).run(RegisterForExams(person, CATEGORY, Month.THIS, source="电话"))
    if missing == "session":
        coordinator(world).run(RegisterForExams(person, CATEGORY, Month.NEXT, source="电话"))


def test_a_learner_does_not_hear_of_a_decision_by_trying_to_register(world: World) -> None:
    fee(world)
    opened(world)
    person = world.candidate(world.company_id, serial=3)
    world.approve(world.submitted(person, category=CATEGORY))
    with pytest.raises(Conflict, match="待审核"):
        world.learner(person).run(RegisterForExams(None, CATEGORY, Month.THIS))
    world.clock.advance(seconds=8)
    world.learner(person).run(RegisterForExams(None, CATEGORY, Month.THIS))


@pytest.mark.parametrize(
    ("seconds", "ok"), [(-1, True), (0, False), (1, False)], ids=["before", "at", "after"]
)
def test_the_window_closes_to_the_second(world: World, seconds: int, ok: bool) -> None:
    fee(world)
    opened(world)
    person = approved(world, 4)
    world.clock.now = CLOSE + timedelta(seconds=seconds)
    world.again()
    desk = coordinator(world)
    if ok:
        desk.run(RegisterForExams(person, CATEGORY, Month.THIS, source="电话"))
        return
    with pytest.raises(Conflict, match="12月1日 09:00 开放"):
        desk.run(RegisterForExams(person, CATEGORY, Month.THIS, source="电话"))


def test_a_learner_acts_for_nobody_else_and_reviewers_do_not_register(world: World) -> None:
    fee(world)
    opened(world)
    mine, other = approved(world, 5), approved(world, 6)
    learner = world.learner(mine)
    with pytest.raises(NotAllowed):
        learner.run(RegisterForExams(other, CATEGORY, Month.THIS))
    with pytest.raises(NotAllowed):
        learner.run(RegistrationOffers(other, CATEGORY))
    with pytest.raises(NotAllowed):
        world.as_("李四").run(RegisterForExams(other, CATEGORY, Month.THIS, source="电话"))
    with pytest.raises(Invalid, match="来源"):
        coordinator(world).run(RegisterForExams(other, CATEGORY, Month.THIS))
    theirs = world.learner(other).run(RegisterForExams(None, CATEGORY, Month.THIS))
    number = theirs.first(SubjectKind.REGISTRATION)
    with pytest.raises(NotAllowed):
        learner.run(CancelRegistration(number, 1, "不考了"))


def test_the_same_notice_books_once_and_another_amount_is_refused_by_name(world: World) -> None:
    fee(world)
    opened(world)
    number = registered(world, 7)
    order = page(world, number).order.merchant_order_no
    portal = world.as_("门户")
    notice = ReportPayment(order, Channel.WECHAT, "4200001", FEE, world.clock.now)
    assert portal.run(notice).counts == {}
    again = ReportPayment(order, Channel.WECHAT, "4200001", FEE, world.clock.now)
    assert portal.run(again).counts == {"known": 1}
    with pytest.raises(Conflict, match=r"4200001 已按 380\.00 元登记，这次报来 381\.00 元"):
        portal.run(dataclasses.replace(again, amount=FEE + 100, id="1" * 32))
    with pytest.raises(Conflict, match="已登记在商户订单号"):
        portal.run(dataclasses.replace(again, merchant_order_no="KW1", id="2" * 32))
    assert page(world, number).order.paid == FEE
    # The same number of another channel, and the refund of the same payment, are other facts.
    portal.run(ReportPayment(order, Channel.ALIPAY, "4200001", FEE, world.clock.now))
    assert page(world, number).order.state is OrderState.OVERPAID
    portal.run(ReportPayment(order, Channel.WECHAT, "4200001", FEE, world.clock.now, Flow.REFUND))
    found = page(world, number).order
    assert (found.paid, found.refunded, found.state) == (2 * FEE, FEE, OrderState.PAID)


def test_payments_nobody_expects_are_kept_and_listed(world: World) -> None:
    fee(world)
    opened(world)
    number = registered(world, 8)
    order = page(world, number).order.merchant_order_no
    coordinator(world).run(CancelRegistration(number, page(world, number).line.version, "学员不考了", "电话"))
    portal = world.as_("门户")
    world.clock.advance(seconds=1)
    portal.run(ReportPayment(order, Channel.WECHAT, "4200002", FEE, world.clock.now))
    assert portal.run(
        ReportPayment("KS202603120001", Channel.ALIPAY, "2088", 100, world.clock.now)
    ).counts == {"parked": 1}
    found = world.as_("赵会计").run(ParkedPayments()).rows
    assert [(one.payment.channel_no, one.why) for one in found] == [
        ("4200002", "报名已于 11月19日 10:42 取消"),
        ("2088", "没有缴费单用这个商户订单号"),
    ]
    assert page(world, number).order.paid == FEE


def test_faults_of_a_payment_are_all_named(world: World) -> None:
    later = world.clock.now + timedelta(hours=1)
    with pytest.raises(Invalid) as refused:
        world.as_("门户").run(ReportPayment("订单", Channel.WECHAT, "", 0, later))
    assert [fault["field"] for fault in refused.value.details["faults"]] == [
        "merchant_order_no", "channel_no", "amount", "paid_at",
    ]  # fmt: skip


def test_a_payment_inside_the_grace_waits_for_a_chief(world: World) -> None:
    fee(world)
    session = opened(world)
    number = registered(world, 9)
    world.clock.now = CLOSE + timedelta(hours=20)
    world.again()
    pay(world, number, at=CLOSE + timedelta(minutes=3))
    with pytest.raises(Conflict, match="迟缴 3 分钟），在宽限之内，待主管准入"):
        apply(world, number, session.id)
    version = page(world, number).line.version
    with pytest.raises(NotAllowed):
        coordinator(world).run(AdmitLatePayment(number, version, "系统拥堵"))
    world.as_("王敏").run(AdmitLatePayment(number, version, "系统拥堵"))
    assert apply(world, number, session.id).counts == {"applied": 1}
    other = page(world, number)
    with pytest.raises(Conflict, match="没有待准入"):
        world.as_("王敏").run(AdmitLatePayment(number, other.line.version, "再来一次"))


def test_next_month_and_back_with_everything_moving_along(world: World) -> None:
    fee(world)
    session = opened(world)
    first, second, third = (ready(world, serial) for serial in (10, 11, 12))
    world.clock.now = APPLYING
    world.again()
    apply(world, first, session.id)
    apply(world, second, session.id)
    apply(world, third, session.id, waiting=True)
    desk = coordinator(world)
    receipt = desk.run(SwitchMonth(first, page(world, first).line.version, Month.NEXT, "电话"))
    assert receipt.counts == {"risen": 1}
    moved = page(world, first)
    assert (moved.line.cycle, moved.line.session_id, moved.order.state) == ("2026-12", None, OrderState.PAID)
    assert page(world, third).line.standing is Standing.APPLIED
    with pytest.raises(Conflict, match="不能再往后转"):
        desk.run(SwitchMonth(first, moved.line.version, Month.NEXT, "电话"))
    with pytest.raises(Conflict, match="还有名额的场次"):
        desk.run(SwitchMonth(first, moved.line.version, Month.THIS, "电话"))
    desk.run(SwitchMonth(second, page(world, second).line.version, Month.NEXT, "电话"))
    desk.run(SwitchMonth(first, page(world, first).line.version, Month.THIS, "电话"))
    assert page(world, first).line.cycle == "2026-11"
    texts = [
        row.text
        for row in desk.run(Notices()).rows
        if row.registration_id == first and row.kind == "switched"
    ]
    assert texts == [
        "您的报名已改为2026年11月C2类新取考试，已缴的费用和学时一并转入。",
        "您的报名已改为2026年12月C2类新取考试，已缴的费用和学时一并转入。",
    ]


@pytest.mark.parametrize(("seconds", "ok"), [(-1, True), (0, False)], ids=["before", "at"])
def test_next_month_is_possible_until_the_last_application_closes(
    world: World, seconds: int, ok: bool
) -> None:
    fee(world)
    opened(world)
    number = ready(world, 13)
    world.clock.now = at(date(2026, 11, 24), 12) + timedelta(seconds=seconds)
    world.again()
    request = SwitchMonth(number, page(world, number).line.version, Month.NEXT, "电话")
    if ok:
        coordinator(world).run(request)
        return
    with pytest.raises(Conflict, match="申请已于 11月24日 12:00 截止"):
        coordinator(world).run(request)


def test_whoever_cancels_may_register_again_and_nothing_of_the_first_is_lost(world: World) -> None:
    fee(world)
    opened(world)
    number = ready(world, 14)
    desk, line = coordinator(world), page(world, number).line
    with pytest.raises(Conflict, match="改过这个报名"):
        desk.run(CancelRegistration(number, line.version - 1, "看错", "电话"))
    with pytest.raises(Invalid, match="原因"):
        desk.run(CancelRegistration(number, line.version, " ", "电话"))
    desk.run(CancelRegistration(number, line.version, "学员不考了", "电话"))
    with pytest.raises(Conflict, match="已取消"):
        desk.run(CancelRegistration(number, line.version + 1, "再取消", "电话"))
    again = desk.run(RegisterForExams(line.candidate_id, CATEGORY, Month.THIS, "电话"))
    fresh = again.first(SubjectKind.REGISTRATION)
    assert [row.id for row in desk.run(Registrations(candidate_id=line.candidate_id)).rows] == [fresh]
    both = desk.run(Registrations(candidate_id=line.candidate_id, ended=True)).rows
    assert [(row.id, row.standing) for row in both] == [
        (fresh, Standing.UNPAID),
        (number, Standing.CANCELLED),
    ]
    assert desk.run(RegistrationPage(number)).order.paid == FEE


def test_fees_keep_their_history_and_orders_their_amount(world: World) -> None:
    chief = world.as_("王敏")
    fee(world)
    opened(world)
    number = registered(world, 15)
    today, tomorrow = date(2026, 11, 19), date(2026, 11, 20)
    (first,) = chief.run(Fees()).rows
    with pytest.raises(Conflict, match="刚刚有人改过"):
        chief.run(SetFee(0, FeeForm(CATEGORY, "培训服务费", 40000, tomorrow), "调价"))
    chief.run(SetFee(first.id, FeeForm(CATEGORY, "培训服务费", 40000, tomorrow), "调价"))
    rows = chief.run(Fees()).rows
    assert [(row.form.amount, row.in_force) for row in rows] == [(40000, False), (FEE, True)]
    assert (rows[0].set_by, rows[0].reason) == ("王敏", "调价")
    with pytest.raises(Invalid) as refused:
        chief.run(SetFee(rows[0].id, FeeForm("X", "考试费", -1, today - timedelta(days=1)), ""))
    assert [fault["field"] for fault in refused.value.details["faults"]] == [
        "category", "name", "amount", "valid_from", "reason",
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        world.as_("赵会计").run(SetFee(0, FeeForm(CATEGORY, "培训服务费", 1, tomorrow), "自己定"))
    world.clock.advance(days=1)
    world.again()
    assert [row.in_force for row in world.as_("王敏").run(Fees()).rows] == [True, False]
    assert page(world, number).order.due == FEE
    assert page(world, registered(world, 16)).order.due == 40000


def test_two_live_registrations_of_one_person_are_not_merged_away(world: World) -> None:
    fee(world)
    opened(world)
    keep, drop = (page(world, registered(world, serial)).line for serial in (17, 18))
    desk = world.as_("李四")

    def merge(reason: str) -> None:
        versions = [desk.run(CandidatePage(one.candidate_id)).version for one in (keep, drop)]
        desk.run(MergeCandidates(keep.candidate_id, versions[0], drop.candidate_id, versions[1], reason))

    with pytest.raises(Conflict, match="都报了C2类新取，没有合并"):
        merge("证件号码升位")
    coordinator(world).run(CancelRegistration(drop.id, page(world, drop.id).line.version, "重复报名", "电话"))
    merge("证件号码升位")
    both = coordinator(world).run(Registrations(candidate_id=keep.candidate_id, ended=True))
    assert set(both.ids) == {keep.id, drop.id}
