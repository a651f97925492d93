"""Registering, 转次月考 and back, cancelling, and a chief's admission of a late payment."""

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.registrations import (
    AdmitLatePayment,
    CancelRegistration,
    Month,
    RegisterForExams,
    Standing,
    SwitchMonth,
)
from desktop_admin.models.payments import OrderRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.clock import local, words
from desktop_admin.rules.cycles import Cycle
from desktop_admin.rules.orders import merchant_order_no, paid_when
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.payments.fees import fee_on
from desktop_admin.services.people.acting import acting_for
from desktop_admin.services.registrations.current import LONGEST_REASON, living, own
from desktop_admin.services.registrations.facts import applicant_of, gate_policy
from desktop_admin.services.registrations.letters import registered_text, subject, tell
from desktop_admin.services.registrations.offering import offered, room_in, still_open_until
from desktop_admin.services.registrations.waiting import leave_session


def register_for_exams(context: Context, request: RegisterForExams) -> None:
    """Register and make the order; the amount is the fee in force today and stays."""
    candidate = acting_for(context, request.candidate_id, request.source)
    found = offered(context, candidate.id, request.category)
    if found.hindrance or found.papers is None:
        raise Conflict(found.hindrance, {"reason": "not_offered"})
    offer = next(one for one in found.offers if one.month is request.month)
    if not offer.ok or offer.cycle is None:
        raise Conflict(f"不能报{request.month.words}：{offer.words}。", {"reason": "not_offered"})
    fee = fee_on(context, request.category, local(context.now).date())
    if fee is None:  # offered() says so before: a hindrance
        raise Conflict("这一类别还没有费用项目。", {"reason": "not_offered"})
    row = RegistrationRow(
        candidate_id=candidate.id,
        submission_id=found.papers.id,
        category=request.category,
        cycle=offer.cycle.key,
        first_cycle=offer.cycle.key,
        registered_at=context.now,
        staff_id=None if context.principal.candidate_id else context.staff_id,
        source=request.source.strip()[:60],
    )
    context.session.add(row)
    context.session.flush()
    order = OrderRow(
        registration_id=row.id,
        merchant_order_no=merchant_order_no(local(context.now).date(), row.id),
        fee_name=fee.name,
        due=fee.amount,
        made_at=context.now,
    )
    context.session.add(order)
    context.session.flush()
    context.touch(SubjectKind.REGISTRATION, row)
    tell(context, row, "registered", registered_text(context, row, order))


def switch_month(context: Context, request: SwitchMonth) -> None:
    """转次月考 until the last application of the month closes; back while a session of it has room (C07)."""
    row = own(context, request.registration_id, request.seen_version, request.source)
    here, first = Cycle.parse(row.cycle), Cycle.parse(row.first_cycle)
    if request.month is Month.NEXT:
        if here != first:
            raise Conflict(
                f"已经转到{here.label}，不能再往后转；需要时请取消后重新报名。", {"reason": "switched"}
            )
        closes = still_open_until(context, here, row.category)
        if local(context.now) >= local(closes):
            raise Conflict(
                f"{here.label}的申请已于 {words(closes)} 截止，不能再转次月考。", {"reason": "closed"}
            )
        row.cycle = here.next().key
    else:
        if here == first:
            raise Conflict(f"现在报的就是{here.label}的考试。", {"reason": "switched"})
        room_in(context, row, first)
        row.cycle = first.key
    leave_session(context, row)
    context.session.flush()
    context.touch(SubjectKind.REGISTRATION, row)
    tell(context, row, "switched", f"您的报名已改为{subject(row)}，已缴的费用和学时一并转入。")


def cancel_registration(context: Context, request: CancelRegistration) -> None:
    """Cancel. The row, its order and what was paid stay; the person may register again."""
    row = own(context, request.registration_id, request.seen_version, request.source)
    reason = request.reason.strip()
    if not 1 <= len(reason) <= LONGEST_REASON:
        invalid(("reason", "length", f"请写明取消的原因，最多 {LONGEST_REASON} 个字。"))
    leave_session(context, row)
    row.ended_at, row.ended_as, row.ended_reason = context.now, Standing.CANCELLED.value, reason
    context.session.flush()
    context.touch(SubjectKind.REGISTRATION, row)
    tell(context, row, "cancelled", f"您的{subject(row)}报名已取消。原因：{reason}。")


def admit_late_payment(context: Context, request: AdmitLatePayment) -> None:
    """A chief lets a payment inside the grace count for the month (domain §2.5)."""
    row = context.fetch(RegistrationRow, request.registration_id, "这个报名")
    living(context, row, request.seen_version)
    reason = request.reason.strip()
    if not 1 <= len(reason) <= LONGEST_REASON:
        invalid(("reason", "length", f"请写明准入的原因，最多 {LONGEST_REASON} 个字。"))
    person = applicant_of(context, row.id)
    settled = person.account.settled_at
    if row.late_admitted or settled is None:
        raise Conflict("这个报名没有待准入的迟缴。", {"reason": "nothing"})
    when = paid_when(settled, person.closes, gate_policy(context).grace)
    if not when.border:
        state = "按时缴费，不需要准入" if when.in_time else "已超过宽限，不能准入；可转次月考"
        raise Conflict(f"{state}。", {"reason": "not_border"})
    row.late_admitted = True
    context.session.flush()
    context.touch(SubjectKind.REGISTRATION, row)
    tell(context, row, "admitted", f"您的{subject(row)}缴费迟了 {when.late_minutes} 分钟，已准入本月。")
