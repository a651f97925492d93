"""Somebody at the window of the trial desk, and a colleague elsewhere: real keys, and what the office says meanwhile."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.contract.people import CompanyForm, CompanyList, CompanyPage, EditCompany
from desktop_admin.views.shell.workbench import Workbench
from tests.views.real import RecordedOffice
from tests.views.trial.page import TrialPage

K, M = Qt.Key, Qt.KeyboardModifier


@dataclass
class Sitting:
    """王敏 at the window, 李四 at another place of the same office."""

    qtbot: QtBot
    bench: Workbench
    office: RecordedOffice
    other: RecordedOffice

    @property
    def page(self) -> TrialPage:
        page = self.bench.pages.current
        assert isinstance(page, TrialPage)
        return page

    @property
    def ids(self) -> list[int]:
        return list(self.page.rows.model.ids)

    @property
    def card(self) -> int:
        here = self.page.detail.record.here
        return here.id if here is not None else 0

    def listed(self, text: str = "", **order: object) -> list[int]:
        """What the office says, asked elsewhere."""
        return list(self.other.run(CompanyList(text, **order)).ids)  # type: ignore[arg-type]

    def stored(self, identity: int) -> CompanyForm:
        return self.other.run(CompanyPage(identity)).form

    def change(self, identity: int, **fields: str) -> None:
        """李四 is quicker."""
        seen = self.stored(identity)
        self.other.run(EditCompany(identity, seen, replace(seen, **fields)))

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = M.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self._keyboard(), key, held)

    def write(self, text: str) -> None:
        """Instead of what stands in the field."""
        field = self._keyboard()
        assert isinstance(field, QLineEdit)
        field.selectAll()
        if text.isascii():
            QTest.keyClicks(field, text)
        else:  # as an input method gives it
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(field, event)

    def until(self, true: object) -> None:
        self.qtbot.waitUntil(true, timeout=8000)  # type: ignore[arg-type]

    def open(self, row: int) -> int:
        """By key from the first row; answers whose page is beside the list then."""
        self.press(K.Key_Home)
        self.press(*[K.Key_J] * row)
        self.until(lambda: self.card == self.ids[row])
        return self.card

    def _keyboard(self) -> QWidget:
        return QApplication.focusWidget() or self.bench
