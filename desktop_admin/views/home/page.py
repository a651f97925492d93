"""工作台: what each desk has for this person now. Which desks there are it is told; none is named here."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.journal import ChangePage, Changes
from desktop_admin.views.common.command import help_of
from desktop_admin.views.common.commands import Commands
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.common.home_part import FEWEST_LINES, HomePart, HomePlace
from desktop_admin.views.common.number_card import NumberCard
from desktop_admin.views.common.page import KeyHelp, Page, Target
from desktop_admin.views.common.times import day_words, local, weekday_words
from desktop_admin.views.home.keys import COMMANDS, WALKING, Cards
from desktop_admin.views.home.layout import HomeLayout

#: Milliseconds in which news are gathered before the parts they touch ask again.
_GATHER = 500
_PARTS_OF_DAY = ((6, "夜深了"), (12, "上午好"), (14, "中午好"), (18, "下午好"), (24, "晚上好"))

Part = TypeVar("Part", bound=HomePart)


class HomePage(Page):
    """Shows only what this person's roles may ask for; nothing is made up while it is not known."""

    def __init__(self, desk: Desk, desks: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(desk, "工作台", parent)
        self.parts: list[HomePart] = []
        self._greetings: dict[HomePart, str] = {}
        self._behind: set[HomePart] = set()
        self._lines = FEWEST_LINES
        self.layout_ = HomeLayout(self)
        self.content.addWidget(self.layout_)
        for entry in desks:
            for part in entry.home(self.layout_.ground):
                self._take(part, entry.key)
        self.layout_.stand(stand for part in self.parts for stand in part.stands())
        self._fit = QTimer(self, singleShot=True, interval=0)
        self._fit.timeout.connect(self._fit_lines)
        for card in self.layout_.widgets(HomePlace.LIST):
            card.installEventFilter(self)
        self._news = QTimer(self, singleShot=True, interval=_GATHER)
        self._news.timeout.connect(self._ask_behind)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        desk.changed.connect(self._on_changed)
        keyed: Commands[Cards] = Commands(self, COMMANDS, self, may=desk.may, say=desk.messages.say)
        keyed.hear_in(self)
        self.commands = (keyed,)
        self._greet()

    def part(self, kind: type[Part]) -> Part:
        """The part of that kind; KeyError if this person is not shown it."""
        for one in self.parts:
            if isinstance(one, kind):
                return one
        raise KeyError(kind.__name__)

    def numbers(self) -> list[NumberCard]:
        """The cards that can be seen, from the left: in this order the digits open them."""
        cards = self.layout_.widgets(HomePlace.NUMBER)
        return [card for card in cards if isinstance(card, NumberCard) and card.isVisible()]

    def keys(self) -> list[KeyHelp]:
        """The keys of this page for F1."""
        return help_of(COMMANDS, also=WALKING)

    def activate(self, target: Target | None = None) -> None:
        """Ask anew: what needs me now must not be what needed me this morning."""
        self._greet()
        self._tick.start()
        self.ask_all()

    def leave(self) -> None:
        """No counting while nobody looks, and no asking: coming back asks anew."""
        self._tick.stop()
        for part in self.parts:
            self.desk.withdraw(part)

    def close_down(self) -> None:
        """The person leaves."""
        self._tick.stop()
        self._news.stop()
        self._fit.stop()

    def open_card(self, place: int) -> None:
        """A digit: the card at its place, from the left."""
        self.numbers()[place].opened.emit()

    def why_not_card(self, place: int) -> str:
        """Fewer cards than the digit says."""
        return "" if place < len(self.numbers()) else f"上面没有第 {place + 1} 张卡片"

    def ask_all(self) -> None:
        """Ask anew what is shown."""
        self._behind.clear()
        for part in self.parts:
            part.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many lines as there is room for."""
        super().resizeEvent(event)
        self._fit.start()

    def focusNextPrevChild(self, onward: bool) -> bool:
        """What came with an answer stands at the end for Qt, wherever it is seen."""
        self.layout_.order_stops()
        return super().focusNextPrevChild(onward)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something above the lists came, went or grew."""
        if event.type() == QEvent.Type.Move:
            self._fit.start()
        return False

    def _take(self, part: HomePart, key: str) -> None:
        part.leads.connect(lambda target: self.jump.emit(key, target))
        part.jump.connect(self.jump)
        part.greets.connect(lambda words: self._on_greeting(part, words))
        self.parts.append(part)

    def _fit_lines(self) -> None:
        lines = self.layout_.lines()
        if lines != self._lines:
            self._lines = lines
            for part in self.parts:
                part.show_lines(lines)

    def _ask_behind(self) -> None:
        behind, self._behind = self._behind, set()
        for part in self.parts:
            if part in behind:
                part.ask()

    def _on_changed(self, page: ChangePage) -> None:
        kinds = {subject.kind for change in page.changes for subject in change.subjects}
        for part in self.parts:
            if self.desk.may(Changes):
                part.hear(page)
            if part.touches and (page.reload or kinds & part.touches):
                self._behind.add(part)
        if self._behind and not self._news.isActive():
            self._news.start()

    def _on_tick(self) -> None:
        for part in self.parts:
            part.tick()

    def _on_greeting(self, part: HomePart, words: str) -> None:
        self._greetings[part] = words
        self._greet()

    def _greet(self) -> None:
        now = self.desk.clock()
        hour = local(now).hour
        word = next(word for until, word in _PARTS_OF_DAY if hour < until)
        self.title.setText(f"{word}，{self.desk.person.name}")
        day = f"{day_words(now, now)} {weekday_words(now)}"
        self.subtitle.setText(" · ".join(filter(None, (day, *self._greetings.values()))))
