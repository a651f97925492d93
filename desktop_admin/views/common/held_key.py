"""A key held down repeats nothing (screens.md) — not even as letters in the field the key has just opened.

R opens the reasons and gives them the keyboard; the repeats of that same press would arrive there as text.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


class HeldKey(QObject):
    """Swallows the repeats of one key, in the widget that got the keyboard by it, until it is let go."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._key: Qt.Key | int = 0
        self._field: QWidget | None = None

    def acted(self, key: Qt.Key | int, before: QWidget | None) -> None:
        """``key`` has just done something; ``before`` had the keyboard then, another widget may have it now."""
        self._let_go()
        field = QApplication.focusWidget()
        if field is None or field is before:
            return
        self._key, self._field = key, field
        field.installEventFilter(self)
        field.destroyed.connect(self._forget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Repeats stop here; a new press or the release of the key ends it."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or watched is not self._field:
            return False
        if event.isAutoRepeat():
            return event.key() == self._key and event.type() != QEvent.Type.KeyRelease
        if event.type() == QEvent.Type.KeyPress or event.key() == self._key:
            self._let_go()
        return False

    def _let_go(self) -> None:
        if self._field is not None:
            self._field.removeEventFilter(self)
            self._field.destroyed.disconnect(self._forget)
        self._field = None

    def _forget(self) -> None:
        self._field = None
