"""Whoever signed in here last is expected again: their seat is made while they type name and password.

Only what the window itself knows is remembered, and it gives no right: the seat is taken only by whoever the office
says has signed in, with the roles the office says they have. For anybody else it is cleared away and another is made.
"""

import json
import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer

from desktop_admin.contract.founding import OfficeState
from desktop_admin.contract.sessions import Person
from desktop_admin.rules.roles import Role

if TYPE_CHECKING:
    from desktop_admin.app.seat import Seat

_LOG = logging.getLogger(__name__)

_KEY = "sign_in/person"


class Expected(QObject):
    """``make``: a new seat for a person in an office. Nothing begins before :meth:`rooms_read`."""

    def __init__(
        self,
        settings: QSettings,
        make: Callable[[Person, OfficeState], "Seat"],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._make = settings, make
        self._seat: Seat | None = None
        self._state: OfficeState | None = None
        self._read = False
        self._left: Iterator[None] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    def rooms_read(self) -> None:
        """What stands in the rooms can be made from now on."""
        self._read = True
        if self._state is not None:
            self.begin(self._state)

    def begin(self, state: OfficeState) -> None:
        """Somebody is about to sign in at this office: between the events from now on."""
        self._state = state
        if self._read and self._seat is None and not self.busy:
            self._left = self._all(state)
            self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether something is still being made."""
        return self._timer.isActive()

    def take(self, person: Person, state: OfficeState) -> "Seat":
        """The seat of whoever has signed in, as far as it is ready; and they are expected from now on."""
        self._timer.stop()
        self._state = None
        seat, self._seat = self._seat, None
        if seat is not None and not seat.fits(person, state):
            seat.clear_away()
            seat = None
        self._settings.setValue(_KEY, json.dumps([person.id, person.name, list(person.roles)]))
        return seat or self._make(person, state)

    def close(self) -> None:
        """The window closes, or another office is opened: nobody is expected."""
        self._timer.stop()
        if self._seat is not None:
            self._seat.clear_away()
            self._seat = None

    def _all(self, state: OfficeState) -> Iterator[None]:
        person = self._remembered()
        if person is None:
            return
        self._seat = self._make(person, state)
        yield
        yield from self._seat.ready()

    def _next(self) -> None:
        try:
            next(self._left)
        except StopIteration:
            self._timer.stop()
        except Exception:
            # At the sign-in it is tried again, and told there if it fails again.
            _LOG.exception("the seat was not made ahead")
            self.close()

    def _remembered(self) -> Person | None:
        try:
            number, name, roles = json.loads(str(self._settings.value(_KEY, "")))
            return Person(int(number), str(name), tuple(Role(role) for role in roles))
        except (ValueError, TypeError):
            return None  # nobody yet, or a settings file from elsewhere
