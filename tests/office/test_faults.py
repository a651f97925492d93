"""Databases that are locked, read-only, full, foreign or gone: a sentence with a way out, and nothing half done."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.errors import Unavailable
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.contract.submissions import AddNote, Dossier, ReviewQueue
from desktop_admin.office.database import Database
from desktop_admin.office.direct import House
from desktop_admin.office.feed import Waiter
from desktop_admin.office.schema import make_ready
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services import chain
from desktop_admin.services.submissions import shelf
from tests.contract.conftest import build_office, copy_of
from tests.contract.world import World
from tests.postgres import PostgresServer, running_server


@pytest.fixture
def world(prepared_file: Path, tmp_path: Path) -> Iterator[World]:
    """An office on a file."""
    made = World(copy_of(prepared_file, tmp_path / "office.sqlite3"), over_http=False)
    yield made
    made.close()


def test_a_file_somebody_else_holds(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    impatient = Database(world.url, busy_seconds=0.2)
    monkeypatch.setattr(world.house.engine, "_database", impatient)
    with closing(sqlite3.connect(str(world.house.database.file))) as other:
        other.execute("begin immediate")
        with pytest.raises(Unavailable, match="正被别的程序占用"):
            desk.run(AddNote(number, "等不到"))
        assert desk.run(ReviewQueue()).ids == (number,), "reading goes on"
        other.rollback()
    desk.run(AddNote(number, "等到了"))
    assert [note.text for note in desk.run(Dossier(number)).notes] == ["等到了"]
    impatient.close()


@pytest.mark.parametrize(
    ("pragma", "sentence"),
    [("query_only=ON", "只读"), ("max_page_count=1", "磁盘已满")],
    ids=["read-only", "full"],
)
def test_a_file_that_takes_nothing_more(world: World, pragma: str, sentence: str) -> None:
    number = world.waiting_one()
    desk = world.as_("李四")
    head = desk.run(Changes(0)).head
    world.house.database.engine.dispose()

    def limit(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA {pragma}")

    event.listen(world.house.database.engine, "connect", limit)
    with pytest.raises(Unavailable, match=sentence):
        write_until_refused(desk, number)
    event.remove(world.house.database.engine, "connect", limit)
    world.house.database.engine.dispose()
    proof = desk.run(VerifyJournal())
    assert proof.intact
    assert len(desk.run(Dossier(number)).notes) == proof.head - head, "a note with its row, or neither"
    desk.run(AddNote(number, "又可以了"))


def write_until_refused(desk: Any, number: int) -> None:
    """A page or two still have room."""
    for _ in range(20):
        desk.run(AddNote(number, "放不下了" * 400))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"this is a letter, not a database" * 200, "不是考务台的数据文件"),
        (b"SQLite format 3\0" + b"\xff" * 4000, "损坏|不是"),
    ],
    ids=["text", "torn"],
)
def test_not_a_data_file(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "letter.sqlite3"
    file.write_bytes(content)
    with pytest.raises(Unavailable, match=sentence):
        House(f"sqlite:///{file}", inspectors=lambda: pytest.fail("not asked"))
    assert file.read_bytes() == content


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="打不开数据文件"):
        House(
            f"sqlite:///{tmp_path / 'none' / 'office.sqlite3'}", inspectors=lambda: pytest.fail("not asked")
        )


def test_a_damaged_page_is_said_to_be_damaged(world: World) -> None:
    world.waiting_one()
    file = Path(str(world.house.database.file))
    world.house.database.engine.dispose()
    with closing(sqlite3.connect(file)) as db:
        db.execute("pragma wal_checkpoint(truncate)")
    data = bytearray(file.read_bytes())
    for page in range(4, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xee" * 64
    file.write_bytes(data)
    with pytest.raises(Unavailable, match=r"已损坏.*备份"):
        world.as_("李四").run(ReviewQueue())


def test_a_moved_away_file_does_not_come_back_empty(world: World) -> None:
    waiter = Waiter(world.house.database)
    file = Path(str(world.house.database.file))
    world.house.database.engine.dispose()
    file.rename(file.with_suffix(".moved"))
    with pytest.raises(Unavailable):
        waiter.wait(0.1)
    assert not file.exists()
    waiter.close()


@pytest.mark.postgres
def test_a_database_server_that_goes_away() -> None:
    with running_server() as server:
        url = server.clone("office", build_office)
        world = World(url, over_http=False)
        number = world.waiting_one()
        desk = world.as_("李四")
        desk.wait(0, 0.1)
        server.process.terminate()
        server.process.kill()
        server.process.wait(20)
        for request in (ReviewQueue(), AddNote(number, "没有人听")):
            with pytest.raises(Unavailable, match=r"连不上数据库|连接断开"):
                desk.run(request)
        with pytest.raises(Unavailable):
            desk.wait(0, 1)
        world.close()


@pytest.mark.postgres
def test_a_shared_database_that_was_never_set_up(postgres_server: PostgresServer) -> None:
    url = postgres_server.create()
    database = Database(url)
    with pytest.raises(Unavailable, match="还没有考务台的数据表"):
        make_ready(database)
    database.close()
    missing = Database(url[:-3] + "xyz")
    with pytest.raises(Unavailable, match="没有这个数据库"):
        make_ready(missing)
    missing.close()
    postgres_server.drop(url)


def test_a_receipt_stays_small_with_five_hundred_subjects(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = world.waiting_one()

    def touch_many(context: Any, request: AddNote) -> None:
        for identity in range(500):
            context.touch(SubjectKind.REGISTRATION_SHIFT, None, 2_000_000_000 + identity)

    monkeypatch.setattr(shelf, "add_note", touch_many)
    # A house asks once which function answers what: when it opens.
    with closing(World(world.url, over_http=False, clock=world.clock)) as again:
        receipt: Receipt = again.as_("李四").run(AddNote(number, "很多"))
    assert len(receipt.subjects) == 40
    assert len(chain.receipt_text(receipt)) <= 4096
    change = world.as_("李四").run(Changes(receipt.journal_no - 1)).changes[0]
    assert len(change.subjects) == 500, "the feed names every one"
    with world.house.database.reading() as session:
        kept = text("select count(*) from journal_subject where kind = :kind")
        assert session.scalar(kept, {"kind": SubjectKind.REGISTRATION_SHIFT.value}) == 500
    assert world.as_("李四").run(VerifyJournal()).intact
