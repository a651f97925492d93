"""Requests as another program sends them: raw HTTP to a served office."""

import json
from typing import Any

import requests as http

from desktop_admin.contract.office import CONTRACT
from tests.contract.world import World


def headers_of(desk: Any, contract: object = CONTRACT) -> dict[str, str]:
    """The headers of a desk that has signed in."""
    return {"Kaowu-Contract": str(contract), "Authorization": f"Bearer {desk.token}"}


def send(
    world: World,
    name: str,
    body: Any = None,
    *,
    contract: object = CONTRACT,
    raw: bytes | None = None,
    who: str = "李四",
    **headers: str,
) -> http.Response:
    """A request by its name; ``headers`` with ``_`` for ``-``."""
    sent = {"Content-Type": "application/json", **headers_of(world.as_(who), contract)}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(
        world, "POST", f"/run/{name}", data=json.dumps(body).encode() if raw is None else raw, headers=sent
    )


def ask(world: World, method: str, path: str, **arguments: Any) -> http.Response:
    """Any method on any path."""
    assert world.server is not None
    return http.request(method, world.server.url + path, timeout=20, allow_redirects=False, **arguments)
