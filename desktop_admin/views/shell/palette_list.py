"""The lines of Ctrl+K: what each says and leads to, and how it is painted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_admin.views.common.page import Target
from desktop_admin.views.common.paged import ROW_ROLE
from desktop_admin.views.common.row_painting import BAR
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import SMALL

#: Pixels of one line.
ROW = 44


@dataclass(frozen=True)
class Entry:
    """A line of the palette: what it says and where it leads.

    ``command``: the name of what is begun there; ``act``: of the window itself, instead of a page.
    """

    icon: str
    title: str
    subtitle: str
    kind: str
    page: str
    target: Target | None = None
    command: str = ""
    act: Callable[[], None] | None = None

    @property
    def place(self) -> tuple[str, str, Target | None]:
        """The same place is remembered once, whatever was said of it."""
        return (self.page, self.command, self.target)


class Lines(QAbstractListModel):
    """What is listed, best first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Replace all lines."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Lines."""
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The entry itself, or its words."""
        entry = self.entries[index.row()]
        if role == ROW_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.title} {entry.subtitle} {entry.kind}"
        return None


class LinePainter(QStyledItemDelegate):
    """Icon, title, what it is of, and at the right its kind."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All are equally high."""
        return QSize(200, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One line."""
        entry: Entry = index.data(ROW_ROLE)
        theme, area = self._theme, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 6, 6)
            painter.fillRect(
                QRect(area.left(), area.top() + 6, BAR, area.height() - 12), theme.colour("accent")
            )
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        painter.drawPixmap(area.left() + 12, area.top() + 13, theme.pixmap(entry.icon, 18, "muted", ratio))
        bold = QFont(option.font)
        bold.setBold(True)
        small = QFont(option.font)
        small.setPixelSize(SMALL)
        kind_width = QFontMetrics(small).horizontalAdvance(entry.kind)
        left = area.left() + 42
        room = area.right() - 12 - kind_width - 12 - left
        painter.setFont(bold)
        painter.setPen(theme.colour("text"))
        metrics = QFontMetrics(bold)
        top = area.adjusted(0, 4, 0, 0) if entry.subtitle else area.adjusted(0, 12, 0, 0)
        line = QRect(left, top.top(), room, 18)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(entry.title, elide, room))
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        below = QRect(left, area.top() + 22, room, 16)
        words = QFontMetrics(small).elidedText(entry.subtitle, elide, room)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)
        end = QRect(area.right() - 12 - kind_width, area.top(), kind_width, area.height())
        painter.drawText(end, Qt.AlignmentFlag.AlignVCenter, entry.kind)
        painter.restore()
