"""One approval in bare SQL: the statements our office sends, and nothing around them.

Kept equal to what the office sends by hand: when a service asks one statement more or fewer, so does this file.
The column lists are the office's own, so that both read and write the same bytes.
"""

from collections.abc import Callable, Sequence
from typing import Any

_READS = (
    (
        "select t.id, t.name, t.roles, t.active, t.must_change, s.candidate_id, s.workstation, s.last_at "
        "from session s join staff t on t.id = s.staff_id where s.token_hash = ?",
        "token",
    ),
    ("select number from journal where command_id = ?", "command"),
    ("select * from submission where id = ?", "id"),
    ("select staff_id, since, last_at from claim where kind = 'submission' and subject_id = ?", "id"),
    (
        "select p.slot, p.sha256, f.facts from paper p left join file_facts f on f.sha256 = p.sha256 "
        "where p.submission_id = ? and p.current order by f.inspector",
        "id",
    ),
    ("select cycle, opens, closes from registration_shift", ""),
)
_TEXT = "您的C2类延期报名资料已审核通过，请于 11月22日 17:00 前完成报名缴费。"
_DETAIL = '{{"seen_hashes":["{0}","{0}"],"seen_version":1,"submission_id":{1},"unseen":false}}'


def decide_bare(connection: Any, submission: int, *, sqlite: bool, token: str, staff: int = 1) -> None:
    """Take the office, read what an approval reads, write what it writes, wake the desks, commit.

    ``token``: the hash of an open session of ``staff``.
    """
    cursor = connection.cursor()
    mark = "?" if sqlite else "%s"

    def run(statement: str, *values: Any) -> Any:
        return cursor.execute(statement.replace("?", mark), values)

    if sqlite:
        cursor.execute("BEGIN IMMEDIATE")
    lock = "" if sqlite else " for update"
    run(f"select head, head_hash, last_at, clock_offset_us from office{lock}")
    head, previous, _, _ = cursor.fetchone()
    values = {"command": f"{submission:032d}", "id": submission, "token": token}
    for statement, name in _READS:
        run(statement, *([values[name]] if name else []))
        cursor.fetchall()
    now, due = "2026-11-19 02:42:00.000000+00:00", "2026-11-19 02:42:08.000000+00:00"
    number, digest = head + 1, f"{submission:064d}"
    run(
        "insert into decision (submission_id, kind, at, staff_id, reasons, sentence, hashes, unseen, before, "
        "undone_reason) values (?, 'approve', ?, ?, '[]', ?, ?, ?, ?, '') returning id",
        submission, now, staff, _TEXT, f'["{digest}","{digest}"]', False, '{"state":"waiting","queue":1}',
    )  # fmt: skip
    decision = cursor.fetchone()[0]
    run("delete from claim where kind = 'submission' and subject_id = ?", submission)
    run(
        "update submission set state = 'approved', queue = null, decided_at = ?, version = 2 "
        "where id = ? and version = 1",
        now, submission,
    )  # fmt: skip
    run(
        "insert into notice (candidate_id, submission_id, decision_id, kind, text, state, due_at, attempts, error, "
        "version) values (?, ?, ?, 'approve', ?, 'pending', ?, 0, '', 1) returning id",
        submission % 20_000 + 1, submission, decision, _TEXT, due,
    )  # fmt: skip
    notice = cursor.fetchone()[0]

    def many(statement: str, rows: Sequence[Any]) -> None:
        cursor.executemany(statement.replace("?", mark), rows)

    _append(run, many, submission, notice, number, previous, now, staff)
    if not sqlite:
        run("notify kaowu")
    connection.commit()
    cursor.close()


def _append(
    run: Callable[..., Any],
    many: Callable[[str, Sequence[Any]], None],
    submission: int,
    notice: int,
    number: int,
    previous: str,
    now: str,
    staff: int,
) -> None:
    """The journal's row, its detail and subjects, and the head."""
    digest = f"{submission:064d}"
    subjects = f'[["submission",{submission},2],["notice",{notice},1]]'
    run(
        "insert into journal (number, format, command_id, staff_id, via, workstation, at, name, subjects, receipt, "
        "detail_digest, previous, hash) values (?, 1, ?, ?, 'desk', 'bench', ?, 'ApproveSubmission', ?, ?, ?, ?, ?)",
        number, f"{submission:032d}", staff, now, subjects, f'{{"journal_no":{number},"subjects":{subjects}}}', digest,
        previous, digest,
    )  # fmt: skip
    detail = _DETAIL.format(digest, submission)
    run("insert into journal_detail (number, salt, text) values (?, ?, ?)", number, digest[:32], detail)
    pairs = [("submission", submission, number), ("notice", notice, number)]
    many("insert into journal_subject (kind, subject_id, number) values (?, ?, ?)", pairs)
    run("update office set head = ?, head_hash = ?, last_at = ?", number, digest, now)
