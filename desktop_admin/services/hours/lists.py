"""Batches and classes of study hours (学时列表)."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from desktop_admin.contract.base import Listed
from desktop_admin.contract.hours import (
    ClassLine,
    ClassTable,
    HoursBatches,
    HoursBatchLine,
    HoursClasses,
)
from desktop_admin.models.hours import HoursBatchRow
from desktop_admin.models.policy import CategoryRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.rules.cycles import Cycle
from desktop_admin.services.context import Context
from desktop_admin.services.exams.cards import read_cycle
from desktop_admin.services.listing import Order, listed
from desktop_admin.services.registrations.studies import studies


def hours_batches(context: Context, request: HoursBatches) -> Listed[HoursBatchLine]:
    """Every table that was booked, newest first."""
    newest = Order((HoursBatchRow.id.expression,), descending=True)
    return listed(context, request, select(HoursBatchRow.id), newest, _lines)


def hours_classes(context: Context, request: HoursClasses) -> ClassTable:
    """One line a category in which somebody is registered for the cycle."""
    cycle = read_cycle(request.cycle)
    row = RegistrationRow
    found = context.session.execute(
        select(row.id, CategoryRow.key, CategoryRow.name)
        .join(CategoryRow, CategoryRow.key == row.category)
        .where(row.cycle == cycle.key, row.ended_at.is_(None))
        .order_by(CategoryRow.sort, row.id)
    ).all()
    studied = studies(context, [one.id for one in found])
    lines = []
    for key, name in dict.fromkeys((key, name) for _id, key, name in found):
        mine = [studied[identity] for identity, other, _name in found if other == key]
        instants = [one.as_of for one in mine]
        lines.append(
            ClassLine(
                cycle=cycle.key,
                category=key,
                name=class_name(cycle, name),
                people=len(mine),
                minutes=sum(one.minutes or 0 for one in mine),
                complete=sum(one.enough is True for one in mine),
                oldest=min((one for one in instants if one), default=None) if all(instants) else None,
            )
        )
    return ClassTable(tuple(lines))


def class_name(cycle: Cycle, name: str) -> str:
    """``2026年11月企业主要负责人A类延期``: as the seed writes it, from 安全员A类延期（企业主要负责人）."""
    head, _, rest = name.removeprefix("安全员").partition("（")
    return f"{cycle.label}{rest.rstrip('）')}{head}"


def _lines(context: Context, ids: Sequence[int]) -> Iterable[HoursBatchLine]:
    other = aliased(StaffRow)
    found: Any = context.session.execute(
        select(HoursBatchRow, StaffRow.name, other.name)
        .join(StaffRow, StaffRow.id == HoursBatchRow.staff_id)
        .outerjoin(other, other.id == HoursBatchRow.undone_by_id)
        .where(HoursBatchRow.id.in_(tuple(ids)))
    )
    lines = {
        row.id: HoursBatchLine(
            id=row.id,
            version=row.version,
            file_name=row.file_name,
            rows=row.rows,
            by=by,
            at=row.at,
            undone_at=row.undone_at,
            undone_by=undone_by or "",
            undone_reason=row.undone_reason,
        )
        for row, by, undone_by in found
    }
    return [lines[one] for one in ids if one in lines]
