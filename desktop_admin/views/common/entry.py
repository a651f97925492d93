"""How a desk tells the window of itself: the one thing that rail, Ctrl+K, F1 and 工作台 know of it.

Each room under ``views/`` that is a desk has an ``entry.py`` with ``entry(given) -> PageEntry``; it is read at sign-in
and imports the room's other files only when they are wanted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Request
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.home_part import HomePart
from desktop_admin.views.common.page import Page, Place, Target

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Count(Generic[Answer]):
    """How many things wait at a desk, for the rail, until its page is there and counts for itself.

    ``touches``: kinds of subjects whose news change the number.
    """

    ask: Request[Answer]
    read: Callable[[Answer], int]
    touches: frozenset[str]


def _nothing() -> Sequence[Place]:
    return ()


def _no_parts(ground: QWidget) -> Sequence[HomePart]:
    return ()


@dataclass(frozen=True)
class PageEntry:
    """A desk on the rail. ``make`` is called once, with what its page will stand in (decision 0036); ``needs``: any of these requests.

    ``places`` is what Ctrl+K offers inside it, asked for when that is first opened. ``finds``: the kinds of things
    that are opened here, with the icon of each. ``home``: what it shows on 工作台 inside the widget given, to everybody who may ask for that,
    whether the desk itself is theirs or not. ``closing``: what of it must be done before the registration closes.
    """

    key: str
    title: str
    icon: str
    needs: tuple[type[Request[Any]], ...]
    make: Callable[[QWidget], Page]
    places: Callable[[], Sequence[Place]] = _nothing
    finds: Mapping[str, str] = field(default_factory=dict)
    count: Count[Any] | None = None
    home: Callable[[QWidget], Sequence[HomePart]] = _no_parts
    closing: Target | None = None

    def open_to(self, desk: Desk) -> bool:
        """Whether this person may work there."""
        return not self.needs or any(map(desk.may, self.needs))


def finder(kind: str, entries: Iterable[PageEntry], desk: Desk) -> PageEntry | None:
    """The desk that opens things of this kind, if it is open to this person."""
    return next((entry for entry in entries if kind in entry.finds and entry.open_to(desk)), None)
