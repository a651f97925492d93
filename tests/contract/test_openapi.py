"""The served OpenAPI document: valid, whole, and what the golden file says."""

import json
from typing import Any

import pytest
import schemathesis

from desktop_admin.contract.base import Command
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.registry import requests
from desktop_admin.office import sound
from desktop_admin.rules.rights import WITHOUT_SESSION, who_may
from desktop_admin.server.app import make_app
from desktop_admin.server.describing import refusals
from desktop_admin.server.openapi import document
from desktop_admin.server.refusals import STATUS
from tests.contract.golden import openapi_difference
from tests.contract.road import ask
from tests.contract.world import World, shared_wire

HTTP = pytest.mark.parametrize("office_kind", ["sqlite-http"])


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    """The document as data."""
    found: dict[str, Any] = json.loads(document(shared_wire()))
    return found


def test_the_document_is_the_golden_one() -> None:
    lines = openapi_difference()
    assert not lines, "`python -m tests.contract.golden --write` accepts it:\n" + "\n".join(lines[:80])


@HTTP
def test_it_is_served_to_everybody(office_kind: str, bare_world: World, described: dict[str, Any]) -> None:
    """Without session, without contract number, before the office is set up."""
    answer = ask(bare_world, "GET", "/openapi.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json() == described


def test_it_is_valid(described: dict[str, Any]) -> None:
    """By the specification's own schema, and every reference in it leads somewhere."""
    schema = schemathesis.openapi.from_dict(described)
    schema.validate()
    assert all(found.ok() is not None for found in schema.get_all_operations())
    for reference in _references(described):
        part: Any = described
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]


@pytest.mark.parametrize("office_kind", ["sqlite-direct"])
def test_every_request_and_every_route_stands_in_it(
    office_kind: str, world: World, described: dict[str, Any]
) -> None:
    runs = {path.removeprefix("/run/") for path in described["paths"] if path.startswith("/run/")}
    assert runs == requests().keys()
    served = {
        (route.path, method.lower())
        for route in make_app(world.house).routes
        for method in route.methods - {"HEAD"}  # type: ignore[attr-defined]
        if "{name}" not in route.path  # type: ignore[attr-defined]
    }
    written = {
        (path, method)
        for path, methods in described["paths"].items()
        for method in methods.keys() - {"parameters"}
        if not path.startswith("/run/")
    }
    assert written == served


def test_every_operation_says_who_what_and_how_it_fails(described: dict[str, Any]) -> None:
    assert set(STATUS.values()) <= {int(status) for status in refusals(body=True)}
    for name, kind in requests().items():
        operation = described["paths"][f"/run/{name}"]["post"]
        assert operation["x-kaowu-roles"] == sorted(who_may(name))
        assert bool(operation["security"]) is (name not in WITHOUT_SESSION)
        assert {"200", "400", "401", "403", "409", "413", "415", "422", "426", "429", "500", "503"} <= (
            operation["responses"].keys()
        )
        body = described["components"]["schemas"][name]
        assert body["additionalProperties"] is False
        assert ("id" in body["properties"]) is issubclass(kind, Command)
    assert described["components"]["parameters"]["contract"]["schema"] == {"const": str(CONTRACT)}


def test_the_gates_limits_stand_in_it(described: dict[str, Any]) -> None:
    properties = described["components"]["schemas"]["AddNote"]["properties"]
    assert properties["text"]["maxLength"] == sound.LONGEST_TEXT
    assert properties["mentions"]["maxItems"] == sound.LONGEST_LIST
    assert properties["mentions"]["items"]["maximum"] == sound.LARGEST_NUMBER
    assert properties["id"]["maxLength"] == sound.LONGEST_ID


def _references(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [found for value in part.values() for found in _references(value)]
    return [found for value in part for found in _references(value)] if isinstance(part, list) else []
