"""Every request by its name: what the wire, the command line and the tests go through."""

import dataclasses
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any

from desktop_admin.contract import backups, journal, notices, people, policy, staff, submissions
from desktop_admin.contract.base import Command, Question, Request, Signal

_SUBJECTS: tuple[ModuleType, ...] = (staff, journal, people, submissions, policy, notices, backups)


@cache
def requests() -> Mapping[str, type[Request[Any]]]:
    """Name → request class, in the order of the subjects' files."""
    found: dict[str, type[Request[Any]]] = {}
    for module in _SUBJECTS:
        for name, thing in vars(module).items():
            if (
                isinstance(thing, type)
                and dataclasses.is_dataclass(thing)
                and issubclass(thing, Request)
                and thing.__module__.startswith(module.__name__)
            ):
                found[name] = thing
    return found


def kind_of(request: type[Request[Any]]) -> str:
    """``command``, ``question`` or ``signal``."""
    for kind, name in ((Command, "command"), (Question, "question"), (Signal, "signal")):
        if issubclass(request, kind):
            return name
    raise TypeError(f"{request.__name__} is neither command, question nor signal")
