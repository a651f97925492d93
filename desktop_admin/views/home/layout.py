"""How the parts stand on 工作台: banners, notices, a row of numbers, charts in pairs, lists that fill what is left."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
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

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._by_place: dict[HomePlace, list[Stand]] = {}
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self.ground = QWidget()
        self.place = scroll(self.ground)
        self._whole.addWidget(self.place)
        self._inside = QVBoxLayout(self.ground)
        self._inside.setContentsMargins(4 * GRID, 3 * GRID + 2, 4 * GRID, 3 * GRID + 2)
        self._inside.setSpacing(3 * GRID)

    def stand(self, stands: Iterable[Stand]) -> None:
        """Everything to its place, once."""
        ordered = sorted(stands, key=lambda one: one.rank)
        self._by_place = {place: [one for one in ordered if one.place is place] for place in HomePlace}
        for number, one in enumerate(self._by_place[HomePlace.BANNER]):
            self._whole.insertWidget(number, one.widget)
        for one in self._by_place[HomePlace.NOTICE]:
            self._inside.addWidget(one.widget)
        self._inside.addWidget(Wrapping(self.widgets(HomePlace.NUMBER), spacing=3 * GRID))
        self._add_charts()
        self._add_row(HomePlace.LIST, 1)

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

    def order_stops(self) -> None:
        """Tab goes as the eye does: place by place, from the left, and through each from the top."""
        stops = [
            stop
            for place in HomePlace
            for widget in self.widgets(place)
            for stop in sorted(_stops(widget), key=lambda one: _corner(one, self))
        ]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _add_row(self, place: HomePlace, stretch: int) -> None:
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        self._inside.addLayout(row, stretch)
        for one in self._by_place[place]:
            row.addWidget(one.widget, one.share)

    def _add_charts(self) -> None:
        """Two side by side, an odd last one alone."""
        charts = self._by_place[HomePlace.CHART]
        for first, second in zip(charts[::2], charts[1::2], strict=False):
            pair = Folding(first.widget, second.widget, spacing=3 * GRID, stretch=(first.share, second.share))
            self._inside.addWidget(pair)
        if len(charts) % 2:
            self._inside.addWidget(charts[-1].widget)


def _stops(widget: QWidget) -> list[QWidget]:
    """What takes Tab in it, itself included."""
    found = [widget, *widget.findChildren(QWidget)]
    return [one for one in found if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _corner(widget: QWidget, within: QWidget) -> tuple[int, int]:
    at = widget.mapTo(within, QPoint(0, 0))
    return at.y(), at.x()
