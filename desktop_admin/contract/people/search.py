"""Ctrl+K: one line finds a person, a company, an application."""

from dataclasses import dataclass

from desktop_admin.contract.base import Question


@dataclass(frozen=True)
class Hit:
    """One line of Ctrl+K. ``kind`` is candidate, company or submission; ``numbers`` is masked."""

    kind: str
    id: int
    title: str
    subtitle: str
    numbers: str = ""


@dataclass(frozen=True)
class Hits:
    """Best first; ``total`` may exceed what is listed."""

    rows: tuple[Hit, ...]
    total: int


@dataclass(frozen=True)
class Search(Question[Hits]):
    """Name, pinyin or initials, ID (whole or last 4), phone, company, credit code (X08)."""

    text: str
    limit: int = 20
