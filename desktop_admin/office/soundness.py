"""Whether an office is whole: its tables, its journal, and every paper a record names."""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import NotFound
from desktop_admin.contract.proof import JournalProof, VerifyJournal
from desktop_admin.models.files import FileFactsRow, FileRow, FileUseRow
from desktop_admin.models.submissions import PaperRow
from desktop_admin.office.blobs import BlobStore
from desktop_admin.office.clock import office_now
from desktop_admin.office.database import Database
from desktop_admin.office.schema import HEAD, revision
from desktop_admin.rules.purposes import OWN
from desktop_admin.services.context import Context, Principal
from desktop_admin.services.proof import verify_journal

_NAMED = 5


class ReadBlobs(Protocol):
    """Bytes by hash, to be read only."""

    def get(self, sha256: str) -> bytes:
        """As a store's."""
        ...


@dataclass(frozen=True)
class Soundness:
    """What was looked at and what was found; ``faults`` are sentences, none when all is well."""

    proof: JournalProof
    papers: int
    bad_papers: tuple[str, ...]
    faults: tuple[str, ...]


def look_over(database: Database, blobs: BlobStore, remembered: str = "") -> Soundness:
    """Read the whole office. Raises OfficeError where it cannot even be read."""
    faults: list[str] = []
    found = revision(database)
    if found != HEAD:
        faults.append(f"数据表是版本 {found}，本程序是 {HEAD}。")
    with database.reading() as session:
        if database.sqlite:
            if session.scalar(text("PRAGMA integrity_check(1)")) != "ok":
                faults.append("数据文件的内部结构已损坏。")
            if session.execute(text("PRAGMA foreign_key_check")).first() is not None:
                faults.append("有的记录指向不存在的记录。")
        records = _read(session, remembered)
    return _judge(records, blobs, faults)


def look_over_within(session: Session, blobs: ReadBlobs) -> Soundness:
    """The same inside a transaction that has not committed yet, on a database that watches its own references."""
    return _judge(_read(session, ""), blobs, [])


@dataclass(frozen=True)
class _Records:
    """The journal's proof; every paper a record names with its size; those refused, and those without facts."""

    proof: JournalProof
    named: dict[str, int | None]
    refused: set[str]
    without_facts: set[str]


def _read(session: Session, remembered: str) -> _Records:
    context = Context(session, Principal(None, "", frozenset()), office_now(session, None))
    proof = verify_journal(context, VerifyJournal(remembered))
    asked = select(PaperRow.sha256, FileRow.size, FileRow.kept).outerjoin(
        FileRow, FileRow.sha256 == PaperRow.sha256
    )
    found = list(session.execute(asked.distinct()))
    named: dict[str, int | None] = {row.sha256: row.size for row in found}
    # Of a refused file there never were any bytes (decision 0018).
    refused = {row.sha256 for row in found if row.kept is False}
    without_facts = set(named) - set(session.scalars(select(FileFactsRow.sha256).distinct()))
    # What the office keeps unnamed too; what was found out about it stands with it.
    own = select(FileUseRow.sha256, FileRow.size).join(FileRow, FileRow.sha256 == FileUseRow.sha256)
    own = own.where(FileUseRow.kept, FileUseRow.purpose.in_(OWN))
    kept = {row.sha256: row.size for row in session.execute(own.distinct())}
    return _Records(proof, named | kept, refused - set(kept), without_facts)


def _judge(records: _Records, blobs: ReadBlobs, faults: list[str]) -> Soundness:
    """Bytes are read after the snapshot was let go: they are named by their hash and never change."""
    proof, named, without_facts = records.proof, records.named, records.without_facts
    if not proof.intact:
        faults.append(proof.sentence)
    bad = tuple(
        sha256
        for sha256, size in sorted(named.items())
        if sha256 not in records.refused and not _whole(blobs, sha256, size)
    )
    if bad:
        faults.append(f"{len(bad)} 份资料的文件丢失或损坏：{_some(bad)}。")
    if without_facts:
        faults.append(f"{len(without_facts)} 份资料没有检查结果：{_some(tuple(sorted(without_facts)))}。")
    return Soundness(proof, len(named), bad, tuple(faults))


def _whole(blobs: ReadBlobs, sha256: str, size: int | None) -> bool:
    try:
        return len(blobs.get(sha256)) == size
    except NotFound:
        return False


def _some(found: tuple[str, ...]) -> str:
    words = "、".join(sha256[:12] for sha256 in found[:_NAMED])
    return f"{words} 等" if len(found) > _NAMED else words
