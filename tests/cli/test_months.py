"""``kaowu month``: exactly the shape other programs were promised (issue 7, Deliver 7)."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

NOW = "2026-11-19T10:42:00+08:00"


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "demo"


def test_a_month_of_the_demonstration_is_read_as_its_coordinator(
    kaowu: Shell, demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("demo", "--folder", str(demo_folder), "--people", "12", "--no-window", "--now", NOW)
    made = kaowu.json(*words)
    monkeypatch.delenv("KAOWU_PASSWORD", raising=False)
    month = kaowu.json("month", "2026-11", "--json", "--office", made["office"])
    assert set(month) == {"month", "registration", "days_off", "sessions"}
    assert month["month"] == "2026-11"
    assert month["registration"] == {
        "opens": "2026-11-01T09:00:00+08:00", "closes": "2026-11-22T17:00:00+08:00", "shifted": False,
    }  # fmt: skip
    assert month["days_off"] == [f"2026-11-{day:02d}" for day in (1, 7, 8, 14, 15, 21, 22, 28, 29)]
    first, second, third = month["sessions"]
    assert first == {
        "id": first["id"],
        "name": "2026年11月A类、B类延期考试（第一场）",
        "exam": "2026-11-25",
        "starts": "2026-11-25T09:00:00+08:00",
        "ends": "2026-11-25T10:30:00+08:00",
        "site": "都匀市建设大厦三楼",
        "categories": ["A_renewal", "B_renewal"],
        "state": "open",
        "capacity": 90,
        "booked": 0,
        "waiting": 0,
        "study_closes": "2026-11-24T10:00:00+08:00",
        "study_pinned": True,
        "application": {
            "opens": "2026-11-20T09:00:00+08:00",
            "closes": "2026-11-24T12:00:00+08:00",
            "opens_pinned": False,
            "closes_pinned": False,
        },
        "warnings": [],
    }
    assert [second["starts"], third["starts"]] == ["2026-11-25T14:30:00+08:00", "2026-11-26T09:00:00+08:00"]
    assert [
        one["state"]
        for one in kaowu.json("month", "2026-12", "--json", "--office", made["office"])["sessions"]
    ] == ["draft"] * 3
    status, out, _err = kaowu("month", "2026-11", "--office", made["office"])
    assert status == 0
    assert "申请于 11月24日 12:00 截止（考试日 11月25日 的前一天中午）" in out
    _journalled_as_the_coordinator(kaowu, made, monkeypatch)


def _journalled_as_the_coordinator(kaowu: Shell, made: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    chief = next(one for one in made["staff"] if "chief" in one["roles"])
    monkeypatch.setenv("KAOWU_PASSWORD", chief["password"])
    as_chief = ("--office", made["office"], "--as", chief["name"])
    rows = kaowu.json("ask", "JournalPage", "{}", *as_chief)["rows"]
    told = [(row["name"], row["who"]) for row in rows if row["name"] == "SignIn"]
    assert ("SignIn", "周考务") in told[:3]
    body = json.dumps({"cycle": "2026-11"})
    assert kaowu.json("ask", "MonthPage", body, *as_chief)["label"] == "2026年11月"
    assert kaowu.json("do", "CreateMonth", json.dumps({"cycle": "2027-01"}), *as_chief)["counts"] == {
        "sessions": 2
    }


def test_another_office_is_signed_in_to_like_everywhere(kaowu: Shell, office_url: str) -> None:
    assert kaowu.refused("month", "2026-11", "--json", "--office", office_url)["code"] == "sign_in_needed"
    as_wang = ("--office", office_url, "--as", "王敏")
    assert kaowu.json("month", "2026-11", "--json", *as_wang)["sessions"] == []
    assert kaowu.refused("month", "2026年11月", *as_wang)["code"] == "invalid"
