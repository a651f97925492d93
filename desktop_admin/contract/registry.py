"""Every request by its name: what the wire, the command line and the tests go through."""

import dataclasses
import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Any

from desktop_admin import contract
from desktop_admin.contract.base import Command, Question, Request, Signal


@cache
def requests() -> Mapping[str, type[Request[Any]]]:
    """Name → request class, file by file in the order of their names. Every file of the contract is looked at."""
    found: dict[str, type[Request[Any]]] = {}
    for file in pkgutil.walk_packages(contract.__path__, f"{contract.__name__}."):
        module = importlib.import_module(file.name)
        for name, thing in vars(module).items():
            if (
                isinstance(thing, type)
                and dataclasses.is_dataclass(thing)
                and issubclass(thing, Request)
                and thing.__module__ == file.name
                and file.name != Request.__module__
            ):
                found[name] = thing
    return found


def kind_of(request: type[Request[Any]]) -> str:
    """``command``, ``question`` or ``signal``."""
    for kind, name in ((Command, "command"), (Question, "question"), (Signal, "signal")):
        if issubclass(request, kind):
            return name
    raise TypeError(f"{request.__name__} is neither command, question nor signal")
