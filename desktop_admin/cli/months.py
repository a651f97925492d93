"""``kaowu month``: the sessions of one cycle with their cut-offs, in words or as JSON for other programs."""

import argparse
import sys
from typing import Any

from desktop_admin.cli.office import open_office
from desktop_admin.cli.printing import print_json
from desktop_admin.contract.exams import MonthPage, MonthRecord, SessionRecord
from desktop_admin.rules.clock import iso
from desktop_admin.rules.roles import Role
from desktop_admin.rules.visible import visible


def month(arguments: argparse.Namespace) -> int:
    """The month as it stands. On a demonstration without ``--as``: as its coordinator."""
    with open_office(arguments, demo_role=Role.COORDINATOR) as office:
        record: MonthRecord = office.run(MonthPage(arguments.month))
    if arguments.json:
        print_json(month_json(record))
        return 0
    sys.stdout.write(f"{record.registration.words}\n")
    for session in record.sessions:
        sys.stdout.write(_told(session))
    for warning in (*record.registration.warnings, *record.warnings):
        sys.stdout.write(f"注意：{warning}\n")
    return 0


def month_json(record: MonthRecord) -> dict[str, Any]:
    """Instants ISO +08:00, dates ``2026-11-25``, categories as keys, warnings as sentences (clashes among them)."""
    window = record.registration
    return {
        "month": record.cycle,
        "registration": {
            "opens": iso(window.opens),
            "closes": iso(window.closes),
            "shifted": window.shifted,
        },
        "days_off": [day.isoformat() for day in record.days_off],
        "sessions": [_session_json(one) for one in record.sessions],
    }


def _session_json(session: SessionRecord) -> dict[str, Any]:
    form = session.form
    return {
        "id": session.id,
        "name": session.name,
        "exam": form.exam.isoformat(),
        "starts": iso(session.starts),
        "ends": iso(session.ends),
        "site": session.site,
        "categories": list(form.categories),
        "state": session.state.value,
        "capacity": form.capacity,
        "booked": session.booked,
        "waiting": session.waiting,
        "study_closes": iso(session.study.closes),
        "study_pinned": form.study_closes is not None,
        "application": {
            "opens": iso(session.application.opens),
            "closes": iso(session.application.closes),
            "opens_pinned": form.application_opens is not None,
            "closes_pinned": form.application_closes is not None,
        },
        "warnings": [*session.warnings, *session.clashes],
    }


def _told(session: SessionRecord) -> str:
    where = f"  {session.site}" if session.site else ""
    head = (
        f"{session.name}（{session.state.words}）{session.form.exam.isoformat()} {session.form.starts}{where}"
    )
    people = f"名额 {session.form.capacity}，已申请 {session.booked}，候补 {session.waiting}"
    notes = (f"注意：{warning}" for warning in (*session.warnings, *session.clashes))
    lines = [
        visible(head),
        people,
        *(visible(line.words) for line in session.lines[1:]),
        *map(visible, notes),
    ]
    return "\n  ".join(lines) + "\n"
