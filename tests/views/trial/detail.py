"""One company of the made-up desk: facts, its names by time, what happened; and the edit in place of all that."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_admin.contract.people import CompanyCard, CompanyPage
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.times import local
from desktop_admin.views.common.widgets import Text
from desktop_admin.views.furniture.facts import Facts
from desktop_admin.views.furniture.happening import happenings
from desktop_admin.views.furniture.live_record import LiveRecord
from desktop_admin.views.furniture.master_detail import column
from desktop_admin.views.furniture.schedule import Schedule
from desktop_admin.views.furniture.spans import Span
from desktop_admin.views.furniture.timeline import Timeline
from tests.views.trial.forms import company_edit, company_words


class CompanyDetail(QStackedWidget):
    left = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self.record: LiveRecord[CompanyCard] = LiveRecord(
            desk, CompanyPage, lambda card: {(SubjectKind.COMPANY, card.id)}, slot="company", parent=self
        )
        self.record.shown.connect(self._show)
        self.record.asked.connect(self._leave)
        self.name = Text(size="heading", wrap=True)
        self.facts = Facts(label_width=96)
        self.names = Schedule(desk.theme, "用过的名称")
        self.timeline = Timeline(desk.theme, thin=True)
        self.form = company_edit(desk, page)
        for key in ("credit_code", "legal_representative", "county", "phone"):
            self.facts.add(key, self.form.form.labels[key], pinned=key == "credit_code")
        self.form.closed.connect(self._leave)
        self.form.saved.connect(self.record.load)
        self.addWidget(column(self.name, self.facts, self.names, self.timeline))
        self.addWidget(self.form)

    def edit(self) -> None:
        card = self.record.here
        if card is not None:
            self.setCurrentWidget(self.form)
            self.form.open(card.id, card.form)

    def _show(self, card: CompanyCard) -> None:
        now = self._desk.clock()
        self.name.setText(card.form.name)
        for key in self.facts.values:
            self.facts.say(key, company_words(key, getattr(card.form, key)))
        self.names.show_days(local(now - timedelta(days=30)).date(), local(now).date())
        ends = (now, *(one.since for one in card.names))
        self.names.show_spans(
            Span(one.since, one.name, one.since, end) for one, end in zip(card.names, ends, strict=False)
        )
        self.timeline.show_entries(happenings(card.timeline), now)
        self.form.reread(card.id, card.form)

    def _leave(self) -> None:
        self.setCurrentIndex(0)
        self.left.emit()
