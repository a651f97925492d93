"""A session's states and moves, its generated name, and what two sessions need at once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_admin.rules.categories import CATEGORIES
from desktop_admin.rules.clock import at
from desktop_admin.rules.cycles import Cycle
from desktop_admin.rules.exam_clashes import Booking, clashes
from desktop_admin.rules.exam_names import categories_words, in_order, ordinal, session_name
from desktop_admin.rules.exam_sessions import (
    EDITABLE,
    ENDED,
    MOVES,
    IllegalSessionMove,
    SessionMove,
    SessionState,
    fixed_words,
    next_session_state,
    session_moves,
)
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind

S, M = SessionState, SessionMove
NOVEMBER = Cycle(2026, 11)


def test_a_whole_life() -> None:
    state = S.DRAFT
    for move in (M.OPEN, M.SEAT, M.PUBLISH, M.PUBLISH, M.HOLD, M.ARCHIVE):
        state = next_session_state(state, move)
    assert state is S.ARCHIVED


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("move", M)
def test_what_the_table_does_not_name_is_refused_in_words(state: S, move: M) -> None:
    if (state, move) in MOVES:
        assert next_session_state(state, move) is MOVES[state, move]
        return
    with pytest.raises(IllegalSessionMove) as refused:
        next_session_state(state, move)
    assert state.words in refused.value.message
    assert move.words in refused.value.message


def test_what_has_ended_stays_ended_and_is_never_edited() -> None:
    assert not any(state in ENDED for state, _move in MOVES)
    assert {S.ARCHIVED, S.MOVED, S.CANCELLED} == ENDED
    assert {state for state in S if not fixed_words(state)} == EDITABLE
    assert all("只供查看" in fixed_words(state) for state in ENDED)


def test_every_state_is_reached() -> None:
    assert {S.DRAFT, *MOVES.values()} == set(S)


def test_a_coordinator_and_a_chief_move_others_look_on() -> None:
    assert session_moves(S.DRAFT, frozenset({Role.COORDINATOR})) == (M.OPEN, M.CANCEL)
    assert session_moves(S.OPEN, frozenset({Role.CHIEF})) == session_moves(S.OPEN)
    for role in set(Role) - {Role.COORDINATOR, Role.CHIEF}:
        assert session_moves(S.OPEN, frozenset({role})) == ()


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "第一场"), (2, "第二场"), (10, "第十场"), (12, "第十二场"), (20, "第二十场"), (21, "第二十一场"), (100, "第 100 场")],
)  # fmt: skip
def test_ordinals(number: int, words: str) -> None:
    assert ordinal(number) == words


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("A_renewal",), "A类延期"),
        (("A_renewal", "B_renewal"), "A类、B类延期"),
        (("C1_initial", "A_renewal"), "C1类新取、A类延期"),
        (tuple(one.key for one in CATEGORIES if one.key.endswith("renewal")), "各类延期"),
        (tuple(one.key for one in CATEGORIES if one.offered), "三类人员"),
        ((), "三类人员"),
    ],
)
def test_who_sits(keys: tuple[str, ...], words: str) -> None:
    assert categories_words(keys) == words


def test_a_generated_name() -> None:
    assert session_name(NOVEMBER, ("A_renewal", "B_renewal"), 2) == "2026年11月A类、B类延期考试（第二场）"
    assert in_order(("C2_renewal", "A_initial", "A_initial", "A_renewal")) == (
        "A_initial", "A_renewal", "C2_renewal",
    )  # fmt: skip


def _need(
    session: int, start: int, end: int, thing: int = 1, kind: SubjectKind = SubjectKind.ROOM
) -> Booking:
    nine = at(date(2026, 11, 25), 9)
    return Booking(
        session,
        f"第 {session} 场",
        kind,
        thing,
        "第1考场",
        nine + timedelta(minutes=start),
        nine + timedelta(minutes=end),
    )


def test_a_room_is_free_again_at_the_very_end() -> None:
    assert clashes([_need(1, 0, 90), _need(2, 90, 180)]) == ()
    (clash,) = clashes([_need(1, 0, 90), _need(2, 89, 180)])
    assert (clash.first.session_id, clash.second.session_id) == (1, 2)
    assert clash.words == (
        "考场 第1考场 在 11月25日 10:29–10:30 同时用于“第 1 场”和“第 2 场”，请换一个或错开时间。"
    )


def test_other_things_and_other_kinds_do_not_clash() -> None:
    assert clashes([_need(1, 0, 90), _need(2, 0, 90, 2), _need(3, 0, 90, 1, SubjectKind.INVIGILATOR)]) == ()


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(0, 60), st.integers(1, 60), st.integers(1, 2)), max_size=12
    )
)
def test_every_pair_that_overlaps_and_no_other(rows: list[tuple[int, int, int, int]]) -> None:
    needs = [_need(session, start, start + length, thing) for session, start, length, thing in rows]
    found = sorted((id(one.first), id(one.second)) for one in clashes(needs))
    mirrored = {tuple(sorted(pair)) for pair in found}
    wanted = {
        tuple(sorted((id(one), id(other))))
        for place, one in enumerate(needs)
        for other in needs[place + 1 :]
        if one.thing == other.thing
        and one.session_id != other.session_id
        and one.starts < other.ends
        and other.starts < one.ends
    }
    assert mirrored == wanted
    assert len(found) == len(wanted)
