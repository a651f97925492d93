"""The list on the left, people or companies: every id under the search, rows near where one looks.

No widgets. The office sorts by sound; what the feed touched is asked again under the same search, and
somebody new makes the list load anew, because only the office knows the place in its order.
"""

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_admin.contract.base import Question
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import ChangePage
from desktop_admin.contract.people import CandidateRow, CompanyList, CompanyRow, PeopleList
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.paged import PagedModel

AnyRow = CandidateRow | CompanyRow


class Kind(StrEnum):
    """What is listed; the value is the feed's word for it."""

    CANDIDATE = SubjectKind.CANDIDATE.value
    COMPANY = SubjectKind.COMPANY.value


class Listing(QObject):
    """One list under one search text."""

    loaded = Signal()
    failed = Signal(object)
    merged = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.kind = Kind.CANDIDATE
        self.text = ""
        self.as_of = 0
        self.model: PagedModel[AnyRow] = PagedModel(
            lambda row: row.id, self._fetch, display=_spoken, parent=self
        )
        self._anew = QTimer(self, singleShot=True, interval=800)
        self._anew.timeout.connect(self.load)

    def ask(self, kind: Kind, text: str) -> None:
        """Another list."""
        self.kind, self.text = kind, text.strip()
        self.load()

    def load(self) -> None:
        """Read the list (again)."""
        self._desk.run(self._question(), owner=self, done=self._on_page, failed=self.failed.emit, slot="list")

    def hear(self, page: ChangePage) -> None:
        """Others changed something."""
        if self.as_of == 0:
            return
        touched = {
            subject.id
            for change in page.changes
            if change.number > self.as_of
            for subject in change.subjects
            if subject.kind == self.kind
        }
        known = tuple(one for one in touched if self.model.position_of(one) >= 0)
        if page.reload or len(known) < len(touched) or len(known) > 200:
            self._anew.start()
        elif known:
            self._desk.run(
                self._question(only=known),
                owner=self,
                done=lambda answer: self._merge(known, answer),
                failed=lambda _error: None,
            )

    def _question(self, **more: Any) -> Question[Any]:
        if self.kind is Kind.CANDIDATE:
            return PeopleList(text=self.text, **more)
        return CompanyList(text=self.text, **more)

    def _on_page(self, page: Any) -> None:
        self.as_of = page.as_of
        self.model.reset(page.ids, page.rows)
        self.loaded.emit()

    def _fetch(self, ids: tuple[int, ...]) -> None:
        kind = self.kind

        def supply(page: Any) -> None:
            if self.kind is kind:
                self.model.supply(page.rows)

        def failed(_error: OfficeError) -> None:
            self.model.not_supplied(ids)

        self._desk.run(self._question(rows_for=ids), owner=self, done=supply, failed=failed)

    def _merge(self, touched: tuple[int, ...], page: Any) -> None:
        self.as_of = max(self.as_of, page.as_of)
        self.model.merge(touched, page.rows)
        self.merged.emit()


def _spoken(row: AnyRow, _column: int, role: int) -> str | None:
    """A row is painted; whoever cannot see hears who it is."""
    if role != Qt.ItemDataRole.AccessibleTextRole:
        return None
    if isinstance(row, CandidateRow):
        return "，".join(filter(None, (row.name, row.id_masked, row.company)))
    return f"{row.name}，{row.people} 人"
