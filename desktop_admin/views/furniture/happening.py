"""One thing that happened, as a :class:`~desktop_admin.views.furniture.timeline.Timeline` shows it; plain data."""

from dataclasses import dataclass
from datetime import datetime

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
