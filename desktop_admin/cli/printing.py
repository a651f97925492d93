"""Answers and failures as JSON for other programs."""

import json
import sys
from typing import Any

from desktop_admin.contract.errors import OfficeError


def print_json(value: Any) -> None:
    """A value as indented JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_failure(error: OfficeError) -> None:
    """An expected failure as ``{"code","message","details"}`` on standard error."""
    body = {"code": error.code, "message": error.message, "details": error.details}
    sys.stderr.write(json.dumps(body, ensure_ascii=False) + "\n")
