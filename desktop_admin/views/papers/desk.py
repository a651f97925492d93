"""The desk a paper lies on: where its pages stand, how large, which way up, and moving it about.

Apart from the view because this is hand and eye only: it knows page sizes, not
papers. Scroll positions and pages are in physical pixels, so that a page made
for this width is shown 1:1 on every screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop_admin.views.papers.layout import Fit, Place, arrange, next_zoom, page_width
from desktop_admin.views.papers.pages import A4_WIDTH

#: Of the visible height, how far Space goes: a line or two stays for the eye.
_LEAP = 0.9
#: Logical pixels around what is to be in sight, and how far down the pane it comes to stand.
_AIR, _EYE = 32, 0.45


@dataclass(frozen=True)
class Anchor:
    """A spot of a page (fractions) that is to stay under ``at`` (physical, in the viewport)."""

    page: int
    x: float
    y: float
    at: QPoint


class PaperDesk(QAbstractScrollArea):
    """Pages below each other. A view says their sizes (:meth:`_sizes`) and hears of changes (:meth:`_moved`)."""

    page_changed = Signal(int, int)
    """Page in the middle, counted from 1, and how many there are (0, 0: none)."""
    zoom_changed = Signal()
    menu_wanted = Signal(QPoint)
    """The right button, or the Menu key: where on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fit, self._zoom = Fit.WIDTH, 1.0
        self._place = Place((), QSize(0, 0))
        self._width = 0
        self._page = (0, 0)
        self._grabbed: QPoint | None = None

    def _sizes(self) -> Sequence[QSize]:
        """Sizes of the unturned pages; empty while there are none."""
        return ()

    def _moved(self, *, page: bool, width: bool) -> None:
        """The page in the middle, or the width pages are shown at, may be another now."""

    @property
    def turned(self) -> int:
        """Quarter turns clockwise of what lies here."""
        return 0

    @property
    def page(self) -> tuple[int, int]:
        """Page in the middle, counted from 1, and how many there are."""
        return self._page

    def page_rect(self, number: int) -> QRect:
        """Where a page (from 0) stands in the viewport now, in physical pixels."""
        return self._place.pages[number].translated(-self._origin())

    # -- size and turning --------------------------------------------------------------------

    @property
    def fit(self) -> Fit:
        """How the size is chosen."""
        return self._fit

    @property
    def zoom(self) -> float:
        """Size of a page now: 1.0 is 794 logical pixels across (A4 at 96 dpi)."""
        return self._width / (A4_WIDTH * self._ratio()) if self._width else self._zoom

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

    # -- places ------------------------------------------------------------------------------

    def _ratio(self) -> float:
        return self.viewport().devicePixelRatioF()

    def _room(self) -> QSize:
        """Physical size of the pane without scroll bars, whether or not they show: so that fitting never
        makes a bar appear that changes the fit."""
        ratio = self._ratio()
        across = self.width() - self.verticalScrollBar().sizeHint().width()
        return QSize(int(across * ratio), int(self.viewport().height() * ratio))

    def _lay_out(self, anchor: Anchor | None) -> None:
        """Place everything anew; the spot of ``anchor`` stays under the eye."""
        ratio, sizes, room = self._ratio(), self._sizes(), self._room()
        before = self._width
        self._width = page_width(self._fit, self._zoom, sizes, room, self.turned, ratio)
        inside = QSize(int(self.viewport().width() * ratio), room.height())
        self._place = arrange(sizes, self._width, inside, self.turned, ratio)
        for bar, whole, part in (
            (self.horizontalScrollBar(), self._place.size.width(), inside.width()),
            (self.verticalScrollBar(), self._place.size.height(), inside.height()),
        ):
            bar.setRange(0, max(0, whole - part) if sizes else 0)
            bar.setPageStep(part)
            bar.setSingleStep(round(40 * ratio))
        if anchor is not None:
            self._restore(anchor)
        else:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum() // 2)
        self._follow(width=self._width != before)
        if self._width != before:
            self.zoom_changed.emit()
        self.viewport().update()

    def _lay_out_again(self) -> None:
        """Place everything anew at another size. A paper at its top stays there (it was not read yet, and is read
        from the top); anywhere else the spot in the middle stays."""
        at_top = self.verticalScrollBar().value() == 0
        self._lay_out(self._anchor(self._middle()))
        if at_top:
            self.verticalScrollBar().setValue(0)

    def _origin(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _middle(self) -> QPoint:
        ratio = self._ratio()
        return QPoint(int(self.viewport().width() * ratio / 2), int(self.viewport().height() * ratio / 2))

    def _anchor(self, at: QPoint) -> Anchor | None:
        if not self._place.pages:
            return None
        spot = at + self._origin()
        number = self._place.page_at(spot.y())
        page = self._place.pages[number]
        return Anchor(
            number, (spot.x() - page.left()) / page.width(), (spot.y() - page.top()) / page.height(), at
        )

    def _restore(self, anchor: Anchor) -> None:
        if anchor.page >= len(self._place.pages):
            return
        page = self._place.pages[anchor.page]
        spot = QPoint(
            round(page.left() + anchor.x * page.width()), round(page.top() + anchor.y * page.height())
        )
        self.horizontalScrollBar().setValue(spot.x() - anchor.at.x())
        self.verticalScrollBar().setValue(spot.y() - anchor.at.y())

    def _follow(self, *, width: bool = False) -> None:
        """Say which page is in the middle, when that changes."""
        pages = len(self._sizes())
        here = self._place.page_at(self._origin().y() + self._middle().y()) + 1 if pages else 0
        if pages and self.verticalScrollBar().value() == self.verticalScrollBar().maximum() > 0:
            here = pages
        changed = (here, pages) != self._page
        self._page = (here, pages)
        self._moved(page=changed, width=width)
        if changed:
            self.page_changed.emit(here, pages)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """A bar moved."""
        self._follow()
        self.viewport().update()

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
