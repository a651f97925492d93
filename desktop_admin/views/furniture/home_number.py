"""One number on 工作台 that an answer of the office gives, and the click that leads to what it counts."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Question
from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.home_part import HomePart, HomePlace, Stand
from desktop_admin.views.common.number_card import NumberCard
from desktop_admin.views.common.page import Target


class HomeNumber(HomePart):
    """A desk says the ``question``, what of its answer is :meth:`counted`, and the words; ``rank``: its place."""

    title: ClassVar[str]
    question: ClassVar[Question[Any]]
    to: ClassVar[Target]
    unit: ClassVar[str] = ""
    below: ClassVar[str] = ""
    rank: ClassVar[int] = 50

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__(desk, ground)
        self.card = NumberCard(desk.theme, self.title, ground)
        self.card.set_leads(True)
        self.card.opened.connect(lambda: self.leads.emit(self.to))

    def counted(self, answer: Any) -> int:
        """The number: of a list, how many it has."""
        return int(answer.total)

    def stands(self) -> tuple[Stand, ...]:
        """In the row of numbers."""
        return (Stand(HomePlace.NUMBER, self.card, self.rank),)

    def ask(self) -> None:
        """Count again."""
        slot = type(self).__name__
        self.desk.run(self.question, owner=self, done=self._show, failed=self._on_failed, slot=slot)

    def _show(self, answer: Any) -> None:
        self.card.show_number(str(self.counted(answer)), self.below, unit=self.unit)

    def _on_failed(self, error: OfficeError) -> None:
        self.card.fail(error.message)
