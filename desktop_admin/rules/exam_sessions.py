"""The states of a session (场次), the one table of moves between them, and who may make them (domain §3).

Every screen and every use case reads this table: a button is grey exactly when the office would refuse.  截止 is no
state: it is computed from the clock.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from desktop_admin.rules.errors import RuleBroken
from desktop_admin.rules.roles import EXAMS, Role, Roles


class SessionState(StrEnum):
    """Where a session stands."""

    DRAFT = "draft"
    OPEN = "open"
    SEATED = "seated"
    PUBLISHED = "published"
    HELD = "held"
    ARCHIVED = "archived"
    MOVED = "moved"
    CANCELLED = "cancelled"

    @property
    def words(self) -> str:
        """The Chinese name on every screen."""
        return _STATE_WORDS[self]


class SessionMove(StrEnum):
    """What can happen to a session."""

    OPEN = "open"
    BACK_TO_DRAFT = "back_to_draft"
    SEAT = "seat"
    UNSEAT = "unseat"
    PUBLISH = "publish"
    HOLD = "hold"
    ARCHIVE = "archive"
    MOVE = "move"
    CANCEL = "cancel"

    @property
    def words(self) -> str:
        """The Chinese name on buttons and in the history."""
        return _MOVE_WORDS[self]


_STATE_WORDS: Final = {
    SessionState.DRAFT: "草稿",
    SessionState.OPEN: "开放",
    SessionState.SEATED: "已编排",
    SessionState.PUBLISHED: "已发布",
    SessionState.HELD: "已考",
    SessionState.ARCHIVED: "已归档",
    SessionState.MOVED: "已改期",
    SessionState.CANCELLED: "已取消",
}

_MOVE_WORDS: Final = {
    SessionMove.OPEN: "开放场次",
    SessionMove.BACK_TO_DRAFT: "转回草稿",
    SessionMove.SEAT: "编排",
    SessionMove.UNSEAT: "取消编排",
    SessionMove.PUBLISH: "发布名单",
    SessionMove.HOLD: "登记已考",
    SessionMove.ARCHIVE: "归档",
    SessionMove.MOVE: "改期",
    SessionMove.CANCEL: "取消场次",
}

MOVES: Final[Mapping[tuple[SessionState, SessionMove], SessionState]] = {
    (SessionState.DRAFT, SessionMove.OPEN): SessionState.OPEN,
    (SessionState.OPEN, SessionMove.BACK_TO_DRAFT): SessionState.DRAFT,
    (SessionState.OPEN, SessionMove.SEAT): SessionState.SEATED,
    (SessionState.SEATED, SessionMove.UNSEAT): SessionState.OPEN,
    (SessionState.SEATED, SessionMove.PUBLISH): SessionState.PUBLISHED,
    # The next version of the roster.
    (SessionState.PUBLISHED, SessionMove.PUBLISH): SessionState.PUBLISHED,
    (SessionState.PUBLISHED, SessionMove.HOLD): SessionState.HELD,
    (SessionState.HELD, SessionMove.ARCHIVE): SessionState.ARCHIVED,
    # Nobody came forward and its day is over: there is nothing to seat, publish or mark.
    (SessionState.OPEN, SessionMove.ARCHIVE): SessionState.ARCHIVED,
    # A draft has no people who would have to hear of it: its date is simply edited.
    (SessionState.OPEN, SessionMove.MOVE): SessionState.MOVED,
    (SessionState.SEATED, SessionMove.MOVE): SessionState.MOVED,
    (SessionState.PUBLISHED, SessionMove.MOVE): SessionState.MOVED,
    (SessionState.DRAFT, SessionMove.CANCEL): SessionState.CANCELLED,
    (SessionState.OPEN, SessionMove.CANCEL): SessionState.CANCELLED,
    (SessionState.SEATED, SessionMove.CANCEL): SessionState.CANCELLED,
    (SessionState.PUBLISHED, SessionMove.CANCEL): SessionState.CANCELLED,
}

MOVERS: Final[Mapping[SessionMove, Roles]] = dict.fromkeys(SessionMove, EXAMS)
"""Who may make a move."""

EDITABLE: Final = frozenset(
    {SessionState.DRAFT, SessionState.OPEN, SessionState.SEATED, SessionState.PUBLISHED}
)
"""States in which date, site, places and the rest may still be changed."""

ENDED: Final = frozenset({SessionState.ARCHIVED, SessionState.MOVED, SessionState.CANCELLED})
"""Read-only for everybody and everything, imports included (C16); nothing of them is ever deleted."""

TAKES_ROOM: Final = frozenset(SessionState) - {SessionState.MOVED, SessionState.CANCELLED}
"""States in which a session needs its rooms and invigilators."""


class IllegalSessionMove(RuleBroken):
    """The table has no such move. ``state`` and ``move`` say which."""

    def __init__(self, state: SessionState, move: SessionMove) -> None:
        possible = "、".join(other.words for other in session_moves(state))
        way_out = f"现在可以：{possible}。" if possible else "它只供查看，请新建场次。"
        super().__init__(f"本场现在是“{state.words}”，不能“{move.words}”。{way_out}")
        self.state = state
        self.move = move


def session_moves(state: SessionState, roles: Roles = frozenset(Role)) -> tuple[SessionMove, ...]:
    """The moves people with these roles may make from ``state``, in the order of :class:`SessionMove`."""
    return tuple(
        move for move in SessionMove if (state, move) in MOVES and not MOVERS[move].isdisjoint(roles)
    )


def next_session_state(state: SessionState, move: SessionMove) -> SessionState:
    """Where ``move`` leads from ``state``. IllegalSessionMove when the table has no such entry."""
    try:
        return MOVES[state, move]
    except KeyError:
        raise IllegalSessionMove(state, move) from None


def fixed_words(state: SessionState) -> str:
    """Why a session of that state cannot be changed any more; empty while it can."""
    if state in EDITABLE:
        return ""
    return f"本场“{state.words}”，只供查看，不能再改。如需另行安排，请新建场次。"
