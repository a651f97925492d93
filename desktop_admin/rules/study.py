"""Study hours (学时) against what a category asks for, in whole minutes (domain §2.7, seed §2.13)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_admin.rules.clock import words


def hours_words(minutes: int) -> str:
    """``38 学时``, ``47 学时 30 分``."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} 学时 {rest} 分" if rest else f"{hours} 学时"


@dataclass(frozen=True)
class Study:
    """How far a person is: ``required`` and ``minutes`` in minutes; None and None while no hours are known."""

    required: int
    minutes: int | None = None
    as_of: datetime | None = None

    @property
    def missing(self) -> int:
        """Minutes still to be studied."""
        return max(0, self.required - (self.minutes or 0))

    @property
    def enough(self) -> bool | None:
        """Whether the hours suffice; None while none are known though some are asked for."""
        if not self.required:
            return True
        return None if self.minutes is None else self.minutes >= self.required

    @property
    def words(self) -> str:
        """``学时 38/40，数据截至 11月23日 00:00，还差 2 学时``."""
        if not self.required:
            return "这一类别不要求学时"
        if self.minutes is None:
            return f"还没有学时记录，要求 {hours_words(self.required)}"
        since = f"，数据截至 {words(self.as_of)}" if self.as_of else ""
        short = f"，还差 {hours_words(self.missing)}" if self.missing else ""
        return f"学时 {_ratio(self.minutes)}/{_ratio(self.required)}{since}{short}"

    def reaches(self, start: datetime, closes: datetime) -> bool:
        """Whether the missing hours fit between ``start`` and ``closes``, studying day and night (domain §2.3)."""
        return start + timedelta(minutes=self.missing) <= closes


def _ratio(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02d}" if rest else f"{hours}"
