"""资料审核 as the window knows it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.submissions import QueueFilter, ReviewProgress, ReviewQueue
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.entry import Count, PageEntry
from desktop_admin.views.common.home_part import HomePart
from desktop_admin.views.common.page import Page, Place, Target
from desktop_admin.views.given import Given


def entry(given: Given) -> PageEntry:
    """The desk where papers are decided on."""

    def page(ground: QWidget) -> Page:
        from desktop_admin.views.review.page import ReviewPage

        return ReviewPage(given.desk, given.papers, ground)

    def places() -> Sequence[Place]:
        from desktop_admin.views.review.places import places

        return places()

    def home(ground: QWidget) -> Sequence[HomePart]:
        from desktop_admin.views.review.home.days import Days
        from desktop_admin.views.review.home.numbers import QueueNumbers
        from desktop_admin.views.review.home.oldest import Oldest

        return [
            part(given.desk, ground) for part in (QueueNumbers, Days, Oldest) if given.desk.may(part.needs)
        ]

    return PageEntry(
        "review",
        "资料审核",
        "clipboard-check",
        (ReviewQueue,),
        page,
        places,
        finds={SubjectKind.SUBMISSION: "clipboard-check"},
        count=Count(ReviewProgress(), lambda now: now.waiting, frozenset({SubjectKind.SUBMISSION})),
        home=home,
        closing=Target("filter", data=QueueFilter(deadline_near=True)),
    )
