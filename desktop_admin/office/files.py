"""Files by hash: inspected once when put, read only by those who may see a record that names them."""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import Busy, Invalid, NotAllowed, NotFound, OfficeError, Unavailable
from desktop_admin.contract.files import FileFacts, Inspection
from desktop_admin.models.files import FileFactsRow, FilePutRow, FileRow, FileUseRow
from desktop_admin.models.naming import is_named
from desktop_admin.models.submissions import PaperRow, SubmissionRow
from desktop_admin.office.blobs import BlobStore
from desktop_admin.office.database import Database
from desktop_admin.office.inspection import InspectionQueue, Place
from desktop_admin.office.unnamed import announce, sweep, take_turns
from desktop_admin.rules.purposes import OWN, PURPOSES, Purpose, may_put, seen_by
from desktop_admin.rules.quotas import MEGABYTE
from desktop_admin.rules.visible import short_name
from desktop_admin.services.context import Principal
from desktop_admin.services.facts import facts_from_json
from desktop_admin.services.quotas import count_upload, give_back

_LOG = logging.getLogger(__name__)
#: Seconds.
_AT_ONCE = 1
_SWEEP_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Upload:
    """A file that has come: ``known`` is what the office knows of it, or ``place`` where its verdict will come."""

    principal: Principal
    data: bytes
    file_name: str
    purpose: Purpose
    sha256: str
    at: datetime
    known: FileFacts | None
    place: Place | None

    def leave(self) -> None:
        """Nobody waits for it any more."""
        if self.place is not None:
            self.place.leave()


class Files:
    """The office's file room; files wait in ``queue`` to be looked at. ``versions``: of the inspectors, by name."""

    def __init__(
        self, database: Database, blobs: BlobStore, queue: InspectionQueue, versions: Mapping[str, int]
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._queue = queue
        self._versions = versions
        self._swept_at: datetime | None = None

    def put(
        self,
        principal: Principal,
        data: bytes,
        file_name: str,
        now: datetime,
        purpose: Purpose = Purpose.PAPER,
    ) -> FileFacts:
        """What the file is; an acceptable one is kept, of another only the record (decision 0018).

        Waits for its turn and its inspection, before any transaction. Raises Busy where the queue is full.
        """
        upload = self.begin(principal, data, file_name, now, purpose)
        try:
            return self.finish(upload, None if upload.place is None else upload.place.verdict.result())
        except Busy:
            self.give_back(upload)
            raise
        finally:
            upload.leave()

    def refuse(self, principal: Principal, size: int, purpose: Purpose) -> None:
        """Raise NotAllowed or Invalid for whoever may not put a file for that, or none of that size."""
        if not may_put(principal.roles, purpose):
            raise NotAllowed(f"您的角色不能上传{purpose.label}。")
        if size > PURPOSES[purpose].largest:
            raise Invalid(
                f"文件有 {size / 1048576:.1f} MB。{too_large(purpose)}",
                {"faults": [{"field": "data", "code": "too_large", "message": "文件太大"}]},
            )

    def begin(
        self,
        principal: Principal,
        data: bytes,
        file_name: str,
        now: datetime,
        purpose: Purpose = Purpose.PAPER,
    ) -> Upload:
        """Take a file in. One the office knows needs no place in the queue; of another the inspection begins.

        Raises Busy, and QuotaReached for whoever has brought all that a day allows.
        """
        self.refuse(principal, len(data), purpose)
        sha256 = hashlib.sha256(data).hexdigest()
        known = self._known(sha256, purpose)
        if known is not None:
            return Upload(principal, data, file_name, purpose, sha256, now, known, None)
        place = self._queue.enter(account_of(principal), sha256, purpose)
        try:
            # Its record may have come between the look and the place; then nothing is inspected twice.
            known = self._known(sha256, purpose)
            if known is not None:
                place.leave()
                return Upload(principal, data, file_name, purpose, sha256, now, known, None)
            upload = Upload(principal, data, file_name, purpose, sha256, now, None, place)
            with self._database.writing() as session:
                count_upload(session, principal, len(data), file_name, now, purpose)
            try:
                place.begin(data, file_name)
            except Busy:
                self.give_back(upload)
                raise
        except BaseException:
            place.leave()
            raise
        return upload

    def give_back(self, upload: Upload) -> None:
        """Its turn never came: whoever sends it again has not used up their day. One that was known was not counted."""
        if upload.known is not None:
            return
        with self._database.writing() as session:
            give_back(session, upload.principal, len(upload.data), upload.at, upload.purpose)

    def finish(self, upload: Upload, inspection: Inspection | None) -> FileFacts:
        """Keep what was found, and the bytes where they are acceptable. ``inspection`` None: it was known."""
        principal, data, sha256, now = upload.principal, upload.data, upload.sha256, upload.at
        facts = upload.known if inspection is None else _finished(inspection).facts
        assert facts is not None
        if facts.acceptable:
            announce(self._database, sha256, len(data), now)
            self._blobs.put(sha256, data)
        with self._database.writing() as session:
            # Two who put the same letter at once (colleagues of one company).
            take_turns(session)
            if inspection is None and self._facts(session, sha256, upload.purpose) is None:
                raise Busy("这份文件刚刚过期清理，请再传一次。", {"retry_after": _AT_ONCE})
            row = session.get(FileRow, sha256)
            if row is None:
                session.add(FileRow(sha256=sha256, size=len(data), put_at=now, kept=facts.acceptable))
                session.flush()
            else:
                row.put_at = now
                row.kept = row.kept or facts.acceptable
            if principal.candidate_id is not None:
                session.merge(FilePutRow(sha256=sha256, candidate_id=principal.candidate_id, put_at=now))
            self._use(session, upload, facts)
            if inspection is not None and upload.purpose is Purpose.PAPER:
                self._read(session, sha256, inspection)
        if facts.acceptable and not self._blobs.has(sha256):
            # Swept between the two steps: its record was old and nobody had named it yet.
            self._blobs.put(sha256, data)
        self._sweep_sometimes(now)
        return facts

    def _use(self, session: Session, upload: Upload, facts: FileFacts) -> None:
        """That it was put for this, last by whom and under which name.

        A stricter inspector of today takes nothing away that was taken in before: records name it, people read it.
        """
        before = session.get(FileUseRow, (upload.sha256, upload.purpose.value))
        session.merge(
            FileUseRow(
                sha256=upload.sha256,
                purpose=upload.purpose.value,
                put_at=upload.at,
                kept=facts.acceptable or (before is not None and before.kept),
                file_name=short_name(upload.file_name),
                staff_id=upload.principal.staff_id,
                facts=None if upload.purpose is Purpose.PAPER else asdict(facts),
            )
        )

    def _read(self, session: Session, sha256: str, inspection: Inspection) -> None:
        version = self._version(Purpose.PAPER)
        if session.get(FileFactsRow, (sha256, version)) is None:
            session.add(
                FileFactsRow(
                    sha256=sha256,
                    inspector=version,
                    facts=asdict(inspection.facts),
                    text=[],
                    reading=asdict(inspection.reading),
                )
            )

    def get(self, principal: Principal, sha256: str) -> bytes:
        """The bytes, for staff who may see what it is for or was put for, or a learner of their own.

        NotFound with ``not_kept`` in its details where the file was refused and its bytes never stored.
        """
        with self._database.reading() as session:
            if principal.candidate_id is not None:
                shown = _papers_of(session, sha256, principal.candidate_id)
            else:
                shown = _shown_to(session, sha256, seen_by(principal.roles))
            if not shown:
                raise NotFound("没有这份资料，或您无权查看它。", {"sha256": sha256})
            if not _kept(session, sha256, shown):
                facts = [self._facts(session, sha256, purpose) for purpose in sorted(shown)]
                why = "".join(problem.message for known in facts if known for problem in known.problems)
                raise NotFound(f"原件未保留：{why or '文件不合要求。'}", {"sha256": sha256, "not_kept": True})
        return self._blobs.get(sha256)

    def sweep(self, now: datetime) -> int:
        """Forget files no record has named for 24 h; how many (see ``unnamed.py``)."""
        return sweep(self._database, self._blobs, now)

    def _sweep_sometimes(self, now: datetime) -> None:
        """The file room tidies itself when files come in, at most once an hour a program."""
        if self._swept_at is None or now - self._swept_at >= _SWEEP_EVERY:
            self._swept_at = now
            try:
                self.sweep(now)
            except OfficeError as error:  # the upload that came along has nothing to do with it
                _LOG.warning("files nobody named could not be looked for: %s", error.code)

    def _known(self, sha256: str, purpose: Purpose) -> FileFacts | None:
        with self._database.reading() as session:
            return self._facts(session, sha256, purpose)

    def _facts(self, session: Session, sha256: str, purpose: Purpose) -> FileFacts | None:
        """What today's inspector of that purpose found."""
        if purpose is Purpose.PAPER:
            row = session.get(FileFactsRow, (sha256, self._version(purpose)))
            return None if row is None else facts_from_json(row.facts)
        use = session.get(FileUseRow, (sha256, purpose.value))
        if use is None or use.facts is None or use.facts["inspector"] != self._version(purpose):
            return None
        return facts_from_json(use.facts)

    def _version(self, purpose: Purpose) -> int:
        return self._versions[PURPOSES[purpose].inspector]


def too_large(purpose: Purpose) -> str:
    """What to say of a file that is not even looked at."""
    if purpose is Purpose.PAPER:
        return "文件太大了。请压缩到 2 MB 以内再上传。"
    return f"文件太大了，{purpose.label}最多 {PURPOSES[purpose].largest // MEGABYTE} MB。请分成几份再上传。"


def _papers_of(session: Session, sha256: str, candidate_id: int) -> frozenset[Purpose]:
    """A learner sees what their own applications name."""
    named = (
        select(PaperRow.id)
        .join(SubmissionRow, SubmissionRow.id == PaperRow.submission_id)
        .where(PaperRow.sha256 == sha256, SubmissionRow.candidate_id == candidate_id)
    )
    found = session.execute(named.limit(1)).first()
    return frozenset() if found is None else frozenset({Purpose.PAPER})


def _shown_to(session: Session, sha256: str, seen: frozenset[Purpose]) -> frozenset[Purpose]:
    """For what staff who see files of the purposes ``seen`` may see this one. Raises NotAllowed where it is for others."""
    if not seen:
        raise NotAllowed("您的角色不能查看上传的资料。")
    put = set(session.scalars(select(FileUseRow.purpose).where(FileUseRow.sha256 == sha256)))
    here = frozenset(
        purpose
        for purpose in Purpose
        if (purpose in OWN and purpose in put) or session.scalar(select(is_named(sha256, purpose)))
    )
    if here and not here & seen:
        raise NotAllowed(f"您的角色不能查看{'、'.join(purpose.label for purpose in sorted(here))}。")
    return here & seen


def _kept(session: Session, sha256: str, shown: frozenset[Purpose]) -> bool:
    """Whether the bytes were accepted for any of that; without a use the file itself says it."""
    uses = select(FileUseRow.kept).where(FileUseRow.sha256 == sha256, FileUseRow.purpose.in_(shown))
    found = list(session.scalars(uses))
    if found:
        return any(found)
    row = session.get(FileRow, sha256)
    return row is None or row.kept


def account_of(principal: Principal) -> str:
    """Whose places in a queue: the learner's of a learner's session, else the member of staff's."""
    if principal.candidate_id is not None:
        return f"learner:{principal.candidate_id}"
    return f"staff:{principal.staff_id}"


def _finished(inspection: Inspection) -> Inspection:
    """A verdict about the file. That the program is ending says nothing about it and is never kept as one."""
    for problem in inspection.facts.problems:
        if problem.code == "closed":
            raise Unavailable(problem.message)
    return inspection
