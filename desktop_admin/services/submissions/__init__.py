"""Applications: intake, queue, dossier, decisions and claims, each in a file of its own.

Re-exported here because the requests of ``contract/submissions.py`` are answered by the
functions of the same name in this package (house §4).
"""

from desktop_admin.services.submissions.claims import claim_submission, release_claim, take_over_claim
from desktop_admin.services.submissions.days import review_days
from desktop_admin.services.submissions.decisions import (
    approve_submission,
    close_duplicate,
    reject_submission,
    return_submission,
    revoke_decision,
    undo_decision,
)
from desktop_admin.services.submissions.dossier import dossier
from desktop_admin.services.submissions.intake import submit_papers, upload_paper, withdraw_submission
from desktop_admin.services.submissions.mine import my_submissions
from desktop_admin.services.submissions.moving import move_to_candidate
from desktop_admin.services.submissions.progress import review_progress
from desktop_admin.services.submissions.queue import review_queue
from desktop_admin.services.submissions.shelf import (
    add_note,
    admit_late,
    bring_back,
    export_papers,
    set_aside,
)
from desktop_admin.services.submissions.spot_checks import confirm_spot_check

__all__ = [
    "add_note",
    "admit_late",
    "approve_submission",
    "bring_back",
    "claim_submission",
    "close_duplicate",
    "confirm_spot_check",
    "dossier",
    "export_papers",
    "move_to_candidate",
    "my_submissions",
    "reject_submission",
    "release_claim",
    "return_submission",
    "review_days",
    "review_progress",
    "review_queue",
    "revoke_decision",
    "set_aside",
    "submit_papers",
    "take_over_claim",
    "undo_decision",
    "upload_paper",
    "withdraw_submission",
]
