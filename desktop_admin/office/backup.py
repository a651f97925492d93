"""Making a backup: one consistent snapshot of every table, and every paper a record names, in one file.

While it is made others go on working: SQLite's log and PostgreSQL's REPEATABLE READ keep the snapshot.
"""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sqlalchemy import and_, func, inspect, or_, select, true, tuple_
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import Invalid, NotFound, OfficeError, Unavailable
from desktop_admin.models.files import FileFactsRow, FilePutRow, FileRow, FileUseRow
from desktop_admin.models.naming import NAMED_BY, is_named
from desktop_admin.models.submissions import PaperRow
from desktop_admin.office.archive import ArchiveWriter, Manifest, MissingPaper, TablePart, sweep_parts
from desktop_admin.office.blobs import BlobStore
from desktop_admin.office.data_file import papers_folder
from desktop_admin.office.database import Database
from desktop_admin.office.plain_rows import kinds_of, plain_table, to_plain
from desktop_admin.office.schema import no_office_row, revision
from desktop_admin.rules.purposes import OWN, Purpose

#: (done, of how many): tables and papers. May raise to stop.
Progress = Callable[[int, int], None]

#: The store of papers goes in as papers; the revision is in the manifest; nobody is signed in in a restored office;
#: and which backups were made where speaks of the disks here, not of the office.
_LEFT_OUT = frozenset(
    {
        "alembic_version",
        "blob",
        "session",
        "claim",
        "backup_run",
        "backup_place",
        "hours_stage",
        "staged_hours",
    }
)
_BATCH = 200


@dataclass(frozen=True)
class BackupMade:
    """A finished, read-back backup. ``digest`` is the SHA-256 of the file; ``missing`` papers make it incomplete."""

    file: Path
    size: int
    digest: str
    head: int
    head_hash: str
    rows: int
    papers: int
    missing: tuple[MissingPaper, ...]

    @property
    def sentence(self) -> str:
        """What happened, for the person."""
        words = (
            f"{self.rows} 行记录、{self.papers} 份资料，{self.size / 1048576:.1f} MB，"
            f"日志头 {self.head}:{self.head_hash[:12]}"
        )
        if not self.missing:
            return f"备份完成并已核对：{self.file}（{words}）。"
        named = "、".join(f"{_said(one)} {one.sha256[:12]}" for one in self.missing[:5])
        more = f" 等 {len(self.missing)} 份" if len(self.missing) > 5 else ""
        return (
            f"备份不完整：{named}{more}的文件不在存放处或已损坏，没有备份到。"
            f"其余已写入 {self.file}（{words}）。请尽快从更早的备份找回，或请学员重新上传。"
        )


def back_up(
    database: Database,
    blobs: BlobStore,
    target: Path,
    now: datetime,
    progress: Progress = lambda done, total: None,
) -> BackupMade:
    """Write ``target``, which must not exist yet. Raises OfficeError in words; then nothing is left there."""
    target = target.absolute()
    _refuse_target(database, target)
    sweep_parts(target.parent)
    with _disk_in_words(target):
        writer = ArchiveWriter(target)
        try:
            manifest = _fill(writer, database, blobs, now, progress)
            read_back = len(manifest.tables) + len(manifest.papers)
            written = read_back + len(manifest.missing)
            size, digest = writer.finish(manifest, _Steps(progress, written, written + read_back))
        except BaseException:
            writer.discard()
            raise
    rows = sum(table.rows for table in manifest.tables)
    return BackupMade(
        target, size, digest, manifest.head, manifest.head_hash, rows, len(manifest.papers), manifest.missing
    )


def record_of(made: BackupMade) -> dict[str, object]:
    """What is kept of a backup in the journal and on the list."""
    return {
        "file": made.file.name,
        "folder": str(made.file.parent),
        "size": made.size,
        "digest": made.digest,
        "head": made.head,
        "head_hash": made.head_hash,
        "papers": made.papers,
        "missing": len(made.missing),
    }


class _Steps:
    """Counts on from ``done``."""

    def __init__(self, progress: Progress, done: int, total: int) -> None:
        self._progress, self._done, self._total = progress, done, total

    def __call__(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)


def _said(missing: MissingPaper) -> str:
    """Whose file it is: of an application, or of no record yet."""
    return f"申请 {missing.submission_id} 的资料" if missing.submission_id else Purpose(missing.slot).label


def backup_name(now: datetime) -> str:
    """The name of a backup in a folder of backups; sorts by time (UTC)."""
    return f"kaowu-{now.astimezone(UTC):%Y%m%d-%H%M%S}.kaowu-backup"


def _fill(
    writer: ArchiveWriter, database: Database, blobs: BlobStore, now: datetime, progress: Progress
) -> Manifest:
    found = revision(database)
    if found is None:
        raise Unavailable("数据库里还没有考务台的数据表，没有可以备份的内容。")
    with database.reading() as session:
        office = session.execute(_plain_select(session, "office")).mappings().one_or_none()
        if office is None:
            raise no_office_row()
        names = sorted(set(inspect(session.connection()).get_table_names()) - _LEFT_OUT)
        named = _held_files(session)
        total = 2 * (len(names) + len(named))  # written, then read back
        tables: list[TablePart] = []
        for name in names:
            columns = kinds_of(session.connection(), name)
            tables.append(writer.table(name, columns, _rows(session, name)))
            progress(len(tables), total)
    # Papers are named by their hash and never change: they need no snapshot, and the office's log may be cut again.
    papers: list[tuple[str, int]] = []
    missing: list[MissingPaper] = []
    for place, (sha256, submission, slot) in enumerate(named, 1):
        try:
            data = blobs.get(sha256)
        except NotFound:
            missing.append(MissingPaper(sha256, submission, slot))
        else:
            writer.paper(sha256, data)
            papers.append((sha256, len(data)))
        progress(len(names) + place, total)
    return Manifest(
        program=_program(),
        revision=found,
        made_at=now.astimezone(UTC).isoformat(),
        office=str(office["name"]),
        backend="sqlite" if database.sqlite else "postgresql",
        head=int(office["head"]),
        head_hash=str(office["head_hash"]),
        tables=tuple(tables),
        papers=tuple(papers),
        missing=tuple(missing),
    )


def _held_files(session: Session) -> list[tuple[str, int, str]]:
    """(hash, a submission or 0, a slot or purpose) of every file of the office, in the order of the hashes.

    Those that records name, and those that are its own as soon as they are put; of refused ones there are no bytes.
    """
    found = {
        sha256: (submission, slot) for sha256, submission, slot in session.execute(_named_papers(session))
    }
    if _has_uses(session):
        own = select(FileUseRow.sha256, FileUseRow.purpose).where(FileUseRow.kept, _is_the_offices())
        for sha256, purpose in session.execute(own.where(FileUseRow.purpose != Purpose.PAPER.value)):
            found.setdefault(sha256, (0, purpose))
    return [(sha256, submission, slot) for sha256, (submission, slot) in sorted(found.items())]


def _named_papers(session: Session) -> Any:
    first = select(func.min(PaperRow.id)).group_by(PaperRow.sha256)
    asked = select(PaperRow.sha256, PaperRow.submission_id, PaperRow.slot).where(PaperRow.id.in_(first))
    columns = dict(kinds_of(session.connection(), FileRow.__tablename__))
    if "kept" not in columns:  # an office of before there was the column: all are kept
        return asked
    return asked.outerjoin(FileRow, FileRow.sha256 == PaperRow.sha256).where(FileRow.kept.is_not(False))


def _has_uses(session: Session) -> bool:
    """Whether this office is of a version that knows what files are for."""
    return bool(inspect(session.connection()).has_table(FileUseRow.__tablename__))


def _is_the_offices() -> Any:
    """Of a file's use: somebody has named it, or nobody needs to. Others are swept soon, and not the office's yet."""
    return or_(
        *(
            and_(FileUseRow.purpose == one.value, true() if one in OWN else is_named(FileUseRow.sha256, one))
            for one in Purpose
        )
    )


def _plain_select(session: Session, name: str) -> Any:
    table = plain_table(name, kinds_of(session.connection(), name))
    asked = select(table)
    if name in (FileRow.__tablename__, FileFactsRow.__tablename__, FilePutRow.__tablename__):
        held = [select(column) for columns in NAMED_BY.values() for column in columns]
        if _has_uses(session):
            held.append(select(FileUseRow.sha256).where(_is_the_offices()))
        asked = asked.where(or_(*(table.c.sha256.in_(some) for some in held)))
    elif name == FileUseRow.__tablename__:
        key = tuple_(table.c.sha256, table.c.purpose)
        asked = asked.where(key.in_(select(FileUseRow.sha256, FileUseRow.purpose).where(_is_the_offices())))
    return asked


def _rows(session: Session, name: str) -> Iterator[list[Any]]:
    found = session.execute(_plain_select(session, name), execution_options={"yield_per": _BATCH})
    with found:
        for row in found:
            yield to_plain(row)


def _refuse_target(database: Database, target: Path) -> None:
    file = database.data_file
    if file is not None and (
        target in (file.path, *file.beside) or target.is_relative_to(papers_folder(file.path))
    ):
        raise Invalid("不能把备份写到数据文件自己的位置上。请换一个文件名或文件夹。")
    if not target.parent.is_dir():
        raise Unavailable(
            f"备份文件夹 {target.parent} 不在（移动硬盘没有接上？）。没有备份，请接好或另选文件夹。"
        )
    if target.is_dir():
        raise Invalid(f"{target} 是文件夹。请写出备份文件的名字。")
    if target.exists():
        raise Invalid(f"{target} 已经存在，没有覆盖它。请换一个文件名。")


@contextmanager
def _disk_in_words(target: Path) -> Iterator[None]:
    try:
        yield
    except OfficeError:
        raise
    except FileExistsError as error:
        raise Invalid(f"{target} 已经存在，没有覆盖它。请换一个文件名。") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            what = "磁盘空间不足。请清理磁盘或另选文件夹"
        elif error.errno == errno.EFBIG:  # FAT32 ends at 4 GB
            what = "所在的磁盘放不下这么大的单个文件。请换一块磁盘（NTFS 或 exFAT 格式），或另选文件夹"
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            what = "没有写入的权限。请另选文件夹"
        else:
            what = f"{error.strerror or error}。请检查磁盘（移动硬盘是否接好）"
        raise Unavailable(f"备份没有做成，{target.parent} {what}；没有留下半份文件。") from error


def _program() -> str:
    try:
        return version("kaowu")
    except PackageNotFoundError:
        return "0"
