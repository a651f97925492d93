"""Run every benchmark, or those named; one JSON line per figure, at the end one table; 1 if a promise is broken."""

import importlib
import json
import sys
from collections.abc import Iterator
from typing import Any

import psutil

#: Per cent of the processors that others may use before it is worth a word.
_BUSY = 20.0
NAMES = (
    "papers",
    "queue",
    "scrolling",
    "commands",
    "start",
    "next_dossier",
    "hostile_papers",
    "uploads",
    "hours",
)


def main(wanted: list[str]) -> int:
    """Each module's ``run()`` answers records with name, ratio, limit and milliseconds."""
    unknown = set(wanted) - set(NAMES)
    if unknown:
        print(f"没有这些测量：{'、'.join(sorted(unknown))}。有：{'、'.join(NAMES)}", file=sys.stderr)
        return 2
    busy = psutil.cpu_percent(interval=1.0)
    if busy > _BUSY:
        print(f"# 别的程序已占用本机 {busy:.0f}% 的处理器，测得的数可能偏大", flush=True)
    table = []
    for name in wanted or NAMES:
        for record in importlib.import_module(f"benchmarks.{name}").run():
            kept = record.get("kept", record["ratio"] <= record["limit"])
            # A benchmark that says itself whether it was kept promises at least so much, the others at most.
            table.append({**record, "kept": kept, "sign": "≥" if "kept" in record else "≤"})
            print(json.dumps({**record, "kept": kept}, ensure_ascii=False), flush=True)
    for line in _lines(table):
        print(line)
    return int(not all(record["kept"] for record in table))


def _lines(table: list[dict[str, Any]]) -> Iterator[str]:
    """The one table at the end: figure, measured, limit, milliseconds, whether it was kept."""
    for record in table:
        words = "守住" if record["kept"] else "没守住"
        yield (
            f"# {record['name']:<52} {record['ratio']:>6} {record['sign']} {record['limit']:<5} {record['milliseconds']:>8} ms  {words}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
