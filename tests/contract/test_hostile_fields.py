"""No request ends in anything but an answer or a sentence, whatever its fields hold and whoever asks (issue 5 §2.5).

Over both databases, direct: there is no wire in front that would refuse a value first.
"""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop_admin.contract.catalogue import ReasonReport
from desktop_admin.contract.errors import Invalid, OfficeError, SignInNeeded
from desktop_admin.contract.journal import PurgeDetails
from desktop_admin.contract.policy import ShiftRegistration
from desktop_admin.contract.registry import requests
from desktop_admin.contract.submissions import (
    AddNote,
    AdmitLate,
    Dossier,
    ExportPapers,
    ReviewQueue,
    SetAside,
)
from tests.contract.hostile import instances
from tests.contract.world import STAFF, World

DIRECT = pytest.mark.parametrize(
    "office_kind", ["sqlite-direct", pytest.param("postgres-direct", marks=pytest.mark.postgres)]
)
#: They may put people out of their sessions, so in the short run they come last.
UPSETTING = ("EditStaff", "ResetPassword", "ChangePassword", "SignOut")
LEARNER = "学员"


class Crowd:
    """Everybody at the office at once; who was put out of their session comes in again if they can."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._candidate = world.candidate(world.company())
        world.submitted(self._candidate)
        self._desks: dict[str, Any] = {name: world.desk(name) for name in STAFF}
        self._desks[LEARNER] = world.learner(self._candidate)

    def ask(self, who: str, request: Any) -> None:
        """Answer or sentence; anything else comes through."""
        try:
            self._desks[who].run(request)
        except SignInNeeded:
            self._enter(who)
        except OfficeError:
            return

    def _enter(self, who: str) -> None:
        try:
            if who == LEARNER:
                self._desks[who] = self._world.learner(self._candidate)
            else:
                self._desks[who] = self._world.desk(who)
        except (AssertionError, OfficeError):
            pass  # their password was changed, or the portal is out too


def attack(crowd: Crowd, name: str, examples: int) -> None:
    """``examples`` requests of that name by people of every role."""
    quiet = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )

    @quiet
    @given(who=st.sampled_from([*STAFF, LEARNER]), request=instances(requests()[name]))
    def asked(who: str, request: Any) -> None:
        crowd.ask(who, request)

    asked()


def test_both_ends_of_the_calendar(world: World) -> None:
    """Each of these was an OverflowError: zones and neighbouring months reach past the calendar's ends."""
    now, east, west = world.clock.now, timezone(timedelta(hours=14)), timezone(-timedelta(hours=12))
    first, last = datetime.min.replace(tzinfo=east), datetime.max.replace(tzinfo=west)
    number = world.waiting_one()
    chief = world.as_("王敏")
    version = chief.run(Dossier(number)).version
    for request in (
        ReasonReport(first, now),
        ReasonReport(now, last),
        ReasonReport(first, last),
        PurgeDetails(first, "太旧"),
        PurgeDetails(last, "太新"),
        SetAside(number, version, last),
        *(
            ShiftRegistration(cycle, 0, opens, closes, "停电")
            for cycle in ("9999-12", "0001-01", "2026-12")
            for opens, closes in ((first, last), (first, now), (now, last))
        ),
        ShiftRegistration("9999-12", 0, now, now + timedelta(days=9), "停电"),
        ShiftRegistration("0001-01", 0, now, now + timedelta(days=9), "停电"),
        AdmitLate(number, version, "9999-12", "迟交"),
    ):
        with pytest.raises(OfficeError) as refused:
            chief.run(request)
        assert refused.value.code in ("invalid", "conflict"), request


def test_endless_lists_are_refused_in_few_words(world: World) -> None:
    number = world.waiting_one()
    for request in (
        AddNote(number, "好", tuple(range(5_001))),
        ReviewQueue(only=tuple(range(60_000))),
        ExportPapers(number, ("\0",) * 4_000, "print"),
    ):
        with pytest.raises(Invalid) as refused:
            world.as_("李四").run(request)
        assert len(refused.value.details.get("faults", ())) <= 20  # a server does not even read the longest
        assert len(refused.value.message) < 2_000


@DIRECT
def test_every_field_of_every_request(office_kind: str, world: World) -> None:
    crowd = Crowd(world)
    for name in sorted(requests(), key=lambda name: (name in UPSETTING, name)):
        attack(crowd, name, 30)


@pytest.mark.prove
@DIRECT
@pytest.mark.parametrize("name", sorted(requests()))
def test_every_field_of_every_request_at_length(office_kind: str, world: World, name: str) -> None:
    attack(Crowd(world), name, 150)
