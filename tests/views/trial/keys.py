"""The commands of the made-up desk."""

from typing import Protocol

from desktop_admin.contract.people import CompanyList, CompanyRow, EditCompany, RegisterCompany
from desktop_admin.views.common.command import ROW, Command, Table
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.filters import SearchField
from desktop_admin.views.common.page import KeyHelp
from desktop_admin.views.furniture.adder import Adder
from desktop_admin.views.furniture.live_table import LiveTable
from tests.views.trial.batch import CountyBatch
from tests.views.trial.detail import CompanyDetail

_FIND, _DO, _NEXT = "查找", "办理", "下一个 / 上一个"


class Whole(Protocol):
    desk: Desk
    search: SearchField
    rows: LiveTable[CompanyRow]
    detail: CompanyDetail
    batch: CountyBatch
    adder: Adder


def _no_company(page: Whole) -> str:
    return "" if page.detail.record.here and not page.batch.on else "先选一个单位"


def _nothing_proposed(page: Whole) -> str:
    return "" if page.batch.on else "按 E 修改，按 B 批量改县市"


def _leave(page: Whole) -> None:
    (page.batch.strip.leave if page.batch.on else page.rows.setFocus)()


COMMANDS: Table[Whole] = (
    Command("find", "到查找框", ("Ctrl+F",), _FIND, lambda page: page.search.setFocus(), (CompanyList,)),
    Command("next", "下一个", ("J",), _FIND, lambda page: page.rows.step(1), line=_NEXT),
    Command("previous", "上一个", ("K",), _FIND, lambda page: page.rows.step(-1), line=_NEXT),
    Command("edit", "修改…", ("E",), _DO, lambda page: page.detail.edit(), (EditCompany,), why_not=_no_company,
            menus=(ROW,)),
    Command("new", "登记一个单位", ("N",), _DO, lambda page: page.adder.open(), (RegisterCompany,), button=True,
            offered=True),
    Command("bulk", "批量改县市", ("B",), _DO, lambda page: page.batch.turn(on=not page.batch.on), (EditCompany,),
            on=lambda page: page.batch.on, menus=(ROW,), button=True, offered=True),
    Command("agree", "照建议办", (), _DO, lambda page: page.batch.proposal.enter(), after=("Return",),
            why_not=_nothing_proposed),
    Command("undo", "撤销", ("Ctrl+Z",), _DO, lambda page: page.desk.messages.undo()),
    Command("leave", "退出批量", (), _DO, _leave, after=("Esc",)),
)  # fmt: skip

WALKING = (KeyHelp("↑ ↓", "上一个、下一个", _FIND),)
