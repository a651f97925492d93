"""Ctrl+K: jump anywhere by name, pinyin, number, or the name of a page. Keyboard only, if one likes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.people import Hits, Search
from desktop_admin.rules.subjects import SubjectKind, kind_words
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.page import Target
from desktop_admin.views.common.paged import ROW_ROLE
from desktop_admin.views.common.row_painting import BAR
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.tokens import GRID, SMALL
from desktop_admin.views.common.widgets import Text

#: Milliseconds of quiet typing before the office is asked.
DEBOUNCE = 150
_ROW = 44
_ROWS_SHOWN = 8


@dataclass(frozen=True)
class Entry:
    """A line of the palette: what it says and where it leads."""

    icon: str
    title: str
    subtitle: str
    kind: str
    page: str
    target: Target | None = None


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        entry = self.entries[index.row()]
        if role == ROW_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.title} {entry.subtitle} {entry.kind}"
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
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


class Palette(Overlay):
    """A field and what it finds: pages at once, people, companies and submissions from the office."""

    chosen = Signal(str, object)
    """(page key, :class:`Target` or None)"""

    def __init__(self, desk: Desk, pages: Callable[[], Sequence[Entry]], parent: QWidget) -> None:
        super().__init__(parent, width=600, name="palette")
        self._desk, self._pages = desk, pages
        self.setAccessibleName(self.tr("查找"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("姓名 / 拼音 / 证件号码 / 单位 / 页面"))
        self.field.setAccessibleName(self.tr("查找什么"))
        self.field.setMinimumHeight(32)
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(self.tr("找到的"))
        self._lines = _Lines(self)
        self.list.setModel(self._lines)
        self.list.setItemDelegate(_Painter(desk.theme, self))
        self.list.clicked.connect(lambda _index: self._go())
        self.note = Text(tone="muted", size="small")
        self.head.addWidget(self.field)
        self.body.addWidget(self.list)
        self.foot.addWidget(self.note)
        self.set_margin(3 * GRID)
        self._wait = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._wait.timeout.connect(self._ask)
        self._searching = self._go_when_found = False
        """Enter was pressed before the answer came (a scanner, quick fingers): the first hit is meant."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is listed now."""
        return self._lines.entries

    def open(self) -> None:
        """Empty, with the pages listed."""
        self.field.clear()
        self._show(self._matching(""), self._hint())
        super().open()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field keeps the keyboard; arrows and Enter belong to the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _ROWS_SHOWN,
                Qt.Key.Key_PageUp: -_ROWS_SHOWN,
            }
            key = Qt.Key(event.key())
            if key in steps:
                self._step(steps[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not event.isAutoRepeat():
                    self._go()
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self, text: str) -> None:
        words = text.strip()
        self._searching, self._go_when_found = bool(words) and self._desk.may(Search), False
        if not words:
            self._wait.stop()
            self._show(self._matching(""), self._hint())
            return
        self._show(self._matching(words), self.tr("正在查找…") if self._desk.may(Search) else "")
        if self._desk.may(Search):
            self._wait.start()

    def _ask(self) -> None:
        words = self.field.text().strip()
        if words and self.isVisible():
            self._desk.run(
                Search(words),
                owner=self,
                done=lambda hits: self._on_hits(words, hits),
                failed=self._on_failed,
                slot="search",
            )

    def _on_hits(self, words: str, hits: Hits) -> None:
        if words != self.field.text().strip():
            return
        pages: dict[str, str] = {
            SubjectKind.CANDIDATE: "people",
            SubjectKind.COMPANY: "people",
            SubjectKind.SUBMISSION: "review",
        }
        icons: dict[str, str] = {
            SubjectKind.CANDIDATE: "user",
            SubjectKind.COMPANY: "building-2",
            SubjectKind.SUBMISSION: "clipboard-check",
        }
        found = [
            Entry(
                icons.get(hit.kind, "search"),
                hit.title,
                " · ".join(part for part in (hit.subtitle, hit.numbers) if part),
                kind_words(hit.kind),
                pages.get(hit.kind, "people"),
                Target(hit.kind, hit.id),
            )
            for hit in hits.rows
        ]
        if not hits.rows:
            note = self.tr("没有找到“{0}”。可试试姓名、拼音首字母、证件号码后四位、单位名称。").format(words)
        elif hits.total > len(hits.rows):
            note = self.tr("共 {0} 条，列出最相近的 {1} 条；多输几个字可缩小范围。").format(
                hits.total, len(hits.rows)
            )
        else:
            note = self._hint()
        self._searching = False
        self._show([*self._matching(words), *found], note)
        if self._go_when_found:
            self._go_when_found = False
            self._go()

    def _on_failed(self, error: OfficeError) -> None:
        self._searching = self._go_when_found = False
        self._show(self._matching(self.field.text().strip()), error.message)

    def _matching(self, words: str) -> list[Entry]:
        return [entry for entry in self._pages() if words.casefold() in entry.title.casefold()]

    def _hint(self) -> str:
        return self.tr("↑↓ 选择 · Enter 打开 · Esc 关闭")

    def _show(self, entries: Sequence[Entry], note: str) -> None:
        self._lines.show(entries)
        self.list.setVisible(bool(entries))
        self.list.setFixedHeight(min(max(len(entries), 1), _ROWS_SHOWN) * _ROW + 2)
        self.note.setText(note)
        if entries:
            self.list.setCurrentIndex(self._lines.index(0))
        if self.isVisible():
            self.fit()

    def _step(self, by: int) -> None:
        count = len(self._lines.entries)
        if count:
            wanted = max(0, min(count - 1, self.list.currentIndex().row() + by))
            self.list.setCurrentIndex(self._lines.index(wanted))

    def _go(self) -> None:
        at = self.list.currentIndex().row()
        if 0 <= at < len(self._lines.entries):
            entry = self._lines.entries[at]
            self.dismiss()
            self.chosen.emit(entry.page, entry.target)
        elif self._searching:
            self._go_when_found = True
