"""Who makes backups: exactly one of several, stopped, killed, on a full disk, and tidied up after (X06)."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from desktop_admin.contract.backups import BackupRun, Backups, CancelBackup, OrderBackup
from desktop_admin.contract.journal_pages import JournalPage
from desktop_admin.contract.submissions import Slot, UploadPaper
from desktop_admin.models.backups import BackupRunRow
from desktop_admin.office import keeper as keeping_module
from desktop_admin.office.backup_folder import look_at, make_default
from desktop_admin.office.blobs import store_of
from desktop_admin.office.data_file import DataFile
from desktop_admin.office.keeper import Keeper
from desktop_admin.services import backup_keeping as keeping
from desktop_admin.services.backup_keeping import Me
from tests.contract.conftest import build_office, copy_of
from tests.contract.world import World

KINDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=KINDS)
def world(request: pytest.FixtureRequest, prepared_file: Path, tmp_path: Path) -> Iterator[World]:
    """An office of either kind with one application."""
    if request.param == "sqlite":
        url = copy_of(prepared_file, tmp_path / "office.sqlite3")
    else:
        url = request.getfixturevalue("postgres_server").clone("office", build_office)
    made = World(url, over_http=False, durable=False)
    made.waiting_one()
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where backups go."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


class Gate:
    """A store of papers that lets nobody read before it is opened."""

    def __init__(self, world: World) -> None:
        self._store = store_of(world.house.database)
        self.reached, self.opened = threading.Event(), threading.Event()

    def get(self, sha256: str) -> bytes:
        self.reached.set()
        assert self.opened.wait(30)
        return self._store.get(sha256)


def keeper_of(world: World, folder: Path, blobs: Any = None) -> Keeper:
    store = blobs or store_of(world.house.database)
    return Keeper(
        world.house.database, store, workstation="PC-1", served=True, folder=folder, clock=world.clock
    )


def runs(world: World) -> tuple[BackupRun, ...]:
    found: tuple[BackupRun, ...] = world.desk("系统管理员").run(Backups()).runs
    return found


def until(what: Callable[[], Any]) -> Any:
    """Wait for a condition; a machine that is busy takes its time."""
    end = time.monotonic() + 60
    while not (found := what()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return found


# -- exactly one -----------------------------------------------------------------------------


def test_of_eight_programs_one_takes_it_up(world: World) -> None:
    database = world.house.database

    def take(number: int, barrier: threading.Barrier) -> object:
        me = Me("PC-1", f"PC-1:{number}", "/somewhere", served=True)
        barrier.wait()
        with database.writing() as session:
            return keeping.take(session, world.clock(), me)

    with ThreadPoolExecutor(8) as pool:
        for _round in range(15):
            world.clock.advance(days=1)
            barrier = threading.Barrier(8)
            taken = [job for job in pool.map(take, range(8), [barrier] * 8) if job is not None]
            assert len(taken) == 1
    assert [run.origin for run in runs(world)] == ["daily"] * 15


def test_two_windows_make_one_daily(world: World, stick: Path) -> None:
    world.clock.advance(hours=3)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(keeper_of(world, stick).once) for _ in range(2)]:
            done.result()
    assert [run.state for run in runs(world)] == ["done"]
    assert len(list(stick.iterdir())) == 1


def change_run(world: World, **values: Any) -> None:
    """What another program has written meanwhile."""
    with world.house.database.writing() as session:
        session.execute(update(BackupRunRow).values(**values))


def test_taken_for_dead_it_stops_and_writes_nothing_down(world: World, stick: Path) -> None:
    gate = Gate(world)
    world.desk("系统管理员").run(OrderBackup())
    keeper = keeper_of(world, stick, gate)
    with ThreadPoolExecutor(1) as pool:
        sleeper = pool.submit(keeper.once)
        assert gate.reached.wait(30)
        change_run(world, state="interrupted")
        until(lambda: keeper.halting)
        gate.opened.set()
        sleeper.result(30)
    assert [run.state for run in runs(world)] == ["interrupted"]
    assert list(stick.iterdir()) == []


def test_asleep_to_its_end_it_says_that_a_second_one_is_there(
    world: World, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A laptop closed in the middle: another machine has made the day's meanwhile, then this one wakes and ends."""
    monkeypatch.setattr(keeping_module, "_BEAT", 600.0)
    gate = Gate(world)
    world.desk("系统管理员").run(OrderBackup())
    with ThreadPoolExecutor(1) as pool:
        sleeper = pool.submit(keeper_of(world, stick, gate).once)
        assert gate.reached.wait(30)
        world.clock.advance(hours=3)
        assert keeper_of(world, stick).once() is not None
        gate.opened.set()
        sleeper.result(60)
    assert [(run.origin, run.state) for run in reversed(runs(world))] == [
        ("button", "interrupted"),
        ("daily", "done"),
        ("button", "done"),
    ]
    assert {path.name for path in stick.iterdir()} == {run.file for run in runs(world) if run.file}


# -- stopped ---------------------------------------------------------------------------------


def test_cancelled_in_the_middle_it_leaves_nothing(world: World, stick: Path) -> None:
    gate = Gate(world)
    admin = world.desk("系统管理员")
    run_id = admin.run(OrderBackup()).first("backup")
    keeper = keeper_of(world, stick, gate)
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(keeper.once)
        assert gate.reached.wait(30)
        admin.run(CancelBackup(run_id))
        assert runs(world)[0].stopping
        until(lambda: keeper.halting)
        gate.opened.set()
        working.result(30)
    assert runs(world)[0].state == "cancelled"
    assert list(stick.iterdir()) == []
    assert admin.run(Backups()).trouble == ""


def test_progress_is_seen_meanwhile(world: World, stick: Path) -> None:
    gate = Gate(world)
    world.desk("系统管理员").run(OrderBackup())
    keeper = keeper_of(world, stick, gate)
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(keeper.once)
        seen = until(lambda: next((run for run in runs(world) if run.done), None))
        gate.opened.set()
        working.result(30)
    assert seen.state == "running"
    assert 0 < seen.done < seen.total


def test_the_thread_makes_what_is_ordered_and_ends_with_the_program(
    world: World, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping_module, "_FIRST", 0.0)
    monkeypatch.setattr(keeping_module, "_REST", 0.05)
    keeper = keeper_of(world, stick).start()
    world.desk("系统管理员").run(OrderBackup())
    until(lambda: [run.state for run in runs(world)] == ["done"])
    keeper.close()
    assert not keeper.looking


def test_closed_in_the_middle_it_says_so(world: World, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping_module, "_FIRST", 0.0)
    gate = Gate(world)
    keeper = keeper_of(world, stick, gate).start()
    admin = world.desk("系统管理员")
    admin.run(OrderBackup())
    assert gate.reached.wait(30)
    with ThreadPoolExecutor(1) as pool:
        closing = pool.submit(keeper.close)
        until(lambda: keeper.halting)
        gate.opened.set()
        closing.result(30)
    until(lambda: not keeper.looking)
    assert runs(world)[0].state == "interrupted"
    assert "程序被关闭" in admin.run(Backups()).trouble
    assert list(stick.iterdir()) == []
    admin.run(OrderBackup())
    assert keeper_of(world, stick).once() is not None
    assert admin.run(Backups()).trouble == ""


# -- a disk that does not play along -----------------------------------------------------------


def test_a_full_disk_is_said_and_leaves_nothing(
    world: World, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    admin = world.desk("系统管理员")
    admin.run(OrderBackup())
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        keeper_of(world, stick).once()
    assert "磁盘空间不足" in runs(world)[0].problem
    assert "磁盘空间不足" in admin.run(Backups()).trouble
    assert list(stick.iterdir()) == []
    assert admin.run(JournalPage(name="BackupFailed")).total == 1
    admin.run(OrderBackup())
    keeper_of(world, stick).once()
    assert admin.run(Backups()).trouble == ""


def test_a_folder_that_cannot_be_used_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, "access", lambda path, mode: False)
        assert "没有写入的权限" in look_at(tmp_path, None, served=False).problem
    assert look_at(tmp_path, None, served=False).problem == ""
    assert "没有接上" in look_at(tmp_path / "gone", None, served=True).problem
    assert "kaowu serve --backups" in look_at(None, None, served=True).problem
    (tmp_path / "office.sqlite3").touch()
    beside = look_at(tmp_path / "backups", DataFile(tmp_path / "office.sqlite3"), served=False)
    assert (beside.problem, beside.same_disk) == ("", True)
    assert not (tmp_path / "backups").exists(), "looking makes nothing"
    data = DataFile(tmp_path / "office.sqlite3")
    make_default(tmp_path / "gone", data)
    assert not (tmp_path / "gone").exists(), "a stick's is never made"
    make_default(tmp_path / "backups", data)
    assert (tmp_path / "backups").stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    (tmp_path / "file").touch()
    assert "一个文件" in look_at(tmp_path / "file", data, served=False).problem


def test_an_error_nobody_thought_of_is_logged_and_said(
    world: World, stick: Path, logged_errors: list[logging.LogRecord]
) -> None:
    class Broken:
        def get(self, sha256: str) -> bytes:
            raise ZeroDivisionError

    world.desk("系统管理员").run(OrderBackup())
    keeper_of(world, stick, Broken()).once()
    assert "没有预料到" in runs(world)[0].problem
    assert [record.name for record in logged_errors] == ["desktop_admin.office.keeper"]
    logged_errors.clear()
    assert list(stick.iterdir()) == []


# -- kill -9 and a disk with an end --------------------------------------------------------------

PROGRAM = """
import sys, time
from tests.office.test_keeper import *
from desktop_admin.office.database import Database
url, folder, what = sys.argv[1:]
database = Database(url)
store = store_of(database)
class Slow:
    def get(self, sha256):
        print("paper", flush=True)
        time.sleep(60)
if what == "limit":
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
clock = World.__dataclass_fields__["clock"].default_factory()
keeper = Keeper(database, Slow() if what == "slow" else store, workstation="PC-1", served=True,
                folder=Path(folder), clock=clock)
keeper.once()
print("end", flush=True)
"""


def program(world: World, stick: Path, what: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, world.url, str(stick), what],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9")
def test_killed_in_the_middle_the_next_tidies_up(world: World, stick: Path) -> None:
    admin = world.desk("系统管理员")
    admin.run(OrderBackup())
    killed = program(world, stick, "slow")
    assert killed.stdout is not None
    assert killed.stdout.readline() == "paper\n"
    (part,) = stick.iterdir()
    os.utime(part, (1, 1))
    keeper = keeper_of(world, stick)
    assert keeper.once() is None, "it is being made"
    assert part.exists()
    killed.kill()
    killed.wait(20)
    killed.stdout.close()
    assert runs(world)[0].state == "running"
    world.clock.advance(seconds=61)
    assert keeper.once() is None
    assert runs(world)[0].state == "interrupted"
    admin.run(OrderBackup())
    assert keeper.once() is not None
    assert [run.state for run in runs(world)] == ["done", "interrupted"]
    assert [path.name for path in stick.iterdir()] == [runs(world)[0].file]


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_disk_that_ends_in_the_middle(world: World, stick: Path) -> None:
    learner = world.learner(1)
    for pad in (900_000, 900_001):
        facts = learner.put(_paper(pad), "表.pdf")
        learner.run(UploadPaper(None, "A_initial", Slot.REGISTRATION_FORM, facts.sha256, "表.pdf"))
    world.desk("系统管理员").run(OrderBackup())
    limited = program(world, stick, "limit")
    said, _ = limited.communicate(timeout=120)
    assert said == "end\n"
    assert runs(world)[0].state == "failed"
    assert "放不下这么大的单个文件" in runs(world)[0].problem
    assert list(stick.iterdir()) == []


def _paper(size: int) -> bytes:
    said = {"text": "", "acceptable": True, "seal": "yes", "pad": os.urandom(size // 2).hex()}
    return json.dumps(said).encode()
