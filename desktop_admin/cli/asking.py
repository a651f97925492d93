"""Requests from a shell: what there is, asking, doing, and the files beside them."""

import argparse
import dataclasses
import json
import stat
import sys
from pathlib import Path
from typing import Any

from desktop_admin.cli.office import open_office
from desktop_admin.cli.printing import print_json
from desktop_admin.cli.secrets import fill_in, refuse_in_call
from desktop_admin.contract.base import Request
from desktop_admin.contract.errors import Invalid
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.registry import kind_of
from desktop_admin.office.one_json import NotRead, read_json
from desktop_admin.office.wire import Wire
from desktop_admin.papers.named_file import read_named
from desktop_admin.rules.purposes import Purpose
from desktop_admin.rules.rights import who_may
from desktop_admin.rules.visible import visible
from desktop_admin.views.papers.save import write_whole


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
    data = read_named(path)
    with open_office(arguments) as office:
        print_json(dataclasses.asdict(office.put(data, path.name, Purpose(arguments.purpose))))
    return 0


def get(arguments: argparse.Namespace) -> int:
    """Write the bytes of a file to ``--out``, whole or not at all."""
    target = _place(arguments.out)
    with open_office(arguments) as office:
        data = office.get(arguments.sha256)
    try:
        write_whole(target, data)
    except OSError as error:
        raise _not_written(arguments.out, error.strerror or "原因不明") from error
    return 0


def _place(name: str) -> Path:
    """Where to write. A pipe would wait for its reader, a device would swallow the paper: looked at before asking."""
    try:
        target = Path(name).resolve()
        if not stat.S_ISREG(target.stat().st_mode):
            raise _not_written(name, "它不是普通文件（是文件夹、管道或设备）")
    except FileNotFoundError:
        return target
    except (OSError, RuntimeError, ValueError) as error:  # forbidden; links in a ring; a NUL in the name
        raise _not_written(name, getattr(error, "strerror", None) or "路径无效") from error
    return target


def _not_written(name: str, reason: str) -> Invalid:
    return Invalid(f"写不进 {visible(name)}：{reason}。请换一个位置。")


def _run(arguments: argparse.Namespace, kinds: tuple[str, ...], instead: str) -> int:
    wire = Wire()
    try:
        body = read_json(sys.stdin.read() if arguments.body == "-" else arguments.body)
    except NotRead as error:
        raise Invalid(f"内容不是有效的 JSON：{error.sentence}") from None
    except UnicodeDecodeError:
        raise Invalid("内容不是有效的 JSON：不是 UTF-8 编码。") from None
    kind = wire.requests.get(arguments.name)
    if kind is not None:
        if arguments.body != "-":
            refuse_in_call(kind, body)
        fill_in(kind, body)
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
        "roles": sorted(role.value for role in who_may(name)),
        "about": (request.__doc__ or "").strip().splitlines()[0],
    }
