"""学员与单位: one search box, one list, and the page of whoever is chosen. Wiring only."""

from typing import Any

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_admin.contract.base import Question
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import ChangePage
from desktop_admin.contract.people import (
    CandidateCard,
    CandidatePage,
    CompanyCard,
    CompanyPage,
    PeopleList,
)
from desktop_admin.contract.submissions import QueueFilter
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.command import ROW, help_of
from desktop_admin.views.common.commands import command_page
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.page import KeyHelp, Page, Target
from desktop_admin.views.common.widgets import scroll
from desktop_admin.views.furniture.master_detail import MasterDetail
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.people.acts import Acts
from desktop_admin.views.people.applying import ApplySheet
from desktop_admin.views.people.company_view import CompanyView
from desktop_admin.views.people.editing import Editing
from desktop_admin.views.people.keys import COMMANDS, WALKING
from desktop_admin.views.people.list_panel import LEAST, WIDTH, ListPanel
from desktop_admin.views.people.listing import Kind
from desktop_admin.views.people.merging import MergeSheet
from desktop_admin.views.people.news import known_of, told_of
from desktop_admin.views.people.person_view import PersonView
from desktop_admin.views.people.twins import TwinsSheet

#: Milliseconds a row must stay chosen before its page is asked for: walking fast costs no questions.
_SETTLE = 120


class PeoplePage(Page):
    """One search box over people or companies; the chosen one's page beside it."""

    def __init__(self, desk: Desk, papers: PaperReader, parent: QWidget | None = None) -> None:
        super().__init__(desk, "学员与单位", parent)
        self.left = ListPanel(desk, lambda: self._wanted)
        self.listing, self.view, self.search = self.left.listing, self.left.view, self.left.search
        self.person = PersonView(desk)
        self.company = CompanyView(desk)
        self._wanted: tuple[Kind, int] | None = None
        self._begun = False
        self._make_right()
        self.editing = Editing(desk, self)
        self.twins = TwinsSheet(desk, self)
        self.merging = MergeSheet(desk, self)
        self.applying = ApplySheet(desk, self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._ask_card)
        self.keyed = command_page(self, COMMANDS, Acts(self))
        self._connect()

    # -- what the window asks ----------------------------------------------------------------

    def keys(self) -> list[KeyHelp]:
        """F1."""
        return help_of(COMMANDS, also=WALKING)

    def activate(self, target: Target | None = None) -> None:
        """Come to the front, on somebody if the jump says so."""
        if not self.desk.may(PeopleList):
            self.left.forbid()
            return
        if target is not None and target.kind in (Kind.CANDIDATE, Kind.COMPANY):
            self._go(Kind(target.kind), target.id)
        elif self._wanted is not None:
            self._ask_card()
        if not self._begun:
            self._begun = True
            self.left.begin()
        # Whoever was jumped to is worked on; who only comes here looks for somebody.
        (self.search if target is None else self.left).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Nothing revealed stays readable."""
        self.person.hide_numbers()

    def locked(self) -> None:
        """Whoever stands in front of a locked window reads nothing."""
        self.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        """Not to be seen: not to be read."""
        super().hideEvent(event)
        self.leave()

    # -- making ------------------------------------------------------------------------------

    def _make_right(self) -> None:
        self.cards = QStackedWidget()
        self.cards.addWidget(scroll(self.person))
        self.cards.addWidget(scroll(self.company))
        self.right = States(self.desk.theme, self.cards)
        across = MasterDetail(self.desk.theme, "people", QSettings(), self)
        across.add(self.left, width=WIDTH, least=LEAST)
        across.add(self.right, width=3 * WIDTH, least=LEAST, grows=True)
        across.settle()
        self.content.addWidget(across)
        self._show_nobody()

    def _connect(self) -> None:
        person, company, editing = self.person, self.company, self.editing
        self.view.chosen.connect(self._on_chosen)
        self.view.menu_wanted.connect(lambda at: self.keyed.pop_up(ROW, at))
        person.edit.connect(lambda: self.keyed.do("edit"))
        person.check_twins.connect(lambda: self.keyed.do("own_twins"))
        person.apply_for.connect(lambda: self.keyed.do("apply"))
        person.open_company.connect(lambda one: self._go(Kind.COMPANY, one))
        person.open_person.connect(lambda one: self._go(Kind.CANDIDATE, one))
        person.open_submission.connect(
            lambda one: self.jump.emit("review", Target(SubjectKind.SUBMISSION, one))
        )
        company.edit.connect(lambda: self.keyed.do("edit"))
        company.open_person.connect(lambda one: self._go(Kind.CANDIDATE, one))
        company.open_queue.connect(
            lambda one: self.jump.emit("review", Target("filter", data=QueueFilter(company_id=one)))
        )
        editing.booked.connect(self._on_booked)
        editing.show.connect(lambda kind, one: self._go(Kind(kind), one))
        self.twins.compare.connect(self.merging.begin)
        self.merging.merged.connect(lambda one, words: self._on_booked(SubjectKind.CANDIDATE, one, words))
        self.merging.told_apart.connect(self.twins.resume)
        self.applying.applied.connect(lambda _one, words: self.desk.messages.say(words))
        self.applying.applied.connect(lambda _one, _words: self._ask_card())
        self.desk.changed.connect(self._on_changed)
        self.desk.catalogue_changed.connect(self._on_catalogue)

    # -- the page of one ---------------------------------------------------------------------

    def _on_chosen(self, identity: int) -> None:
        self._wanted = (self.listing.kind, identity)
        self._settle.start()

    def _go(self, kind: Kind, identity: int) -> None:
        """Straight to one, whatever the list shows; the list follows if it holds them."""
        self._wanted = (kind, identity)
        self.left.mark()
        self._ask_card()

    def _ask_card(self) -> None:
        if self._wanted is None:
            return
        kind, identity = self._wanted
        if self._shown() != self._wanted:
            self.person.hide_numbers()
            if self._shown() is None:
                self.right.show_loading()
        question: Question[Any] = CandidatePage(identity) if kind is Kind.CANDIDATE else CompanyPage(identity)
        self.desk.run(question, owner=self, done=self._on_card, failed=self._on_card_failed, slot="card")

    def _on_card(self, card: CandidateCard | CompanyCard) -> None:
        if isinstance(card, CandidateCard):
            if self._wanted != (Kind.CANDIDATE, card.id):
                return
            self.person.show_card(card)
        else:
            if self._wanted != (Kind.COMPANY, card.id):
                return
            self.company.show_card(card)
        self.cards.setCurrentIndex(0 if isinstance(card, CandidateCard) else 1)
        self.right.show_content()

    def _on_card_failed(self, error: OfficeError) -> None:
        self.right.show_failed(error, self._ask_card)

    def _shown(self) -> tuple[Kind, int] | None:
        """Whose page is on screen."""
        if self.right.currentWidget() is not self.cards:
            return None
        if self.cards.currentIndex() == 0:
            return (Kind.CANDIDATE, self.person.card.id) if self.person.card else None
        return (Kind.COMPANY, self.company.card.id) if self.company.card else None

    def _show_nobody(self) -> None:
        self.right.show_empty(
            "从左侧选择一名学员或一个单位",
            "一个人的全部经过都在一页上：登记、提交、审核、通知。",
            icon="users",
        )

    @property
    def on_screen(self) -> tuple[Kind, int] | None:
        """Whose page is shown, once it is the one that was chosen."""
        shown = self._shown()
        return shown if shown == self._wanted else None

    def refresh(self) -> None:
        """Read the list and the page of the chosen one anew."""
        self.listing.load()
        self._ask_card()

    # -- what happened -----------------------------------------------------------------------

    def _on_booked(self, kind: str, identity: int, words: str) -> None:
        self.desk.messages.say(words)
        if identity:
            self._go(Kind(kind), identity)
        self.listing.load()
        self.view.setFocus()

    def _on_changed(self, page: ChangePage) -> None:
        if not self._begun:
            return
        self.listing.hear(page)
        shown = self.on_screen
        card = self.person.card if shown is not None and shown[0] is Kind.CANDIDATE else None
        if shown is not None and (page.reload or told_of(page) & known_of(shown, card)):
            self._ask_card()

    def _on_catalogue(self) -> None:
        if self.person.card is not None:
            self.person.show_card(self.person.card)
