"""Tells the plan's steps to the office, one request after the other."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.notices import DueNotices, MarkNotice
from desktop_admin.contract.office import Office
from desktop_admin.contract.people import (
    CandidateForm,
    CandidatePage,
    CompanyForm,
    MergeCandidates,
    RegisterCandidate,
    RegisterCompany,
)
from desktop_admin.contract.sessions import LearnerSession, OpenLearnerSession
from desktop_admin.contract.staff import StaffList
from desktop_admin.contract.submissions import (
    AddNote,
    ApproveSubmission,
    DecisionKind,
    RejectSubmission,
    ReturnSubmission,
    SetAside,
    Slot,
    SubmitPapers,
    UploadPaper,
    WithdrawSubmission,
)
from desktop_admin.demo.mill import UNACCEPTABLE, Paper, file_name
from desktop_admin.demo.plan import Plan
from desktop_admin.demo.special import SECOND_RECORD
from desktop_admin.demo.staff import PORTAL
from desktop_admin.demo.steps import (
    Decide,
    DossierKey,
    HandIn,
    Merge,
    PutAside,
    Register,
    Remark,
    SendNotices,
    Step,
    Withdraw,
)
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.subjects import SubjectKind

#: Papers are uploaded within this time before they are handed in.
_PREPARATION = timedelta(minutes=2)


class _Desk(Office, Protocol):
    def as_learner(self, session: LearnerSession) -> Office: ...


class _Desks(Protocol):
    def at(self, moment: datetime) -> None: ...

    def as_staff(self, name: str, *, to_ask: bool = False) -> _Desk: ...


class _Papers(Protocol):
    def reach(self, moment: datetime) -> None: ...

    def bytes_of(self, paper: Paper) -> bytes: ...


class History:
    """Knows the ids the office has given so far, and the papers and version of each dossier."""

    def __init__(self, desks: _Desks, plan: Plan, papers: _Papers) -> None:
        self._desks = desks
        self._plan = plan
        self._papers = papers
        self._companies: dict[int, int] = {}
        self._candidates: dict[int, int] = {}
        self._submissions: dict[DossierKey, int] = {}
        self._versions: dict[int, int] = {}
        self._current: dict[int, dict[Slot, str]] = {}
        self._staff: dict[str, int] = {}
        self._sent = 0

    def register_companies(self) -> None:
        """All companies, by the portal, within the first hour."""
        moment = self._plan.starts
        self._desks.at(moment)
        self._papers.reach(moment)
        for company in self._plan.companies:
            moment += timedelta(seconds=41)
            self._desks.at(moment)
            form = CompanyForm(
                company.name, company.credit_code, company.legal_representative, company.region, company.phone
            )
            receipt = self._desks.as_staff(PORTAL).run(RegisterCompany(form))
            self._companies[company.key] = receipt.first(SubjectKind.COMPANY)

    def tell(self, step: Step) -> None:
        """Do one step. Raises the office's error when it refuses: then plan and rules disagree."""
        # The clock first: what is put now must not look a day old when it is handed in.
        self._desks.at(step.at - _PREPARATION)
        self._papers.reach(step.at)
        match step:
            case HandIn():
                self._hand_in(step)
            case Decide():
                self._decide(step)
            case Register():
                self._register(step)
            case SendNotices():
                self._send(step)
            case Withdraw():
                self._desks.at(step.at)
                learner = self._learner(step.dossier[0])
                self._keep(learner.run(WithdrawSubmission(self._submissions[step.dossier])))
            case PutAside():
                number, version = self._seen(step.dossier)
                self._keep(
                    self._staff_desk(step.at, step.by).run(SetAside(number, version, step.until, step.note))
                )
            case Remark():
                desk = self._staff_desk(step.at, step.by)
                mentions = (self._staff_id(desk, step.mention),) if step.mention else ()
                self._keep(desk.run(AddNote(self._submissions[step.dossier], step.text, mentions)))
            case Merge():
                self._merge(step)

    def _register(self, step: Register) -> None:
        person = self._plan.people[step.person % SECOND_RECORD]
        form = CandidateForm(
            name=person.name,
            id_type=IdType.PASSPORT if step.passport else IdType.CITIZEN,
            id_number=step.passport or person.id_number,
            company_id=self._companies[person.company.key],
            phone=person.phone,
        )
        receipt = self._staff_desk(step.at, PORTAL).run(RegisterCandidate(form))
        self._candidates[step.person] = receipt.first(SubjectKind.CANDIDATE)

    def _hand_in(self, step: HandIn) -> None:
        """Each paper some seconds before the last moment, which is the step's own."""
        papers = [self._papers.bytes_of(paper) for paper in step.papers]
        self._desks.at(step.at - timedelta(seconds=25 * len(papers)))
        desk = self._desks.as_staff(step.by) if step.by else self._learner(step.dossier[0])
        candidate = self._candidates[step.dossier[0]] if step.by else None
        for place, (paper, data) in enumerate(zip(step.papers, papers, strict=True)):
            self._desks.at(step.at - timedelta(seconds=20 * (len(papers) - place)))
            # The office has looked at it already; whoever names it has to bring it (learners theirs alone).
            sha256 = desk.put(data, file_name(paper)).sha256
            upload = UploadPaper(
                candidate,
                step.application.category,
                paper.slot,
                sha256,
                file_name(paper),
                source=step.source,
                as_received=paper.style in UNACCEPTABLE,
            )
            receipt = desk.run(upload)
            number = receipt.first(SubjectKind.SUBMISSION)
            self._submissions[step.dossier] = number
            self._current.setdefault(number, {})[paper.slot] = sha256
            self._keep(receipt)
        self._desks.at(step.at)
        if step.submit:
            application = step.application
            expires = application.expires.isoformat() if application.expires else ""
            submit = SubmitPapers(
                self._submissions[step.dossier], application.certificate, expires, source=step.source
            )
            self._keep(desk.run(submit))

    def _decide(self, step: Decide) -> None:
        number, version = self._seen(step.dossier)
        current = self._current[number]
        hashes = tuple(current[slot] for slot in Slot if slot in current)
        desk = self._staff_desk(step.at, step.by)
        if step.kind is DecisionKind.APPROVE:
            receipt = desk.run(ApproveSubmission(number, version, hashes))
        elif step.kind is DecisionKind.RETURN:
            receipt = desk.run(ReturnSubmission(number, version, hashes, step.reasons))
        else:
            receipt = desk.run(RejectSubmission(number, version, hashes, step.reasons))
        self._keep(receipt)

    def _merge(self, step: Merge) -> None:
        desk = self._staff_desk(step.at, step.by)
        keep, drop = (desk.run(CandidatePage(self._candidates[key])) for key in (step.keep, step.drop))
        self._keep(desk.run(MergeCandidates(keep.id, keep.version, drop.id, drop.version, step.reason)))

    def _send(self, step: SendNotices) -> None:
        self._desks.at(step.at)
        due = self._desks.as_staff(PORTAL, to_ask=True).run(DueNotices()).rows
        desk = self._desks.as_staff(PORTAL, to_ask=not due)
        for notice in due:
            self._sent += 1
            fails = bool(step.fails_every) and self._sent % step.fails_every == 0
            error = "短信通道没有应答" if fails else ""
            desk.run(MarkNotice(notice.id, notice.version, sent=not fails, error=error))

    def _staff_desk(self, moment: datetime, name: str) -> _Desk:
        self._desks.at(moment)
        return self._desks.as_staff(name)

    def _learner(self, person: int) -> Office:
        portal = self._desks.as_staff(PORTAL)
        return portal.as_learner(portal.run(OpenLearnerSession(self._candidates[person])))

    def _staff_id(self, desk: Office, name: str) -> int:
        if name not in self._staff:
            self._staff = {row.form.name: row.id for row in desk.run(StaffList()).rows}
        return self._staff[name]

    def _seen(self, dossier: DossierKey) -> tuple[int, int]:
        number = self._submissions[dossier]
        return number, self._versions[number]

    def _keep(self, receipt: Receipt) -> None:
        self._versions.update(_versions(receipt))


def _versions(receipt: Receipt) -> Iterable[tuple[int, int]]:
    return (
        (subject.id, subject.version)
        for subject in receipt.subjects
        if subject.kind == SubjectKind.SUBMISSION
    )
