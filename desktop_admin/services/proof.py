"""The journal proves itself: chain, details, subjects, and a head that somebody remembers (house §2).

Apart from journal.py, which writes and lists it.  A detail may be gone only when a ``PurgeDetails`` row says
so: the chain holds what it asked, behind the digest of its own detail.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import Outdated, Unavailable
from desktop_admin.contract.proof import JournalProof, VerifyJournal
from desktop_admin.models.journal import JournalDetailRow, JournalRow, JournalSubject, OfficeRow
from desktop_admin.services.context import Context, invalid

#: Formats this program can prove. 1: the hash covers every column of the row, the subjects' text among them.
FORMATS = frozenset({1})
_NAMED = 12
#: Digits of a row's number: of 4,300 and more Python makes no number at all.
_LONGEST_NUMBER = 10


def digest(salt: str, text: str) -> str:
    """SHA-256 of salt + text, hex."""
    return hashlib.sha256((salt + text).encode()).hexdigest()


def row_hash(row: Any) -> str:
    """The hash of a row (a :class:`JournalRow`, or one like it) over its stored texts and the previous hash."""
    parts = [
        row.format,
        row.number,
        row.command_id,
        row.staff_id,
        row.on_behalf_id,
        row.via,
        row.workstation,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.name,
        row.subjects,
        row.receipt,
        row.detail_digest,
        row.previous,
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def verify_journal(context: Context, request: VerifyJournal) -> JournalProof:
    """Walk the chain from 1 to the head; then look for a remembered head ``N:HASH`` in it."""
    remembered_no, _, remembered_hash = request.remembered.partition(":")
    if request.remembered and not (
        remembered_no.isascii()
        and remembered_no.isdigit()
        and len(remembered_no) <= _LONGEST_NUMBER
        and len(remembered_hash) >= 8
    ):
        invalid(("remembered", "format", "记住的日志头应写作 序号:指纹，例如 128:9f3a…。"))
    office = context.session.execute(select(OfficeRow.head, OfficeRow.head_hash)).one_or_none()
    if office is None:
        raise Unavailable("数据里没有单位记录（office 表是空的），不能使用。请从备份恢复（kaowu restore）。")
    walk = _Walk(int(remembered_no or 0), remembered_hash.lower())

    def proof(broken_at: int | None, sentence: str) -> JournalProof:
        return JournalProof(broken_at is None, walk.rows, office.head, office.head_hash, broken_at, sentence)

    torn = walk.along(context.session)
    if torn is not None:
        return proof(torn, f"操作日志在第 {torn} 号处对不上：它或它的内容被改动过。{_KEEP_THE_SCENE}")
    if office.head != walk.rows or office.head_hash != walk.previous:
        missing = f"操作日志缺了结尾：应有 {office.head} 条，只找到 {walk.rows} 条。请用备份恢复。"
        return proof(walk.rows + 1, missing)
    if request.remembered and not walk.remembered:
        cut = f"记住的第 {remembered_no} 号日志不在这条链上：日志被截断或整段换过。请保留现场并用备份比对。"
        return proof(int(remembered_no), cut)
    if lost := walk.lost():
        gone = f"第 {_numbers(lost)} 号日志的内容不见了，也没有清除它的记录。{_KEEP_THE_SCENE}"
        return proof(lost[0], gone)
    if astray := _astray_subjects(context.session, walk.rows):
        bent = f"第 {_numbers(astray)} 号日志的对象索引与日志不符：有缺少或多出的行。{_KEEP_THE_SCENE}"
        return proof(astray[0], bent)
    return proof(None, f"操作日志完整：{walk.rows} 条，首尾相连，逐条可证。")


_KEEP_THE_SCENE = "请保留现场并联系管理员，用备份比对。"


@dataclass
class _Walk:
    """What walking the chain found out; ``wanted`` is the remembered number and the beginning of its hash."""

    wanted: int
    wanted_hash: str
    rows: int = 0
    previous: str = ""
    remembered: bool = False
    purged_before: datetime | None = None
    _without: list[tuple[int, datetime]] = field(default_factory=list)

    def along(self, session: Session) -> int | None:
        """The first number that does not fit, None when all do."""
        found = session.execute(
            select(JournalRow, JournalDetailRow.salt, JournalDetailRow.text)
            .outerjoin(JournalDetailRow, JournalDetailRow.number == JournalRow.number)
            .order_by(JournalRow.number)
            .execution_options(yield_per=1000)
        )
        with found:  # PostgreSQL reads with a cursor, which a return must not leave open
            for row, salt, text in found:
                if not self._fits(row, salt, text):
                    return self.rows + 1
                session.expunge(row)
        return None

    def lost(self) -> list[int]:
        """Numbers whose detail is gone although no purge says so."""
        edge = self.purged_before
        return [number for number, at in self._without if edge is None or at >= edge]

    def _fits(self, row: JournalRow, salt: str | None, text: str | None) -> bool:
        if row.format not in FORMATS:
            raise Outdated("操作日志里有更新版本的程序写下的记录，本程序不能验证。请升级本程序。")
        if row.number != self.rows + 1 or row.previous != self.previous or row_hash(row) != row.hash:
            return False
        if salt is None or text is None:
            self._without.append((row.number, row.at))
        elif digest(salt, text) != row.detail_digest:
            return False
        elif row.name == "PurgeDetails":
            # A purge whose own detail was purged is covered by the later one that did it.
            before = datetime.fromisoformat(json.loads(text)["before"])
            self.purged_before = max(before, self.purged_before or before)
        if row.number == self.wanted:
            self.remembered = row.hash.startswith(self.wanted_hash)
        self.rows, self.previous = row.number, row.hash
        return True


def _astray_subjects(session: Session, rows: int) -> list[int]:
    """Numbers whose rows in ``journal_subject`` are not those the chain holds."""
    listed = session.execute(
        select(JournalSubject.number, JournalSubject.kind, JournalSubject.subject_id)
        .order_by(JournalSubject.number)
        .execution_options(yield_per=2000)
    )
    told = session.execute(
        select(JournalRow.number, JournalRow.subjects)
        .order_by(JournalRow.number)
        .execution_options(yield_per=1000)
    )
    astray: list[int] = []
    with listed, told:
        groups = _by_number(listed)
        number, things = next(groups, (rows + 1, set()))
        for told_number, text in told:
            while number < told_number:
                astray.append(number)
                number, things = next(groups, (rows + 1, set()))
            here: set[tuple[str, int]] = set()
            if number == told_number:
                here = things
                number, things = next(groups, (rows + 1, set()))
            if here != {(kind, identity) for kind, identity, _version in json.loads(text)}:
                astray.append(told_number)
    return astray


def _by_number(listed: Iterable[Any]) -> Iterator[tuple[int, set[tuple[str, int]]]]:
    for number, rows in groupby(listed, key=lambda row: int(row[0])):
        yield number, {(str(row[1]), int(row[2])) for row in rows}


def _numbers(found: list[int]) -> str:
    """3、7–9 等 20 条: runs as ranges, not endlessly many."""
    runs: list[tuple[int, int]] = []
    for number in found:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    words = "、".join(str(a) if a == b else f"{a}–{b}" for a, b in runs[:_NAMED])
    return words if len(runs) <= _NAMED else f"{words} 等 {len(found)} 条"
