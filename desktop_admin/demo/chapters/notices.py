"""通知: the portal sends what is due, and sometimes fails."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from desktop_admin.contract.notices import DueNotices, MarkNotice
from desktop_admin.demo.draft import Draft
from desktop_admin.demo.history import History
from desktop_admin.demo.staff import PORTAL
from desktop_admin.demo.steps import SendNotices, Step

ORDER = 300


def plan(draft: Draft) -> Iterable[Step]:
    """Twice a day, at noon and in the evening; one attempt in eleven fails."""
    day = draft.starts.replace(hour=12, minute=20, second=0)
    while day < draft.now:
        for moment in (day, day + timedelta(hours=6)):
            if draft.starts < moment < draft.now:
                yield SendNotices(moment, fails_every=11)
        day += timedelta(days=1)


def _send(history: History, step: SendNotices) -> None:
    history.desks.at(step.at)
    due = history.desks.as_staff(PORTAL, to_ask=True).run(DueNotices()).rows
    desk = history.desks.as_staff(PORTAL, to_ask=not due)
    for notice in due:
        history.sent += 1
        fails = bool(step.fails_every) and history.sent % step.fails_every == 0
        error = "短信通道没有应答" if fails else ""
        desk.run(MarkNotice(notice.id, notice.version, sent=not fails, error=error))


TELL: Mapping[type, Callable[[History, Any], None]] = {SendNotices: _send}
