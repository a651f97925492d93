"""A small office of dossiers behind a :class:`RecordingOffice`: enough to answer the review desk's requests.

It keeps versions and states as the real office does, so that tests compare what was asked and what is shown.
"""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from desktop_admin.contract.base import Listed, Receipt, Subject
from desktop_admin.contract.catalogue import CatalogueRecord, CategoryForm, CategoryRow, ReasonForm, ReasonRow
from desktop_admin.contract.claims import ClaimAnswer, ClaimSubject, ReleaseClaim, Released
from desktop_admin.contract.journal import Change, ChangePage, ClaimRow
from desktop_admin.contract.policy import PolicyForm, PolicyRecord, PolicySettings
from desktop_admin.contract.submissions import (
    ApproveSubmission,
    CloseDuplicate,
    ConfirmSpotCheck,
    DecisionKind,
    DecisionRecord,
    Dossier,
    DossierRecord,
    PaperVersion,
    Progress,
    QueueRow,
    QueueView,
    RejectSubmission,
    ReturnSubmission,
    ReviewProgress,
    ReviewQueue,
    RevokeDecision,
    SetAside,
    Slot,
    UndoDecision,
)
from desktop_admin.rules.categories import CATEGORIES
from desktop_admin.rules.reasons import CATALOGUE
from tests.views.listed import answer
from tests.views.recording import NOON, RecordingOffice

DEADLINE = NOON + timedelta(days=3, hours=6)
NAMES = ("欧阳诸葛", "龚龑", "胡梅", "阿卜杜拉·买买提", "朱德", "蒙静磊", "杨超娜", "石")


def sha(text: str) -> str:
    """A stand-in for a file's hash."""
    return hashlib.sha256(text.encode()).hexdigest()


def paper(submission_id: int, slot: Slot, *, version: int = 1, **changes: Any) -> PaperVersion:
    """A good current paper of a dossier."""
    made = PaperVersion(
        id=submission_id * 100 + version * 10 + list(Slot).index(slot),
        slot=slot,
        sha256=sha(f"{submission_id} {slot} {version}"),
        file_name=f"{slot.short}.pdf",
        size=120_000,
        media_type="application/pdf",
        acceptable=True,
        problems=(),
        fitting_reason="",
        pages=1,
        uploaded_at=NOON - timedelta(days=2),
        by="学员本人",
        source="",
        attempt=1,
        current=True,
    )
    return replace(made, **changes)


def dossier(submission_id: int, **changes: Any) -> DossierRecord:
    """A waiting dossier with two good papers; the longer waiting the lower its number."""
    made = DossierRecord(
        id=submission_id,
        version=1,
        state="waiting",
        candidate_id=1000 + submission_id,
        name=NAMES[(submission_id - 1) % len(NAMES)],
        name_typed=NAMES[(submission_id - 1) % len(NAMES)],
        id_type="citizen",
        id_masked="522***********1234",
        phone_masked="138****5678",
        sex="male",
        company_id=50,
        company="都匀瑞泰建筑工程有限公司",
        credit_code="91522701MA6DXXXX0X",
        category="C2_renewal",
        attempt=1,
        certificate="黔建安C2（2020）0412337",
        expires="2026-12-20",
        cycle="2026-11",
        late_minutes=0,
        next_month=False,
        border=False,
        admitted=False,
        admissible_to="",
        submitted_at=NOON - timedelta(days=3) + timedelta(hours=submission_id),
        deadline=DEADLINE,
        papers=tuple(paper(submission_id, slot) for slot in Slot),
        findings=(),
        needles={"name": "欧阳诸葛"},
        decisions=(),
        notes=(),
        history=(),
        siblings=(),
        aside_until=None,
        aside_by="",
        aside_note="",
        claim_by="",
        claim_mine=False,
        claim_since=None,
        claim_lapsed=False,
        undo_until=None,
        flags=(),
        as_of=100,
    )
    return replace(made, **changes)


def catalogue() -> CatalogueRecord:
    """The start catalogue as an office seeds it."""
    categories = tuple(
        CategoryRow(
            place, 1, CategoryForm(c.key, c.code, c.kind, c.name, c.short, c.required_hours, c.offered), {}
        )
        for place, c in enumerate(CATEGORIES, start=1)
    )
    forms = [
        ReasonForm(
            reason.code,
            reason.text,
            slot.value,
            "",
            reason.digit(slot) or 0,
            given_for=str(reason.given_for or ""),
        )
        for reason in CATALOGUE
        for slot in reason.slots
    ]
    rows = tuple(ReasonRow(place, 1, form) for place, form in enumerate(forms, start=1))
    return CatalogueRecord(categories, rows, 100)


class Town:
    """Dossiers by id, answered through :attr:`office`."""

    def __init__(self, count: int = 5) -> None:
        self.dossiers = {one: dossier(one) for one in range(1, count + 1)}
        self.claims: dict[int, ClaimAnswer] = {}
        self.bulk = "green"
        self.office = RecordingOffice()
        answers = self.office.answers
        answers.update(
            {
                ReviewQueue: self.queue,
                ReviewProgress: lambda _: self.progress(),
                Dossier: lambda asked: self.dossiers[asked.submission_id],
                ClaimSubject: self.claim,
                ReleaseClaim: lambda _: Released(True),
                PolicySettings: lambda _: PolicyRecord(1, PolicyForm("协会", bulk_approval=self.bulk)),
                ApproveSubmission: lambda asked: self.decide(asked, "approved"),
                ReturnSubmission: lambda asked: self.decide(asked, "returned"),
                RejectSubmission: lambda asked: self.decide(asked, "rejected"),
                CloseDuplicate: lambda asked: self.decide(asked, "void"),
                UndoDecision: lambda asked: self.decide(asked, "waiting"),
                RevokeDecision: lambda asked: self.decide(asked, "waiting"),
                ConfirmSpotCheck: self.confirm,
                SetAside: lambda asked: self.decide(asked, "waiting"),
            }
        )

    # -- answers -----------------------------------------------------------------------------

    def row(self, record: DossierRecord, **changes: Any) -> QueueRow:
        """The queue row of a dossier."""
        made = QueueRow(
            record.id,
            record.version,
            record.candidate_id,
            record.company_id,
            record.name,
            record.company,
            record.category,
            record.state,
            record.attempt,
            record.submitted_at,
            record.late_minutes,
            record.cycle,
            record.flags,
            "green",
            record.aside_until,
        )
        return replace(made, **changes)

    def queue(self, asked: ReviewQueue) -> Listed[QueueRow]:
        """Waiting ones (or all), re-reviews first."""
        everything = asked.filter.view in (QueueView.ALL, QueueView.DECIDED)
        open_ = ("waiting", "re_review")
        found = [d for d in self.dossiers.values() if everything or d.state in open_]
        if asked.filter.view is QueueView.SPOT_CHECK:
            found = [d for d in self.dossiers.values() if "spot_check" in d.flags]
        if asked.filter.attempt_from > 1:
            found = [d for d in found if d.attempt >= asked.filter.attempt_from]
        found.sort(key=lambda d: (d.state != "re_review", d.id))
        if asked.filter.view is QueueView.BORDER:
            open_ = (*open_, "approved")
            found = [d for d in self.dossiers.values() if d.border and not d.admitted and d.state in open_]
            found.sort(key=lambda d: -d.id)
        return answer(asked, [self.row(d) for d in found], self.office.head)

    def claim(self, asked: ClaimSubject) -> ClaimAnswer:
        """Ours unless the test said whose."""
        return self.claims.get(asked.subject_id, ClaimAnswer(True, "王敏", NOON, False, False))

    def decide(self, asked: Any, state: str) -> Receipt:
        """Book a decision as the office would."""
        record = self.dossiers[asked.submission_id]
        self.change(record.id, state=state)
        self.office.head += 1
        subject = Subject("submission", record.id, self.dossiers[record.id].version)
        return Receipt(self.office.head, (subject,))

    def confirm(self, asked: ConfirmSpotCheck) -> Receipt:
        """A second person agrees: nothing is drawn any more."""
        receipt = self.decide(asked, "approved")
        self.dossiers[asked.submission_id] = replace(self.dossiers[asked.submission_id], flags=())
        return receipt

    def drawn(self, submission_id: int, by: int = 9) -> None:
        """Approved unseen by account ``by`` and drawn for a spot check (R20)."""
        made = DecisionRecord(
            1, DecisionKind.APPROVE, NOON, by, "李四", (), "", (), True, False, "", None, None, "", ""
        )
        self.change(submission_id, state="approved", decisions=(made,), flags=("spot_check",))

    def progress(self) -> Progress:
        """今日 47."""
        waiting = sum(d.state in ("waiting", "re_review") for d in self.dossiers.values())
        return Progress(waiting, 47, 12, NOON - timedelta(days=2, hours=3), 0, 2, 1, 0, 0, DEADLINE, 100)

    # -- what others do ----------------------------------------------------------------------

    def change(self, submission_id: int, **changes: Any) -> None:
        """A dossier is another now: one version later."""
        record = self.dossiers[submission_id]
        self.dossiers[submission_id] = replace(record, version=record.version + 1, **changes)

    def tell(self, *ids: int, name: str = "ApproveSubmission", claims: tuple[ClaimRow, ...] = ()) -> None:
        """The feed names these dossiers."""
        self.office.head += 1
        head = self.office.head
        subjects = tuple(
            Subject("submission", one, self.dossiers[one].version if one in self.dossiers else 0)
            for one in ids
        )
        for one in ids:
            if one in self.dossiers:
                self.dossiers[one] = replace(self.dossiers[one], as_of=head)
        changes = (Change(head, NOON, "李四", name, subjects),) if ids else ()
        self.office.tell(ChangePage(head, "", changes, claims, False, NOON))

    def replace_paper(self, submission_id: int, slot: Slot) -> None:
        """The learner hands in another file."""
        old = tuple(
            replace(p, current=False) if p.slot is slot else p for p in self.dossiers[submission_id].papers
        )
        self.change(submission_id, papers=(*old, paper(submission_id, slot, version=2)), flags=("replaced",))

    def decided_by(self, submission_id: int, who: str, at: datetime) -> None:
        """A colleague was quicker."""
        record = DecisionRecord(
            1, DecisionKind.APPROVE, at, 9, who, (), "", (), False, False, "", None, None, "", ""
        )
        self.change(submission_id, state="approved", decisions=(record,))
