"""Choosing one company out of thousands inside a form: type, arrow, Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_admin.contract.base import Listed
from desktop_admin.contract.people import CompanyList, CompanyRow
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.tokens import GRID

_ID = int(Qt.ItemDataRole.UserRole)
_TYPING = 200
_SHOWN = 6


class CompanyField(QWidget):
    """A line and, while typing, the companies found below it. ``company_id`` is None while nothing is chosen."""

    resized = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.company_id: int | None = None
        self._name = ""
        self.line = QLineEdit()
        self.line.setPlaceholderText("单位名称、拼音首字母或信用代码，输入后选择")
        self.line.setAccessibleName("单位")
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFixedHeight(_SHOWN * 24 + GRID)
        self.list.itemClicked.connect(self._choose)
        self.list.hide()
        self.setFocusProxy(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.line)
        layout.addWidget(self.list)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(self._ask)
        self.line.textEdited.connect(self._on_edited)

    def show_company(self, company_id: int | None, name: str) -> None:
        """What is chosen now."""
        self.company_id, self._name = company_id, name
        self.line.setText(name)
        self._fold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter belong to the list while it is open; Esc closes it first."""
        if (
            watched is not self.line
            or not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
            or self.list.isHidden()
        ):
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self.list.currentItem()
            if item is not None and item.data(_ID):
                self._choose(item)
        elif event.key() == Qt.Key.Key_Escape:
            self.line.setText(self._name)
            self._fold()
        else:
            return False
        return True

    def _on_edited(self, text: str) -> None:
        if not text.strip():
            self.company_id, self._name = None, ""
            self._typing.stop()
            self._fold()
        else:
            self._typing.start()
        self.changed.emit()

    def _ask(self) -> None:
        self._desk.run(
            CompanyList(text=self.line.text().strip(), limit=20),
            owner=self,
            done=self._on_found,
            failed=lambda error: self._say(error.message),
            slot="companies",
        )

    def _on_found(self, page: Listed[CompanyRow]) -> None:
        if not page.rows:
            self._say("没有找到，请先在“登记单位”中登记。")
            return
        self._show(page.rows)

    def _show(self, rows: Sequence[CompanyRow]) -> None:
        self.list.clear()
        for found in rows:
            item = QListWidgetItem(f"{found.name}　{found.credit_code}")
            item.setData(_ID, found.id)
            item.setData(_ID + 1, found.name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._unfold()

    def _say(self, words: str) -> None:
        self.list.clear()
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)
        self._unfold()

    def _choose(self, item: QListWidgetItem) -> None:
        if item.data(_ID):
            self.show_company(int(item.data(_ID)), str(item.data(_ID + 1)))
            self.changed.emit()

    def _unfold(self) -> None:
        if self.line.hasFocus() or self.list.isVisible():
            self.list.show()
            self.resized.emit()

    def _fold(self) -> None:
        if not self.list.isHidden():
            self.list.hide()
            self.resized.emit()
