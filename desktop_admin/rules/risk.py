"""Who is in danger of missing the hours (C18): at the pace so far, or even studying day and night."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desktop_admin.rules.clock import local, words
from desktop_admin.rules.study import Study, hours_words


class Risk(StrEnum):
    """How near the danger is."""

    IMPOSSIBLE = "impossible"
    PACE = "pace"

    @property
    def words(self) -> str:
        """The Chinese name on screens."""
        return "来不及" if self is Risk.IMPOSSIBLE else "照现在的进度来不及"


@dataclass(frozen=True)
class Danger:
    """The danger in a sentence; ``closes``: when the study that still counts closes."""

    risk: Risk
    closes: datetime
    words: str


def danger(study: Study, began: datetime, closes: datetime, now: datetime) -> Danger | None:
    """None while the hours can be reached: at the pace from ``began`` (the payment) to what is known, or at all.

    Without any hours known the pace is that of nothing; whoever has just begun is not in danger of the pace: less than
    a day of studying tells nothing.
    """
    if study.enough:
        return None
    missing = f"还差 {hours_words(study.missing)}，学习于 {words(closes)} 截止"
    if not study.reaches(max(local(now), local(study.as_of or now)), local(closes)):
        return Danger(Risk.IMPOSSIBLE, closes, f"{missing}，每天学 24 小时也来不及")
    known = study.as_of or now
    spent, left = local(known) - local(began), local(closes) - local(known)
    if spent < timedelta(days=1):
        return None
    done = study.minutes or 0
    reached = done + done * (left / spent)
    if reached >= study.required:
        return None
    return Danger(
        Risk.PACE, closes, f"{missing}；照缴费以来的进度到时只有约 {hours_words(int(reached) // 60 * 60)}"
    )
