"""What became of what the person did: one place for all pages, with 撤销 for as long as undoing is possible.

Apart from the line that shows it (message_line.py) so that every page speaks to the same place, whether or not
a window is around it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.common.errands import Errands

#: Seconds a plain message counts as news; it stays readable until the next one.
PLAIN_SECONDS = 4.0
#: A command that takes longer is said to be under way.
SLOW_SECONDS = 1.0


class Undoing(Enum):
    """What came of asking to undo something."""

    BEGUN = "begun"
    LATER = "later"
    """Not just now (another step is on its way): it is still offered."""
    NEVER = "never"
    """It cannot be undone any more: the offer goes, and the one before it can be taken."""


@dataclass(frozen=True)
class UndoOffer:
    """Something that can still be undone, until ``ends`` (monotonic seconds), by ``act``."""

    words: str
    act: Callable[[], Undoing]
    ends: float


class Messages(QObject):
    """The newest sentence, and apart from it what Ctrl+Z would undo, newest first: no sentence takes an offer away.

    It belongs to a desk, and the last to let go of a desk may be one of its threads: so it has no timer (one that
    is destroyed in another thread ends the process) and no reference to the desk (the collector's thread is any).
    """

    changed = Signal()

    def __init__(
        self,
        title: Callable[[str], str],
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._clock = title, clock
        self._under_way: dict[int, tuple[str, float]] = {}
        self._words, self._until = "", 0.0
        self._offers: list[UndoOffer] = []
        self.tone = ""

    def listen(self, errands: Errands) -> None:
        """Tell the fate of every command of these."""
        errands.began.connect(self._on_began)
        errands.ended.connect(self._on_ended)

    def say(
        self,
        words: str,
        *,
        undo: Callable[[], Undoing] | None = None,
        seconds: float = 0.0,
        tone: str = "",
    ) -> None:
        """A sentence; with ``undo`` it is offered for ``seconds`` (the 8 s of a decision), until it has begun or
        never can."""
        now = self._clock()
        self._words, self._until, self.tone = words, now + (seconds or PLAIN_SECONDS), tone
        if undo is not None:
            self._offers.append(UndoOffer(words, undo, now + seconds))
        self.changed.emit()

    @property
    def text(self) -> str:
        """What is news now: a command under way for long, else the newest sentence; '' when it is old."""
        slow = self.slow
        if slow is not None:
            what, seconds = slow
            return f"正在办理：{self._title(what)}，已 {int(seconds)} 秒，请稍等"
        return self._words if self._clock() < self._until else ""

    @property
    def moving(self) -> bool:
        """Whether what is to be shown changes with time alone."""
        return bool(self.text or self._under_way or self.offer)

    @property
    def last(self) -> str:
        """The newest sentence, however old."""
        return self._words

    @property
    def slow(self) -> tuple[str, float] | None:
        """The command that has been under way longest and for how many seconds, from the first second on."""
        if not self._under_way:
            return None
        what, since = next(iter(self._under_way.values()))
        seconds = self._clock() - since
        return (what, seconds) if seconds >= SLOW_SECONDS else None

    @property
    def offer(self) -> tuple[str, int] | None:
        """What can be undone, and the whole seconds left."""
        offer = self._newest()
        return None if offer is None else (offer.words, int(offer.ends - self._clock()) + 1)

    def undo(self) -> bool:
        """Undo the newest that is offered, once; False when there is nothing (any more)."""
        offer = self._newest()
        if offer is None:
            return False
        self._offers.remove(offer)
        came = offer.act()
        if came is Undoing.LATER:
            self._offers.append(offer)
        if came is not Undoing.BEGUN:
            self.changed.emit()
            return False
        if self._words == offer.words:
            self._until = 0.0
        self.changed.emit()
        return True

    def move_on(self) -> None:
        """Something else is in front: what went wrong is no news of it. (Problems are kept where they are read.)"""
        if self.tone == "bad":
            self._words, self._until, self.tone = "", 0.0, ""
            self.changed.emit()

    def dismiss(self) -> None:
        """Nothing is news, and undoing is no longer offered."""
        self._offers, self._words, self._until = [], "", 0.0
        self.changed.emit()

    def _newest(self) -> UndoOffer | None:
        now = self._clock()
        self._offers = [offer for offer in self._offers if now < offer.ends]
        return self._offers[-1] if self._offers else None

    def _on_began(self, number: int, what: str) -> None:
        self._under_way[number] = (what, self._clock())
        self.changed.emit()

    def _on_ended(self, number: int, what: str, error: OfficeError | None) -> None:
        """Every command's fate is told; one that was quick and went well is told by its page."""
        now = self._clock()
        _, since = self._under_way.pop(number, (what, now))
        if error is not None:
            words, tone = _fate(error)
            self.say(f"{words}：{self._title(what)}", tone=tone)
        elif now - since >= SLOW_SECONDS:
            self.say(f"已办成：{self._title(what)}")
        else:
            self.changed.emit()


def _fate(error: OfficeError) -> tuple[str, str]:
    """What became of a command that was answered by that, and the tone."""
    if error.details.get("done"):
        return "已办成，但答复没有收到，请再看一次", "warn"
    if "command_id" in error.details:
        return "不知道是否办成，恢复连接后自动核对", "warn"
    return "没有办成", "bad"
