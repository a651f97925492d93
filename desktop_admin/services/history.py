"""What the journal says about a thing, in sentences for staff (R13).

Titles are data; the text is taken from the detail of the row, or says that it was erased.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from desktop_admin.contract.submissions import HistoryEntry
from desktop_admin.rules.categories import Slot
from desktop_admin.rules.commands import deed_of
from desktop_admin.rules.masks import mask_in_text
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.telling import things_in, told
from desktop_admin.rules.told_fields import EXPORTS
from desktop_admin.rules.visible import short_name
from desktop_admin.rules.windows import Cycle
from desktop_admin.services.chain import rows_about
from desktop_admin.services.context import Context
from desktop_admin.services.naming import names_of
from desktop_admin.services.veil import veiled

#: Commands that change a form a person's or a company's page shows.
_FORMS = frozenset({"EditCandidate", "EditCompany"})


def timeline(
    context: Context, subjects: Iterable[tuple[SubjectKind, int]], limit: int = 500
) -> tuple[HistoryEntry, ...]:
    """History of the subjects, (kind, id) each, newest first, at most ``limit`` lines."""
    entries = []
    rows = rows_about(context, subjects, limit)
    changes = _changes(context, rows)
    for row, who, text in rows:
        # The engine lets only the portal say "portal", so a desk cannot pass for the learner.
        learner = row.on_behalf_id is not None and row.via == "portal" and row.name != "RegisterCandidate"
        entries.append(
            HistoryEntry(
                number=row.number,
                at=row.at,
                who="学员本人" if learner else who or "",
                on_behalf=row.on_behalf_id is not None and not learner,
                title=deed_of(row.name).title,
                text="（内容已按保存期限清除）"
                if text is None
                else changes.get(row.number) or _words(row.name, json.loads(text)),
            )
        )
    return tuple(entries)


def _changes(context: Context, rows: Iterable[tuple[Any, ...]]) -> dict[int, str]:
    """Number → 电话：138****5678 → 139****5678, for rows that changed a form; numbers of persons masked."""
    bodies = {
        row.number: (row.name, json.loads(veiled(row.name, text)))
        for row, _who, text in rows
        if text is not None and row.name in _FORMS
    }
    names = names_of(context, {thing for _name, body in bodies.values() for thing in things_in(body)})
    return {
        number: "，".join(
            f"{line.label}：{line.before} → {line.after}" for line in told(name, body, names) if line.before
        )
        for number, (name, body) in bodies.items()
    }


def _words(name: str, asked: Mapping[str, Any]) -> str:
    parts: list[str] = []
    if asked.get("reasons"):
        parts.append(
            "；".join(f"{_slot(item['slot'])}：{item['text']}".lstrip("：") for item in asked["reasons"])
        )
    if name == "UploadPaper":
        parts.append(f"{_slot(asked['slot'])} {short_name(asked['file_name'])}")
    if name == "AdmitLate":
        parts.append(Cycle.parse(asked["cycle"]).label)
    if name == "ExportPapers":
        parts.append(EXPORTS.get(asked["how"], ""))
    if name == "CloseDuplicate":
        parts.append("与本人的另一份申请重复")
    if name == "MarkNotice":
        parts.append("已发出" if asked.get("sent") else f"发送失败 {asked.get('error', '')}".strip())
    if asked.get("unseen"):
        parts.append("未逐份查看")
    if asked.get("despite"):
        parts.append("预检有问题，仍然通过")
    for key in ("reason", "note", "text", "why"):
        if isinstance(asked.get(key), str) and asked[key]:
            parts.append(asked[key])
    if asked.get("source"):
        parts.append(f"来源：{asked['source']}")
    # A number may stand in a reason or a file name; whoever may see it whole asks for it (domain §6).
    return mask_in_text("，".join(parts))


def _slot(value: str | None) -> str:
    return Slot(value).short if value in list(Slot) else ""
