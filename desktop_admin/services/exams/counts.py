"""How many people stand in a session: the one function every record, list and refusal asks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_admin.services.context import Context


@dataclass(frozen=True)
class Heads:
    """``booked`` have a place, ``waiting`` wait for one."""

    booked: int = 0
    waiting: int = 0

    @property
    def people(self) -> int:
        """Everybody a change would concern."""
        return self.booked + self.waiting


def heads(context: Context, session_ids: Iterable[int]) -> Mapping[int, Heads]:
    """Session id → its people; every id is answered.

    No request lets anybody apply yet, so nobody stands anywhere; whoever adds applications counts them here.
    """
    return defaultdict(Heads, {identity: Heads() for identity in session_ids})
