"""The commands of the first page: the cards by their place, and reading anew."""

from typing import Protocol

from desktop_admin.views.common.command import Command, Table
from desktop_admin.views.common.page import KeyHelp

_HERE = "这一页"
_MOST = 9


class Cards(Protocol):
    """The page as its commands see it."""

    def open_card(self, place: int) -> None:
        """The card at this place, from the left, from 0."""

    def why_not_card(self, place: int) -> str:
        """Why there is none."""

    def ask_all(self) -> None:
        """Ask anew what is shown."""


def _card(number: int) -> Command[Cards]:
    place = number - 1
    return Command(
        f"card_{number}",
        f"打开第 {number} 张卡片",
        (str(number),),
        _HERE,
        lambda page: page.open_card(place),
        line="按次序打开上面的卡片",
        why_not=lambda page: page.why_not_card(place),
    )


COMMANDS: Table[Cards] = (
    *(_card(number) for number in range(1, _MOST + 1)),
    Command("refresh", "刷新", ("F5",), _HERE, lambda page: page.ask_all()),
)

#: Keys of the lines themselves.
WALKING = (KeyHelp("Tab Enter", "走到一行并打开", _HERE),)
