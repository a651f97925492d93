"""``kaowu gate``: exactly the shape other programs were promised (issue 7, Deliver 7)."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

NOW = "2026-11-23T10:42:00+08:00"
CODES = ["approved", "paid", "hours", "window", "capacity", "clash", "category", "state"]


def test_why_somebody_of_the_demonstration_may_or_may_not(
    kaowu: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("demo", "--folder", str(tmp_path / "demo"), "--people", "30", "--no-window", "--now", NOW)
    office = kaowu.json(*words)["office"]
    monkeypatch.delenv("KAOWU_PASSWORD", raising=False)
    month = kaowu.json("month", "2026-11", "--json", "--office", office)
    sessions = {one["categories"][0][-7:]: one["id"] for one in month["sessions"]}
    told = {}
    for number in range(1, 30):
        status, out, _err = kaowu("gate", "--registration", str(number), "--session", str(sessions["initial"]),
                                  "--office", office)  # fmt: skip
        told[number] = (status, out)
        if status not in (0, 3):
            break
    assert told[1][0] in (0, 3)
    assert any(status == 0 and out.startswith("可以申请\n") for status, out in told.values())
    assert max(told) > 1
    last = max(told)
    assert told[last][0] == 2, "no such registration is a refusal, not an answer"
    may = next(number for number, (status, _out) in told.items() if status == 0)
    gate = (
        "gate",
        "--registration",
        str(may),
        "--session",
        str(sessions["initial"]),
        "--json",
        "--office",
        office,
    )
    found = kaowu.json(*gate)
    assert found["may"] is True
    assert [check["code"] for check in found["checks"]] == CODES
    assert all(set(check) == {"code", "ok", "words"} and check["ok"] is True for check in found["checks"])
    for instant, ok in (("2026-11-24T11:59:59+08:00", 0), ("2026-11-24T12:00:00+08:00", 3)):
        status, out, _err = kaowu(*gate, "--at", instant)
        assert (status, '"may": true' in out) == (ok, ok == 0)
