"""学员 on 工作台, for those who look people up and decide nothing."""

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Listed
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.people import CandidateRow, PeopleList
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.home_part import HomePart, HomePlace, Stand
from desktop_admin.views.common.number_card import NumberCard
from desktop_admin.views.common.page import Target


class PeopleNumber(HomePart):
    """How many there are: read when the page comes to the front, not with every piece of news."""

    needs = PeopleList

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__(desk, ground)
        self.card = NumberCard(desk.theme, "学员", ground)
        self.card.set_leads(True)
        self.card.opened.connect(lambda: self.leads.emit(Target("list")))

    def stands(self) -> tuple[Stand, ...]:
        """In the row of numbers."""
        return (Stand(HomePlace.NUMBER, self.card, 20),)

    def ask(self) -> None:
        """Count them."""
        self.desk.run(PeopleList(limit=1), owner=self, done=self._show, failed=self._on_failed, slot="people")

    def _show(self, page: Listed[CandidateRow]) -> None:
        self.card.show_number(str(page.total), "按姓名、拼音、证件号码、单位查找", unit="人")

    def _on_failed(self, error: OfficeError) -> None:
        self.card.fail(error.message)
