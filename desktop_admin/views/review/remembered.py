"""The filter of the queue, kept between days (R01).

Stored as JSON under one key of QSettings; what an older or newer program wrote and we do not
understand is no filter at all, never an error.
"""

import json
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import QSettings

from desktop_admin.contract.submissions import QueueFilter, QueueView

_KEY = "review/filter"


def load_filter(settings: QSettings) -> QueueFilter:
    """The filter of last time; the plain work list when there is none."""
    try:
        stored = json.loads(str(settings.value(_KEY, "{}")))
        return _read(stored) if isinstance(stored, dict) else QueueFilter()
    except (ValueError, TypeError, KeyError):
        return QueueFilter()


def save_filter(settings: QSettings, wanted: QueueFilter, company: str) -> None:
    """Remember the filter; a typed search is of the moment and is not kept."""
    stored = asdict(replace(wanted, text=""))
    settings.setValue(_KEY, json.dumps(stored | {"company": company}, ensure_ascii=False))


def load_company(settings: QSettings) -> str:
    """The name of the remembered company, for its chip."""
    try:
        stored = json.loads(str(settings.value(_KEY, "{}")))
        return str(stored.get("company", ""))
    except (ValueError, AttributeError):
        return ""


def _read(stored: dict[str, Any]) -> QueueFilter:
    company = stored.get("company_id")
    return QueueFilter(
        view=QueueView(stored.get("view", QueueView.WAITING)),
        categories=tuple(str(key) for key in stored.get("categories", ())),
        kind=str(stored.get("kind", "")),
        company_id=None if company is None else int(company),
        attempt_from=max(1, int(stored.get("attempt_from", 1))),
        deadline_near=bool(stored.get("deadline_near", False)),
    )
