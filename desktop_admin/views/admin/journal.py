"""操作日志: newest first, filtered, with each row's content and the proof that nothing was altered (house §2)."""

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.founding import OfficeFacts
from desktop_admin.contract.journal_pages import JournalPage, JournalRow, JournalRows, RevealJournalEntry
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.contract.staff import StaffList, StaffPage
from desktop_admin.views.admin.chain_proof import ChainProof
from desktop_admin.views.admin.journal_entry import EntryPanel, moment
from desktop_admin.views.admin.journal_filter import JournalFilter
from desktop_admin.views.admin.journal_words import name_words, subject_words, who_words
from desktop_admin.views.admin.tab import Split, Tab
from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.command import ROW, of_button
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.table import Rows, Table
from desktop_admin.views.common.table_pane import TablePane
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, row

_PAGE = 100


def _about(one: JournalRow) -> str:
    things = subject_words(one.things)
    return " · ".join(filter(None, ("内容已清除", things))) if one.erased else things


class JournalTab(Tab):
    """Every command ever given. Reading grows at the end while scrolling; 验证 proves the whole chain."""

    key, title, needs = "journal", "操作日志", JournalPage
    commands = (
        of_button("verify", "验证操作日志", ("V",), title, lambda tab: tab.verify, "正在验证",
                  needs=(VerifyJournal,), menus=(ROW,), offered=True),
        of_button("reveal_entry", "显示、遮住完整号码", ("I",), title, lambda tab: tab.panel.reveal,
                  "这一行没有遮住的号码", needs=(RevealJournalEntry,), line="显示日志里的完整号码", menus=(ROW,)),
    )  # fmt: skip

    def __init__(self, desk: Desk, page: QWidget, settings: QSettings) -> None:
        super().__init__(desk, page)
        self.proof = ChainProof(desk, settings)
        self.verify = self.proof.verify
        columns = (
            Column[JournalRow]("号", lambda one: str(one.number), 64, tone=lambda _one: "muted"),
            Column[JournalRow]("时间", lambda one: moment(one.at), 148),
            Column[JournalRow]("谁", who_words, 116, bold=True),
            Column[JournalRow]("做了什么", lambda one: name_words(one.name), 116),
            # What was erased stands here too: a column of its own was empty, and out of sight at 1024 × 700.
            Column[JournalRow]("对象", _about, tone=lambda one: "info" if one.erased else "muted"),
        )
        self.model: Rows[JournalRow] = Rows(lambda one: one.number, columns, self)
        self.model.more.connect(self._ask_more)
        self.table = Table(desk.theme, self.model, columns)
        self.table.setAccessibleName("操作日志")
        self.table.chosen.connect(self._on_chosen)
        self.pane = TablePane(self.table)
        self.states = States(desk.theme, self.pane)
        self._make_head()
        self.panel = EntryPanel(desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.proof)
        head = row(
            self.filter,
            2 * GRID,
            self.refresh,
            None,
            self.verify,
        )
        layout.addLayout(Split(self.states, self.panel, head), 1)
        self._chosen = 0
        self._begun = False
        self._news = 0
        self.asking = self._going = False
        """The list under the filter is on its way; the keyboard goes over to it when it is there."""

    def load(self) -> None:
        """The newest rows under the filter."""
        if not self._begun:
            self._begun = True
            self.desk.run(
                OfficeFacts(), owner=self, done=self.proof.know_office, failed=lambda _e: None, slot="facts"
            )
            if self.desk.may(StaffList):
                self.desk.run(
                    StaffList(), owner=self, done=self._on_staff, failed=lambda _e: None, slot="staff"
                )
        if not self.model.rows:
            self.states.show_loading()
        self.asking = True
        self.desk.run(
            self._question(0), owner=self, done=self._on_page, failed=self._on_failed, slot="journal"
        )

    def hear(self, page: object) -> None:
        """News never pushes away what somebody is reading; the button says how much there is."""
        changes = getattr(page, "changes", ())
        self._news += len(changes)
        if self._news and self._begun:
            self.refresh.set_text(f"有 {self._news} 条新的")
            self.refresh.show()

    # -- making ------------------------------------------------------------------------------

    def _make_head(self) -> None:
        self.filter = JournalFilter()
        self.filter.changed.connect(self.load)
        self.filter.left.connect(self._on_left)
        self.filter.about.textEdited.connect(lambda _text: self._stay())
        self.refresh = CommandButton("", kind="link")
        self.refresh.hide()
        self.refresh.clicked.connect(self._on_refresh)

    # -- the list ----------------------------------------------------------------------------

    def _question(self, before: int) -> JournalPage:
        self.filter.set_now(self.desk.clock())
        return self.filter.question(before, _PAGE)

    def _on_refresh(self) -> None:
        self._chosen = 0
        self.load()

    def _on_left(self) -> None:
        """From the field to the list: there letters are commands, so it must be the one that was asked for."""
        self._going = self.asking
        if not self.asking:
            (self.table if self.table.isVisible() else self).setFocus()

    def _stay(self) -> None:
        self._going = False

    def _on_page(self, page: JournalRows) -> None:
        going, self.asking, self._going = self._going, False, False
        self._show_page(page)
        if going and self.filter.about.hasFocus():
            self._on_left()

    def _show_page(self, page: JournalRows) -> None:
        self._news = 0
        self.refresh.hide()
        self.pane.totals.setText(f"{page.total:,} 条")
        self.model.reset(page.rows, may_grow=page.total > len(page.rows))
        if not page.rows:
            self.panel.hide()
            self.states.show_empty(
                "这个筛选下没有记录",
                icon="scroll-text",
                button="清除筛选",
                act=self.filter.reset,
            )
            return
        self.states.show_content()
        self.table.choose(max(self.model.position_of(self._chosen), 0))

    def _ask_more(self) -> None:
        self.asking = False  # the slot below takes the place of what was on its way
        last = self.model.rows[-1].number if self.model.rows else 0
        self.desk.run(
            self._question(last),
            owner=self,
            done=lambda page: self.model.append(page.rows, may_grow=page.total > len(page.rows)),
            failed=self._on_no_more,
            slot="journal",
        )

    def _on_no_more(self, error: OfficeError) -> None:
        self.model.may_grow = True
        self.said.emit(error.message)

    def _on_failed(self, error: OfficeError) -> None:
        self.asking = self._going = False
        if not self.model.rows:
            self.states.show_failed(error, self.load)
        else:
            self.said.emit(error.message)

    def _on_staff(self, page: StaffPage) -> None:
        self.filter.show_staff(page.rows)

    # -- one row -----------------------------------------------------------------------------

    def _on_chosen(self, number: int) -> None:
        self._chosen = number
        self.panel.show_number(number)
