"""`python dev.py test`: what shares the machine has one try, what must be alone a second one, and nothing is lost."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import dev

Run = Callable[..., int]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., list[tuple[str, ...]]]:
    """Runs the command with these endings of pytest, one after the other; the words given to each run of it."""

    def run(
        *endings: int, rest: tuple[str, ...] = (), status: int, failed: tuple[str, ...] = ()
    ) -> list[tuple[str, ...]]:
        runs: list[tuple[str, ...]] = []
        left = list(endings)

        def python(*words: str) -> int:
            runs.append(words)
            return left.pop(0)

        cache = tmp_path / ".pytest_cache" / "v" / "cache" / "lastfailed"
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(json.dumps(dict.fromkeys(failed, True)), encoding="utf-8")
        monkeypatch.setattr(dev, "ROOT", tmp_path)
        monkeypatch.setattr(dev, "python", python)
        monkeypatch.setattr(dev, "ensure_system", lambda *_, **__: None)
        monkeypatch.setattr(dev.os, "cpu_count", lambda: 2)
        assert dev.test(rest) == status
        assert not left
        return runs

    return run


TOGETHER = ("-m", "pytest", "-m", "not prove and not alone", "-n", "2", "--dist", "loadfile")
ALONE = ("-m", "pytest", "-m", "alone and not prove")


def test_first_together_then_alone(told: Callable[..., list[tuple[str, ...]]]) -> None:
    assert told(0, 0, status=0) == [TOGETHER, ALONE]


def test_a_failure_among_the_others_stays_one(told: Callable[..., list[tuple[str, ...]]]) -> None:
    assert told(1, 0, status=1) == [TOGETHER, ALONE]
    assert told(1, 1, 0, status=1) == [TOGETHER, ALONE, (*ALONE, "--last-failed")]


def test_a_window_that_starved_has_one_more_try(told: Callable[..., list[tuple[str, ...]]]) -> None:
    one, other = "tests/cli/test_tour.py::test_whole", "tests/views/test_x.py::test_y[a]"
    again = ("-m", "pytest", "-m", "not prove and not alone", one, other)
    assert told(1, 0, 0, failed=(other, one), status=0) == [TOGETHER, again, ALONE]
    assert told(1, 1, 0, failed=(other, one), status=1) == [TOGETHER, again, ALONE]


def test_races_and_many_failures_have_none(told: Callable[..., list[tuple[str, ...]]]) -> None:
    views = tuple(f"tests/views/test_x.py::test_{number}" for number in range(5))
    for failed in (views, (views[0], "tests/contract/test_races.py::test_two")):
        assert told(1, 0, failed=failed, status=1) == [TOGETHER, ALONE]


def test_one_second_try_alone(told: Callable[..., list[tuple[str, ...]]]) -> None:
    assert told(0, 1, 0, status=0) == [TOGETHER, ALONE, (*ALONE, "--last-failed")]
    assert told(0, 1, 1, status=1) == [TOGETHER, ALONE, (*ALONE, "--last-failed")]


@pytest.mark.parametrize("ending", [2, 3, 4, -11])
def test_no_second_try_for_a_run_that_broke_off(
    told: Callable[..., list[tuple[str, ...]]], ending: int
) -> None:
    assert told(ending, status=ending) == [TOGETHER]
    assert told(0, ending, status=ending) == [TOGETHER, ALONE]


def test_a_folder_without_tests_of_one_kind(told: Callable[..., list[tuple[str, ...]]]) -> None:
    rest = ("tests/rules",)
    assert told(0, 5, rest=rest, status=0) == [(*TOGETHER, *rest), (*ALONE, *rest)]
    assert told(5, 0, rest=rest, status=0) == [(*TOGETHER, *rest), (*ALONE, *rest)]
    assert told(5, 5, rest=rest, status=5) == [(*TOGETHER, *rest), (*ALONE, *rest)]


def test_own_words_go_through_as_they_are(told: Callable[..., list[tuple[str, ...]]]) -> None:
    assert told(1, rest=("-m", "prove"), status=1) == [("-m", "pytest", "-m", "prove")]
