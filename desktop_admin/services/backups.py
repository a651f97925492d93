"""Backups as people ask for them: order, cancel, plan, folder, and what became of them (X06).

Nothing is written to a disk here: whoever has the data at hand takes orders up (backup_keeping.py).
"""

import dataclasses
import unicodedata
from datetime import timedelta
from pathlib import PurePosixPath, PureWindowsPath

from sqlalchemy import select

from desktop_admin.contract.backups import (
    BackupPage,
    BackupPlace,
    BackupRun,
    Backups,
    CancelBackup,
    EditBackupPlan,
    OrderBackup,
    SetBackupFolder,
)
from desktop_admin.contract.errors import Conflict, NotAllowed
from desktop_admin.models.backups import BackupPlaceRow, BackupPlanRow, BackupRunRow
from desktop_admin.models.staff import StaffRow
from desktop_admin.rules.backups import OVERDUE, RANGES, STALE
from desktop_admin.rules.clock import words
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.backup_keeping import plan, trouble_now
from desktop_admin.services.context import Context, invalid
from desktop_admin.services.edit import merged

_MOST_RUNS = 200
_LONGEST_FOLDER = 1000
_AT_THE_SERVER = (
    "备份文件夹只能在服务器上设置（kaowu serve --backups 文件夹），不能从工作站指定服务器上的路径。"
)
_BUSY = "已经有一份备份在{what}（{when} 开始）。请等它完成，或先取消它。"


def backups(context: Context, request: Backups) -> BackupPage:
    """The last runs, the plan and the places."""
    limit = max(1, min(request.limit, _MOST_RUNS))
    rows = context.session.execute(
        select(BackupRunRow, StaffRow.name)
        .outerjoin(StaffRow, StaffRow.id == BackupRunRow.staff_id)
        .order_by(BackupRunRow.id.desc())
        .limit(limit)
    )
    places = context.session.scalars(
        select(BackupPlaceRow)
        .where(BackupPlaceRow.seen_at > context.now - OVERDUE)
        .order_by(BackupPlaceRow.workstation)
    )
    return BackupPage(
        plan=plan(context.session),
        runs=tuple(_run(row, who or "") for row, who in rows),
        places=tuple(_place(row) for row in places),
        here=context.principal.workstation,
        trouble=trouble_now(context.session, context.now, context.ahead),
        now=context.now,
    )


def order_backup(context: Context, request: OrderBackup) -> None:
    """Put an order on the list; one at a time for the whole office."""
    folder = _checked(context, request.folder) if request.folder else ""
    found = context.session.scalars(
        select(BackupRunRow).where(BackupRunRow.state.in_(("waiting", "running"))).order_by(BackupRunRow.id)
    )
    for row in found:
        if _alive(row, context):
            what = "做" if row.state == "running" else "等着开始"
            raise Conflict(_BUSY.format(what=what, when=words(row.asked_at)), {"run_id": row.id})
    row = BackupRunRow(
        origin="button",
        state="waiting",
        staff_id=context.staff_id,
        workstation=context.principal.workstation,
        asked_at=context.now,
        folder=folder,
    )
    context.session.add(row)
    context.session.flush()
    context.touch(SubjectKind.BACKUP, row)


def cancel_backup(context: Context, request: CancelBackup) -> None:
    """A waiting one never begins; one under way hears of it within a second and leaves nothing."""
    row = context.fetch(BackupRunRow, request.run_id, "这次备份")
    if row.state not in ("waiting", "running"):
        raise Conflict("这次备份已经结束，不能再取消。请看列表里的结果。", {"state": row.state})
    if row.state == "waiting" or not _alive(row, context):
        row.state, row.finished_at = "cancelled", context.now
    row.stopping = True
    context.touch(SubjectKind.BACKUP, row)


def edit_backup_plan(context: Context, request: EditBackupPlan) -> None:
    """Change the plan; fields merge, everything out of range is named at once."""
    row = context.session.get(BackupPlanRow, 1)
    stored = plan(context.session)
    form = merged(context, SubjectKind.BACKUP_PLAN, 1, stored, request.seen, request.wanted)
    faults = [
        (field, "range", f"{title}应在 {least} 到 {most} 之间，现在是 {getattr(form, field)}。")
        for field, (least, most, title) in RANGES.items()
        if not least <= getattr(form, field) <= most
    ]
    if faults:
        invalid(*faults)
    if row is None:
        row = BackupPlanRow(id=1, **dataclasses.asdict(form))
        context.session.add(row)
    else:
        row.daily, row.minute, row.keep = form.daily, form.minute, form.keep
    context.session.flush()
    context.touch(SubjectKind.BACKUP_PLAN, row)


def set_backup_folder(context: Context, request: SetBackupFolder) -> None:
    """Choose the folder of the workstation that asks; whether it can be written to its own program finds out."""
    folder = _checked(context, request.folder)
    station = context.principal.workstation
    row = context.session.get(BackupPlaceRow, station)
    if row is None:
        row = BackupPlaceRow(workstation=station)
        context.session.add(row)
    row.chosen, row.folder, row.problem, row.free = folder, folder, "", -1
    row.seen_at = context.now
    context.session.flush()
    context.touch(SubjectKind.BACKUP_PLACE, row, 1)


def _checked(context: Context, folder: str) -> str:
    """A whole path of either kind of system. A desk at a server names none: it would write on the server's disk."""
    if context.principal.served:
        raise NotAllowed(_AT_THE_SERVER)
    folder = folder.strip()
    whole = PurePosixPath(folder).is_absolute() or PureWindowsPath(folder).is_absolute()
    odd = any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in folder)
    if not whole or odd or len(folder) > _LONGEST_FOLDER:
        invalid(("folder", "path", "请写出完整的文件夹路径，例如 D:\\备份 或 /mnt/backup。"))
    return folder


def _alive(row: BackupRunRow, context: Context) -> bool:
    if row.state == "waiting":
        return context.now - row.asked_at < STALE
    return row.lease_until is not None and context.now - row.lease_until < timedelta()


def _run(row: BackupRunRow, who: str) -> BackupRun:
    return BackupRun(
        id=row.id,
        origin=row.origin,
        who=who,
        state=row.state,
        at=row.asked_at,
        finished_at=row.finished_at,
        workstation=row.workstation,
        folder=row.folder,
        file=row.file,
        size=row.size,
        digest=row.digest,
        head=row.head,
        head_hash=row.head_hash,
        papers=row.papers,
        missing=row.missing,
        problem=row.problem,
        done=row.done,
        total=row.total,
        stopping=row.stopping,
        checked=row.state == "done",
        removed=row.removed,
    )


def _place(row: BackupPlaceRow) -> BackupPlace:
    return BackupPlace(
        row.workstation, row.folder, row.served, row.same_disk, row.free, row.problem, row.seen_at
    )
