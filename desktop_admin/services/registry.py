"""Which function answers a request: the one of the same name in the file of the same subject.

``contract/people.py: RegisterCompany`` is answered by ``services/people.py: register_company``,
always; there is no list to forget to extend (house §4).
"""

import importlib
import re
from collections.abc import Callable, Mapping
from typing import Any

from desktop_admin.contract.base import Request
from desktop_admin.contract.registry import requests
from desktop_admin.services.context import Context

Handler = Callable[[Context, Any], Any]


def snake(name: str) -> str:
    """ApproveSubmission → approve_submission."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def handlers() -> Mapping[type[Request[Any]], Handler]:
    """Every request with its function. A missing one fails at once, not at the first use."""
    found: dict[type[Request[Any]], Handler] = {}
    for name, request in requests().items():
        subject = request.__module__.split(".")[2]
        module = importlib.import_module(f"desktop_admin.services.{subject}")
        found[request] = getattr(module, snake(name))
    return found
