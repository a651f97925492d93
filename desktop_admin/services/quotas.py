"""What a learner, and of some purposes a member of staff, has uploaded today, counted before a file is looked at (decision 0018).

Apart from the requests because a file travels beside them; who leaves in the middle has been counted all the same.
"""

import math
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import QuotaReached
from desktop_admin.models.files import StaffUploadDayRow, UploadDayRow
from desktop_admin.models.journal import OfficeRow
from desktop_admin.rules.clock import words
from desktop_admin.rules.purposes import PURPOSES, Purpose
from desktop_admin.rules.quotas import MEGABYTE, Limit, Quota, next_day, upload_day
from desktop_admin.services.context import Context, Principal
from desktop_admin.services.policy import settings

_STAFF_WAY_OUT: Final = "请在 {when} 以后再传，或请同事代传。"
_WAY_OUT: Final = "请在 {when} 以后再传；急需办理的请联系协会工作人员代传。"
_SENTENCES: Final = {
    Limit.FILES: "您今天已上传 {files} 份文件，到了每人每天 {most_files} 份的上限，《{name}》没有收下。"
    + _WAY_OUT,
    Limit.SIZE: "加上《{name}》，您今天上传的文件将超过每人每天 {most_size} MB 的上限，没有收下。" + _WAY_OUT,
}
_STAFF_SENTENCES: Final = {
    Limit.FILES: "您今天已上传 {files} 份{label}，到了每人每天 {most_files} 份的上限，《{name}》没有收下。"
    + _STAFF_WAY_OUT,
    Limit.SIZE: "加上《{name}》，您今天上传的{label}将超过每人每天 {most_size} MB 的上限，没有收下。"
    + _STAFF_WAY_OUT,
}


def count_upload(
    session: Session,
    principal: Principal,
    size: int,
    file_name: str,
    now: datetime,
    purpose: Purpose = Purpose.PAPER,
) -> None:
    """Count one new file, or raise QuotaReached: of a learner any, of staff where the purpose has a limit.

    Counted when it comes and in a row of its own: a count of what stands with the files would leave out whoever
    goes before the verdict, and fall when a colleague brings the same bytes.
    """
    quota = _quota(session, principal, now, purpose)
    if quota is None:
        return
    # One after the other: of uploads of one person at the same time none slips past the count.
    session.execute(select(OfficeRow.id).with_for_update())
    row = _row(session, principal, now, purpose)
    if row is None:
        row = _fresh_row(principal, now, purpose)
        session.add(row)
    limit = quota.reached(row.files, row.size, size)
    if limit is not None:
        sentences = _STAFF_SENTENCES if principal.candidate_id is None else _SENTENCES
        raise _reached(sentences[limit], limit, quota, row.files, file_name, now, purpose)
    row.files += 1
    row.size += size


def _quota(session: Session, principal: Principal, now: datetime, purpose: Purpose) -> Quota | None:
    if principal.candidate_id is None:
        return PURPOSES[purpose].a_day if principal.staff_id is not None else None
    form = settings(Context(session, principal, now))
    return Quota(form.learner_files_a_day, form.learner_megabytes_a_day * MEGABYTE)


def _row(
    session: Session, principal: Principal, now: datetime, purpose: Purpose
) -> UploadDayRow | StaffUploadDayRow | None:
    day = upload_day(now)
    if principal.candidate_id is not None:
        return session.get(UploadDayRow, (principal.candidate_id, day))
    return session.get(StaffUploadDayRow, (principal.staff_id, purpose.value, day))


def _fresh_row(principal: Principal, now: datetime, purpose: Purpose) -> UploadDayRow | StaffUploadDayRow:
    day = upload_day(now)
    if principal.candidate_id is not None:
        return UploadDayRow(candidate_id=principal.candidate_id, day=day, files=0, size=0)
    return StaffUploadDayRow(staff_id=principal.staff_id, purpose=purpose.value, day=day, files=0, size=0)


def _reached(
    sentence: str, limit: Limit, quota: Quota, files: int, file_name: str, now: datetime, purpose: Purpose
) -> QuotaReached:
    again = next_day(now)
    said = sentence.format(
        files=files,
        most_files=quota.files,
        most_size=quota.size // MEGABYTE,
        name=file_name[:60],
        when=words(again),
        label=purpose.label,
    )
    seconds = max(1, math.ceil((again - now).total_seconds()))
    return QuotaReached(said, {"limit": limit.value, "retry_after": seconds, "resumes_at": again.isoformat()})


def give_back(
    session: Session, principal: Principal, size: int, counted_at: datetime, purpose: Purpose = Purpose.PAPER
) -> None:
    """A file counted at ``counted_at`` was not looked at for want of room: it cost nothing."""
    if principal.candidate_id is None and PURPOSES[purpose].a_day is None:
        return
    session.execute(select(OfficeRow.id).with_for_update())
    row = _row(session, principal, counted_at, purpose)
    if row is not None:
        row.files = max(0, row.files - 1)
        row.size = max(0, row.size - size)


def forget_days(session: Session, now: datetime) -> None:
    """Drop the counts of days that have passed."""
    for table in (UploadDayRow, StaffUploadDayRow):
        session.execute(delete(table).where(table.day < upload_day(now)))
