"""The page of the made-up desk: wiring only."""

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_admin.contract.people import CompanyList, CompanyRow
from desktop_admin.rules.regions import COUNTIES
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.clipboard import copy_text
from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.command import ROW, help_of
from desktop_admin.views.common.commands import command_page
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.filters import SearchField
from desktop_admin.views.common.page import KeyHelp, Page, Target
from desktop_admin.views.furniture.live_table import LiveTable
from desktop_admin.views.furniture.master_detail import MasterDetail
from tests.views.trial.batch import CountyBatch
from tests.views.trial.detail import CompanyDetail
from tests.views.trial.forms import new_company
from tests.views.trial.keys import COMMANDS, WALKING

COLUMNS = (
    Column[CompanyRow]("单位", lambda row: row.name, bold=True),
    Column[CompanyRow]("信用代码", lambda row: row.credit_code, 168, sort="code"),
    Column[CompanyRow]("县市", lambda row: COUNTIES.get(row.county, ""), 96, sort="county"),
    Column[CompanyRow]("学员", lambda row: str(row.people), 64, right=True),
)


class TrialPage(Page):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "单位台账", parent)
        self.search = SearchField("单位名称、拼音首字母或信用代码")
        self.rows: LiveTable[CompanyRow] = LiveTable(
            desk,
            lambda sort, down: CompanyList(text=self.search.words(), sort=sort, descending=down),
            {SubjectKind.COMPANY: lambda row: row.id},
            COLUMNS,
            name="在册单位",
            slot="trial",
            unit="个单位",
            search=self.search,
        )
        self.rows.say_nothing(lambda: (f"没有找到“{self.search.words()}”", "", "search"))
        self.rows.remember(QSettings())
        self.rows.pane.offer_export(lambda: copy_text("\n".join(row.name for row in self.rows.model.held())))
        self.detail = CompanyDetail(desk, self)
        self.batch = CountyBatch(desk, self.rows)
        self.adder = new_company(desk, self)
        self.right = QStackedWidget()
        self.right.addWidget(self.detail)
        self.right.addWidget(self.batch.panel)
        self.rows.stand_below(self.batch.strip)
        across = MasterDetail(desk.theme, "trial", QSettings(), self)
        across.add(self.rows, width=640, least=320)
        across.add(self.right, width=480, least=320, grows=True)
        across.settle()
        self.content.addWidget(across)
        self.keyed = command_page(self, COMMANDS, self)
        self._connect()

    def keys(self) -> list[KeyHelp]:
        return help_of(COMMANDS, also=WALKING)

    def activate(self, target: Target | None = None) -> None:
        if target is not None:
            self.search.setText(str(target.data or ""))
            self.rows.go(target.id)
        self.rows.load(other=target is not None)
        self.rows.setFocus()

    def _connect(self) -> None:
        self.rows.chosen.connect(self.detail.record.choose)
        self.rows.table.menu_wanted.connect(lambda at: self.keyed.pop_up(ROW, at))
        self.detail.left.connect(self.rows.setFocus)
        self.batch.turned.connect(lambda on: self.right.setCurrentIndex(1 if on else 0))
        self.adder.added.connect(lambda one: self.activate(Target(SubjectKind.COMPANY, one)))
