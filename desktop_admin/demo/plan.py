"""The demo's population and everything that has happened to it, worked out before anything is done.

Deterministic: the same number of people, seed and instant give the same plan, file by file.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from desktop_admin.demo.companies import DemoCompany, make_companies
from desktop_admin.demo.hours import learner_time
from desktop_admin.demo.people import DemoPerson, make_people
from desktop_admin.demo.special import SECOND_RECORD, SITUATIONS
from desktop_admin.demo.steps import HandIn, Register, SendNotices, Step
from desktop_admin.demo.stories import Storyteller
from desktop_admin.rules.clock import local
from desktop_admin.rules.windows import Cycle, registration_window

#: Shares of the people: dossiers that wait, and dossiers decided over the last weeks.
WAITING, DECIDED = 0.30, 0.21

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
    waiting, decided = round(people * WAITING), round(people * DECIDED)
    for place, person in enumerate(persons[: waiting + decided]):
        if place >= waiting:
            story.was_decided(person)
        elif place < len(SITUATIONS):
            SITUATIONS[place](story, person)
        else:
            story.waits(person)
    starts = story.since - timedelta(days=2)
    steps = [*_registrations(rng, persons, story.steps, starts, now), *story.steps, *_notices(starts, now)]
    # The kind settles what happens in the same second: a person is there before the papers are.
    ordered = sorted(
        steps, key=lambda step: (step.at, isinstance(step, HandIn), not isinstance(step, Register))
    )
    return Plan(starts, now, companies, persons, tuple(ordered))


def last_close(now: datetime) -> datetime:
    """The registration close that lies nearest before ``now``."""
    cycle = Cycle.of(now)
    while registration_window(cycle).closes > now:
        cycle = cycle.previous()
    return registration_window(cycle).closes


def _registrations(
    rng: Random, people: tuple[DemoPerson, ...], steps: list[Step], starts: datetime, now: datetime
) -> list[Register]:
    """Everybody registers: those who apply some minutes before their first hand-in, the others any day."""
    first: dict[int, datetime] = {}
    for step in steps:
        if isinstance(step, HandIn) and step.dossier[0] < SECOND_RECORD:
            first[step.dossier[0]] = min(step.at, first.get(step.dossier[0], step.at))
    made = []
    for person in people:
        if person.key in first:
            moment = first[person.key] - timedelta(minutes=rng.randrange(4, 40), seconds=rng.randrange(60))
        else:
            moment = learner_time(rng, starts + timedelta(hours=2), now)
        made.append(Register(max(moment, starts + timedelta(hours=1)), person.key))
    return made


def _notices(starts: datetime, now: datetime) -> list[SendNotices]:
    """The portal sends twice a day, at noon and in the evening; one attempt in eleven fails."""
    made = []
    day = starts.replace(hour=12, minute=20, second=0)
    while day < now:
        for moment in (day, day + timedelta(hours=6)):
            if starts < moment < now:
                made.append(SendNotices(moment, fails_every=11))
        day += timedelta(days=1)
    return made
