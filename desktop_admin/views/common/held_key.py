"""A key held down repeats nothing (screens.md) — not even as letters in the field the key has just opened.

R opens the reasons and gives them the keyboard; the repeats of that same press would arrive there as text.
On X11 a repeat is a release and a press of the same instant; Qt does not always notice that they belong
together (seen on a busy machine), so the instants are compared here as well.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

#: Milliseconds: no finger lets go of a key and presses it again faster than this.
_TOO_FAST = 15
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


class HeldKey(QObject):
    """Knows whether a press is a repeat, and swallows the repeats of one key in the widget that got the
    keyboard by it, until the key is let go."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._key: Qt.Key | int = 0
        self._field: QWidget | None = None
        self._released: tuple[Qt.Key | int, int] = (0, 0)

    def acted(self, key: Qt.Key | int, before: QWidget | None) -> None:
        """``key`` has just done something; ``before`` had the keyboard then, another widget may have it now."""
        self._let_go()
        field = QApplication.focusWidget()
        if field is None or field is before:
            return
        self._key, self._field = key, field
        field.installEventFilter(self)
        field.destroyed.connect(self._forget)

    def repeats(self, event: QKeyEvent) -> bool:
        """Whether this press only says that the key is still down."""
        key, at = self._released
        soon = event.key() == key and 0 < at <= event.timestamp() < at + _TOO_FAST
        return event.isAutoRepeat() or soon

    def let_go(self, event: QKeyEvent) -> None:
        """A key came up, or seems to."""
        if not event.isAutoRepeat():
            self._released = (event.key(), event.timestamp())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Repeats stop here; a new press ends it."""
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent) or watched is not self._field:
            return False
        if event.type() == QEvent.Type.KeyRelease:
            self.let_go(event)
            return False
        if self.repeats(event):
            return event.key() == self._key
        if event.type() == QEvent.Type.KeyPress:
            self._let_go()
        return False

    def _let_go(self) -> None:
        if self._field is not None:
            self._field.removeEventFilter(self)
            self._field.destroyed.disconnect(self._forget)
        self._field = None

    def _forget(self) -> None:
        self._field = None
