"""Every room of the window is read before it is asked for: what desks stand on first, then the desks as on the rail."""

import pkgutil

from desktop_admin import views
from desktop_admin.app.ahead import rooms
from desktop_admin.app.desks import ROOMS


def test_no_room_is_forgotten() -> None:
    there = [one.name for one in pkgutil.iter_modules(views.__path__, f"{views.__name__}.") if one.ispkg]
    assert sorted(rooms()) == sorted(there)


def test_the_desks_come_last_and_in_order() -> None:
    assert tuple(rooms())[-len(ROOMS) :] == ROOMS
