"""Files by hash: inspected once when put, read only by those who may see a record that names them."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import Invalid, NotAllowed, NotFound
from desktop_admin.contract.files import FileFacts, Inspection
from desktop_admin.contract.office import LARGEST_FILE
from desktop_admin.models.files import FileFactsRow, FileRow
from desktop_admin.models.journal import OfficeRow
from desktop_admin.models.submissions import PaperRow, SubmissionRow
from desktop_admin.office.blobs import BlobStore
from desktop_admin.office.database import Database
from desktop_admin.rules.roles import MAY, Role
from desktop_admin.services.context import Principal
from desktop_admin.services.facts import facts_from_json

#: An uploaded file no record names is kept this long (house §1).
UNNAMED_LIFE = timedelta(hours=24)
_SWEEP_EVERY = timedelta(hours=1)
_MAY_PUT = MAY["UploadPaper"] | {Role.PORTAL}
_MAY_GET = MAY["Dossier"]


class Inspector(Protocol):
    """Whatever finds out what a file is; in the program a child process with limits."""

    def inspect(self, data: bytes, file_name: str) -> Inspection:
        """Facts and text of the file."""
        ...


class Files:
    """The office's file room. ``inspectors`` is called when the first file arrives."""

    def __init__(
        self, database: Database, blobs: BlobStore, inspectors: Callable[[], Inspector], version: int
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._inspectors = inspectors
        self._version = version
        self._swept_at: datetime | None = None

    def put(self, principal: Principal, data: bytes, file_name: str, now: datetime) -> FileFacts:
        """Keep a file; the slow inspection happens before any transaction."""
        if principal.roles.isdisjoint(_MAY_PUT):
            raise NotAllowed("您的角色不能上传资料。")
        if len(data) > LARGEST_FILE:
            raise Invalid(
                f"文件有 {len(data) / 1048576:.1f} MB，太大了。请压缩到 2 MB 以内再上传。",
                {"faults": [{"field": "data", "code": "too_large", "message": "文件太大"}]},
            )
        sha256 = hashlib.sha256(data).hexdigest()
        known = self._known(sha256)
        inspection = None if known else self._inspectors().inspect(data, file_name)
        self._blobs.put(sha256, data)
        with self._database.writing() as session:
            # One office row, so that two who put the same letter at once (colleagues of one company) take turns.
            session.execute(select(OfficeRow.id).with_for_update())
            row = session.get(FileRow, sha256)
            if row is None:
                session.add(FileRow(sha256=sha256, size=len(data), put_at=now))
                session.flush()
            else:
                row.put_at = now
            if inspection is not None and session.get(FileFactsRow, (sha256, self._version)) is None:
                session.add(
                    FileFactsRow(
                        sha256=sha256,
                        inspector=self._version,
                        facts=asdict(inspection.facts),
                        text=list(inspection.text),
                    )
                )
        if not self._blobs.has(sha256):
            # Swept between the two steps: its record was old and nobody had named it yet.
            self._blobs.put(sha256, data)
        self._sweep_sometimes(now)
        if known is not None:
            return known
        assert inspection is not None
        return inspection.facts

    def get(self, principal: Principal, sha256: str) -> bytes:
        """The bytes, for a reviewer of any paper or a learner of their own."""
        with self._database.reading() as session:
            named = select(PaperRow.id).where(PaperRow.sha256 == sha256)
            if principal.candidate_id is not None:
                named = named.join(SubmissionRow, SubmissionRow.id == PaperRow.submission_id).where(
                    SubmissionRow.candidate_id == principal.candidate_id
                )
            elif principal.roles.isdisjoint(_MAY_GET):
                raise NotAllowed("您的角色不能查看上传的资料。")
            if session.execute(named.limit(1)).first() is None:
                raise NotFound("没有这份资料，或您无权查看它。", {"sha256": sha256})
        return self._blobs.get(sha256)

    def sweep(self, now: datetime) -> int:
        """Forget files no record has named for 24 h; how many. Holds the office, so that no upload
        names a file between the look and the sweep; bytes go only while no new record names them."""
        with self._database.writing() as session:
            session.execute(select(OfficeRow.id).with_for_update())
            unnamed: list[Any] = list(
                session.scalars(
                    select(FileRow.sha256).where(
                        FileRow.put_at < now - UNNAMED_LIFE,
                        ~exists().where(PaperRow.sha256 == FileRow.sha256),
                    )
                )
            )
            session.execute(delete(FileFactsRow).where(FileFactsRow.sha256.in_(unnamed)))
            session.execute(delete(FileRow).where(FileRow.sha256.in_(unnamed)))
        for sha256 in unnamed:
            with self._database.writing() as session:
                session.execute(select(OfficeRow.id).with_for_update())
                if session.get(FileRow, sha256) is None:
                    self._blobs.drop(sha256)
        return len(unnamed)

    def _sweep_sometimes(self, now: datetime) -> None:
        """The file room tidies itself when files come in, at most once an hour a program."""
        if self._swept_at is None or now - self._swept_at >= _SWEEP_EVERY:
            self._swept_at = now
            self.sweep(now)

    def _known(self, sha256: str) -> FileFacts | None:
        with self._database.reading() as session:
            return self._facts(session, sha256)

    def _facts(self, session: Session, sha256: str) -> FileFacts | None:
        row = session.get(FileFactsRow, (sha256, self._version))
        return None if row is None else facts_from_json(row.facts)
