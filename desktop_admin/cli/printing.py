"""Answers and failures as JSON for other programs, and for the eyes of whoever reads it in a terminal.

What hides in a name (direction, zero width, halves of characters) is written as an escape: the program that
reads it gets the same text, and a terminal neither turns a line around nor hides its end.
"""

import json
import sys
from typing import Any

from desktop_admin.contract.errors import OfficeError
from desktop_admin.rules.visible import hides


def print_json(value: Any) -> None:
    """A value as indented JSON on standard output."""
    sys.stdout.write(as_json(value, indent=2) + "\n")


def print_failure(error: OfficeError) -> None:
    """An expected failure as ``{"code","message","details"}`` on standard error."""
    body = {"code": error.code, "message": error.message, "details": error.details}
    sys.stderr.write(as_json(body) + "\n")


def as_json(value: Any, indent: int | None = None) -> str:
    """JSON in which everything that can be seen stands as it is, and nothing else."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    hidden = {ord(char): json.dumps(char)[1:-1] for char in set(text) if hides(char) and char != "\n"}
    return text.translate(hidden)
