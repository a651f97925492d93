"""What the window needs next is imported before it is asked for, without anybody waiting.

Two kinds, each where it may be. Modules without Qt (rules, contract, database) on a worker. Modules that work with Qt
on the UI thread only, one between two events: PySide6 makes its classes when they are first named and is not safe
while two threads do so (two crashes in some hundred starts, each with a worker importing a page).
"""

import pkgutil
from collections.abc import Iterable, Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

_PURE = ("desktop_admin.rules", "desktop_admin.contract")
_VIEWS = "desktop_admin.views"


def read_pure_rooms() -> None:
    """On a worker: what every page stands on and knows no Qt."""
    for room in _PURE:
        for name in _below(room):
            import_module(name)


class Ahead(QObject):
    """Imports the rooms of the window, module by module, while nothing else is to be done."""

    done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = iter(_views())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def begin(self) -> None:
        """Between the events from now on."""
        self._timer.start()

    def stop(self) -> None:
        """The window closes: what was not read is not needed."""
        self._timer.stop()

    def _next(self) -> None:
        name = next(self._left, "")
        if name:
            import_module(name)
        else:
            self._timer.stop()
            self.done.emit()


def rooms() -> tuple[str, ...]:
    """The packages of the window, none left out: what desks stand on, then the desks in the order of the rail."""
    # Not above: this file is imported before the window is painted, the desks are not.
    from desktop_admin.app.desks import ROOMS

    found = pkgutil.iter_modules(import_module(_VIEWS).__path__, f"{_VIEWS}.")
    shared = (one.name for one in found if one.ispkg and one.name not in ROOMS)
    return (*shared, *ROOMS)


def _views() -> Iterable[str]:
    for room in rooms():
        yield from _below(room)


def _below(package: str) -> Iterator[str]:
    for found in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
        yield found.name
