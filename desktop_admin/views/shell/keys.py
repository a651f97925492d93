"""The commands of the window itself: keys on every page, and entries of Ctrl+K."""

from collections.abc import Sequence
from typing import Protocol

from desktop_admin.contract.sessions import ChangePassword
from desktop_admin.views.common.command import Command, Table
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.common.page import KeyHelp, Target

_EVERYWHERE = "到处可用"
_MOST = 9


class Bench(Protocol):
    """The window as its commands see it."""

    def look_up(self) -> None:
        """Ctrl+K."""

    def show_keys(self) -> None:
        """F1."""

    def show_page(self, key: str, target: Target | None = None) -> None:
        """Another desk."""

    def show_problems(self) -> None:
        """What went wrong, or away with it."""

    def lock(self, why: str = "") -> None:
        """Cover the work."""

    def change_password(self) -> None:
        """One's own."""

    def leave(self) -> None:
        """Sign out, asked first when something was begun."""


def commands_of(entries: Sequence[PageEntry]) -> Table[Bench]:
    """What sleeps with the pages while a sheet is open: the desks by their place, and what opens over them."""
    return (
        Command("look_up", "查找", ("Ctrl+K",), _EVERYWHERE, lambda on: on.look_up(), line="查找学员、单位、资料、页面"),
        Command("show_keys", "本页的按键", ("F1",), _EVERYWHERE, lambda on: on.show_keys(), offered=True),
        *(_desk(number, entry) for number, entry in enumerate(entries[:_MOST], 1)),
        Command("problems", "出现的问题", ("F8",), _EVERYWHERE, lambda on: on.show_problems(), offered=True),
    )  # fmt: skip


#: What never sleeps.
LOCK: Command[Bench] = Command("lock", "锁定", ("Ctrl+L",), _EVERYWHERE, lambda on: on.lock(), offered=True)
LEAVING: Table[Bench] = (
    LOCK,
    Command("sign_out", "退出登录", (), _EVERYWHERE, lambda on: on.leave(), offered=True),
    Command("change_password", "修改密码", (), _EVERYWHERE, lambda on: on.change_password(), (ChangePassword,),
            offered=True),
)  # fmt: skip

#: Keys that are no commands of the window.
WALKING = (KeyHelp("Tab", "到下一处", _EVERYWHERE), KeyHelp("Esc", "关闭浮层", _EVERYWHERE))

#: How the window's own commands look in Ctrl+K.
ICONS = {
    "show_keys": "keyboard",
    "problems": "circle-alert",
    "lock": "lock",
    "sign_out": "log-out",
    "change_password": "key-round",
}


def _desk(number: int, entry: PageEntry) -> Command[Bench]:
    key = entry.key
    return Command(
        f"desk_{key}",
        entry.title,
        (f"Ctrl+{number}",),
        _EVERYWHERE,
        lambda on: on.show_page(key),
        line="切换工作区",
    )
