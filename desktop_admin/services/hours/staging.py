"""Staging, looking, booking, taking back: one table, one set-based command, one undo."""

from datetime import timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm.attributes import flag_modified

from desktop_admin.contract.errors import Conflict, NotFound
from desktop_admin.contract.hours import (
    MOST_ROWS,
    BookHours,
    DropHoursStage,
    HoursDryRun,
    HoursLine,
    OpenHoursStage,
    Staged,
    StagedHours,
    StageHours,
    StageOpened,
    UndoHours,
)
from desktop_admin.models.hours import HoursBatchRow, HoursStageRow, StagedHoursRow, StudyHoursRow
from desktop_admin.rules.clock import words
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.context import Context, check_version, invalid
from desktop_admin.services.hours.judging import judged

#: Rows of one table: a platform's largest export we know of holds 25,000.
MOST_STAGED = 200_000
#: What nobody finished within a day is forgotten.
_KEPT = timedelta(days=1)
#: Eleven years without sleep: the reader's own bound (rules/hours).
_MOST_MINUTES = 6_000_000
LONGEST_REASON = 200


def open_hours_stage(context: Context, request: OpenHoursStage) -> StageOpened:
    """A new, empty stage of one's own; whatever is a day old goes."""
    old = select(HoursStageRow.id).where(HoursStageRow.at < context.now - _KEPT)
    _forget(context, list(context.session.scalars(old)))
    if request.as_of is not None and request.as_of.tzinfo is None:
        invalid(("as_of", "zone", "数据截至缺少时区，请更新程序后再试。"))
    row = HoursStageRow(
        staff_id=context.staff_id,
        file_name=request.file_name.strip()[:200],
        as_of=request.as_of,
        at=context.now,
    )
    context.session.add(row)
    context.session.flush()
    return StageOpened(row.id)


def stage_hours(context: Context, request: StageHours) -> Staged:
    """Add one part; the same part again replaces itself."""
    stage = _own(context, request.stage_id)
    faults = [fault for place, line in enumerate(request.lines[:MOST_ROWS]) for fault in _faults(place, line)]
    if not 0 <= request.place <= MOST_STAGED - len(request.lines) or len(request.lines) > MOST_ROWS:
        faults.append(
            ("lines", "number", f"一次最多送 {MOST_ROWS} 行，一张表最多 {MOST_STAGED} 行；请把表分开。")
        )
    if faults:
        invalid(*faults[:20])
    places = range(request.place, request.place + len(request.lines))
    context.session.execute(
        delete(StagedHoursRow).where(
            StagedHoursRow.stage_id == stage.id, StagedHoursRow.place.between(places.start, places.stop - 1)
        )
    )
    if request.lines:
        context.session.execute(
            insert(StagedHoursRow),
            [
                {
                    "stage_id": stage.id,
                    "place": place,
                    "sheet": line.sheet[:60],
                    "row": line.row,
                    "name": line.name,
                    "id_number": line.id_number,
                    "class_name": line.class_name,
                    "minutes": line.minutes,
                    "as_of": line.as_of,
                }
                for place, line in zip(places, request.lines, strict=True)
            ],
        )
    return Staged(_count(context, stage.id))


def drop_hours_stage(context: Context, request: DropHoursStage) -> Staged:
    """Forget a stage of one's own; one that is gone already is no fault."""
    stage = context.session.get(HoursStageRow, request.stage_id)
    if stage is not None and stage.staff_id == context.staff_id:
        _forget(context, [stage.id])
    return Staged(0)


def staged_hours(context: Context, request: StagedHours) -> HoursDryRun:
    """What booking would do now."""
    stage = _own(context, request.stage_id)
    found = judged(context, stage)
    return HoursDryRun(_count(context, stage.id), len(found.fresh), found.known, found.faults)


def book_hours(context: Context, request: BookHours) -> None:
    """Append every sound row as one batch."""
    stage = _own(context, request.stage_id)
    found = judged(context, stage)
    if len(found.fresh) != request.fresh:
        raise Conflict(
            f"试算之后情况有了变化：现在可以登记 {len(found.fresh)} 行，您看到的是 {request.fresh} 行。没有登记，请重新试算。",
            {"reason": "changed", "fresh": len(found.fresh)},
        )
    if not found.fresh:
        raise Conflict("没有可以登记的行。", {"reason": "nothing"})
    batch = HoursBatchRow(
        file_name=stage.file_name, rows=len(found.fresh), at=context.now, staff_id=context.staff_id
    )
    context.session.add(batch)
    context.session.flush()
    context.session.execute(
        insert(StudyHoursRow),
        [
            {
                "batch_id": batch.id,
                "registration_id": registration,
                "class_name": class_name,
                "minutes": minutes,
                "as_of": as_of,
            }
            for registration, class_name, minutes, as_of in found.fresh
        ],
    )
    _forget(context, [stage.id])
    context.counts.update(booked=len(found.fresh), known=found.known, left=len(found.faults))
    context.touch(SubjectKind.HOURS_BATCH, batch)


def undo_hours(context: Context, request: UndoHours) -> None:
    """Take a batch back; the facts stay where they are and count no more."""
    row = context.fetch(HoursBatchRow, request.batch_id, "这一批学时")
    check_version(row, request.seen_version, "这一批学时刚刚有变化，请刷新后再试。", reason="changed")
    if row.undone_at is not None:
        raise Conflict(f"这一批学时已于 {words(row.undone_at)} 撤销。", {"reason": "undone"})
    reason = request.reason.strip()
    if not 1 <= len(reason) <= LONGEST_REASON:
        invalid(("reason", "length", f"请写明撤销的原因，最多 {LONGEST_REASON} 个字。"))
    row.undone_at, row.undone_by_id, row.undone_reason = context.now, context.staff_id, reason
    flag_modified(row, "rows")
    context.counts["rows"] = row.rows
    context.touch(SubjectKind.HOURS_BATCH, row)


def _own(context: Context, stage_id: int) -> HoursStageRow:
    stage = context.session.get(HoursStageRow, stage_id)
    if stage is None or stage.staff_id != context.staff_id:
        raise NotFound(
            "没有找到这次导入：可能已登记、已放弃，或超过了一天。请重新选择文件。", {"id": stage_id}
        )
    return stage


def _count(context: Context, stage_id: int) -> int:
    query = select(func.count()).select_from(StagedHoursRow).where(StagedHoursRow.stage_id == stage_id)
    return context.session.scalar(query) or 0


def _forget(context: Context, stages: list[int]) -> None:
    context.session.flush()
    context.session.execute(delete(StagedHoursRow).where(StagedHoursRow.stage_id.in_(stages)))
    context.session.execute(delete(HoursStageRow).where(HoursStageRow.id.in_(stages)))


def _faults(place: int, line: HoursLine) -> list[tuple[str, str, str]]:
    found = []
    if not 0 <= line.minutes <= _MOST_MINUTES or not 1 <= line.row <= 10_000_000:
        found.append((f"lines.{place}.minutes", "range", f"第 {line.row} 行的学时或行号超出范围。"))
    if len(line.name) > 60 or len(line.id_number) > 30 or len(line.class_name) > 120:
        found.append((f"lines.{place}.name", "length", f"第 {line.row} 行的姓名、证件号码或班级名称太长。"))
    if line.as_of is not None and line.as_of.tzinfo is None:
        found.append((f"lines.{place}.as_of", "zone", f"第 {line.row} 行的数据截至缺少时区。"))
    return found
