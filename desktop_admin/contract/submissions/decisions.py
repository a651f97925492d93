"""Deciding, undoing, revoking."""

from dataclasses import dataclass

from desktop_admin.contract.base import Command, Receipt
from desktop_admin.rules.reasons import ReasonGiven


@dataclass(frozen=True)
class ApproveSubmission(Command[Receipt]):
    """通过. ``seen_hashes`` are the current papers the person saw, in slot order (R08).

    ``unseen`` marks bulk approval (journalled 未逐份查看); policy decides whether it may be used. ``despite`` is
    仍然通过: the person has read the red findings of the pre-check; without it they are refused by name.
    """

    submission_id: int
    seen_version: int
    seen_hashes: tuple[str, ...]
    unseen: bool = False
    despite: bool = False


@dataclass(frozen=True)
class ReturnSubmission(Command[Receipt]):
    """退回修改 with all defects at once (行政许可法 32). At least one reason."""

    submission_id: int
    seen_version: int
    seen_hashes: tuple[str, ...]
    reasons: tuple[ReasonGiven, ...]


@dataclass(frozen=True)
class RejectSubmission(Command[Receipt]):
    """不通过: ends this application (R04). At least one reason."""

    submission_id: int
    seen_version: int
    seen_hashes: tuple[str, ...]
    reasons: tuple[ReasonGiven, ...]


@dataclass(frozen=True)
class UndoDecision(Command[Receipt]):
    """Ctrl+Z within 8 s, by the person who decided, before the learner hears of it (R10)."""

    submission_id: int
    seen_version: int


@dataclass(frozen=True)
class RevokeDecision(Command[Receipt]):
    """撤销审核, later, with a reason; a notice already sent is followed by a correction (R10)."""

    submission_id: int
    seen_version: int
    reason: str


@dataclass(frozen=True)
class CloseDuplicate(Command[Receipt]):
    """作废（重复）: closed beside ``same_as``, without a refusal notice (R16)."""

    submission_id: int
    seen_version: int
    same_as: int
