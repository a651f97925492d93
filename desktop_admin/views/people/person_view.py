"""One person = one page: who, the applications, everything that happened, and what can be done next."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.people import (
    CandidateCard,
    EditCandidate,
    MergeCandidates,
    PossibleDuplicates,
    RevealCandidate,
    Revealed,
)
from desktop_admin.contract.submissions import Dossier, UploadPaper
from desktop_admin.rules.identity import IdType
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.folding import Folding
from desktop_admin.views.common.lines import Line, Lines
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, Card, CommandButton, Text, row
from desktop_admin.views.furniture.facts import Facts
from desktop_admin.views.furniture.happening import happenings
from desktop_admin.views.furniture.timeline import Timeline
from desktop_admin.views.people.words import (
    born_words,
    category_words,
    state_words,
    submission_words,
)


class PersonView(QWidget):
    """Shows a :class:`CandidateCard`. Whole numbers only while this page is in front."""

    edit = Signal()
    check_twins = Signal()
    apply_for = Signal()
    open_company = Signal(int)
    open_person = Signal(int)
    open_submission = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.card: CandidateCard | None = None
        self._revealed: Revealed | None = None
        self._make_head()
        self._make_identity()
        self.submissions = Lines(lead_width=72)
        self.timeline = Timeline(desk.theme)
        self._lay_out()

    # -- making ------------------------------------------------------------------------------

    def _make_head(self) -> None:
        may = self._desk.may
        self.name = Text(size="heading")
        self.reading = Text(tone="muted")
        self.merged = Badge()
        self.edit_button = CommandButton("编辑", "E")
        self.twins_button = CommandButton("查重", "D")
        self.apply_button = CommandButton("代为申请", "U")
        self.edit_button.clicked.connect(self.edit)
        self.twins_button.clicked.connect(self.check_twins)
        self.apply_button.clicked.connect(self.apply_for)
        if not (may(EditCandidate)):
            self.edit_button.hide()
        if not (may(PossibleDuplicates) and may(MergeCandidates)):
            self.twins_button.hide()
        if not may(UploadPaper):
            self.apply_button.hide()

    def _make_identity(self) -> None:
        self.facts = Facts()
        self.reveal = CommandButton("显示", kind="link")
        self.reveal.clicked.connect(self.toggle_reveal)
        self.company = CommandButton("", kind="link")
        self.company.clicked.connect(self._on_company)
        self.kept = CommandButton("打开保留的记录", kind="link")
        self.kept.clicked.connect(self._on_kept)
        self.facts.add("id", "证件", self.reveal)
        self.facts.add("phone", "电话")
        self.facts.add("born", "性别年龄")
        self.facts.add("company", "单位", self.company, link_only=True)
        self.facts.add("typed", "填报时写作")
        self.facts.add("merged_from", "合并自")
        self.facts.add("merged_into", "已合并", self.kept)

    def _lay_out(self) -> None:
        head = row(
            self.name,
            self.merged,
            self.reading,
            None,
            self.twins_button,
            self.apply_button,
            self.edit_button,
        )
        who = Card()
        who.body.addWidget(self.facts)
        mine = Card("资料申请")
        mine.body.addWidget(self.submissions)
        cards = QWidget()
        left = QVBoxLayout(cards)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(3 * GRID)
        left.addWidget(who)
        left.addWidget(mine)
        left.addStretch(1)
        happened = Card("经过")
        happened.body.addWidget(self.timeline, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addLayout(head)
        layout.addWidget(Folding(cards, happened, spacing=3 * GRID, least=80 * GRID), 1)

    # -- showing -----------------------------------------------------------------------------

    def show_card(self, card: CandidateCard) -> None:
        """Another person, or the same one anew (what was revealed stays only for the same number)."""
        before = self.card
        if before is None or before.id != card.id or before.form != card.form:
            self._revealed = None
        self.card = card
        now = self._desk.clock()
        self.name.setText(card.form.name)
        self.reading.setText(card.form.pinyin)
        self.merged.show_word("已合并到另一条" if card.merged_into else "", "warn")
        self.facts.say("born", born_words(card, now))
        self.company.set_text(card.company)
        self.facts.say("company", " " if card.company else "")
        self.facts.values["company"].hide()
        typed = card.name_typed if card.name_typed != card.form.name else ""
        self.facts.say("typed", typed)
        # How many, not which: numbers of the office say nothing to anybody.
        merged = len(card.merged_from)
        self.facts.say("merged_from", f"{merged} 条旧记录" if merged else "")
        self.facts.say("merged_into", "到保留的记录" if card.merged_into else "")
        for button in (self.edit_button, self.apply_button, self.twins_button):
            button.setEnabled(card.merged_into is None)
        self._show_numbers()
        self._show_submissions(card, now)
        self.timeline.show_entries(happenings(card.timeline), now)

    def toggle_reveal(self) -> None:
        """Show the whole numbers (journalled), or mask them again."""
        card = self.card
        if card is None or not self._desk.may(RevealCandidate):
            return
        if self._revealed is not None:
            self.hide_numbers()
            return
        self._desk.run(
            RevealCandidate(card.id, why="学员档案"),
            owner=self,
            done=lambda answer: self._on_revealed(card.id, answer),
        )

    def hide_numbers(self) -> None:
        """Leaving the page, locking the window: masked again."""
        self._revealed = None
        self._show_numbers()

    # -- inner -------------------------------------------------------------------------------

    def _on_revealed(self, candidate_id: int, answer: Revealed) -> None:
        if self.card is not None and self.card.id == candidate_id and self.isVisible():
            self._revealed = answer
            self._show_numbers()

    def _show_numbers(self) -> None:
        card, whole = self.card, self._revealed
        if card is None:
            return
        number = whole.id_number if whole else card.form.id_number
        kind = IdType(card.form.id_type)
        words = number if kind is IdType.CITIZEN else f"{kind.words} {number}"
        self.facts.say("id", words)
        self.facts.say("phone", whole.phone if whole else card.form.phone)
        self.reveal.set_text("遮住" if whole else "显示")
        self.reveal.setHidden(not (self._desk.may(RevealCandidate)))

    def _show_submissions(self, card: CandidateCard, now: datetime) -> None:
        opens = self._desk.may(Dossier)
        lines = []
        for one in card.submissions:
            word, tone = state_words(one.state)
            lines.append(
                Line(
                    category_words(self._desk.catalogue, one.category),
                    submission_words(one),
                    moment_words(one.at, now) if one.at else "未提交",
                    badge=word,
                    tone=tone,
                    act=(lambda which=one.id: self.open_submission.emit(which)) if opens else None,  # type: ignore[misc]
                )
            )
        self.submissions.show_lines(lines, "还没有申请过。")

    def _on_company(self) -> None:
        if self.card is not None and self.card.form.company_id is not None:
            self.open_company.emit(self.card.form.company_id)

    def _on_kept(self) -> None:
        if self.card is not None and self.card.merged_into is not None:
            self.open_person.emit(self.card.merged_into)
