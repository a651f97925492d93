"""How the parts stand on 工作台: banners, notices, a row of numbers, charts in pairs, lists that fill what is left."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_admin.views.common.folding import Folding
from desktop_admin.views.common.home_part import FEWEST_LINES, MOST_LINES, HomePlace, Stand
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import scroll
from desktop_admin.views.common.wrapping import Wrapping

#: Pixels of one line of a list.
_LINE = 30


class HomeLayout(QWidget):
    """Knows places and ranks, nothing of what stands there."""

    def __init__(self, stands: Iterable[Stand]) -> None:
        super().__init__()
        ordered = sorted(stands, key=lambda one: one.rank)
        self._by_place = {place: [one for one in ordered if one.place is place] for place in HomePlace}
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(4 * GRID, 3 * GRID + 2, 4 * GRID, 3 * GRID + 2)
        self._inside.setSpacing(3 * GRID)
        for one in self._by_place[HomePlace.NOTICE]:
            self._inside.addWidget(one.widget)
        self._inside.addWidget(Wrapping(self.widgets(HomePlace.NUMBER), spacing=3 * GRID))
        self._add_charts()
        self._inside.addLayout(self._row(HomePlace.LIST), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for one in self._by_place[HomePlace.BANNER]:
            whole.addWidget(one.widget)
        self.place = scroll(inside)
        whole.addWidget(self.place)

    def widgets(self, place: HomePlace) -> list[QWidget]:
        """What stands there, from the left."""
        return [one.widget for one in self._by_place[place]]

    def lines(self) -> int:
        """How long the lists may be: what is above them and around them is as high as it is, they take the rest."""
        above = next((one for one in self.widgets(HomePlace.LIST) if one.isVisible()), None)
        if above is None:
            return FEWEST_LINES
        around = above.mapTo(self.place.viewport(), above.rect().topLeft()).y()
        around += self.place.verticalScrollBar().value() + self._inside.contentsMargins().bottom()
        around += 2 * _LINE + 2 * GRID  # the heading of the card and its margins
        room = (self.place.viewport().height() - around) // _LINE
        return max(FEWEST_LINES, min(MOST_LINES, room))

    def _row(self, place: HomePlace) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        for one in self._by_place[place]:
            row.addWidget(one.widget, one.share)
        return row

    def _add_charts(self) -> None:
        """Two side by side, an odd last one alone."""
        charts = self._by_place[HomePlace.CHART]
        for first, second in zip(charts[::2], charts[1::2], strict=False):
            pair = Folding(first.widget, second.widget, spacing=3 * GRID, stretch=(first.share, second.share))
            self._inside.addWidget(pair)
        if len(charts) % 2:
            self._inside.addWidget(charts[-1].widget)
