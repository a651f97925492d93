"""What a learner has uploaded today, counted before a file is looked at (decision 0018).

Apart from the requests because a file travels beside them; who leaves in the middle has been counted all the same.
"""

import math
from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import QuotaReached
from desktop_admin.models.files import FileRow, FileUseRow, UploadDayRow
from desktop_admin.models.journal import OfficeRow
from desktop_admin.rules.clock import at, words
from desktop_admin.rules.purposes import PURPOSES, Purpose
from desktop_admin.rules.quotas import MEGABYTE, Limit, Quota, next_day, upload_day
from desktop_admin.services.context import Context, Principal
from desktop_admin.services.policy import settings

_SENTENCES: Final = {
    Limit.FILES: "您今天已上传 {files} 份文件，到了每人每天 {most_files} 份的上限，《{name}》没有收下。",
    Limit.SIZE: "加上《{name}》，您今天上传的文件将超过每人每天 {most_size} MB 的上限，没有收下。",
}
_STAFF_SENTENCES: Final = {
    Limit.FILES: "您今天已上传 {files} 份{label}，到了每人每天 {most_files} 份的上限，《{name}》没有收下。",
    Limit.SIZE: "加上《{name}》，您今天上传的{label}将超过每人每天 {most_size} MB 的上限，没有收下。",
}
_STAFF_WAY_OUT: Final = "请在 {when} 以后再传，或请同事代传。"
_WAY_OUT: Final = "请在 {when} 以后再传；急需办理的请联系协会工作人员代传。"


def count_upload(
    session: Session,
    principal: Principal,
    size: int,
    file_name: str,
    now: datetime,
    purpose: Purpose = Purpose.PAPER,
) -> None:
    """Count one new file of a learner, or raise QuotaReached; of staff too, where the purpose has a limit."""
    if principal.candidate_id is None:
        _refuse_more(session, principal, size, file_name, now, purpose)
        return
    form = settings(Context(session, principal, now))
    quota = Quota(form.learner_files_a_day, form.learner_megabytes_a_day * MEGABYTE)
    # One after the other: of a learner's uploads at the same time none slips past the count.
    session.execute(select(OfficeRow.id).with_for_update())
    day = upload_day(now)
    row = session.get(UploadDayRow, (principal.candidate_id, day))
    if row is None:
        row = UploadDayRow(candidate_id=principal.candidate_id, day=day, files=0, size=0)
        session.add(row)
    limit = quota.reached(row.files, row.size, size)
    if limit is not None:
        raise _reached(_SENTENCES[limit] + _WAY_OUT, limit, quota, row.files, file_name, now, purpose)
    row.files += 1
    row.size += size


def _refuse_more(
    session: Session, principal: Principal, size: int, file_name: str, now: datetime, purpose: Purpose
) -> None:
    """What a member of staff put today stands with the files; nothing is counted twice that is put again."""
    quota = PURPOSES[purpose].a_day
    if quota is None or principal.staff_id is None:
        return
    today = select(func.count(), func.coalesce(func.sum(FileRow.size), 0)).select_from(FileUseRow)
    today = today.join(FileRow, FileRow.sha256 == FileUseRow.sha256).where(
        FileUseRow.purpose == purpose.value,
        FileUseRow.staff_id == principal.staff_id,
        FileUseRow.put_at >= at(upload_day(now), 0),
    )
    files, held = session.execute(today).one()
    limit = quota.reached(files, int(held), size)
    if limit is not None:
        raise _reached(_STAFF_SENTENCES[limit] + _STAFF_WAY_OUT, limit, quota, files, file_name, now, purpose)


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


def give_back(session: Session, principal: Principal, size: int, counted_at: datetime) -> None:
    """A file counted at ``counted_at`` was not looked at for want of room: it cost nothing."""
    if principal.candidate_id is None:
        return
    session.execute(select(OfficeRow.id).with_for_update())
    row = session.get(UploadDayRow, (principal.candidate_id, upload_day(counted_at)))
    if row is not None:
        row.files = max(0, row.files - 1)
        row.size = max(0, row.size - size)


def forget_days(session: Session, now: datetime) -> None:
    """Drop the counts of days that have passed."""
    session.execute(delete(UploadDayRow).where(UploadDayRow.day < upload_day(now)))
