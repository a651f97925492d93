"""What a service function is given: the open session, who asks, and the office's time.

It is apart from the services so that every one of them sees the same few things
and none of them can open a transaction, read a clock or find out a person by itself.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NoReturn, TypeVar

from sqlalchemy import Executable, Result
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed, NotFound
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind

Row = TypeVar("Row")


@dataclass(frozen=True)
class Principal:
    """Who asks: a member of staff, the portal, or (``candidate_id`` set) a learner behind the portal.

    ``staff_id`` is None only before sign-in.
    """

    staff_id: int | None
    name: str
    roles: frozenset[Role]
    candidate_id: int | None = None
    token_hash: str = ""
    via: str = ""
    workstation: str = ""
    #: Where the request comes from, as the office itself sees it: never what a header says.
    address: str = ""
    #: The request came to a server: what it names is not on this machine, and no path of it is followed.
    served: bool = False


@dataclass
class Context:
    """One request being answered. ``now`` is the office's clock, aware, for the whole command."""

    session: Session
    principal: Principal
    now: datetime
    #: How far ``now`` is ahead of the clock it is read from: nothing, unless that clock is or was wrong.
    ahead: timedelta = timedelta()
    command_id: str = ""
    on_behalf_id: int | None = None
    #: Slow work done before the transaction (password hashes); see passwords.prepare.
    prepared: Any = None
    counts: dict[str, int] = field(default_factory=dict)
    #: The answer is a refusal: the command was not done and has no row; ``traced``: the refusal has one.
    refused: bool = False
    traced: bool = False
    _touched: list[tuple[SubjectKind, int, Any]] = field(default_factory=list)

    @property
    def staff_id(self) -> int:
        """The account that asks (the portal's own for a learner)."""
        if self.principal.staff_id is None:
            raise NotAllowed("请先登录。")
        return self.principal.staff_id

    def touch(self, kind: SubjectKind, row: Any, identity: int | None = None) -> None:
        """Say that this command changed ``row``: the journal, the feed and the history hear of it.

        ``identity`` is for rows whose primary key is not ``id`` or is not known to the ORM.
        """
        for known_kind, known_identity, known in self._touched:
            if known_kind == kind and (
                (known is row and row is not None) or (identity and known_identity == identity)
            ):
                return
        self._touched.append((kind, identity or 0, row))

    def touched(self) -> list[tuple[str, int, int]]:
        """(kind, id, version) of everything touched; call after a flush."""
        result: list[tuple[str, int, int]] = []
        for kind, identity, row in self._touched:
            entry = (
                kind.value,
                identity or int(row.id),
                int(getattr(row, "version", 0) or 0) if row is not None else 0,
            )
            if entry not in result:
                result.append(entry)
        return result

    def ask(self, statement: Executable, **values: Any) -> Result[*tuple[Any, ...]]:
        """Columns by a statement that was built once, past the session: an eighth of its cost (measured).

        For what every command asks inside the office's lock.  It sees only what was flushed.
        """
        return self.session.connection().execute(statement, values)

    def fetch(self, table: type[Row], identity: Any, what: str) -> Row:
        """The row with that primary key, or NotFound naming ``what`` in Chinese."""
        row = self.session.get(table, identity)
        if row is None:
            raise NotFound(f"没有找到{what}。它可能已被删除，请刷新后再试。", {"id": identity})
        return row


def invalid(*faults: tuple[str, str, str]) -> NoReturn:
    """Refuse input with all its faults at once: (field, code, sentence) each."""
    raise Invalid(
        "；".join(sentence.rstrip("。") for _field, _code, sentence in faults) + "。",
        {"faults": [{"field": name, "code": code, "message": sentence} for name, code, sentence in faults]},
    )


def check_version(row: Any, seen: int, sentence: str, **details: Any) -> None:
    """The command names the version the person saw; anything newer is a Conflict (house §3)."""
    if row.version != seen:
        raise Conflict(sentence, {"seen": seen, "version": row.version, **details})
