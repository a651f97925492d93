"""系统管理: the sub-pages this person's roles allow, as tabs. Wiring only."""

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from desktop_admin.contract.journal import ChangePage
from desktop_admin.views.admin.backups import BackupsTab
from desktop_admin.views.admin.categories import CategoriesTab
from desktop_admin.views.admin.journal import JournalTab
from desktop_admin.views.admin.keys import WALKING, Subpages, commands_of
from desktop_admin.views.admin.notices import NoticesTab
from desktop_admin.views.admin.reasons import ReasonsTab
from desktop_admin.views.admin.settings import SettingsTab
from desktop_admin.views.admin.staff import StaffTab
from desktop_admin.views.admin.tab import Tab
from desktop_admin.views.common.command import ROW, help_of
from desktop_admin.views.common.commands import Commands
from desktop_admin.views.common.conflict import ConflictSheet
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import EmptyState
from desktop_admin.views.common.page import KeyHelp, Page, Target
from desktop_admin.views.common.table import Table
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Hairline, row
from desktop_admin.views.papers.reader import PaperReader

TABS: tuple[type[Tab], ...] = (
    StaffTab,
    ReasonsTab,
    CategoriesTab,
    SettingsTab,
    NoticesTab,
    BackupsTab,
    JournalTab,
)


class AdminPage(Page):
    """Tabs not allowed to the role are not there. ``settings`` keeps the remembered journal head."""

    def __init__(
        self,
        desk: Desk,
        papers: PaperReader,
        parent: QWidget | None = None,
        *,
        settings: QSettings | None = None,
    ) -> None:
        super().__init__(desk, "系统管理", parent)
        self._settings = settings or QSettings()
        self.conflict = ConflictSheet(self)
        self.tabs: dict[str, Tab] = {}
        self.buttons: dict[str, CommandButton] = {}
        self.stack = QStackedWidget(self)
        self._keyed: dict[str, Commands[Tab]] = {}
        for kind in TABS:
            if desk.may(kind.needs):
                self._add(kind)
        own = commands_of(list(self.tabs.values()))
        self._own: Commands[Subpages] = Commands(self, own, self)
        self._own.hear_in(self)
        self.commands = (self._own, *self._keyed.values())
        if self.tabs:
            strip = QFrame()
            strip.setProperty("plane", "raised")
            tabs = row(*self.buttons.values(), None, spacing=GRID)
            tabs.setContentsMargins(2 * GRID, GRID + 2, 2 * GRID, GRID + 2)
            strip.setLayout(tabs)
            self.content.addWidget(strip)
            self.content.addWidget(Hairline())
        else:
            empty = EmptyState(desk.theme)
            empty.say(
                "这里不对当前角色开放",
                "账号由管理员管理，类别、原因和设置由主管管理。需要时请联系他们。",
                icon="lock",
            )
            self.stack.addWidget(empty)
        self.content.addWidget(self.stack, 1)
        self._loaded: set[str] = set()
        desk.changed.connect(self._on_changed)

    def keys(self) -> list[KeyHelp]:
        """F1."""
        tables = [tab.commands for tab in self.tabs.values()]
        return help_of(commands_of(list(self.tabs.values())), *tables, also=WALKING if self.tabs else ())

    def activate(self, target: Target | None = None) -> None:
        """Come to the front, on the tab a jump names."""
        if not self.tabs:
            return
        key, what = "", ""
        if target is not None and target.kind == "filter" and isinstance(target.data, tuple):
            key, what = target.data
        self.show_tab(key if key in self.tabs else self.current.key)
        if what:
            self.current.choose(what)

    @property
    def current(self) -> Tab:
        """The tab in front."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Tab) else next(iter(self.tabs.values()))

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front; it reads anew, because it may have been long ago."""
        self.buttons[key].setChecked(True)
        self.stack.setCurrentWidget(self.tabs[key])
        for name, keyed in self._keyed.items():
            keyed.wake(name == key)
        self.tabs[key].load()
        self._loaded.add(key)

    def _add(self, kind: type[Tab]) -> None:
        if kind is JournalTab:
            tab: Tab = JournalTab(self.desk, self, self._settings)
        else:
            tab = kind(self.desk, self, self.conflict)  # type: ignore[call-arg]
        tab.remember(self._settings)
        self.tabs[tab.key] = tab
        self.stack.addWidget(tab)
        tab.said.connect(lambda words: self.desk.messages.say(words))
        tab.jump.connect(self.jump)
        button = self.buttons[tab.key] = CommandButton(tab.title, kind="tab")
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.clicked.connect(lambda _on=False, key=tab.key: self.show_tab(key))
        keyed = self._keyed[tab.key] = Commands(
            self, tab.commands, tab, may=self.desk.may, say=self.desk.messages.say
        )
        keyed.hear_in(self)
        keyed.wake(False)
        for table in tab.findChildren(Table):
            table.menu_wanted.connect(lambda at, keyed=keyed: keyed.pop_up(ROW, at, self._own))

    def _on_changed(self, page: ChangePage) -> None:
        """Only the tab in front reads again; the others do when they come to the front."""
        if self.isVisible() and self.tabs and self.current.key in self._loaded:
            self.current.hear(page)
