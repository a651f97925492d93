"""A stored request told to a reader: its fields in words, things by name, a change as 改前 → 改后.

Pure: what it is given is already masked, and the names of things come with it. The journal page, the history
of the settings and of a person tell the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop_admin.rules.categories import Slot
from desktop_admin.rules.reasons import as_read
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.told_fields import CATALOGUE, FIELDS, LABELS, NOTHING, UNTOLD
from desktop_admin.rules.visible import visible_lines

Thing = tuple[SubjectKind, int]


@dataclass(frozen=True)
class Line:
    """One line: ``before`` is empty unless a value was changed (an empty value reads （空）)."""

    label: str
    after: str
    before: str = ""


def things_in(body: Any) -> set[Thing]:
    """Everything a stored request names by its number."""
    found: set[Thing] = set()
    if isinstance(body, dict):
        for field, value in body.items():
            how = FIELDS.get(field, ("", str))[1]
            numbers = value if isinstance(value, list) else [value]
            if isinstance(how, SubjectKind):
                found |= {(how, one) for one in numbers if isinstance(one, int)}
            for one in numbers:
                found |= things_in(one)
    return found


def told(name: str, body: Any, names: Mapping[Thing, str]) -> list[Line]:
    """The lines of the request ``name``. ``names`` are those of :func:`things_in`; a thing without one is gone."""
    if not isinstance(body, dict):
        return [Line("内容", visible_lines(str(body)))]
    seen, wanted = body.get("seen"), body.get("wanted")
    lines = list(_fields(name, body, names))
    if isinstance(seen, dict) and isinstance(wanted, dict):
        changed = list(_changes(name, seen, wanted, names))
        return [*lines, *(changed or [Line("改动", "没有改动")])]
    return lines


def _fields(name: str, body: Mapping[str, Any], names: Mapping[Thing, str]) -> Iterator[Line]:
    for field in _in_order(body):
        value = body[field]
        if field in ("seen", "wanted") or value in (None, "", [], {}):
            continue
        if value is False and field != "sent":  # what was not asked for; only a notice not sent is news
            continue
        if field == "reasons":
            yield from (_reason(one) for one in value if isinstance(one, dict))
        elif field in ("account", "accounts") and not isinstance(value, str):
            yield from (_account(one) for one in (value if isinstance(value, list) else [value]))
        elif isinstance(value, dict):
            yield from _fields(name, value, names)
        elif _is_told(name, field):
            yield Line(_label(name, field), _say(name, field, value, names))


def _changes(
    name: str, seen: Mapping[str, Any], wanted: Mapping[str, Any], names: Mapping[Thing, str]
) -> Iterator[Line]:
    for field in _in_order(wanted):
        if seen.get(field) != wanted[field] and _is_told(name, field):
            before, after = (_say(name, field, form.get(field), names) for form in (seen, wanted))
            yield Line(_label(name, field), after, before)


def _in_order(body: Mapping[str, Any]) -> list[str]:
    places = {field: place for place, field in enumerate(FIELDS)}
    return sorted(body, key=lambda field: places.get(field, len(places)))


def _is_told(name: str, field: str) -> bool:
    return field not in UNTOLD and not (field == "code" and name in CATALOGUE)


def _label(name: str, field: str) -> str:
    # A field of another version of the program has no word here; its name is a code, its value may matter.
    return LABELS.get((name, field)) or FIELDS.get(field, ("其他", str))[0]


def _say(name: str, field: str, value: Any, names: Mapping[Thing, str]) -> str:
    how = FIELDS.get(field, ("", _unknown))[1]
    if isinstance(value, list) and field != "hashes":
        return "、".join(_say(name, field, one, names) for one in value) or NOTHING
    if value is None:
        return NOTHING
    if isinstance(value, dict):  # one of a list: a day, a planned session, who invigilates where
        told_of_it = (part for part in _in_order(value) if _is_told(name, part))
        return "，".join(
            _say(name, part, value[part], names) for part in told_of_it if value[part] not in (None, "", [])
        )
    if isinstance(how, SubjectKind):
        return names.get((how, value), "已不在册") if isinstance(value, int) else visible_lines(str(value))
    if field == "text" and name in CATALOGUE:
        return as_read(how(value))
    try:
        return how(value)
    except (TypeError, ValueError, OverflowError):  # written by another version, in another form
        return visible_lines(str(value))


def _unknown(value: Any) -> str:
    return visible_lines(str(value))


def _reason(one: Mapping[str, Any]) -> Line:
    slot = one.get("slot")
    label = f"{Slot(slot).short}的原因" if slot in list(Slot) else "原因"
    return Line(label, as_read(visible_lines(str(one.get("text", "")))))


def _account(one: Any) -> Line:
    if not isinstance(one, dict):
        return Line("账号", visible_lines(str(one)))
    roles = _say("", "roles", one.get("roles") or [], {})
    return Line("账号", f"{visible_lines(str(one.get('name', '')))}（{roles}）")
