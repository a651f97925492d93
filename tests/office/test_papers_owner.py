"""Two data files in one folder never share one folder of papers; a renamed one takes its papers along."""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_admin.contract.errors import Unavailable
from desktop_admin.office.blobs import papers_folder
from desktop_admin.office.restore import restore
from tests.contract.conftest import copy_of
from tests.contract.world import World, paper
from tests.office.saving import saved

Open = Callable[[Path], World]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Opens an office; all are closed at the end."""
    made: list[World] = []

    def begin(file: Path) -> World:
        made.append(World(f"sqlite:///{file}", over_http=False, durable=False))
        return made[-1]

    yield begin
    for world in made:
        world.close()


def files(folder: Path) -> dict[str, bytes]:
    """Everything under the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_no_second_office_is_founded_beside_one_of_the_same_name(
    prepared_file: Path, tmp_path: Path, opened: Open
) -> None:
    copy_of(prepared_file, tmp_path / "office.sqlite3")
    for second in ("office.db", "office"):
        with pytest.raises(Unavailable, match=r"office\.sqlite3.*共用.*换一个文件夹"):
            opened(tmp_path / second)
    assert [path.name for path in tmp_path.iterdir()] == ["office.sqlite3"], "nothing was made"
    opened(tmp_path / "second.db").close()


def test_other_files_of_the_same_name_do_no_harm(tmp_path: Path, opened: Open) -> None:
    for name in ("office.txt", "office.pdf", "office.zip"):
        (tmp_path / name).write_bytes(b"something else" * 100)
    opened(tmp_path / "office.sqlite3").set_up()


def test_of_two_that_were_there_before_one_keeps_the_papers_and_the_other_is_told_the_way(
    prepared_file: Path, tmp_path: Path, opened: Open
) -> None:
    first, second = tmp_path / "office.sqlite3", tmp_path / "office.db"
    world = opened(Path(copy_of(prepared_file, first).removeprefix("sqlite:///")))
    number = world.waiting_one()
    copy_of(first, second)
    before = files(tmp_path)
    with pytest.raises(Unavailable, match=r"office\.papers 属于.*office\.sqlite3.*移到另一个文件夹"):
        opened(second)
    after = files(tmp_path)
    assert {name for name in after if "-shm" not in name} == {name for name in before if "-shm" not in name}
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.move(second, elsewhere / "office.db")
    shutil.copytree(papers_folder(first), elsewhere / "office.papers")
    moved = opened(elsewhere / "office.db")
    for one in (world, moved):
        _, _, hashes = one.seen(number)
        assert all(one.desk("李四").get(sha256) for sha256 in hashes)


def test_both_open_before_there_is_any_paper(prepared_file: Path, tmp_path: Path, opened: Open) -> None:
    """Who stores the first paper has the folder; the other one's is refused, and nothing of it lies there."""
    first, second = tmp_path / "office.sqlite3", tmp_path / "office.db"
    for file in (first, second):
        copy_of(prepared_file, file)
    one, two = opened(first), opened(second)
    assert two.as_("李四").put(paper("乙"), "a.pdf").acceptable
    with pytest.raises(Unavailable, match=r"属于.*office\.db"):
        one.as_("李四").put(paper("甲"), "a.pdf")
    assert len([name for name in files(papers_folder(first)) if not name.startswith(".")]) == 1
    assert two.as_("李四").put(paper("丙"), "a.pdf").acceptable


def test_a_renamed_office_takes_its_papers_along(prepared_file: Path, tmp_path: Path, opened: Open) -> None:
    file = tmp_path / "office.sqlite3"
    copy_of(prepared_file, file)
    world = opened(file)
    number = world.waiting_one()
    world.close()
    file.rename(tmp_path / "office.db")
    again = opened(tmp_path / "office.db")
    assert again.as_("李四").get(again.seen(number)[2][0])
    again.close()
    (tmp_path / "office.db").rename(file)
    opened(file)


def test_a_link_to_the_same_file_is_no_other_office(
    prepared_file: Path, tmp_path: Path, opened: Open
) -> None:
    file, link = tmp_path / "office.sqlite3", tmp_path / "office.db"
    copy_of(prepared_file, file)
    opened(file).waiting_one()
    try:
        link.symlink_to(file)
    except OSError:
        os.link(file, link)
    assert opened(link).as_("李四")


def test_an_office_of_before_has_its_papers_marked_as_its_own(
    prepared_file: Path, tmp_path: Path, opened: Open
) -> None:
    file = tmp_path / "office.sqlite3"
    copy_of(prepared_file, file)
    folder = papers_folder(file)
    folder.mkdir()
    opened(file)
    mark = folder / ".belongs-to"
    assert mark.read_text(encoding="utf-8") == "office.sqlite3"
    if sys.platform != "win32":
        assert stat.S_IMODE(mark.stat().st_mode) == 0o600


@pytest.mark.parametrize("damaged", [b"", b"\xff\xfe", b"../../etc/passwd", b"x" * 5000])
def test_a_damaged_mark_shuts_nobody_out(
    prepared_file: Path, tmp_path: Path, opened: Open, damaged: bytes
) -> None:
    file = tmp_path / "office.sqlite3"
    copy_of(prepared_file, file)
    papers_folder(file).mkdir()
    (papers_folder(file) / ".belongs-to").write_bytes(damaged)
    world = opened(file)
    assert world.as_("李四").put(paper("甲"), "a.pdf").acceptable


def test_a_backup_is_not_restored_beside_one_of_the_same_name(local: World, tmp_path: Path) -> None:
    made = saved(local, tmp_path / "a.kaowu-backup")
    with pytest.raises(Unavailable, match=r"office\.sqlite3.*共用"):
        restore(made.file, str(tmp_path / "office.db"))
    assert not (tmp_path / "office.db").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_a_link_to_somebody_elses_folder_is_refused_and_nothing_there_is_changed(
    prepared_file: Path, tmp_path: Path, opened: Open
) -> None:
    """A server of root's, whose papers were a link to /etc, shut /etc to everybody else."""
    somewhere = tmp_path / "etc"
    somewhere.mkdir(mode=0o755)
    somewhere.chmod(0o755)
    (somewhere / "passwd").write_text("root")
    copy_of(prepared_file, tmp_path / "office.sqlite3")
    (tmp_path / "office.papers").symlink_to(somewhere)
    with pytest.raises(Unavailable, match=r"是一个链接.*etc.*passwd.*没有打开"):
        opened(tmp_path / "office.sqlite3")
    assert stat.S_IMODE(somewhere.stat().st_mode) == 0o755
    assert files(somewhere) == {"passwd": b"root"}


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another kind")
def test_a_link_put_there_while_the_office_is_open_is_refused_too(
    prepared_file: Path, tmp_path: Path, opened: Open
) -> None:
    somewhere = tmp_path / "etc"
    somewhere.mkdir()
    somewhere.chmod(0o755)
    (somewhere / "passwd").write_text("root")
    copy_of(prepared_file, tmp_path / "office.sqlite3")
    desk = opened(tmp_path / "office.sqlite3").as_("李四")
    desk.put(paper("一"), "一.pdf")
    (tmp_path / "office.papers").rename(tmp_path / "kept")
    (tmp_path / "office.papers").symlink_to(somewhere)
    with pytest.raises(Unavailable, match="是一个链接"):
        desk.put(paper("二"), "二.pdf")
    assert stat.S_IMODE(somewhere.stat().st_mode) == 0o755
    assert files(somewhere) == {"passwd": b"root"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own")
def test_papers_on_another_disk_are_a_link(prepared_file: Path, tmp_path: Path, opened: Open) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    copy_of(prepared_file, tmp_path / "office.sqlite3")
    (tmp_path / "office.papers").symlink_to(disk)
    for _ in range(2):
        world = opened(tmp_path / "office.sqlite3")
        facts = world.as_("李四").put(paper("一"), "一.pdf")
        assert (disk / facts.sha256[:2] / facts.sha256).is_file()
        world.house.close()
