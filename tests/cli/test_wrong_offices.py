"""Every command that reaches an office, against everything that is none: one sentence, status 2, nothing touched."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

COMMANDS = {
    "verify": ("journal", "verify"),
    "reset": ("staff", "reset", "王敏"),
    "migrate": ("migrate",),
    "serve": ("serve", "--port", "0"),
    "ask": ("ask", "OfficeFacts"),
    "do": ("do", "SignOut", "--as", "王敏"),
    "put": ("put", __file__, "--as", "王敏"),
    "backup": ("backup", "saved.kaowu-backup"),
    "selfcheck": ("selfcheck",),
    "get": ("get", "0" * 64, "--out", "nowhere", "--as", "王敏"),
}


def missing(file: Path) -> None:
    file.unlink()


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def empty(file: Path) -> None:
    file.write_bytes(b"")


def letter(file: Path) -> None:
    file.write_bytes("这是一封信，不是数据库。\n".encode() * 500)


def photos(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("create table photo (id integer)")


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("update alembic_version set version_num = '9999'")
    _settle(file)


def no_office(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("delete from office")
    _settle(file)


def torn(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xee" * 64
    file.write_bytes(data)


def _settle(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("pragma wal_checkpoint(truncate)")


#: What is there, and what the sentence must name.
WRONG: dict[Callable[[Path], None], str] = {
    missing: "没有这个数据文件",
    folder: "文件夹",
    empty: "0 字节",
    letter: "不是考务台的数据文件",
    photos: "别的程序的数据",
    newer: "请升级本程序",
    no_office: "没有单位记录",
    torn: "已损坏",
}
#: `migrate` is how an office is made on purpose.
MAKES = {("migrate", missing), ("migrate", empty)}


def everything(folder: Path) -> dict[str, bytes | None]:
    """Each path below ``folder`` with its bytes; the lock-only index of a log that may come and go is left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if not path.name.endswith("-shm") and not (path.name.endswith("-wal") and not path.stat().st_size)
    }


@pytest.fixture
def file(office_url: str, tmp_path: Path) -> Path:
    """A sound office alone in a folder, to be spoilt."""
    source = Path(office_url.removeprefix("sqlite:///"))
    target = tmp_path / "alone" / "office.sqlite3"
    target.parent.mkdir()
    shutil.copy(source, target)
    return target


@pytest.mark.parametrize("wrong", WRONG, ids=lambda one: one.__name__)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_office_is_refused(
    kaowu: Shell, file: Path, command: str, wrong: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    if (command, wrong) in MAKES:
        return
    wrong(file)
    monkeypatch.chdir(file.parent)
    before = everything(file.parent)
    failure = kaowu.refused(*COMMANDS[command], "--office", f"sqlite:///{file}")
    assert WRONG[wrong] in failure["message"]
    assert everything(file.parent) == before


@contextmanager
def nobody() -> Iterator[None]:
    """Root may write anywhere, so a test of rights steps down."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
@pytest.mark.parametrize("command", ["reset", "do", "ask", "verify"])
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_cannot_be_written_is_said(
    kaowu: Shell, office_url: str, command: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="kaowu-rights-", dir="/tmp") as room:
        place = Path(room)
        file = place / "office.sqlite3"
        shutil.copy(office_url.removeprefix("sqlite:///"), file)
        file.chmod(0o444)
        place.chmod(0o555 if what == "folder" else 0o777)
        monkeypatch.chdir(place)
        before = everything(place)
        # Everything is imported by now: whom we step down to need not be able to read this Python.
        for words in COMMANDS["ask"], COMMANDS["verify"], COMMANDS["do"]:
            kaowu(*words, "--office", office_url)
        with nobody():
            status, _out, err = kaowu(*COMMANDS[command], "--office", f"sqlite:///{file}")
        if command in ("ask", "verify") and what == "file":
            assert status == 0, "reading needs no right to write"
        else:
            assert status == 2
            assert "只读" in err or "打不开" in err
        assert everything(place) == before
        place.chmod(0o755)


def test_migrate_says_an_office_of_a_newer_program(kaowu: Shell, file: Path) -> None:
    newer(file)
    assert kaowu.refused("migrate", "--office", f"sqlite:///{file}")["code"] == "outdated"


@pytest.mark.parametrize(
    "words",
    [
        ("staff", "reset", "\udcff"),
        ("get", "\udcff", "--out", "x", "--as", "王敏"),
        ("backup", "b\udcff"),
        ("serve", "--port", "0", "--backups", "\udcff"),
        ("ask", "WhoAmI", '{"\udcff": 1}'),
        ("ask", "WhoAmI", "{}", "--as", "\udcff"),
    ],
    ids=["reset", "get", "backup", "serve", "ask", "as"],
)
def test_names_in_another_encoding_are_refused(
    kaowu: Shell, office_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = everything(tmp_path)
    failure = kaowu.refused(*words, "--office", office_url)
    assert "不是 UTF-8 编码" in failure["message"]
    assert everything(tmp_path) == before
