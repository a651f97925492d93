"""Every state with every move: the table written out once more, by hand, from the process description."""

import itertools

import pytest

from desktop_admin.rules.states import (
    DECISIONS,
    MOVES,
    IllegalMove,
    Move,
    SubmissionState,
    moves_from,
    next_state,
    undo,
)

# One row per state; the columns are the moves in the order of the head. "" = refused.
HEAD = ["submit", "withdraw", "approve", "send_back", "reject", "replace", "revoke", "void"]
TABLE = {
    "draft": ["waiting", "", "", "", "", "", "", ""],
    "waiting": ["", "draft", "approved", "returned", "rejected", "waiting", "", "void"],
    "approved": ["", "", "", "", "", "re_review", "waiting", ""],
    "returned": ["waiting", "", "", "", "", "", "waiting", ""],
    "rejected": ["", "", "", "", "", "", "waiting", ""],
    "re_review": ["", "", "approved", "returned", "rejected", "re_review", "", ""],
    "void": ["", "", "", "", "", "", "", ""],
}
CELLS = [(s, m, to) for s, row in TABLE.items() for m, to in zip(HEAD, row, strict=True)]


def test_the_table_names_every_state_and_move() -> None:
    assert set(TABLE) == set(SubmissionState)
    assert list(Move) == HEAD


@pytest.mark.parametrize(("state", "move", "to"), CELLS)
def test_every_cell(state: str, move: str, to: str) -> None:
    here, step = SubmissionState(state), Move(move)
    if to:
        assert next_state(here, step) is SubmissionState(to)
        assert step in moves_from(here)
        return
    assert step not in moves_from(here)
    with pytest.raises(IllegalMove) as refused:
        next_state(here, step)
    assert here.words in refused.value.message
    assert step.words in refused.value.message


def test_words() -> None:
    shown = ["未申请", "待审核", "通过", "退回修改", "不通过", "需复审", "作废（重复）"]
    assert [state.words for state in SubmissionState] == shown
    assert [move.words for move in Move] == [
        "提交",
        "撤回",
        "通过",
        "退回修改",
        "不通过",
        "更换资料",
        "撤销审核",
        "作废（重复）",
    ]


def test_a_refusal_names_the_way_out() -> None:
    with pytest.raises(IllegalMove, match="现在可以：更换资料、撤销审核"):
        next_state(SubmissionState.APPROVED, Move.APPROVE)
    with pytest.raises(IllegalMove, match="已经结束"):
        next_state(SubmissionState.VOID, Move.SUBMIT)


@pytest.mark.parametrize(
    ("before", "move"), [key for key in MOVES if key[1] in DECISIONS], ids=lambda value: str(value)
)
def test_every_decision_can_be_undone_to_where_it_came_from(before: SubmissionState, move: Move) -> None:
    assert undo(next_state(before, move), move, before) is before


def test_nothing_else_can_be_undone() -> None:
    good = {(MOVES[key], key[1], key[0]) for key in MOVES if key[1] in DECISIONS}
    for state, move, before in itertools.product(SubmissionState, Move, SubmissionState):
        if (state, move, before) not in good:
            with pytest.raises(IllegalMove):
                undo(state, move, before)
