"""The commands of the people desk: the one table for keys, buttons, menus, Ctrl+K and F1."""

from desktop_admin.contract.people import (
    MergeCandidates,
    PeopleList,
    PossibleDuplicates,
    RegisterCandidate,
    RegisterCompany,
    RevealCandidate,
)
from desktop_admin.contract.submissions import ReviewQueue, UploadPaper
from desktop_admin.views.common.command import ROW, Command, Table
from desktop_admin.views.common.page import KeyHelp
from desktop_admin.views.people.acts import Acts

_FIND, _DO = "查找", "办理"
_ON_ROW = (ROW,)
_NEXT, _KIND = "下一个 / 上一个", "看学员 / 看单位"

COMMANDS: Table[Acts] = (
    Command("find", "到查找框", ("Ctrl+F",), _FIND, Acts.find, (PeopleList,), after=("Esc",)),
    Command("next", "下一个", ("J",), _FIND, Acts.walk_on, line=_NEXT),
    Command("previous", "上一个", ("K",), _FIND, Acts.walk_back, line=_NEXT),
    Command("people", "看学员", ("P",), _FIND, Acts.show_people, (PeopleList,), line=_KIND),
    Command("companies", "看单位", ("C",), _FIND, Acts.show_companies, (PeopleList,), line=_KIND),
    Command("refresh", "刷新", ("F5",), _FIND, Acts.refresh, (PeopleList,)),
    Command("edit", "编辑…", ("E",), _DO, Acts.edit, why_not=Acts.why_not_edit, menus=_ON_ROW),
    Command("reveal", "显示、遮住完整号码", ("I",), _DO, Acts.reveal, (RevealCandidate,),
            line="显示或遮住完整号码（记入日志）", why_not=Acts.why_not_reveal, menus=_ON_ROW),
    Command("apply", "代为申请…", ("U",), _DO, Acts.apply, (UploadPaper,),
            why_not=Acts.why_not_person, menus=_ON_ROW),
    Command("own_twins", "查重…", ("D",), _DO, Acts.own_twins, (PossibleDuplicates, MergeCandidates),
            line="此人是否重复登记", why_not=Acts.why_not_person, menus=_ON_ROW),
    Command("open_queue", "待审资料", (), _DO, Acts.open_queue, (ReviewQueue,),
            why_not=Acts.why_not_open_queue, menus=_ON_ROW),
    Command("register_person", "登记学员", ("N",), _DO, Acts.register_person, (RegisterCandidate,),
            menus=_ON_ROW, button=True, offered=True),
    Command("register_company", "登记单位", ("M",), _DO, Acts.register_company, (RegisterCompany,),
            menus=_ON_ROW, button=True, offered=True),
    Command("all_twins", "重复登记", (), _DO, Acts.all_twins, (PossibleDuplicates,), button=True, offered=True),
)  # fmt: skip

#: Keys of the list itself.
WALKING = (KeyHelp("↑ ↓", "上一个、下一个", _FIND), KeyHelp("Tab Enter", "到右侧并打开", _FIND))
