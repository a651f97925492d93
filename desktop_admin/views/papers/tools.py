"""The bar above the papers: which paper, turning, size, page; and the same by key.

Apart from the pair because it only offers and shows: it knows no paper.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop_admin.contract.submissions import Slot
from desktop_admin.views.common.command import PAPER, Command, Table
from desktop_admin.views.common.commands import Commands
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.widgets import Text
from desktop_admin.views.papers.layout import Fit

#: The papers in their order, with the words on the tabs.
TABS: Mapping[Slot, str] = {Slot.COMMITMENT_LETTER: "承诺书", Slot.REGISTRATION_FORM: "报名表"}
#: Logical pixels in which the tabs alone have room.
_LEAST = 300
_PERCENTS = (50, 75, 100, 125, 150, 200)


class PaperTools(QFrame):
    """Buttons and commands; the pair connects them."""

    slot_chosen = Signal(object)
    compare_chosen = Signal(bool)
    turn_chosen = Signal(int)
    fit_chosen = Signal(object, float)
    zoom_chosen = Signal(int)
    scroll_chosen = Signal(int)
    going_on = Signal(int)
    """Space: the next mark while one stands on one, else the next pane."""
    mark_chosen = Signal(int)
    """The next (1) or previous (−1) mark."""
    marks_chosen = Signal(bool)
    save_chosen = Signal()
    print_chosen = Signal()
    external_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("commandBar")
        self._theme = theme
        self.tabs: dict[Slot, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(4)
        for number, (slot, word) in enumerate(TABS.items(), 1):
            tab = self._tab(f"{word} {number}", f"{word}（按 {number}）")
            tab.clicked.connect(partial(self._on_tab, slot))
            self.tabs[slot] = tab
            row.addWidget(tab)
        self.compare = self._tab("新版 ⇄ 旧版", "新旧两版并排（按 C）")
        self.compare.clicked.connect(self.compare_chosen)
        row.addWidget(self.compare)
        row.addStretch()
        left = self._tool("rotate-ccw", "逆时针转 90°（按 Shift+L）", lambda: self.turn_chosen.emit(-1))
        right = self._tool("rotate-cw", "顺时针转 90°（按 L）", lambda: self.turn_chosen.emit(1))
        row.addWidget(left)
        row.addWidget(right)
        self.fit = self._quiet("适应宽度", "适应宽度 / 整页（按 F）")
        self.fit.clicked.connect(lambda _checked=False: self.swap_fit())
        row.addWidget(self.fit)
        smaller = self._tool("minus", "缩小（按 −）", lambda: self.zoom_chosen.emit(-1))
        row.addWidget(smaller)
        self.percent = self._quiet("100%", "显示比例")
        self.percent.setMenu(self._percents())
        row.addWidget(self.percent)
        larger = self._tool("plus", "放大（按 +）", lambda: self.zoom_chosen.emit(1))
        row.addWidget(larger)
        self.pages = Text()
        self.pages.setMinimumWidth(40)
        self.pages.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self.pages)
        self.marks_shown = True
        self._compare = self._paper = self._sound = False
        self.commands = Commands(self, COMMANDS, self)
        more = self._tool("ellipsis", "更多：另存、打印、用其他程序打开", self._open_more)
        row.addWidget(more)
        self._more_button = more
        self._fit = Fit.WIDTH
        self.setMinimumWidth(_LEAST)  # the layout would ask for room for every button
        self._yielding = (left, right, smaller, larger, self.fit, self.percent, self.pages)

    def show_slot(self, slot: Slot) -> None:
        """Which tab is the chosen one."""
        for each, tab in self.tabs.items():
            tab.setChecked(each is slot)

    def show_size(self, fit: Fit, zoom: float) -> None:
        """How large pages are now."""
        self._fit = fit
        self.fit.setText("整页" if fit is Fit.PAGE else "适应宽度")
        self.fit.setProperty("tone", "accent" if fit is not Fit.NONE else "")
        self.percent.setText(f"{round(zoom * 100)}%")

    def show_page(self, page: int, pages: int) -> None:
        """“1 / 3”, or nothing."""
        self.pages.setText(f"{page} / {pages}" if pages else "")
        self.pages.setAccessibleName(f"第 {page} 页，共 {pages} 页" if pages else "")

    def show_marks(self, shown: bool) -> None:
        """Whether marks are drawn."""
        self.marks_shown = shown

    def allow(self, *, compare: bool, paper: bool, sound: bool) -> None:
        """What makes sense now: an older version to compare with, a paper to save or print, a sound one to open."""
        self.compare.setVisible(compare)
        self._make_room()
        self._compare, self._paper, self._sound = compare, paper, sound

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Which buttons there is room for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """On a narrow desk turning and size yield (keys and the menu have them): the tabs keep their words."""
        layout = cast(QHBoxLayout, self.layout())
        margins = layout.contentsMargins()
        parts: list[QWidget] = [*self.tabs.values(), *self._yielding, self._more_button]
        if self.compare.isVisibleTo(self):
            parts.append(self.compare)
        widths = {one: one.sizeHint().width() + layout.spacing() for one in parts}
        over = sum(widths.values()) + margins.left() + margins.right() - self.width()
        for one in self._yielding:
            one.setVisible(over <= 0)
            over -= widths[one] if over > 0 else 0

    def _on_tab(self, slot: Slot, _checked: bool = False) -> None:
        self.slot_chosen.emit(slot)

    def _swap_fit(self) -> None:
        self.fit_chosen.emit(Fit.PAGE if self._fit is Fit.WIDTH else Fit.WIDTH, 0.0)

    def _tab(self, word: str, hint: str) -> QPushButton:
        tab = QPushButton(word)
        tab.setProperty("kind", "tab")
        tab.setCheckable(True)
        tab.setToolTip(tip(hint))
        return tab

    def _quiet(self, word: str, hint: str) -> QPushButton:
        button = QPushButton(word)
        button.setProperty("kind", "quiet")
        button.setToolTip(tip(hint))
        return button

    def _tool(self, icon: str, hint: str, do: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        self._theme.set_icon(button, icon, "muted", 16)
        button.setToolTip(tip(hint))
        button.setAccessibleName(hint)
        button.clicked.connect(lambda _checked=False: do())
        return button

    def _percents(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("适应宽度", lambda: self.fit_chosen.emit(Fit.WIDTH, 0.0))
        menu.addAction("整页", lambda: self.fit_chosen.emit(Fit.PAGE, 0.0))
        menu.addSeparator()
        for percent in _PERCENTS:
            menu.addAction(f"{percent}%", partial(self.fit_chosen.emit, Fit.NONE, percent / 100))
        return menu

    def _open_more(self) -> None:
        below = self._more_button.rect().bottomLeft()
        self.commands.pop_up(PAPER, self._more_button.mapToGlobal(below))

    # -- commands ----------------------------------------------------------------------------

    def swap_fit(self) -> None:
        """F: 适应宽度 ⇄ 整页."""
        self.fit_chosen.emit(Fit.PAGE if self._fit is Fit.WIDTH else Fit.WIDTH, 0.0)

    def swap_comparing(self) -> None:
        """C: as the button does."""
        self.compare.click()

    def swap_marks(self) -> None:
        """M."""
        self.marks_chosen.emit(not self.marks_shown)

    def why_not_compare(self) -> str:
        """Nothing was replaced."""
        return "" if self._compare else "资料没有更换过，没有旧版"

    def why_not_save(self) -> str:
        """For what needs the file."""
        return "" if self._paper else "这里没有文件"

    def why_not_open(self) -> str:
        """What failed the check goes to no other program."""
        return "" if self._sound else "没有通过检查的文件不用其他程序打开"


_GROUP = "资料"
_ON_PAPER = (PAPER,)
_TABS, _TURN, _SIZE = "承诺书 / 报名表", "旋转（Shift 反向）", "放大 / 缩小"
_MARK, _SCREEN, _OUT = "下一处标记（Shift 上一处）", "下一屏 / 上一屏", "另存 / 打印原件"
_ON = "向下翻页；按过 D 先到下一处"

COMMANDS: Table[PaperTools] = (
    Command("letter", "承诺书", ("1",), _GROUP, lambda on: on.slot_chosen.emit(Slot.COMMITMENT_LETTER), line=_TABS),
    Command("form", "报名表", ("2",), _GROUP, lambda on: on.slot_chosen.emit(Slot.REGISTRATION_FORM), line=_TABS),
    Command("mark", "下一处标记", ("D",), _GROUP, lambda on: on.mark_chosen.emit(1), line=_MARK, menus=_ON_PAPER),
    Command("mark_before", "上一处标记", ("Shift+D",), _GROUP, lambda on: on.mark_chosen.emit(-1), line=_MARK),
    Command("go_on", "下一屏", ("Space",), _GROUP, lambda on: on.going_on.emit(1), line=_ON, repeats=True),
    Command("go_back", "上一屏", ("Shift+Space",), _GROUP, lambda on: on.going_on.emit(-1), line=_ON, repeats=True),
    Command("screen_on", "下一屏", ("PgDown",), _GROUP, lambda on: on.scroll_chosen.emit(1), line=_SCREEN, repeats=True),
    Command("screen_back", "上一屏", ("PgUp",), _GROUP, lambda on: on.scroll_chosen.emit(-1), line=_SCREEN,
            repeats=True),
    Command("larger", "放大", ("+", "="), _GROUP, lambda on: on.zoom_chosen.emit(1), line=_SIZE, menus=_ON_PAPER,
            repeats=True),
    Command("smaller", "缩小", ("-",), _GROUP, lambda on: on.zoom_chosen.emit(-1), line=_SIZE, menus=_ON_PAPER,
            repeats=True),
    Command("fit", "适应宽度 / 整页", ("F",), _GROUP, PaperTools.swap_fit, menus=_ON_PAPER),
    Command("turn", "顺时针转 90°", ("L",), _GROUP, lambda on: on.turn_chosen.emit(1), line=_TURN, menus=_ON_PAPER),
    Command("turn_back", "逆时针转 90°", ("Shift+L",), _GROUP, lambda on: on.turn_chosen.emit(-1), line=_TURN,
            menus=_ON_PAPER),
    Command("compare", "新旧两版并排", ("C",), _GROUP, PaperTools.swap_comparing, menus=_ON_PAPER,
            why_not=PaperTools.why_not_compare, on=lambda on: on.compare.isChecked()),
    Command("marks", "显示标记", ("M",), _GROUP, PaperTools.swap_marks, line="显示或隐藏标记", menus=_ON_PAPER,
            on=lambda on: on.marks_shown),
    Command("save", "另存原件…", ("Ctrl+S",), _GROUP, lambda on: on.save_chosen.emit(), line=_OUT, menus=_ON_PAPER,
            why_not=PaperTools.why_not_save),
    Command("print", "打印原件…", ("Ctrl+P",), _GROUP, lambda on: on.print_chosen.emit(), line=_OUT, menus=_ON_PAPER,
            why_not=PaperTools.why_not_save),
    Command("external", "用其他程序打开", ("Ctrl+O",), _GROUP, lambda on: on.external_chosen.emit(), menus=_ON_PAPER,
            why_not=PaperTools.why_not_open),
)  # fmt: skip
