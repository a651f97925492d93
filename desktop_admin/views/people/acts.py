"""What every command of the people desk does, and why it cannot be done now; the table of them is in keys.py."""

from typing import Protocol

from PySide6.QtCore import SignalInstance

from desktop_admin.contract.people import (
    CandidateCard,
    EditCandidate,
    EditCompany,
)
from desktop_admin.contract.submissions import QueueFilter
from desktop_admin.rules.states import SubmissionState
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.commands import NOT_ALLOWED
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.page import Target
from desktop_admin.views.people.applying import ApplySheet
from desktop_admin.views.people.company_view import CompanyView
from desktop_admin.views.people.editing import Editing
from desktop_admin.views.people.list_panel import ListPanel
from desktop_admin.views.people.listing import Kind
from desktop_admin.views.people.person_view import PersonView
from desktop_admin.views.people.twins import TwinsSheet

_OPEN_STATES = (SubmissionState.DRAFT, SubmissionState.RETURNED, SubmissionState.WAITING)
_NOBODY = "先从左侧选择一名学员"
_NOTHING = "先从左侧选择一名学员或一个单位"
_MERGED = "此人已合并到另一条记录，请打开保留的记录"


class Whole(Protocol):
    """The page as its acts see it: the parts by name. A protocol, or each would import the other."""

    desk: Desk
    left: ListPanel
    person: PersonView
    company: CompanyView
    editing: Editing
    twins: TwinsSheet
    applying: ApplySheet

    @property
    def jump(self) -> SignalInstance:
        """To another page."""

    @property
    def on_screen(self) -> tuple[Kind, int] | None:
        """Whose page is shown, once it is the one that was chosen."""

    def refresh(self) -> None:
        """Read the list and the page of the chosen one anew."""


class Acts:
    """Works on the parts of one page."""

    def __init__(self, page: Whole) -> None:
        self._page = page

    # -- the list ----------------------------------------------------------------------------

    def find(self) -> None:
        """Ctrl+F and Esc."""
        self._page.left.go_find()

    def walk_on(self) -> None:
        """J."""
        self._page.left.view.step(1)

    def walk_back(self) -> None:
        """K."""
        self._page.left.view.step(-1)

    def show_people(self) -> None:
        """P."""
        self._page.left.show_kind(Kind.CANDIDATE)

    def show_companies(self) -> None:
        """C."""
        self._page.left.show_kind(Kind.COMPANY)

    def refresh(self) -> None:
        """F5."""
        self._page.refresh()

    def register_person(self) -> None:
        """N. On the page of a company, one of its people."""
        shown = self._page.on_screen
        company = self._page.company.card if shown is not None and shown[0] is Kind.COMPANY else None
        self._page.editing.register_person(company)

    def register_company(self) -> None:
        """M."""
        self._page.editing.register_company()

    def all_twins(self) -> None:
        """Everybody who may be registered twice."""
        self._page.twins.begin()

    # -- the chosen one ----------------------------------------------------------------------

    def edit(self) -> None:
        """E."""
        person, company = self._person(), self._page.company.card
        if person is not None:
            self._page.editing.edit_person(person)
        elif company is not None:
            self._page.editing.edit_company(company)

    def why_not_edit(self) -> str:
        """Nobody chosen, not one's task, or a record that was merged."""
        if self._page.on_screen is None:
            return _NOTHING
        person = self._person()
        if not self._page.desk.may(EditCandidate if person is not None else EditCompany):
            return NOT_ALLOWED
        return _MERGED if person is not None and person.merged_into is not None else ""

    def reveal(self) -> None:
        """I."""
        self._page.person.toggle_reveal()

    def why_not_reveal(self) -> str:
        """Only people have numbers."""
        return "" if self._person() is not None else _NOBODY

    def why_not_person(self) -> str:
        """For what is done with the one record that is kept of a person."""
        person = self._person()
        if person is None:
            return _NOBODY
        return _MERGED if person.merged_into is not None else ""

    def apply(self) -> None:
        """U. An open application is gone on with at the review desk; otherwise a new one."""
        card = self._person()
        if card is None:
            return
        self._page.applying.offer(card)
        opened = next((one for one in card.submissions if one.state in _OPEN_STATES), None)
        if opened is not None:
            self._page.applying.show_problem(
                "此人有一份进行中的申请。更换它的文件请到资料审核用“代传”（U）。",
                "打开那一份",
                lambda: self._open_application(opened.id),
            )

    def own_twins(self) -> None:
        """D."""
        card = self._person()
        if card is not None:
            self._page.twins.begin(card.id)

    def open_queue(self) -> None:
        """The dossiers of the company on screen."""
        company = self._page.company.card
        if company is not None:
            self._page.jump.emit("review", Target("filter", data=QueueFilter(company_id=company.id)))

    def why_not_open_queue(self) -> str:
        """Only companies have many."""
        shown = self._page.on_screen
        return "" if shown is not None and shown[0] is Kind.COMPANY else "先从左侧选择一个单位"

    def _person(self) -> CandidateCard | None:
        shown = self._page.on_screen
        return self._page.person.card if shown is not None and shown[0] is Kind.CANDIDATE else None

    def _open_application(self, submission_id: int) -> None:
        self._page.applying.dismiss()
        self._page.jump.emit("review", Target(SubjectKind.SUBMISSION, submission_id, "upload"))
