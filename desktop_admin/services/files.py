"""Files that were put and that nobody has named yet: whom the purpose says hears of them before they go."""

from typing import Final

from sqlalchemy import and_, or_, select

from desktop_admin.contract.files import UnnamedFile, UnnamedFileList, UnnamedFiles
from desktop_admin.models.files import FileRow, FileUseRow
from desktop_admin.models.naming import is_named
from desktop_admin.models.staff import StaffRow
from desktop_admin.rules.purposes import PURPOSES, Purpose, told_to
from desktop_admin.services.context import Context

_MOST: Final = 200


def unnamed_files(context: Context, request: UnnamedFiles) -> UnnamedFileList:
    """Of the purposes this person is told of; refused files are no news, whoever put them has heard why."""
    told = sorted(told_to(context.principal.roles))
    if not told:
        return UnnamedFileList((), False)
    asked = (
        select(FileUseRow, FileRow.size, StaffRow.name)
        .join(FileRow, FileRow.sha256 == FileUseRow.sha256)
        .outerjoin(StaffRow, StaffRow.id == FileUseRow.staff_id)
        .where(
            FileUseRow.kept,
            or_(*(and_(FileUseRow.purpose == one.value, ~is_named(FileUseRow.sha256, one)) for one in told)),
        )
        .order_by(FileUseRow.put_at, FileUseRow.sha256, FileUseRow.purpose)
        .limit(_MOST + 1)
    )
    rows = [_row(use, size, name or "") for use, size, name in context.session.execute(asked)]
    rows.sort(key=lambda row: row.goes_at)
    return UnnamedFileList(tuple(rows[:_MOST]), len(rows) > _MOST)


def _row(use: FileUseRow, size: int, who: str) -> UnnamedFile:
    purpose = Purpose(use.purpose)
    goes_at = use.put_at + PURPOSES[purpose].kept
    return UnnamedFile(use.sha256, purpose, use.file_name, size, who, use.put_at, goes_at)
