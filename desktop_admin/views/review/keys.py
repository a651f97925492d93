"""The commands of the review desk: the one table for keys, buttons, menus, Ctrl+K and F1 (R03, X10).

The viewer brings its own (papers, paging, size): ``views/papers/tools.py``.
"""

from desktop_admin.contract.people import RevealCandidate
from desktop_admin.contract.submissions import (
    AddNote,
    ApproveSubmission,
    RejectSubmission,
    ReturnSubmission,
    ReviewQueue,
    SetAside,
    UndoDecision,
    UploadPaper,
)
from desktop_admin.views.common.command import ROW, Command, Table, help_of
from desktop_admin.views.common.page import KeyHelp
from desktop_admin.views.papers.tools import COMMANDS as PAPERS
from desktop_admin.views.review.acts import Acts

_DECIDE, _WALK, _MORE = "决定", "队列", "其他"
_ON_ROW = (ROW,)
_TAKE_LINE = "接管（Shift：同事还在操作也接管）"

COMMANDS: Table[Acts] = (
    Command("approve", "通过", ("A",), _DECIDE, Acts.approve, (ApproveSubmission,),
            line="通过（未看的先翻出来）", why_not=Acts.why_not_approve, menus=_ON_ROW),
    Command("approve_despite", "仍然通过", ("Shift+A",), _DECIDE, Acts.approve_despite, (ApproveSubmission,),
            line="预检有问题，看过仍然通过", why_not=Acts.why_not_approve_despite, menus=_ON_ROW),
    Command("send_back", "退回…", ("R",), _DECIDE, Acts.send_back, (ReturnSubmission,),
            line="退回：数字选原因，Enter 发出", why_not=Acts.why_not_decide, menus=_ON_ROW),
    Command("reject", "不通过…", ("X",), _DECIDE, Acts.reject, (RejectSubmission,),
            line="不通过：同上", why_not=Acts.why_not_decide, menus=_ON_ROW),
    Command("next", "下一份", ("J",), _WALK, Acts.walk_on, line="下一份 / 上一份", after=("Down",)),
    Command("previous", "上一份", ("K",), _WALK, Acts.walk_back, line="下一份 / 上一份", after=("Up",)),
    Command("bulk", "批量选择", ("B",), _WALK, Acts.toggle_bulk, (ReviewQueue,),
            line="批量选择：空格勾选，Shift 连选", on=Acts.in_bulk, menus=_ON_ROW, offered=True),
    Command("find", "在队列里查找", ("Ctrl+F",), _WALK, Acts.find, (ReviewQueue,)),
    Command("refresh", "刷新队列", ("F5",), _WALK, Acts.refresh, (ReviewQueue,), menus=_ON_ROW),
    Command("aside", "搁置", ("S",), _MORE, Acts.aside, (SetAside,),
            line="搁置到某日", why_not=Acts.why_not_aside, menus=_ON_ROW, button=True),
    Command("upload", "代传", ("U",), _MORE, Acts.upload, (UploadPaper,),
            line="代传资料", why_not=Acts.why_not_open, menus=_ON_ROW, button=True),
    Command("undo", "撤销", ("Ctrl+Z",), _DECIDE, Acts.undo, (UndoDecision,),
            line="8 秒内撤销刚才的决定", button=True),
    Command("note", "写备注", ("N",), _MORE, Acts.note, (AddNote,),
            line="写备注，@同事", why_not=Acts.why_not_open, menus=_ON_ROW),
    Command("history", "历史 · 版本 · 备注", ("H",), _MORE, Acts.history, why_not=Acts.why_not_open),
    Command("take_over", "接管", ("T",), _MORE, Acts.take_over,
            line=_TAKE_LINE, why_not=Acts.why_not_take_over, menus=_ON_ROW),
    Command("take_over_live", "接管同事正在操作的", ("Shift+T",), _MORE, Acts.take_over_live,
            line=_TAKE_LINE, why_not=Acts.why_not_take_over),
    Command("reveal", "显示、遮住证件号码", ("I",), _MORE, Acts.reveal, (RevealCandidate,),
            why_not=Acts.why_not_reveal, menus=_ON_ROW),
    Command("leave", "离开，草稿保留", (), _MORE, Acts.leave, after=("Esc",)),
)  # fmt: skip

#: Keys of the reasons while they are picked: walking there, no commands.
_PICKING = (KeyHelp("Tab", "选原因时换资料", _DECIDE), KeyHelp("0", "选原因时写其他", _DECIDE))

#: What F1 lists.
HELP: tuple[KeyHelp, ...] = tuple(help_of(COMMANDS, PAPERS, also=_PICKING))
