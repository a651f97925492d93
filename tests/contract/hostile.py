"""Requests with one or two nasty fields among plausible ones: what a broken or hostile program would send.

Mostly plausible on purpose: were every field nasty, the first would be refused and hide what the others do.
Made from the contract's own types, so a new request or field is attacked without a line here.
"""

import dataclasses
import enum
import typing
from datetime import UTC, date, datetime, timedelta, timezone
from types import UnionType
from typing import Any

from hypothesis import strategies as st

from desktop_admin.contract.base import Command
from tests.contract.world import PASSWORD, START, citizen

#: One field in this many is nasty.
_ONE_IN = 7
_PLAUSIBLE_WORDS = (
    *("", "石", "欧阳诸葛", "李四", "王敏", "门户", "都匀瑞泰建筑工程有限公司", "微信发来", "note", PASSWORD),
    *("C2_renewal", "A_initial", "seal_missing", "other", "registration_form", "green", "opened", "print"),
    *("91110000600037341L", "N2522701MF0000001Q", "522701", "13812345678", "11010519491231002X", citizen(3)),
    *("2026-11", "2026-12", "2026-12-20", "submission", "candidate", "waiting", "1:ab"),
)
#: Words that some rule somewhere reads as a date, a month, a number, a key, a pattern, or cannot store.
_WORDS = (
    *("", " ", "x", "石", "\0", "a\0b", "\ud800", "😀𬭸", "\u202e\u200b", "长" * 20_001, "长" * 20_000),
    *("0000-00", "0001-01", "1899-12", "1900-01", "2026-11", "2199-12", "2200-01", "9999-12", "2026-13"),
    *("0001-01-01", "1900-01-01", "2026-12-20", "2199-12-31", "9999-12-31", "2026-02-30", "20261220"),
    *("0", "-1", "²", "١٢٣", "NaN", "1e999", "9" * 400, "1:x", "99999999999999999999:ab", "-1:ab", "²:ab"),
    *("C2_renewal", "A_initial", "seal_missing", "other", "registration_form", "commitment_letter", "{字段}"),
    *("91110000600037341L", "N2522701MF0000001Q", "522701", "13812345678", "李四", "王敏", PASSWORD),
    *("11010519491231002X", citizen(0), citizen(7), "522702000101010019", "522702999912310019"),
    *("%", "_", "\\", "'", '"', "*", "a b c", "(((", "[[[", "0" * 64, "f" * 64, "green", "opened", "print"),
)
_NUMBERS = (0, 1, 2, 3, 5, 50, 365, 10_000, -1, -2, 2**31 - 1, 2**31, -(2**31), 2**63, -(2**63), 10**400)
_OFFSETS = (
    timedelta(0),
    timedelta(hours=8),
    timedelta(hours=23, minutes=59),
    -timedelta(hours=23, minutes=59),
)
_INSTANTS = tuple(
    datetime.fromisoformat(clock).replace(tzinfo=timezone(offset))
    for clock in (
        *("0001-01-01T00:00:00", "0001-01-01T12:00:00", "1899-12-31T23:59:00", "1900-01-01T00:00:00"),
        *("1970-01-01T00:00:00", "2026-11-01T00:00:00", "2026-11-25T17:00:00", "2026-12-22T17:00:00"),
        *("2199-12-31T23:59:59", "9999-01-01T00:00:00", "9999-12-31T23:59:59.999999"),
    )
    for offset in _OFFSETS
)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a contract type: mostly one that could be meant, now and then the worst there is."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return instances(kind)
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, UnionType):
        return st.one_of(*(values(part) for part in parts))
    if origin is tuple:
        few = st.lists(values(parts[0]), max_size=3).map(tuple)
        return _seldom(few, values(parts[0]).map(lambda one: (one,) * 6_000))
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return st.sampled_from(kind)
    near = st.integers(-40, 40).map(lambda days: START + timedelta(days=days))
    plausible, nasty = {
        type(None): (st.none(), st.none()),
        bool: (st.booleans(), st.booleans()),
        int: (st.integers(0, 4), st.sampled_from(_NUMBERS)),
        str: (st.sampled_from(_PLAUSIBLE_WORDS), st.sampled_from(_WORDS) | st.text(max_size=40)),
        datetime: (near, st.sampled_from(_INSTANTS) | st.datetimes() | st.datetimes(timezones=st.just(UTC))),
        date: (near.map(datetime.date), st.sampled_from((date.min, date.max))),
    }[kind]
    return _seldom(plausible, nasty)


def _seldom(usual: st.SearchStrategy[Any], seldom: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(1, _ONE_IN).flatmap(lambda roll: seldom if roll == 1 else usual)


def instances(kind: type) -> st.SearchStrategy[Any]:
    """Any instance of a dataclass of the contract."""
    hints = typing.get_type_hints(kind)
    fields = {field.name: values(hints[field.name]) for field in dataclasses.fields(kind)}
    if issubclass(kind, Command):
        fields["id"] = _seldom(st.uuids().map(lambda one: one.hex), fields["id"])
    return st.builds(kind, **fields)
