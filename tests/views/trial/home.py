"""What the made-up desk shows on the first page."""

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Listed
from desktop_admin.contract.people import CandidateRow, PeopleList
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.home_part import HomePart, HomePlace, Stand
from desktop_admin.views.common.number_card import NumberCard
from desktop_admin.views.common.page import Target


class TrialNumber(HomePart):
    needs = PeopleList
    touches = frozenset({"candidate"})

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__(desk, ground)
        self.card = NumberCard(desk.theme, "还没有座位", ground)
        self.card.set_leads(True)
        self.card.opened.connect(lambda: self.leads.emit(Target("filter", data="seatless")))

    def stands(self) -> tuple[Stand, ...]:
        return (Stand(HomePlace.NUMBER, self.card, 5),)

    def ask(self) -> None:
        self.desk.run(PeopleList(limit=1), owner=self, done=self._show, slot="people")

    def _show(self, found: Listed[CandidateRow]) -> None:
        self.card.show_number(str(found.total), "人没有座位", unit="人")
