"""Wrong passwords: counted by name and by address, delayed, and told to the journal once a burst (X05).

Apart from sessions.py because every request that takes one's own password counts alike: sign-in, the lock
screen, a change of password.  The rule itself is in rules/attempts.py.
"""

import hashlib
import ipaddress
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop_admin.contract.base import new_id
from desktop_admin.models.attempts import AttemptRow, WorkplaceRow
from desktop_admin.models.journal import OfficeRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.rules.attempts import Counted, Tally, after_failure, is_told, not_before, wait_words
from desktop_admin.rules.clock import local
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services import chain
from desktop_admin.services.context import Context

#: Slots a kind of counter has: the table holds twice as many rows at most, whatever is tried.
SLOTS = 4096
#: An address stays a workplace this long after the last right password; an account has at most so many.
WORKPLACE_LIFE = timedelta(days=180)
MOST_WORKPLACES = 20
_UNKNOWN = "unknown"


@dataclass(frozen=True)
class Standing:
    """Where a try stands: ``wait`` until when, ``workplace`` whether its address was right before for it."""

    wait: datetime | None
    workplace: bool


def address_of(said: str) -> str:
    """An address as it is counted: IPv6 by its /64, because a single machine has a whole one."""
    try:
        found = ipaddress.ip_address(said)
    except ValueError:
        return said[:120]
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def standing(session: Session, name: str, staff_id: int | None, address: str, now: datetime) -> Standing:
    """How a try with that name from that address stands now."""
    waits = [
        until
        for counted, text in ((Counted.NAME, name), (Counted.ADDRESS, address))
        if (until := not_before(counted, _tally(session, counted, text), now)) is not None
    ]
    at = None if staff_id is None else session.get(WorkplaceRow, (staff_id, address))
    workplace = at is not None and now - at.last_at < WORKPLACE_LIFE
    return Standing(max(waits, default=None), workplace)


def is_anybodys_workplace(session: Session, address: str, now: datetime) -> bool:
    """Whether any account signed in there: then every password is checked, so that time tells no names."""
    found = select(WorkplaceRow.staff_id).where(
        WorkplaceRow.address == address, WorkplaceRow.last_at > now - WORKPLACE_LIFE
    )
    return session.execute(found.limit(1)).first() is not None


def slowed(session: Session, name: str, now: datetime) -> bool:
    """Whether sign-ins with that name have to wait where it is not at home (for the list of accounts)."""
    return not_before(Counted.NAME, _tally(session, Counted.NAME, name), now) is not None


def failed(context: Context, name: str, row: StaffRow | None) -> datetime | None:
    """Count a wrong password; when the next try is possible. The journal hears of bursts, not of tries."""
    address = context.principal.address
    by_name = _count(context, Counted.NAME, name)
    _count(context, Counted.ADDRESS, address)
    # Names nobody has share one counter for the journal, so that ten thousand of them are few rows too.
    tries = by_name if row is not None else _count(context, Counted.NAME, f"{_UNKNOWN}:")
    context.refused = True
    if is_told(tries):
        _tell(context, row, tries)
    context.session.flush()
    return standing(context.session, name, None, address, context.now).wait


def succeeded(context: Context, staff_id: int) -> None:
    """The right password: this address is a workplace from now on."""
    session, address = context.session, context.principal.address
    at = session.get(WorkplaceRow, (staff_id, address))
    if at is not None:
        at.last_at = context.now
        return
    session.add(WorkplaceRow(staff_id=staff_id, address=address, last_at=context.now))
    session.flush()
    places = list(
        session.scalars(
            select(WorkplaceRow.address)
            .where(WorkplaceRow.staff_id == staff_id)
            .order_by(WorkplaceRow.last_at.desc())
        )
    )
    if len(places) > MOST_WORKPLACES:
        session.execute(
            delete(WorkplaceRow)
            .where(WorkplaceRow.staff_id == staff_id, WorkplaceRow.address.in_(places[MOST_WORKPLACES:]))
            .execution_options(synchronize_session=False)
        )


def forget(session: Session, name: str) -> None:
    """An administrator gave a new password: nobody waits for what was tried with the old one."""
    session.execute(
        delete(AttemptRow)
        .where(AttemptRow.counted == str(Counted.NAME), AttemptRow.slot == _slot(name))
        .execution_options(synchronize_session=False)
    )


def wait_sentence(until: datetime, now: datetime) -> str:
    """What whoever has to wait is told."""
    return (
        f"密码试错的次数太多，请在 {wait_words(until, now)}（{local(until):%H:%M:%S}）再试，"
        "或到以前登录过的电脑上登录；忘记密码请找管理员重设。"
    )


def _slot(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) % SLOTS


def _tally(session: Session, counted: Counted, text: str) -> Tally | None:
    row = session.get(AttemptRow, (str(counted), _slot(text)))
    return None if row is None else Tally(row.failures, row.last_at)


def _count(context: Context, counted: Counted, text: str) -> int:
    row = context.session.get(AttemptRow, (str(counted), _slot(text)))
    tally = after_failure(None if row is None else Tally(row.failures, row.last_at), context.now)
    if row is None:
        row = AttemptRow(counted=str(counted), slot=_slot(text))
        context.session.add(row)
    row.failures, row.last_at = tally.failures, tally.last_at
    return tally.failures


def _tell(context: Context, row: StaffRow | None, tries: int) -> None:
    """A row of its own under an id of its own: the command that was refused has not been done."""
    office = context.session.execute(select(OfficeRow)).scalar_one()
    detail = {"tries": tries, "address": context.principal.address}
    if row is None:
        detail["account"] = "未知账号"
    chain.append(
        context.session,
        office,
        context.principal,
        command_id=new_id(),
        on_behalf_id=None,
        name="WrongPassword",
        at=context.now,
        subjects=[] if row is None else [(SubjectKind.STAFF, row.id, row.version)],
        receipt="",
        detail=json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
    )
    context.traced = True
