"""同事刚刚 and 您刚刚 on 工作台: the feed in words, each line leading to what it is about."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Subject
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import Change, ChangePage, Changes
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.entry import PageEntry, finder
from desktop_admin.views.common.home_part import FEWEST_LINES, HomePart, HomePlace, Stand
from desktop_admin.views.common.lines import Line, Lines
from desktop_admin.views.common.page import Target
from desktop_admin.views.common.times import clock_words, local, moment_words
from desktop_admin.views.common.widgets import Card, Text
from desktop_admin.views.home.happened import Happening, happenings

#: Own deeds among the lines, at most.
_OWN = 3
#: How far back it looks; the feed itself lists at most 200.
_LOOK_BACK = 120


class Colleagues(HomePart):
    """Own deeds stand apart, below."""

    needs = Changes

    def __init__(self, desk: Desk, ground: QWidget, desks: Sequence[PageEntry]) -> None:
        super().__init__(desk, ground)
        self._desks = desks
        self._most = FEWEST_LINES
        self._changes: dict[int, Change] = {}
        self.card = Card("同事刚刚", ground)
        self.lines = Lines(lead_width=44)
        self.card.body.addWidget(self.lines, 1)
        self.own_title = Text("您刚刚", bold=True)
        self.own = Lines(lead_width=44)
        self.card.body.addWidget(self.own_title)
        self.card.body.addWidget(self.own)
        self.own_title.hide()
        self.own.hide()
        self.lines.show_lines((), "")

    def stands(self) -> tuple[Stand, ...]:
        """The last of the lists."""
        return (Stand(HomePlace.LIST, self.card, 90, share=2),)

    def ask(self) -> None:
        """The last deeds of all."""
        after = max(0, self.desk.head - _LOOK_BACK)
        self.desk.run(
            Changes(after), owner=self, done=self._on_changes, failed=self._on_failed, slot="changes"
        )

    def hear(self, page: ChangePage) -> None:
        """News are shown without asking."""
        self._changes.update({change.number: change for change in page.changes})
        for number in sorted(self._changes)[: -2 * _LOOK_BACK]:
            del self._changes[number]
        self._show()

    def show_lines(self, most: int) -> None:
        """Longer or shorter, of what is known."""
        self._most = most
        if self._changes:
            self._show()

    def _on_changes(self, page: ChangePage) -> None:
        if page.reload and page.head > _LOOK_BACK:
            # The desk did not yet know the head: ask once more, near it.
            self.desk.run(
                Changes(page.head - _LOOK_BACK),
                owner=self,
                done=self.hear,
                failed=self._on_failed,
                slot="changes",
            )
            return
        self.hear(page)

    def _on_failed(self, error: OfficeError) -> None:
        self.lines.show_lines((), error.message)

    def _show(self) -> None:
        me = self.desk.person.name
        own = happenings((one for one in self._changes.values() if one.who == me), _OWN)
        others = happenings(
            (one for one in self._changes.values() if one.who != me), self._most - len(own) - bool(own)
        )
        self.lines.show_lines(
            [self._line(one, f"{one.who} {one.what}") for one in others],
            "还没有动静。同事办的事会自动出现在这里。",
        )
        self.own.show_lines([self._line(one, one.what) for one in own], "")
        self.own_title.setVisible(bool(own))
        self.own.setVisible(bool(own))

    def _line(self, one: Happening, words: str) -> Line:
        act = next(filter(None, map(self._leads_to, one.subjects)), None)
        return Line(_when(one.at, self.desk.clock()), words, act=act)

    def _leads_to(self, subject: Subject) -> Callable[[], None] | None:
        """To the desk that opens such things, as far as one may look."""
        there = finder(subject.kind, self._desks, self.desk)
        if there is None:
            return None
        return lambda: self.jump.emit(there.key, Target(subject.kind, subject.id))


def _when(at: datetime, now: datetime) -> str:
    if local(at).date() == local(now).date():
        return clock_words(at)
    return moment_words(at, now)
