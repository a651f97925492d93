"""Run every benchmark, or those named; one JSON line per figure; 1 if a promise is broken."""

import importlib
import json
import sys

NAMES = ("papers", "queue", "scrolling", "commands", "start", "next_dossier", "hostile_papers", "uploads")


def main(wanted: list[str]) -> int:
    """Each module's ``run()`` answers records with name, ratio, limit and milliseconds."""
    unknown = set(wanted) - set(NAMES)
    if unknown:
        print(f"没有这些测量：{'、'.join(sorted(unknown))}。有：{'、'.join(NAMES)}", file=sys.stderr)
        return 2
    broken = False
    for name in wanted or NAMES:
        for record in importlib.import_module(f"benchmarks.{name}").run():
            kept = record.get("kept", record["ratio"] <= record["limit"])
            broken = broken or not kept
            print(json.dumps({**record, "kept": kept}, ensure_ascii=False), flush=True)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
