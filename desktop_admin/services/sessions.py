"""Sessions: signing in and out, who is here, one's own password, and learners behind the portal.

Apart from staff.py because accounts are an administrator's work and sessions everybody's.  Only the
SHA-256 of a token is stored: whoever reads the database cannot act as somebody else.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from desktop_admin.contract.errors import Conflict, NotFound, SignInNeeded
from desktop_admin.contract.staff import (
    ChangePassword,
    LearnerSession,
    OpenLearnerSession,
    Person,
    SignedIn,
    SignIn,
    SignOut,
    WhoAmI,
)
from desktop_admin.models.people import CandidateRow
from desktop_admin.models.staff import SessionRow, StaffRow
from desktop_admin.models.submissions import ClaimRow
from desktop_admin.rules.clock import local
from desktop_admin.rules.roles import Role
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.passwords import Prepared, login_name, password_faults

FAILURES = 5
LOCK = timedelta(minutes=15)
#: Sessions unused for this long ended long ago (the engine ends them after 12 hours); their rows are swept.
STALE = timedelta(days=1)

_WRONG = "姓名或密码不对。请检查大小写和输入法后再试；忘记密码请找管理员重设。"
_CHANGED = "密码刚刚被改动，请再登录一次。"
_DISABLED = "这个账号已停用。如需恢复，请找管理员。"


def token_hash(token: str) -> str:
    """What is stored of a session's token: its SHA-256, hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def roles_of(row: StaffRow) -> tuple[Role, ...]:
    """The roles of an account."""
    return tuple(Role(role) for role in row.roles)


def locked_now(row: StaffRow, now: datetime) -> bool:
    """Whether the account is locked after wrong passwords; the lock ends by itself."""
    return row.locked_until is not None and now < row.locked_until


def sign_in(context: Context, request: SignIn) -> SignedIn:
    """Open a session, or say why not: a refusal is an answer, so that the count of failures stays.

    Unknown names, and disabled accounts without the right password, get the same sentence as a wrong
    password.  The fifth failure locks for 15 minutes; while locked nothing is counted (domain §6).
    """
    prepared = _prepared(context)
    row = context.session.scalar(select(StaffRow).where(StaffRow.name == login_name(request.name)))
    if row is None:
        return SignedIn(None, None, _WRONG)
    if locked_now(row, context.now):
        return _locked(row)
    if prepared.checked != row.password_hash:
        return SignedIn(None, None, _CHANGED)
    context.touch("staff", row)
    if not prepared.matches:
        return _failed(context, row)
    if not row.active:
        return SignedIn(None, None, _DISABLED)
    row.failures, row.locked_until, row.last_seen = 0, None, context.now
    if prepared.fresh:
        row.password_hash = prepared.fresh[0]
    token = _open(context, row.id, request.workstation)
    return SignedIn(token, Person(row.id, row.name, roles_of(row), row.must_change))


def sign_out(context: Context, request: SignOut) -> None:
    """End this session; a member of staff lets go of all claims."""
    principal = context.principal
    if not principal.token_hash:
        raise SignInNeeded("您还没有登录。")
    _close(context, SessionRow.token_hash == principal.token_hash)
    if principal.candidate_id is not None:
        context.touch("candidate", None, principal.candidate_id)
        return
    row = context.fetch(StaffRow, context.staff_id, "这个账号")
    row.last_seen = context.now
    _release_claims(context, row.id)
    context.touch("staff", row)


def who_am_i(context: Context, request: WhoAmI) -> Person:
    """The person this session belongs to; for a learner the id is the candidate's."""
    principal = context.principal
    if principal.staff_id is None:
        raise SignInNeeded("请先登录。")
    if principal.candidate_id is not None:
        learner = context.fetch(CandidateRow, principal.candidate_id, "这名学员")
        return Person(learner.id, learner.name, (Role.LEARNER,))
    row = context.fetch(StaffRow, principal.staff_id, "这个账号")
    return Person(row.id, row.name, roles_of(row), row.must_change)


def change_password(context: Context, request: ChangePassword) -> None:
    """Change one's own password; the person's other sessions end."""
    prepared = _prepared(context)
    row = context.fetch(StaffRow, context.staff_id, "这个账号")
    if prepared.checked != row.password_hash:
        raise Conflict("密码刚刚在别处被改动，请重新登录后再试。")
    if not prepared.matches:
        invalid(("old", "wrong", "现在的密码不对，请重新输入。"))
    faults = password_faults(request.new, row.name, "new")
    if request.new == request.old:
        faults.append(("new", "same", "新密码不能与现在的密码相同。"))
    if faults:
        invalid(*faults)
    row.password_hash, row.must_change = prepared.fresh[0], False
    _close(context, SessionRow.staff_id == row.id, SessionRow.token_hash != context.principal.token_hash)
    context.touch("staff", row)


def open_learner_session(context: Context, request: OpenLearnerSession) -> LearnerSession:
    """A session in which the portal acts for one learner; a merged record leads to the one that was kept."""
    row = context.session.get(CandidateRow, request.candidate_id)
    while row is not None and row.merged_into_id is not None:
        row = context.session.get(CandidateRow, row.merged_into_id)
    if row is None:
        raise NotFound("没有找到这名学员，请先登记。", {"id": request.candidate_id})
    token = _open(context, context.staff_id, context.principal.workstation, row.id)
    context.touch("candidate", row)
    return LearnerSession(token, row.id)


def end_sessions(context: Context, staff_id: int, keep: str = "") -> None:
    """End a person's sessions (but the one whose token hash is ``keep``) and let go of the claims."""
    _close(context, SessionRow.staff_id == staff_id, SessionRow.token_hash != keep)
    _release_claims(context, staff_id)


def end_learner_sessions(context: Context, candidate_id: int) -> None:
    """End the portal's sessions for one learner: the record is gone into another."""
    _close(context, SessionRow.candidate_id == candidate_id)


def _prepared(context: Context) -> Prepared:
    if not isinstance(context.prepared, Prepared):
        raise RuntimeError("passwords are verified before the transaction: call passwords.prepare")
    return context.prepared


def _failed(context: Context, row: StaffRow) -> SignedIn:
    row.failures += 1
    if row.failures < FAILURES:
        return SignedIn(None, None, _WRONG)
    # The count starts anew with the lock, so that one more typing error afterwards does not lock again.
    row.failures, row.locked_until = 0, context.now + LOCK
    return _locked(row)


def _locked(row: StaffRow) -> SignedIn:
    assert row.locked_until is not None
    until = f"{local(row.locked_until):%H:%M}"
    sentence = f"密码连续输错 {FAILURES} 次，账号锁定到 {until}。请到时再试，或请管理员重设密码。"
    return SignedIn(None, None, sentence, row.locked_until)


def _open(context: Context, staff_id: int, workstation: str, candidate_id: int | None = None) -> str:
    _close(context, SessionRow.last_at < context.now - STALE)
    token = secrets.token_urlsafe(32)
    context.session.add(
        SessionRow(
            token_hash=token_hash(token),
            staff_id=staff_id,
            candidate_id=candidate_id,
            workstation=workstation[:120],
            opened_at=context.now,
            last_at=context.now,
        )
    )
    return token


def _close(context: Context, *which: object) -> None:
    context.session.execute(
        delete(SessionRow).where(*which).execution_options(synchronize_session=False)  # type: ignore[arg-type]
    )


def _release_claims(context: Context, staff_id: int) -> None:
    context.session.execute(
        delete(ClaimRow).where(ClaimRow.staff_id == staff_id).execution_options(synchronize_session=False)
    )
