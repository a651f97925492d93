"""Damages real papers at random and looks at each: every one must get a verdict, none may break the reader.

``python -m tests.papers.mutation --count 10000`` is part of the proof run; a small
count runs with the tests. The same seed damages the same files the same way.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from desktop_admin.contract.files import Inspection
from desktop_admin.papers.faults import CODES
from desktop_admin.papers.kinds import ACCEPTED
from desktop_admin.papers.workers import Inspectors

SAMPLES: Final = Path(__file__).parent / "samples"
_WORDS: Final = (
    b"endobj",
    b"stream",
    b"/Length",
    b"/Kids",
    b"/JavaScript",
    b"%%EOF",
    b"xref",
    b"\xff\xff\xff\xff",
    b"PK\x03\x04",
    b"<w:t>",
)


@dataclass
class Report:
    """What a run found. ``failures`` names seeds whose file broke the reader or got a senseless record."""

    count: int
    seed: int
    accepted: int = 0
    codes: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    slowest_seconds: float = 0.0
    slowest: str = ""
    seconds: float = 0.0


def _flip(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 3, 20, 200))):
        data[dice.randrange(len(data))] = dice.randrange(256)


def _cut(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(len(data)) :]


def _remove(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    del data[start : start + dice.randrange(1, 2000)]


def _repeat(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    piece = bytes(data[start : start + dice.randrange(1, 2000)])
    data[start:start] = piece * dice.choice((1, 2, 20))


def _swap_word(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    word = dice.choice(_WORDS)
    data[start : start + len(word)] = word


def _zero(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    length = min(dice.randrange(1, 5000), len(data) - start)
    data[start : start + length] = bytes(length)


def _number(data: bytearray, dice: random.Random) -> None:
    """Change a digit that stands in plain sight: lengths, offsets, counts."""
    places = [at for at in (dice.randrange(len(data)) for _ in range(4000)) if 48 <= data[at] <= 57]
    for at in places[: dice.choice((1, 4, 30))]:
        data[at] = 48 + dice.randrange(10)


MUTATIONS: Final[tuple[Callable[[bytearray, random.Random], None], ...]] = (
    _flip, _cut, _remove, _repeat, _swap_word, _zero, _number,
)  # fmt: skip


def mutated(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """``count`` damaged papers with a name that says how to get the same again."""
    papers = [path for path in sorted(SAMPLES.iterdir()) if path.suffix.lower() in {".pdf", ".doc", ".docx"}]
    whole = {path.name: path.read_bytes() for path in papers if path.stat().st_size > 0}
    names = sorted(whole)
    for number in range(count):
        dice = random.Random(f"{seed}-{number}")
        name = dice.choice(names)
        data = bytearray(whole[name])
        for _ in range(dice.choice((1, 1, 2, 4))):
            if data:
                dice.choice(MUTATIONS)(data, dice)
        yield f"{seed}-{number} {name}", bytes(data)


def _senseless(seen: Inspection) -> str:
    """What contradicts itself in a record; "" if nothing."""
    facts = seen.facts
    if facts.acceptable == bool(facts.problems):
        return "acceptable and problems disagree"
    if any(problem.code not in CODES or not problem.message for problem in facts.problems):
        return "unknown problem"
    if facts.acceptable and (facts.media_type not in ACCEPTED or facts.size > 2 * 1024 * 1024):
        return "accepted against the rules"
    if any(problem.code == "crashed" for problem in facts.problems):
        return "crashed"
    return ""


def run(count: int, seed: int = 1) -> Report:
    """Look at ``count`` damaged papers in two workers."""
    report = Report(count, seed)
    codes: Counter[str] = Counter()
    inspectors = Inspectors(at_once=2)
    began = time.monotonic()

    def look(item: tuple[str, bytes]) -> tuple[str, Inspection, float]:
        start = time.monotonic()
        return item[0], inspectors.inspect(item[1], ""), time.monotonic() - start

    try:
        with ThreadPoolExecutor(2) as threads:
            for name, seen, seconds in threads.map(look, mutated(count, seed)):
                report.accepted += seen.facts.acceptable
                codes.update(problem.code for problem in seen.facts.problems)
                if seconds > report.slowest_seconds:
                    report.slowest_seconds, report.slowest = round(seconds, 2), name
                if fault := _senseless(seen):
                    report.failures.append(f"{name}: {fault}")
    finally:
        inspectors.close()
    report.codes = dict(sorted(codes.items()))
    report.seconds = round(time.monotonic() - began, 1)
    return report


def main() -> int:
    """The command line: prints the report as one JSON line; 1 if any file broke the reader."""
    parser = argparse.ArgumentParser(description="Look at randomly damaged papers.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    report = run(options.count, options.seed)
    print(json.dumps(asdict(report), ensure_ascii=False))
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
