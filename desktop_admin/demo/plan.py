"""The demo's population and everything that has happened to it, worked out before anything is done.

Deterministic: the same number of people, seed and instant give the same plan, file by file.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from desktop_admin.demo.companies import DemoCompany, make_companies
from desktop_admin.demo.contents import read_chapters
from desktop_admin.demo.draft import Draft
from desktop_admin.demo.people import DemoPerson, make_people
from desktop_admin.demo.steps import HandIn, Step
from desktop_admin.demo.stories import Storyteller
from desktop_admin.rules.clock import local
from desktop_admin.rules.windows import Cycle, registration_window

#: History goes back at least this far, and always beyond the last registration close.
_HISTORY = timedelta(days=21)


@dataclass(frozen=True)
class Plan:
    """Who there is, and what happens in order of time. ``starts`` is when the office is set up."""

    starts: datetime
    now: datetime
    companies: tuple[DemoCompany, ...]
    people: tuple[DemoPerson, ...]
    steps: tuple[Step, ...]

    @property
    def hand_ins(self) -> tuple[HandIn, ...]:
        """Every hand-in in order."""
        return tuple(step for step in self.steps if isinstance(step, HandIn))


def make_plan(*, people: int, seed: int, now: datetime) -> Plan:
    """A plan for ``people`` people (30 % of them waiting) that ends at ``now`` (aware)."""
    now = local(now).replace(microsecond=0)
    rng = Random(f"kaowu demo {seed}")
    companies = make_companies(rng, max(3, round(people * 0.15)))
    persons = make_people(rng, companies, people, now.date())
    # Three hours back: cases just after a close must lie in the past.
    close = last_close(now - timedelta(hours=3))
    story = Storyteller(rng, now, close, min(close - timedelta(days=1), now - _HISTORY))
    draft = Draft(story, companies, persons, story.since - timedelta(days=2), now)
    for chapter in read_chapters():
        draft.steps += chapter.plan(draft)
    return Plan(draft.starts, now, companies, persons, tuple(sorted(draft.steps, key=_when)))


def _when(step: Step) -> tuple[datetime, int]:
    return step.at, step.rank


def last_close(now: datetime) -> datetime:
    """The registration close that lies nearest before ``now``."""
    cycle = Cycle.of(now)
    while registration_window(cycle).closes > now:
        cycle = cycle.previous()
    return registration_window(cycle).closes
