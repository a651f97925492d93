"""账号 on 工作台, for whoever keeps them."""

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.staff import AddStaff, StaffList, StaffPage
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.home_part import HomePart, HomePlace, Stand
from desktop_admin.views.common.number_card import NumberCard
from desktop_admin.views.common.page import Target


class AccountsNumber(HomePart):
    """How many are in use, and what is odd about them."""

    needs = AddStaff
    touches = frozenset({SubjectKind.STAFF})

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__(desk, ground)
        self.card = NumberCard(desk.theme, "账号", ground)
        self.card.set_leads(True)
        self.card.opened.connect(lambda: self.leads.emit(Target("filter", data=("staff", ""))))

    def stands(self) -> tuple[Stand, ...]:
        """In the row of numbers."""
        return (Stand(HomePlace.NUMBER, self.card, 60),)

    def ask(self) -> None:
        """Read the accounts."""
        self.desk.run(StaffList(), owner=self, done=self._show, failed=self._on_failed, slot="staff")

    def _show(self, page: StaffPage) -> None:
        active = [one for one in page.rows if one.form.active]
        locked = sum(one.locked for one in active)
        waiting = sum(one.must_change for one in active)
        parts = []
        if locked:
            parts.append(f"{locked} 个有人在试密码")
        if waiting:
            parts.append(f"{waiting} 个尚未改初始密码")
        self.card.show_number(
            str(len(active)),
            " · ".join(parts) or "全部正常",
            unit="个",
            badge="有人试密码" if locked else "",
        )

    def _on_failed(self, error: OfficeError) -> None:
        self.card.fail(error.message)
