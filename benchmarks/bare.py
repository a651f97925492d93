"""One approval in bare SQL: the statements our office sends, and nothing around them."""

from typing import Any

_READS = (
    ("select s.staff_id, t.name, t.roles from session s join staff t on t.id = s.staff_id limit 1", ()),
    ("select number from journal where command_id = {0}", ("command",)),
    ("select * from submission where id = {0}", ("id",)),
    ("select * from claim where submission_id = {0}", ("id",)),
    ("select settings from policy where id = 1", ()),
    ("select * from paper where submission_id = {0} and current = {1}", ("id", "true")),
    (
        "select * from file_facts where sha256 in (select sha256 from paper where submission_id = {0})",
        ("id",),
    ),
)


def decide_bare(connection: Any, submission: int, *, sqlite: bool) -> None:
    """Take the office, read what an approval reads, write what it writes, commit."""
    cursor = connection.cursor()
    mark = "?" if sqlite else "%s"

    def run(statement: str, *values: Any) -> Any:
        return cursor.execute(statement.replace("?", mark), values)

    if sqlite:
        cursor.execute("BEGIN IMMEDIATE")
    lock = "" if sqlite else " for update"
    run(f"select head, head_hash, last_at from office where id = 1{lock}")
    head, previous, _ = cursor.fetchone()
    values = {"command": f"bare-{submission}", "id": submission, "true": True}
    for statement, names in _READS:
        run(statement.format(*["?"] * len(names)), *(values[name] for name in names))
        cursor.fetchall()
    now = "2026-11-19 02:42:00.000000"
    number, digest = head + 1, f"{submission:064d}"
    returning = "returning id"
    run(
        "insert into decision (submission_id, kind, at, staff_id, reasons, sentence, hashes, unseen, before, "
        f"undone_reason) values (?, 'approve', ?, 1, '[]', 'ok', '[]', ?, '{{}}', '') {returning}",
        submission, now, False,
    )  # fmt: skip
    decision = cursor.fetchone()[0]
    run(
        "update submission set state = 'approved', queue = null, decided_at = ?, version = version + 1 "
        "where id = ? and version = 1",
        now, submission,
    )  # fmt: skip
    run("delete from claim where submission_id = ?", submission)
    run(
        "insert into notice (candidate_id, submission_id, decision_id, kind, text, state, due_at, attempts, error, "
        "version) values (1, ?, ?, 'approve', 'ok', 'pending', ?, 0, '', 1)",
        submission, decision, now,
    )  # fmt: skip
    run(
        "insert into journal (number, format, command_id, staff_id, via, workstation, at, name, subjects, receipt, "
        "detail_digest, previous, hash) values (?, 1, ?, 1, 'desk', 'bench', ?, 'ApproveSubmission', '[]', '{}', ?, ?, ?)",
        number, f"bare-{submission}", now, digest, previous, digest,
    )  # fmt: skip
    run("insert into journal_detail (number, salt, text) values (?, 'salt', '{}')", number)
    for kind in ("submission", "notice"):
        run(
            "insert into journal_subject (kind, subject_id, number) values (?, ?, ?)",
            kind,
            submission,
            number,
        )
    run("update office set head = ?, head_hash = ?, last_at = ? where id = 1", number, digest, now)
    if sqlite:
        cursor.execute("COMMIT")
    else:
        connection.commit()
    cursor.close()
