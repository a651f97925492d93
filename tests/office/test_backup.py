"""Backup and restore: consistent while people work, whole or named as not, into an empty place or nowhere (X06)."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from desktop_admin.contract.errors import Invalid, NotFound, OfficeError, Unavailable
from desktop_admin.contract.files import UnnamedFiles
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.contract.submissions import AddNote, Dossier
from desktop_admin.office.archive import open_archive
from desktop_admin.office.backup import BackupMade
from desktop_admin.office.data_file import papers_folder
from desktop_admin.office.database import Database
from desktop_admin.office.restore import restore
from desktop_admin.rules.purposes import Purpose
from tests.contract.conftest import build_office, copy_of
from tests.contract.test_refused_files import booked
from tests.contract.world import World, paper
from tests.office.saving import saved

KINDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=KINDS)
def world(request: pytest.FixtureRequest, prepared_file: Path, tmp_path: Path) -> Iterator[World]:
    """An office of either kind with two applications, one decided."""
    if request.param == "sqlite":
        url = copy_of(prepared_file, tmp_path / "office.sqlite3")
    else:
        url = request.getfixturevalue("postgres_server").clone("office", build_office)
    made = World(url, over_http=False, durable=False)
    made.approve(made.waiting_one())
    made.waiting_one(serial=1)
    yield made
    made.close()


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Somewhere empty of either kind."""
    if request.param == "sqlite":
        return str(tmp_path / "restored")
    return str(request.getfixturevalue("postgres_url"))


def everything(database: Database) -> dict[str, list[str]]:
    """Every row of every table but the sessions, as text that does not depend on the database."""
    from desktop_admin.models import Base

    with database.reading() as session:
        return {
            table.name: sorted(str(tuple(row)) for row in session.execute(table.select()))
            for table in Base.metadata.sorted_tables
            if table.name not in ("session", "claim", "blob", "backup_run", "backup_place")
        }


def test_everything_comes_back_on_either_kind(world: World, place: str, tmp_path: Path) -> None:
    made = saved(world, tmp_path / "a.kaowu-backup")
    assert not made.missing
    done = restore(made.file, place)
    url = place if place.startswith("postgres") else done.place
    again = World(url, over_http=False, durable=False)
    assert everything(again.house.database) == everything(world.house.database)
    assert done.soundness.faults == ()
    assert done.soundness.papers == made.papers == 4
    assert (done.soundness.proof.head, done.soundness.proof.head_hash) == (made.head, made.head_hash)
    number = again.waiting_one(serial=7) if hasattr(again, "_company") else 1
    again.as_("李四").run(AddNote(number, "接着干活"))
    again.submitted(again.candidate(1, serial=8, name="石二"))
    assert again.as_("王敏").run(VerifyJournal(f"{made.head}:{made.head_hash}")).intact
    again.close()


def test_a_backup_while_people_decide_is_a_moment_the_journal_had(world: World, tmp_path: Path) -> None:
    stop = threading.Event()
    failed: list[BaseException] = []

    def work(name: str) -> None:
        desk = world.desk(name)
        try:
            while not stop.is_set():
                desk.run(AddNote(1, "同时在写"))
        except BaseException as error:
            failed.append(error)

    people = [threading.Thread(target=work, args=(name,)) for name in ("李四", "王敏", "周考务")]
    for one in people:
        one.start()
    made = [saved(world, tmp_path / f"{number}.kaowu-backup") for number in range(3)]
    stop.set()
    for one in people:
        one.join(30)
    assert not failed
    assert made[0].head < made[1].head < made[2].head, "people went on"
    for number, one in enumerate(made):
        done = restore(one.file, str(tmp_path / f"restored{number}"))
        assert done.soundness.faults == ()
        assert world.as_("王敏").run(VerifyJournal(f"{one.head}:{one.head_hash}")).intact


def test_two_backups_at_once(local: World, tmp_path: Path) -> None:
    targets = [tmp_path / "x.kaowu-backup", tmp_path / "x.kaowu-backup", tmp_path / "y.kaowu-backup"]
    results: list[Any] = []

    def one(target: Path) -> None:
        try:
            results.append(saved(local, target))
        except OfficeError as error:
            results.append(error)

    threads = [threading.Thread(target=one, args=(target,)) for target in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum(isinstance(result, BackupMade) for result in results) == 2
    assert [type(result) for result in results].count(Invalid) == 1, "the same name twice: one is refused"
    assert not list(tmp_path.glob(".kaowu-backup-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_private_whatever_the_umask(local: World, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = saved(local, tmp_path / "a.kaowu-backup")
        restore(made.file, str(tmp_path / "restored"))
    finally:
        os.umask(before)
    assert made.file.stat().st_mode & 0o777 == 0o600
    for path in (tmp_path / "restored").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert (tmp_path / "restored").stat().st_mode & 0o077 == 0


def test_a_missing_paper_is_named_and_is_no_success(local: World, tmp_path: Path) -> None:
    room = papers_folder(tmp_path / "office.sqlite3")
    gone, torn = sorted(path for path in room.rglob("[!.]*") if path.is_file())
    gone.unlink()
    torn.write_bytes(b"")
    made = saved(local, tmp_path / "a.kaowu-backup")
    assert {one.sha256 for one in made.missing} == {gone.name, torn.name}
    assert made.sentence.startswith("备份不完整")
    assert gone.name[:12] in made.sentence
    done = restore(made.file, str(tmp_path / "restored"))
    assert set(done.soundness.bad_papers) == {gone.name, torn.name}
    assert "缺 2 份" in done.sentence


def test_an_empty_papers_folder_is_named_too(local: World, tmp_path: Path) -> None:
    shutil.rmtree(papers_folder(tmp_path / "office.sqlite3"))
    assert len(saved(local, tmp_path / "a.kaowu-backup").missing) == 2


# -- targets -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("office.sqlite3", "数据文件自己"),
        ("office.sqlite3-wal", "数据文件自己"),
        ("office.papers/a.kaowu-backup", "数据文件自己"),
        ("unplugged/a.kaowu-backup", "没有接上"),
        ("taken.txt", "已经存在"),
        (".", "文件夹"),
    ],
)
def test_targets_that_are_refused(local: World, tmp_path: Path, target: str, sentence: str) -> None:
    (tmp_path / "taken.txt").write_text("别的内容")
    before = {path: path.stat().st_size for path in tmp_path.rglob("*")}
    with pytest.raises(OfficeError, match=sentence):
        saved(local, tmp_path / target)
    assert {path: path.stat().st_size for path in tmp_path.rglob("*")} == before


def test_a_full_disk_leaves_nothing(local: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="磁盘空间不足"):
        saved(local, tmp_path / "stick" / "a.kaowu-backup")
    assert list((tmp_path / "stick").iterdir()) == []


def test_stopped_half_way_leaves_nothing(local: World, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == total:
            raise Stopped

    (tmp_path / "stick").mkdir()
    with pytest.raises(Stopped):
        saved(local, tmp_path / "stick" / "a.kaowu-backup", stop)
    assert [done for done, _total in seen] == list(range(1, seen[-1][1] + 1))
    assert list((tmp_path / "stick").iterdir()) == []


# -- places ------------------------------------------------------------------------------------


def test_only_an_empty_place_is_filled(local: World, tmp_path: Path) -> None:
    made = saved(local, tmp_path / "a.kaowu-backup")
    full = tmp_path / "full"
    full.mkdir()
    (full / "a.txt").write_text("x")
    (full / "taken.sqlite3").write_text("x")
    for left in ("log.sqlite3-wal", "index.sqlite3-shm"):
        (full / left).write_text("of something else")
    (full / "old.papers").mkdir()
    (full / "old.papers" / "one").write_text("x")
    before = sorted(full.rglob("*"))
    names = ("", "taken.sqlite3", "log.sqlite3", "index.sqlite3", "old.sqlite3", "none/x.sqlite3")
    for name in names:
        with pytest.raises(Invalid, match=r"没有恢复|没有文件夹|没有覆盖"):
            restore(made.file, str(full / name))
    assert sorted(full.rglob("*")) == before
    (full / "empty.sqlite3").touch()
    assert restore(made.file, str(full / "empty.sqlite3")).soundness.faults == ()
    assert (full / "empty.papers").is_dir()
    assert restore(made.file, f"sqlite:///{full / 'new.sqlite3'}").soundness.faults == ()
    (tmp_path / "hollow").mkdir()
    assert restore(made.file, str(tmp_path / "hollow")).place.endswith("hollow/office.sqlite3")


@pytest.mark.postgres
def test_a_database_that_holds_anything_is_left_alone(
    local: World, postgres_url: str, tmp_path: Path
) -> None:
    made = saved(local, tmp_path / "a.kaowu-backup")
    database = Database(postgres_url)
    with database.writing() as session:
        session.execute(text("create table photo (id integer)"))
    database.close()
    with pytest.raises(Invalid, match="不是空的"):
        restore(made.file, postgres_url)


def test_what_is_not_whole_is_never_committed(world: World, place: str, tmp_path: Path) -> None:
    """A journal somebody had rewritten: saved as it was, but not put back as if it were sound."""
    with world.house.database.writing() as session:
        session.execute(text("update journal set name = 'RejectSubmission' where number = 3"))
    made = saved(world, tmp_path / "a.kaowu-backup")
    with pytest.raises(Invalid, match="没有恢复任何内容"):
        restore(made.file, place)
    if place.startswith("postgres"):
        database = Database(place)
        with database.reading() as session:
            assert inspect(session.connection()).get_table_names() == []
        database.close()
    else:
        assert not Path(place).exists()


# -- kill -9 -----------------------------------------------------------------------------------

PROGRAM = """
import sys, time
from pathlib import Path
from desktop_admin.office.backup import back_up
from desktop_admin.office.blobs import store_of
from desktop_admin.office.database import Database
from desktop_admin.office.restore import restore
from desktop_admin.rules.purposes import Purpose
from tests.office.saving import NOW
what, url, archive, place, wait = sys.argv[1:]
def slow(done, total):
    print(done, total, flush=True)
    time.sleep(float(wait))
if what == "backup":
    database = Database(url)
    back_up(database, store_of(database), Path(archive), NOW, slow)
else:
    restore(Path(archive), place, slow)
print("end", flush=True)
"""


def killed(*words: str, after: int) -> bool:
    """Run the program and kill it after so many steps; whether it had ended by then."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *words],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert program.stdout is not None
    said = [program.stdout.readline() for _ in range(after)]
    assert all(said), "it ended before it was killed"
    program.kill()
    said.append(program.stdout.read())
    program.stdout.close()
    program.wait(20)
    return "end" in said[-1]


def age(folder: Path) -> None:
    """What lies there half made was left two days ago."""
    for left in [*folder.glob(".kaowu-*")]:
        then = left.stat().st_mtime - 2 * 86400
        os.utime(left, (then, then))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9")
def test_killed_in_the_middle(local: World, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    target = tmp_path / "stick" / "a.kaowu-backup"
    for after in (1, 12):
        assert not killed("backup", local.url, str(target), "-", "0.02", after=after)
        assert not target.exists()
        assert all(path.name.endswith(".part") for path in (tmp_path / "stick").iterdir())
    age(tmp_path / "stick")
    made = saved(local, target)
    assert list((tmp_path / "stick").iterdir()) == [target], "the next one tidies up"
    for after in (1, 25, 40):
        place = tmp_path / "restored"
        assert not killed("restore", local.url, str(made.file), str(place), "0.02", after=after)
        assert not place.exists()
    assert list(tmp_path.glob(".kaowu-restoring-*")) != []
    age(tmp_path)
    assert restore(made.file, str(tmp_path / "restored")).soundness.faults == ()
    assert list(tmp_path.glob(".kaowu-restoring-*")) == []
    world = World(f"sqlite:///{tmp_path / 'restored' / 'office.sqlite3'}", over_http=False)
    assert world.as_("李四").run(Dossier(1)).state == "approved"
    world.close()


def test_the_archive_is_read_by_nothing_but_the_standard_library(local: World, tmp_path: Path) -> None:
    """Somebody without this program can still get at the papers and the rows."""
    made = saved(local, tmp_path / "a.kaowu-backup")
    with closing(zipfile.ZipFile(made.file)) as opened:
        assert opened.testzip() is None
        manifest = json.loads(opened.read("manifest.json"))
    assert manifest["head"] == made.head == local.as_("王敏").run(Changes(0)).head - 1
    with open_archive(made.file) as again:
        assert again.manifest.head_hash == made.head_hash


def test_refused_papers_are_no_missing_ones(world: World, place: str, tmp_path: Path) -> None:
    """Their bytes were never kept (decision 0018): their record is all there is to back up."""
    number, sha256 = booked(world, serial=5)
    world.learner(world.candidate(world.company_id, serial=7)).put(paper("没人要"), "a.pdf")
    made = saved(world, tmp_path / "a.kaowu-backup")
    assert made.missing == ()
    done = restore(made.file, place)
    assert done.soundness.faults == ()
    url = place if place.startswith("postgres") else done.place
    again = World(url, over_http=False, durable=False)
    shown = again.as_("李四").run(Dossier(number)).papers
    assert [one.kept for one in shown if one.sha256 == sha256] == [False]
    again.close()


def test_a_bill_nobody_has_named_yet_is_backed_up(world: World, place: str, tmp_path: Path) -> None:
    bill = paper("账")
    sha256 = world.as_("赵会计").put(bill, "三月.xlsx", Purpose.BILL).sha256
    refused = world.as_("赵会计").put(paper(acceptable=False), "坏.xlsx", Purpose.BILL).sha256
    told = world.as_("赵会计").run(UnnamedFiles()).rows
    made = saved(world, tmp_path / "a.kaowu-backup")
    assert made.missing == ()
    done = restore(made.file, place)
    assert done.soundness.faults == ()
    url = place if place.startswith("postgres") else done.place
    again = World(url, over_http=False, durable=False)
    assert again.as_("赵会计").get(sha256) == bill
    assert again.as_("赵会计").run(UnnamedFiles()).rows == told
    with pytest.raises(NotFound, match="原件未保留"):
        again.as_("赵会计").get(refused)
    again.close()


def test_a_bill_that_is_lost_is_named(local: World, tmp_path: Path) -> None:
    sha256 = local.as_("赵会计").put(paper("账"), "三月.xlsx", Purpose.BILL).sha256
    (papers_folder(tmp_path / "office.sqlite3") / sha256[:2] / sha256).unlink()
    made = saved(local, tmp_path / "a.kaowu-backup")
    assert f"对账单 {sha256[:12]}" in made.sentence
    assert restore(made.file, str(tmp_path / "restored")).soundness.bad_papers == (sha256,)
