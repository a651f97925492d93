"""What the fields of a stored request are called and how their values are said: no code reaches a reader.

Keys are field names of the contract and of the rows the office writes itself. A field that means nothing to
a reader (a version, a fingerprint, a password's stars) stands in :data:`UNTOLD`. Tests hold that every field
of every command stands in one of the two.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from desktop_admin.rules.categories import CategoryKind, Slot, category, is_category
from desktop_admin.rules.clock import local
from desktop_admin.rules.identity import IdType
from desktop_admin.rules.money import yuan
from desktop_admin.rules.orders import Channel, Flow
from desktop_admin.rules.reasons import as_read, given_for_words
from desktop_admin.rules.regions import COUNTIES
from desktop_admin.rules.registrations import Month
from desktop_admin.rules.roles import Role
from desktop_admin.rules.settings import BULK_APPROVAL, SETTINGS, setting_label, setting_words
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.visible import visible, visible_lines
from desktop_admin.rules.windows import Cycle

#: How a value is said: by a function, or as the name of a thing with that number.
How = Callable[[Any], str] | SubjectKind
NOTHING: Final = "（空）"

UNTOLD: Final = frozenset(
    {
        *(
            "id",
            "seen_version",
            "seen_id",
            "stage_id",
            "seen_hashes",
            "keep_version",
            "drop_version",
            "first_version",
        ),
        *("second_version", "sha256", "digest", "head", "subject_kind", "subject_id"),
        *("head_hash", "password", "old", "new", "setup_code", "workstation", "key"),
    }
)


def _text(value: Any) -> str:
    return visible_lines(str(value)) if str(value) else NOTHING


def _one_line(value: Any) -> str:
    return visible(str(value)) if str(value) else NOTHING


def _reason_text(value: Any) -> str:
    return as_read(_text(value))


def _yes(value: Any) -> str:
    return "是" if value else "否"


def _moment(value: Any) -> str:
    try:
        return local(datetime.fromisoformat(str(value))).strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return _text(value)


def _cycle(value: Any) -> str:
    try:
        return Cycle.parse(str(value)).label
    except ValueError:
        return _text(value)


def _category(value: Any) -> str:
    return category(str(value)).short if is_category(str(value)) else _any("全部类别")(value)


def _of_day(value: Any) -> str:
    return f"{int(value) // 60:02d}:{int(value) % 60:02d}"


def _size(value: Any) -> str:
    return f"{int(value) / 1024 / 1024:.1f} MB"


def _any(empty: str) -> Callable[[Any], str]:
    return lambda value: _text(value) if value else empty


def _coded(words: Mapping[str, str], empty: str = NOTHING) -> Callable[[Any], str]:
    return lambda value: words.get(str(value), _text(value)) if value else empty


def _counted(unit: str, none: str = "") -> Callable[[Any], str]:
    return lambda value: none if none and not value else f"{value} {unit}"


def _setting(field: str) -> How:
    return lambda value: setting_words(field, value)


_SLOTS = {slot.value: slot.short for slot in Slot}
EXPORTS: Final[Mapping[str, str]] = {"save": "另存", "print": "打印", "open": "用其他程序打开"}
_ORIGINS = {"daily": "每日自动", "cli": "命令行", "button": "立即备份"}

#: Field → (label, how), in the order people read them.
FIELDS: Final[Mapping[str, tuple[str, How]]] = {
    "submission_id": ("资料", SubjectKind.SUBMISSION),
    "candidate_id": ("学员", SubjectKind.CANDIDATE),
    "keep_id": ("保留的学员", SubjectKind.CANDIDATE),
    "drop_id": ("并入的学员", SubjectKind.CANDIDATE),
    "first_id": ("一条", SubjectKind.CANDIDATE),
    "second_id": ("另一条", SubjectKind.CANDIDATE),
    "staff_id": ("账号", SubjectKind.STAFF),
    "category_id": ("考证类别", SubjectKind.CATEGORY),
    "reason_id": ("退回原因", SubjectKind.REASON),
    "registration_id": ("报名", SubjectKind.REGISTRATION),
    "notice_id": ("通知", SubjectKind.NOTICE),
    "batch_id": ("学时表", SubjectKind.HOURS_BATCH),
    "fresh": ("登记", _counted("行")),
    "run_id": ("备份", SubjectKind.BACKUP),
    "session_id": ("场次", SubjectKind.EXAM_SESSION),
    "invigilator_id": ("监考员", SubjectKind.INVIGILATOR),
    "number": ("操作日志", SubjectKind.JOURNAL),
    "grants": ("权限变动", SubjectKind.GRANT),
    "same_as": ("与之重复", SubjectKind.SUBMISSION),
    "account": ("账号", _text),
    "accounts": ("账号", _text),
    "office_name": ("单位名称", _text),
    "name": ("姓名", _text),
    "site_id": ("考点", SubjectKind.SITE),
    "room_id": ("考场", SubjectKind.ROOM),
    "places": ("座位", _counted("个")),
    "roles": ("角色", _coded({role.value: role.label for role in Role})),
    "id_type": ("证件类型", _coded({kind.value: kind.words for kind in IdType})),
    "id_number": ("证件号码", _text),
    "phone": ("电话", _text),
    "pinyin": ("拼音", _text),
    "company_id": ("单位", SubjectKind.COMPANY),
    "credit_code": ("统一社会信用代码", _text),
    "legal_representative": ("法定代表人", _text),
    "county": ("县市", _coded(COUNTIES)),
    "category": ("考证类别", _category),
    "slot": ("资料", _coded(_SLOTS, "全部资料")),
    "file_name": ("文件名", _one_line),
    "certificate": ("证书编号", _text),
    "expires": ("有效期至", _text),
    "cycle": ("月份", _cycle),
    "copy_of": ("复制自", _cycle),
    "year": ("年份", _text),
    "exam": ("考试日", _text),
    "day": ("日期", _text),
    "starts": ("开考", _text),
    "ends": ("结束", _text),
    "capacity": ("名额", _counted("人")),
    "categories": ("考证类别", _category),
    "rooms": ("考场", SubjectKind.ROOM),
    "duties": ("监考", _text),
    "sessions": ("场次", _text),
    "days": ("节假日", _text),
    "off": ("放假", lambda value: "放假" if value else "上班"),
    "application_opens": ("申请开放", _moment),
    "application_closes": ("申请截止", _moment),
    "study_closes": ("学习截止", _moment),
    "pin_reason": ("固定的原因", _text),
    "month": ("报考", _coded({month.value: month.words for month in Month})),
    "merchant_order_no": ("商户订单号", _text),
    "channel": ("渠道", _coded({one.value: one.words for one in Channel})),
    "channel_no": ("渠道单号", _text),
    "flow": ("收退", _coded({one.value: one.words for one in Flow})),
    "amount": ("金额", lambda value: yuan(int(value))),
    "paid_at": ("缴费时间", _moment),
    "valid_from": ("生效日期", _text),
    "waiting": ("可以候补", _yes),
    "opens": ("开放", _moment),
    "closes": ("截止", _moment),
    "until": ("搁置到", _moment),
    "before": ("早于", _moment),
    "unseen": ("未逐份查看", _yes),
    "despite": ("预检有问题仍然通过", _yes),
    "as_received": ("不合要求仍登记", _yes),
    "reasons": ("原因", _reason_text),
    "reason": ("原因", _text),
    "text": ("文字", _text),
    "note": ("备注", _text),
    "mentions": ("提到的同事", SubjectKind.STAFF),
    "why": ("事由", _text),
    "source": ("来源", _text),
    "how": ("方式", _coded(EXPORTS)),
    "hashes": ("文件", lambda value: f"{len(value)} 份"),
    "sent": ("已发出", _yes),
    "error": ("没有发出的原因", _text),
    "code": ("类别代号", lambda value: f"{value}类"),
    "kind": ("新取或延期", _coded({kind.value: kind.words for kind in CategoryKind})),
    "short": ("简称", _text),
    "required_hours": ("学时", _counted("学时")),
    "offered": ("开放报考", _yes),
    "given_for": ("用于", lambda value: given_for_words(str(value or ""))),
    "digit": ("数字键", lambda value: str(value) if value else "无"),
    "active": ("可用", _yes),
    **{field: (setting_label(field), _setting(field)) for field in SETTINGS},
    "bulk_approval": (setting_label("bulk_approval"), _coded(BULK_APPROVAL)),
    "daily": ("每日备份", _yes),
    "minute": ("备份时间", _of_day),
    "keep": ("保留份数", _counted("份")),
    "origin": ("由谁发起", _coded(_ORIGINS)),
    "folder": ("文件夹", _one_line),
    "file": ("文件", _one_line),
    "size": ("大小", _size),
    "papers": ("资料文件", _counted("份")),
    "missing": ("缺的资料文件", _counted("份", "没有缺")),
    "problem": ("原因", _text),
    "tries": ("连续输错", _counted("次")),
    "address": ("来自", _text),
}

#: Where a field is called otherwise: (command, field) → label.
LABELS: Final[Mapping[tuple[str, str], str]] = {
    ("RegisterSite", "name"): "名称",
    ("EditSite", "name"): "名称",
    ("RegisterSite", "address"): "地址",
    ("EditSite", "address"): "地址",
    ("RegisterRoom", "name"): "名称",
    ("EditRoom", "name"): "名称",
    ("CreateSession", "name"): "名称",
    ("EditSession", "name"): "名称",
    ("EnterCalendarYear", "name"): "名称",
    ("EditMonthTemplate", "day"): "考试日",
    ("RegisterCompany", "name"): "单位名称",
    ("EditCompany", "name"): "单位名称",
    ("EditCategory", "name"): "名称",
    ("SetFee", "name"): "费用项目",
    ("AddNote", "text"): "备注",
    ("AddReason", "text"): "退回原因",
    ("EditReason", "text"): "退回原因",
    ("AddReason", "slot"): "用于资料",
    ("EditReason", "slot"): "用于资料",
    ("AddReason", "category"): "用于类别",
    ("EditReason", "category"): "用于类别",
    ("SetAside", "until"): "搁置到",
    ("AdmitLate", "cycle"): "准入",
}

#: Commands whose ``text`` is a reason of the catalogue, with places for words; their ``code`` is internal.
CATALOGUE: Final = frozenset({"AddReason", "EditReason"})
