"""Files of hours damaged at random: each gets an answer in words, none stops the reader."""

import random
from collections.abc import Iterator
from datetime import date

import pytest

from desktop_admin.tables.readers import TableReaders
from tests.papers.mutation import MUTATIONS
from tests.tables.cases import CASES
from tests.tables.test_cases import CODES


def damaged(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """The same seed damages the same files the same way."""
    names = sorted(CASES)
    for number in range(count):
        dice = random.Random(f"{seed}-{number}")
        name = dice.choice(names)
        data = bytearray(CASES[name].data)
        for _ in range(dice.choice((1, 1, 2, 4))):
            if data:
                dice.choice(MUTATIONS)(data, dice)
        yield f"{seed}-{number} {name}", bytes(data)


def stopped(count: int, seed: int, caplog: pytest.LogCaptureFixture) -> list[str]:
    """What stopped the child, or was answered in no known words."""
    readers = TableReaders()
    wrong = []
    try:
        for name, data in damaged(count, seed):
            reading = readers.hours(data, "表", date(2026, 11, 30))
            said = [(p.code, p.message) for p in reading.problems]
            if any(
                code not in CODES or "已停止" in message or "意外中止" in message for code, message in said
            ):
                wrong.append(f"{name}: {said}")
    finally:
        readers.close()
    return wrong + [record.message for record in caplog.records]


def test_damaged_files_are_answered(caplog: pytest.LogCaptureFixture) -> None:
    assert stopped(400, 7, caplog) == []


@pytest.mark.prove
@pytest.mark.timeout(1800)
def test_twenty_thousand_damaged_files(caplog: pytest.LogCaptureFixture) -> None:
    assert stopped(20_000, 1, caplog) == []
