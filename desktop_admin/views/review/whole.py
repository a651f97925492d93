"""The review page as its acts and landings see it: the parts by name, and the three things only the page does.

A protocol, because the page makes the acts and hands itself to them: without it each would import the other.
"""

from typing import Protocol

from desktop_admin.views.common.desk import Desk
from desktop_admin.views.furniture.banner import Banner
from desktop_admin.views.papers.pair import PaperPair
from desktop_admin.views.review.bench import Bench
from desktop_admin.views.review.bulk_bar import BulkBar
from desktop_admin.views.review.deciding import Deciding
from desktop_admin.views.review.decisions import Decider
from desktop_admin.views.review.dossier import DossierPanel
from desktop_admin.views.review.filters import FilterBar
from desktop_admin.views.review.forms import Forms
from desktop_admin.views.review.layout import ReviewLayout
from desktop_admin.views.review.progress import ProgressLine
from desktop_admin.views.review.queue import Queue
from desktop_admin.views.review.queue_list import QueueList


class Whole(Protocol):
    """What a page gives to those who work on all of it."""

    desk: Desk
    queue: Queue
    bench: Bench
    decider: Decider
    progress: ProgressLine
    view: QueueList
    bulk: BulkBar
    filters: FilterBar
    pair: PaperPair
    panel: DossierPanel
    notice: Banner
    parts: ReviewLayout
    deciding: Deciding
    forms: Forms

    def open_dossier(self, submission_id: int) -> None:
        """Put a dossier on the bench."""

    def close_form(self, submission_id: int) -> None:
        """The form of this dossier is done with."""

    def take_keyboard(self) -> None:
        """The queue gets the keyboard."""
