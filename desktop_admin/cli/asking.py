"""Requests from a shell: what there is, asking, doing, and the files beside them."""

import argparse
import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from desktop_admin.cli.office import open_office
from desktop_admin.cli.printing import print_json
from desktop_admin.contract.base import Request
from desktop_admin.contract.errors import Invalid
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.registry import kind_of
from desktop_admin.office.wire import Wire
from desktop_admin.rules.roles import MAY


def list_requests(arguments: argparse.Namespace) -> int:
    """Every request with its kind, fields, answer and roles."""
    wire = Wire()
    listed = [_describe(name, kind) for name, kind in wire.requests.items()]
    if arguments.json:
        print_json({"contract": CONTRACT, "requests": listed})
        return 0
    for entry in listed:
        fields = ", ".join(field["name"] for field in entry["fields"])
        sys.stdout.write(f"{entry['kind']:9}{entry['name']}({fields}) → {entry['answer']}\n")
    return 0


def ask(arguments: argparse.Namespace) -> int:
    """A question; its answer as JSON."""
    return _run(arguments, ("question",), "kaowu do")


def do(arguments: argparse.Namespace) -> int:
    """A command or signal; its answer as JSON."""
    return _run(arguments, ("command", "signal"), "kaowu ask")


def put(arguments: argparse.Namespace) -> int:
    """Store and inspect a file; its facts as JSON."""
    path = Path(arguments.file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Invalid(f"读不到文件 {path.name}：{error.strerror}。请检查路径。") from error
    with open_office(arguments) as office:
        print_json(dataclasses.asdict(office.put(data, path.name)))
    return 0


def get(arguments: argparse.Namespace) -> int:
    """Write the bytes of a file to ``--out``."""
    with open_office(arguments) as office:
        data = office.get(arguments.sha256)
    try:
        Path(arguments.out).write_bytes(data)
    except OSError as error:
        raise Invalid(f"写不进 {arguments.out}：{error.strerror}。请换一个位置。") from error
    return 0


def _run(arguments: argparse.Namespace, kinds: tuple[str, ...], instead: str) -> int:
    wire = Wire()
    try:
        body = json.loads(arguments.body)
    except ValueError as error:
        raise Invalid(f"内容不是有效的 JSON：{error}。") from None
    request = wire.read_request(arguments.name, body)
    if kind_of(type(request)) not in kinds:
        raise Invalid(
            f"{arguments.name} 要用 {instead}。",
            {"faults": [{"field": "name", "code": "kind", "message": instead}]},
        )
    with open_office(arguments) as office:
        answer = office.run(request)
    print_json(json.loads(wire.answer_body(type(request), answer)))
    return 0


def _describe(name: str, request: type[Request[Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "kind": kind_of(request),
        "fields": [
            {
                "name": field.name,
                "type": str(getattr(field.type, "__name__", field.type)),
                "required": field.default is dataclasses.MISSING
                and field.default_factory is dataclasses.MISSING,
            }
            for field in dataclasses.fields(request)
        ],
        "answer": str(getattr(request.answer_type(), "__name__", request.answer_type())),
        "roles": sorted(role.value for role in MAY[name]),
        "about": (request.__doc__ or "").strip().splitlines()[0],
    }
