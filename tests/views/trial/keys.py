"""The commands of the made-up desk."""

from typing import Protocol

from desktop_admin.contract.people import PeopleList
from desktop_admin.views.common.command import Command, Table


class Heard(Protocol):
    pressed: list[str]


COMMANDS: Table[Heard] = (
    Command(
        "seat", "试排一场", ("P",), "排座", lambda page: page.pressed.append("p"), (PeopleList,), offered=True
    ),
    Command("rooms", "看考场", ("L",), "排座", lambda page: page.pressed.append("l")),
)
