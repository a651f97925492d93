"""The kinds of things a command touches: one word each for the journal, the feed and every screen that listens.

The journal stores the value, so a value never changes; a kind nobody touches does not stand here (a test).
"""

from collections.abc import Mapping
from enum import StrEnum


class SubjectKind(StrEnum):
    """What ``Subject.kind`` may say. An older journal may hold others: read with :func:`kind_words`."""

    SUBMISSION = "submission"
    CANDIDATE = "candidate"
    COMPANY = "company"
    NOTICE = "notice"
    REGISTRATION = "registration"
    FEE = "fee"
    PAYMENT = "payment"
    HOURS_BATCH = "hours_batch"
    STAFF = "staff"
    GRANT = "grant"
    POLICY = "policy"
    OFFICE = "office"
    CATEGORY = "category"
    REASON = "reason"
    REGISTRATION_SHIFT = "registration_shift"
    EXAM_SESSION = "exam_session"
    SITE = "site"
    ROOM = "room"
    INVIGILATOR = "invigilator"
    MONTH_TEMPLATE = "month_template"
    CALENDAR_YEAR = "calendar_year"
    JOURNAL = "journal"
    BACKUP = "backup"
    BACKUP_PLAN = "backup_plan"
    BACKUP_PLACE = "backup_place"

    @property
    def label(self) -> str:
        """The Chinese word on screens."""
        return _LABELS[self]


_LABELS: Mapping[SubjectKind, str] = {
    SubjectKind.SUBMISSION: "资料",
    SubjectKind.CANDIDATE: "学员",
    SubjectKind.COMPANY: "单位",
    SubjectKind.NOTICE: "通知",
    SubjectKind.REGISTRATION: "报名",
    SubjectKind.FEE: "费用项目",
    SubjectKind.PAYMENT: "缴费",
    SubjectKind.HOURS_BATCH: "学时表",
    SubjectKind.STAFF: "账号",
    SubjectKind.GRANT: "权限变动",
    SubjectKind.POLICY: "设置",
    SubjectKind.OFFICE: "本办公室",
    SubjectKind.CATEGORY: "考证类别",
    SubjectKind.REASON: "退回原因",
    SubjectKind.REGISTRATION_SHIFT: "报名时间",
    SubjectKind.EXAM_SESSION: "场次",
    SubjectKind.SITE: "考点",
    SubjectKind.ROOM: "考场",
    SubjectKind.INVIGILATOR: "监考员",
    SubjectKind.MONTH_TEMPLATE: "月度模板",
    SubjectKind.CALENDAR_YEAR: "节假日",
    SubjectKind.JOURNAL: "操作日志",
    SubjectKind.BACKUP: "备份",
    SubjectKind.BACKUP_PLAN: "每日备份",
    SubjectKind.BACKUP_PLACE: "备份文件夹",
}
_SOME: Mapping[str, str] = {
    SubjectKind.SUBMISSION: "一份资料",
    SubjectKind.CANDIDATE: "一名学员",
    SubjectKind.COMPANY: "一个单位",
    SubjectKind.NOTICE: "一份资料",
    SubjectKind.REGISTRATION: "一个报名",
    SubjectKind.FEE: "一项费用",
    SubjectKind.PAYMENT: "一笔缴费",
    SubjectKind.HOURS_BATCH: "一张学时表",
    SubjectKind.STAFF: "一个账号",
    SubjectKind.GRANT: "一条权限变动",
    SubjectKind.CATEGORY: "考证类别",
    SubjectKind.REASON: "一条退回原因",
    SubjectKind.REGISTRATION_SHIFT: "报名时间",
    SubjectKind.EXAM_SESSION: "一场考试",
    SubjectKind.SITE: "一个考点",
    SubjectKind.ROOM: "一个考场",
    SubjectKind.INVIGILATOR: "一名监考员",
}

_WORDS: Mapping[str, str] = {kind.value: kind.label for kind in SubjectKind}


def kind_words(kind: str) -> str:
    """The word of a stored kind; 其他 for one this program does not know."""
    return _WORDS.get(kind, "其他")


def this_words(kind: str) -> str:
    """The thing one speaks of, in a sentence: 这份资料."""
    some = some_words(kind)
    return f"这{some[1:]}" if some.startswith("一") else f"这项{some}"


def some_words(kind: str) -> str:
    """One thing of that kind without its name, in a sentence: 一份资料."""
    return _SOME.get(kind) or kind_words(kind)
