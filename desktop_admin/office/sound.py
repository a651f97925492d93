"""What no request may hold, wherever it comes from: refused before anything else sees it.

Apart from the wire because the direct office has no wire: a time without zone or a number no
database can hold must be the same sentence on all four ways, not an accident of one of them.
"""

import dataclasses
import math
import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from desktop_admin.contract.base import Command, Request
from desktop_admin.contract.errors import Invalid

#: PostgreSQL's integer columns; larger numbers are no id of ours.
LARGEST_NUMBER = 2**31 - 1
LONGEST_TEXT = 20_000
LONGEST_ID = 64
#: No list a desk sends comes near this: it re-asks at most a page of ids, and databases bind so many at once.
LONGEST_LIST = 5_000
#: Years no paper, exam or setting lies outside of; the calendar itself ends at 1 and 9999, where zones overflow.
YEARS = range(1900, 2200)
#: More faults than anybody reads; without an end a megabyte of nonsense would be answered with ten.
MOST_FAULTS = 20
#: NUL ends a text in PostgreSQL; half a surrogate pair cannot be written as UTF-8.
_BROKEN = re.compile("[\0\ud800-\udfff]")

_Fault = tuple[str, str, str]


def refuse_unsound(request: Request[Any]) -> None:
    """Invalid with every field that is out of the question."""
    faults = list(islice(_faults(request, ""), MOST_FAULTS))
    if isinstance(request, Command) and not (0 < len(request.id) <= LONGEST_ID and request.id.isascii()):
        faults.append(("id", "command_id", f"操作编号应为 1 到 {LONGEST_ID} 个英文字母或数字"))
    if faults:
        raise Invalid(
            "；".join(f"{field}：{sentence}" for field, _code, sentence in faults) + "。",
            {"faults": [{"field": field, "code": code, "message": said} for field, code, said in faults]},
        )


def _faults(value: Any, path: str) -> Iterator[_Fault]:
    if isinstance(value, datetime) and value.utcoffset() is None:
        yield path, "naive_time", "时间必须带时区"
    elif isinstance(value, date):  # a datetime is one too
        if value.year not in YEARS:
            yield path, "far_time", f"时间应在 {YEARS.start} 年到 {YEARS.stop - 1} 年之间"
    elif isinstance(value, int):
        if abs(value) > LARGEST_NUMBER:
            yield path, "too_large", "数字太大"
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield path, "no_number", "不是有效的数字"
    elif isinstance(value, str):
        yield from text_faults(value, path)
    elif isinstance(value, tuple):
        if len(value) > LONGEST_LIST:
            yield path, "too_many", f"一次最多 {LONGEST_LIST} 项"
            return
        for place, item in enumerate(value):
            yield from _faults(item, f"{path}.{place}")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _faults(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))


def text_faults(text: str, path: str) -> Iterator[_Fault]:
    """What is wrong with a text, wherever it stands."""
    if len(text) > LONGEST_TEXT:
        yield path, "too_long", f"文字最多 {LONGEST_TEXT} 个字"
    elif _BROKEN.search(text):
        yield path, "broken_text", "文字里有不能保存的字符，请重新输入"
