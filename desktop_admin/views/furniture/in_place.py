"""A form that opens in the right panel instead of a dialog: title, fields, two buttons; Esc leaves, Enter does.

Apart because set-aside, note, revoke, admit and upload are the same thing with other fields.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop_admin.views.common.focus_ring import go_round
from desktop_admin.views.common.theme import restyle
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Text, row


class InPlace(QWidget):
    """Base of the small forms. Subclasses fill ``body`` and override :meth:`submit`."""

    closed = Signal()
    """Left without doing anything."""

    def __init__(self, title: str, do: str, *, kind: str = "primary", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text(title, bold=True)
        self.fault = Text(tone="bad", wrap=True)
        self.fault.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * GRID)
        self.do = CommandButton(do, "Enter", kind=kind)
        self.cancel = CommandButton("取消", "Esc")
        self.do.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.title)
        layout.addLayout(self.body)
        layout.addWidget(self.fault)
        layout.addLayout(row(self.do, self.cancel, None))
        layout.addStretch(1)
        self.setAccessibleName(title)

    def submit(self) -> None:
        """Enter or the button."""

    def first(self) -> QWidget:
        """What gets the keyboard when the form opens."""
        return self.do

    def say_fault(self, sentence: str) -> None:
        """Why it was not done; empty hides the line."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab goes round in the form."""
        return go_round(self, onward=onward)

    def event(self, event: QEvent) -> bool:
        """While something is written here, no letter is a command of the page, also beside the fields."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.text() or event.key() == Qt.Key.Key_Space)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Enter does; nothing else reaches the page, where letters decide dossiers."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.submit()
        elif event.text() or event.key() == Qt.Key.Key_Space:
            event.accept()
        else:
            super().keyPressEvent(event)


class Paragraph(QPlainTextEdit):
    """A few lines of text; Enter is the form's, Shift+Enter breaks the line, Tab walks on."""

    def __init__(self, hint: str, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 5 * GRID)

    def text(self) -> str:
        """What was typed, without blanks around it."""
        return self.toPlainText().strip()

    def mark(self, *, fault: bool) -> None:
        """Red border while something is missing."""
        self.setProperty("fault", "true" if fault else "false")
        restyle(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter without Shift, and Esc, go to the form."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or (
            event.key() == Qt.Key.Key_Escape
        ):
            event.ignore()
            return
        super().keyPressEvent(event)
