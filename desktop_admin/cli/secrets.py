"""Passwords of requests on the command line: by prompt, environment or standard input, never in the call.

What stands in a call is seen by everybody on the machine and kept in the shell's history.
"""

import os
import sys
from collections.abc import Callable, Iterator
from getpass import getpass
from typing import Any

from desktop_admin.contract.errors import Invalid
from desktop_admin.contract.meanings import marked_fields
from desktop_admin.rules.masks import Meaning

NEW_PASSWORD = "KAOWU_NEW_PASSWORD"
PASSWORD = "KAOWU_PASSWORD"


def refuse_in_call(kind: type, body: Any) -> None:
    """Invalid when a secret stands in the JSON of the call."""
    given = [path for path in _secrets(kind) for _holder, _key in _places(body, path, present=True)]
    if given:
        raise Invalid(
            f"密码不能写在命令里（会留在历史记录中，别人也看得到）：{'、'.join(given)}。请去掉它，"
            f"程序会要求输入；或放进环境变量 {NEW_PASSWORD}，或用“-”从标准输入给出 JSON。",
            {
                "faults": [
                    {"field": path, "code": "secret_in_call", "message": "不能写在命令里"} for path in given
                ]
            },
        )


def fill_in(kind: type, body: Any, ask: Callable[[str], str] | None = None) -> None:
    """Put the secrets that are missing into ``body``: from the environment, else asked for at a terminal."""
    for path in _secrets(kind):
        if path == "setup_code":
            continue
        for holder, key in _places(body, path, present=False):
            variable = PASSWORD if key == "old" else NEW_PASSWORD
            value = os.environ.get(variable, "")
            if not value and (ask is not None or sys.stdin.isatty()):
                value = (ask or getpass)(f"{path}: ")
            if not value:
                raise Invalid(
                    f"缺 {path}。请在终端里输入，或放进环境变量 {variable}。",
                    {"faults": [{"field": path, "code": "missing", "message": variable}]},
                )
            holder[key] = value


def _secrets(kind: type) -> list[str]:
    return [path for path, meaning, _type in marked_fields(kind) if meaning is Meaning.SECRET]


def _places(body: Any, path: str, *, present: bool) -> Iterator[tuple[dict[str, Any], str]]:
    """(object, key) of every place ``path`` leads to where the key is (not) there."""
    if isinstance(body, list):
        for item in body:
            yield from _places(item, path, present=present)
        return
    if not isinstance(body, dict):
        return
    key, _, rest = path.partition(".")
    if rest:
        yield from _places(body.get(key), rest, present=present)
    elif (key in body) is present:
        yield body, key
