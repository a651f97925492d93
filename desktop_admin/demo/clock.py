"""A clock that is set, so that weeks of office life can be told in seconds."""

from datetime import UTC, datetime
from typing import Protocol


class SettableClock(Protocol):
    """What the builder needs of the office's clock."""

    def set(self, moment: datetime) -> None:
        """Move to ``moment``; earlier moments than the present one change nothing."""
        ...


class DemoClock:
    """Give it to the office as its clock, and to :func:`make_demo` to be moved. Never goes back."""

    def __init__(self, start: datetime = datetime(2000, 1, 1, tzinfo=UTC)) -> None:
        self._now = start.astimezone(UTC)

    def __call__(self) -> datetime:
        """The present moment (aware, UTC)."""
        return self._now

    def set(self, moment: datetime) -> None:
        """Move to ``moment`` (aware); earlier moments than the present one change nothing."""
        self._now = max(self._now, moment.astimezone(UTC))
