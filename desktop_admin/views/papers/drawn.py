"""A desk whose pages carry marks: which are drawn, and what one means when the pointer rests on it.

Apart from going from mark to mark (stops.py) and from the view, which knows papers.
"""

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop_admin.views.papers.desk import PaperDesk
from desktop_admin.views.papers.pages import Mark, MarkKind
from desktop_admin.views.papers.painting import mark_rect


class DrawnMarks(PaperDesk):
    """The paper's own marks, and the boxes around what another version has differently."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: tuple[Mark, ...] = ()
        self._changes: tuple[Mark, ...] = ()
        self._marks_shown = True

    def _loads(self) -> bool:
        """Whether the pages are still to come."""
        return False

    def have_marks(self, marks: Iterable[Mark]) -> None:
        """The pages are there, with these marks; or the same pages at another size."""
        self._own = tuple(marks)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All of them, drawn or not."""
        return (*self._own, *self._changes)

    def set_changes(self, changes: tuple[Mark, ...]) -> None:
        """Boxes around what differs from another version; gone with the paper."""
        self._changes = changes
        if not self._loads():
            self.have_marks(self._own)
        self.viewport().update()

    def forget_changes(self) -> None:
        """Another version lies here."""
        self._changes = ()

    @property
    def drawn(self) -> tuple[Mark, ...]:
        """The marks that are drawn now."""
        return self.marks if self._marks_shown else ()

    @property
    def marks_shown(self) -> bool:
        """Whether marks are drawn."""
        return self._marks_shown

    def set_marks_shown(self, shown: bool) -> None:
        """Draw or hide the marks (M)."""
        self._marks_shown = shown
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Says what a mark means when the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip:
            help_event = cast(QHelpEvent, event)
            QToolTip.showText(help_event.globalPos(), self._explain(help_event.pos()), self)
            return True
        return super().viewportEvent(event)

    def _explain(self, at: QPoint) -> str:
        spot = QPointF(at) * self._ratio() + QPointF(self._origin())
        for mark in self.drawn:
            if mark.box.page < len(self._place.pages):
                page = self._place.pages[mark.box.page]
                if mark_rect(page, mark, self.turned, self._ratio()).contains(spot):
                    if mark.kind is MarkKind.SEAL:
                        return "疑似公章，仅作提示"
                    return "与另一版不同" if mark.kind is MarkKind.CHANGED else "与登记信息一致"
        return ""
