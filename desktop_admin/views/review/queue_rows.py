"""How a row of the queue looks: two painted lines, tags, and a box while ticking; never a widget a row."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_admin.contract.submissions import QueueRow
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.paged import ID_ROLE, ROW_ROLE
from desktop_admin.views.common.row_painting import (
    BAR,
    THIN_BAR,
    has_keyboard,
    paint_badge,
    paint_ring,
    paint_row,
)
from desktop_admin.views.common.times import waiting_words
from desktop_admin.views.common.tokens import BODY, GRID, SMALL
from desktop_admin.views.review.stayed import Stayed
from desktop_admin.views.review.words import Tag, category_short, claim_of, tags, undecided

ROW_HEIGHT = 50
_TAG_HEIGHT = 18
_BOX = 16
Index = QModelIndex | QPersistentModelIndex


class QueueDelegate(QStyledItemDelegate):
    """Paints name, category, company, waiting time and as many tags as fit."""

    def __init__(self, desk: Desk, checking: Callable[[], bool], stayed: Stayed, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checking = checking
        self._stayed = stayed
        self.open_id = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as every other: scrolling never has to measure."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        opened = index.data(ID_ROLE) == self.open_id
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        chosen = selected or opened
        bar = BAR if opened else THIN_BAR if selected else 0
        paint_row(painter, self._desk.theme, area, chosen=chosen, hovered=hover, bar=bar)
        if has_keyboard(self.parent(), index):
            paint_ring(painter, self._desk.theme, area)
        inner = area.adjusted(3 * GRID, 2 * GRID - 1, -3 * GRID, -2 * GRID + 1)
        if self._checking():
            self._paint_box(painter, inner, ticked=selected)
            inner.adjust(_BOX + 2 * GRID, 0, 0, 0)
        row = index.data(ROW_ROLE)
        if isinstance(row, QueueRow):
            self._paint_row(painter, inner, row, chosen=chosen)
        else:
            self._paint_ghost(painter, inner)
        painter.restore()

    def _paint_row(self, painter: QPainter, area: QRect, row: QueueRow, *, chosen: bool) -> None:
        colour = self._desk.theme.colour
        top = QRect(area.left(), area.top(), area.width(), area.height() // 2)
        below = QRect(area.left(), area.top() + area.height() // 2 + 1, area.width(), area.height() // 2)
        claim = claim_of(self._desk.claims, row.id, self._desk.person.id)
        left_list = self._stayed.tag(row.id)
        told = (left_list,) if left_list is not None else tags(row, claim)
        bold, small = self._font(BODY + 1, bold=True), self._font(SMALL)
        name = QFontMetrics(bold).horizontalAdvance(row.name)
        right = self._paint_tags(painter, top, told, name, chosen=chosen)
        left = _write(painter, top, row.name, bold, colour("text"), right - top.left())
        category = category_short(self._desk.catalogue, row.category)
        rest = QRect(left + 2 * GRID, top.top(), right - left - 2 * GRID, top.height())
        _write(painter, rest, category, self._font(SMALL + 1), colour("muted"), rest.width())
        since = "" if left_list is not None else _waiting(row, self._desk.clock())
        width = QFontMetrics(small).horizontalAdvance(since)
        _write(painter, below, row.company, small, colour("muted"), below.width() - width - 3 * GRID)
        at = QRect(below.right() - width, below.top(), width + 1, below.height())
        _write(painter, at, since, small, colour("muted"), width + 1)

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
            paint_badge(painter, self._desk.theme, box, tag.text, tag.tone, chosen=chosen)
            right -= width + GRID
        return right - GRID

    def _font(self, pixels: int, *, bold: bool = False) -> QFont:
        return self._desk.theme.typeface.font(pixels, bold=bold)

    def _paint_box(self, painter: QPainter, area: QRect, *, ticked: bool) -> None:
        colour = self._desk.theme.colour
        box = QRect(area.left(), area.center().y() - _BOX // 2, _BOX, _BOX)
        painter.setPen(colour("accent" if ticked else "muted"))
        painter.setBrush(colour("accent" if ticked else "raised"))
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            picture = self._desk.theme.pixmap("check", 12, "on_accent", painter.device().devicePixelRatioF())
            painter.drawPixmap(box.left() + 2, box.top() + 2, picture)

    def _paint_ghost(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._desk.theme.colour("faint"))
        painter.drawRoundedRect(QRect(area.left(), area.top() + 4, area.width() // 3, 10), 4, 4)
        painter.drawRoundedRect(QRect(area.left(), area.bottom() - 12, area.width() * 2 // 3, 8), 4, 4)


def _waiting(row: QueueRow, now: datetime) -> str:
    return (
        "" if row.waiting_since is None or not undecided(row.state) else waiting_words(row.waiting_since, now)
    )


def _write(painter: QPainter, area: QRect, text: str, font: QFont, colour: QColor, width: int) -> int:
    """Text from the left, cut with … at ``width``; answers where it ends."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return area.left() + metrics.horizontalAdvance(shown)
