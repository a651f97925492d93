"""One company = one page: its names with dates, its people, everything that happened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.people import CompanyCard, EditCompany
from desktop_admin.contract.submissions import ReviewQueue
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.folding import Folding
from desktop_admin.views.common.lines import Line, Lines
from desktop_admin.views.common.times import day_words, local
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Card, CommandButton, Text, row
from desktop_admin.views.furniture.facts import Facts
from desktop_admin.views.furniture.happening import happenings
from desktop_admin.views.furniture.timeline import Timeline
from desktop_admin.views.people.words import county_words

_PEOPLE_AT_ONCE = 40


class CompanyView(QWidget):
    """Shows a :class:`CompanyCard`."""

    edit = Signal()
    open_person = Signal(int)
    open_queue = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.card: CompanyCard | None = None
        self.name = Text(size="heading", wrap=True)
        self.edit_button = CommandButton("编辑", "E")
        self.edit_button.clicked.connect(self.edit)
        if not desk.may(EditCompany):
            self.edit_button.hide()
        self.queue_button = CommandButton("待审资料")
        self.queue_button.clicked.connect(self._on_queue)
        if not desk.may(ReviewQueue):
            self.queue_button.hide()
        self.facts = Facts(label_width=96)
        self.facts.add("credit_code", "统一社会信用代码")
        self.facts.add("legal_representative", "法定代表人")
        self.facts.add("county", "所在县市")
        self.facts.add("phone", "电话")
        self.names = Lines(lead_width=128)
        self.people = Lines(lead_width=0)
        self.people_count = Text(tone="muted")
        self.more = CommandButton("", kind="link")
        self.more.clicked.connect(lambda: self._show_people(10_000))
        self.timeline = Timeline(desk.theme)
        self._lay_out()

    def _lay_out(self) -> None:
        who = Card()
        who.body.addWidget(self.facts)
        names = Card("名称")
        names.body.addWidget(self.names)
        people = Card()
        people.body.addLayout(row(Text("学员", bold=True), self.people_count, None, self.more))
        people.body.addWidget(self.people)
        cards = QWidget()
        left = QVBoxLayout(cards)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(3 * GRID)
        for card in (who, names, people):
            left.addWidget(card)
        left.addStretch(1)
        happened = Card("经过")
        happened.body.addWidget(self.timeline, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        layout.setSpacing(3 * GRID)
        head = row(self.name, self.queue_button, self.edit_button)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(Folding(cards, happened, spacing=3 * GRID, least=80 * GRID), 1)

    def show_card(self, card: CompanyCard) -> None:
        """Another company, or the same one anew."""
        self.card = card
        now = self._desk.clock()
        form = card.form
        self.name.setText(form.name)
        self.facts.say("credit_code", form.credit_code)
        self.facts.say("legal_representative", form.legal_representative)
        self.facts.say("county", county_words(form.county))
        self.facts.say("phone", form.phone)
        current = "现用名"
        self.names.show_lines(
            [
                Line(
                    f"{local(one.since).year}年{day_words(one.since)}起",
                    one.name,
                    badge=current if place == 0 else "",
                    tone="ok",
                )
                for place, one in enumerate(card.names)
            ],
            "没有名称记录。",
        )
        self.people_count.setText(f"{len(card.people)} 人" if card.people else "")
        self._show_people(_PEOPLE_AT_ONCE)
        self.timeline.show_entries(happenings(card.timeline), now)

    def _show_people(self, count: int) -> None:
        people = self.card.people if self.card is not None else ()
        self.people.show_lines(
            [
                Line(
                    "",
                    one.name,
                    f"{one.submissions} 份资料" if one.submissions else "",
                    detail=one.id_masked,
                    act=lambda which=one.id: self.open_person.emit(which),  # type: ignore[misc]
                )
                for one in people[:count]
            ],
            "还没有学员登记在这个单位。",
        )
        left = len(people) - min(count, len(people))
        self.more.set_text(f"其余 {left} 人")
        self.more.setVisible(left > 0)

    def _on_queue(self) -> None:
        if self.card is not None:
            self.open_queue.emit(self.card.id)
