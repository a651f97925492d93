"""What every desk is given to make itself of (see ``views/common/entry.py``)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.entry import PageEntry
from desktop_admin.views.papers.reader import PaperReader


@dataclass(frozen=True)
class Given:
    """The person's desk, the reader of papers, and all desks of the house, in order (once all are read)."""

    desk: Desk
    papers: PaperReader
    desks: Callable[[], Sequence[PageEntry]]
