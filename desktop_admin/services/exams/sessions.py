"""Sessions: created, changed, opened, taken back, cancelled, archived.

Every change of a form goes through :func:`rearrange`, whoever asks for it; what follows for people is in people.py.
"""

import dataclasses

from desktop_admin.contract.errors import Conflict
from desktop_admin.contract.exams import (
    ArchiveSession,
    BackToDraft,
    CancelSession,
    CreateSession,
    EditSession,
    OpenSession,
    SessionForm,
)
from desktop_admin.models.exams import ExamSessionRow
from desktop_admin.rules.clock import local, words
from desktop_admin.rules.exam_sessions import (
    IllegalSessionMove,
    SessionMove,
    SessionState,
    fixed_words,
    next_session_state,
)
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.chain import last_change
from desktop_admin.services.context import Context, check_version, invalid
from desktop_admin.services.edit import merged
from desktop_admin.services.exams.counts import heads
from desktop_admin.services.exams.forms import form_of, normal, write
from desktop_admin.services.exams.judging import LONGEST_REASON, judge
from desktop_admin.services.exams.people import follow, reason_needed, refuse_with_people


def create_session(context: Context, request: CreateSession) -> None:
    """Add a draft. Invalid with all faults at once; warnings forbid nothing (C02)."""
    make_draft(context, request.form)


def make_draft(context: Context, form: SessionForm) -> ExamSessionRow:
    """A new draft, written and touched."""
    form = normal(form)
    judged = judge(context, form)
    if judged.faults or judged.windows is None:
        invalid(*judged.faults)
    row = ExamSessionRow(state=str(SessionState.DRAFT), cycle="", number=0, created_at=context.now)
    write(context, row, form, judged.windows.cycle)
    context.touch(SubjectKind.EXAM_SESSION, row)
    return row


def edit_session(context: Context, request: EditSession) -> None:
    """Change a session; fields merge with what others changed meanwhile."""
    row = editable(context, request.session_id)
    stored = form_of(context, row)
    seen, wanted = normal(request.seen), normal(request.wanted)
    form = normal(merged(context, SubjectKind.EXAM_SESSION, row.id, stored, seen, wanted))
    rearrange(context, row, stored, form, request.reason)


def rearrange(
    context: Context, row: ExamSessionRow, stored: SessionForm, form: SessionForm, reason: str
) -> None:
    """The one way a session that exists changes: judged, written, and followed by what it means for its people.

    ``stored`` is its form now, ``form`` the whole new one, both normal.  ``counts["changed"]``: fields that differ.
    """
    state, people = SessionState(row.state), heads(context, [row.id])[row.id]
    judged = judge(context, form, before=stored, state=state, people=people)
    faults = list(judged.faults)
    reason = reason.strip()
    if len(reason) > LONGEST_REASON:
        faults.append(("reason", "too_long", f"原因最多 {LONGEST_REASON} 个字。"))
    elif not reason and reason_needed(context, row, stored, form):
        faults.append(("reason", "empty", f"已有 {people.people} 人申请或候补，请写明改动的原因。"))
    if form.site_id is None and state is not SessionState.DRAFT:
        faults.append(("site_id", "empty", f"本场已“{state.words}”，请选择考点。"))
    if faults or judged.windows is None:
        invalid(*faults)
    changed = [
        field.name
        for field in dataclasses.fields(SessionForm)
        if getattr(stored, field.name) != getattr(form, field.name)
    ]
    context.counts["changed"] = len(changed)
    context.touch(SubjectKind.EXAM_SESSION, row)
    if changed:
        write(context, row, form, judged.windows.cycle)
        follow(context, row, stored, form, reason)


def open_session(context: Context, request: OpenSession) -> None:
    """Let people apply. Everything that is missing is named at once."""
    row, state = _moving(context, request.session_id, request.seen_version, SessionMove.OPEN)
    form = form_of(context, row)
    judged = judge(context, form, before=form)
    faults = list(judged.faults)
    if form.site_id is None:
        faults.append(("site_id", "empty", "请先选择考点，再开放。"))
    if judged.windows is not None and judged.windows.application.closes <= local(context.now):
        closed = words(judged.windows.application.closes)
        faults.append(("exam", "past", f"申请已于 {closed} 截止，请先改到更晚的考试日。"))
    if faults:
        invalid(*faults)
    row.state = str(state)
    context.touch(SubjectKind.EXAM_SESSION, row)


def back_to_draft(context: Context, request: BackToDraft) -> None:
    """Take an open session back while nobody has applied."""
    row, state = _moving(context, request.session_id, request.seen_version, SessionMove.BACK_TO_DRAFT)
    refuse_with_people(context, row, "转回草稿")
    row.state = str(state)
    context.touch(SubjectKind.EXAM_SESSION, row)


def cancel_session(context: Context, request: CancelSession) -> None:
    """A session that will not be held. It stays, with the reason."""
    row, state = _moving(context, request.session_id, request.seen_version, SessionMove.CANCEL)
    refuse_with_people(context, row, "取消")
    reason = request.reason.strip()
    if not 1 <= len(reason) <= LONGEST_REASON:
        invalid(("reason", "length", f"请写明取消的原因，最多 {LONGEST_REASON} 个字。"))
    row.state, row.ended_reason = str(state), reason
    context.touch(SubjectKind.EXAM_SESSION, row)


def archive_session(context: Context, request: ArchiveSession) -> None:
    """Close a session for good (C16)."""
    row, state = _moving(context, request.session_id, request.seen_version, SessionMove.ARCHIVE)
    if local(row.ends) > local(context.now):
        raise Conflict(f"考试到 {words(row.ends)} 才结束，之后才能归档。")
    if SessionState(row.state) is SessionState.OPEN:
        refuse_with_people(context, row, "直接归档")
    row.state = str(state)
    context.touch(SubjectKind.EXAM_SESSION, row)


def editable(context: Context, session_id: int) -> ExamSessionRow:
    """The session, for whatever command would change it or its people; Conflict once it is read-only (C16)."""
    row = context.fetch(ExamSessionRow, session_id, "这个场次")
    why = fixed_words(SessionState(row.state))
    if why:
        raise Conflict(why, {"state": row.state})
    return row


def _moving(
    context: Context, session_id: int, seen_version: int, move: SessionMove
) -> tuple[ExamSessionRow, SessionState]:
    """The session and the state ``move`` leads to; the command saw ``seen_version``."""
    row = context.fetch(ExamSessionRow, session_id, "这个场次")
    who, when = last_change(context, SubjectKind.EXAM_SESSION, row.id)
    check_version(row, seen_version, f"{who}已于 {when} 改过这个场次，请对照后再定。", state=row.state)
    try:
        return row, next_session_state(SessionState(row.state), move)
    except IllegalSessionMove as refused:
        raise Conflict(refused.message, {"state": row.state, "move": str(move)}) from None
