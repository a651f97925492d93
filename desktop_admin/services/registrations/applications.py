"""Applying for a session and taking it back; why somebody may not (C05, C06, C08)."""

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.registrations import (
    Application,
    ApplyForExam,
    ExamGate,
    GateRecord,
    WithdrawApplication,
)
from desktop_admin.models.exams import ExamSessionRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.clock import local, words
from desktop_admin.rules.cycles import Cycle
from desktop_admin.rules.gate import gate
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.exams.sessions import editable
from desktop_admin.services.registrations.current import own
from desktop_admin.services.registrations.facts import applicant_of, gate_policy, place_of, places
from desktop_admin.services.registrations.letters import session_words, tell
from desktop_admin.services.registrations.offering import open_sessions
from desktop_admin.services.registrations.waiting import leave_session


def apply_for_exam(context: Context, request: ApplyForExam) -> None:
    """Take a place or, if that is wanted, a turn: the gate and the places are looked at inside the one transaction."""
    row = own(context, request.registration_id, request.seen_version, request.source)
    session = editable(context, request.session_id)
    if row.session_id == session.id:
        raise Conflict(f"已在本场：{Application(row.application).words}。", {"reason": "here"})
    place = place_of(context, session)
    found = gate(applicant_of(context, row.id), place, context.now, gate_policy(context))
    if not found.may:
        raise Conflict(
            f"不能申请{session.name}：{found.words}。",
            {"reason": "gate", "codes": [check.code.value for check in found.failing]},
        )
    if found.would_wait and not request.waiting:
        raise Conflict(
            f"{session.name}的名额刚刚满了（{place.capacity} 人），没有申请成功。可以候补（前面有 {place.waiting} 人）"
            f"{_elsewhere(context, row, session.id)}。",
            {"reason": "full", "waiting": place.waiting},
        )
    taken = Application.WAITING if found.would_wait else Application.APPLIED
    row.session_id, row.application, row.applied_at = session.id, taken.value, context.now
    context.session.flush()
    context.counts[taken.value] = 1
    context.touch(SubjectKind.REGISTRATION, row)
    context.touch(SubjectKind.EXAM_SESSION, session)
    where = session_words(context, session)
    if taken is Application.APPLIED:
        tell(context, row, "applied", f"申请考试成功：{where}。")
    else:
        tell(
            context,
            row,
            "waiting",
            f"名额已满，您在候补第 {place.waiting + 1} 位：{where}。有名额时按顺序递补。",
        )


def withdraw_application(context: Context, request: WithdrawApplication) -> None:
    """Give up a place or a turn."""
    row = own(context, request.registration_id, request.seen_version, request.source)
    if row.session_id is None:
        raise Conflict("这个报名没有申请任何场次。", {"reason": "nothing"})
    session = editable(context, row.session_id)
    if local(context.now) >= local(session.starts):
        raise Conflict(f"考试已于 {words(session.starts)} 开始，不能再撤回申请。", {"reason": "begun"})
    where = session_words(context, session)
    leave_session(context, row)
    context.touch(SubjectKind.REGISTRATION, row)
    tell(context, row, "withdrawn", f"已撤回考试申请：{where}。")


def exam_gate(context: Context, request: ExamGate) -> GateRecord:
    """为什么不能申请？, at the office's clock or at another instant."""
    at = request.at or context.now
    if at.tzinfo is None:
        invalid(("at", "zone", "时间缺少时区，请写作 2026-11-24T11:59:59+08:00。"))
    context.fetch(RegistrationRow, request.registration_id, "这个报名")
    session = context.fetch(ExamSessionRow, request.session_id, "这个场次")
    person = applicant_of(context, request.registration_id)
    found = gate(person, place_of(context, session), at, gate_policy(context))
    return GateRecord(found.may, found.would_wait, found.next_month_helps, found.checks)


def _elsewhere(context: Context, row: RegistrationRow, full: int) -> str:
    others = places(context, open_sessions(context, Cycle.parse(row.cycle), row.category))
    free = [one.name for one in others.values() if one.id != full and one.left]
    return f"，或改申请：{'、'.join(free[:3])}" if free else ""
