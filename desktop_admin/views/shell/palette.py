"""Ctrl+K: jump anywhere by name, pinyin or number: things of the office, desks, what is inside them, commands.

Which desks there are and what they hold is told by their :class:`PageEntry`; none is named here.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListView, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.people import Hits, Search
from desktop_admin.rules.subjects import kind_words
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.page import Target
from desktop_admin.views.common.spelling import Fit, fit, warm
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Text
from desktop_admin.views.furniture.type_ahead import TypeAhead
from desktop_admin.views.shell.offers import pages_of, places_of
from desktop_admin.views.shell.palette_list import ROW, Entry, LinePainter, Lines

#: Milliseconds of quiet typing before the office is asked.
DEBOUNCE = 150
_ROWS_SHOWN = 8
#: Places of this sign-in that an empty field lists again.
_RECENT = 5


class Palette(Overlay):
    """A field and what it finds: desks, sub-pages and commands at once; people, companies and submissions from the
    office. ``own``: the commands of the window itself."""

    chosen = Signal(object)
    """The :class:`Entry` to go to."""

    def __init__(
        self, desk: Desk, desks: Sequence[PageEntry], own: Callable[[], Sequence[Entry]], parent: QWidget
    ) -> None:
        super().__init__(parent, width=600, name="palette")
        self._desk, self._desks, self._own = desk, desks, own
        self._offered: list[Entry] = []
        self._recent: list[Entry] = []
        self._may_search = desk.may(Search)
        self.setAccessibleName("查找")
        self.field = QLineEdit()
        things = "姓名 / 拼音 / 证件号码 / 单位 / 页面或命令"
        self.field.setPlaceholderText(things if self._may_search else "页面或命令的名称、拼音")
        self.field.setAccessibleName("查找什么")
        self.field.setMinimumHeight(32)
        self.field.textChanged.connect(self._on_typed)
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName("找到的")
        self._lines = Lines(self)
        self.list.setModel(self._lines)
        self.list.setItemDelegate(LinePainter(desk.theme, self))
        self._keys = TypeAhead(self.field, self.list, self._go, page=_ROWS_SHOWN)
        self.note = Text(tone="muted", size="small")
        self.head.addWidget(self.field)
        self.body.addWidget(self.list)
        self.foot.addWidget(self.note)
        self.set_margin(3 * GRID)
        self._wait = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self._wait.timeout.connect(self._ask)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is listed now."""
        return self._lines.entries

    def open(self) -> None:
        """Empty: where one was last, and everything there is."""
        warm()
        self._offered = [*pages_of(self._desks), *places_of(self._desk, self._desks), *self._own()]
        self.field.clear()
        self._show(self._everything(), self._hint())
        super().open()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_typed(self, text: str) -> None:
        words = text.strip()
        self._keys.rest()
        if not words:
            self._wait.stop()
            self._show(self._everything(), self._hint())
        elif self._may_search:
            # Initials may be a person's: they are listed below the people, once these are known.
            strong = self._fitting(words, Fit.STRONG)
            self._show(strong, "正在查找…")
            if not strong:
                self._keys.wait()
            self._wait.start()
        else:
            self._show_found(words, (), 0)

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
        homes = {kind: (entry.key, icon) for entry in self._desks for kind, icon in entry.finds.items()}
        found = [
            Entry(
                homes[hit.kind][1],
                hit.title,
                " · ".join(part for part in (hit.subtitle, hit.numbers) if part),
                kind_words(hit.kind),
                homes[hit.kind][0],
                Target(hit.kind, hit.id),
            )
            for hit in hits.rows
            if hit.kind in homes
        ]
        self._show_found(words, found, hits.total)
        self._keys.arrived()

    def _show_found(self, words: str, found: Sequence[Entry], total: int) -> None:
        entries = [*self._fitting(words, Fit.STRONG), *found, *self._fitting(words, Fit.WEAK)]
        note = self._hint()
        if not entries:
            tips = "可试试姓名、拼音首字母、证件号码后四位、单位名称，或页面和命令的名称。"
            if not self._may_search:
                tips = "可试试页面或命令的名称、拼音，例如“密码”、mima。"
            note = f"没有找到“{words}”。{tips}"
        elif total > len(found):
            note = f"共 {total} 条，列出最相近的 {len(found)} 条；多输几个字可缩小范围。"
        self._show(entries, note)

    def _on_failed(self, error: OfficeError) -> None:
        self._keys.rest()
        words = self.field.text().strip()
        self._show([*self._fitting(words, Fit.STRONG), *self._fitting(words, Fit.WEAK)], error.message)

    def _fitting(self, words: str, wanted: Fit) -> list[Entry]:
        return [entry for entry in self._offered if fit(words, entry.title) is wanted]

    def _everything(self) -> list[Entry]:
        """What was gone to lately first, and not again below."""
        again = {entry.place for entry in self._recent}
        return [*self._recent, *(one for one in self._offered if one.act or one.place not in again)]

    def _hint(self) -> str:
        return "↑↓ 选择 · Enter 打开 · Esc 关闭"

    def _show(self, entries: Sequence[Entry], note: str) -> None:
        self._lines.show(entries)
        self.list.setVisible(bool(entries))
        self.list.setFixedHeight(min(max(len(entries), 1), _ROWS_SHOWN) * ROW + 2)
        self.note.setText(note)
        if entries:
            self.list.setCurrentIndex(self._lines.index(0))
        if self.isVisible():
            self.fit()

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._lines.entries):
            entry = self._lines.entries[row]
            self.dismiss()
            self._remember(entry)
            self.chosen.emit(entry)

    def _remember(self, entry: Entry) -> None:
        """Of this sign-in only: names are not written on the workstation."""
        if entry.act is None:
            lately = replace(entry, kind="最近")
            self._recent = [lately, *(one for one in self._recent if one.place != entry.place)][:_RECENT]
