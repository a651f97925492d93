"""An office that remembers what it was asked and answers what the test says.

View tests press keys in real widgets and compare :attr:`RecordingOffice.asked`; nothing is mocked
below the one interface.
"""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from desktop_admin.contract.base import Command, Receipt, Request
from desktop_admin.contract.catalogue import Catalogue, CatalogueRecord
from desktop_admin.contract.errors import NotFound
from desktop_admin.contract.files import FileFacts, RedSeal
from desktop_admin.contract.journal import ChangePage, Changes, ClaimRow
from desktop_admin.contract.sessions import Person
from desktop_admin.rules.purposes import Purpose
from desktop_admin.rules.roles import Role

A = TypeVar("A")

#: Thursday 19 November 2026, 10:42:07 at the association, as in the drawings.
NOON = datetime(2026, 11, 19, 2, 42, 7, tzinfo=UTC)

REVIEWER = Person(2, "王敏", (Role.REVIEWER, Role.CHIEF))


class Unanswered(AssertionError):
    """The test did not say what the office answers to this."""


@dataclass
class RecordingOffice:
    """``answers[RequestType]`` is a value, an exception to raise, or a function of the request.

    ``delays[RequestType]`` are seconds before the answer; ``gates[RequestType]`` is an event the
    answer waits for.  A command without an answer gets an empty receipt; a question without one fails
    the test.  ``tell(page)`` puts news into the feed and wakes whoever waits.
    """

    answers: dict[type[Any], Any] = field(default_factory=dict)
    delays: dict[type[Any], float] = field(default_factory=dict)
    gates: dict[type[Any], threading.Event] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    facts: dict[str, FileFacts] = field(default_factory=dict)
    now: datetime = NOON
    head: int = 100
    claims: tuple[ClaimRow, ...] = ()
    asked: list[Request[Any]] = field(default_factory=list)
    waits: int = 0
    closed: bool = False

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._news = threading.Condition()
        self._pages: list[ChangePage | Exception] = []
        self._held: list[type[Any]] = []
        self._journal = self.head
        self.answers.setdefault(Catalogue, CatalogueRecord((), (), self.head))

    # -- what tests ask ----------------------------------------------------------------------

    def requests(self, *kinds: type[Any]) -> list[Request[Any]]:
        """Requests asked in order, of these kinds only; without kinds all but the feed's."""
        with self._lock:
            asked = list(self.asked)
        if kinds:
            return [one for one in asked if isinstance(one, kinds)]
        return [one for one in asked if not isinstance(one, Changes | Catalogue)]

    def commands(self) -> list[Command[Any]]:
        """Commands asked in order."""
        return [one for one in self.requests() if isinstance(one, Command)]

    def clear(self) -> None:
        """Forget what was asked so far."""
        with self._lock:
            self.asked.clear()

    def tell(self, page: ChangePage | Exception) -> None:
        """News for the feed: a page, or a failure it will meet."""
        with self._news:
            self._pages.append(page)
            self._news.notify_all()

    # -- the office --------------------------------------------------------------------------

    def run(self, request: Request[A]) -> A:
        """Record the request, then answer as the test said."""
        kind = type(request)
        with self._lock:
            self.asked.append(request)
        if kind is Changes and Changes not in self.answers:
            return self._changes()  # type: ignore[return-value]
        self._pass_gate(kind)
        if kind in self.delays:
            time.sleep(self.delays[kind])
        if kind in self.answers:
            answer = self.answers[kind]
            if isinstance(answer, Exception):
                raise answer
            return answer(request) if _is_function(answer) else answer  # type: ignore[no-any-return]
        if isinstance(request, Command):
            with self._lock:
                self._journal += 1
                return Receipt(self._journal, ())  # type: ignore[return-value]
        raise Unanswered(f"the test does not say what {kind.__name__} answers")

    def held(self, *, commands: bool) -> int:
        """How many commands, or else questions, stand at a gate now."""
        with self._lock:
            return sum(issubclass(kind, Command) is commands for kind in self._held)

    def put(self, data: bytes, file_name: str, purpose: Purpose = Purpose.PAPER) -> FileFacts:
        """Store; facts are those of the test or plain good ones."""
        sha = hashlib.sha256(data).hexdigest()
        self.files[sha] = data
        good = FileFacts(sha, len(data), "application/pdf", True, (), 1, True, RedSeal.UNKNOWN, (), (), 1)
        return self.facts.setdefault(sha, good)

    def get(self, sha256: str) -> bytes:
        """A stored file."""
        try:
            return self.files[sha256]
        except KeyError:
            raise NotFound("没有这份文件。") from None

    def wait(self, after: int, seconds: float) -> bool:
        """Sleep until the test has told something."""
        with self._news:
            self.waits += 1
            self._news.wait_for(lambda: bool(self._pages) or self.closed, seconds)
            return bool(self._pages)

    def close(self) -> None:
        """Wake everybody."""
        with self._news:
            self.closed = True
            self._news.notify_all()

    def _pass_gate(self, kind: type[Any]) -> None:
        gate = self.gates.get(kind)
        if gate is None or gate.is_set():
            return
        with self._lock:
            self._held.append(kind)
        opened = gate.wait(10)
        with self._lock:
            self._held.remove(kind)
        if not opened:
            raise Unanswered(f"the gate of {kind.__name__} was never opened")

    def _changes(self) -> ChangePage:
        with self._news:
            page = self._pages.pop(0) if self._pages else None
        if isinstance(page, Exception):
            raise page
        if page is not None:
            self.head, self.claims = page.head, page.claims
            return page
        return ChangePage(self.head, "", (), self.claims, False, self.now)


def _is_function(answer: Any) -> bool:
    return isinstance(answer, Callable) and not isinstance(answer, type)  # type: ignore[arg-type]
