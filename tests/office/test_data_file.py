"""The SQLite file itself: private from its first byte, noticed when it goes, and never mixed with a strange log."""

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_admin.contract.errors import Unavailable
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.contract.submissions import AddNote, ReviewQueue
from desktop_admin.office.blobs import papers_folder
from desktop_admin.office.data_file import DataFile
from desktop_admin.office.direct import House
from tests.contract.conftest import copy_of
from tests.contract.world import World

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")


@pytest.fixture
def world(prepared_file: Path, tmp_path: Path) -> Iterator[World]:
    """An office on a file."""
    made = World(copy_of(prepared_file, tmp_path / "office.sqlite3"), over_http=False)
    yield made
    made.close()


@pytest.fixture
def open_umask() -> Iterator[None]:
    """Everything readable to everybody, as on a careless machine."""
    before = os.umask(0)
    yield
    os.umask(before)


def rights(*paths: Path) -> set[str]:
    return {f"{stat.S_IMODE(path.stat().st_mode):o}" for path in paths}


def nobody_is_asked() -> None:
    raise AssertionError("nothing is put")


# -- private ---------------------------------------------------------------------------------


@posix
@pytest.mark.usefixtures("open_umask")
def test_a_new_office_is_private_with_all_that_lies_beside_it(tmp_path: Path, prepared_file: Path) -> None:
    house = House(f"sqlite:///{tmp_path / 'new.sqlite3'}", inspectors=nobody_is_asked)  # type: ignore[arg-type]
    assert rights(*tmp_path.glob("new.sqlite3*")) == {"600"}
    assert len(list(tmp_path.glob("new.sqlite3*"))) == 3, "file, log and index"
    house.close()
    world = World(copy_of(prepared_file, tmp_path / "office.sqlite3"), over_http=False)
    world.waiting_one()
    room = papers_folder(tmp_path / "office.sqlite3")
    assert rights(*(path for path in room.rglob("*") if path.is_file())) == {"600"}
    assert rights(room, *(path for path in room.rglob("*") if path.is_dir())) == {"700"}
    world.close()


@posix
@pytest.mark.usefixtures("open_umask")
def test_what_stood_open_is_closed_when_it_is_opened(world: World, tmp_path: Path) -> None:
    world.waiting_one()
    file = tmp_path / "office.sqlite3"
    for path in (*tmp_path.glob("office.sqlite3*"), papers_folder(file)):
        path.chmod(0o777 if path.is_dir() else 0o666)
    again = World(world.url, over_http=False)
    assert rights(*tmp_path.glob("office.sqlite3*")) == {"600"}
    assert rights(papers_folder(file)) == {"700"}
    again.close()


# -- in its place ----------------------------------------------------------------------------


def test_a_file_that_is_moved_away_is_noticed_and_never_made_anew(world: World, tmp_path: Path) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    file = tmp_path / "office.sqlite3"
    file.rename(tmp_path / "elsewhere.sqlite3")
    for request in (AddNote(number, "写到哪里去了"), ReviewQueue()):
        with pytest.raises(Unavailable, match="被移走或替换"):
            desk.run(request)
    assert not file.exists()
    (tmp_path / "elsewhere.sqlite3").rename(file)
    desk.run(AddNote(number, "放回来了"))


def test_a_file_that_is_replaced_is_noticed(world: World, tmp_path: Path, prepared_file: Path) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    other = tmp_path / "other.sqlite3"
    copy_of(prepared_file, other)
    before = other.read_bytes()
    other.replace(tmp_path / "office.sqlite3")
    with pytest.raises(Unavailable, match="被移走或替换"):
        desk.run(AddNote(number, "写进别人的数据"))
    assert (tmp_path / "office.sqlite3").read_bytes() == before


# -- a log that was left behind ----------------------------------------------------------------


def left_behind(world: World, room: Path) -> Path:
    """The three files as a killed program leaves them: a file, and a log with its last commands."""
    room.mkdir()
    file = Path(str(world.house.database.file))
    for path in (file, file.with_name(f"{file.name}-wal")):
        shutil.copy(path, room / path.name)
    assert (room / f"{file.name}-wal").stat().st_size > 0
    return room / file.name


def test_the_log_of_a_killed_program_is_not_lost(world: World, tmp_path: Path) -> None:
    world.waiting_one()
    head = world.as_("王敏").run(Changes(0)).head
    file = left_behind(world, tmp_path / "crashed")
    again = World(f"sqlite:///{file}", over_http=False)
    proof = again.as_("王敏").run(VerifyJournal())
    assert proof.intact
    assert proof.head > head, "the sign-in that asked came after all that was in the log"
    again.close()
    assert not file.with_name(f"{file.name}-wal").exists(), "closing leaves one whole file"


def test_the_log_of_another_office_is_refused_and_left_alone(world: World, tmp_path: Path) -> None:
    world.waiting_one()
    file = left_behind(world, tmp_path / "mixed")
    log = file.with_name(f"{file.name}-wal")
    house = House(f"sqlite:///{tmp_path / 'young.sqlite3'}", inspectors=nobody_is_asked)  # type: ignore[arg-type]
    house.close()
    shutil.copy(tmp_path / "young.sqlite3", file)
    before = file.read_bytes(), log.read_bytes()
    with pytest.raises(Unavailable, match=r"office\.sqlite3-wal 与它不配套"):
        House(f"sqlite:///{file}", inspectors=nobody_is_asked)  # type: ignore[arg-type]
    assert (file.read_bytes(), log.read_bytes()) == before


def test_a_log_beside_an_older_copy_of_the_same_office_is_refused(world: World, tmp_path: Path) -> None:
    """Yesterday's file put back under today's log: SQLite would mix the two."""
    file = tmp_path / "office.sqlite3"
    with closing(sqlite3.connect(file)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
    yesterday = file.read_bytes()
    for serial in range(40):
        world.waiting_one(serial=serial)
    with closing(sqlite3.connect(file)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
    world.waiting_one(serial=50)
    mixed = left_behind(world, tmp_path / "mixed")
    mixed.write_bytes(yesterday)
    before = mixed.with_name("office.sqlite3-wal").read_bytes()
    with pytest.raises(Unavailable, match="不配套"):
        House(f"sqlite:///{mixed}", inspectors=nobody_is_asked)  # type: ignore[arg-type]
    assert mixed.read_bytes() == yesterday
    assert mixed.with_name("office.sqlite3-wal").read_bytes() == before


@pytest.mark.parametrize("there", [True, False], ids=["empty", "missing"])
def test_no_office_is_founded_beside_a_left_log(world: World, tmp_path: Path, there: bool) -> None:
    world.waiting_one()
    file = left_behind(world, tmp_path / "emptied")
    file.unlink()
    if there:
        file.touch()
    before = file.with_name("office.sqlite3-wal").read_bytes()
    with pytest.raises(Unavailable, match="旁边却有别的数据留下的"):
        House(f"sqlite:///{file}", inspectors=nobody_is_asked)  # type: ignore[arg-type]
    assert file.with_name("office.sqlite3-wal").read_bytes() == before
    assert file.exists() is there


def test_the_main_file_alone_is_an_older_whole_office(world: World, tmp_path: Path) -> None:
    """Copied without its log it lacks the newest commands: whole in itself, and its head shows it."""
    remembered = world.as_("王敏").run(Changes(0))
    world.house.database.engine.dispose()
    world.waiting_one()
    page = world.as_("王敏").run(Changes(0))
    (tmp_path / "copy").mkdir()
    alone = Path(shutil.copy(tmp_path / "office.sqlite3", tmp_path / "copy" / "office.sqlite3"))
    copied = World(f"sqlite:///{alone}", over_http=False)
    desk = copied.as_("王敏")
    assert desk.run(VerifyJournal(f"{remembered.head}:{remembered.head_hash}")).intact
    assert not desk.run(VerifyJournal(f"{page.head}:{page.head_hash}")).intact
    copied.close()


def test_looking_changes_nothing(world: World, tmp_path: Path) -> None:
    world.waiting_one()
    file = left_behind(world, tmp_path / "looked")
    before = file.read_bytes(), file.with_name("office.sqlite3-wal").read_bytes()
    looked = DataFile(file)
    looked.look()
    looked.refuse_stray_log()
    assert (file.read_bytes(), file.with_name("office.sqlite3-wal").read_bytes()) == before


def test_a_program_killed_while_the_log_was_written_back_loses_nothing(world: World, tmp_path: Path) -> None:
    """The first page says already how long the file will be; the rest is still in the log."""
    file = tmp_path / "office.sqlite3"
    with closing(sqlite3.connect(file)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
    for serial in range(12):
        world.waiting_one(serial=serial)
    head = world.as_("王敏").run(Changes(0)).head
    half = left_behind(world, tmp_path / "half")
    short = half.stat().st_size
    with closing(sqlite3.connect(file)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
    assert file.stat().st_size > short, "or there is nothing to lose"
    with half.open("r+b") as stream:
        stream.write(file.read_bytes()[:4096])
    again = World(f"sqlite:///{half}", over_http=False)
    assert again.as_("王敏").run(VerifyJournal()).intact
    assert again.as_("王敏").run(Changes(0)).head == head + 1
    again.close()
