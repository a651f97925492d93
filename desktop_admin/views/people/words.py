"""How people and companies are described on screen; pure functions, shared by views, forms and tests."""

from datetime import date, datetime
from typing import Any

from desktop_admin.contract.catalogue import CatalogueRecord
from desktop_admin.contract.people import CandidateCard, PersonSubmission
from desktop_admin.rules.categories import category, is_category
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.regions import COUNTIES
from desktop_admin.rules.states import SubmissionState
from desktop_admin.views.common.times import local
from desktop_admin.views.common.tokens import STATE_TONES

CANDIDATE_LABELS = {
    "name": "姓名",
    "id_type": "证件类型",
    "id_number": "证件号码",
    "company_id": "单位",
    "phone": "电话",
    "pinyin": "拼音",
}
COMPANY_LABELS = {
    "name": "单位名称",
    "credit_code": "统一社会信用代码",
    "legal_representative": "法定代表人",
    "county": "所在县市",
    "phone": "电话",
}


def county_words(code: str) -> str:
    """The county of a code; an unknown code is shown as it is."""
    return COUNTIES.get(code, code)


def candidate_value(field: str, value: Any) -> str:
    """A value of the candidate form as people read it (conflict dialog)."""
    if value is None:
        return ""
    if field == "id_type":
        return IdType(value).words
    return str(value)


def company_value(field: str, value: Any) -> str:
    """A value of the company form as people read it."""
    return county_words(str(value)) if field == "county" else str(value or "")


def state_words(state: str) -> tuple[str, str]:
    """(word, tone) of a submission's state; one of a newer office is shown as it is."""
    word = SubmissionState(state).words if state in list(SubmissionState) else state
    return word, STATE_TONES.get(state, "info")


def category_words(catalogue: CatalogueRecord | None, key: str) -> str:
    """C2类延期, by the office's catalogue, by the rules while that is not loaded."""
    for one in catalogue.categories if catalogue else ():
        if one.form.key == key:
            return one.form.short
    return category(key).short if is_category(key) else key


def born_words(card: CandidateCard, now: datetime) -> str:
    """男 · 1990年3月7日（36岁）; only what is known and shown to these roles."""
    parts = [card.sex or ""]
    born = card.birth_date
    if born is not None:
        parts.append(f"{born.year}年{born.month}月{born.day}日（{_age(born, local(now).date())}岁）")
    return " · ".join(part for part in parts if part)


def submission_words(one: PersonSubmission) -> str:
    """2026年11月 · 第2次提交."""
    year, dash, month = one.cycle.partition("-")
    cycle = f"{year}年{int(month)}月" if dash and month.isdigit() else one.cycle
    times = f"第{one.attempt}次提交" if one.attempt > 1 else ""
    return " · ".join(part for part in (cycle, times) if part)


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
