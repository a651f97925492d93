"""What stands on a schedule and where: periods, appointments, days off. Sums only, no painting; so that they can be tested.

Instants are aware and are put where the association's wall clock has them; places are pixels of the widget.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desktop_admin.views.common.times import BEIJING, local

#: Pixels of a lane's box, and of the gap under it.
BOX, GAP = 20, 4
#: Pixels of the narrowest box, and the widest that a block takes for its words alone.
_NARROWEST, _FOR_WORDS = 8, 112
_PADDING = 16


@dataclass(frozen=True)
class Span:
    """Something with a beginning and an end (exclusive).

    A bar by its nature (registration is open); with ``block`` an appointment, which is as wide as its words
    where its time is too short to hold them.  ``filled``: it is so right now (only for the tone accent).
    ``movable``: it may be carried to another day.  ``says``: all of it in words, for the tooltip and aloud.
    """

    key: Hashable
    words: str
    start: datetime
    end: datetime
    tone: str = "accent"
    block: bool = False
    filled: bool = False
    movable: bool = False
    says: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says: the words with their days, unless ``says`` has better ones."""
        return self.says or f"{self.words}　{_days(self.start, self.end)}"


@dataclass(frozen=True)
class DayMark:
    """A day that is not like its weekday: a holiday (休), or a working weekend (班) that makes up for one."""

    day: date
    words: str
    works: bool = False


@dataclass(frozen=True)
class Scale:
    """Whole days over pixels: ``days`` of them from ``first`` on, ``width`` pixels."""

    first: date
    days: int
    width: float

    @property
    def day_width(self) -> float:
        """Pixels of a day."""
        return self.width / max(1, self.days)

    def x(self, instant: datetime) -> float:
        """Where an instant lies; beyond the edges it is outside 0 … width."""
        begins = datetime.combine(self.first, time(), BEIJING)
        return (local(instant) - begins) / timedelta(days=1) * self.day_width

    def left_of(self, day: date) -> float:
        """Where a day begins."""
        return (day - self.first).days * self.day_width

    def day_at(self, x: float) -> date:
        """The day under a pixel; the first and the last for what lies beyond them."""
        place = int(x // self.day_width) if self.day_width else 0
        return self.first + timedelta(days=min(max(place, 0), self.days - 1))

    def all(self) -> Iterable[date]:
        """Every day, in order."""
        return (self.first + timedelta(days=number) for number in range(self.days))

    def shows(self, span: Span) -> bool:
        """Whether any of it lies within the days."""
        return self.x(span.end) > 0 and self.x(span.start) < self.width


@dataclass(frozen=True)
class Placed:
    """A span in its lane: its box is ``left`` … ``right``; ``at`` is where it really begins."""

    span: Span
    lane: int
    left: float
    right: float
    at: float

    @property
    def top(self) -> int:
        """Pixels from the upper edge."""
        return GAP + self.lane * (BOX + GAP)


def in_order(spans: Iterable[Span], scale: Scale) -> tuple[Span, ...]:
    """Those that show, as somebody walks through them: by beginning, bars before blocks; the same at any width."""
    shown = (one for one in spans if scale.shows(one))
    return tuple(sorted(shown, key=lambda one: (one.start, one.block, one.end, one.words)))


def place(spans: Sequence[Span], scale: Scale, wide: Callable[[str], float]) -> tuple[Placed, ...]:
    """A box for each, in their order: bars in the upper lanes, blocks below; no two boxes of a lane touch.

    ``wide``: pixels of words.
    """
    bars = _pack([one for one in spans if not one.block], scale, wide, 0)
    below = max((one.lane + 1 for one in bars), default=0)
    blocks = _pack([one for one in spans if one.block], scale, wide, below)
    found = {id(one.span): one for one in (*bars, *blocks)}
    return tuple(found[id(span)] for span in spans)


def lanes_of(placed: Sequence[Placed]) -> int:
    """How many lanes they take; one at least, so that an empty schedule has its height."""
    return max((one.lane + 1 for one in placed), default=1)


def _pack(spans: Sequence[Span], scale: Scale, wide: Callable[[str], float], first_lane: int) -> list[Placed]:
    """The uppermost lane that is free where the box lies."""
    ends: list[float] = []
    packed = []
    for span in spans:
        at, left, right = _box(span, scale, wide)
        lane = next((number for number, end in enumerate(ends) if end + GAP / 2 <= left), len(ends))
        ends[lane : lane + 1] = [right]
        packed.append(Placed(span, first_lane + lane, left, right, at))
    return packed


def _box(span: Span, scale: Scale, wide: Callable[[str], float]) -> tuple[float, float, float]:
    at = scale.x(span.start)
    left, right = max(0.0, at), min(scale.width, scale.x(span.end))
    least = min(_FOR_WORDS, wide(span.words) + _PADDING) if span.block else _NARROWEST
    if right - left < least:
        right = left + least
    if right > scale.width:  # words at the right edge are written to the left
        left, right = max(0.0, left - (right - scale.width)), scale.width
    return at, left, right


def _days(start: datetime, end: datetime) -> str:
    """11月1日 09:00 – 22日 17:00, the second month only where it is another."""
    opens, closes = local(start), local(end)
    head = f"{opens.month}月{opens.day}日 {opens:%H:%M}"
    if opens.date() == closes.date():
        return f"{head}–{closes:%H:%M}"
    month = f"{closes.month}月" if closes.month != opens.month else ""
    return f"{head} – {month}{closes.day}日 {closes:%H:%M}"
