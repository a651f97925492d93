"""Done by whoever holds the database's own credentials, without a session; journalled all the same."""

import json
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop_admin.contract.base import Receipt, Subject
from desktop_admin.contract.errors import NotFound
from desktop_admin.models.journal import OfficeRow
from desktop_admin.models.staff import SessionRow, StaffRow
from desktop_admin.services import journal
from desktop_admin.services.context import Principal


def reset_by_machine(
    writing: Callable[[], AbstractContextManager[Session]],
    name: str,
    password_hash: str,
    clock: Callable[[Session, Any], datetime],
) -> None:
    """Give ``name`` a new first password, unlock and enable the account, end its sessions."""
    with writing() as session:
        office = session.execute(select(OfficeRow).with_for_update()).scalar_one()
        staff = session.scalar(select(StaffRow).where(StaffRow.name == name))
        if staff is None:
            known = "、".join(session.scalars(select(StaffRow.name).order_by(StaffRow.id)))
            raise NotFound(f"没有名为 {name} 的账号。现有账号：{known or '无，请先打开程序完成首次设置'}。")
        staff.password_hash = password_hash
        staff.must_change = staff.active = True
        staff.failures = 0
        staff.locked_until = None
        session.execute(delete(SessionRow).where(SessionRow.staff_id == staff.id))
        session.flush()
        subject = ("staff", staff.id, staff.version)
        journal.append(
            session,
            office,
            Principal(None, "", frozenset(), via="machine"),
            command_id=secrets.token_hex(16),
            on_behalf_id=None,
            name="ResetByMachine",
            at=clock(session, None),
            subjects=[subject],
            receipt=journal.receipt_text(Receipt(office.head + 1, (Subject(*subject),))),
            detail=json.dumps({"name": name}, ensure_ascii=False),
        )
