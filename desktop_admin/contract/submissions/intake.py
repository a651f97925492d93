"""A learner's own steps: upload, submit, withdraw."""

from dataclasses import dataclass

from desktop_admin.contract.base import Command, Receipt
from desktop_admin.rules.categories import Slot


@dataclass(frozen=True)
class UploadPaper(Command[Receipt]):
    """Put a stored file into a slot of the person's application in a category.

    Starts the application if there is none; on a waiting one it replaces the paper; on an
    approved one it replaces it and the state becomes 需复审 (R09).  ``candidate_id`` None is the
    session's own learner; staff name the candidate and the ``source`` (R19).  ``as_received``
    keeps a file that fails the limits because it was already taken elsewhere (the reviewer
    returns it, R14); learners may not set it.
    """

    candidate_id: int | None
    category: str
    slot: Slot
    sha256: str
    file_name: str
    source: str = ""
    as_received: bool = False


@dataclass(frozen=True)
class SubmitPapers(Command[Receipt]):
    """Hand the papers in for review (seed §2.6): 未申请 or 退回修改 → 待审核."""

    submission_id: int
    certificate: str = ""
    expires: str = ""
    source: str = ""


@dataclass(frozen=True)
class WithdrawSubmission(Command[Receipt]):
    """Take a waiting application back: 待审核 → 未申请."""

    submission_id: int
    source: str = ""
