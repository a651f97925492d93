"""What Ctrl+K offers without asking the office: desks, what is inside them, and what the window does itself."""

from collections.abc import Sequence

from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.shell.palette_list import Entry


def pages_of(entries: Sequence[PageEntry]) -> list[Entry]:
    """The desks of the rail."""
    word = "页面"
    return [Entry(entry.icon, entry.title, "", word, entry.key) for entry in entries]


def places_of(desk: Desk, entries: Sequence[PageEntry]) -> list[Entry]:
    """Sub-pages and what can be begun, desk by desk; only what the person may."""
    found = []
    for entry in entries:
        for place in entry.places():
            if all(map(desk.may, place.needs)):
                kind = "命令" if place.command else "分页"
                below = " · ".join(filter(None, (entry.title, place.keys)))
                icon = "command" if place.command else entry.icon
                found.append(
                    Entry(
                        icon,
                        place.title,
                        below,
                        kind,
                        entry.key,
                        place.target,
                        place.command,
                    )
                )
    return found
