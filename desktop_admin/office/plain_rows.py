"""Rows of any table as plain JSON values and back, the same for both kinds of database.

Columns are found by looking at the database, not at the models: so an office of an older revision can be
backed up before it is migrated, and put back as it was.
"""

import base64
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    inspect,
)
from sqlalchemy.types import TypeEngine

from desktop_admin.models.base import UtcDateTime

_TYPES: Mapping[str, Callable[[], TypeEngine[Any]]] = {
    "int": BigInteger,
    "float": Float,
    "text": Text,
    "bool": Boolean,
    "instant": UtcDateTime,
    "date": Date,
    "bytes": LargeBinary,
}


def kinds_of(connection: Connection, table: str) -> tuple[tuple[str, str], ...]:
    """(column, kind) of a table as it stands in the database."""
    return tuple((str(one["name"]), _kind(one["type"])) for one in inspect(connection).get_columns(table))


def plain_table(name: str, columns: tuple[tuple[str, str], ...]) -> Table:
    """A table to select from or insert into, with nothing but names and kinds."""
    return Table(name, MetaData(), *(Column(column, _TYPES[kind]()) for column, kind in columns))


def to_plain(row: Any) -> list[Any]:
    """A row as JSON values: instants and dates ISO, bytes base64."""
    return [_plain(value) for value in row]


def from_plain(columns: tuple[tuple[str, str], ...], row: list[Any]) -> dict[str, Any]:
    """JSON values as the row they were. ValueError or TypeError for what is none."""
    return {
        column: None if value is None else _READ[kind](value)
        for (column, kind), value in zip(columns, row, strict=True)
    }


def _kind(found: TypeEngine[Any]) -> str:
    for kind, types in (
        ("bool", Boolean),
        ("int", Integer),
        ("float", Numeric),
        ("instant", DateTime),
        ("date", Date),
        ("bytes", LargeBinary),
    ):
        if isinstance(found, types):
            return kind
    return "text"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def _exactly(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"not {kind.__name__}")
        return value

    return read


_READ: Mapping[str, Callable[[Any], Any]] = {
    "int": _exactly(int),
    "float": float,
    "text": _exactly(str),
    "bool": _exactly(bool),
    "instant": lambda value: datetime.fromisoformat(value).astimezone(UTC),
    "date": date.fromisoformat,
    "bytes": lambda value: base64.b64decode(value, validate=True),
}
