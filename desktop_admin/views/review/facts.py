"""Who the dossier is about: name, state and the form data, numbers masked until revealed (domain §6).

Every reveal is a command, because it is journalled; leaving the dossier masks again.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.people import RevealCandidate, Revealed
from desktop_admin.contract.submissions import DossierRecord
from desktop_admin.rules import rights
from desktop_admin.rules.visible import visible
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.times import moment_words, waiting_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, CommandButton, Text, row
from desktop_admin.views.furniture.facts import Facts
from desktop_admin.views.review.words import (
    category_long,
    cycle_words,
    left_of,
    state_tag,
    undecided,
    waiting_from,
)


class DossierFacts(QWidget):
    """The head of the dossier and its table of facts."""

    only_company = Signal(int, str)
    """Show this company's dossiers in the queue."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._record: DossierRecord | None = None
        self._revealed: Revealed | None = None
        self.name = Text(size="heading")
        self.state = Badge()
        self.attempt = Badge()
        self.late = Badge()
        self.category = Text(tone="muted", wrap=True)
        self.reveal = CommandButton("显示", kind="link")
        self.reveal.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reveal.clicked.connect(self.toggle_reveal)
        self.table = Facts(label_width=60, dense=True)
        for key, word in _FACTS:
            if key == "company":
                self.table.add(
                    key, word, pinned=True, wrap=True, press=self._on_company, hint="只看这个单位的资料"
                )
            else:
                self.table.add(key, word, self.reveal if key == "id" else None, pinned=key == "id")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(row(self.name, self.state, self.attempt, self.late, None))
        layout.addWidget(self.category)
        layout.addWidget(self.table)

    def show_record(self, record: DossierRecord) -> None:
        """Another dossier, or the same one with news; a reveal lasts only for the same person."""
        if self._record is None or self._record.id != record.id:
            self._revealed = None
        self._record = record
        now = self._desk.clock()
        self.name.setText(record.name)
        self.name.setToolTip(
            tip(f"填写为：{visible(record.name_typed)}") if record.name_typed != record.name else ""
        )
        tag = state_tag(record.state)
        self.state.show_word(tag.text, tag.tone)
        self.attempt.show_word(f"第{record.attempt}次提交" if record.attempt > 1 else "", "accent")
        self.late.show_word(*_late(record))
        self.category.setText(category_long(self._desk.catalogue, record.category))
        left = left_of(record.expires, now)
        since, waits = record.submitted_at, waiting_from(record)
        waited = f"（等待 {waiting_words(waits, now)}）" if waits and undecided(record.state) else ""
        texts = {
            "company": record.company,
            "credit_code": record.credit_code,
            "certificate": record.certificate,
            "expires": f"{record.expires}  {left}".strip(),
            "cycle": cycle_words(record.cycle) + ("（下月）" if record.next_month else ""),
            "submitted": f"{moment_words(since, now)}{waited}" if since else "",
        }
        for key, text in texts.items():
            self.table.say(key, text, "bad" if key == "expires" and left.startswith("已过期") else "")
        self._show_numbers()

    def set_compact(self, *, on: bool) -> None:
        """Only whom a paper must be about (name, category, company, number): the room is needed below."""
        self.table.set_compact(on=on)

    def hide_numbers(self) -> None:
        """Leaving the dossier: nothing stays readable."""
        self._revealed = None
        if self._record is not None:
            self._show_numbers()

    def toggle_reveal(self) -> None:
        """显示 or 遮住; asking again is another reveal, and journalled again."""
        record = self._record
        if record is None or not rights.sees_whole_numbers(self._desk.person.roles):
            return
        if self._revealed is not None:
            self.hide_numbers()
            return
        self._desk.run(
            RevealCandidate(record.candidate_id, why="资料审核"),
            owner=self,
            done=lambda answer: self._on_revealed(record.id, answer),
        )

    def _on_revealed(self, submission_id: int, answer: Revealed) -> None:
        if self._record is not None and self._record.id == submission_id:
            self._revealed = answer
            self._show_numbers()

    def _show_numbers(self) -> None:
        record, whole = self._record, self._revealed
        if record is None:
            return
        self.table.say("id", whole.id_number if whole else record.id_masked)
        self.table.say("phone", whole.phone if whole else record.phone_masked)
        self.reveal.set_text("遮住" if whole else "显示")
        self.reveal.setVisible(rights.sees_whole_numbers(self._desk.person.roles))

    def _on_company(self) -> None:
        """A click on the company narrows the queue to it."""
        if self._record is not None:
            self.only_company.emit(self._record.company_id, self._record.company)


_FACTS = (
    ("company", "单位"),
    ("credit_code", "信用代码"),
    ("id", "证件号码"),
    ("phone", "电话"),
    ("certificate", "证书"),
    ("expires", "有效期至"),
    ("cycle", "报名期"),
    ("submitted", "提交"),
)


def _late(record: DossierRecord) -> tuple[str, str]:
    if record.admitted:
        return "已准入", "info"
    return (f"迟交 {record.late_minutes} 分钟", "bad") if record.late_minutes > 0 else ("", "info")
