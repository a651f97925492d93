"""What the texts of a request mean, found by walking its type: for whatever shows, stores or reads requests.

Generic, so that a request added tomorrow is masked in the journal and refused on a command line by the
marks on its own fields, and nobody keeps a list of names.
"""

import dataclasses
import typing
from collections.abc import Callable, Iterator
from functools import cache
from types import UnionType
from typing import Any

from desktop_admin.contract.registry import requests
from desktop_admin.rules.masks import NEVER_KEPT, Meaning, mask_by

#: (meaning or None, text) → the text to put in its place.
Change = Callable[[Meaning | None, str], str]


def changed(name: str, body: Any, change: Change) -> Any:
    """Plain JSON data of the request ``name`` with every text replaced by ``change(meaning, text)``.

    Written by an older version, it may hold fields the contract no longer knows: those are taken by their
    name alone, and so is everything of a request that is gone.
    """
    return _changed(requests().get(name), None, body, change)


def without_secrets(meaning: Meaning | None, text: str) -> str:
    """A :data:`Change` that hides only what is never kept."""
    return mask_by(meaning, text) if meaning in NEVER_KEPT else text


def marked_fields(kind: type) -> Iterator[tuple[str, Meaning | None, Any]]:
    """(path, meaning, type) of every field inside a request's type, nested ones included."""
    return _fields(kind, "")


def holds_secret(kind: type) -> bool:
    """Whether such a request carries a password or a code."""
    return any(meaning is Meaning.SECRET for _path, meaning, _type in marked_fields(kind))


def _changed(kind: Any, meaning: Meaning | None, value: Any, change: Change) -> Any:
    if isinstance(value, str):
        return change(meaning, value)
    if isinstance(value, list):
        item = _item(kind)
        return [_changed(item, meaning, one, change) for one in value]
    if not isinstance(value, dict):
        return value
    known = _own_fields(kind) if kind is not None else {}
    found = {}
    for key, one in value.items():
        inner, marked = known.get(key, (None, _by_name().get(key)))
        found[key] = _changed(inner, marked, one, change)
    return found


def _fields(kind: Any, path: str) -> Iterator[tuple[str, Meaning | None, Any]]:
    for name, (inner, meaning) in _own_fields(kind).items():
        here = f"{path}.{name}".lstrip(".")
        yield here, meaning, inner
        yield from _fields(_item(inner), here)


@cache
def _own_fields(kind: Any) -> dict[str, tuple[Any, Meaning | None]]:
    """Field → (type, meaning) of a dataclass; nothing for any other type."""
    kind = _plain(kind)
    if not dataclasses.is_dataclass(kind) or not isinstance(kind, type):
        return {}
    hints = typing.get_type_hints(kind)
    return {
        field.name: (hints[field.name], field.metadata.get("meaning")) for field in dataclasses.fields(kind)
    }


@cache
def _by_name() -> dict[str, Meaning]:
    """Field name → meaning, for names that mean the same wherever the contract uses them."""
    found: dict[str, set[Meaning | None]] = {}
    for kind in requests().values():
        for path, meaning, _type in marked_fields(kind):
            found.setdefault(path.rpartition(".")[2], set()).add(meaning)
    return {
        name: one
        for name, meanings in found.items()
        if len(meanings) == 1 and (one := next(iter(meanings))) is not None
    }


def _item(kind: Any) -> Any:
    """What a tuple holds; a type that is no tuple itself."""
    kind = _plain(kind)
    return _plain(typing.get_args(kind)[0]) if typing.get_origin(kind) is tuple else kind


def _plain(kind: Any) -> Any:
    """``X | None`` → ``X``."""
    if typing.get_origin(kind) in (typing.Union, UnionType):
        return next(part for part in typing.get_args(kind) if part is not type(None))
    return kind
