"""The feed in words: 李四 通过了 3 份资料. Pure functions, so that the list and the tests say the same.

A :class:`Change` names a request and its subjects and nothing personal; neither do these sentences.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop_admin.contract.journal import Change
from desktop_admin.rules.subjects import SubjectKind

#: Request → (what was done to one thing, what was done to ``{0}`` things).
VERBS: Mapping[str, tuple[str, str]] = {
    "ApproveSubmission": ("通过了一份资料", "通过了 {0} 份资料"),
    "ReturnSubmission": ("退回了一份资料", "退回了 {0} 份资料"),
    "RejectSubmission": ("审核不通过一份资料", "审核不通过 {0} 份资料"),
    "CloseDuplicate": ("作废了一份重复的资料", "作废了 {0} 份重复的资料"),
    "UndoDecision": ("撤回了刚才的决定", "撤回了 {0} 个决定"),
    "RevokeDecision": ("撤销了一份资料的审核", "撤销了 {0} 份资料的审核"),
    "ConfirmSpotCheck": ("抽查了一份资料，无误", "抽查了 {0} 份资料，无误"),
    "SetAside": ("搁置了一份资料", "搁置了 {0} 份资料"),
    "BringBack": ("取消搁置一份资料", "取消搁置 {0} 份资料"),
    "AddNote": ("写了一条备注", "写了 {0} 条备注"),
    "AdmitLate": ("准予一份迟交的资料", "准予 {0} 份迟交的资料"),
    "TakeOverClaim": ("接管了一份资料", "接管了 {0} 份资料"),
    "ExportPapers": ("导出或打印了资料原件", "导出或打印了 {0} 份资料原件"),
    "SubmitPapers": ("提交了一份资料", "提交了 {0} 份资料"),
    "WithdrawSubmission": ("撤回了一份申请", "撤回了 {0} 份申请"),
    "RegisterCandidate": ("登记了一名学员", "登记了 {0} 名学员"),
    "EditCandidate": ("修改了一名学员的信息", "修改了 {0} 名学员的信息"),
    "MergeCandidates": ("合并了重复的学员", "合并了 {0} 对重复的学员"),
    "RevealCandidate": ("查看了一个完整证件号", "查看了 {0} 个完整证件号"),
    "RegisterCompany": ("登记了一个单位", "登记了 {0} 个单位"),
    "EditCompany": ("修改了一个单位的信息", "修改了 {0} 个单位的信息"),
    "EditCategory": ("修改了考证类别", "修改了 {0} 次考证类别"),
    "AddReason": ("新增了一条退回原因", "新增了 {0} 条退回原因"),
    "EditReason": ("修改了一条退回原因", "修改了 {0} 条退回原因"),
    "EditPolicy": ("修改了设置", "修改了 {0} 次设置"),
    "ShiftRegistration": ("调整了报名时间", "调整了 {0} 次报名时间"),
    "MarkNotice": ("登记了一条通知的结果", "登记了 {0} 条通知的结果"),
    "RetryNotice": ("重发了一条通知", "重发了 {0} 条通知"),
    "AddStaff": ("新建了一个账号", "新建了 {0} 个账号"),
    "EditStaff": ("修改了一个账号", "修改了 {0} 个账号"),
    "AcknowledgeGrants": ("确认了一条权限变动", "确认了 {0} 条权限变动"),
    "ResetPassword": ("重置了一个密码", "重置了 {0} 个密码"),
    "PurgeDetails": ("清除了到期的日志内容", "清除了 {0} 次到期的日志内容"),
}

#: Equal deeds of one person among the last few lines, no further apart than this, are one line with a number.
TOGETHER = timedelta(minutes=30)


@dataclass(frozen=True)
class Happening:
    """A line of 同事刚刚: the newest instant, who, what, and where a click leads (0: nowhere)."""

    at: datetime
    who: str
    what: str
    count: int
    submission_id: int


def happenings(changes: Iterable[Change], me: str, most: int = 11) -> list[Happening]:
    """Newest first. Deeds without words for colleagues (sign-in, …) are left out; own ones are 您."""
    found: list[Happening] = []
    names: list[str] = []
    for change in sorted(changes, key=lambda one: -one.number):
        verb = VERBS.get(change.name)
        if verb is None or not change.who:
            continue
        who = "您" if change.who == me else change.who
        place = _same_deed(found, names, who, change)
        if place >= 0:
            one = found[place]
            found[place] = Happening(one.at, who, verb[1].format(one.count + 1), one.count + 1, 0)
        elif len(found) < most:
            names.append(change.name)
            found.append(Happening(change.at, who, verb[0], 1, _submission(change)))
        else:
            break
    return found


def _same_deed(found: list[Happening], names: list[str], who: str, change: Change) -> int:
    """The line among the last three that says the same of the same person; -1 if there is none."""
    for place in range(len(found) - 1, max(-1, len(found) - 4), -1):
        one = found[place]
        if one.who == who and names[place] == change.name and one.at - change.at <= TOGETHER:
            return place
    return -1


def _submission(change: Change) -> int:
    return next((subject.id for subject in change.subjects if subject.kind == SubjectKind.SUBMISSION), 0)
