"""Where the pages of a paper stand in the pane, how large, and which of them is in the middle.

Apart from the desk, where hands move them. Scroll positions and pages are in physical pixels, so that a page made
for this width is shown 1:1 on every screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop_admin.views.papers.layout import Fit, Place, arrange, page_width
from desktop_admin.views.papers.pages import A4_WIDTH


@dataclass(frozen=True)
class Anchor:
    """A spot of a page (fractions) that is to stay under ``at`` (physical, in the viewport)."""

    page: int
    x: float
    y: float
    at: QPoint


class PaperGround(QAbstractScrollArea):
    """Pages below each other. A view says their sizes (:meth:`_sizes`) and hears of changes (:meth:`_moved`)."""

    page_changed = Signal(int, int)
    """Page in the middle, counted from 1, and how many there are (0, 0: none)."""
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fit, self._zoom = Fit.WIDTH, 1.0
        self._place = Place((), QSize(0, 0))
        self._width = 0
        self._page = (0, 0)

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

    @property
    def fit(self) -> Fit:
        """How the size is chosen."""
        return self._fit

    @property
    def zoom(self) -> float:
        """Size of a page now: 1.0 is 794 logical pixels across (A4 at 96 dpi)."""
        return self._width / (A4_WIDTH * self._ratio()) if self._width else self._zoom

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
