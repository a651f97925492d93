"""What a chapter of the tour is made of: stops, each in an act and at a place of its order; and what every stop is given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, TypeVar

from desktop_admin.demo.staff import DemoStaff
from desktop_admin.demonstration import Demo, host_of
from desktop_admin.tour import chapters
from desktop_admin.tour.cast import Colleague, Stationery
from desktop_admin.tour.guide import Guide
from desktop_admin.tour.served import OfficeServer

Kept = TypeVar("Kept")


class Act(Enum):
    """A window that is opened and closed again, in this order; who sits at it, and how large it is."""

    NEW_OFFICE = auto()
    """An office without anything, at the door."""
    DAY = auto()
    """The host's working day, from the door on."""
    ADMINISTRATOR = auto()
    LARGE_SCREEN = auto()
    """The host again, 1920 × 1080."""
    DARK = auto()
    FINANCE = auto()
    """Over a server, as the next."""
    AUDITOR = auto()


@dataclass
class Scene:
    """What stops are given. ``folder``: for files on the way; ``server``: in the acts that go over one."""

    guide: Guide
    demo: Demo
    colleague: Colleague
    second: Colleague
    stationery: Stationery
    folder: Path
    server: OfficeServer | None = None
    _kept: dict[type, Any] = field(default_factory=dict)

    @property
    def host(self) -> DemoStaff:
        """Whose desk it is."""
        return host_of(self.demo)

    def named(self, name: str) -> DemoStaff:
        """An account of the demonstration."""
        return next(one for one in self.demo.staff if one.name == name)

    def kept(self, kind: type[Kept], make: Callable[[], Kept]) -> Kept:
        """What a chapter needs at several stops: made at the first."""
        if kind not in self._kept:
            self._kept[kind] = make()
        found: Kept = self._kept[kind]
        return found


@dataclass(frozen=True)
class Stop:
    """``order``: within the act, from 10 (the way in) to 900 (the last); desks stand at hundreds, as on the rail."""

    act: Act
    order: int
    walk: Callable[[Scene], None]


def gather(act: Act) -> list[Stop]:
    """The stops of an act in order, of every chapter in the folder; equal places by the chapter's name."""
    return sorted((stop for stop in _all() if stop.act is act), key=lambda stop: stop.order)


def _all() -> Iterable[Stop]:
    for found in sorted(iter_modules(chapters.__path__), key=lambda one: one.name):
        yield from import_module(f"{chapters.__name__}.{found.name}").STOPS
