"""What a row of the queue says: name, category, company, how long it waits, and its tags."""

from datetime import datetime

from desktop_admin.contract.submissions import QueueRow
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.times import waiting_words
from desktop_admin.views.common.two_lines import Tag, TwoLines
from desktop_admin.views.review.words import category_short, claim_of, tags, undecided


def queue_lines(desk: Desk, row: QueueRow, left: Tag | None) -> TwoLines:
    """``left``: why the row is no longer of the list, of the one that stayed under somebody's eyes."""
    claim = claim_of(desk.claims, row.id, desk.person.id)
    return TwoLines(
        title=row.name,
        beside=category_short(desk.catalogue, row.category),
        tags=(left,) if left is not None else tags(row, claim),
        below=row.company,
        mark="" if left is not None else _waiting(row, desk.clock()),
    )


def _waiting(row: QueueRow, now: datetime) -> str:
    return (
        "" if row.waiting_since is None or not undecided(row.state) else waiting_words(row.waiting_since, now)
    )
