"""``kaowu hours import``: a dry run by itself, booked only where asked to, each row left out named."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

NOW = "2026-11-23T10:42:00+08:00"


def test_a_table_is_looked_at_and_then_booked(
    kaowu: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = kaowu.json(
        "demo", "--folder", str(tmp_path / "demo"), "--people", "60", "--no-window", "--now", NOW
    )
    office = made["office"]
    coordinator = next(one for one in made["staff"] if "coordinator" in one["roles"])
    monkeypatch.setenv("KAOWU_PASSWORD", coordinator["password"])
    signed = ("--office", office, "--as", coordinator["name"])
    rows = kaowu.json("ask", "Registrations", "{}", *signed)["rows"]
    studying = next(one for one in rows if one["standing"] == "studying")
    whole = kaowu.json(
        "do", "RevealCandidate", json.dumps({"candidate_id": studying["candidate_id"]}), *signed
    )
    table = tmp_path / "学时.csv"
    lines = [
        "姓名,身份证号,班级名称,累计学时,数据截至",
        f"{studying['name']},{whole['id_number']},,2,2026-11-23 08:00",
        "韦不在,11010519491231002X,,2,2026-11-23 08:00",
        f"{studying['name']},5.22732E+17,,2,2026-11-23 08:00",
    ]
    table.write_text("\n".join(lines), encoding="utf-8")
    status, out, _err = kaowu("hours", "import", str(table), *signed)
    assert status == 3
    assert "没有证件号码为 110***********002X 的学员" in out
    assert out.endswith("可以登记 1 行，2 处有问题。没有登记；加 --book 登记。\n")
    assert kaowu.json("ask", "HoursBatches", "{}", *signed)["total"] == 0
    status, out, _err = kaowu("hours", "import", str(table), "--book", "--json", *signed)
    found = json.loads(out)
    assert (status, found["booked"], found["office"]["fresh"], found["office"]["known"]) == (3, 1, 1, 0)
    assert [one["code"] for one in found["office"]["faults"]] == ["unknown_person"]
    assert [one["code"] for one in found["problems"]] == ["damaged_id"]
    status, out, _err = kaowu("hours", "import", str(table), "--book", *signed)
    assert out.endswith("已登记 0 行，1 行早已登记，2 处有问题。\n")
    page = kaowu.json("ask", "RegistrationPage", json.dumps({"registration_id": studying["id"]}), *signed)
    assert page["line"]["study"].startswith("学时 2/40，数据截至 11月23日 08:00")
