"""The contract as JSON Schema: every request with its answer, compared with a golden file; and the server's document.

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
from desktop_admin.office.wire import Wire
from desktop_admin.server.describing import SCHEMAS
from desktop_admin.server.openapi import document

GOLDEN = Path(__file__).with_name("schema.json")
OPENAPI = Path(__file__).with_name("openapi.txt")


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


def openapi() -> str:
    """What the server adds to the contract: a line for every operation, then headers and the shape of failures."""
    whole = json.loads(document(Wire()))
    lines = [
        f"{method.upper()} {path}: {'session' if operation['security'] else 'open'}; "
        f"{' '.join(operation.get('x-kaowu-roles', ()))}; {' '.join(operation['responses'])}"
        for path, methods in whole["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    ]
    parts = whole["components"]
    shapes = {name: _plain(part) for name, part in parts["schemas"].items() if name in SCHEMAS}
    rest = {"headers": _plain(parts["parameters"]), "failures": shapes}
    return "\n".join(lines) + "\n" + json.dumps(rest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def difference() -> list[str]:
    """Lines of a unified diff, none when the golden file is up to date."""
    return _difference(GOLDEN, schema())


def openapi_difference() -> list[str]:
    """The same for the server's document."""
    return _difference(OPENAPI, openapi())


def _difference(golden: Path, now: str) -> list[str]:
    stored = golden.read_text(encoding="utf-8") if golden.exists() else ""
    return list(
        difflib.unified_diff(stored.splitlines(), now.splitlines(), golden.name, "the code", lineterm="", n=2)
    )


def _plain(part: object) -> object:
    if isinstance(part, dict):
        return {key: _plain(value) for key, value in part.items() if key not in ("description", "title")}
    if isinstance(part, list):
        return [_plain(value) for value in part]
    return part


if __name__ == "__main__":
    lines = difference() + openapi_difference()
    sys.stdout.write("\n".join(lines) + ("\n" if lines else "no change\n"))
    if "--write" in sys.argv:
        GOLDEN.write_text(schema(), encoding="utf-8")
        OPENAPI.write_text(openapi(), encoding="utf-8")
    elif lines:
        sys.exit(1)
