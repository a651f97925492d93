"""Tells the plan's steps to the office, one request after the other."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.office import Office
from desktop_admin.contract.people import (
    CompanyForm,
    RegisterCompany,
)
from desktop_admin.contract.sessions import LearnerSession, OpenLearnerSession
from desktop_admin.contract.staff import StaffList
from desktop_admin.contract.submissions import (
    Slot,
)
from desktop_admin.demo.contents import read_chapters
from desktop_admin.demo.mill import Paper
from desktop_admin.demo.plan import Plan
from desktop_admin.demo.staff import PORTAL
from desktop_admin.demo.steps import (
    DossierKey,
    Step,
)
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
    """Knows the ids the office has given so far, and the papers and version of each dossier.

    How each kind of step is done the chapters say.
    """

    def __init__(self, desks: _Desks, plan: Plan, papers: _Papers) -> None:
        self.desks = desks
        self.plan = plan
        self.papers = papers
        self.companies: dict[int, int] = {}
        self.candidates: dict[int, int] = {}
        self.submissions: dict[DossierKey, int] = {}
        self.versions: dict[int, int] = {}
        self.current: dict[int, dict[Slot, str]] = {}
        #: Sessions of the month the demonstration stands in, by their place in it (the first is 1).
        self.sessions: dict[int, int] = {}
        #: Site → its rooms, and who invigilates, in the order they were registered.
        self.rooms: dict[int, tuple[int, ...]] = {}
        self.invigilators: tuple[int, ...] = ()
        self._staff: dict[str, int] = {}
        self.sent = 0
        self._tellers = {kind: tell for chapter in read_chapters() for kind, tell in chapter.TELL.items()}

    def register_companies(self) -> None:
        """All companies, by the portal, within the first hour."""
        moment = self.plan.starts
        self.desks.at(moment)
        self.papers.reach(moment)
        for company in self.plan.companies:
            moment += timedelta(seconds=41)
            self.desks.at(moment)
            form = CompanyForm(
                company.name, company.credit_code, company.legal_representative, company.region, company.phone
            )
            receipt = self.desks.as_staff(PORTAL).run(RegisterCompany(form))
            self.companies[company.key] = receipt.first(SubjectKind.COMPANY)

    def tell(self, step: Step) -> None:
        """Do one step. Raises the office's error when it refuses: then plan and rules disagree."""
        # The clock first: what is put now must not look a day old when it is handed in.
        self.desks.at(step.at - _PREPARATION)
        self.papers.reach(step.at)
        self._tellers[type(step)](self, step)

    def staff_desk(self, moment: datetime, name: str) -> _Desk:
        """The desk of that person at that moment."""
        self.desks.at(moment)
        return self.desks.as_staff(name)

    def learner(self, person: int) -> Office:
        """The office as that learner sees it, over the portal."""
        portal = self.desks.as_staff(PORTAL)
        return portal.as_learner(portal.run(OpenLearnerSession(self.candidates[person])))

    def staff_id(self, desk: Office, name: str) -> int:
        """The id of an account."""
        if name not in self._staff:
            self._staff = {row.form.name: row.id for row in desk.run(StaffList()).rows}
        return self._staff[name]

    def seen(self, dossier: DossierKey) -> tuple[int, int]:
        """(id, version) of a dossier as last seen."""
        number = self.submissions[dossier]
        return number, self.versions[number]

    def keep(self, receipt: Receipt) -> None:
        """Remember the versions a receipt tells."""
        self.versions.update(_versions(receipt))


def _versions(receipt: Receipt) -> Iterable[tuple[int, int]]:
    return (
        (subject.id, subject.version)
        for subject in receipt.subjects
        if subject.kind == SubjectKind.SUBMISSION
    )
