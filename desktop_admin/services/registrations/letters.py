"""What a learner is told of a step about a registration, and leaving it in the outbox (domain §2.12)."""

from sqlalchemy import select

from desktop_admin.models.exams import ExamSessionRow, SiteRow
from desktop_admin.models.payments import OrderRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.categories import category
from desktop_admin.rules.clock import local, words
from desktop_admin.rules.cycles import Cycle
from desktop_admin.rules.money import yuan
from desktop_admin.services.context import Context
from desktop_admin.services.notices import leave_notice
from desktop_admin.services.policy import window_of


def tell(context: Context, row: RegistrationRow, kind: str, text: str) -> None:
    """Leave a notice about a registration, due at once: what it tells is undone by another step with its own."""
    leave_notice(
        context,
        candidate_id=row.candidate_id,
        registration_id=row.id,
        kind=kind,
        text=text,
        due_at=context.now,
    )


def subject(row: RegistrationRow) -> str:
    """``2026年11月C2类延期考试``"""
    return f"{Cycle.parse(row.cycle).label}{category(row.category).short}考试"


def registered_text(context: Context, row: RegistrationRow, order: OrderRow) -> str:
    """What to pay until when, and for which month."""
    if not order.due:
        return f"您已报名{subject(row)}，不需要缴费。"
    closes = words(window_of(context)(Cycle.parse(row.cycle)).closes)
    return (
        f"您已报名{subject(row)}，请于 {closes} 前缴纳{order.fee_name} {yuan(order.due)}，"
        f"商户订单号 {order.merchant_order_no}。"
    )


def session_words(context: Context, session: ExamSessionRow) -> str:
    """``2026年11月…考试（第一场），11月25日 09:00–10:30，都匀市建设大厦``"""
    site = context.session.scalar(select(SiteRow.name).where(SiteRow.id == session.site_id))
    when = f"{words(session.starts)}–{local(session.ends):%H:%M}"
    return "，".join(part for part in (session.name, when, site or "") if part)
