"""How a row of two lines looks, in every list of that kind: painted, never a widget a row.

name  what kind                tag tag
below                        how long
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_admin.views.common.paged import ID_ROLE, ROW_ROLE
from desktop_admin.views.common.row_painting import (
    BAR,
    THIN_BAR,
    has_keyboard,
    paint_badge,
    paint_box,
    paint_ring,
    paint_row,
)
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import BODY, GRID, SMALL

ROW_HEIGHT = 50
_TAG_HEIGHT = 18
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Tag:
    """A short word with a tone of the theme (accent, ok, warn, bad, info, back)."""

    text: str
    tone: str


@dataclass(frozen=True)
class TwoLines:
    """What a row says. Above: ``title`` bold, ``beside`` it in grey, at the right ``aside`` or as many ``tags`` as fit.

    Below, in small: ``below`` and at the right ``mark``.  Whatever finds no room is cut with “…”.
    """

    title: str
    below: str = ""
    beside: str = ""
    aside: str = ""
    mark: str = ""
    tags: tuple[Tag, ...] = ()


class TwoLinePainter(QStyledItemDelegate):
    """``lines(row)`` says what a row says; rows not loaded yet are ghosts.

    ``open_id`` is the row whose thing is on screen (a thick bar; a thin one for what is merely selected); None:
    what is selected is what is on screen.  While ``checking()``, a box stands before each row.
    """

    def __init__(
        self,
        theme: Theme,
        lines: Callable[[Any], TwoLines],
        parent: QWidget,
        *,
        checking: Callable[[], bool] = lambda: False,
        open_id: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._lines, self._checking = theme, lines, checking
        self.open_id = open_id

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as every other: scrolling never has to measure."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        opened = selected if self.open_id is None else index.data(ID_ROLE) == self.open_id
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        chosen = selected or opened
        bar = BAR if opened else THIN_BAR if selected else 0
        paint_row(painter, self._theme, area, chosen=chosen, hovered=hover, bar=bar)
        if has_keyboard(self.parent(), index):
            paint_ring(painter, self._theme, area)
        inner = area.adjusted(3 * GRID, 2 * GRID - 1, -3 * GRID, -2 * GRID + 1)
        if self._checking():
            inner.adjust(paint_box(painter, self._theme, inner, ticked=selected), 0, 0, 0)
        row = index.data(ROW_ROLE)
        if row is None:
            self._paint_ghost(painter, inner)
        else:
            self._paint_lines(painter, inner, self._lines(row), chosen=chosen)
        painter.restore()

    def _paint_lines(self, painter: QPainter, area: QRect, said: TwoLines, *, chosen: bool) -> None:
        colour = self._theme.colour
        half = area.height() // 2
        top = QRect(area.left(), area.top(), area.width(), half)
        below = QRect(area.left(), area.top() + half + 1, area.width(), half)
        bold, small = self._font(BODY + 1, bold=True), self._font(SMALL)
        name = QFontMetrics(bold).horizontalAdvance(said.title)
        right = top.right() + 1
        if said.aside:
            right = _write_right(painter, top, said.aside, small, colour("muted")) - 2 * GRID
        elif said.tags:
            right = self._paint_tags(painter, top, said.tags, name, chosen=chosen)
        left = _write(painter, top, said.title, bold, colour("text"), right - top.left())
        rest = QRect(left + 2 * GRID, top.top(), right - left - 2 * GRID, top.height())
        _write(painter, rest, said.beside, self._font(SMALL + 1), colour("muted"), rest.width())
        room = below.width()
        if said.mark:
            room = _write_right(painter, below, said.mark, small, colour("muted")) - below.left() - 3 * GRID
        _write(painter, below, said.below, small, colour("muted"), room)

    def _paint_tags(
        self, painter: QPainter, area: QRect, found: tuple[Tag, ...], name: int, *, chosen: bool
    ) -> int:
        """Tags from the right edge, the first the outermost; answers where they begin."""
        font = self._font(SMALL)
        right = area.right() + 1
        for number, tag in enumerate(found):
            width = QFontMetrics(font).horizontalAdvance(tag.text) + 3 * GRID
            if number and right - width - GRID < area.left() + name + 4 * GRID:
                break
            box = QRect(right - width, area.center().y() - _TAG_HEIGHT // 2, width, _TAG_HEIGHT)
            paint_badge(painter, self._theme, box, tag.text, tag.tone, chosen=chosen)
            right -= width + GRID
        return right - GRID

    def _font(self, pixels: int, *, bold: bool = False) -> QFont:
        return self._theme.typeface.font(pixels, bold=bold)

    def _paint_ghost(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("faint"))
        painter.drawRoundedRect(QRect(area.left(), area.top() + 4, area.width() // 3, 10), 4, 4)
        painter.drawRoundedRect(QRect(area.left(), area.bottom() - 12, area.width() * 2 // 3, 8), 4, 4)


def _write(painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor, width: int) -> int:
    """Text from the left, cut with … at ``width``; answers where it ends."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return area.left() + metrics.horizontalAdvance(shown)


def _write_right(painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor) -> int:
    """Text to the right edge, whole; answers where it begins."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
    return area.right() + 1 - QFontMetrics(font).horizontalAdvance(text)
