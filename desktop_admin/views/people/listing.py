"""The list on the left, people or companies, under one search text; the office sorts by sound."""

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt

from desktop_admin.contract.base import ListQuestion
from desktop_admin.contract.people import CandidateRow, CompanyList, CompanyRow, PeopleList
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.live_list import LiveList

AnyRow = CandidateRow | CompanyRow


class Kind(StrEnum):
    """What is listed; the value is the feed's word for it."""

    CANDIDATE = SubjectKind.CANDIDATE.value
    COMPANY = SubjectKind.COMPANY.value


class Listing(LiveList[AnyRow]):
    """One list under one search text."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        self.kind, self.text = Kind.CANDIDATE, ""
        super().__init__(desk, self._question, {}, slot="list", display=_spoken, parent=parent)
        self._follow()

    def ask(self, kind: Kind, text: str) -> None:
        """Another list."""
        self.kind, self.text = kind, text.strip()
        self._follow()
        self.load()

    def _follow(self) -> None:
        self.touches = {SubjectKind(self.kind): lambda row: row.id}

    def _question(self) -> ListQuestion[Any]:
        return PeopleList(text=self.text) if self.kind is Kind.CANDIDATE else CompanyList(text=self.text)


def _spoken(row: AnyRow, _column: int, role: int) -> str | None:
    """A row is painted; whoever cannot see hears who it is."""
    if role != Qt.ItemDataRole.AccessibleTextRole:
        return None
    if isinstance(row, CandidateRow):
        return "，".join(filter(None, (row.name, row.id_masked, row.company)))
    return f"{row.name}，{row.people} 人"
