"""Done by whoever holds the database's own credentials, without a session; journalled all the same."""

import json
import secrets
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop_admin.contract.base import Receipt, Subject
from desktop_admin.contract.errors import NotFound
from desktop_admin.models.journal import OfficeRow
from desktop_admin.models.staff import SessionRow, StaffRow
from desktop_admin.rules.grants import GrantWay
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services import chain
from desktop_admin.services.attempts import forget
from desktop_admin.services.context import Principal
from desktop_admin.services.grants import keep
from desktop_admin.services.sessions import roles_of


def reset_by_machine(
    writing: Callable[[], AbstractContextManager[Session]],
    name: str,
    password_hash: str,
    clock: Callable[[Session, Any], datetime],
) -> None:
    """Give ``name`` a new first password, unlock and enable the account, end its sessions."""
    with writing() as session:
        session.execute(select(OfficeRow.id).with_for_update())
        staff = session.scalar(select(StaffRow).where(StaffRow.name == name))
        if staff is None:
            known = "、".join(session.scalars(select(StaffRow.name).order_by(StaffRow.id)))
            raise NotFound(f"没有名为 {name} 的账号。现有账号：{known or '无，请先打开程序完成首次设置'}。")
        staff.password_hash = password_hash
        staff.must_change = staff.active = True
        forget(session, staff.name)
        session.execute(delete(SessionRow).where(SessionRow.staff_id == staff.id))
        session.flush()
        at = clock(session, None)
        keep(
            session, at, None, staff, GrantWay.RESET, roles_of(staff)
        )  # whoever sits there reads the password
        subject = (SubjectKind.STAFF, staff.id, staff.version)
        write_down(session, "ResetByMachine", subject, at, {"name": name})


def write_down(
    session: Session,
    name: str,
    subject: tuple[str, int, int],
    at: datetime,
    detail: Mapping[str, Any],
    staff_id: int | None = None,
    workstation: str = "",
) -> None:
    """One journal row of the machine's own; the caller holds the office and has flushed what it changed.

    ``staff_id``: who asked for it, if anybody.
    """
    office = session.execute(select(OfficeRow.head, OfficeRow.head_hash, OfficeRow.last_at)).one()
    chain.append(
        session,
        office,
        Principal(staff_id, "", frozenset(), via="machine", workstation=workstation),
        command_id=secrets.token_hex(16),
        on_behalf_id=None,
        name=name,
        at=max(at, office.last_at),
        subjects=[subject],
        receipt=chain.receipt_text(Receipt(office.head + 1, (Subject(*subject),))),
        detail=json.dumps(detail, ensure_ascii=False),
    )
