"""One paper on the desk: its pages as they come, its marks, or why there is nothing to see.

Apart from the pair, which decides which paper is shown, from the reader, which
makes the pages, and from the desk under it, which moves and sizes them.
"""

from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.submissions import PaperVersion
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.papers.card import PaperBanner, PaperCard
from desktop_admin.views.papers.pages import Paper
from desktop_admin.views.papers.painting import (
    paint_keyboard,
    paint_marks,
    paint_page,
    paint_shadow,
    paint_skeleton,
)
from desktop_admin.views.papers.reader import Needles, PaperReader
from desktop_admin.views.papers.sharp import SharpPage
from desktop_admin.views.papers.stops import MarkedDesk
from desktop_admin.views.papers.words import NOT_KEPT, Story, story

#: Milliseconds before the grey page shows: what is at hand sooner never flickers.
SKELETON_AFTER = 150
#: Milliseconds of rest before pages are made anew at another size.
SETTLE = 120
_TURNS_KEPT = 200


class PaperView(MarkedDesk):
    """Shows one :class:`PaperVersion`. Never blank: pages, a grey page, or a card that says why."""

    looked = Signal(str)
    """The paper with this SHA-256 (or the card that says why it cannot be shown) has been on the
    screen; one that could not be fetched has not."""
    external_requested = Signal()

    def __init__(self, reader: PaperReader, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._theme = theme
        self._title = ""
        self._version: PaperVersion | None = None
        self._needles: Needles = {}
        self._reason = ""
        self._paper: Paper | None = None
        self._turns: dict[str, int] = {}
        self._asked = 0
        self._generation = 0
        self._looked = False
        self._card = PaperCard(theme, self.viewport())
        self._card.again.connect(self.read_again)
        self._card.open_external.connect(self.external_requested)
        self._banner = PaperBanner(self)
        self._banner.open_external.connect(self.external_requested)
        self._patience = self._timer(SKELETON_AFTER, self.viewport().update)
        self._settle = self._timer(SETTLE, self._ask)
        self._sharp = SharpPage(reader, self)
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
        if version is None or self._version is None or version.sha256 != self._version.sha256:
            self.forget_changes()
        self._reader.forget(self)
        self._version, self._needles = version, dict(needles or {})
        self._title, self._reason = title, reason
        self._paper, self._asked, self._looked = None, 0, False
        self._sharp.forget()
        self.forget_marks()
        for timer in (self._settle, self._sharpen):
            timer.stop()
        self._patience.start()
        self._tell()
        self._lay_out(None)
        self.verticalScrollBar().setValue(0)
        if version is None:
            return
        if not version.kept:  # nothing to fetch: the card that says why is all there is to look at
            self._put(Paper(version.sha256, 0, fault=NOT_KEPT))
        elif self.isVisible():
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

    # -- turning and marks ---------------------------------------------------------------------

    @property
    def turned(self) -> int:
        """Quarter turns clockwise of this paper."""
        return self._turns.get(self._version.sha256, 0) if self._version is not None else 0

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

    def _loads(self) -> bool:
        return self._version is not None and self._paper is None

    def _sizes(self) -> list[QSize]:
        return [page.size() for page in self._paper.pages] if self._paper is not None else []

    def _moved(self, *, page: bool, width: bool) -> None:
        if page:
            self._tell_page()
        if width and self.isVisible() and not self.turned:
            self._reader.usual_width = self._width
        if self._asked and self._asked != self._width:
            self._settle.start()
        if self._paper is not None and self._paper.narrowed:
            self._sharpen.start()

    # -- reading -----------------------------------------------------------------------------

    def _ask(self) -> None:
        """Ask for pages of the width they are shown at, unless that was asked already."""
        if self._version is None or not self._version.kept:
            return
        if not self.isVisible() or not self._width or self._asked == self._width:
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
        if generation != self._generation:
            return
        blurred = self._paper is not None and 0 < paper.width < self._paper.width
        if not (blurred and self._asked != self._width):  # another width is about to be asked for
            self._put(paper)

    def _put(self, paper: Paper | None) -> None:
        if paper is None:
            return
        if paper.fault and self._paper is not None and self._paper.pages:
            return  # the pages we have, a little blurred, are better than a card
        first = self._paper is None
        self._paper = paper
        self._sharp.forget()
        self._patience.stop()
        self._tell()
        if first:
            self._lay_out(None)
        else:
            self._lay_out_again()
        self.viewport().update()
        self.have_marks(paper.marks)

    def _ask_sharp(self) -> None:
        if self._paper is not None:
            self._sharp.ask(self._paper, self._page[0] - 1, self._width)

    # -- words -------------------------------------------------------------------------------

    def _tell(self) -> None:
        """Card, banner and accessible name for what is shown now."""
        told: Story = story(self._version, self._paper, self._title, self._reason)
        if told.card:
            self._card.say(
                told.icon,
                told.card,
                told.sentences,
                hint=told.hint,
                again=told.again,
                external=told.external,
                words=told.words,
            )
            self._card.place()
        else:
            self._card.hide()
        self._banner.say(told.tone, told.banner, external=told.external if told.banner else "")
        self._place_banner()
        self._tell_page()

    def _tell_page(self) -> None:
        page, pages = self._page
        where = f"第 {page} 页，共 {pages} 页" if pages else ""
        where = "，".join(filter(None, (where, self.stop_words)))
        state = self._card.accessibleName() if self._card.isVisibleTo(self) else where or "正在打开"
        self.setAccessibleName(f"{self._title}，{state}" if self._title else state)

    def _place_banner(self) -> None:
        shown = self._banner.isVisibleTo(self)
        height = self._banner.heightForWidth(self.width()) if shown else 0
        if shown and height < 0:
            height = self._banner.sizeHint().height()
        self.setViewportMargins(0, height, 0, 0)
        self._banner.setGeometry(0, 0, self.width(), height)

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
            if self.hasFocus():
                painter.resetTransform()
                paint_keyboard(painter, self.viewport().rect(), self._theme.tokens)
        finally:
            painter.end()
        paper = self._paper
        # “It could not be fetched” is nothing one could have looked at.
        if not self._looked and self._version is not None and paper is not None and not paper.unreachable:
            self._looked = True
            QTimer.singleShot(0, self, partial(self._say_looked, self._generation))

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
            image = self._sharp.of(number) or image
            paint_shadow(painter, page, ratio, tokens)
            paint_page(painter, page, image, self.turned)
            here = [mark for mark in self.drawn if mark.box.page == number]
            paint_marks(painter, page, here, self.turned, ratio)
        self.paint_stop(painter, self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again; the spot in the middle stays."""
        super().resizeEvent(event)
        self._place_banner()
        self._card.place()
        self._fit_again()
        self._ask_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Now the size is known: read what was only put aside."""
        super().showEvent(event)
        self._place_banner()
        self._card.place()
        self._fit_again()
        self._ask()

    def _fit_again(self) -> None:
        if self._paper is None:
            self._lay_out(None)
        else:
            self._lay_out_again()

    def _ask_soon(self) -> None:
        if self._paper is None:
            self._ask()
        elif self._asked != self._width:
            self._settle.start()

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
