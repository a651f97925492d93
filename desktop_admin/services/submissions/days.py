"""What came in and what was decided, day by day (工作台): the last two weeks and nothing before them is read."""

from datetime import datetime, time, timedelta
from itertools import pairwise

from sqlalchemy import ColumnElement, func, select

from desktop_admin.contract.submissions import DayCount, DayCounts, ReviewDays
from desktop_admin.models.journal import JournalRow
from desktop_admin.models.submissions import DecisionRow
from desktop_admin.rules.clock import CHINA, local
from desktop_admin.services.chain import head
from desktop_admin.services.context import Context

_DAYS = 14


def review_days(context: Context, request: ReviewDays) -> DayCounts:
    """Days of the association; what was handed in comes from the journal, since a later attempt overwrites it."""
    session = context.session
    today = local(context.now).date()
    days = [today - timedelta(days=back) for back in reversed(range(_DAYS))]
    edges = [datetime.combine(day, time(), CHINA) for day in (*days, today + timedelta(days=1))]

    def each(at: ColumnElement[datetime]) -> list[ColumnElement[int]]:
        return [func.count().filter(at >= since, at < until) for since, until in pairwise(edges)]

    # The journal is in order of time: from its end back to the first row before the first day.
    before = (
        select(JournalRow.number).where(JournalRow.at < edges[0]).order_by(JournalRow.number.desc()).limit(1)
    )
    known = session.scalar(before) or 0
    submitted = session.execute(
        select(*each(JournalRow.at)).where(JournalRow.number > known, JournalRow.name == "SubmitPapers")  # type: ignore[arg-type]
    ).one()
    decided = session.execute(
        select(*each(DecisionRow.at)).where(DecisionRow.at >= edges[0], DecisionRow.undone_at.is_(None))  # type: ignore[arg-type]
    ).one()
    counts = tuple(DayCount(*one) for one in zip(days, submitted, decided, strict=True))
    return DayCounts(counts, head(session))
