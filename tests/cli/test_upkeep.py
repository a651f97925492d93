"""On the machine that holds the data: the journal's proof, a forgotten password, the tables."""

import sqlite3
from pathlib import Path

from desktop_admin.office.schema import HEAD
from tests.cli.conftest import Shell


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def test_a_whole_journal_proves_itself_and_keeps_a_remembered_head(kaowu: Shell, office_url: str) -> None:
    proof = kaowu.json("journal", "verify", "--json", "--office", office_url)
    assert proof["intact"] is True
    head = f"{proof['head']}:{proof['head_hash']}"
    assert kaowu("journal", "verify", "--head", head, "--office", office_url)[0] == 0
    status, out, _ = kaowu(
        "journal", "verify", "--head", f"{proof['head']}:{'0' * 64}", "--office", office_url
    )
    assert status == 1
    assert "不在这条链上" in out


def test_a_changed_row_is_named(kaowu: Shell, office_url: str) -> None:
    with sqlite3.connect(_file(office_url)) as connection:
        connection.execute("update journal set name = 'AddStaff' where number = 1")
    status, out, _ = kaowu("journal", "verify", "--office", office_url)
    assert status == 1
    assert "第 1 号" in out


def test_a_cut_tail_shows_by_the_head_somebody_remembers(kaowu: Shell, office_url: str) -> None:
    kaowu.json("ask", "WhoAmI", "{}", "--office", office_url, "--as", "王敏")
    proof = kaowu.json("journal", "verify", "--json", "--office", office_url)
    with sqlite3.connect(_file(office_url)) as connection:
        for table in ("journal_detail", "journal_subject", "journal"):
            connection.execute(f"delete from {table} where number = ?", (proof["head"],))
        previous = connection.execute(
            "select number, hash from journal order by number desc limit 1"
        ).fetchone()
        connection.execute("update office set head = ?, head_hash = ?", previous)
    assert kaowu("journal", "verify", "--office", office_url)[0] == 0
    remembered = f"{proof['head']}:{proof['head_hash']}"
    assert kaowu("journal", "verify", "--head", remembered, "--office", office_url)[0] == 1


def test_a_forgotten_password_is_reset_and_must_be_changed(
    kaowu: Shell, office_url: str, monkeypatch
) -> None:
    status, out, _ = kaowu("staff", "reset", "王敏", "--office", office_url)
    assert status == 0
    monkeypatch.setenv("KAOWU_PASSWORD", out.split("：")[1].split()[0])
    as_wang = ("--office", office_url, "--as", "王敏")
    assert kaowu.json("ask", "WhoAmI", "{}", *as_wang)["must_change"] is True
    assert kaowu.refused("ask", "ReviewQueue", "{}", *as_wang)["details"]["must_change"] is True
    assert kaowu.json("journal", "verify", "--json", "--office", office_url)["intact"] is True
    assert "王敏" in kaowu.refused("staff", "reset", "没有这人", "--office", office_url)["message"]


def test_tables_are_made_once(kaowu: Shell, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
    assert f"无 → {HEAD}" in kaowu("migrate", "--office", url)[1]
    assert f"{HEAD} → {HEAD}" in kaowu("migrate", "--office", url)[1]
