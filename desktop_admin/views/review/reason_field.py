"""The one field of the reason picker: digits tick, letters search, Tab changes the paper, Enter sends.

Apart from the picker because it decides, key by key, what is text and what is a command.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_admin.views.common.held_key import HeldKey

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyField(QLineEdit):
    """A search field that hands digits and walking keys to the picker. Held keys do nothing but type."""

    digit = Signal(int)
    enter = Signal()
    escape = Signal()
    tab = Signal()
    arrow = Signal(int)
    space = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held = HeldKey(self)

    def event(self, event: QEvent) -> bool:
        """Tab is the other paper here, not the next widget; the mouse reaches those."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key()
            in (
                Qt.Key.Key_Tab,
                Qt.Key.Key_Backtab,
            )
        ):
            if not event.isAutoRepeat():
                self.tab.emit()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commands first, then text."""
        key, held = event.key(), event.isAutoRepeat()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if key in _ENTER:
            if not held:
                self.enter.emit()
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            elif not held:
                self.escape.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.arrow.emit(1 if key == Qt.Key.Key_Down else -1)
        elif plain and event.text().isascii() and event.text().isdigit():
            if not held:
                self.digit.emit(int(event.text()))
                self._held.acted(key, self)
        elif plain and key == Qt.Key.Key_Space and not self.text():
            if not held:
                self.space.emit()
        else:
            super().keyPressEvent(event)
