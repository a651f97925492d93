"""Choosing one company out of thousands for the filter: type, arrow, Enter.

Apart from the chips because it is a small window of its own.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop_admin.contract.people import CompanyRow
from desktop_admin.views.common.tokens import GRID

_TYPING = 200
_ID = int(Qt.ItemDataRole.UserRole)


class CompanyPicker(QFrame):
    """A popup with a field and the companies found. ``chosen(0, "")`` means no limit."""

    chosen = Signal(int, str)

    def __init__(self, ask: Callable[[str, "CompanyPicker"], None], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("sheet")
        self._ask = ask
        self.field = QLineEdit()
        self.field.setPlaceholderText("单位名称或信用代码")
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._choose)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING)
        self._typing.timeout.connect(lambda: self._ask(self.field.text().strip(), self))
        self.field.textEdited.connect(self._on_typed)
        self._waiting = self._take = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        self.resize(300, 320)

    def open_below(self, chip: QWidget) -> None:
        """Show under the chip with the first companies."""
        self.field.clear()
        self.move(chip.mapToGlobal(chip.rect().bottomLeft()))
        self.show()
        self.field.setFocus()
        self._waiting, self._take = True, False
        self._ask("", self)

    def _on_typed(self, _text: str) -> None:
        self._waiting, self._take = True, False
        self._typing.start()

    def show_rows(self, rows: Sequence[CompanyRow]) -> None:
        """What was found; without letters the first line lifts the limit."""
        self.list.clear()
        self._waiting = False
        searched = bool(self.field.text().strip())
        if not searched:
            self._add(0, "全部单位")
        for row in rows:
            self._add(row.id, row.name)
        if searched and not rows:
            nothing = QListWidgetItem("没有找到这样的单位")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0)
        if self._take:
            self._take = False
            self._choose(self.list.item(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the list while the field keeps the keyboard."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._waiting:
                self._take = True  # what is listed belongs to other letters; the first of these is meant
            else:
                self._choose(self.list.currentItem())
        else:
            super().keyPressEvent(event)

    def _add(self, company_id: int, name: str) -> None:
        item = QListWidgetItem(name)
        item.setData(_ID, company_id)
        self.list.addItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        company_id = int(item.data(_ID))
        self.hide()
        self.chosen.emit(company_id, item.text() if company_id else "")
