"""The states of a submission (资质) and the one table of moves between them (domain §3).

Every screen and every use case reads this table: a button is grey exactly when the office would refuse.
"""

from enum import StrEnum
from typing import Final

from desktop_admin.rules.errors import RuleBroken


class SubmissionState(StrEnum):
    """Where a person's papers for one category stand."""

    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    RETURNED = "returned"
    REJECTED = "rejected"
    RE_REVIEW = "re_review"
    VOID = "void"

    @property
    def words(self) -> str:
        """The Chinese name on every screen."""
        return _STATE_WORDS[self]


class Move(StrEnum):
    """What can happen to a submission."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    REJECT = "reject"
    REPLACE = "replace"
    REVOKE = "revoke"
    VOID = "void"

    @property
    def words(self) -> str:
        """The Chinese name on buttons and in the history."""
        return _MOVE_WORDS[self]


_STATE_WORDS: Final = {
    SubmissionState.DRAFT: "未申请",
    SubmissionState.WAITING: "待审核",
    SubmissionState.APPROVED: "通过",
    SubmissionState.RETURNED: "退回修改",
    SubmissionState.REJECTED: "不通过",
    SubmissionState.RE_REVIEW: "需复审",
    SubmissionState.VOID: "作废（重复）",
}

_MOVE_WORDS: Final = {
    Move.SUBMIT: "提交",
    Move.WITHDRAW: "撤回",
    Move.APPROVE: "通过",
    Move.SEND_BACK: "退回修改",
    Move.REJECT: "不通过",
    Move.REPLACE: "更换资料",
    Move.REVOKE: "撤销审核",
    Move.VOID: "作废（重复）",
}

# Revoking a re_review is not here: it is already waiting for a decision, there is nothing to take back.
MOVES: Final[dict[tuple[SubmissionState, Move], SubmissionState]] = {
    (SubmissionState.DRAFT, Move.SUBMIT): SubmissionState.WAITING,
    (SubmissionState.RETURNED, Move.SUBMIT): SubmissionState.WAITING,
    (SubmissionState.WAITING, Move.WITHDRAW): SubmissionState.DRAFT,
    (SubmissionState.WAITING, Move.APPROVE): SubmissionState.APPROVED,
    (SubmissionState.WAITING, Move.SEND_BACK): SubmissionState.RETURNED,
    (SubmissionState.WAITING, Move.REJECT): SubmissionState.REJECTED,
    (SubmissionState.WAITING, Move.REPLACE): SubmissionState.WAITING,
    (SubmissionState.WAITING, Move.VOID): SubmissionState.VOID,
    (SubmissionState.APPROVED, Move.REPLACE): SubmissionState.RE_REVIEW,
    (SubmissionState.RE_REVIEW, Move.REPLACE): SubmissionState.RE_REVIEW,
    (SubmissionState.RE_REVIEW, Move.APPROVE): SubmissionState.APPROVED,
    (SubmissionState.RE_REVIEW, Move.SEND_BACK): SubmissionState.RETURNED,
    (SubmissionState.RE_REVIEW, Move.REJECT): SubmissionState.REJECTED,
    (SubmissionState.APPROVED, Move.REVOKE): SubmissionState.WAITING,
    (SubmissionState.RETURNED, Move.REVOKE): SubmissionState.WAITING,
    (SubmissionState.REJECTED, Move.REVOKE): SubmissionState.WAITING,
}

OPEN_FOR_DECISION: Final = frozenset({SubmissionState.WAITING, SubmissionState.RE_REVIEW})
DECISIONS: Final = frozenset({Move.APPROVE, Move.SEND_BACK, Move.REJECT, Move.VOID})


class IllegalMove(RuleBroken):
    """The table has no such move. ``state`` and ``move`` say which."""

    def __init__(self, state: SubmissionState, move: Move, message: str | None = None) -> None:
        super().__init__(message or _sentence(state, move))
        self.state = state
        self.move = move


def _sentence(state: SubmissionState, move: Move) -> str:
    possible = "、".join(other.words for other in moves_from(state))
    way_out = f"现在可以：{possible}。" if possible else "这份资料已经结束，请重新申请。"
    return f"资料现在是“{state.words}”，不能“{move.words}”。{way_out}"


def moves_from(state: SubmissionState) -> tuple[Move, ...]:
    """The moves the table allows from ``state``, in the order of :class:`Move`."""
    return tuple(move for move in Move if (state, move) in MOVES)


def next_state(state: SubmissionState, move: Move) -> SubmissionState:
    """Where ``move`` leads from ``state``. IllegalMove when the table has no such entry."""
    try:
        return MOVES[state, move]
    except KeyError:
        raise IllegalMove(state, move) from None


def undo(state: SubmissionState, move: Move, before: SubmissionState) -> SubmissionState:
    """The state a compensating undo restores: ``before``, from which the decision ``move`` led to ``state``.

    IllegalMove when ``move`` is no decision or the dossier no longer stands where that decision put it.
    """
    if move not in DECISIONS or MOVES.get((before, move)) is not state:
        raise IllegalMove(
            state,
            move,
            f"资料现在是“{state.words}”，“{move.words}”已不能直接撤销；请用“撤销审核”并写明原因。",
        )
    return before
