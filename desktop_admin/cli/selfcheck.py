"""``kaowu selfcheck``: is this office whole? Without one: can this machine make, save and restore an office?"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select

from desktop_admin.cli.backup import journalled_backup
from desktop_admin.cli.office import office_url
from desktop_admin.contract.errors import Invalid, OfficeError
from desktop_admin.models.journal import OfficeRow
from desktop_admin.office.blobs import store_of
from desktop_admin.office.clock import OfficeClock
from desktop_admin.office.database import Database
from desktop_admin.office.restore import restore
from desktop_admin.office.schema import enter_here
from desktop_admin.office.soundness import Soundness, look_over
from desktop_admin.rules.fast_clock import clock_trouble

Made = TypeVar("Made")

#: Enough for every kind of paper and decision, few enough for a cup of tea.
_PEOPLE = 10


def selfcheck(arguments: argparse.Namespace) -> int:
    """Lines of what was looked at; the last is the summary. 0: whole; 1: a fault was found."""
    if getattr(arguments, "office", None):
        return _check_office(office_url(arguments), arguments.head)
    return _rehearse()


def _check_office(url: str, head: str) -> int:
    if url.startswith("http"):
        raise Invalid("自检要在存放数据的机器上做。请在服务器上运行，用它自己的数据地址。")
    database = Database(url)
    try:
        enter_here(database)
        found = look_over(database, store_of(database), head)
        clock = OfficeClock()
        with database.reading() as session:
            clock.now(session)
            demonstration = session.scalar(select(OfficeRow.demonstration))
    finally:
        database.close()
    wrong = "" if demonstration else clock_trouble(clock.ahead)
    return _tell(replace(found, faults=(*found.faults, wrong)) if wrong else found)


def _rehearse() -> int:
    from desktop_admin.demonstration import open_demo

    with tempfile.TemporaryDirectory(prefix="kaowu-selfcheck-", ignore_cleanup_errors=True) as room:
        folder = Path(room)
        try:
            made = _step(
                "建立临时数据", lambda: open_demo(folder / "office", people=_PEOPLE, seed=1, now=None)
            )
            database = Database(made.url)
            try:
                target = folder / "check.kaowu-backup"
                saved = _step("备份", lambda: journalled_backup(database, target, lambda _done, _total: None))
                before = look_over(database, store_of(database))
            finally:
                database.close()
            back = _step("恢复", lambda: restore(target, str(folder / "restored")))
        except OfficeError as error:
            sys.stdout.write(f"自检没有通过：{error.message}\n")
            return 1
    found = back.soundness
    same = (saved.head, saved.head_hash) == (found.proof.head, found.proof.head_hash)
    faults = [*before.faults, *found.faults, *([] if same else ["恢复后的日志头与备份时不同。"])]
    return _tell(Soundness(found.proof, found.papers, found.bad_papers, tuple(faults)))


def _step(what: str, work: Callable[[], Made]) -> Made:
    made = work()
    sys.stdout.write(f"{what}：完成\n")
    return made


def _tell(found: Soundness) -> int:
    proof = found.proof
    sys.stdout.write(f"{proof.sentence}\n日志头 {proof.head}:{proof.head_hash}\n资料 {found.papers} 份\n")
    for fault in found.faults:
        sys.stdout.write(f"问题：{fault}\n")
    if found.faults:
        sys.stdout.write(f"自检发现 {len(found.faults)} 处问题，请不要继续使用，先从备份恢复或联系管理员。\n")
        return 1
    sys.stdout.write("自检通过：数据表、操作日志和资料文件都完好。\n")
    return 0
