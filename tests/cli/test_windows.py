"""``kaowu windows``: the examples of domain §2.2."""

import pytest

from tests.cli.conftest import Shell


@pytest.mark.parametrize(
    ("exam", "opens", "cycle"),
    [
        ("2026-11-25", "2026-11-20T09:00:00+08:00", "2026-11-01T09:00:00+08:00"),
        ("2026-11-20", "2026-10-20T09:00:00+08:00", "2026-10-01T09:00:00+08:00"),
        ("2026-12-05", "2026-11-20T09:00:00+08:00", "2026-11-01T09:00:00+08:00"),
        ("2027-01-01", "2026-12-20T09:00:00+08:00", "2026-12-01T09:00:00+08:00"),
    ],
)
def test_windows_follow_from_the_exam_date(kaowu: Shell, exam: str, opens: str, cycle: str) -> None:
    found = kaowu.json("windows", "--exam", exam, "--json")
    assert set(found) == {"exam", "registration", "study", "application", "warnings"}
    assert found["application"]["opens"] == opens
    assert found["registration"]["opens"] == found["study"]["opens"] == cycle
    assert found["application"]["closes"] == found["study"]["closes"]


def test_an_exam_on_the_21st_warns(kaowu: Shell) -> None:
    codes = {
        warning["code"] for warning in kaowu.json("windows", "--exam", "2026-11-21", "--json")["warnings"]
    }
    assert "application_short" in codes


def test_words_that_are_none_are_a_failure_in_json(kaowu: Shell) -> None:
    assert kaowu.refused("windows", "--exam", "next week", "--json")["code"] == "invalid"
    assert kaowu.refused("windows")["details"]["faults"][0]["code"] == "usage"
    assert kaowu.refused("dance")["code"] == "invalid"
