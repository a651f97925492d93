"""The steps of an application up to the decision: papers, submission, decisions.

One subject in several files; everything is named here, where callers import it from.
"""

from desktop_admin.contract.submissions.days import DayCount, DayCounts, ReviewDays
from desktop_admin.contract.submissions.decisions import (
    ApproveSubmission,
    CloseDuplicate,
    RejectSubmission,
    ReturnSubmission,
    RevokeDecision,
    UndoDecision,
)
from desktop_admin.contract.submissions.dossier import (
    DecisionKind,
    DecisionRecord,
    Dossier,
    DossierRecord,
    HistoryEntry,
    NoteRecord,
    PaperVersion,
    PrecheckFinding,
    Sibling,
)
from desktop_admin.contract.submissions.intake import SubmitPapers, UploadPaper, WithdrawSubmission
from desktop_admin.contract.submissions.mine import MySubmission, MySubmissionList, MySubmissions
from desktop_admin.contract.submissions.progress import Progress, ReviewProgress
from desktop_admin.contract.submissions.queue import QueueFilter, QueueRow, QueueView, ReviewQueue
from desktop_admin.contract.submissions.shelf import AddNote, AdmitLate, BringBack, ExportPapers, SetAside
from desktop_admin.contract.submissions.spot_checks import ConfirmSpotCheck
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.reasons import ReasonGiven

__all__ = [
    "AddNote",
    "AdmitLate",
    "ApproveSubmission",
    "BringBack",
    "CloseDuplicate",
    "ConfirmSpotCheck",
    "DayCount",
    "DayCounts",
    "DecisionKind",
    "DecisionRecord",
    "Dossier",
    "DossierRecord",
    "ExportPapers",
    "HistoryEntry",
    "MySubmission",
    "MySubmissionList",
    "MySubmissions",
    "NoteRecord",
    "PaperVersion",
    "PrecheckFinding",
    "Progress",
    "QueueFilter",
    "QueueRow",
    "QueueView",
    "ReasonGiven",
    "RejectSubmission",
    "ReturnSubmission",
    "ReviewDays",
    "ReviewProgress",
    "ReviewQueue",
    "RevokeDecision",
    "SetAside",
    "Sibling",
    "Slot",
    "SubmitPapers",
    "UndoDecision",
    "UploadPaper",
    "WithdrawSubmission",
]
