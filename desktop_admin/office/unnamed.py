"""Forgetting files that no record has named for as long as their purpose says (house §1): uses and verdicts first,
then bytes, the record last.

Apart from files.py because nobody asks for it. Bytes never lie anywhere without a record: it is made before them
(``kept`` False, no verdict, so nobody can name it) and goes after them, so what a failing disk or a killed program
left behind is found by the next sweep. Looking for bytes without a record instead would be dangerous: beside an older
data file put back by hand lie papers it has not heard of.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, delete, exists, or_, select, tuple_, update
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import OfficeError
from desktop_admin.models.files import FileFactsRow, FilePutRow, FileRow, FileUseRow
from desktop_admin.models.journal import OfficeRow
from desktop_admin.models.naming import is_named
from desktop_admin.office.blobs import BlobStore
from desktop_admin.office.database import Database
from desktop_admin.rules.purposes import PURPOSES, Purpose
from desktop_admin.services.quotas import forget_days

_LOG = logging.getLogger(__name__)

#: A file without a use that no record names, and a verdict of refusal that none names, is kept this long.
UNNAMED_LIFE: Final = timedelta(hours=24)
#: A record at least this young is left alone by every sweep for long enough to bring the bytes.
_FRESH: Final = timedelta(hours=12)
#: Of one sweep: the upload it comes along with waits for it.
_MOST: Final = 1_000


def announce(database: Database, sha256: str, size: int, now: datetime) -> None:
    """Before bytes are stored: there is a record of them that no sweep takes meanwhile."""
    with database.reading() as session:
        known = session.get(FileRow, sha256)
        if known is not None and known.put_at > now - _FRESH:
            return
    with database.writing() as session:
        take_turns(session)
        row = session.get(FileRow, sha256)
        if row is None:
            session.add(FileRow(sha256=sha256, size=size, put_at=now, kept=False))
        else:
            row.put_at = now


def take_turns(session: Session) -> None:
    """Hold the office: of two who put or sweep the same file one waits."""
    session.execute(select(OfficeRow.id).with_for_update())


def sweep(database: Database, blobs: BlobStore, now: datetime) -> int:
    """Forget uses that have run out, and the files nothing keeps any more; how many files.

    What cannot be removed is tried again by the next.
    """
    with database.writing() as session:
        take_turns(session)
        _end_uses(session, now)
        unnamed = list(
            session.scalars(
                select(FileRow.sha256)
                .where(
                    FileRow.put_at < now - UNNAMED_LIFE,
                    ~exists().where(FileUseRow.sha256 == FileRow.sha256),
                    *(~is_named(FileRow.sha256, purpose) for purpose in Purpose),
                )
                .limit(_MOST)
            )
        )
        session.execute(
            delete(FilePutRow).where(
                or_(FilePutRow.sha256.in_(unnamed), FilePutRow.put_at < now - UNNAMED_LIFE)
            )
        )
        forget_days(session, now)
        session.execute(delete(FileFactsRow).where(FileFactsRow.sha256.in_(unnamed)))
        session.execute(update(FileRow).where(FileRow.sha256.in_(unnamed)).values(kept=False))
    gone = 0
    failures: list[Exception] = []
    for sha256 in unnamed:
        try:
            gone += _remove(database, blobs, sha256, now)
        except OSError as error:
            failures.append(error)
        except OfficeError as error:  # so would all others, each after a while
            failures.append(error)
            break
    if failures:
        _LOG.warning("files nobody named could not be removed, %d: %s", len(failures), failures[0])
    return gone


def _end_uses(session: Session, now: datetime) -> None:
    """Forget what files were put for too long ago, with what their text says."""
    over = or_(
        *(
            and_(
                FileUseRow.purpose == purpose.value,
                or_(
                    FileUseRow.put_at < now - rules.kept,
                    and_(~FileUseRow.kept, FileUseRow.put_at < now - UNNAMED_LIFE),
                ),
                ~is_named(FileUseRow.sha256, purpose),
            )
            for purpose, rules in PURPOSES.items()
        )
    )
    key = tuple_(FileUseRow.sha256, FileUseRow.purpose)
    gone = [
        tuple(row)
        for row in session.execute(select(FileUseRow.sha256, FileUseRow.purpose).where(over).limit(_MOST))
    ]
    papers = [sha256 for sha256, purpose in gone if purpose == Purpose.PAPER]
    session.execute(delete(FileFactsRow).where(FileFactsRow.sha256.in_(papers)))
    session.execute(delete(FileUseRow).where(key.in_(gone)))


def _remove(database: Database, blobs: BlobStore, sha256: str, now: datetime) -> bool:
    """False where it came again meanwhile."""
    with database.writing() as session:
        take_turns(session)
        row = session.get(FileRow, sha256)
        used = session.scalar(select(exists().where(FileUseRow.sha256 == sha256)))
        if row is None or row.kept or used or row.put_at >= now - UNNAMED_LIFE:
            return False
        blobs.drop(sha256)
        session.delete(row)
        return True
