"""A panel over the window, without a window of its own: Ctrl+K, F1, the lock.

Not a modal dialog: the person leaves it with Esc or a click beside it, and the keyboard goes back to
where it was.
"""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desktop_admin.views.common.tokens import GRID


def covers(widget: QWidget) -> bool:
    """Whether the widget is part of something that lies open over the work."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, Overlay):
        above = above.parentWidget()
    return above is not None and above.isVisible()


class Overlay(QWidget):
    """Covers its parent with a veil and shows ``panel`` in the upper middle of it."""

    closed = Signal()

    def __init__(self, parent: QWidget, *, width: int = 560, name: str = "sheet", top: int = 88) -> None:
        super().__init__(parent)
        self._ground = parent
        self._top = top
        self._before: QWidget | None = None
        self.panel = QFrame(self)
        self.panel.setObjectName(name)
        self.panel.setFixedWidth(width)
        self.body = QVBoxLayout(self.panel)
        self.body.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        self.body.setSpacing(2 * GRID)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show; the keyboard goes to the panel."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()

    def dismiss(self) -> None:
        """Hide; the keyboard goes back to where it was."""
        if self.isHidden():
            return
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def fit(self) -> None:
        """The panel's content grew or shrank."""
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            event.accept()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel leaves."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil, so that the panel stands out in light and in dark."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(8, 14, 20, 96))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size."""
        if watched is self._ground and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self.setGeometry(self._ground.rect())
        self.body.activate()
        height = min(self.panel.sizeHint().height(), self.height() - self._top - 6 * GRID)
        left = (self.width() - self.panel.width()) // 2
        self.panel.setGeometry(QRect(left, min(self._top, self.height() // 6), self.panel.width(), height))
