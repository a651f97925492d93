"""Labelled fields with their faults beneath them, all at once; used by every form that edits a record.

Apart from any one form, because people, companies, accounts, reasons and settings are edited the same
way: the form holds no rule, it shows what the office said about each field.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.common.theme import restyle
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Text, row


@dataclass
class Field:
    """One field: how its value is read and written, and where its fault stands."""

    widget: QWidget
    get: Callable[[], Any]
    put: Callable[[Any], None]
    fault: Text


class Choice(QComboBox):
    """A box whose value does not change because somebody scrolls past it, or presses a letter that is a command."""

    def wheelEvent(self, event: Any) -> None:
        """The page scrolls."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No caret, no text: arrows and Space choose. (The open list hears its letters itself.)"""
        command = event.text().strip() and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if command and not self.isEditable():
            event.ignore()
        else:
            super().keyPressEvent(event)


class FieldLine(QLineEdit):
    """A line whose Enter is spent when it was heard: it must not press a button that has the keyboard by then."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's line passes Enter on to its parent even after ``returnPressed``."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class _Paragraph(QPlainTextEdit):
    """A few lines; Tab walks on, Ctrl+Enter sends like Enter does in a line."""

    send = Signal()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.send.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class FieldForm(QWidget):
    """A column of labelled fields. Enter in a line emits ``submitted``; any edit emits ``edited``."""

    submitted = Signal()
    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, label_width: int = 84) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)

    # -- making ------------------------------------------------------------------------------

    def line(
        self, key: str, label: str, *, hint: str = "", note: str = "", secret: bool = False
    ) -> QLineEdit:
        """A line of text."""
        field = FieldLine()
        field.setPlaceholderText(hint)
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.returnPressed.connect(self.submitted)
        field.textEdited.connect(lambda _text: self._on_edited(key))
        self._add(key, label, field, lambda: field.text().strip(), lambda v: field.setText(str(v)), note)
        return field

    def number(
        self, key: str, label: str, *, most: int, unit: str = "", note: str = "", least: int = 0
    ) -> QLineEdit:
        """A whole number with its unit behind it; digits only. Empty reads as ``least``."""
        field = FieldLine()
        field.setValidator(QIntValidator(0, most, field))
        field.setFixedWidth(88)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.returnPressed.connect(self.submitted)
        field.textEdited.connect(lambda _text: self._on_edited(key))
        holder = QWidget()
        holder.setLayout(row(field, Text(unit, tone="muted"), None))
        self._add(
            key,
            label,
            field,
            lambda: int(field.text()) if field.text() else least,
            lambda v: field.setText(str(v)),
            note,
            holder,
        )
        return field

    def choice(
        self, key: str, label: str, options: Sequence[tuple[Any, str]], *, note: str = ""
    ) -> QComboBox:
        """One of a few; values may be anything, the words are shown."""
        box = Choice()
        for value, words in options:
            box.addItem(words, value)
        box.currentIndexChanged.connect(lambda _index: self._on_edited(key))

        def put(value: Any) -> None:
            place = next((i for i in range(box.count()) if box.itemData(i) == value), -1)
            with QSignalBlocker(box):
                if place < 0:
                    box.addItem(str(value), value)
                    place = box.count() - 1
                box.setCurrentIndex(place)

        self._add(key, label, box, box.currentData, put, note)
        return box

    def check(self, key: str, label: str, words: str, *, note: str = "") -> QCheckBox:
        """Yes or no."""
        box = QCheckBox(words)
        box.toggled.connect(lambda _on: self._on_edited(key))

        def put(value: Any) -> None:
            with QSignalBlocker(box):
                box.setChecked(bool(value))

        self._add(key, label, box, box.isChecked, put, note)
        return box

    def lines(
        self, key: str, label: str, *, hint: str = "", height: int = 3, note: str = ""
    ) -> QPlainTextEdit:
        """A few lines of text; Ctrl+Enter sends."""
        field = _Paragraph()
        field.setPlaceholderText(hint)
        field.setTabChangesFocus(True)
        field.setFixedHeight(height * field.fontMetrics().lineSpacing() + 5 * GRID)
        field.send.connect(self.submitted)
        field.textChanged.connect(lambda: self._on_edited(key))

        def put(value: Any) -> None:
            with QSignalBlocker(field):
                field.setPlainText(str(value))

        self._add(key, label, field, lambda: field.toPlainText().strip(), put, note)
        return field

    def custom(
        self,
        key: str,
        label: str,
        widget: QWidget,
        get: Callable[[], Any],
        put: Callable[[Any], None],
        *,
        note: str = "",
    ) -> None:
        """A widget of the caller's own among the fields."""
        self._add(key, label, widget, get, put, note)

    def section(self, words: str) -> None:
        """A small heading between fields."""
        place = self._grid.rowCount()
        self._grid.setRowMinimumHeight(place, 2 * GRID)
        self._grid.addWidget(Text(words, bold=True), place + 1, 0, 1, 2)

    # -- values ------------------------------------------------------------------------------

    def value(self, key: str) -> Any:
        """What stands in a field, text without blanks around it."""
        return self.fields[key].get()

    @property
    def labels(self) -> dict[str, str]:
        """Field → its name on screen."""
        return {key: field.widget.accessibleName() for key, field in self.fields.items()}

    def put(self, values: Mapping[str, Any]) -> None:
        """Fill fields; emits no ``edited``. Faults vanish."""
        for key, value in values.items():
            self.fields[key].put(value)
        self.clear_faults()

    def first(self) -> QWidget | None:
        """Where the keyboard begins."""
        return next((field.widget for field in self.fields.values() if field.widget.isEnabled()), None)

    # -- faults ------------------------------------------------------------------------------

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Sentences under their fields; the keyboard goes to the first."""
        for key, field in self.fields.items():
            words = faults.get(key, "")
            field.fault.setText(words)
            field.fault.setVisible(bool(words))
            field.widget.setProperty("fault", "true" if words else "false")
            field.widget.setAccessibleDescription(words)
            restyle(field.widget)
        first = next((key for key in self.fields if key in faults), None)
        if first is not None:
            self.fields[first].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_faults(self) -> None:
        """Nothing is wrong (any more)."""
        self.show_faults({})

    def take_error(self, error: OfficeError) -> str:
        """Show an office's faults at their fields; answers the sentence that fits no field, if any."""
        own: dict[str, str] = {}
        rest: list[str] = []
        faults = error.details.get("faults", ())
        for fault in faults:
            key, words = str(fault.get("field", "")).rpartition(".")[2], str(fault.get("message", ""))
            if key in self.fields:
                own[key] = f"{own[key]}\n{words}" if key in own else words
            else:
                rest.append(words)
        self.show_faults(own)
        return "\n".join(rest) if faults else error.message

    def _on_edited(self, key: str) -> None:
        field = self.fields.get(key)
        if field is not None and field.fault.text():
            field.fault.setText("")
            field.fault.hide()
            field.widget.setProperty("fault", "false")
            field.widget.setAccessibleDescription("")
            restyle(field.widget)
        self.edited.emit(key)

    def _add(
        self,
        key: str,
        label: str,
        widget: QWidget,
        get: Callable[[], Any],
        put: Callable[[Any], None],
        note: str,
        holder: QWidget | None = None,
    ) -> None:
        name = Text(label, tone="muted")
        name.setBuddy(widget)
        name.setMinimumHeight(28)
        widget.setAccessibleName(label)
        fault = Text(tone="bad", size="small", wrap=True)
        fault.hide()
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, 0, GRID)
        below.setSpacing(2)
        below.addWidget(holder or widget)
        if note:
            below.addWidget(Text(note, tone="muted", size="small", wrap=True))
        below.addWidget(fault)
        place = self._grid.rowCount()
        self._grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(below, place, 1)
        self.fields[key] = Field(widget, get, put, fault)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The form itself hands the keyboard to its first field."""
        first = self.first()
        if first is not None:
            first.setFocus(event.reason())
