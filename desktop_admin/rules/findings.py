"""What a pre-check can say, and how findings are summed up; apart because screens and bulk approval read it alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop_admin.rules.categories import Slot


class Level(StrEnum):
    """绿 / 黄 / 红 / 无法判断 (R15)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        """The Chinese word beside the colour."""
        return {"green": "正常", "yellow": "请留意", "red": "有问题", "unknown": "无法判断"}[self.value]


@dataclass(frozen=True)
class Finding:
    """One hint for the reviewer; it never decides. ``page`` counts from 0, None for Word files and whole papers."""

    code: str
    level: Level
    message: str
    slot: Slot | None = None
    page: int | None = None


_GRAVITY = (Level.GREEN, Level.UNKNOWN, Level.YELLOW, Level.RED)


def worst(findings: Iterable[Finding]) -> Level:
    """The gravest level: red, yellow, unknown, green. Nothing checked is unknown, never green."""
    return max((finding.level for finding in findings), key=_GRAVITY.index, default=Level.UNKNOWN)


def all_green(findings: Iterable[Finding]) -> bool:
    """Whether something was checked and all of it is green: the condition for bulk approval (R11)."""
    return worst(findings) is Level.GREEN
