"""Whatever is done to sessions in whatever order: states as the table has them, and what has ended stays as it was."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_admin.contract.errors import Conflict, Invalid
from desktop_admin.contract.exams import (
    ArchiveSession,
    BackToDraft,
    CancelSession,
    EditSession,
    MonthPage,
    OpenSession,
    SessionList,
    SessionRecord,
)
from desktop_admin.rules.clock import at
from desktop_admin.rules.cycles import exam_windows
from desktop_admin.rules.exam_sessions import ENDED, MOVES, SessionState
from tests.contract.exam_month import FORM, card, coordinator, create, hall
from tests.contract.world import START, World

DIRECT = pytest.mark.parametrize(
    "office_kind", ["sqlite-direct", pytest.param("postgres-direct", marks=pytest.mark.postgres)]
)
#: Which of two sessions, what is done with it, and how many days from the first exam it is moved.
DEEDS = st.tuples(
    st.integers(0, 1),
    st.sampled_from(("open", "back", "cancel", "archive", "move", "pin", "site", "later", "stale")),
    st.integers(-8, 40),
)


@DIRECT
def test_sessions_only_go_where_the_table_leads(office_kind: str, world: World) -> None:
    site = hall(world).site

    @settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(DEEDS, min_size=4, max_size=12))
    def in_any_order(deeds: list[tuple[int, str, int]]) -> None:
        world.clock.now = max(world.clock.now, START)
        mine = [create(world, replace(FORM, site_id=site)) for _ in range(2)]
        for which, deed, days in deeds:
            before = card(world, mine[which].id)
            try:
                _do(world, before, deed, days, site)
            except (Conflict, Invalid):
                assert card(world, before.id) == before, "refused, and nothing changed"
            _holds(world, before, card(world, before.id))
        everything = coordinator(world).run(SessionList(cycle=mine[0].cycle))
        assert everything.total == len(coordinator(world).run(MonthPage(mine[0].cycle)).sessions)

    in_any_order()


def _do(world: World, session: SessionRecord, deed: str, days: int, site: int) -> None:
    desk = coordinator(world)
    simple: dict[str, Any] = {"open": OpenSession, "back": BackToDraft, "archive": ArchiveSession}
    if deed in simple:
        desk.run(simple[deed](session.id, session.version))
    elif deed == "stale":
        desk.run(OpenSession(session.id, session.version - 1))
    elif deed == "cancel":
        desk.run(CancelSession(session.id, session.version, "场地被占"))
    elif deed == "later":
        world.clock.advance(minutes=abs(days))
    else:
        changes: dict[str, dict[str, Any]] = {
            "move": {"exam": FORM.exam + timedelta(days=days)},
            "pin": {"study_closes": at(FORM.exam, 8) - timedelta(days=days), "pin_reason": "检修"},
            "site": {"site_id": None if days % 2 else site},
        }
        desk.run(EditSession(session.id, session.form, replace(session.form, **changes[deed])))


def _holds(world: World, before: SessionRecord, after: SessionRecord) -> None:
    if before.state is not after.state:
        assert after.state in {to for (state, _move), to in MOVES.items() if state is before.state}
    if before.state in ENDED:
        assert (after.form, after.version, after.state) == (before.form, before.version, before.state)
    if after.state is not SessionState.DRAFT and after.state not in ENDED:
        assert after.form.site_id is not None
    free = exam_windows(after.form.exam)
    assert after.cycle == free.cycle.key
    assert after.application.closes == (after.form.application_closes or free.application.closes)
    assert after.study.closes == (after.form.study_closes or free.study.closes)
    assert after.starts.date() == after.form.exam
