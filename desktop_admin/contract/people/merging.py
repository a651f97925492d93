"""Two records of one person become one."""

from dataclasses import dataclass

from desktop_admin.contract.base import Command, Receipt


@dataclass(frozen=True)
class MergeCandidates(Command[Receipt]):
    """The same human twice: everything of ``drop_id`` moves to ``keep_id``; history stays (deliver 2).

    Conflict also where a colleague has ruled the pair out meanwhile (:class:`RuleOutTwins`).
    """

    keep_id: int
    keep_version: int
    drop_id: int
    drop_version: int
    reason: str
