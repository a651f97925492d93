"""The batch of the made-up desk: the county of several companies, proposed first, and taken back by undo."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.people import CompanyCard, CompanyPage, CompanyRow, EditCompany
from desktop_admin.rules.regions import COUNTIES
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.fields import FieldForm
from desktop_admin.views.furniture.batch import BatchRun
from desktop_admin.views.furniture.batch_strip import BatchStrip
from desktop_admin.views.furniture.live_table import LiveTable
from desktop_admin.views.furniture.master_detail import column
from desktop_admin.views.furniture.proposal import Ground, Proposal, Proposed


class CountyRun(BatchRun):
    name, did = "批量改县市", "改好"

    def __init__(self, desk: Desk, wanted: Mapping[int, str]) -> None:
        super().__init__(desk, tuple(wanted))
        self._wanted = wanted
        self._before: dict[int, str] = {}

    def do(self, identity: int) -> None:
        self.desk.run(CompanyPage(identity), owner=self, done=self._edit, failed=self.failed)

    def back(self) -> BatchRun:
        return CountyRun(self.desk, self._before)

    def _edit(self, card: CompanyCard) -> None:
        county, one = self._wanted[card.id], card.id
        if card.form.county == county:
            self.skip(f"已是{COUNTIES.get(county, '未填')}")
            return
        self._before[one] = card.form.county
        request = EditCompany(one, card.form, replace(card.form, county=county))
        self.desk.run(
            request, owner=self, done=lambda _: self.done(one, card.version + 1), failed=self.failed
        )


class CountyBatch(QObject):
    turned = Signal(bool)

    def __init__(self, desk: Desk, rows: LiveTable[CompanyRow]) -> None:
        super().__init__(rows)
        self._desk, self._rows = desk, rows
        self.strip = BatchStrip("批量改县市", "个单位", lambda one: rows.model.position_of(one) >= 0)
        self.form = FieldForm()
        self.form.choice("county", "改为", list(COUNTIES.items()))
        self.proposal = Proposal(desk.theme, empty="先在左侧勾选单位。")
        self.panel = column(self.form, self.proposal)
        rows.ticking.picked.connect(self._propose)
        rows.changed.connect(self._propose)
        self.form.edited.connect(lambda _key: self._propose())
        self.strip.wanted.connect(lambda _ids: self.proposal.do.setFocus())
        self.strip.closed.connect(lambda: self.turn(on=False))
        self.proposal.accepted.connect(self._begin)

    @property
    def on(self) -> bool:
        return self._rows.ticking.on

    def turn(self, *, on: bool) -> None:
        self._rows.ticking.turn(on=on)
        self._propose()
        self.turned.emit(on)

    def _propose(self) -> None:
        self.strip.choose(self._rows.ticking.ids, checking=self.on)
        rows = [row for row in map(self._rows.model.row_of, self.strip.ids) if row is not None]
        self.proposal.show_proposed(self._proposed(rows) if rows else None)

    def _proposed(self, rows: Sequence[CompanyRow]) -> Proposed:
        county = COUNTIES[self.form.value("county")]
        same = sum(row.county == self.form.value("county") for row in rows)
        grounds = [Ground(f"{len(rows) - same} 个单位现在登记在别处", "ok")]
        grounds += [Ground(f"{same} 个已是{county}，会跳过", "warn")] if same else []
        after = f"名单和单位页上都显示{county}，半分钟内可以撤销。"
        return Proposed(f"把 {len(rows)} 个单位改为{county}", tuple(grounds), after, f"改为{county}")

    def _begin(self) -> None:
        self.strip.watch(CountyRun(self._desk, dict.fromkeys(self.strip.ids, self.form.value("county"))))
        self.proposal.show_proposed(None)
