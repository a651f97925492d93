"""备份: back up now, watch it, what the last ones were and where they lie, the daily one (X06)."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.backups import (
    BackupPage,
    BackupRun,
    Backups,
    CancelBackup,
    OrderBackup,
    SetBackupFolder,
)
from desktop_admin.contract.base import Receipt
from desktop_admin.contract.errors import OfficeError
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.admin.backup_side import BackupStrip
from desktop_admin.views.admin.backup_where import BackupWhere
from desktop_admin.views.admin.backup_words import (
    LIVE,
    detail_words,
    done_words,
    line_words,
    own_place,
    size_words,
    state_words,
    who_words,
)
from desktop_admin.views.admin.tab import Split, Tab
from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.command import ROW, of_button
from desktop_admin.views.common.conflict import ConflictSheet
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.empty_state import States
from desktop_admin.views.common.table import Rows, Table
from desktop_admin.views.common.table_pane import TablePane
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import CommandButton, Hairline, Text, row

#: While one is made or a folder is looked at, the list is read again after this, milliseconds.
_AGAIN = 1000
#: A folder is found out about within seconds; nobody there to do it is no reason to ask for ever.
_MOST_LOOKS = 20


class BackupsTab(Tab):
    """The last backups; beside them where they go and when."""

    key, title, needs = "backups", "备份", OrderBackup
    kinds = frozenset({SubjectKind.BACKUP, SubjectKind.BACKUP_PLAN, SubjectKind.BACKUP_PLACE})
    commands = (
        of_button("backup", "立即备份", ("B",), title, lambda tab: tab.now, "正在备份，请等它完成",
                  needs=(OrderBackup,), menus=(ROW,), offered=True),
        of_button("backup_to", "备份到其他文件夹…", ("O",), title, lambda tab: tab.elsewhere,
                  "现在不能选择文件夹：正在备份，或文件夹由服务器决定", needs=(OrderBackup,), menus=(ROW,)),
        of_button("change_folder", "更换文件夹…", ("F",), title, lambda tab: tab.panel.change,
                  "文件夹由服务器决定", needs=(SetBackupFolder,)),
        of_button("cancel_backup", "取消备份", ("X",), title, lambda tab: tab.strip.cancel, "没有正在进行的备份",
                  needs=(CancelBackup,), menus=(ROW,)),
    )  # fmt: skip

    def __init__(self, desk: Desk, page: QWidget, conflict: ConflictSheet) -> None:
        super().__init__(desk, page)
        self._page: BackupPage | None = None
        self._chosen = self._watched = 0
        self._ordered = 0
        """A backup just ordered: chosen as soon as a list has it, whichever list comes first."""
        self._looks = 0
        self._again = QTimer(self, singleShot=True, interval=_AGAIN)
        self._again.timeout.connect(self._on_again)
        self._make_list()
        self.strip = BackupStrip()
        self.strip.cancel.clicked.connect(self._on_cancel)
        self.where = BackupWhere(desk, conflict, self)
        self.where.said.connect(self.said)
        self.where.moved.connect(self.load)
        self.panel = self.where.panel
        self._lay_out()

    def load(self) -> None:
        """The last runs and the places."""
        if self._page is None:
            self.states.show_loading()
        self.desk.run(Backups(), owner=self, done=self._on_page, failed=self._on_failed, slot="backups")

    # -- making ------------------------------------------------------------------------------

    def _make_list(self) -> None:
        columns = (
            Column[BackupRun]("时间", lambda one: moment_words(one.at, self.desk.clock()), 116, bold=True),
            Column[BackupRun]("由谁", who_words, 84),
            Column[BackupRun](
                "结果", lambda one: state_words(one)[0], 84, tone=lambda one: state_words(one)[1], badge=True
            ),
            Column[BackupRun]("大小", lambda one: size_words(one.size) if one.size else "", 76, right=True),
            Column[BackupRun]("文件或原因", line_words, 0, tone=_faded),
        )
        self.model: Rows[BackupRun] = Rows(lambda one: one.id, columns, self)
        self.table = Table(self.desk.theme, self.model, columns)
        self.table.setAccessibleName("备份")
        self.table.chosen.connect(self._on_chosen)
        self.detail = Text(wrap=True, size="small")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        below = QVBoxLayout()
        below.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        below.addWidget(self.detail)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.pane = TablePane(self.table)
        layout.addWidget(self.pane, 1)
        layout.addWidget(Hairline())
        layout.addLayout(below)
        self.states = States(self.desk.theme, whole)
        self.now = CommandButton("立即备份", "B", kind="primary")
        self.now.clicked.connect(lambda: self._order(""))
        self.elsewhere = CommandButton("备份到其他文件夹…", "O")
        self.elsewhere.clicked.connect(self._on_elsewhere)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.problem = Text(tone="bad", wrap=True)
        self.problem.setContentsMargins(4 * GRID, 2 * GRID, 4 * GRID, 2 * GRID)
        self.problem.hide()
        column.addWidget(self.problem)
        column.addWidget(self.strip)
        column.addWidget(self.states, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(Split(left, self.panel, row(None, self.elsewhere, self.now)))

    # -- showing -----------------------------------------------------------------------------

    def _on_page(self, page: BackupPage) -> None:
        self._page = page
        self.desk.heard(page.now)
        own = self.where.show_page(page)
        self._show_runs(page)
        self._show_live(page)
        self.elsewhere.setVisible(own)
        self._plan_again(page)

    def _show_runs(self, page: BackupPage) -> None:
        self.model.reset(page.runs)
        self.pane.totals.setText(f"{len(page.runs)} 次")
        if not page.runs:
            self.states.show_empty(
                "还没有备份",
                "按 B 立即备份一次；每日备份到时间会自动开始。",
                icon="inbox",
            )
            return
        self.states.show_content()
        if self.model.position_of(self._ordered) >= 0:  # once: from then on it is the person's choice
            self._chosen, self._ordered = self._ordered, 0
        place = self.model.position_of(self._chosen)
        self.table.choose(max(place, 0))
        self._show_detail()

    def _show_live(self, page: BackupPage) -> None:
        live = next((run for run in page.runs if run.state in LIVE), None)
        ended = next((run for run in page.runs if run.id == self._watched and run.state not in LIVE), None)
        if ended is not None:
            self.said.emit(done_words(ended))
        self._watched = live.id if live is not None else 0
        self.strip.show_run(live)
        self.now.setEnabled(live is None)
        self.elsewhere.setEnabled(live is None)

    def _plan_again(self, page: BackupPage) -> None:
        own = own_place(page.places, page.here)
        looking = not page.places or (own is not None and own.free < 0 and not own.problem)
        self._looks = self._looks + 1 if looking else 0
        if self.isVisible() and (self._watched or (looking and self._looks < _MOST_LOOKS)):
            self._again.start()

    def _on_again(self) -> None:
        if self.isVisible():
            self.load()

    def _on_failed(self, error: OfficeError) -> None:
        if self._page is None:
            self.states.show_failed(error, self.load)
        elif self._watched:
            self._again.start()

    def _on_chosen(self, run_id: int) -> None:
        self._chosen = run_id
        self._show_detail()

    def _show_detail(self) -> None:
        run = self.model.row_at(self.model.position_of(self._chosen))
        if run is not None:
            self.detail.setText(detail_words(run))
            self.detail.set_tone("bad" if run.state in ("failed", "interrupted") else "")

    # -- orders ------------------------------------------------------------------------------

    def _on_elsewhere(self) -> None:
        if self.elsewhere.isEnabled():
            self.where.ask_folder("这一次备份到", self._order)

    def _order(self, folder: str) -> None:
        if not self.now.isEnabled():
            return
        self._say("")
        self.now.setEnabled(False)
        self.elsewhere.setEnabled(False)
        self.desk.run(OrderBackup(folder), owner=self, done=self._on_ordered, failed=self._on_refused)

    def _on_ordered(self, receipt: Receipt) -> None:
        self._watched = next((one.id for one in receipt.subjects if one.kind == SubjectKind.BACKUP), 0)
        self._ordered = self._watched
        self.load()

    def _on_refused(self, error: OfficeError) -> None:
        self._say(error.message)
        self.load()

    def _on_cancel(self) -> None:
        if self._watched and self.strip.cancel.isEnabled():
            self.strip.cancel.setEnabled(False)
            self.desk.run(
                CancelBackup(self._watched),
                owner=self,
                done=lambda _receipt: self.load(),
                failed=self._on_refused,
            )

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))


def _faded(run: BackupRun) -> str:
    return "bad" if run.state in ("failed", "interrupted") else "muted"
