"""A desk whose pages carry marks: going to them, standing on one, and the ring around it.

Apart from the desk, which knows pages only, and from the view, which knows papers. Which mark comes next is
decided in paper_marks.py.
"""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import SMALL
from desktop_admin.views.papers.drawn import DrawnMarks
from desktop_admin.views.papers.marks import MarkWalk
from desktop_admin.views.papers.pages import Mark
from desktop_admin.views.papers.painting import mark_rect, paint_stop


class MarkedDesk(DrawnMarks):
    """``_loads`` says whether pages are still to come: what is asked for meanwhile happens when they are there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._walk = MarkWalk()
        self._awaits: Callable[[], object] | None = None

    def _tell_page(self) -> None:
        """Where one stands is another place now."""

    # -- what there is -----------------------------------------------------------------------

    def forget_marks(self) -> None:
        """Another paper lies here."""
        self._walk, self._awaits = MarkWalk(), None
        super().have_marks(())

    def have_marks(self, marks: Iterable[Mark]) -> None:
        """The pages are there, with these marks; or the same pages at another size."""
        super().have_marks(marks)
        self._walk.begin(self.marks)
        awaits, self._awaits = self._awaits, None
        if awaits is not None:
            awaits()

    @property
    def may_have_marks(self) -> bool:
        """Whether there are marks to go to, or the paper is still loading."""
        return self._loads() or bool(self._walk.marks)

    @property
    def stop(self) -> Mark | None:
        """The mark one stands on."""
        return self._walk.here

    @property
    def stop_words(self) -> str:
        """“疑似公章 4/5”; empty while one stands on none."""
        return self._walk.words

    # -- going there -------------------------------------------------------------------------

    def step_mark(self, direction: int) -> bool:
        """On to the next (1) or previous (−1) mark; False where there is none."""
        return self._stand_on(self._walk.step(direction))

    def first_mark(self, direction: int) -> bool:
        """To the first (1) or last (−1) mark, once the paper is there; False where it has none."""
        if self._loads():
            self._awaits = partial(self.first_mark, direction)
            return True
        return self._stand_on(self._walk.end(direction))

    def show_place(self, label: str, page: int | None) -> None:
        """To the mark ``label`` (on ``page``, counted from 0, if it is there), else to that page."""
        if self._loads():
            self._awaits = partial(self.show_place, label, page)
        elif self._stand_on(self._walk.find(label, page)):
            return
        elif page is not None and page < len(self._place.pages):
            self.leave_marks()
            self.verticalScrollBar().setValue(self._place.pages[page].top() - self._place.pages[0].top())

    def leave_marks(self) -> None:
        """Scrolling by hand, or another paper: one stands on no mark."""
        if self._walk.leave():
            self._tell_page()
            self.viewport().update()

    def _stand_on(self, mark: Mark | None) -> bool:
        if mark is None or mark.box.page >= len(self._place.pages):
            return False
        self.reveal(mark_rect(self._place.pages[mark.box.page], mark, self.turned, self._ratio()))
        self._tell_page()
        self.viewport().update()
        return True

    # -- Qt ----------------------------------------------------------------------------------

    def paint_stop(self, painter: QPainter, theme: Theme) -> None:
        """The ring and the name of the mark one stands on (the painter counts physical pixels of the desk)."""
        mark, ratio = self.stop, self._ratio()
        if mark is not None and mark.box.page < len(self._place.pages):
            box = mark_rect(self._place.pages[mark.box.page], mark, self.turned, ratio)
            font = theme.typeface.font(round(SMALL * ratio), bold=True)
            paint_stop(painter, box, self.stop_words, font, ratio)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolled by hand: Space pages again."""
        self.leave_marks()
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Taken by the hand: likewise."""
        self.leave_marks()
        super().mousePressEvent(event)
