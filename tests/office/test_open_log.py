"""The log beside an open data file: noticed when it is taken away, and never when SQLite itself makes or removes it."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_admin.contract.errors import Unavailable
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.submissions import AddNote, Dossier, ReviewQueue
from desktop_admin.office.database import Database
from desktop_admin.office.direct import House
from tests.contract.conftest import copy_of
from tests.contract.world import World
from tests.office.test_data_file import nobody_is_asked


@pytest.fixture
def world(prepared_file: Path, tmp_path: Path) -> Iterator[World]:
    """An office on a file."""
    made = World(copy_of(prepared_file, tmp_path / "office.sqlite3"), over_http=False)
    yield made
    made.close()


def beside(world: World, end: str) -> Path:
    file = Path(str(world.house.database.file))
    return file.with_name(f"{file.name}{end}")


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be deleted there")
@pytest.mark.parametrize("end", ["-wal", "-shm"])
@pytest.mark.parametrize("other", [False, True], ids=["deleted", "replaced"])
def test_what_is_taken_away_is_noticed_and_what_was_saved_is_there_after_closing(
    world: World, end: str, other: bool
) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    desk.run(AddNote(number, "还在日志里"))
    head = desk.run(Changes(0)).head
    taken = beside(world, end)
    before = taken.read_bytes()
    taken.unlink()
    if other:
        taken.write_bytes(before)
    for request in (AddNote(number, "写到哪里去了"), ReviewQueue()):
        with pytest.raises(Unavailable, match="被删除、移走或替换") as refused:
            desk.run(request)
    assert f"office.sqlite3{end}" in refused.value.message
    with pytest.raises(Unavailable, match="被删除、移走或替换"):
        desk.wait(0, 0)
    world.house.close()
    again = World(world.url, over_http=False)
    reader = again.as_("王敏")
    assert reader.run(Changes(0)).head == head + 1, "the sign-in that asked came after all that was saved"
    assert [note.text for note in reader.run(Dossier(number)).notes] == ["还在日志里"]
    again.close()


def test_what_sqlite_does_itself_is_no_fault(world: World) -> None:
    """Checkpoints of every kind, by us and by others; the last connection closed and the first opened again."""
    number = world.waiting_one()
    desk = world.as_("李四")
    for kind in ("passive", "full", "restart", "truncate"):
        with closing(sqlite3.connect(str(world.house.database.file))) as db:
            db.execute(f"pragma wal_checkpoint({kind})")
        desk.run(AddNote(number, kind))
    world.house.database.engine.dispose()
    assert not beside(world, "-wal").exists(), "the last one removes it"
    desk.run(AddNote(number, "再打开"))
    with closing(sqlite3.connect(str(world.house.database.file))) as db:
        db.execute("delete from notice where 0")
    desk.run(AddNote(number, "别人走了"))


def test_a_program_that_comes_while_an_office_is_founded_does_not_take_the_log_with_it(
    tmp_path: Path,
) -> None:
    """Founding looked at the file past SQLite, which cost this process its locks on it (a trap of POSIX): the other
    program took itself for the last one, and removed the log under this one's commits."""
    file = tmp_path / "new.sqlite3"
    house = House(f"sqlite:///{file}", inspectors=nobody_is_asked)  # type: ignore[arg-type]
    subprocess.run([sys.executable, "-c", _OTHER, str(file), "1"], check=True)
    assert file.with_name("new.sqlite3-wal").exists()
    with house.database.reading() as session:
        assert session.connection().exec_driver_sql("select count(*) from office").scalar() == 1
    house.close()


def test_a_second_opening_in_this_process_does_not_either(world: World) -> None:
    """The window opens again after trouble."""
    number = world.waiting_one()
    desk = world.as_("李四")
    again = House(world.url, inspectors=nobody_is_asked)  # type: ignore[arg-type]
    subprocess.run([sys.executable, "-c", _OTHER, str(world.house.database.file), "1"], check=True)
    assert beside(world, "-wal").exists()
    desk.run(AddNote(number, "还在"))
    again.close()
    subprocess.run([sys.executable, "-c", _OTHER, str(world.house.database.file), "1"], check=True)
    desk.run(AddNote(number, "还在"))


_OTHER = """
import sqlite3, sys
for _ in range(int(sys.argv[2])):
    db = sqlite3.connect(sys.argv[1], timeout=60)
    db.execute("pragma journal_mode=wal")
    db.execute("update office set demonstration = demonstration")
    db.commit()
    db.execute("pragma wal_checkpoint(truncate)")
    db.close()
"""


def test_programs_that_come_and_go_are_no_fault(world: World) -> None:
    """Two others open, write, checkpoint and close; here connections come and go in four threads, to none and back."""
    file = Path(str(world.house.database.file))
    others = [subprocess.Popen([sys.executable, "-c", _OTHER, str(file), "150"]) for _ in range(2)]
    faults: list[BaseException] = []

    def come_and_go() -> None:
        try:
            while any(other.poll() is None for other in others):
                database = Database(world.url)
                for _ in range(3):
                    with database.reading() as session:
                        session.connection().exec_driver_sql("select count(*) from journal").scalar()
                    shared.engine.dispose()
                    with shared.reading() as session:
                        session.connection().exec_driver_sql("select count(*) from journal").scalar()
                database.close()
        except BaseException as error:
            faults.append(error)

    shared = Database(world.url)
    threads = [threading.Thread(target=come_and_go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    shared.close()
    assert [other.wait(60) for other in others] == [0, 0]
    assert faults == []


def test_a_new_office_holds_its_log_from_the_first_connection(tmp_path: Path) -> None:
    house = House(f"sqlite:///{tmp_path / 'new.sqlite3'}", inspectors=nobody_is_asked)  # type: ignore[arg-type]
    log = house.database.data_file
    assert log is not None
    log.log.unlink()
    with pytest.raises(Unavailable, match="被删除、移走或替换"):
        log.check()
    house.close()
