"""``kaowu demo --no-window``: a demonstration another program can use, and a folder it does not harm."""

import json
from pathlib import Path

from tests.cli.conftest import Shell

NOW = "2026-11-19T10:42:00+08:00"


def test_a_small_demonstration_is_made_once_and_reopened(kaowu: Shell, tmp_path: Path, monkeypatch) -> None:
    words = ("demo", "--folder", str(tmp_path / "demo"), "--people", "12", "--no-window", "--now", NOW)
    made = kaowu.json(*words)
    assert kaowu.json(*words) == made
    reviewer = next(one for one in made["staff"] if one["roles"] == ["reviewer"])
    monkeypatch.setenv("KAOWU_PASSWORD", reviewer["password"])
    asked = ("--office", made["office"], "--as", reviewer["name"])
    assert kaowu.json("ask", "ReviewQueue", "{}", *asked)["total"] > 0
    state = kaowu.json("ask", "OfficeFacts", "{}", *asked)
    assert state["demonstration"] is True
    assert state["now"].startswith("2026-11-19T02:4")
    assert kaowu.json("journal", "verify", "--json", "--office", made["office"])["intact"] is True


def test_a_folder_with_something_else_is_left_alone(kaowu: Shell, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep", encoding="utf-8")
    refused = kaowu.refused("demo", "--folder", str(tmp_path), "--no-window")
    assert refused["code"] == "invalid"
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "keep"


def test_an_office_that_is_no_demonstration_is_left_alone(
    kaowu: Shell, office_url: str, tmp_path: Path
) -> None:
    kaowu.refused("demo", "--folder", str(tmp_path), "--no-window")
    assert json.loads(kaowu("ask", "OfficeFacts", "{}", "--office", office_url)[1])["name"] == "测试协会"


def test_a_number_of_people_out_of_range_is_refused(kaowu: Shell, tmp_path: Path) -> None:
    assert (
        kaowu.refused("demo", "--folder", str(tmp_path), "--people", "3", "--no-window")["code"] == "invalid"
    )
