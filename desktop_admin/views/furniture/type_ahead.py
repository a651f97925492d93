"""The keys of everything that offers while somebody types: company fields, filters, @同事, Ctrl+K.

The field keeps the keyboard; arrows and pages walk the list, Enter takes.  Enter pressed before the answer came (a
scanner, quick fingers) takes the first of what comes, never what is still listed for other letters.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

_STEPS = {
    Qt.Key.Key_Down: (1, False),
    Qt.Key.Key_Up: (-1, False),
    Qt.Key.Key_PageDown: (1, True),
    Qt.Key.Key_PageUp: (-1, True),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TypeAhead(QObject):
    """Between a ``field`` and the ``view`` of its offers; ``take`` is told the row.

    ``escape`` answers whether Esc was spent; ``tab``: Tab takes as well (in running text, where Enter ends a line
    elsewhere).  While nothing is listed and nothing is awaited, every key is the field's own.
    """

    def __init__(
        self,
        field: QWidget,
        view: QAbstractItemView,
        take: Callable[[int], None],
        *,
        page: int = 8,
        escape: Callable[[], bool] | None = None,
        tab: bool = False,
    ) -> None:
        super().__init__(view)
        self._field, self._view, self._take = field, view, take
        self._page, self._escape, self._tab = page, escape, tab
        self._awaited = self._wanted = False
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.clicked.connect(lambda index: self._take(index.row()))
        field.installEventFilter(self)

    def wait(self) -> None:
        """What is listed belongs to other letters: the offers for these are asked for."""
        self._awaited, self._wanted = True, False

    def arrived(self) -> None:
        """The offers for these letters are listed now, or none came."""
        wanted, self._awaited, self._wanted = self._wanted, False, False
        if wanted:
            self._take(max(0, self._view.currentIndex().row()))

    def rest(self) -> None:
        """Nothing is awaited any more."""
        self._awaited = self._wanted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list, before they reach the field."""
        if (
            watched is not self._field
            or not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
            or (self._view.isHidden() and not self._awaited)
        ):
            return False
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _STEPS and plain:
            by, page = _STEPS[key]
            self._walk(by * self._page if page else by)
        elif (key in _ENTER or (self._tab and key == Qt.Key.Key_Tab)) and plain:
            if not event.isAutoRepeat():
                self._enter()
        elif key == Qt.Key.Key_Escape:
            return self._escape is not None and self._escape()
        else:
            return False
        return True

    def _walk(self, by: int) -> None:
        model = self._view.model()
        last = model.rowCount() - 1
        if last >= 0:
            row = max(0, min(self._view.currentIndex().row() + by, last))
            self._view.setCurrentIndex(model.index(row, 0))

    def _enter(self) -> None:
        if self._awaited:
            self._wanted = True
        elif self._view.currentIndex().isValid():
            self._take(self._view.currentIndex().row())
