"""One stored request of every kind of command and of every value a code can have, over things with telling numbers.

The things are copies with numbers from 70001 on, so that a number that reaches a reader is found in the text.
"""

import dataclasses
import itertools
import json
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from types import SimpleNamespace
from typing import Any, get_args

from sqlalchemy import insert, inspect, select

from desktop_admin.contract.base import Command, new_id
from desktop_admin.contract.meanings import marked_fields
from desktop_admin.contract.registry import requests
from desktop_admin.models.backups import BackupRunRow
from desktop_admin.models.base import Base
from desktop_admin.models.exams import ExamSessionRow, InvigilatorRow, RoomRow, SiteRow
from desktop_admin.models.hours import HoursBatchRow
from desktop_admin.models.journal import JournalRow, OfficeRow
from desktop_admin.models.notices import NoticeRow
from desktop_admin.models.payments import FeeRow, PaymentRow
from desktop_admin.models.people import CandidateRow, CompanyRow
from desktop_admin.models.policy import CategoryRow, ReasonRow, RegistrationShiftRow
from desktop_admin.models.registrations import RegistrationRow
from desktop_admin.models.staff import RoleGrantRow, StaffRow
from desktop_admin.models.submissions import SubmissionRow
from desktop_admin.rules.categories import CATEGORIES, CategoryKind, Slot
from desktop_admin.rules.commands import WRITTEN
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.regions import COUNTIES
from desktop_admin.rules.roles import STAFF_ROLES
from desktop_admin.rules.settings import BULK_APPROVAL
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.told_fields import FIELDS
from desktop_admin.services import chain
from desktop_admin.services.context import Principal
from tests.contract.exam_month import FORM, create, hall
from tests.contract.world import START, World, citizen

ID_NUMBER, PHONE = citizen(7), "13812345678"
SAID = f"证件{ID_NUMBER}，电话{PHONE}，已核对"
FIRST = 70001
DAY = timedelta(days=1)

_TABLES: dict[SubjectKind, tuple[type[Base], dict[str, Any]]] = {
    SubjectKind.STAFF: (StaffRow, {"name": "冉审核"}),
    SubjectKind.COMPANY: (CompanyRow, {"credit_code": "N2522701MF0000001Q", "name": "龙里恒泰建设有限公司"}),
    SubjectKind.CANDIDATE: (CandidateRow, {"name": "韦德福"}),
    SubjectKind.SUBMISSION: (SubmissionRow, {"category": "B_renewal"}),
    SubjectKind.NOTICE: (NoticeRow, {}),
    SubjectKind.GRANT: (RoleGrantRow, {}),
    SubjectKind.CATEGORY: (CategoryRow, {"key": "C_renewal", "short": "C类延期"}),
    SubjectKind.REASON: (ReasonRow, {"code": "form_blank_copy", "text": "报名表有空项：{字段}"}),
    SubjectKind.REGISTRATION_SHIFT: (RegistrationShiftRow, {"cycle": "2027-01"}),
    SubjectKind.BACKUP: (BackupRunRow, {"file": "备份一"}),
    SubjectKind.SITE: (SiteRow, {"name_key": "复制"}),
    SubjectKind.ROOM: (RoomRow, {"name_key": "复制"}),
    SubjectKind.INVIGILATOR: (InvigilatorRow, {}),
    SubjectKind.EXAM_SESSION: (ExamSessionRow, {}),
    SubjectKind.REGISTRATION: (RegistrationRow, {}),
    SubjectKind.FEE: (FeeRow, {}),
    SubjectKind.PAYMENT: (PaymentRow, {"channel_no": "4200002"}),
    SubjectKind.HOURS_BATCH: (HoursBatchRow, {"file_name": "十一月学时"}),
}
_LINKS = {"candidate_id": SubjectKind.CANDIDATE, "company_id": SubjectKind.COMPANY, "staff_id": SubjectKind.STAFF,
          "submission_id": SubjectKind.SUBMISSION}  # fmt: skip

#: Texts that are codes, by field; a text of any other field is somebody's own words.
_CODES: dict[str, list[str]] = {
    "category": ["", *(one.key for one in CATEGORIES)],
    "slot": ["", *Slot],
    "given_for": ["", "return", "reject"],
    "county": list(COUNTIES),
    "bulk_approval": list(BULK_APPROVAL),
    "how": ["save", "print", "open"],
    "origin": ["daily", "cli", "button"],
    "kind": list(CategoryKind),
    "key": [one.key for one in CATEGORIES],
    "id_type": list(IdType),
    "cycle": ["2026-11", "2026-12"],
    "copy_of": ["2026-10"],
    "categories": [one.key for one in CATEGORIES],
    "starts": ["09:00", "14:30"],
    "ends": ["10:30", "16:00"],
    "expires": ["2027-03-01"],
    "sha256": ["ab" * 32],
    **{key: ["***"] for key in ("setup_code", "password", "old", "new")},
    **{key: ["ab" * 32] for key in ("seen_hashes", "hashes")},
    "workstation": ["一号机"],
    "merchant_order_no": ["20261119000001"],
    "channel_no": ["4200001"],
    "id_number": [ID_NUMBER],
    "phone": [PHONE, "13998765432"],
    "credit_code": ["91110000600037341"],
    "pinyin": ["韦德福"],
    "name": ["韦德福", "韦得福"],
}
_INTERNAL = "seal_missing"
_WRITTEN: dict[str, dict[str, Any]] = {
    "WrongPassword": {"tries": 5, "address": "127.0.0.1", "account": "未知账号"},
    "ResetByMachine": {"name": "冉审核"},
    "RecordBackup": {"file": "备份一", "folder": "/备份", "size": 13_000_000, "digest": "ab" * 32, "head": 288,
                     "head_hash": "cd" * 32, "papers": 119, "missing": 0, "workstation": "一号机"},
    "BackupFailed": {"file": "", "folder": "/备份", "problem": "磁盘已满", "workstation": "一号机"},
}  # fmt: skip


def prepare(world: World) -> dict[SubjectKind, int]:
    """Copies of things of every kind; kind → its telling number."""
    number = world.waiting_one()
    world.approve(number)
    create(world, dataclasses.replace(FORM, site_id=hall(world).site))
    with world.house.database.writing() as session:
        session.add(RegistrationShiftRow(cycle="2027-02", opens=START, closes=START + DAY, reason="停电"))
        session.add(
            RegistrationRow(
                candidate_id=1, submission_id=number, category="C2_renewal", cycle="2026-11",
                first_cycle="2026-11", registered_at=START,
            )
        )  # fmt: skip
        session.add(
            FeeRow(category="C2_renewal", name="培训服务费", amount=38000, valid_from=START.date(), reason="公示",
                   at=START, staff_id=1)
        )  # fmt: skip
        session.add(
            PaymentRow(merchant_order_no="KW1", channel="wechat", channel_no="4200001", flow="paid", amount=38000,
                       paid_at=START, reported_at=START, staff_id=1)
        )  # fmt: skip
        session.add(HoursBatchRow(file_name="十一月学时", rows=1, at=START, staff_id=1))
        session.add(BackupRunRow(origin="daily", state="done", workstation="一号机", asked_at=START))
        session.add(RoleGrantRow(at=START, staff_id=1, way="made", roles=[]))
        session.flush()
        for place, (table, changes) in enumerate(_TABLES.values()):
            _copy(session, table, FIRST + place, changes)
    return {kind: FIRST + place for place, kind in enumerate(_TABLES)}


def _copy(session: Any, table: type[Base], number: int, changes: dict[str, Any]) -> None:
    numbers = {kind: FIRST + place for place, kind in enumerate(_TABLES)}
    columns = inspect(table).local_table
    first = dict(session.execute(select(columns).order_by(columns.c.id).limit(1)).mappings().one())
    links = {link: numbers[kind] for link, kind in _LINKS.items() if link in first}
    session.execute(insert(columns).values(first | links | changes | {"id": number}))


def bodies(name: str, numbers: dict[SubjectKind, int]) -> Iterator[dict[str, Any]]:
    """Requests of that name: as many as it takes for every code of every field to appear once."""
    if name in WRITTEN:
        yield from ({**_WRITTEN[name], "origin": one} for one in _CODES["origin"])
        return
    kind = requests()[name]
    fields = {path.rpartition(".")[2] for path, *_ in marked_fields(kind)}
    for turn in range(max([2, *(len(_CODES[field]) for field in fields & _CODES.keys())])):
        yield _body(name, kind, turn, numbers)


def _body(name: str, kind: Any, turn: int, numbers: dict[SubjectKind, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    hints = {path: inner for path, _meaning, inner in marked_fields(kind) if "." not in path}
    for field in dataclasses.fields(kind):
        if field.name != "id":
            shift = field.name == "wanted"
            found[field.name] = _value(name, field.name, hints[field.name], turn + shift, numbers)
    return found


def _value(name: str, field: str, kind: Any, turn: int, numbers: dict[SubjectKind, int]) -> Any:
    how = FIELDS.get(field, ("", None))[1]
    inner = next((one for one in get_args(kind) if one not in (type(None), Ellipsis)), kind)
    many = str(kind).startswith("tuple")
    if how is SubjectKind.JOURNAL:
        one: Any = 3
    elif isinstance(how, SubjectKind):
        one = numbers[how]
    elif field == "roles":
        return [STAFF_ROLES[turn % len(STAFF_ROLES)].value]
    elif field == "code":
        one = ["A", "B", "C1", "C2", "C3"][turn % 5] if name == "EditCategory" else _INTERNAL
    elif field in _CODES:
        codes = _CODES[field]
        one = str(codes[turn % len(codes)])
    elif dataclasses.is_dataclass(inner):
        one = _body(name, inner, turn, numbers)
    elif isinstance(inner, type) and issubclass(inner, StrEnum):
        one = list(inner)[turn % len(inner)].value
    elif inner is bool:
        one = bool(turn % 2)
    elif inner is int:
        one = 5 + turn
    elif inner is str:
        one = f"报名表有空项：{{字段}}{turn}" if field == "text" and name != "AddNote" else f"{SAID}{turn}"
    elif inner is date:
        one = f"2026-11-{10 + turn % 9}"
    else:
        one = f"2026-11-{10 + turn % 9}T09:00:00+00:00"
    return [one] if many else one


def write(world: World, name: str, body: dict[str, Any], numbers: dict[SubjectKind, int]) -> int:
    """A journal row as the office would write it, about a thing of every kind; its number."""
    subjects = [(kind, numbers.get(kind, 1), 3) for kind in SubjectKind]
    with world.house.database.writing() as session:
        office = session.execute(select(OfficeRow.head, OfficeRow.head_hash)).one()
        staff = Principal(numbers[SubjectKind.STAFF], "", frozenset(), via="desk", workstation="一号机")
        chain.append(
            session,
            SimpleNamespace(head=office.head, head_hash=office.head_hash),
            staff,
            command_id=new_id(),
            on_behalf_id=numbers[SubjectKind.CANDIDATE],
            name=name,
            at=START,
            subjects=subjects,
            receipt="",
            detail=json.dumps(body, ensure_ascii=False),
        )
        return int(session.scalar(select(JournalRow.number).order_by(JournalRow.number.desc()).limit(1)) or 0)


def every_name() -> list[str]:
    """Everything that can stand in a journal."""
    return [*(name for name, kind in requests().items() if issubclass(kind, Command)), *WRITTEN]


def every_field() -> set[tuple[str, str]]:
    """(command, field) of everything a stored request may hold."""
    commands = ((name, kind) for name, kind in requests().items() if issubclass(kind, Command))
    paths = ((name, path.rpartition(".")[2]) for name, kind in commands for path, *_ in marked_fields(kind))
    written = ((name, field) for name, body in _WRITTEN.items() for field in [*body, "origin"])
    return set(itertools.chain(paths, written))
