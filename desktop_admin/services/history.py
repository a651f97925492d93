"""What the journal says about a thing, in sentences for staff (R13).

Titles are data; the text is taken from the detail of the row, or says that it was erased.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from desktop_admin.contract.submissions import HistoryEntry
from desktop_admin.rules.commands import deed_of
from desktop_admin.rules.masks import mask_in_text
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.visible import short_name
from desktop_admin.rules.windows import Cycle
from desktop_admin.services.context import Context
from desktop_admin.services.journal import rows_about

_SLOTS: Mapping[str, str] = {"commitment_letter": "承诺书", "registration_form": "报名表"}
_EXPORTS: Mapping[str, str] = {"save": "保存原件", "print": "打印", "open": "用外部程序打开"}


def timeline(
    context: Context, subjects: Iterable[tuple[SubjectKind, int]], limit: int = 500
) -> tuple[HistoryEntry, ...]:
    """History of the subjects, (kind, id) each, newest first, at most ``limit`` lines."""
    entries = []
    for row, who, text in rows_about(context, subjects, limit):
        # The engine lets only the portal say "portal", so a desk cannot pass for the learner.
        learner = row.on_behalf_id is not None and row.via == "portal" and row.name != "RegisterCandidate"
        entries.append(
            HistoryEntry(
                number=row.number,
                at=row.at,
                who="学员本人" if learner else who or "",
                on_behalf=row.on_behalf_id is not None and not learner,
                title=deed_of(row.name).title,
                text="（内容已按保存期限清除）" if text is None else _words(row.name, json.loads(text)),
            )
        )
    return tuple(entries)


def _words(name: str, asked: Mapping[str, Any]) -> str:
    parts: list[str] = []
    if asked.get("reasons"):
        parts.append(
            "；".join(
                f"{_SLOTS.get(item['slot'], '')}：{item['text']}".lstrip("：") for item in asked["reasons"]
            )
        )
    if name == "UploadPaper":
        parts.append(f"{_SLOTS.get(asked['slot'], asked['slot'])} {short_name(asked['file_name'])}")
    if name == "AdmitLate":
        parts.append(Cycle.parse(asked["cycle"]).label)
    if name == "ExportPapers":
        parts.append(_EXPORTS.get(asked["how"], asked["how"]))
    if name == "CloseDuplicate":
        parts.append("与本人的另一份申请重复")
    if name == "MarkNotice":
        parts.append("已发出" if asked.get("sent") else f"发送失败 {asked.get('error', '')}".strip())
    if asked.get("unseen"):
        parts.append("未逐份查看")
    for key in ("reason", "note", "text", "why"):
        if isinstance(asked.get(key), str) and asked[key]:
            parts.append(asked[key])
    if asked.get("source"):
        parts.append(f"来源：{asked['source']}")
    # A number may stand in a reason or a file name; whoever may see it whole asks for it (domain §6).
    return mask_in_text("，".join(parts))
