"""学员与单位: one search box, one list, and the page of whoever is chosen. Wiring only."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop_admin.contract.base import Question
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import ChangePage
from desktop_admin.contract.people import (
    CandidateCard,
    CandidatePage,
    CompanyCard,
    CompanyPage,
    MergeCandidates,
    PeopleList,
    PossibleDuplicates,
    RegisterCandidate,
    RegisterCompany,
)
from desktop_admin.contract.submissions import QueueFilter, UploadPaper
from desktop_admin.rules.states import SubmissionState
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.page import KeyHelp, Page, Target
from desktop_admin.views.common.widgets import CommandButton, Line, scroll
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.people.applying import ApplySheet
from desktop_admin.views.people.company_view import CompanyView
from desktop_admin.views.people.editing import Editing
from desktop_admin.views.people.list_panel import ListPanel
from desktop_admin.views.people.listing import Kind
from desktop_admin.views.people.merging import MergeSheet
from desktop_admin.views.people.person_view import PersonView
from desktop_admin.views.people.twins import TwinsSheet

#: Milliseconds a row must stay chosen before its page is asked for: walking fast costs no questions.
_SETTLE = 120
_OPEN_STATES = (SubmissionState.DRAFT, SubmissionState.RETURNED, SubmissionState.WAITING)


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
        self._make_bar()
        self.editing = Editing(desk, self)
        self.twins = TwinsSheet(desk, self)
        self.merging = MergeSheet(desk, self)
        self.applying = ApplySheet(desk, self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._ask_card)
        self._connect()
        self._keys = self._table()

    # -- what the window asks ----------------------------------------------------------------

    def keys(self) -> list[KeyHelp]:
        """F1."""
        find, do = "查找", "办理"
        return [
            KeyHelp("Ctrl F", "到查找框", find),
            KeyHelp("↑ ↓", "上一个、下一个", find),
            KeyHelp("Tab Enter", "到右侧并打开", find),
            KeyHelp("P / C", "看学员 / 看单位", find),
            KeyHelp("E", "编辑", do),
            KeyHelp("I", "显示或遮住完整号码（记入日志）", do),
            KeyHelp("U", "代为申请", do),
            KeyHelp("D", "此人是否重复登记", do),
            KeyHelp("N", "登记学员", do),
            KeyHelp("M", "登记单位", do),
            KeyHelp("F5", "刷新", do),
        ]

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
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

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
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.left)
        across.addWidget(Line(vertical=True))
        across.addWidget(self.right, 1)
        self.content.addLayout(across)
        self._show_nobody()

    def _make_bar(self) -> None:
        for word, hint, needed, act in (
            ("登记学员", "N", RegisterCandidate, self._register_person),
            ("登记单位", "M", RegisterCompany, self._register_company),
            ("重复登记", "", PossibleDuplicates, self._all_twins),
        ):
            if self.desk.may(needed):
                button = CommandButton(word, hint)
                button.clicked.connect(act)
                self.bar.addWidget(button)

    def _connect(self) -> None:
        person, company, editing = self.person, self.company, self.editing
        self.view.chosen.connect(self._on_chosen)
        person.edit.connect(self._edit)
        person.check_twins.connect(self._own_twins)
        person.apply_for.connect(self._apply)
        person.open_company.connect(lambda one: self._go(Kind.COMPANY, one))
        person.open_person.connect(lambda one: self._go(Kind.CANDIDATE, one))
        person.open_submission.connect(
            lambda one: self.jump.emit("review", Target(SubjectKind.SUBMISSION, one))
        )
        company.edit.connect(self._edit)
        company.open_person.connect(lambda one: self._go(Kind.CANDIDATE, one))
        company.open_queue.connect(
            lambda one: self.jump.emit("review", Target("filter", data=QueueFilter(company_id=one)))
        )
        editing.booked.connect(self._on_booked)
        editing.show.connect(lambda kind, one: self._go(Kind(kind), one))
        self.twins.compare.connect(self.merging.begin)
        self.merging.merged.connect(lambda one, words: self._on_booked(SubjectKind.CANDIDATE, one, words))
        self.merging.told_apart.connect(self.twins.resume)
        self.applying.applied.connect(self._on_applied)
        self.desk.changed.connect(self._on_changed)
        self.desk.catalogue_changed.connect(self._on_catalogue)

    def _table(self) -> Mapping[int, Callable[[], None]]:
        key = Qt.Key
        return {
            key.Key_E: self._edit,
            key.Key_I: self._reveal,
            key.Key_U: self._apply,
            key.Key_D: self._own_twins,
            key.Key_N: self._register_person,
            key.Key_M: self._register_company,
            key.Key_P: lambda: self.left.show_kind(Kind.CANDIDATE),
            key.Key_C: lambda: self.left.show_kind(Kind.COMPANY),
            key.Key_J: lambda: self.view.step(1),
            key.Key_K: lambda: self.view.step(-1),
            key.Key_F5: self._refresh,
        }

    # -- keys --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys nobody below wanted."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        act = self._keys.get(event.key())
        if control and event.key() == Qt.Key.Key_F:
            self.left.go_find()
        elif act is not None and not event.modifiers():
            if not event.isAutoRepeat():
                act()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.go_find()
        else:
            super().keyPressEvent(event)

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

    # -- what one does -----------------------------------------------------------------------

    def _person_shown(self) -> CandidateCard | None:
        shown = self._shown()
        if shown is None or shown[0] is not Kind.CANDIDATE or shown != self._wanted:
            return None
        return self.person.card

    def _edit(self) -> None:
        card = self._person_shown()
        if card is not None and self.person.edit_button.isVisible() and self.person.edit_button.isEnabled():
            self.editing.edit_person(card)
        elif self._shown() == self._wanted and self.company.edit_button.isVisible() and self.company.card:
            self.editing.edit_company(self.company.card)

    def _reveal(self) -> None:
        if self._person_shown() is not None:
            self.person.toggle_reveal()

    def _apply(self) -> None:
        """An open application is gone on with at the review desk; otherwise a new one."""
        card = self._person_shown()
        if card is None or card.merged_into is not None or not self.desk.may(UploadPaper):
            return
        self.applying.offer(card)
        opened = next((one for one in card.submissions if one.state in _OPEN_STATES), None)
        if opened is not None:
            self.applying.show_problem(
                "此人有一份进行中的申请。更换它的文件请到资料审核用“代传”（U）。",
                "打开那一份",
                lambda: self._open_application(opened.id),
            )

    def _open_application(self, submission_id: int) -> None:
        self.applying.dismiss()
        self.jump.emit("review", Target(SubjectKind.SUBMISSION, submission_id, "upload"))

    def _own_twins(self) -> None:
        card = self._person_shown()
        if card is not None and self.desk.may(MergeCandidates):
            self.twins.begin(card.id)

    def _all_twins(self) -> None:
        self.twins.begin()

    def _register_person(self) -> None:
        if self.desk.may(RegisterCandidate):
            self.editing.register_person()

    def _register_company(self) -> None:
        if self.desk.may(RegisterCompany):
            self.editing.register_company()

    def _refresh(self) -> None:
        self.listing.load()
        self._ask_card()

    # -- what happened -----------------------------------------------------------------------

    def _on_booked(self, kind: str, identity: int, words: str) -> None:
        self.desk.messages.say(words)
        if identity:
            self._go(Kind(kind), identity)
        self.listing.load()
        self.view.setFocus()

    def _on_applied(self, submission_id: int, words: str) -> None:
        self.desk.messages.say(words)
        self._ask_card()

    def _on_changed(self, page: ChangePage) -> None:
        if not self._begun:
            return
        self.listing.hear(page)
        shown = self._shown()
        if shown is None or shown != self._wanted:
            return
        touched = {(subject.kind, subject.id) for change in page.changes for subject in change.subjects}
        card = self.person.card
        mine = (
            {
                (SubjectKind.CANDIDATE, card.id),
                *((SubjectKind.SUBMISSION, one.id) for one in card.submissions),
            }
            if card
            else set()
        )
        known = {(str(shown[0]), shown[1])} | (mine if shown[0] is Kind.CANDIDATE else set())
        if page.reload or touched & known:
            self._ask_card()

    def _on_catalogue(self) -> None:
        if self.person.card is not None:
            self.person.show_card(self.person.card)
