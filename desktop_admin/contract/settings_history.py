"""Who changed what a chief may change."""

from dataclasses import dataclass
from datetime import datetime

from desktop_admin.contract.base import Question
from desktop_admin.contract.journal_pages import ToldLine


@dataclass(frozen=True)
class SettingsChange:
    """One change of what a chief may change (settings, a month's window, categories, reasons), in words."""

    number: int
    at: datetime
    who: str
    name: str
    lines: tuple[ToldLine, ...]
    erased: bool


@dataclass(frozen=True)
class SettingsChanges:
    """Newest first."""

    rows: tuple[SettingsChange, ...]
    as_of: int


@dataclass(frozen=True)
class SettingsHistory(Question[SettingsChanges]):
    """Who changed what a chief may change, from what to what: the last ``limit`` (at most 200)."""

    limit: int = 50
