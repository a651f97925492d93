"""``kaowu backup``, ``restore`` and ``selfcheck`` as a person types them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Shell


def test_back_up_restore_and_prove(kaowu: Shell, office_url: str, tmp_path: Path) -> None:
    saved = kaowu.json("backup", str(tmp_path / "a.kaowu-backup"), "--json", "--office", office_url)
    assert saved["complete"] is True
    head = f"{saved['head']}:{saved['head_hash']}"
    status, out, _ = kaowu("restore", saved["file"], "--to", str(tmp_path / "new" / ""))
    assert status == 0
    assert head in out
    restored = f"sqlite:///{tmp_path / 'new' / 'office.sqlite3'}"
    assert kaowu("journal", "verify", "--head", head, "--office", restored)[0] == 0
    assert kaowu.json("ask", "WhoAmI", "--office", restored, "--as", "王敏")["name"] == "王敏"


def test_a_backup_and_its_failure_are_written_down(kaowu: Shell, office_url: str, tmp_path: Path) -> None:
    target = tmp_path / "a.kaowu-backup"
    saved = kaowu.json("backup", str(target), "--json", "--office", office_url)
    assert "已经存在" in kaowu.refused("backup", str(target), "--office", office_url)["message"]
    gone = tmp_path / "unplugged" / "b.kaowu-backup"
    assert "没有接上" in kaowu.refused("backup", str(gone), "--office", office_url)["message"]
    page = kaowu.json(
        "ask", "JournalPage", '{"name": "RecordBackup"}', "--office", office_url, "--as", "王敏"
    )
    assert [(row["who"], row["via"]) for row in page["rows"]] == [("", "machine")]
    with closing(sqlite3.connect(office_url.removeprefix("sqlite:///"))) as db:
        details = dict(
            db.execute("select name, text from journal join journal_detail using (number)").fetchall()
        )
    assert json.loads(details["RecordBackup"])["digest"] == saved["digest"]
    assert "没有接上" in json.loads(details["BackupFailed"])["problem"]
    assert kaowu("journal", "verify", "--office", office_url)[0] == 0


def test_into_a_folder_it_names_itself(kaowu: Shell, office_url: str, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    saved = kaowu.json("backup", str(tmp_path / "stick"), "--json", "--office", office_url)
    assert [path.name for path in (tmp_path / "stick").iterdir()] == [Path(saved["file"]).name]


def test_elsewhere_is_told_how(kaowu: Shell, tmp_path: Path) -> None:
    for words in (
        ("backup", "a", "--office", "https://kaowu.example"),
        ("selfcheck", "--office", "https://kaowu.example"),
        ("restore", "a", "--to", "https://kaowu.example"),
    ):
        assert "在存放数据的机器上做" in kaowu.refused(*words)["message"]
    assert "没有这个备份文件" in kaowu.refused("restore", str(tmp_path / "a"), "--to", "b")["message"]
    (tmp_path / "letter").write_text("这是一封信")
    said = kaowu.refused("restore", str(tmp_path / "letter"), "--to", str(tmp_path / "b"))
    assert "不是考务台的备份" in said["message"]


def test_selfcheck_of_an_office(kaowu: Shell, office_url: str) -> None:
    status, out, _ = kaowu("selfcheck", "--office", office_url)
    assert status == 0
    assert out.splitlines()[-1].startswith("自检通过")
    with closing(sqlite3.connect(office_url.removeprefix("sqlite:///"))) as db, db:
        db.execute("delete from journal_detail where number = 1")
    status, out, _ = kaowu("selfcheck", "--office", office_url)
    assert status == 1
    assert "第 1 号日志的内容不见了" in out
    assert out.splitlines()[-1].startswith("自检发现 1 处问题")


def test_selfcheck_tells_of_a_clock_behind_the_records(kaowu: Shell, office_url: str) -> None:
    with closing(sqlite3.connect(office_url.removeprefix("sqlite:///"))) as db, db:
        db.execute("update office set last_at = '2099-01-01 00:00:00.000000'")
    status, out, _ = kaowu("selfcheck", "--office", office_url)
    assert status == 1
    assert "时钟比办公室的时间慢" in out
    assert out.splitlines()[-1].startswith("自检发现 1 处问题")


def test_selfcheck_without_an_office_rehearses(kaowu: Shell) -> None:
    status, out, _ = kaowu("selfcheck")
    assert status == 0, out
    assert [line.split("：")[0] for line in out.splitlines()[:3]] == ["建立临时数据", "备份", "恢复"]
    assert out.splitlines()[-1].startswith("自检通过")
