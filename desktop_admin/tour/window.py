"""What stops at every desk need of the window around it: who is at work, which page is in front, light or dark."""

from typing import TypeVar

from PySide6.QtCore import Qt

from desktop_admin.tour.guide import Guide
from desktop_admin.views.common.page import Page
from desktop_admin.views.common.theme import Mode
from desktop_admin.views.shell.workbench import Workbench

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier

P = TypeVar("P", bound=Page)


def bench(guide: Guide) -> Workbench:
    """The workbench of whoever is at work."""
    found = guide.app.bench
    guide.check(found, "没有人在工作")
    assert found is not None
    return found


def front(guide: Guide, kind: type[P]) -> P:
    """The page in front, of that kind."""
    page = bench(guide).pages.current
    guide.check(isinstance(page, kind), "页面没有打开")
    assert isinstance(page, kind)
    return page


def account_menu(guide: Guide, mode: Mode, picture: str = "") -> None:
    """The last button of the rail: light or dark."""
    guide.at("外观")
    words = {Mode.LIGHT: "浅色", Mode.DARK: "深色", Mode.SYSTEM: "跟随系统"}[mode]
    guide.choose(bench(guide).rail.account, words, picture)
    guide.check(guide.app.theme.mode is mode, "外观没有换")
