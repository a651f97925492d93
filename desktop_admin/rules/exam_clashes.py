"""Rooms and invigilators that two sessions need at the same time (C17)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop_admin.rules.clock import local, words
from desktop_admin.rules.subjects import SubjectKind


@dataclass(frozen=True)
class Booking:
    """A session needs a room or a person (``kind``, ``thing``) from ``starts`` until ``ends``, which is free again."""

    session_id: int
    session: str
    kind: SubjectKind
    thing: int
    name: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Clash:
    """Two sessions that overlap in one thing; ``first`` begins no later than ``second``."""

    kind: SubjectKind
    thing: int
    first: Booking
    second: Booking

    @property
    def words(self) -> str:
        """Who or what is needed twice, where and when, and the way out."""
        begins, ends = self.second.starts, min(local(self.first.ends), local(self.second.ends))
        return (
            f"{self.kind.label} {self.first.name} 在 {words(begins)}–{local(ends):%H:%M} 同时用于"
            f"“{self.first.session}”和“{self.second.session}”，请换一个或错开时间。"
        )


def clashes(bookings: Iterable[Booking]) -> tuple[Clash, ...]:
    """Every pair that overlaps (half-open), by start. One session never clashes with itself."""
    by_thing: dict[tuple[SubjectKind, int], list[Booking]] = defaultdict(list)
    for booking in bookings:
        by_thing[booking.kind, booking.thing].append(booking)
    found: list[Clash] = []
    for (kind, thing), needs in by_thing.items():
        running: list[Booking] = []
        for need in sorted(needs, key=lambda one: (local(one.starts), one.session_id)):
            running = [one for one in running if local(one.ends) > local(need.starts)]
            found += [Clash(kind, thing, one, need) for one in running if one.session_id != need.session_id]
            running.append(need)
    return tuple(
        sorted(
            found,
            key=lambda one: (
                local(one.second.starts),
                one.first.session_id,
                one.second.session_id,
                one.kind,
                one.thing,
            ),
        )
    )
