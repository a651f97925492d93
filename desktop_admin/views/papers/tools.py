"""The bar above the papers: which paper, turning, size, page; and the same by key.

Apart from the pair because it only offers and shows: it knows no paper.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop_admin.contract.submissions import Slot
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
    """Buttons and actions; the pair connects them. ``actions_by_key`` holds what keys do, for F1 as well."""

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
        self.fit.clicked.connect(lambda _checked=False: self._swap_fit())
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
        self.actions_by_key = self._keys()
        more = self._tool("ellipsis", "更多：另存、打印、用其他程序打开", None)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(self._more())
        row.addWidget(more)
        self._more_button = more
        self._fit = Fit.WIDTH
        self.setMinimumWidth(_LEAST)  # the layout would ask for room for every button
        self._yielding = (left, right, smaller, larger, self.fit, self.percent, self.pages)
        for button in self.findChildren(QAbstractButton):
            button.installEventFilter(self)

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
        self._marks_action.setChecked(shown)

    def allow(self, *, compare: bool, paper: bool, sound: bool) -> None:
        """What makes sense now: an older version to compare with, a paper to save or print, a sound one to open."""
        self.compare.setVisible(compare)
        self._compare_action.setEnabled(compare)
        self._make_room()
        for action in (self._save, self._print):
            action.setEnabled(paper)
        self._external.setEnabled(sound)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space on a button of the bar presses the button; elsewhere it pages down."""
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and cast(QKeyEvent, event).key() == Qt.Key.Key_Space:
            event.accept()
            return True
        return super().eventFilter(watched, event)

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

    def _keys(self) -> dict[str, QAction]:
        slots = list(TABS)
        self._marks_action = self._action("显示或隐藏标记", "M", None)
        self._marks_action.setCheckable(True)
        self._marks_action.setChecked(True)
        self._marks_action.toggled.connect(self.marks_chosen)
        self._compare_action = self._action("新旧两版并排", "C", lambda: self.compare.click())
        self._save = self._action("另存原件…", "Ctrl+S", self.save_chosen.emit)
        self._print = self._action("打印原件…", "Ctrl+P", self.print_chosen.emit)
        self._external = self._action("用其他程序打开", "Ctrl+O", self.external_chosen.emit)
        steps = {
            "Space": ("下一屏", lambda: self.going_on.emit(1)),
            "Shift+Space": ("上一屏", lambda: self.going_on.emit(-1)),
            "PgDown": ("下一屏", lambda: self.scroll_chosen.emit(1)),
            "PgUp": ("上一屏", lambda: self.scroll_chosen.emit(-1)),
            "+": ("放大", lambda: self.zoom_chosen.emit(1)),
            "=": ("放大", lambda: self.zoom_chosen.emit(1)),
            "-": ("缩小", lambda: self.zoom_chosen.emit(-1)),
        }
        once = {
            "1": (TABS[slots[0]], lambda: self.slot_chosen.emit(slots[0])),
            "2": (TABS[slots[1]], lambda: self.slot_chosen.emit(slots[1])),
            "D": ("下一处标记", lambda: self.mark_chosen.emit(1)),
            "Shift+D": ("上一处标记", lambda: self.mark_chosen.emit(-1)),
            "F": ("适应宽度 / 整页", self._swap_fit),
            "Shift+L": ("逆时针转 90°", lambda: self.turn_chosen.emit(-1)),
            "L": ("顺时针转 90°", lambda: self.turn_chosen.emit(1)),
        }
        actions = {key: self._action(word, key, do) for key, (word, do) in (once | steps).items()}
        for key in steps:  # moving on while the key is held is what one expects; deciding is not
            actions[key].setAutoRepeat(True)
        extra = (self._marks_action, self._compare_action, self._save, self._print, self._external)
        return actions | {action.shortcut().toString(): action for action in extra}

    def _action(self, word: str, key: str, do: Callable[[], object] | None) -> QAction:
        action = QAction(word, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setAutoRepeat(False)
        if do is not None:
            action.triggered.connect(lambda _checked=False: do())
        return action

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

    def _tool(self, icon: str, hint: str, do: Callable[[], object] | None) -> QToolButton:
        button = QToolButton()
        self._theme.set_icon(button, icon, "muted", 16)
        button.setToolTip(tip(hint))
        button.setAccessibleName(hint)
        if do is not None:
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

    def _more(self) -> QMenu:
        menu = QMenu(self)
        menu.addActions([self._save, self._print, self._external])
        menu.addSeparator()
        menu.addActions([self.actions_by_key[key] for key in ("L", "Shift+L", "F", "+", "-")])
        menu.addSeparator()
        menu.addActions([self.actions_by_key["D"], self._marks_action])
        return menu
