"""``kaowu backup`` and ``kaowu restore``: on the machine that holds the data, with its own credentials."""

import argparse
import socket
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from desktop_admin.cli.office import office_url
from desktop_admin.cli.printing import print_json
from desktop_admin.contract.errors import Invalid, OfficeError
from desktop_admin.office.backup import BackupMade, Progress, back_up, backup_name, record_of
from desktop_admin.office.blobs import store_of
from desktop_admin.office.clock import office_now
from desktop_admin.office.connect import refuse_network_share
from desktop_admin.office.database import Database
from desktop_admin.office.feed import wake
from desktop_admin.office.restore import restore as put_back
from desktop_admin.office.schema import HEAD, mend_nothing, refuse_damaged, revision
from desktop_admin.services.backup_keeping import record_outside


def backup(arguments: argparse.Namespace) -> int:
    """Back up and write it into the journal. 1: papers are missing, the rest is backed up."""
    url = office_url(arguments)
    if url.startswith("http"):
        raise Invalid("备份要在存放数据的机器上做。请在服务器上运行 kaowu backup，用它自己的数据地址。")
    database = Database(url)
    try:
        mend_nothing(database)
        known = revision(database)
        refuse_damaged(database)
        target = Path(arguments.file)
        if target.is_dir():
            target = target / backup_name(datetime.now(UTC))
        made = journalled_backup(database, target, _report(), journalled=known == HEAD)
    finally:
        database.close()
    if arguments.json:
        print_json(
            {
                **asdict(made),
                "file": str(made.file),
                "complete": not made.missing,
            }
        )
    else:
        sys.stdout.write(
            f"{made.sentence}\n文件的 SHA-256：{made.digest}\n日志头 {made.head}:{made.head_hash}\n"
        )
    return 1 if made.missing else 0


def journalled_backup(
    database: Database, target: Path, progress: Progress, *, journalled: bool = True
) -> BackupMade:
    """The backup, then its journal row, or the row of its failure.

    ``journalled`` False: an office of an older revision is only read, its tables are not ours to write.
    """
    with database.reading() as session:
        now = office_now(session, None) if journalled else datetime.now(UTC)
    try:
        made = back_up(database, store_of(database), target, now, progress)
    except OfficeError as error:
        if journalled:
            said: dict[str, object] = {"file": target.name, "folder": str(target.absolute().parent)}
            _record(database, now, said, error.message)
        raise
    if journalled:
        _record(database, now, record_of(made))
    return made


def _record(database: Database, now: datetime, said: dict[str, object], problem: str = "") -> None:
    with database.writing() as session:
        now = max(now, office_now(session, None))
        record_outside(session, now, socket.gethostname(), said, problem)
        wake(session)


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup into an empty place and prove it. 1: papers were missing already when it was made."""
    to: str = arguments.to
    if to.startswith("http"):
        raise Invalid("恢复要在存放数据的机器上做：请给出新文件、空文件夹，或空数据库的地址。")
    if not to.startswith("postgresql"):
        refuse_network_share(Path(to.removeprefix("sqlite:///")))
    done = put_back(Path(arguments.file), to, _report())
    proof = done.soundness.proof
    if arguments.json:
        print_json(
            {
                "office": done.place,
                "head": proof.head,
                "head_hash": proof.head_hash,
                "made_at": done.manifest.made_at,
                "revision": done.manifest.revision,
                "papers": len(done.manifest.papers),
                "missing": [asdict(one) for one in done.manifest.missing],
                "faults": list(done.soundness.faults),
            }
        )
    else:
        sys.stdout.write(f"{done.sentence}\n{proof.sentence}\n")
        sys.stdout.write("".join(f"{fault}\n" for fault in done.soundness.faults))
        sys.stdout.write("恢复后的账号和密码与备份时相同，需要重新登录。\n")
    return 1 if done.soundness.faults else 0


def _report() -> Progress:
    def report(done: int, total: int) -> None:
        if sys.stderr.isatty() and (done == total or done % 20 == 0):
            sys.stderr.write(f"\r{done}/{total}" + ("\n" if done == total else ""))

    return report
