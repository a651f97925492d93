"""The risk list: everybody who paid, judged against the last study close that still counts for them (C18)."""

from collections.abc import Mapping

from sqlalchemy import select

from desktop_admin.contract.registrations import RiskLine, RiskList, RiskTable
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.rules.clock import local
from desktop_admin.rules.cycles import Cycle
from desktop_admin.rules.orders import SETTLED
from desktop_admin.rules.registrations import Outlook
from desktop_admin.rules.risk import Risk, danger
from desktop_admin.services.context import Context
from desktop_admin.services.exams.cards import read_cycle
from desktop_admin.services.payments.accounts import accounts
from desktop_admin.services.registrations.lists import lines_of
from desktop_admin.services.registrations.offering import outlooks, still_open_until
from desktop_admin.services.registrations.studies import studies


def risk_list(context: Context, request: RiskList) -> RiskTable:
    """People without a session are judged by the latest one of their category, others by their own."""
    cycle = read_cycle(request.cycle)
    row = RegistrationRow
    people = context.session.execute(
        select(row.id, row.category, row.session_id, row.registered_at)
        .where(row.cycle == cycle.key, row.ended_at.is_(None))
        .order_by(row.id)
    ).all()
    ids = [one.id for one in people]
    money, studied = accounts(context, ids), studies(context, ids)
    closing = _closing(context, cycle, {one.category for one in people})
    found = {}
    for one in people:
        sessions = closing[one.category]
        own = [closes for number, closes in sessions.items() if number == one.session_id]
        closes = max(own or sessions.values(), default=None, key=lambda at: local(at.study_closes))
        paid = money[one.id]
        if closes is None or paid.state not in SETTLED:
            continue
        began = paid.settled_at or one.registered_at
        worry = danger(studied[one.id], began, closes.study_closes, context.now)
        if worry is not None:
            found[one.id] = worry
    lines = lines_of(context, list(found))
    until = {
        key: still_open_until(context, cycle, key) for key in {lines[identity].category for identity in found}
    }
    rows = [
        RiskLine(
            line=lines[identity],
            risk=worry.risk,
            closes=worry.closes,
            words=worry.words,
            may_switch=local(context.now) < local(until[lines[identity].category]),
        )
        for identity, worry in found.items()
    ]
    return RiskTable(
        tuple(sorted(rows, key=lambda one: (one.risk is Risk.PACE, local(one.closes), one.line.id)))
    )


def _closing(context: Context, cycle: Cycle, categories: set[str]) -> Mapping[str, Mapping[int, Outlook]]:
    return {key: outlooks(context, cycle, key) for key in categories}
