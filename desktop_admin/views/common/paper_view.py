"""One paper on the desk: its pages, marked; zoomed, turned and moved by key and mouse.

Apart from the pair, which decides which paper is shown, and from the reader,
which makes the pages. Scroll positions and pages are in physical pixels, so that
a page made for this width is shown 1:1 on every screen.
"""

from dataclasses import dataclass
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from desktop_admin.contract.submissions import PaperVersion
from desktop_admin.views.common.paper_card import PaperBanner, PaperCard
from desktop_admin.views.common.paper_layout import Fit, Place, arrange, next_zoom, page_width
from desktop_admin.views.common.paper_pages import A4_WIDTH, MarkKind, Paper
from desktop_admin.views.common.paper_painting import (
    mark_rect,
    paint_marks,
    paint_page,
    paint_shadow,
    paint_skeleton,
)
from desktop_admin.views.common.paper_reader import Needles, PaperReader
from desktop_admin.views.common.paper_words import Story, story
from desktop_admin.views.common.theme import Theme

#: Milliseconds before the grey page shows: what is at hand sooner never flickers.
SKELETON_AFTER = 150
#: Milliseconds of rest before pages are made anew at another size.
SETTLE = 120
#: Of the visible height, how far Space goes: a line or two stays for the eye.
_LEAP = 0.9
_TURNS_KEPT = 200


@dataclass(frozen=True)
class _Anchor:
    """A spot of a page (fractions) that is to stay under ``at`` (physical, in the viewport)."""

    page: int
    x: float
    y: float
    at: QPoint


class PaperView(QAbstractScrollArea):
    """Shows one :class:`PaperVersion`. Never blank: pages, a grey page, or a card that says why."""

    looked = Signal(str)
    """The paper with this SHA-256 (or the card that says why not) has been on the screen."""
    page_changed = Signal(int, int)
    """Page in the middle, counted from 1, and how many there are (0, 0: none)."""
    zoom_changed = Signal()
    external_requested = Signal()

    def __init__(self, reader: PaperReader, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._reader = reader
        self._theme = theme
        self._title = ""
        self._version: PaperVersion | None = None
        self._needles: Needles = {}
        self._reason = ""
        self._paper: Paper | None = None
        self._sharp: tuple[int, QImage] | None = None
        self._turns: dict[str, int] = {}
        self._fit, self._zoom = Fit.WIDTH, 1.0
        self._marks = True
        self._place = Place((), QSize(0, 0))
        self._width = 0
        self._asked = 0
        self._generation = 0
        self._looked = False
        self._page = (0, 0)
        self._grabbed: QPoint | None = None
        self._card = PaperCard(theme, self.viewport())
        self._card.again.connect(self.read_again)
        self._card.open_external.connect(self.external_requested)
        self._banner = PaperBanner(self)
        self._banner.open_external.connect(self.external_requested)
        self._patience = self._timer(SKELETON_AFTER, self.viewport().update)
        self._settle = self._timer(SETTLE, self._ask)
        self._sharpen = self._timer(SETTLE, self._ask_sharp)
        self.setAutoFillBackground(True)
        theme.changed.connect(self._dress)
        self._dress()
        self._tell()

    # -- what is shown -----------------------------------------------------------------------

    def show_paper(
        self,
        version: PaperVersion | None,
        needles: Needles | None = None,
        *,
        title: str = "",
        reason: str = "",
    ) -> None:
        """Show ``version`` from its first page (None: nothing was uploaded).

        ``title`` names the paper for people, ``reason`` is the return reason that R brings along.
        """
        self._generation += 1
        self._reader.forget(self)
        self._version, self._needles = version, dict(needles or {})
        self._title, self._reason = title, reason
        self._paper, self._sharp, self._asked, self._looked = None, None, 0, False
        for timer in (self._settle, self._sharpen):
            timer.stop()
        self._patience.start()
        self._tell()
        self._lay_out(None)
        self.verticalScrollBar().setValue(0)
        if version is None:
            return
        if self.isVisible():
            self._ask()
        else:  # ready when the person turns to it
            self._reader.read(version.sha256, self._needles, priority=1, owner=self, done=lambda _paper: None)

    def read_again(self) -> None:
        """Try once more to get and show the paper."""
        if self._version is not None:
            self._reader.drop(self._version.sha256)
            self.show_paper(self._version, self._needles, title=self._title, reason=self._reason)

    @property
    def version(self) -> PaperVersion | None:
        """What is shown, or being loaded."""
        return self._version

    @property
    def paper(self) -> Paper | None:
        """The pages on the screen; None while they are loading."""
        return self._paper

    @property
    def page(self) -> tuple[int, int]:
        """Page in the middle, counted from 1, and how many there are."""
        return self._page

    # -- size and turning --------------------------------------------------------------------

    @property
    def fit(self) -> Fit:
        """How the size is chosen."""
        return self._fit

    @property
    def zoom(self) -> float:
        """Size of a page now: 1.0 is 794 logical pixels across (A4 at 96 dpi)."""
        return self._width / (A4_WIDTH * self._ratio()) if self._width else self._zoom

    @property
    def turned(self) -> int:
        """Quarter turns clockwise of this paper."""
        return self._turns.get(self._version.sha256, 0) if self._version is not None else 0

    def set_fit(self, fit: Fit, zoom: float = 0.0) -> None:
        """适应宽度, 整页, or a zoom of one's own."""
        self._fit, self._zoom = fit, zoom or self.zoom
        self._lay_out(self._anchor(self._middle()))

    def zoom_by(self, direction: int, at: QPoint | None = None) -> None:
        """A step larger (1) or smaller (−1); the spot ``at`` (physical) stays where it is."""
        anchor = self._anchor(at or self._middle())
        self._fit, self._zoom = Fit.NONE, next_zoom(self.zoom, direction)
        self._lay_out(anchor)

    def turn(self, quarters: int) -> None:
        """Turn this paper clockwise by quarters; remembered for as long as the view lives."""
        if self._version is None:
            return
        page = max(0, self._page[0] - 1)
        self._turns[self._version.sha256] = (self.turned + quarters) % 4
        while len(self._turns) > _TURNS_KEPT:
            self._turns.pop(next(iter(self._turns)))
        self._lay_out(None)
        if page < len(self._place.pages):
            self.verticalScrollBar().setValue(self._place.pages[page].top() - self._place.pages[0].top())

    @property
    def marks_shown(self) -> bool:
        """Whether marks are drawn."""
        return self._marks

    def set_marks_shown(self, shown: bool) -> None:
        """Draw or hide the marks (M)."""
        self._marks = shown
        self.viewport().update()

    def scroll_page(self, direction: int) -> None:
        """Space and PageDown: nearly one pane further."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + direction * round(self.viewport().height() * self._ratio() * _LEAP))

    # -- reading -----------------------------------------------------------------------------

    def _ask(self) -> None:
        """Ask for pages of the width they are shown at, unless that was asked already."""
        if self._version is None or not self.isVisible() or not self._width or self._asked == self._width:
            return
        if self._asked:
            self._reader.forget(self)
        self._asked = self._width
        sha256 = self._version.sha256
        if self._paper is None:
            self._put(self._reader.at_hand(sha256, self._needles, width=self._width))
        if self._paper is None or self._paper.width != self._asked:
            self._reader.read(
                sha256,
                self._needles,
                width=self._asked,
                owner=self,
                done=partial(self._on_paper, self._generation),
            )

    def _on_paper(self, generation: int, paper: Paper) -> None:
        if generation == self._generation:
            self._put(paper)

    def _put(self, paper: Paper | None) -> None:
        if paper is None:
            return
        if paper.fault and self._paper is not None and self._paper.pages:
            return  # the pages we have, a little blurred, are better than a card
        anchor = self._anchor(self._middle()) if self._paper is not None else None
        self._paper, self._sharp = paper, None
        self._patience.stop()
        self._tell()
        self._lay_out(anchor)
        self.viewport().update()

    def _ask_sharp(self) -> None:
        paper, number = self._paper, self._page[0] - 1
        if paper is None or not paper.narrowed or not 0 <= number < len(paper.pages):
            return
        if self._sharp is not None and self._sharp[0] == number and self._sharp[1].width() == self._width:
            return
        self._reader.read_page(
            paper.sha256,
            number,
            width=self._width,
            owner=self,
            done=partial(self._on_sharp, self._generation, number),
        )

    def _on_sharp(self, generation: int, number: int, paper: Paper) -> None:
        if generation == self._generation and paper.pages:
            self._sharp = (number, paper.pages[0])
            self.viewport().update()

    # -- words -------------------------------------------------------------------------------

    def _tell(self) -> None:
        """Card, banner and accessible name for what is shown now."""
        told: Story = story(self._version, self._paper, self._title, self._reason)
        if told.card:
            self._card.say(
                told.icon, told.card, told.sentences, hint=told.hint, again=told.again, external=told.external
            )
            self._card.place()
        else:
            self._card.hide()
        self._banner.say(told.tone, told.banner, external=told.external if told.banner else "")
        self._place_banner()
        self._tell_page()

    def _tell_page(self) -> None:
        page, pages = self._page
        where = self.tr("第 {page} 页，共 {pages} 页").format(page=page, pages=pages) if pages else ""
        state = self._card.accessibleName() if self._card.isVisibleTo(self) else where or self.tr("正在打开")
        self.setAccessibleName(f"{self._title}，{state}" if self._title else state)

    def _place_banner(self) -> None:
        shown = self._banner.isVisibleTo(self)
        height = self._banner.heightForWidth(self.width()) if shown else 0
        if shown and height < 0:
            height = self._banner.sizeHint().height()
        self.setViewportMargins(0, height, 0, 0)
        self._banner.setGeometry(0, 0, self.width(), height)

    # -- places ------------------------------------------------------------------------------

    def _ratio(self) -> float:
        return self.viewport().devicePixelRatioF()

    def _room(self) -> QSize:
        """Physical size of the pane without scroll bars, whether or not they show: so that fitting never
        makes a bar appear that changes the fit."""
        ratio = self._ratio()
        across = self.width() - self.verticalScrollBar().sizeHint().width()
        return QSize(int(across * ratio), int(self.viewport().height() * ratio))

    def _lay_out(self, anchor: _Anchor | None) -> None:
        ratio, turned, paper = self._ratio(), self.turned, self._paper
        sizes = [page.size() for page in paper.pages] if paper is not None else []
        room = self._room()
        before = self._width
        self._width = page_width(self._fit, self._zoom, sizes, room, turned, ratio)
        if self.isVisible() and not turned:
            self._reader.usual_width = self._width
        inside = QSize(int(self.viewport().width() * ratio), room.height())
        self._place = arrange(sizes, self._width, inside, turned, ratio)
        empty = paper is None or not paper.pages
        for bar, whole, part in (
            (self.horizontalScrollBar(), self._place.size.width(), inside.width()),
            (self.verticalScrollBar(), self._place.size.height(), inside.height()),
        ):
            bar.setRange(0, 0 if empty else max(0, whole - part))
            bar.setPageStep(part)
            bar.setSingleStep(round(40 * ratio))
        if anchor is not None:
            self._restore(anchor)
        else:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum() // 2)
        self._follow()
        if self._width != before:
            self.zoom_changed.emit()
        if self._asked and self._asked != self._width:
            self._settle.start()
        self.viewport().update()

    def _origin(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _middle(self) -> QPoint:
        ratio = self._ratio()
        return QPoint(int(self.viewport().width() * ratio / 2), int(self.viewport().height() * ratio / 2))

    def _anchor(self, at: QPoint) -> _Anchor | None:
        if not self._place.pages:
            return None
        spot = at + self._origin()
        number = self._place.page_at(spot.y())
        page = self._place.pages[number]
        return _Anchor(
            number, (spot.x() - page.left()) / page.width(), (spot.y() - page.top()) / page.height(), at
        )

    def _restore(self, anchor: _Anchor) -> None:
        if anchor.page >= len(self._place.pages):
            return
        page = self._place.pages[anchor.page]
        spot = QPoint(
            round(page.left() + anchor.x * page.width()), round(page.top() + anchor.y * page.height())
        )
        self.horizontalScrollBar().setValue(spot.x() - anchor.at.x())
        self.verticalScrollBar().setValue(spot.y() - anchor.at.y())

    def _follow(self) -> None:
        """Say which page is in the middle, when that changes."""
        pages = len(self._paper.pages) if self._paper is not None else 0
        here = self._place.page_at(self._origin().y() + self._middle().y()) + 1 if pages else 0
        if pages and self.verticalScrollBar().value() == self.verticalScrollBar().maximum() > 0:
            here = pages
        if (here, pages) != self._page:
            self._page = (here, pages)
            self._tell_page()
            self.page_changed.emit(here, pages)
        if self._paper is not None and self._paper.narrowed:
            self._sharpen.start()

    # -- Qt ----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Pages that are in sight."""
        ratio = self._ratio()
        painter = QPainter(self.viewport())
        try:
            painter.fillRect(event.rect(), QColor(self._theme.tokens.paper_desk))
            painter.scale(1 / ratio, 1 / ratio)
            painter.translate(-self._origin())
            sight = QRect(self._origin(), self._middle() * 2 + QPoint(2, 2))
            self._paint(painter, sight, ratio)
        finally:
            painter.end()
        if not self._looked and self._version is not None and self._settled():
            self._looked = True
            QTimer.singleShot(0, self, partial(self._say_looked, self._generation))

    def _settled(self) -> bool:
        return self._paper is not None

    def _say_looked(self, generation: int) -> None:
        if generation == self._generation and self._version is not None:
            self.looked.emit(self._version.sha256)

    def _paint(self, painter: QPainter, sight: QRect, ratio: float) -> None:
        paper, tokens = self._paper, self._theme.tokens
        if paper is None:
            if self._version is not None and not self._patience.isActive():
                page = self._place.pages[0]
                paint_shadow(painter, page, ratio, tokens)
                paint_skeleton(painter, page, tokens)
            return
        for number, (page, image) in enumerate(zip(self._place.pages, paper.pages, strict=False)):
            if not page.adjusted(-16, -16, 16, 16).intersects(sight):
                continue
            if self._sharp is not None and self._sharp[0] == number:
                image = self._sharp[1]
            paint_shadow(painter, page, ratio, tokens)
            paint_page(painter, page, image, self.turned)
            if self._marks:
                here = [mark for mark in paper.marks if mark.box.page == number]
                paint_marks(painter, page, here, self.turned, ratio)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """A bar moved."""
        self._follow()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again; the spot in the middle stays."""
        super().resizeEvent(event)
        self._place_banner()
        self._card.place()
        self._lay_out(self._anchor(self._middle()) if self._paper is not None else None)
        self._ask_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Now the size is known: read what was only put aside."""
        super().showEvent(event)
        self._place_banner()
        self._card.place()
        self._lay_out(None if self._paper is None else self._anchor(self._middle()))
        self._ask()

    def _ask_soon(self) -> None:
        if self._paper is None:
            self._ask()
        elif self._asked != self._width:
            self._settle.start()

    def event(self, event: QEvent) -> bool:
        """Another screen with another pixel ratio: fit again."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out(self._anchor(self._middle()))
            self._ask_soon()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Says what a mark means when the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip:
            help_event = cast(QHelpEvent, event)
            QToolTip.showText(help_event.globalPos(), self._explain(help_event.pos()), self)
            return True
        return super().viewportEvent(event)

    def _explain(self, at: QPoint) -> str:
        if self._paper is None or not self._marks:
            return ""
        spot = QPointF(at) * self._ratio() + QPointF(self._origin())
        for mark in self._paper.marks:
            if mark.box.page < len(self._place.pages):
                page = self._place.pages[mark.box.page]
                if mark_rect(page, mark, self.turned, self._ratio()).contains(spot):
                    if mark.kind is MarkKind.SEAL:
                        return self.tr("疑似公章，仅作提示")
                    return self.tr("与登记信息一致")
        return ""

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

    def _dress(self) -> None:
        """The desk goes on behind the scroll bars."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(self._theme.tokens.paper_desk))
        self.setPalette(palette)
        self.viewport().update()

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer
