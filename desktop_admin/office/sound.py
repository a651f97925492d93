"""What no request may hold, wherever it comes from: refused before anything else sees it.

Apart from the wire because the direct office has no wire: a time without zone or a number no
database can hold must be the same sentence on all four ways, not an accident of one of them.
"""

import dataclasses
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from desktop_admin.contract.base import Command, Request
from desktop_admin.contract.errors import Invalid

#: PostgreSQL's integer columns; larger numbers are no id of ours.
_LARGEST = 2**31 - 1
_LONGEST_TEXT = 20_000
_LONGEST_ID = 64

_Fault = tuple[str, str, str]


def refuse_unsound(request: Request[Any]) -> None:
    """Invalid with every field that is out of the question."""
    faults = list(_faults(request, ""))
    if isinstance(request, Command) and not (0 < len(request.id) <= _LONGEST_ID and request.id.isascii()):
        faults.append(("id", "command_id", f"操作编号应为 1 到 {_LONGEST_ID} 个英文字母或数字"))
    if faults:
        raise Invalid(
            "；".join(f"{field}：{sentence}" for field, _code, sentence in faults) + "。",
            {"faults": [{"field": field, "code": code, "message": said} for field, code, said in faults]},
        )


def _faults(value: Any, path: str) -> Iterator[_Fault]:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            yield path, "naive_time", "时间必须带时区"
    elif isinstance(value, int):
        if abs(value) > _LARGEST:
            yield path, "too_large", "数字太大"
    elif isinstance(value, str):
        yield from _text_faults(value, path)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _faults(item, f"{path}.{place}")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _faults(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))


def _text_faults(text: str, path: str) -> Iterator[_Fault]:
    if len(text) > _LONGEST_TEXT:
        yield path, "too_long", f"文字最多 {_LONGEST_TEXT} 个字"
    elif any(sign == "\0" or unicodedata.category(sign) == "Cs" for sign in text):
        yield path, "broken_text", "文字里有不能保存的字符，请重新输入"
