"""What 系统管理 does by key on every sub-page; each sub-page has its own table (:attr:`Tab.commands`) beside it."""

from collections.abc import Sequence
from typing import Protocol

from desktop_admin.views.admin.tab import Tab
from desktop_admin.views.common.command import ROW, Command, Table
from desktop_admin.views.common.page import KeyHelp

_PAGES, _HERE = "分页", "这一页"


class Subpages(Protocol):
    """The page as its commands see it."""

    @property
    def current(self) -> Tab:
        """The tab in front."""

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""


def commands_of(tabs: Sequence[type[Tab] | Tab]) -> Table[Subpages]:
    """Alt and a digit for each tab there is, and reading anew."""
    digits = tuple(_digit(number, tab) for number, tab in enumerate(tabs, 1)) if len(tabs) > 1 else ()
    again: Command[Subpages] = Command(
        "refresh", "刷新", ("F5",), _HERE, lambda page: page.current.load(), menus=(ROW,)
    )
    return (*digits, again) if tabs else ()


#: Keys of tables and forms.
WALKING = (KeyHelp("↑ ↓", "上一行、下一行", _HERE), KeyHelp("Enter", "保存", _HERE))


def _digit(number: int, tab: type[Tab] | Tab) -> Command[Subpages]:
    key = tab.key
    return Command(
        f"tab_{key}", tab.title, (f"Alt+{number}",), _PAGES, lambda page: page.show_tab(key), line="切换分页"
    )
