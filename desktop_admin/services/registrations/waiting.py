"""Places: given, freed, and handed to whoever waits first, all in the transaction that frees them (C05, C06)."""

from sqlalchemy import select

from desktop_admin.models.exams import ExamSessionRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.gate import gate
from desktop_admin.rules.registrations import Application
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context
from desktop_admin.services.registrations.facts import applicants, gate_policy, place_of
from desktop_admin.services.registrations.letters import session_words, tell


def leave_session(context: Context, row: RegistrationRow) -> None:
    """Give up a place or a turn, if there is one; a place that becomes free goes to whoever waits first."""
    if row.session_id is None:
        return
    session = context.fetch(ExamSessionRow, row.session_id, "这个场次")
    had_place = row.application == Application.APPLIED.value
    row.session_id, row.application, row.applied_at = None, Application.NONE.value, None
    context.session.flush()
    context.touch(SubjectKind.EXAM_SESSION, session)
    if had_place:
        fill_places(context, session)


def fill_places(context: Context, session: ExamSessionRow) -> None:
    """Free places go to those who wait, in order, while the window is open and never after it (trap 6).

    Whoever could not apply now (papers replaced, money given back) is passed over and keeps the turn.
    ``counts["risen"]`` says how many rose.
    """
    place = place_of(context, session)
    if not place.open or not place.application.contains(context.now) or not place.left:
        return
    waiting = list(
        context.session.scalars(
            select(RegistrationRow)
            .where(
                RegistrationRow.session_id == session.id,
                RegistrationRow.application == Application.WAITING.value,
                RegistrationRow.ended_at.is_(None),
            )
            .order_by(RegistrationRow.applied_at, RegistrationRow.id)
        )
    )
    known, policy, left = applicants(context, [row.id for row in waiting]), gate_policy(context), place.left
    for row in waiting:
        if not left:
            break
        if not gate(known[row.id], place, context.now, policy).may:
            continue
        left -= 1
        row.application = Application.APPLIED.value
        context.counts["risen"] = context.counts.get("risen", 0) + 1
        tell(
            context, row, "risen", f"有名额空出，您已从候补转为申请成功：{session_words(context, session)}。"
        )
        context.touch(SubjectKind.REGISTRATION, row)
    context.session.flush()
