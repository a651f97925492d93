"""Draws pages on the desk: shadow, picture, marks, and the grey page while it loads.

Apart from the view because it only paints. Everything is in physical pixels; the
caller has already undone the screen's scale. Marks keep the light colours in the
dark theme too: the paper under them stays white.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from desktop_admin.views.common.tokens import LIGHT, Tokens
from desktop_admin.views.papers.layout import turned_box
from desktop_admin.views.papers.pages import Mark, MarkKind

#: Logical pixels beside and above the ink, so that the line touches neither it nor its neighbours.
_AIR = {MarkKind.FOUND: (0.5, 1.5), MarkKind.SEAL: (3.0, 3.0), MarkKind.CHANGED: (1.0, 2.0)}
_SHADOW = 6
_RING = 2


def paint_shadow(painter: QPainter, page: QRect, ratio: float, tokens: Tokens) -> None:
    """A soft shadow: a few faint frames, each a little larger."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 22 if tokens.dark else 9))
    for step in range(1, _SHADOW):
        out = step * ratio
        painter.drawRoundedRect(
            QRectF(page).adjusted(-out, -out + ratio, out, out + 2 * ratio), out + ratio, out + ratio
        )


def paint_page(painter: QPainter, page: QRect, image: QImage, turned: int) -> None:
    """The picture in its place, turned by quarters; exactly 1:1 wherever the sizes agree."""
    painter.save()
    start = (page.topLeft(), QPoint(page.right() + 1, page.top()), QPoint(page.right() + 1, page.bottom() + 1),
             QPoint(page.left(), page.bottom() + 1))[turned % 4]  # fmt: skip
    painter.translate(start)
    painter.rotate(90 * (turned % 4))
    size = page.size().transposed() if turned % 2 else page.size()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, size != image.size())
    painter.drawImage(QRect(QPoint(0, 0), size), image)
    painter.restore()


def mark_rect(page: QRect, mark: Mark, turned: int, ratio: float) -> QRectF:
    """The physical rectangle of a mark on ``page``, with its air, on whole pixels (so that its line is sharp)."""
    left, top, width, height = turned_box(mark.box, turned)
    beside, above = (air * ratio for air in _AIR[mark.kind])
    box = QRectF(
        page.left() + left * page.width(),
        page.top() + top * page.height(),
        width * page.width(),
        height * page.height(),
    )
    return QRectF(box.adjusted(-beside, -above, beside, above).toAlignedRect())


def paint_marks(painter: QPainter, page: QRect, marks: Sequence[Mark], turned: int, ratio: float) -> None:
    """Green boxes around what was found, a dashed orange one around a seal, violet ones around what differs."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        seal = mark.kind is MarkKind.SEAL
        changed = mark.kind is MarkKind.CHANGED
        colour = QColor(LIGHT.seal if seal else LIGHT.changed if changed else LIGHT.found)
        # An even width around a line between two pixels covers them wholly.
        pen = QPen(colour, 2 * max(1, round(ratio * 0.8)))
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        wash = QColor(colour)
        wash.setAlpha(26)
        if seal:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if seal else wash)
        painter.drawRoundedRect(mark_rect(page, mark, turned, ratio), 3 * ratio, 3 * ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_stop(painter: QPainter, box: QRectF, words: str, font: QFont, ratio: float) -> None:
    """The mark one stands on: a second line around it, and its name on a tag (light colours: paper is white)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    air = 4 * ratio
    ring = box.adjusted(-air, -air, air, air)
    painter.setPen(QPen(QColor(LIGHT.focus), 3 * ratio))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(ring, 5 * ratio, 5 * ratio)
    metrics = QFontMetricsF(font)
    tag = QRectF(0, 0, metrics.horizontalAdvance(words) + 12 * ratio, metrics.height() + 4 * ratio)
    tag.moveBottomLeft(ring.topLeft() - QPoint(0, round(2 * ratio)))
    if tag.top() < 0:
        tag.moveTopLeft(ring.bottomLeft() + QPoint(0, round(2 * ratio)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.focus))
    painter.drawRoundedRect(tag, 4 * ratio, 4 * ratio)
    painter.setPen(QColor(LIGHT.on_accent))
    painter.setFont(font)
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_keyboard(painter: QPainter, pane: QRect, tokens: Tokens) -> None:
    """The ring of the keyboard around the pane (logical pixels), on a line of desk: a page as wide as it is white."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for inset, width, colour in ((_RING, 1, tokens.paper_desk), (0, _RING, tokens.focus)):
        for edge in range(inset, inset + width):
            painter.setPen(QColor(colour))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(pane.adjusted(edge, edge, -edge - 1, -edge - 1))


def paint_skeleton(painter: QPainter, page: QRect, tokens: Tokens) -> None:
    """A page with grey lines where the words will be."""
    painter.fillRect(page, QColor(tokens.raised))
    unit = page.width() / 40
    line = QColor(tokens.faint)
    for row in range(12):
        wide = (18, 30, 30, 27, 30, 12)[row % 6]
        top = page.top() + unit * (4 + row * 2.4)
        painter.fillRect(QRectF(page.left() + 5 * unit, top, wide * unit, unit), line)
