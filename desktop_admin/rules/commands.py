"""Everything that can stand in the journal: who may do it and how people say it. One table, for every screen.

Keys are names of commands, because ``rules`` knows no contract, and of the few rows the office writes itself
(:data:`WRITTEN`). Tests hold that every command has a row, every row a command, and no two the same title.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_admin.rules.exam_sessions import MOVERS, SessionMove
from desktop_admin.rules.roles import (
    ADMIN,
    ANYONE,
    BUSINESS,
    CHIEF,
    DESK,
    ENROL,
    EXAMS,
    INTAKE,
    NEWCOMERS,
    REVIEW,
    Role,
    Roles,
)


@dataclass(frozen=True)
class Deed:
    """``title`` names it in lists and filters. The two sentences follow a name (李四 通过了…); both empty:
    not told to colleagues (signing in). ``{0}`` is the thing in ``one``, and the number of things in ``many``."""

    roles: Roles
    title: str
    one: str = ""
    many: str = ""


_COORDINATED: Roles = REVIEW | {Role.COORDINATOR}
_TELLS_MONEY: Roles = frozenset({Role.PORTAL, Role.FINANCE})
_PORTAL: Roles = frozenset({Role.PORTAL})

COMMANDS: Mapping[str, Deed] = {
    # staff and the office itself
    "FirstRun": Deed(ANYONE, "首次设置"),
    "SignIn": Deed(ANYONE, "登录"),
    "SignOut": Deed(ANYONE, "退出"),
    "ChangePassword": Deed(DESK | _PORTAL, "改自己的密码"),
    "AddStaff": Deed(ADMIN, "新建账号", "新建了{0}", "新建了 {0} 个账号"),
    "EditStaff": Deed(ADMIN, "修改账号", "修改了{0}", "修改了 {0} 个账号"),
    "ResetPassword": Deed(ADMIN, "重置密码", "重置了{0}的密码", "重置了 {0} 个密码"),
    "AcknowledgeGrants": Deed(CHIEF, "确认权限变动", "确认了{0}", "确认了 {0} 条权限变动"),
    "OpenLearnerSession": Deed(_PORTAL, "学员登录"),
    # Administration is apart from business: whole numbers are for those who decide (sees_whole_numbers).
    "RevealJournalEntry": Deed(CHIEF, "查看日志完整号码"),
    "PurgeDetails": Deed(CHIEF, "清除日志内容", "清除了到期的日志内容", "清除了 {0} 次到期的日志内容"),
    # people and companies
    "RegisterCompany": Deed(NEWCOMERS, "登记单位", "登记了{0}", "登记了 {0} 个单位"),
    "EditCompany": Deed(_COORDINATED, "修改单位信息", "修改了{0}的信息", "修改了 {0} 个单位的信息"),
    "RegisterCandidate": Deed(NEWCOMERS, "登记学员", "登记了{0}", "登记了 {0} 名学员"),
    "EditCandidate": Deed(
        _COORDINATED | {Role.LEARNER}, "修改学员信息", "修改了{0}的信息", "修改了 {0} 名学员的信息"
    ),
    "MergeCandidates": Deed(REVIEW, "合并重复学员", "合并了重复登记的{0}", "合并了 {0} 对重复的学员"),
    "RuleOutTwins": Deed(
        REVIEW, "认定不是同一个人", "认定{0}与相像的一条不是同一个人", "认定 {0} 对学员不是同一个人"
    ),
    "ListTwinsAgain": Deed(
        REVIEW, "重新列为可能重复", "把{0}重新列为可能重复", "把 {0} 对学员重新列为可能重复"
    ),
    "RevealCandidate": Deed(BUSINESS, "查看完整号码", "查看了{0}的完整号码", "查看了 {0} 名学员的完整号码"),
    # papers and submissions
    "UploadPaper": Deed(INTAKE, "上传资料"),
    "SubmitPapers": Deed(INTAKE, "提交审核", "提交了{0}", "提交了 {0} 份资料"),
    "WithdrawSubmission": Deed(INTAKE, "撤回申请", "撤回了{0}", "撤回了 {0} 份申请"),
    "ApproveSubmission": Deed(REVIEW, "审核通过", "通过了{0}", "通过了 {0} 份资料"),
    "ReturnSubmission": Deed(REVIEW, "退回修改", "退回了{0}", "退回了 {0} 份资料"),
    "RejectSubmission": Deed(REVIEW, "审核不通过", "判定{0}不通过", "判定 {0} 份资料不通过"),
    "UndoDecision": Deed(REVIEW, "撤销刚才的决定", "撤销了刚才对{0}的决定", "撤销了 {0} 个刚才的决定"),
    "RevokeDecision": Deed(REVIEW, "撤销审核", "撤销了{0}的审核", "撤销了 {0} 份资料的审核"),
    "ConfirmSpotCheck": Deed(REVIEW, "抽查无误", "抽查了{0}，无误", "抽查了 {0} 份资料，无误"),
    "CloseDuplicate": Deed(REVIEW, "作废重复的申请", "作废了重复的{0}", "作废了 {0} 份重复的资料"),
    "SetAside": Deed(REVIEW, "搁置", "搁置了{0}", "搁置了 {0} 份资料"),
    "BringBack": Deed(REVIEW, "取消搁置", "取消搁置{0}", "取消搁置 {0} 份资料"),
    "AddNote": Deed(_COORDINATED, "备注", "给{0}写了备注", "写了 {0} 条备注"),
    "AdmitLate": Deed(CHIEF, "准入", "准入了{0}", "准入了 {0} 份资料"),
    "TakeOverClaim": Deed(REVIEW, "接管", "接管了{0}", "接管了 {0} 份资料"),
    "ExportPapers": Deed(
        _COORDINATED, "导出或打印原件", "导出或打印了{0}的原件", "导出或打印了 {0} 份资料的原件"
    ),
    # policy: what a chief may change
    "EditCategory": Deed(CHIEF, "修改类别", "修改了{0}", "修改了 {0} 次考证类别"),
    "AddReason": Deed(CHIEF, "新增退回原因", "新增了{0}", "新增了 {0} 条退回原因"),
    "EditReason": Deed(CHIEF, "修改退回原因", "修改了{0}", "修改了 {0} 条退回原因"),
    "EditPolicy": Deed(CHIEF, "修改设置", "修改了设置", "修改了 {0} 次设置"),
    "ShiftRegistration": Deed(CHIEF, "调整报名时间", "调整了{0}", "调整了 {0} 次报名时间"),
    # months of exams
    "RegisterSite": Deed(EXAMS, "登记考点", "登记了{0}", "登记了 {0} 个考点"),
    "EditSite": Deed(EXAMS, "修改考点", "修改了{0}", "修改了 {0} 个考点"),
    "RegisterRoom": Deed(EXAMS, "登记考场", "登记了{0}", "登记了 {0} 个考场"),
    "EditRoom": Deed(EXAMS, "修改考场", "修改了{0}", "修改了 {0} 个考场"),
    "AddInvigilator": Deed(EXAMS, "登记监考员", "登记了{0}", "登记了 {0} 名监考员"),
    "EditInvigilator": Deed(EXAMS, "修改监考员", "修改了{0}的信息", "修改了 {0} 名监考员的信息"),
    "RevealInvigilator": Deed(EXAMS, "查看监考员电话", "查看了{0}的电话", "查看了 {0} 名监考员的电话"),
    "EnterCalendarYear": Deed(EXAMS, "录入节假日", "录入了{0}", "录入了 {0} 次节假日"),
    "EditMonthTemplate": Deed(CHIEF, "修改月度模板", "修改了月度模板", "修改了 {0} 次月度模板"),
    "CreateMonth": Deed(EXAMS, "建立月度考务", "建立了{0}等场次", "建立了 {0} 个场次"),
    "CreateSession": Deed(EXAMS, "新建场次", "新建了{0}", "新建了 {0} 个场次"),
    "EditSession": Deed(EXAMS, "修改场次", "修改了{0}", "修改了 {0} 个场次"),
    "OpenSession": Deed(MOVERS[SessionMove.OPEN], "开放场次", "开放了{0}", "开放了 {0} 个场次"),
    "BackToDraft": Deed(
        MOVERS[SessionMove.BACK_TO_DRAFT], "转回草稿", "把{0}转回草稿", "把 {0} 个场次转回草稿"
    ),
    "CancelSession": Deed(MOVERS[SessionMove.CANCEL], "取消场次", "取消了{0}", "取消了 {0} 个场次"),
    "ArchiveSession": Deed(MOVERS[SessionMove.ARCHIVE], "归档场次", "归档了{0}", "归档了 {0} 个场次"),
    # registrations, orders, applications
    "RegisterForExams": Deed(ENROL, "报名", "替{0}报了名", "报了 {0} 个名"),
    "SwitchMonth": Deed(ENROL, "改报月份", "改了{0}的月份", "改了 {0} 个报名的月份"),
    "CancelRegistration": Deed(ENROL, "取消报名", "取消了{0}", "取消了 {0} 个报名"),
    "AdmitLatePayment": Deed(CHIEF, "准入迟缴", "准入了{0}的迟缴", "准入了 {0} 笔迟缴"),
    "ApplyForExam": Deed(ENROL, "申请考试", "替{0}申请了考试", "申请了 {0} 次考试"),
    "WithdrawApplication": Deed(ENROL, "撤回申请考试", "撤回了{0}的考试申请", "撤回了 {0} 个考试申请"),
    "SetFee": Deed(CHIEF, "设定费用", "设定了{0}", "设定了 {0} 项费用"),
    "ReportPayment": Deed(_TELLS_MONEY, "登记缴费", "登记了{0}", "登记了 {0} 笔缴费"),
    # study hours
    "BookHours": Deed(EXAMS, "登记学时", "登记了{0}", "登记了 {0} 张学时表"),
    "UndoHours": Deed(EXAMS, "撤销学时", "撤销了{0}", "撤销了 {0} 张学时表"),
    # notices
    "MarkNotice": Deed(_PORTAL | REVIEW, "登记通知结果", "登记了{0}的通知结果", "登记了 {0} 条通知的结果"),
    "RetryNotice": Deed(REVIEW, "重发通知", "重发了{0}的通知", "重发了 {0} 条通知"),
    # backups
    "OrderBackup": Deed(ADMIN, "立即备份"),
    "CancelBackup": Deed(ADMIN, "取消备份"),
    "EditBackupPlan": Deed(ADMIN, "修改每日备份"),
    "SetBackupFolder": Deed(ADMIN, "设置备份文件夹"),
}
"""What people ask an office to do."""

_NOBODY: Roles = frozenset()

WRITTEN: Mapping[str, Deed] = {
    "WrongPassword": Deed(_NOBODY, "输错密码"),
    "ResetByMachine": Deed(_NOBODY, "在数据机器上重设密码"),
    "RecordBackup": Deed(_NOBODY, "备份"),
    "BackupFailed": Deed(_NOBODY, "备份没有做成"),
}
"""Rows the office writes by itself: nobody can ask for them."""


def deed_of(name: str) -> Deed:
    """The row of a stored name; one that says 其他操作 for a name this program does not know."""
    return COMMANDS.get(name) or WRITTEN.get(name) or Deed(_NOBODY, "其他操作")


def titles() -> Mapping[str, str]:
    """Name → title of everything that can stand in the journal."""
    return {name: deed.title for name, deed in (*COMMANDS.items(), *WRITTEN.items())}
