"""The names of things, as they are called today: what a reader sees instead of a number.

One query for each kind of thing, whatever the number of things; names are no numbers of persons and stand
unmasked in every list.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from desktop_admin.models.backups import BackupRunRow
from desktop_admin.models.exams import (
    ExamSessionRow,
    InvigilatorRow,
    RoomRow,
    SiteRow,
)
from desktop_admin.models.hours import HoursBatchRow
from desktop_admin.models.notices import NoticeRow
from desktop_admin.models.payments import FeeRow, PaymentRow
from desktop_admin.models.people import CandidateRow, CompanyRow
from desktop_admin.models.policy import CategoryRow, ReasonRow, RegistrationShiftRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.models.staff import RoleGrantRow, StaffRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.categories import category, is_category
from desktop_admin.rules.clock import words
from desktop_admin.rules.money import yuan
from desktop_admin.rules.orders import Flow
from desktop_admin.rules.reasons import as_read
from desktop_admin.rules.subjects import SubjectKind, kind_words
from desktop_admin.rules.telling import Thing
from desktop_admin.rules.windows import Cycle
from desktop_admin.services.context import Context

#: Things an office has only one of: the word of their kind is their name.
_ONE_OF: frozenset[SubjectKind] = frozenset(
    {
        *(SubjectKind.POLICY, SubjectKind.OFFICE, SubjectKind.MONTH_TEMPLATE),
        *(SubjectKind.BACKUP_PLAN, SubjectKind.BACKUP_PLACE),
    }
)
#: Things whose name says already what they are.
_BY_NAME_ALONE: frozenset[str] = frozenset({SubjectKind.SUBMISSION, SubjectKind.NOTICE})
#: Numbers in one question: below what any database takes.
_AT_ONCE = 500


def names_of(context: Context, things: Iterable[Thing]) -> Mapping[Thing, str]:
    """(kind, id) → name, without the word of its kind: ``韦德福``, ``韦德福 的 B类延期``. Unknown ones are left out."""
    wanted: dict[SubjectKind, list[int]] = {}
    for kind, identity in dict.fromkeys(things):
        wanted.setdefault(kind, []).append(identity)
    found: dict[Thing, str] = {}
    for kind, identities in wanted.items():
        for start in range(0, len(identities), _AT_ONCE):
            part = identities[start : start + _AT_ONCE]
            found |= {(kind, one): name for one, name in _asked(context, kind, part)}
    return found


def thing_words(kind: str, identity: int, names: Mapping[Thing, str]) -> str:
    """``学员 韦德福``, ``设置``; without a name ``学员（已不在册）``. ``kind`` may be of another version."""
    word = kind_words(kind)
    if kind not in _KINDS or _KINDS[kind] in _ONE_OF:
        return word
    name = names.get((_KINDS[kind], identity))
    return f"{word} {name}" if name else f"{word}（已不在册）"


def short_thing_words(kind: str, identity: int, names: Mapping[Thing, str]) -> str:
    """The same inside a sentence: papers go by the name alone (龑䶮 的 B类延期); empty without a name."""
    name = names.get((_KINDS[kind], identity), "") if kind in _KINDS else ""
    return name if kind in _BY_NAME_ALONE or not name else f"{kind_words(kind)} {name}"


def known_things(subjects: Iterable[tuple[str, int]]) -> list[Thing]:
    """(kind, id) of stored subjects, those of kinds this program knows."""
    return [(_KINDS[kind], identity) for kind, identity in subjects if kind in _KINDS]


def table_of(kind: SubjectKind) -> Any:
    """The rows of that kind; KeyError for a kind of which there is only one thing."""
    return _QUESTIONS[kind][1].class_


_KINDS: Mapping[str, SubjectKind] = {kind.value: kind for kind in SubjectKind}


def _asked(context: Context, kind: SubjectKind, identities: Sequence[int]) -> Iterable[tuple[int, str]]:
    if kind is SubjectKind.JOURNAL:
        return [(one, f"第 {one} 号") for one in identities]
    if kind is SubjectKind.CALENDAR_YEAR:
        return [(one, f"{one}年") for one in identities]
    if kind in _ONE_OF:
        return []
    statement, key, name = _QUESTIONS[kind]
    rows = context.session.execute(statement().where(key.in_(identities)))
    return [(int(row[0]), name(*row[1:])) for row in rows]


def _submission(person: str, key: str) -> str:
    return f"{person} 的 {category(key).short}" if is_category(key) else f"{person} 的申请"


def _file(file: str, asked_at: Any) -> str:
    return file or words(asked_at, year=True)


def _about() -> Any:
    return func.coalesce(SubmissionRow.category, RegistrationRow.category, "")


def _registration(person: str, key: str, cycle: str) -> str:
    return f"{_submission(person, key)}（{Cycle.parse(cycle).label}）"


def _fee(key: str, amount: int) -> str:
    return f"{category(key).short if is_category(key) else key} {yuan(amount)}"


def _payment(flow: str, amount: int) -> str:
    return f"{Flow(flow).words} {yuan(amount)}"


def _plain(name: str) -> str:
    return name


def _cycle(key: str) -> str:
    return Cycle.parse(key).label


_QUESTIONS: Mapping[SubjectKind, tuple[Callable[[], Any], Any, Callable[..., str]]] = {
    SubjectKind.CANDIDATE: (lambda: select(CandidateRow.id, CandidateRow.name), CandidateRow.id, _plain),
    SubjectKind.COMPANY: (lambda: select(CompanyRow.id, CompanyRow.name), CompanyRow.id, _plain),
    SubjectKind.STAFF: (lambda: select(StaffRow.id, StaffRow.name), StaffRow.id, _plain),
    SubjectKind.SUBMISSION: (
        lambda: select(SubmissionRow.id, CandidateRow.name, SubmissionRow.category).join(
            CandidateRow, CandidateRow.id == SubmissionRow.candidate_id
        ),
        SubmissionRow.id,
        _submission,
    ),
    SubjectKind.NOTICE: (
        lambda: (
            select(NoticeRow.id, CandidateRow.name, _about())
            .join(CandidateRow, CandidateRow.id == NoticeRow.candidate_id)
            .outerjoin(SubmissionRow, SubmissionRow.id == NoticeRow.submission_id)
            .outerjoin(RegistrationRow, RegistrationRow.id == NoticeRow.registration_id)
        ),
        NoticeRow.id,
        _submission,
    ),
    SubjectKind.REGISTRATION: (
        lambda: select(
            RegistrationRow.id, CandidateRow.name, RegistrationRow.category, RegistrationRow.cycle
        ).join(CandidateRow, CandidateRow.id == RegistrationRow.candidate_id),
        RegistrationRow.id,
        _registration,
    ),
    SubjectKind.FEE: (lambda: select(FeeRow.id, FeeRow.category, FeeRow.amount), FeeRow.id, _fee),
    SubjectKind.PAYMENT: (
        lambda: select(PaymentRow.id, PaymentRow.flow, PaymentRow.amount),
        PaymentRow.id,
        _payment,
    ),
    SubjectKind.HOURS_BATCH: (
        lambda: select(HoursBatchRow.id, HoursBatchRow.file_name, HoursBatchRow.at),
        HoursBatchRow.id,
        _file,
    ),
    SubjectKind.GRANT: (
        lambda: select(RoleGrantRow.id, StaffRow.name).join(StaffRow, StaffRow.id == RoleGrantRow.staff_id),
        RoleGrantRow.id,
        _plain,
    ),
    SubjectKind.CATEGORY: (lambda: select(CategoryRow.id, CategoryRow.short), CategoryRow.id, _plain),
    SubjectKind.REASON: (lambda: select(ReasonRow.id, ReasonRow.text), ReasonRow.id, as_read),
    SubjectKind.REGISTRATION_SHIFT: (
        lambda: select(RegistrationShiftRow.id, RegistrationShiftRow.cycle),
        RegistrationShiftRow.id,
        _cycle,
    ),
    SubjectKind.EXAM_SESSION: (
        lambda: select(ExamSessionRow.id, ExamSessionRow.name),
        ExamSessionRow.id,
        _plain,
    ),
    SubjectKind.SITE: (lambda: select(SiteRow.id, SiteRow.name), SiteRow.id, _plain),
    SubjectKind.ROOM: (lambda: select(RoomRow.id, RoomRow.name), RoomRow.id, _plain),
    SubjectKind.INVIGILATOR: (
        lambda: select(InvigilatorRow.id, InvigilatorRow.name),
        InvigilatorRow.id,
        _plain,
    ),
    SubjectKind.BACKUP: (
        lambda: select(BackupRunRow.id, BackupRunRow.file, BackupRunRow.asked_at),
        BackupRunRow.id,
        _file,
    ),
}
