"""Backups by order, over the four offices: who may, one at a time, where they go, what is said of them (X06)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop_admin.contract.backups import (
    BackupPage,
    BackupPlanForm,
    BackupRun,
    Backups,
    CancelBackup,
    EditBackupPlan,
    OrderBackup,
    SetBackupFolder,
)
from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed, NotFound
from desktop_admin.contract.journal_pages import JournalPage
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.office.blobs import store_of
from desktop_admin.office.keeper import Keeper
from desktop_admin.office.restore import restore
from tests.contract.world import World

DIRECT = pytest.mark.parametrize(
    "office_kind", ["sqlite-direct", pytest.param("postgres-direct", marks=pytest.mark.postgres)]
)


@pytest.fixture
def admin(world: World) -> Any:
    return world.as_("系统管理员")


def keeper_of(
    world: World, folder: Path | None, *, station: str = "PC-1", served: bool | None = None
) -> Keeper:
    """The program that makes backups for this office, as the server or a window would have it."""
    database = world.house.database
    return Keeper(
        database,
        store_of(database),
        workstation="SRV" if world.over_http and station == "PC-1" else station,
        served=world.over_http if served is None else served,
        folder=folder,
        clock=world.clock,
    )


def page(admin: Any) -> BackupPage:
    found: BackupPage = admin.run(Backups())
    return found


def newest(admin: Any) -> BackupRun:
    return page(admin).runs[0]


def test_ordered_made_checked_and_restored(world: World, admin: Any, tmp_path: Path) -> None:
    world.approve(world.waiting_one())
    assert page(admin).runs == ()
    run_id = admin.run(OrderBackup()).first("backup")
    waiting = newest(admin)
    assert (waiting.id, waiting.state, waiting.who, waiting.origin) == (
        run_id,
        "waiting",
        "系统管理员",
        "button",
    )
    assert keeper_of(world, tmp_path).once() is not None
    made = newest(admin)
    assert (made.state, made.checked, made.missing, made.papers) == ("done", True, 0, 2)
    file = Path(made.folder) / made.file
    assert file.parent == tmp_path
    assert made.size == file.stat().st_size
    assert admin.run(VerifyJournal(f"{made.head}:{made.head_hash}")).intact
    recorded = admin.run(JournalPage(name="RecordBackup")).rows[0]
    assert (recorded.who, recorded.via) == ("系统管理员", "machine")
    assert [(one.kind, one.id) for one in recorded.subjects] == [("backup", run_id)]
    done = restore(file, str(tmp_path / "restored"))
    assert done.soundness.faults == ()
    again = World(done.place, over_http=False, durable=False)
    assert again.as_("系统管理员").run(Backups()).runs == (), "runs speak of the disks here"
    again.close()
    assert keeper_of(world, tmp_path).once() is None, "an order is carried out once"


def test_one_at_a_time(world: World, admin: Any, tmp_path: Path) -> None:
    first = admin.run(OrderBackup()).first("backup")
    with pytest.raises(Conflict, match="已经有一份备份") as refused:
        admin.run(OrderBackup())
    assert refused.value.details["run_id"] == first
    admin.run(CancelBackup(first))
    assert newest(admin).state == "cancelled"
    assert keeper_of(world, tmp_path).once() is None
    admin.run(OrderBackup())
    assert page(admin).trouble == "", "a cancelled one is no failure"


def test_of_six_orders_at_once_one_is_taken(world: World) -> None:
    desks = [world.desk("系统管理员") for _ in range(6)]
    barrier = threading.Barrier(6)

    def order(desk: Any) -> str:
        barrier.wait()
        try:
            desk.run(OrderBackup())
        except Conflict as error:
            return error.code
        return "taken"

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(order, desks)) == ["conflict"] * 5 + ["taken"]
    assert len(page(desks[0]).runs) == 1


def test_what_has_ended_is_not_cancelled(world: World, admin: Any, tmp_path: Path) -> None:
    run_id = admin.run(OrderBackup()).first("backup")
    keeper_of(world, tmp_path).once()
    with pytest.raises(Conflict, match="已经结束"):
        admin.run(CancelBackup(run_id))
    with pytest.raises(NotFound):
        admin.run(CancelBackup(4711))


def test_an_order_nobody_takes_up_lets_the_next_one_in(world: World, admin: Any, tmp_path: Path) -> None:
    admin.run(OrderBackup())
    world.clock.advance(minutes=11)
    second = admin.run(OrderBackup()).first("backup")
    keeper_of(world, tmp_path).once()
    assert [(run.id, run.state) for run in page(admin).runs] == [
        (second, "done"),
        (second - 1, "interrupted"),
    ]
    assert "没有程序来做" in page(admin).runs[1].problem


def test_only_the_administrator(world: World) -> None:
    for name in ("李四", "赵会计", "门户", "审计"):
        for request in (Backups(), OrderBackup(), CancelBackup(1), SetBackupFolder("/b")):
            with pytest.raises(NotAllowed):
                world.as_(name).run(request)


def test_a_desk_names_no_path_at_a_server(world: World, admin: Any, tmp_path: Path) -> None:
    folder = tmp_path / "chosen"
    folder.mkdir()
    if world.over_http:
        for request in (SetBackupFolder(str(folder)), OrderBackup(str(folder))):
            with pytest.raises(NotAllowed, match="只能在服务器上设置"):
                admin.run(request)
        assert page(admin).runs == ()
        return
    admin.run(SetBackupFolder(str(folder)))
    admin.run(OrderBackup())
    assert keeper_of(world, None).once() is not None
    assert newest(admin).folder == str(folder)
    once = tmp_path / "once"
    once.mkdir()
    admin.run(OrderBackup(str(once)))
    keeper_of(world, None).once()
    assert newest(admin).folder == str(once)
    admin.run(OrderBackup(str(once)))
    assert keeper_of(world, tmp_path, station="PC-2").once() is None, "a path is for where it was typed"
    assert keeper_of(world, tmp_path, served=True).once() is None


@pytest.mark.parametrize("folder", ["", "backups", "../b", "C:b", "/a\0b", "/" + "长" * 1001, "/a\u202eb"])
def test_half_a_path_is_refused(world: World, admin: Any, folder: str) -> None:
    with pytest.raises((Invalid, NotAllowed)):
        admin.run(SetBackupFolder(folder))


def test_the_plan(world: World, admin: Any) -> None:
    plan = page(admin).plan
    assert plan == BackupPlanForm(daily=True, minute=750, keep=7)
    admin.run(EditBackupPlan(plan, BackupPlanForm(True, 1080, 7)))
    world.as_("系统管理员").run(EditBackupPlan(plan, BackupPlanForm(True, 750, 30)))
    assert page(admin).plan == BackupPlanForm(True, 1080, 30), "fields merge"
    with pytest.raises(Conflict) as clash:
        admin.run(EditBackupPlan(plan, BackupPlanForm(True, 5, 7)))
    assert clash.value.details["who"] == "系统管理员"
    with pytest.raises(Invalid) as refused:
        admin.run(EditBackupPlan(page(admin).plan, BackupPlanForm(True, 1440, 0)))
    assert {fault["field"] for fault in refused.value.details["faults"]} == {"minute", "keep"}


def test_a_failure_is_said_until_one_succeeds(world: World, admin: Any, tmp_path: Path) -> None:
    gone = tmp_path / "unplugged"
    admin.run(OrderBackup())
    keeper_of(world, gone).once()
    failed = newest(admin)
    assert failed.state == "failed"
    assert "没有接上" in failed.problem
    assert failed.problem.removeprefix("备份没有做成，") in page(admin).trouble
    (place,) = page(admin).places
    assert "没有接上" in place.problem
    assert admin.run(JournalPage(name="BackupFailed")).total == 1
    gone.mkdir()
    admin.run(OrderBackup())
    keeper_of(world, gone).once()
    assert page(admin).trouble == ""
    (place,) = page(admin).places
    assert (place.problem, place.folder) == ("", str(gone))
    assert place.free > 0


@pytest.mark.postgres
@pytest.mark.parametrize("office_kind", ["postgres-direct", "postgres-http"])
def test_without_any_folder_it_says_how(office_kind: str, world: World, admin: Any) -> None:
    admin.run(OrderBackup())
    keeper_of(world, None).once()
    assert "还没有设置备份文件夹" in newest(admin).problem
    assert "还没有设置备份文件夹" in page(admin).trouble


def test_two_days_without_are_said(world: World, admin: Any, tmp_path: Path) -> None:
    assert page(admin).trouble == ""
    world.clock.advance(days=2, minutes=1)
    assert "从来没有备份过" in page(world.desk("系统管理员")).trouble
    admin = world.desk("系统管理员")
    admin.run(OrderBackup())
    keeper_of(world, tmp_path).once()
    assert page(admin).trouble == ""
    world.clock.advance(days=2, minutes=1)
    assert "最近一次是" in page(world.desk("系统管理员")).trouble


# -- the daily one ---------------------------------------------------------------------------


def test_daily_once_a_day_and_a_missed_day_is_made_up(world: World, admin: Any, tmp_path: Path) -> None:
    keeper = keeper_of(world, tmp_path)
    assert keeper.once() is None, "set up at 10:42, due at 12:30"
    world.clock.advance(hours=2)
    assert keeper.once() is not None
    assert keeper.once() is None
    daily = newest(admin)
    assert (daily.origin, daily.who, daily.state) == ("daily", "", "done")
    world.clock.advance(hours=20)  # 08:42: not yet
    assert keeper.once() is None
    world.clock.advance(days=3)  # nobody worked for three days
    assert keeper.once() is not None
    assert keeper.once() is None
    assert len(page(world.desk("系统管理员")).runs) == 2


def test_switched_off_it_is_not_made(world: World, admin: Any, tmp_path: Path) -> None:
    plan = page(admin).plan
    admin.run(EditBackupPlan(plan, BackupPlanForm(False, plan.minute, plan.keep)))
    world.clock.advance(days=1)
    assert keeper_of(world, tmp_path).once() is None


def test_a_daily_one_that_failed_comes_again_in_an_hour(world: World, admin: Any, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    keeper = keeper_of(world, stick)
    world.clock.advance(hours=1, minutes=50)  # 12:32
    assert keeper.once() is None, "others may have their folder"
    world.clock.advance(minutes=4)
    assert keeper.once() is not None
    assert newest(admin).state == "failed"
    stick.mkdir()
    assert keeper.once() is None
    world.clock.advance(hours=1, minutes=1)
    assert keeper.once() is not None
    assert newest(admin).state == "done"


def test_only_so_many_are_kept(world: World, admin: Any, tmp_path: Path) -> None:
    plan = page(admin).plan
    admin.run(EditBackupPlan(plan, BackupPlanForm(True, plan.minute, 2)))
    strange = tmp_path / "kaowu-20200101-000000.kaowu-backup"
    strange.write_bytes(b"of another office")
    admin.run(OrderBackup())
    keeper = keeper_of(world, tmp_path)
    keeper.once()
    by_hand = tmp_path / newest(admin).file
    files = []
    for day in range(4):
        world.clock.advance(days=1)
        assert keeper.once() is not None
        files.append(tmp_path / newest(world.desk("系统管理员")).file)
        if day == 0:
            files[0].write_bytes(files[0].read_bytes() + b"changed")
    assert [file.exists() for file in files] == [True, False, True, True], "a changed file is somebody's"
    assert strange.exists()
    assert by_hand.exists()
    runs = page(world.desk("系统管理员")).runs
    assert [run.removed for run in runs if run.origin == "daily"] == [False, False, True, False]


def test_a_demonstration_worries_nobody(world: World, tmp_path: Path) -> None:
    from sqlalchemy import text

    with world.house.database.writing() as session:
        session.execute(text("update office set demonstration = true"))
    world.clock.advance(days=9)
    admin = world.desk("系统管理员")
    assert page(admin).trouble == ""
    assert keeper_of(world, tmp_path).once() is None
    admin.run(OrderBackup())
    assert keeper_of(world, tmp_path).once() is not None


@DIRECT
def test_the_own_machine_comes_first(office_kind: str, world: World, admin: Any, tmp_path: Path) -> None:
    """Of several windows on a shared database the one where the button was pressed makes it."""
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    admin.run(OrderBackup())
    other = keeper_of(world, tmp_path / "two", station="PC-2")
    assert other.once() is None
    assert keeper_of(world, tmp_path / "one").once() is not None
    admin.run(OrderBackup())
    world.clock.now += timedelta(seconds=21)
    assert other.once() is not None, "that one is gone; the order is not"
    assert newest(admin).workstation == "PC-2"
