"""The words a queue row and a dossier are described with.

Pure functions, apart from every widget, so that the list, the dossier head, the accessible text and
the tests say the same thing.  ``now`` is always a parameter: the office's clock, never the workstation's.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from desktop_admin.contract.catalogue import CatalogueRecord, CategoryForm
from desktop_admin.contract.journal import ClaimRow
from desktop_admin.contract.submissions import DecisionKind, DossierRecord, QueueRow
from desktop_admin.rules.categories import category, is_category
from desktop_admin.rules.states import OPEN_FOR_DECISION, SubmissionState
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.times import local
from desktop_admin.views.common.tokens import STATE_TONES
from desktop_admin.views.common.two_lines import Tag

DECISION_WORDS: Mapping[DecisionKind, str] = {
    DecisionKind.APPROVE: "通过",
    DecisionKind.RETURN: "退回修改",
    DecisionKind.REJECT: "不通过",
    DecisionKind.DUPLICATE: "作废（重复）",
}

DECISION_TONES: Mapping[DecisionKind, str] = {
    DecisionKind.APPROVE: "ok",
    DecisionKind.RETURN: "back",
    DecisionKind.REJECT: "bad",
    DecisionKind.DUPLICATE: "info",
}


def state_tag(state: str) -> Tag:
    """A state as colour and word; an unknown one of a newer office is shown as it is."""
    words = SubmissionState(state).words if state in list(SubmissionState) else state
    return Tag(words, STATE_TONES.get(state, "info"))


def undecided(state: str) -> bool:
    """Whether a reviewer may decide on a dossier in this state."""
    return state in {one.value for one in OPEN_FOR_DECISION}


def waiting_from(record: DossierRecord) -> datetime | None:
    """Since when it waits, as the queue counts it: a re-review since the paper was replaced."""
    if record.state != SubmissionState.RE_REVIEW:
        return record.submitted_at
    return max((paper.uploaded_at for paper in record.papers if paper.current), default=record.submitted_at)


def category_form(catalogue: CatalogueRecord | None, key: str) -> CategoryForm | None:
    """The office's own names of a category."""
    rows = catalogue.categories if catalogue is not None else ()
    return next((row.form for row in rows if row.form.key == key), None)


def category_short(catalogue: CatalogueRecord | None, key: str) -> str:
    """C2类延期, by the office's catalogue, by the rules while that is not loaded."""
    form = category_form(catalogue, key)
    if form is not None:
        return form.short
    return category(key).short if is_category(key) else key


def category_long(catalogue: CatalogueRecord | None, key: str) -> str:
    """安全员C2延期 · 土建类专职安全生产管理人员."""
    form = category_form(catalogue, key)
    name = form.name if form is not None else category(key).name if is_category(key) else key
    head, bracket, rest = name.partition("（")
    return f"{head} · {rest.removesuffix('）')}" if bracket else name


def size_words(size: int) -> str:
    """A file's size: 812 KB, 1.4 MB."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))} KB"


def left_of(day: str, now: datetime) -> str:
    """What remains until an ISO day: 还有 31 天, 今天到期, 已过期 3 天; empty when it is no ISO day."""
    try:
        days = (date.fromisoformat(day) - local(now).date()).days
    except ValueError:
        return ""
    if days < 0:
        return f"已过期 {-days} 天"
    return f"还有 {days} 天" if days else "今天到期"


def cycle_words(cycle: str) -> str:
    """2026-11 → 2026年11月."""
    year, dash, month = cycle.partition("-")
    return f"{year}年{int(month)}月" if dash and month.isdigit() else cycle


def claim_of(claims: Iterable[ClaimRow], submission_id: int, me: int) -> ClaimRow | None:
    """A colleague's live claim on a dossier."""
    return next(
        (
            claim
            for claim in claims
            if (claim.kind, claim.subject_id) == (SubjectKind.SUBMISSION, submission_id)
            and claim.staff_id != me
            and not claim.lapsed
        ),
        None,
    )


def tags(row: QueueRow, claim: ClaimRow | None) -> tuple[Tag, ...]:
    """The tags of a row, the most urgent first (the list shows as many as fit)."""
    found: list[Tag] = []
    flags = set(row.flags)
    if claim is not None:
        found.append(Tag(f"{claim.who}在看", "info"))
    if not undecided(row.state):
        found.append(state_tag(row.state))
    if flags & {"re_review", "replaced"}:
        found.append(Tag("资料已换", "warn"))
    if "admitted" in flags:
        found.append(Tag("已准入", "info"))
    elif row.late_minutes > 0:
        found.append(Tag(f"迟交{row.late_minutes}分钟", "bad"))
    elif "overdue" in flags:
        found.append(Tag("截止前未审", "warn"))
    for flag, tag in _FLAG_TAGS:
        if flag in flags:
            found.append(tag)
    if row.attempt > 1:
        found.append(Tag(f"第{row.attempt}次", "accent"))
    if "next_month" in flags:
        found.append(Tag("下月", "info"))
    return tuple(found)


_FLAG_TAGS = (
    ("bad_file", Tag("坏文件", "bad")),
    ("spot_check", Tag("待抽查", "accent")),
    ("duplicate", Tag("重复", "warn")),
    ("mentioned", Tag("@我", "accent")),
    ("set_aside", Tag("搁置", "info")),
)
