"""The benchmarks run and answer well-formed records. How quick they are is for `python dev.py bench` alone."""

import importlib
import inspect
from typing import Any

import pytest

from benchmarks.__main__ import NAMES


def _sound(records: list[dict[str, Any]]) -> None:
    for record in records:
        assert record["name"].isprintable()
        assert record["ratio"] > 0
        assert record["limit"] > 0
        assert record["milliseconds"] > 0


@pytest.mark.parametrize("name", NAMES)
def test_each_has_a_run_that_needs_nothing(name: str) -> None:
    run = importlib.import_module(f"benchmarks.{name}").run
    assert all(one.default is not one.empty for one in inspect.signature(run).parameters.values())


def test_queue() -> None:
    from benchmarks.queue import run

    records = run(300, 600, 100)
    _sound(records)
    assert len(records) == 2


def test_commands(capsys: pytest.CaptureFixture[str]) -> None:
    from benchmarks.commands import Size, run

    records = run(Size(processes=2, each=2, rounds=1))
    _sound(records)
    assert len(records) == 2 or capsys.readouterr().out.startswith("#")


def test_scrolling(qapp: Any) -> None:
    from benchmarks.scrolling import run

    records = run(2_000, 10)
    _sound(records)
    assert len(records) == 1


def test_start() -> None:
    from benchmarks.start import run

    records = run(60, 20, 1)
    _sound(records)
    assert len(records) == 4


def test_uploads() -> None:
    from benchmarks.uploads import Size, run

    records = run(Size(accounts=2, hands=1, seconds=2.0))
    _sound(records)
    assert records[0]["questions"] > 0
