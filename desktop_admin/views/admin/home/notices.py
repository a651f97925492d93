"""失败的通知 on 工作台."""

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Listed
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.notices import NoticeRow, Notices, RetryNotice
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.home_part import HomePart, HomePlace, Stand
from desktop_admin.views.common.number_card import NumberCard
from desktop_admin.views.common.page import Target


class FailedNotices(HomePart):
    """How many learners have not heard."""

    needs = Notices
    touches = frozenset({SubjectKind.NOTICE})

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__(desk, ground)
        self.card = NumberCard(desk.theme, "失败的通知", ground)
        self.card.set_leads(True)
        self.card.opened.connect(lambda: self.leads.emit(Target("filter", data=("notices", "failed"))))

    def stands(self) -> tuple[Stand, ...]:
        """In the row of numbers."""
        return (Stand(HomePlace.NUMBER, self.card, 50),)

    def ask(self) -> None:
        """Count them."""
        self.desk.run(
            Notices(state="failed", limit=1),
            owner=self,
            done=self._show,
            failed=self._on_failed,
            slot="notices",
        )

    def _show(self, page: Listed[NoticeRow]) -> None:
        below = "没有发送失败的通知"
        if page.total:
            mend = self.desk.may(RetryNotice)
            below = "学员没有收到，请重发或当面告知" if mend else "学员没有收到，由审核人员处理"
        self.card.show_number(str(page.total), below, unit="条", tone="bad" if page.total else "")

    def _on_failed(self, error: OfficeError) -> None:
        self.card.fail(error.message)
