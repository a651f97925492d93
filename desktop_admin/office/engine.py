"""The office itself: one request, one transaction, one journal row (house §2).

Every command takes the office first, so commands run one at a time and the journal is
their order.  The engine knows sessions and transactions and nothing of the business.
"""

import dataclasses
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import Select, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session, aliased

from desktop_admin.contract.base import Command, Question, Receipt, Request, Signal, Subject
from desktop_admin.contract.errors import Conflict, NotAllowed, SignInNeeded, Unavailable
from desktop_admin.contract.meanings import holds_secret
from desktop_admin.contract.sessions import SignedIn, SignIn
from desktop_admin.models.journal import JournalDetailRow, JournalRow, OfficeRow
from desktop_admin.models.staff import SessionRow, StaffRow
from desktop_admin.office.clock import Clock, OfficeClock, office_clock
from desktop_admin.office.database import Database
from desktop_admin.office.hashing import Hashing
from desktop_admin.office.sound import refuse_unsound
from desktop_admin.office.wire import Wire
from desktop_admin.rules.rights import WITHOUT_SESSION, may
from desktop_admin.rules.roles import Role
from desktop_admin.services import attempts, chain, passwords
from desktop_admin.services.context import Context, Principal
from desktop_admin.services.passwords import login_name
from desktop_admin.services.registry import handlers

#: A session nobody used for this long has ended; desks lock much earlier (policy).
SESSION_LIFE = timedelta(hours=12)
_TOUCH = timedelta(minutes=1)
_FIRST = frozenset({"ChangePassword", "SignOut", "WhoAmI", "CommandOutcome"})
_OPENS_SESSION = frozenset({"SignIn", "OpenLearnerSession"})
_LONGEST_WORKSTATION = 120
_FIRST_PASSWORD = "请先修改初始密码，再开始工作。"


class Engine:
    """Runs requests for whoever holds a session token. Thread-safe."""

    def __init__(
        self,
        database: Database,
        *,
        clock: Clock | OfficeClock | None = None,
        hasher: PasswordHasher | None = None,
        woken: Callable[[Session], None] = lambda session: None,
    ) -> None:
        self._database = database
        self._clock = office_clock(clock)
        self._hasher = hasher or PasswordHasher()
        self._woken = woken
        self._hashing = Hashing()
        self._handlers = handlers()
        self.wire = Wire()

    def run(
        self, request: Request[Any], token: str | None, *, via: str, workstation: str, address: str = ""
    ) -> Any:
        """Answer one request for the session of ``token`` (None before sign-in).

        ``address``: where it comes from as the server sees it; an office without server takes the workstation.
        """
        refuse_unsound(request)
        workstation = workstation[:_LONGEST_WORKSTATION]
        served, address = bool(address), attempts.address_of(address or workstation)
        if isinstance(request, Command):
            try:
                return self._command(request, token, via, workstation, address, served)
            except Unavailable as lost:
                if lost.details.get("unknown_outcome"):
                    lost.details["command_id"] = request.id  # by which the desk asks what became of it
                raise
        if isinstance(request, Signal):
            return self._signal(request, token, via, workstation)
        with self._database.reading() as session:
            now = self._clock.now(session)
            context = self._open(session, request, now, token, via, workstation)
            return self._handlers[type(request)](context, request)

    def rehearse(self, question: Question[Any]) -> Any:
        """Read what the question would read, in the name of nobody who exists; the caller shows the answer to nobody."""
        nobody = Principal(0, "", frozenset(Role))
        with self._database.reading() as session:
            now = self._clock.now(session)
            return self._handlers[type(question)](Context(session, nobody, now), question)

    def principal(self, token: str | None, via: str = "", workstation: str = "") -> Principal:
        """Who holds the token; SignInNeeded if nobody, NotAllowed before the first password is changed."""
        with self._database.reading() as session:
            now = self._clock.now(session)
            principal, must_change, _last_at = self._principal(session, token, now, via, workstation)
        if must_change:
            raise NotAllowed(_FIRST_PASSWORD, {"must_change": True})
        return principal

    def now(self) -> Any:
        """The office's clock, aware."""
        with self._database.reading() as session:
            return self._clock.now(session)

    def _open(
        self,
        session: Session,
        request: Request[Any],
        now: datetime,
        token: str | None,
        via: str,
        workstation: str,
    ) -> Context:
        name = type(request).__name__
        if name in WITHOUT_SESSION:
            # Whatever the desk still holds: signing in again must work when the old session has ended.
            principal = Principal(
                None, "", frozenset(), via=_true_via(via, False, False), workstation=workstation
            )
        else:
            principal, must_change, last_at = self._principal(session, token, now, via, workstation)
            if must_change and name not in _FIRST:
                raise NotAllowed(_FIRST_PASSWORD, {"must_change": True})
            if not may(principal.roles, name):
                raise NotAllowed("您的角色不能做这件事。如确有需要，请联系主管或管理员。", {"request": name})
            if isinstance(request, Command | Signal) and now - last_at > _TOUCH:
                self._keep_session(session, principal, now)
        # A learner's own step is always on the learner's behalf, whichever service answers it.
        return Context(session, principal, now, on_behalf_id=principal.candidate_id, ahead=self._clock.ahead)

    def _principal(
        self, session: Session, token: str | None, now: Any, via: str, workstation: str
    ) -> tuple[Principal, bool, datetime]:
        """Whose session it is, whether its first password must be changed, and when it was last used."""
        if not token:
            raise SignInNeeded("请先登录。")
        token_hash = hashlib.sha256(token.encode()).hexdigest()
        row = session.connection().execute(_whose(), {"token_hash": token_hash}).one_or_none()
        lone = (
            row is not None
            and row.candidate_id is not None
            and (row.portal is None or Role.PORTAL not in row.roles)
        )
        if row is None or lone or not row.active or now - row.last_at > SESSION_LIFE:
            raise SignInNeeded("登录已失效，请重新登录。未保存的内容不会丢失。")
        if row.candidate_id is not None:
            roles = frozenset({Role.LEARNER})
        else:
            roles = frozenset(Role(role) for role in row.roles)
        via = _true_via(via, row.candidate_id is not None, Role.PORTAL in roles)
        principal = Principal(
            row.id, row.name, roles, row.candidate_id, token_hash, via, workstation or row.workstation
        )
        return principal, row.must_change and row.candidate_id is None, row.last_at

    def _signal(self, request: Signal[Any], token: str | None, via: str, workstation: str) -> Any:
        with self._database.writing() as session:
            now = self._clock.now(session)
            context = self._open(session, request, now, token, via, workstation)
            answer = self._handlers[type(request)](context, request)
            self._woken(session)
            return answer

    def _command(
        self,
        request: Command[Any],
        token: str | None,
        via: str,
        workstation: str,
        address: str,
        served: bool,
    ) -> Any:
        name = type(request).__name__
        detail = self.wire.detail(request)
        prepared = self._prepare(request, token, address)
        if isinstance(prepared, SignedIn):
            return prepared
        with self._database.writing() as session:
            office = session.connection().execute(_take_office()).one_or_none()
            if office is None:
                raise Unavailable("数据文件还没有建好。请先运行 kaowu migrate，或换一个文件。")
            now = self._clock.after(session, office.last_at, office.clock_offset_us)
            context = self._open(session, request, now, token, via, workstation)
            context.command_id, context.prepared = request.id, prepared
            context.principal = dataclasses.replace(context.principal, address=address, served=served)
            known = context.ask(_known(), id=request.id).scalar_one_or_none()
            if known is not None:
                return self._again(context, request, known, detail)
            if name in _OPENS_SESSION:
                self._forget_visits(context)
            answer = self._handlers[type(request)](context, request)
            session.flush()
            if context.refused:
                if context.traced:
                    self._woken(session)
                return answer
            answer = _written(context, request, office, answer, detail)
            self._woken(session)
        return answer

    def _prepare(self, request: Command[Any], token: str | None, address: str) -> Any:
        """The argon2 work, for those only who may ask for it, and not at all for a try that has to wait."""
        name = type(request).__name__
        if not holds_secret(type(request)):
            return None
        with self._database.reading() as session:
            now = self._clock.now(session)
            if isinstance(request, SignIn):
                wait = attempts.standing(session, login_name(request.name), None, address, now).wait
                if wait is not None and not attempts.is_anybodys_workplace(session, address, now):
                    # Answered without work and without the office: ten thousand tries hold nobody up.
                    return SignedIn(None, None, attempts.wait_sentence(wait, now), wait)
            elif name not in WITHOUT_SESSION:
                principal, _must_change, _last_at = self._principal(session, token, now, "", "")
                if not may(principal.roles, name):
                    return None  # refused inside the transaction, with the sentence that belongs to it
            elif session.scalar(select(StaffRow.id).limit(1)) is not None:
                return None  # an office that is set up hashes nothing for strangers
        with self._hashing.turn(address):
            return passwords.prepare(request, self._stored_hash, self._hasher, token)

    def _again(self, context: Context, request: Command[Any], number: int, detail: str) -> Any:
        """The same id again: the first receipt, or a refusal when it is not the same command."""
        row = context.session.get_one(JournalRow, number)
        kept = context.session.get(JournalDetailRow, number)
        same = (
            row.name == type(request).__name__
            and row.staff_id == context.principal.staff_id
            and (context.principal.candidate_id in (None, row.on_behalf_id))
            # Of one whose detail was purged nobody can say any more whether it was the same.
            and kept is not None
            and kept.text == detail
        )
        if not same:
            raise Conflict(
                "这个操作编号已经用在另一个操作上，没有执行。请重新操作一次。", {"journal_no": row.number}
            )
        receipt = chain.receipt_of(row.receipt)
        if receipt is None:
            raise Conflict("这个操作已经做过，它的结果不保存。请重新操作一次。", {"journal_no": row.number})
        return receipt

    def _keep_session(self, session: Session, principal: Principal, now: datetime) -> None:
        session.execute(
            update(SessionRow)
            .where(
                or_(
                    SessionRow.token_hash == principal.token_hash,
                    # A learner at work keeps the session alive that let them in.
                    SessionRow.token_hash.in_(
                        select(SessionRow.opened_by).where(SessionRow.token_hash == principal.token_hash)
                    ),
                )
            )
            .values(last_at=now)
            .execution_options(synchronize_session=False)
        )

    def _forget_visits(self, context: Context) -> None:
        """Learners' sessions that have ended: the portal opens one a visit, and nobody would clear them."""
        context.session.execute(
            delete(SessionRow).where(
                SessionRow.candidate_id.is_not(None), SessionRow.last_at < context.now - SESSION_LIFE
            )
        )

    def _stored_hash(self, key: str | int) -> str | None:
        """The stored password hash of a name, an id, or (``token:…``) of a session's own account."""
        with self._database.reading() as session:
            query = select(StaffRow.password_hash)
            if isinstance(key, int):
                query = query.where(StaffRow.id == key)
            elif key.startswith("token:"):
                token_hash = hashlib.sha256(key[6:].encode()).hexdigest()
                query = query.join(SessionRow, SessionRow.staff_id == StaffRow.id).where(
                    SessionRow.token_hash == token_hash
                )
            else:
                query = query.where(StaffRow.name == key)
            return session.scalar(query)


def _written(context: Context, request: Command[Any], office: chain.Head, answer: Any, detail: str) -> Any:
    """The journal row of a command that was done. Answers its receipt where the handler gave no answer of its own."""
    touched = context.touched()
    text = ""
    if answer is None:
        subjects = tuple(Subject(*entry) for entry in touched[:40])
        answer = Receipt(office.head + 1, subjects, dict(context.counts))
        text = chain.receipt_text(answer)
    chain.append(
        context.session,
        office,
        context.principal,
        command_id=request.id,
        on_behalf_id=context.on_behalf_id,
        name=type(request).__name__,
        at=context.now,
        subjects=touched,
        receipt=text,
        detail=detail,
    )
    return answer


@cache
def _take_office() -> Select[*tuple[Any, ...]]:
    """The lock every command takes first, and the head it appends to (built once: building costs more than asking)."""
    return select(
        OfficeRow.head, OfficeRow.head_hash, OfficeRow.last_at, OfficeRow.clock_offset_us
    ).with_for_update()


@cache
def _whose() -> Select[*tuple[Any, ...]]:
    """A session and its account; for a learner's also the portal's own, while that lasts."""
    portal = aliased(SessionRow)
    return (
        select(
            *(StaffRow.id, StaffRow.name, StaffRow.roles, StaffRow.active, StaffRow.must_change),
            *(SessionRow.candidate_id, SessionRow.workstation, SessionRow.last_at),
            portal.token_hash.label("portal"),
        )
        .join(StaffRow, StaffRow.id == SessionRow.staff_id)
        .outerjoin(portal, portal.token_hash == SessionRow.opened_by)
        .where(SessionRow.token_hash == bindparam("token_hash"))
    )


@cache
def _known() -> Select[Any]:
    """Whether a command's id is in the journal already."""
    return select(JournalRow.number).where(JournalRow.command_id == bindparam("id"))


def _true_via(said: str, learner: bool, portal: bool) -> str:
    """How a request came in: a desk cannot pass for the portal, nor a learner for a desk (R13)."""
    if learner:
        return "portal"
    return "desk" if said == "portal" and not portal else said
