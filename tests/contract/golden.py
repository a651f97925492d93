"""The contract as JSON Schema: every request with its answer, compared with a golden file.

``python -m tests.contract.golden`` shows what changed as a diff; ``… --write`` accepts it.  A change
of the schema needs a new ``CONTRACT`` number, or desks and servers of two versions would talk past each other.
"""

import difflib
import json
import sys
from pathlib import Path

from pydantic import TypeAdapter

from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.registry import kind_of, requests

GOLDEN = Path(__file__).with_name("schema.json")


def schema() -> str:
    """The whole contract as sorted JSON text. Descriptions are left out: wording is no contract."""
    listed = {
        name: {
            "kind": kind_of(request),
            "request": _plain(TypeAdapter(request).json_schema(mode="validation")),
            "answer": _plain(TypeAdapter(request.answer_type()).json_schema(mode="serialization")),
        }
        for name, request in requests().items()
    }
    return (
        json.dumps({"contract": CONTRACT, "requests": listed}, ensure_ascii=False, indent=1, sort_keys=True)
        + "\n"
    )


def difference() -> list[str]:
    """Lines of a unified diff, none when the golden file is up to date."""
    stored = GOLDEN.read_text(encoding="utf-8") if GOLDEN.exists() else ""
    return list(
        difflib.unified_diff(
            stored.splitlines(), schema().splitlines(), "schema.json", "the code", lineterm="", n=2
        )
    )


def _plain(part: object) -> object:
    if isinstance(part, dict):
        return {key: _plain(value) for key, value in part.items() if key not in ("description", "title")}
    if isinstance(part, list):
        return [_plain(value) for value in part]
    return part


if __name__ == "__main__":
    lines = difference()
    sys.stdout.write("\n".join(lines) + ("\n" if lines else "no change\n"))
    if "--write" in sys.argv:
        GOLDEN.write_text(schema(), encoding="utf-8")
    elif lines:
        sys.exit(1)
