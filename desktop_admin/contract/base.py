"""A request says one thing a person wants; the three kinds differ in what the office does with it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar, get_args

from desktop_admin.rules.masks import Meaning
from desktop_admin.rules.subjects import SubjectKind

Answer = TypeVar("Answer")
Row = TypeVar("Row")


#: Marks of fields, for ``field(metadata=…)``. A secret is never written anywhere: not in the journal's
#: detail, not in a log; a name typed at the door neither. Numbers are kept and shown masked. A test holds
#: that no field that sounds like one of these goes without a mark.
SECRET: Mapping[str, Meaning] = {"meaning": Meaning.SECRET}
TYPED_NAME: Mapping[str, Meaning] = {"meaning": Meaning.TYPED_NAME}
ID_NUMBER: Mapping[str, Meaning] = {"meaning": Meaning.ID_NUMBER}
PHONE: Mapping[str, Meaning] = {"meaning": Meaning.PHONE}
OPEN: Mapping[str, Meaning] = {"meaning": Meaning.OPEN}


def new_id() -> str:
    """A fresh command id, made when the person acts (UUID4, 32 hex digits)."""
    return uuid.uuid4().hex


@dataclass(frozen=True)
class Request(Generic[Answer]):
    """Base of everything an office can be asked. Unknown fields are refused wherever it is read."""

    #: Read by the wire; a plain mapping, so that the contract needs no library.
    __pydantic_config__: ClassVar[Mapping[str, str]] = {"extra": "forbid"}

    @classmethod
    def answer_type(cls) -> Any:
        """The type written in ``Command[...]``, ``Question[...]`` or ``Signal[...]``."""
        for base in cls.__dict__.get("__orig_bases__", ()):
            arguments = get_args(base)
            if arguments:
                return arguments[0]
        raise TypeError(f"{cls.__name__} does not say what it answers")


@dataclass(frozen=True)
class Command(Request[Answer]):
    """Changes something and is journalled. The same ``id`` sent again returns the first receipt."""

    id: str = field(default_factory=new_id, kw_only=True, compare=False)


@dataclass(frozen=True)
class Question(Request[Answer]):
    """Only reads, in one consistent snapshot."""


@dataclass(frozen=True)
class Listed(Generic[Row]):
    """Every match as ids in the office's order, and the rows of some of them; ``as_of`` the journal's number then.

    ``after`` answers :attr:`ListQuestion.only`: for each of ``ids`` the id it stands behind in the whole list,
    0 for the first.  It is empty when too many were asked about (200): then the list is read anew.
    """

    ids: tuple[int, ...]
    rows: tuple[Row, ...]
    total: int
    as_of: int
    after: tuple[int, ...] = ()


@dataclass(frozen=True)
class ListQuestion(Question[Listed[Row]], Generic[Row]):
    """A list under the limits its fields name. The office sorts; a window never does.

    ``only`` asks again about ids a window holds or has heard of, under the same limits: what does not come back
    has left the list, and where the rest stands is in :attr:`Listed.after`.  ``rows_for`` fetches rows of ids a
    window got from the list before; it answers no ``ids``.  ``limit``: rows of a first page (at most 1,000).
    ``sort`` names another order the question offers, '' is its own; ``descending`` turns an order of ``sort`` round.
    """

    only: tuple[int, ...] | None = field(default=None, kw_only=True)
    rows_for: tuple[int, ...] | None = field(default=None, kw_only=True)
    limit: int = field(default=200, kw_only=True)
    sort: str = field(default="", kw_only=True)
    descending: bool = field(default=False, kw_only=True)

    @classmethod
    def answer_type(cls) -> Any:
        """``ListQuestion[Row]`` answers ``Listed[Row]``."""
        return Listed[super().answer_type()]  # type: ignore[misc]


@dataclass(frozen=True)
class Signal(Request[Answer]):
    """Presence and claims: written without journal and counter."""


@dataclass(frozen=True)
class Subject:
    """A thing a command touched, with its version afterwards (0 where it has none)."""

    kind: str
    id: int
    version: int = 0


@dataclass(frozen=True)
class Receipt:
    """What a command did: at most 4 KB and never personal data, so that it can be stored and repeated.

    ``journal_no`` is the journal row that proves it; ``counts`` holds honest numbers
    for set-based commands.
    """

    journal_no: int
    subjects: tuple[Subject, ...]
    counts: dict[str, int] = field(default_factory=dict)

    def first(self, kind: SubjectKind) -> int:
        """The id of the first subject of ``kind``."""
        return next(subject.id for subject in self.subjects if subject.kind == kind)
