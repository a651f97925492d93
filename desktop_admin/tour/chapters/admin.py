"""系统管理: every sub-page, the proof of the journal, a new account."""

from desktop_admin.tour.cast import Colleague
from desktop_admin.tour.guide import Guide
from desktop_admin.tour.stops import Act, Stop
from desktop_admin.tour.window import CTRL, KEY, front
from desktop_admin.views.admin.journal import JournalTab
from desktop_admin.views.admin.page import AdminPage
from desktop_admin.views.admin.reasons import ReasonsTab


def _administration(guide: Guide, colleague: Colleague) -> None:
    """Every tab this person may see, the report of reasons, the journal with its proof."""
    guide.at("系统管理")
    guide.press(KEY.Key_4, CTRL)
    page = front(guide, AdminPage)
    for tab in page.tabs.values():
        guide.at(tab.title)
        guide.click(page.buttons[tab.key])
        guide.until(lambda tab=tab: page.current is tab, "分页")  # type: ignore[misc]
        table = getattr(tab, "table", None)
        if table is not None:
            guide.until(lambda table=table: table.model().rowCount() > 0, "内容")  # type: ignore[misc]
        guide.shoot(f"管理-{tab.title}")
        if isinstance(tab, ReasonsTab):
            tab.show_part("report")
            guide.shoot("管理-常见原因")
        if isinstance(tab, JournalTab):
            guide.press(KEY.Key_V)
            guide.until(lambda tab=tab: tab.proof.isVisible(), "日志的证明")  # type: ignore[misc]
            theirs = [place for place, one in enumerate(tab.model.rows) if one.who == colleague.name]
            guide.check(theirs, "日志里没有同事办的事")
            guide.click_row(tab.table, theirs[0])
            guide.shoot("管理-操作日志-已验证")


def _accounts(guide: Guide) -> None:
    """The administrator's desk: accounts, a new one with its first password."""
    guide.at("管理员")
    guide.press(KEY.Key_2, CTRL)
    page = front(guide, AdminPage)
    tab = page.tabs["staff"]
    table = getattr(tab, "table")  # noqa: B009
    guide.until(lambda: table.model().rowCount() > 0, "账号")
    guide.shoot("管理-人员与角色")
    table.setFocus()
    guide.press(KEY.Key_N)
    guide.until(lambda: getattr(tab, "adder").sheet.isVisible(), "新建账号")  # noqa: B009
    guide.type("陈审核")
    guide.press(KEY.Key_Tab)
    guide.press(KEY.Key_Space)
    guide.shoot("管理-新建账号")
    guide.press(KEY.Key_Return)
    guide.until(lambda: getattr(tab, "shown").isVisible(), "首次密码")  # noqa: B009
    guide.shoot("管理-首次密码")


STOPS = (
    Stop(Act.DAY, 500, lambda scene: _administration(scene.guide, scene.colleague)),
    Stop(Act.ADMINISTRATOR, 500, lambda scene: _accounts(scene.guide)),
)
