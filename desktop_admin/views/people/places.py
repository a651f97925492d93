"""What Ctrl+K begins at the desk of people and companies."""

from collections.abc import Sequence

from desktop_admin.views.common.command import offers_of
from desktop_admin.views.common.page import Place
from desktop_admin.views.people.keys import COMMANDS


def places() -> Sequence[Place]:
    """The commands that need nobody chosen."""
    return offers_of(COMMANDS)
