"""The OpenAPI 3.1 document of the server, made from the wire and the rules: a request added tomorrow stands in it.

For whoever writes the portal or another client. Nothing is described twice: bodies come from the contract's
types, limits from the one gate (``office/sound.py``), roles from ``rules/roles.py``, statuses from ``refusals.py``.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from pydantic import TypeAdapter

from desktop_admin.contract.base import Command, Request
from desktop_admin.contract.files import FileFacts
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.registry import kind_of
from desktop_admin.office import sound
from desktop_admin.office.wire import Wire
from desktop_admin.rules.rights import WITHOUT_SESSION, who_may
from desktop_admin.server import describing as say

DOCUMENT: Final = "/openapi.json"
_REFERENCE: Final = "#/components/schemas/{model}"

Schema = dict[str, Any]


def document(wire: Wire) -> bytes:
    """The whole document as JSON."""
    bodies, schemas = _schemas(wire)
    paths = {f"/run/{name}": {"post": _operation(name, kind, bodies)} for name, kind in wire.requests.items()}
    return json.dumps(
        {
            "openapi": "3.1.0",
            "info": {"title": "考务台", "version": str(CONTRACT), "description": say.INTRODUCTION},
            "paths": {**paths, **say.files(bodies["FileFacts"]), **say.waiting(), **say.itself(DOCUMENT)},
            "components": {
                "schemas": {**schemas, **say.SCHEMAS},
                "responses": say.responses(),
                "parameters": say.parameters(),
                "securitySchemes": say.SECURITY,
            },
            "tags": say.TAGS,
        },
        ensure_ascii=False,
    ).encode()


def _schemas(wire: Wire) -> tuple[dict[str, Schema], dict[str, Schema]]:
    """(reference of every request, of ``Name/answer`` and of FileFacts; the schemas they refer to)."""
    asked = [(name, "validation", wire.adapter(kind)) for name, kind in wire.requests.items()]
    answered = [
        (f"{name}/answer", "serialization", wire.adapter(kind.answer_type()))
        for name, kind in wire.requests.items()
    ]
    facts = [("FileFacts", "serialization", wire.adapter(FileFacts))]
    found, whole = TypeAdapter.json_schemas([*asked, *answered, *facts], ref_template=_REFERENCE)  # type: ignore[list-item]
    schemas: dict[str, Schema] = whole["$defs"]
    bodies = {str(key): schema for (key, _mode), schema in found.items()}
    for name in _reachable([bodies[name] for name in wire.requests], schemas):
        _bound(schemas[name])
    for name, kind in wire.requests.items():
        if issubclass(kind, Command):
            schemas[name]["properties"]["id"] |= say.COMMAND_ID
    return bodies, schemas


def _reachable(start: list[Schema], schemas: dict[str, Schema]) -> set[str]:
    """Names of the schemas a request can hold: what goes in is bounded, what comes out is what it is."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        for reference in _references(waiting.pop()):
            name = reference.rpartition("/")[2]
            if name not in found:
                found.add(name)
                waiting.append(schemas[name])
    return found


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        part = list(part.values())
    if isinstance(part, list):
        for value in part:
            yield from _references(value)


def _bound(schema: Schema) -> None:
    """The gate's limits on everything inside that has none of its own."""
    for inner in (*schema.get("properties", {}).values(), *schema.get("anyOf", ())):
        _bound(inner)
    kind = schema.get("type")
    if kind == "array":
        schema["maxItems"] = sound.LONGEST_LIST
        _bound(schema["items"])
    elif kind == "integer":
        schema |= {"minimum": -sound.LARGEST_NUMBER, "maximum": sound.LARGEST_NUMBER}
    elif kind == "string" and "format" in schema:
        schema["description"] = f"{sound.YEARS.start}–{sound.YEARS.stop - 1}; an instant needs its offset."
    elif kind == "string" and not {"enum", "const"} & schema.keys():
        schema |= {"maxLength": sound.LONGEST_TEXT, "pattern": say.SOUND_TEXT}


def _operation(name: str, kind: type[Request[Any]], bodies: dict[str, Schema]) -> Schema:
    lines = (kind.__doc__ or name).strip().splitlines()
    open_to_all = name in WITHOUT_SESSION
    return {
        "operationId": name,
        "tags": [kind_of(kind)],
        "summary": lines[0],
        "description": "\n".join(line.strip() for line in lines),
        "security": [] if open_to_all else [{"session": []}],
        "x-kaowu-roles": sorted(who_may(name)),
        "parameters": say.HEADERS,
        "requestBody": {"required": True, "content": {"application/json": {"schema": bodies[name]}}},
        "responses": {
            "200": {
                "description": "The answer.",
                "content": {"application/json": {"schema": bodies[f"{name}/answer"]}},
            },
            **say.refusals(body=True, session=not open_to_all),
        },
    }
