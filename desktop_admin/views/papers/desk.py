"""The desk a paper lies on: a hand moves it about and makes it larger, by mouse and by key.

Apart from the view because this is hand and eye only: it knows page sizes, not papers; where the pages stand is in
ground.py.
"""

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop_admin.views.papers.ground import PaperGround
from desktop_admin.views.papers.layout import Fit, next_zoom

#: Of the visible height, how far Space goes: a line or two stays for the eye.
_LEAP = 0.9
#: Logical pixels around what is to be in sight, and how far down the pane it comes to stand.
_AIR, _EYE = 32, 0.45


class PaperDesk(PaperGround):
    """Pages that can be taken hold of, scrolled and zoomed."""

    menu_wanted = Signal(QPoint)
    """The right button, or the Menu key: where on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._grabbed: QPoint | None = None

    # -- size and place ----------------------------------------------------------------------

    def set_fit(self, fit: Fit, zoom: float = 0.0) -> None:
        """适应宽度, 整页, or a zoom of one's own."""
        self._fit, self._zoom = fit, zoom or self.zoom
        self._lay_out_again()

    def zoom_by(self, direction: int, at: QPoint | None = None) -> None:
        """A step larger (1) or smaller (−1); the spot ``at`` (physical) stays where it is."""
        anchor = self._anchor(at or self._middle())
        self._fit, self._zoom = Fit.NONE, next_zoom(self.zoom, direction)
        self._lay_out(anchor)

    def scroll_page(self, direction: int) -> None:
        """Space and PageDown: nearly one pane further."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + direction * round(self.viewport().height() * self._ratio() * _LEAP))

    def reveal(self, spot: QRectF) -> None:
        """Scroll so that ``spot`` (physical, on the desk) is in sight: not at all where it wholly is, with air."""
        origin, air = self._origin(), _AIR * self._ratio()
        for bar, low, high, start in (
            (self.horizontalScrollBar(), spot.left(), spot.right(), origin.x()),
            (self.verticalScrollBar(), spot.top(), spot.bottom(), origin.y()),
        ):
            if low - air < start or high + air > start + bar.pageStep():
                middle = (low + high) / 2 - bar.pageStep() * _EYE
                bar.setValue(round(min(middle, low - air)))  # of what is larger than the pane, its beginning

    def event(self, event: QEvent) -> bool:
        """Another screen with another pixel ratio: fit again. The keyboard came or went: its ring too."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out_again()
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms at the pointer; otherwise scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y()
            if turn:
                self.zoom_by(1 if turn > 0 else -1, (event.position() * self._ratio()).toPoint())
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the paper."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the paper under the hand."""
        if self._grabbed is None:
            return
        moved = (event.position().toPoint() - self._grabbed) * self._ratio()
        self._grabbed = event.position().toPoint()
        for bar, way in ((self.horizontalScrollBar(), moved.x()), (self.verticalScrollBar(), moved.y())):
            bar.setValue(bar.value() - way)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grabbed = None
        self.viewport().unsetCursor()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Whoever holds the papers knows what can be done with them."""
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and the arrows; + and − too, where no pair has taken them."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Space:
            self.scroll_page(-1 if shift else 1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.scroll_page(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(-1 if key == Qt.Key.Key_Minus else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(0 if key == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)
