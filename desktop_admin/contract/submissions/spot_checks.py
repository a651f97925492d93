"""A second person looks at what was approved unseen (R20)."""

from dataclasses import dataclass

from desktop_admin.contract.base import Command, Receipt


@dataclass(frozen=True)
class ConfirmSpotCheck(Command[Receipt]):
    """抽查无误: a second person has read what was approved unseen and agrees (R20).

    Whoever does not agree revokes the decision (:class:`RevokeDecision`), which ends the spot check too.
    """

    submission_id: int
    seen_version: int
    seen_hashes: tuple[str, ...]
