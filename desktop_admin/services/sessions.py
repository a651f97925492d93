"""Sessions: signing in and out, who is here, one's own password, and learners behind the portal.

Apart from staff.py because accounts are an administrator's work and sessions everybody's.  Only the
SHA-256 of a token is stored: whoever reads the database cannot act as somebody else.
"""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from desktop_admin.contract.errors import Conflict, NotFound, SignInNeeded
from desktop_admin.contract.sessions import (
    ChangePassword,
    LearnerSession,
    OpenLearnerSession,
    PasswordChange,
    Person,
    SignedIn,
    SignIn,
    SignOut,
    WhoAmI,
)
from desktop_admin.models.claims import ClaimRow
from desktop_admin.models.people import CandidateRow
from desktop_admin.models.staff import SessionRow, StaffRow
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services import attempts
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.passwords import Prepared, login_name, password_faults

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


def sign_in(context: Context, request: SignIn) -> SignedIn:
    """Open a session, or say why not: a refusal is an answer, so that the count of failures stays.

    Unknown names, and disabled accounts without the right password, get the same sentence as a wrong
    password.  After five failures tries wait (rules/attempts.py); the right password from an address where
    the account signed in before never does.
    """
    prepared = _prepared(context)
    name = login_name(request.name)
    row = context.session.scalar(select(StaffRow).where(StaffRow.name == name))
    stand = _standing(context, name, row)
    right = row is not None and prepared.checked == row.password_hash and prepared.matches
    if stand.wait is not None and not (stand.workplace and right):
        if stand.workplace:
            attempts.failed(context, name, row)
        context.refused = True
        return SignedIn(None, None, attempts.wait_sentence(stand.wait, context.now), stand.wait)
    if row is not None and prepared.checked != row.password_hash:
        context.refused = True
        return SignedIn(None, None, _CHANGED)
    if row is None or not right or not row.active:
        wait = attempts.failed(context, name, row)
        if wait is not None:
            return SignedIn(None, None, attempts.wait_sentence(wait, context.now), wait)
        return SignedIn(None, None, _DISABLED if right else _WRONG)
    context.touch(SubjectKind.STAFF, row)
    attempts.succeeded(context, row.id)
    row.last_seen = context.now
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
    # The portal leaves: so do the learners it let in.
    _close(context, SessionRow.opened_by == principal.token_hash)
    if principal.candidate_id is not None:
        context.touch(SubjectKind.CANDIDATE, None, principal.candidate_id)
        return
    row = context.fetch(StaffRow, context.staff_id, "这个账号")
    row.last_seen = context.now
    _release_claims(context, row.id)
    context.touch(SubjectKind.STAFF, row)


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


def change_password(context: Context, request: ChangePassword) -> PasswordChange:
    """Change one's own password; the person's other sessions end. A wrong old one counts like a sign-in."""
    prepared = _prepared(context)
    row = context.fetch(StaffRow, context.staff_id, "这个账号")
    if prepared.checked != row.password_hash:
        raise Conflict("密码刚刚在别处被改动，请重新登录后再试。")
    stand = _standing(context, row.name, row)
    if not prepared.matches or (stand.wait is not None and not stand.workplace):
        wait = attempts.failed(context, row.name, row)
        words = "现在的密码不对，请重新输入。"
        return PasswordChange(False, attempts.wait_sentence(wait, context.now) if wait else words, wait)
    faults = password_faults(request.new, row.name, "new")
    if request.new == request.old:
        faults.append(("new", "same", "新密码不能与现在的密码相同。"))
    if faults:
        invalid(*faults)
    row.password_hash, row.must_change = prepared.fresh[0], False
    _close(context, SessionRow.staff_id == row.id, SessionRow.token_hash != context.principal.token_hash)
    context.touch(SubjectKind.STAFF, row)
    return PasswordChange(True)


def open_learner_session(context: Context, request: OpenLearnerSession) -> LearnerSession:
    """A session in which the portal acts for one learner; a merged record leads to the one that was kept."""
    row = context.session.get(CandidateRow, request.candidate_id)
    while row is not None and row.merged_into_id is not None:
        row = context.session.get(CandidateRow, row.merged_into_id)
    if row is None:
        raise NotFound("没有找到这名学员，请先登记。", {"id": request.candidate_id})
    token = _open(context, context.staff_id, context.principal.workstation, row.id)
    context.touch(SubjectKind.CANDIDATE, row)
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


def _standing(context: Context, name: str, row: StaffRow | None) -> attempts.Standing:
    staff_id = None if row is None else row.id
    return attempts.standing(context.session, name, staff_id, context.principal.address, context.now)


def _open(context: Context, staff_id: int, workstation: str, candidate_id: int | None = None) -> str:
    _close(context, SessionRow.last_at < context.now - STALE)
    token = secrets.token_urlsafe(32)
    context.session.add(
        SessionRow(
            token_hash=token_hash(token),
            staff_id=staff_id,
            candidate_id=candidate_id,
            opened_by=None if candidate_id is None else context.principal.token_hash,
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
