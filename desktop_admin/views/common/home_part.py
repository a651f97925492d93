"""What a desk puts on 工作台: widgets with their places, and the asking behind them.

Apart from the page, which knows no desk: it lays out what it is given, asks when the person comes and when news
touch a part, and passes on where a click leads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Request
from desktop_admin.contract.journal import ChangePage
from desktop_admin.views.common.desk import Desk

#: Lines of a list: as many as the window has room for, between these.
FEWEST_LINES, MOST_LINES = 6, 20


class HomePlace(Enum):
    """Where on the page, from the top down."""

    BANNER = auto()
    """Across the whole width, above everything: something is wrong."""
    NOTICE = auto()
    """A card across the page: somebody must look at it."""
    NUMBER = auto()
    """A :class:`NumberCard` in the row that the digits open."""
    CHART = auto()
    """Beside the month."""
    LIST = auto()
    """Below, as long as the window has room for."""


@dataclass(frozen=True)
class Stand:
    """A widget in its place. Smaller ``rank`` stands further left; ``share`` is its part of the row's width."""

    place: HomePlace
    widget: QWidget
    rank: int
    share: int = 1


class HomePart(QObject):
    """One thing of a desk on 工作台, for whoever may ask what it ``needs``.

    ``touches``: kinds of subjects whose news make it ask again. Its widgets are made inside ``ground`` (decision 0036).
    """

    needs: ClassVar[type[Request[Any]]]
    touches: ClassVar[frozenset[str]] = frozenset()

    leads = Signal(object)
    """A :class:`Target`: a click leads there, at the desk whose part this is."""
    jump = Signal(str, object)
    """(key, :class:`Target`): a click leads to another desk."""
    greets = Signal(str)
    """A few words for the line beside the greeting; '' for none."""

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__(ground)
        self.desk = desk

    def stands(self) -> Sequence[Stand]:
        """Its widgets; asked once."""
        return ()

    def ask(self) -> None:
        """Read again what is shown: the page came to the front, F5, or news."""

    def hear(self, page: ChangePage) -> None:
        """News of the feed, whatever they touch; only for who may read the feed."""

    def tick(self) -> None:
        """A second has passed while somebody looks."""

    def show_lines(self, most: int) -> None:
        """A list may be so long now."""
