"""The one place where failures arrive, whatever screen the person is on by then (house §6).

Apart from the desk so that the shell's panel and tests can watch it without a running office.
"""

import logging
import time
import traceback
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.errors import OfficeError

_LOG = logging.getLogger(__name__)

#: Equal sentences within this many seconds count as one failure with a number behind it.
_SAME_WITHIN = 30.0


class Unexpected(OfficeError):
    """Our own bug, told to a waiting screen so that it can leave its loading state."""

    code = "unexpected"


@dataclass(frozen=True)
class Failure:
    """A line of the failure panel. ``details`` is for copying to whoever helps; never personal data.

    ``what`` is the request's name; ``times`` counts equal failures that came close together.
    """

    number: int
    at: datetime
    sentence: str
    what: str
    code: str
    details: str
    bug: bool
    times: int = 1


class Failures(QObject):
    """Keeps the failures of this session, newest last. Lives in the UI thread."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Failure] = []
        self._last_seen: dict[tuple[str, str], float] = {}
        self._read: set[int] = set()
        self._next = 1

    @property
    def items(self) -> tuple[Failure, ...]:
        """All failures not cleared, oldest first."""
        return tuple(self._items)

    @property
    def unread(self) -> Failure | None:
        """The newest one nobody has looked at."""
        return next((item for item in reversed(self._items) if item.number not in self._read), None)

    def mark_read(self) -> None:
        """The person has opened the list; what happens again is unread again."""
        self._read = {item.number for item in self._items}
        self.changed.emit()

    def expected(self, error: OfficeError, what: str = "", about: str = "") -> None:
        """Show a failure the person can do something about; ``about`` names whose matter it was."""
        details = "；".join(f"{key}={value}" for key, value in error.details.items() if key != "faults")
        sentence = f"{about}：{error.message}" if about else error.message
        self._add(sentence, what, error.code, details, bug=False)

    def bug(self, error: BaseException, what: str = "") -> Unexpected:
        """Log an unexpected exception whole, once, and show it once; answers what screens are told."""
        frames = traceback.extract_tb(error.__traceback__)
        where = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
        sentence = (
            "程序出了意外错误，这一步没有完成。内容没有丢失，可以再试；若再次出现，请复制详情告诉管理员。"
        )
        details = f"{type(error).__name__} {where}".strip()
        if ("unexpected", details) not in self._last_seen:
            _LOG.error("unexpected failure in %s", what or "desk", exc_info=error)
        self._add(sentence, what, "unexpected", details, bug=True)
        return Unexpected(sentence)

    def sentence(self, sentence: str, what: str = "") -> None:
        """Show a plain sentence, for example a missing font."""
        self._add(sentence, what, "notice", "", bug=False)

    def clear(self) -> None:
        """The person has read them all."""
        self._items.clear()
        self._last_seen = {key: at for key, at in self._last_seen.items() if key[0] == "unexpected"}
        self.changed.emit()

    def _add(self, sentence: str, what: str, code: str, details: str, *, bug: bool) -> None:
        key = (code, details) if bug else (code, sentence)
        now = time.monotonic()
        before = self._last_seen.get(key)
        self._last_seen[key] = now
        if before is not None and (bug or now - before < _SAME_WITHIN) and self._count_again(key, bug=bug):
            return
        failure = Failure(self._next, datetime.now().astimezone(), sentence, what, code, details, bug)
        self._next += 1
        self._items.append(failure)
        self.changed.emit()

    def _count_again(self, key: tuple[str, str], *, bug: bool) -> bool:
        for place in range(len(self._items) - 1, -1, -1):
            item = self._items[place]
            if (item.code, item.details if bug else item.sentence) == key:
                self._items[place] = replace(item, times=item.times + 1)
                self._read.discard(item.number)
                self.changed.emit()
                return True
        return False
