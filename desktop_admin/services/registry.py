"""Which function answers a request: the one of the same name in the file of the same name.

``contract/people/companies.py: RegisterCompany`` is answered by
``services/people/companies.py: register_company``, always; there is no list to forget to extend (house §4).
"""

import importlib
import re
from collections.abc import Callable, Mapping
from typing import Any

from desktop_admin import contract, services
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
        path = request.__module__.removeprefix(contract.__name__)
        found[request] = getattr(importlib.import_module(services.__name__ + path), snake(name))
    return found
