"""A request says one thing a person wants; the three kinds differ in what the office does with it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar, get_args

from desktop_admin.rules.masks import Meaning
from desktop_admin.rules.subjects import SubjectKind

Answer = TypeVar("Answer")


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
