"""One thing that happened, as a :class:`~desktop_admin.views.furniture.timeline.Timeline` shows it; plain data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.people import TimelineEntry
from desktop_admin.views.common.times import moment_words


@dataclass(frozen=True)
class Happening:
    """One thing that happened. ``notes``: (words, tone) of the small lines under its text.

    ``tone`` colours the dot, and the badge if there is one (its word stands before the head).
    """

    at: datetime
    who: str = ""
    title: str = ""
    text: str = ""
    tone: str = ""
    badge: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    hint: str = ""

    def words(self, now: datetime) -> str:
        """All of it, to be read aloud."""
        parts = (moment_words(self.at, now), self.who, self.badge, self.title, self.text)
        return " ".join(filter(None, (*parts, *(words for words, _tone in self.notes))))


def happenings(entries: Iterable[TimelineEntry]) -> tuple[Happening, ...]:
    """The journal of one record as it is shown."""
    return tuple(
        Happening(
            one.at,
            f"{one.who}（代办）" if one.on_behalf else one.who,
            one.title,
            one.text,
            _tone(one.title),
            hint=f"操作日志第 {one.number} 号",
        )
        for one in entries
    )


def _tone(title: str) -> str:
    tones = {"不通过": "bad", "退回": "back", "通过": "ok", "提交": "accent", "登记": "accent"}
    return next((tone for word, tone in tones.items() if word in title), "")
