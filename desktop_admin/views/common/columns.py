"""A table's columns as data: what a cell says, in which tone, how wide it is, and how the office may sort by it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from desktop_admin.views.common.plain_words import tip

Row = TypeVar("Row")

#: What a delegate asks for: the tone of the words, and whether they stand in a badge.
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 2
BADGE_ROLE = int(Qt.ItemDataRole.UserRole) + 3
BOLD_ROLE = int(Qt.ItemDataRole.UserRole) + 4


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column. ``width`` in pixels, 0 = takes what is left; ``tone`` of a row's words; ``badge`` paints them so.

    ``sort``: the order of the list's question (``ListQuestion.sort``) that a click on the head asks for.
    """

    title: str
    words: Callable[[Row], str]
    width: int = 0
    tone: Callable[[Row], str] | None = None
    badge: bool = False
    bold: bool = False
    right: bool = False
    sort: str = ""


def display_of(columns: Sequence[Column[Row]]) -> Callable[[Row, int, int], Any]:
    """The ``display`` function of a model for these columns."""

    def display(row: Row, column: int, role: int) -> Any:
        spec = columns[column]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spec.words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(spec.words(row)) if spec.width == 0 else None
        if role == TONE_ROLE:
            return spec.tone(row) if spec.tone is not None else ""
        if role == BADGE_ROLE:
            return spec.badge
        if role == BOLD_ROLE:
            return spec.bold
        if role == Qt.ItemDataRole.TextAlignmentRole and spec.right:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    return display
