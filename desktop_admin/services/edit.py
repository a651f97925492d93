"""Field-wise merging of an edit with what others changed meanwhile (house §3, X01).

One function for every form record: fields only one side touched merge; a field both
changed to different values is a Conflict that carries all three values and who was first.
"""

import dataclasses
from datetime import date
from typing import Any, TypeVar

from desktop_admin.contract.errors import Conflict
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.services.chain import last_change
from desktop_admin.services.context import Context

Form = TypeVar("Form")


def merged(
    context: Context, kind: SubjectKind, identity: int, stored: Form, seen: Form, wanted: Form
) -> Form:
    """What to store: ``wanted``'s changes against ``seen``, laid on ``stored``.

    Raises Conflict with ``details["fields"]`` = [{field, seen, stored, wanted}] when both sides
    changed one field differently; ``who`` and ``when`` name whoever last changed (``kind``, ``identity``).
    """
    changes: dict[str, Any] = {}
    clashes: list[dict[str, Any]] = []
    for field in dataclasses.fields(stored):  # type: ignore[arg-type]
        now, before, after = (getattr(form, field.name) for form in (stored, seen, wanted))
        if after in (before, now):
            continue
        if now != before:
            sides = {"seen": before, "stored": now, "wanted": after}
            clashes.append({"field": field.name, **{side: _plain(value) for side, value in sides.items()}})
        else:
            changes[field.name] = after
    if clashes:
        who, when = last_change(context, kind, identity)
        by = f"{who}于 {when} " if who else "同事刚刚"
        raise Conflict(
            f"{by}改动了同一处内容。请对照后选择保留哪一个；您填写的内容没有丢失。",
            {"who": who, "when": when, "fields": clashes},
        )
    return dataclasses.replace(stored, **changes)  # type: ignore[type-var]


def _plain(value: Any) -> Any:
    """As JSON holds it: details of a failure are plain data on every way to the office."""
    if isinstance(value, date):  # an instant is one too
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return dataclasses.asdict(value) if dataclasses.is_dataclass(value) else value  # type: ignore[arg-type]
