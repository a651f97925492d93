"""At the review desk, away from it for a moment: a problem told later, and the lock while nobody is there."""

from desktop_admin.contract.submissions import RevokeDecision
from desktop_admin.tour.desk import ReviewDesk
from desktop_admin.tour.window import CTRL, KEY, bench


def problems(desk: ReviewDesk) -> None:
    """A command that fails after she has gone on is told in one place."""
    guide = desk.guide
    guide.at("出现的问题")
    wanted = desk.cases.take()
    desk.open(wanted)
    desk.see_all()
    desk.approve_key()
    guide.until(lambda: desk.page.bench.id != wanted, "通过")
    theirs = desk.known(wanted)
    desk.second.run(RevokeDecision(wanted, theirs.version, "发现照片不符，重新审核。"))
    guide.press(KEY.Key_Z, CTRL)
    panel = bench(guide).failures
    guide.until(bench(guide).messages.problem.isVisible, "消息行说出问题")
    guide.check(not panel.isVisible(), "问题面板自己打开了")
    guide.shoot("没有办成")
    guide.press(KEY.Key_F8)
    guide.until(panel.isVisible, "问题面板")
    guide.shoot("出现的问题")
    guide.press(KEY.Key_F8)
    guide.until(lambda: not panel.isVisible(), "面板收起")
    desk.guide.app.failures.clear()


def idle_lock(desk: ReviewDesk, password: str) -> None:
    """Nobody at the keyboard: the work is covered, the draft is there afterwards."""
    guide, shell = desk.guide, bench(desk.guide)
    guide.at("空闲锁定")
    wanted = desk.cases.plain[0]
    desk.open(wanted)
    guide.press(KEY.Key_R)
    guide.press(KEY.Key_1)
    guide.until(lambda: desk.page.deciding.drafts.peek(wanted), "草稿")
    minutes = shell.idle.property("minutes") or 15
    shell.idle.set_minutes(0.005)
    guide.until(lambda: shell.is_locked, "空闲后锁定")
    guide.shoot("空闲锁定")
    shell.idle.set_minutes(float(minutes))
    guide.type(password)
    guide.press(KEY.Key_Return)
    guide.until(lambda: not shell.is_locked, "解锁")
    guide.check(desk.page.deciding.drafts.peek(wanted), "锁定后草稿不见了")
    guide.until(lambda: desk.page.bench.claims.mine, "重新占用")
    guide.shoot("解锁后草稿还在")
    guide.press(KEY.Key_Escape)
