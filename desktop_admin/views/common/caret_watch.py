"""Follows the caret over the whole program: key names on buttons dim while a field has it, Alt writes nothing there.

The filter sits on the one field with the caret, never on the application: a Python filter over every paint
event of the program would slow all of them.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop_admin.views.common.caret import has_caret
from desktop_admin.views.common.widgets import CommandButton

_ALT = Qt.KeyboardModifier.AltModifier
_ASIDE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_SIGNS = 0x110000
"""Below it a key's number is the number of the sign on it."""


class CaretWatch(QObject):
    """One for a program, from the first window on."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None
        # Never while Qt tells of the focus: it does so in the middle of destroying a dialog (a file's name was
        # typed and Enter pressed), and whoever walks the windows then ends the process (std::bad_typeid).
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: _paint_hints())
        app.focusChanged.connect(self._on_focus)
        self._on_focus(None, QApplication.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's fields write the digit of Alt+5: whoever wanted another tab would change a number instead."""
        return (
            watched is self._field
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and writes_nothing(event)
        )

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        typed = self._field is not None
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
            self._field.destroyed.disconnect(self._forget)
        self._field = now if has_caret(now) else None
        if self._field is not None:
            self._field.installEventFilter(self)
            self._field.destroyed.connect(self._forget)
        if typed != (self._field is not None):
            self._soon.start()

    def _forget(self) -> None:
        self._field = None


def writes_nothing(event: QKeyEvent) -> bool:
    """Alt and a key that would still only give its own sign. A layout where Alt makes another sign is left alone."""
    if event.modifiers() & ~_ASIDE != _ALT or len(event.text()) != 1:
        return False
    return event.key() < _SIGNS and event.text().upper() == chr(event.key())


def _paint_hints() -> None:
    for window in QApplication.topLevelWidgets():
        for button in window.findChildren(CommandButton):
            if button.hint and button.isVisible():
                button.update()
