"""What painted rows have in common: their ground, the bar of a chosen one, the ring of the keyboard, badges.

Apart from any one list, so that a row looks the same in the queue, among the people and in every table.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID, SMALL

#: Pixels of the bar at the left of a row: what is open, and what is chosen beside it.
BAR, THIN_BAR = 3, 1
_RING = 2
_BOX = 16
Index = QModelIndex | QPersistentModelIndex


def has_keyboard(view: object, index: Index) -> bool:
    """Whether a key would go to this row: its view has the focus and stands on it."""
    return (
        isinstance(view, QAbstractItemView)
        and view.hasFocus()
        and view.currentIndex().isValid()
        and view.currentIndex().row() == index.row()
    )


def paint_row(
    painter: QPainter, theme: Theme, area: QRect, *, chosen: bool, hovered: bool = False, bar: int = 0
) -> None:
    """Ground and hairline of a row (of one cell of it), and the bar of ``bar`` pixels at its left."""
    if chosen:
        painter.fillRect(area, theme.colour("accent_soft"))
    elif hovered:
        painter.fillRect(area, theme.colour("surface"))
    if bar:
        painter.fillRect(QRect(area.left(), area.top(), bar, area.height()), theme.colour("accent"))
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour("faint"))


def paint_ring(
    painter: QPainter, theme: Theme, area: QRect, *, left: bool = True, right: bool = True
) -> None:
    """The ring around the row that has the keyboard; a cell in the middle of a table has no sides."""
    inner = QRectF(area).adjusted(_RING / 2, _RING / 2, -_RING / 2, -_RING / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(theme.colour("focus"), _RING, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    outer_left, outer_right = QRectF(area).left(), QRectF(area).right()
    for y in (inner.top(), inner.bottom()):
        painter.drawLine(QPointF(outer_left, y), QPointF(outer_right, y))
    for there, x in ((left, inner.left()), (right, inner.right())):
        if there:
            painter.drawLine(QPointF(x, QRectF(area).top()), QPointF(x, QRectF(area).bottom()))
    painter.restore()


def paint_box(painter: QPainter, theme: Theme, area: QRect, *, ticked: bool) -> int:
    """The box of a row that can be ticked, at the left of ``area``; answers the pixels it takes."""
    box = QRect(area.left(), area.center().y() - _BOX // 2, _BOX, _BOX)
    painter.setPen(theme.colour("accent" if ticked else "muted"))
    painter.setBrush(theme.colour("accent" if ticked else "raised"))
    painter.drawRoundedRect(box, 4, 4)
    if ticked:
        picture = theme.pixmap("check", 12, "on_accent", painter.device().devicePixelRatioF())
        painter.drawPixmap(box.left() + 2, box.top() + 2, picture)
    return _BOX + 2 * GRID


def ring_around(view: QAbstractItemView, theme: Theme) -> None:
    """At the end of a view's ``paintEvent``: while it has the keyboard and stands on no row, the ring is its own."""
    if view.hasFocus() and not view.currentIndex().isValid():
        paint_ring(QPainter(view.viewport()), theme, view.viewport().rect())


def paint_badge(painter: QPainter, theme: Theme, box: QRect, word: str, tone: str, *, chosen: bool) -> None:
    """Colour and word. On a chosen row, whose ground is as pale as its own, an edge of its tone is around it."""
    painter.setPen(theme.colour(tone) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{tone}_soft"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5) if chosen else QRectF(box), 4, 4)
    painter.setPen(theme.colour(tone))
    painter.setFont(theme.typeface.font(SMALL))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
