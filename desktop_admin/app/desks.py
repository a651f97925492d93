"""The desks of the rail, in order: a list of rooms. What each is, its own ``entry.py`` says."""

from collections.abc import Sequence
from importlib import import_module

from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.given import Given
from desktop_admin.views.papers.reader import PaperReader

ROOMS = (
    "desktop_admin.views.home",
    "desktop_admin.views.review",
    "desktop_admin.views.people",
    "desktop_admin.views.admin",
)


def entries(desk: Desk, papers: PaperReader, rooms: Sequence[str] = ROOMS) -> list[PageEntry]:
    """Every desk of the house, also those that this person may not use."""
    found: list[PageEntry] = []
    given = Given(desk, papers, lambda: tuple(found))
    found += [import_module(f"{room}.entry").entry(given) for room in rooms]
    return found
