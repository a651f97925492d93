"""The window around the desks: Ctrl+K, problems, the lock, other roles, and a server that goes away."""

import socket
import threading
import time

import uvicorn
from PySide6.QtCore import Qt

from desktop_admin.contract.submissions import RevokeDecision
from desktop_admin.office.direct import House
from desktop_admin.server.app import make_app
from desktop_admin.tour.desk import CTRL, KEY, ReviewDesk
from desktop_admin.tour.guide import Guide, TourFailed
from desktop_admin.views.common.theme import Mode
from desktop_admin.views.shell.workbench import Workbench


def bench(guide: Guide) -> Workbench:
    """The workbench of whoever is at work."""
    found = guide.app.bench
    guide.check(found, "没有人在工作")
    assert found is not None
    return found


def find_anything(guide: Guide, text: str) -> None:
    """Ctrl+K: pages at once, then what the office finds."""
    guide.at("查找")
    guide.press(KEY.Key_K, CTRL)
    palette = bench(guide).palette_
    guide.until(palette.isVisible, "查找打开")
    guide.type(text)
    guide.until(lambda: any(entry.page == "people" and entry.target for entry in palette.entries), "查到")
    guide.shoot("查找")
    guide.press(KEY.Key_Escape)
    guide.until(lambda: not palette.isVisible(), "查找收起")


def account_menu(guide: Guide, mode: Mode, picture: str = "") -> None:
    """The last button of the rail: light or dark."""
    guide.at("外观")
    words = {Mode.LIGHT: "浅色", Mode.DARK: "深色", Mode.SYSTEM: "跟随系统"}[mode]
    guide.choose(bench(guide).rail.account, words, picture)
    guide.check(guide.app.theme.mode is mode, "外观没有换")


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


class OfficeServer:
    """The office served to other desks, in a thread: so that it can go away."""

    def __init__(self, house: House) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        config = uvicorn.Config(make_app(house), host="127.0.0.1", port=self.port, log_level="critical")
        config.timeout_graceful_shutdown = 1
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, name="tour-server", daemon=True)
        self._thread.start()
        limit = time.monotonic() + 20
        while not self._server.started:
            if time.monotonic() > limit or not self._thread.is_alive():
                raise TourFailed("走到“服务器”时：服务器没有启动。")
            time.sleep(0.02)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """Gone."""
        self._server.should_exit = True
        self._thread.join(20)


def server_goes_away(guide: Guide, server: OfficeServer) -> None:
    """Reading goes on, decisions wait: a banner says so."""
    guide.at("连接中断")
    shell = bench(guide)
    guide.press(KEY.Key_2, CTRL)
    guide.settle()
    server.stop()
    shell.desk.retry_connection()
    guide.until(shell.connection.isVisible, "连接中断的提示", seconds=60)
    guide.click(shell.connection.buttons[0])
    guide.until(lambda: "连不上" in shell.connection.sentence.text(), "连不上服务器的提示", seconds=60)
    guide.shoot("连接中断")


def reader(guide: Guide) -> None:
    """The auditor reads, and the buttons say why not more."""
    guide.at("只读")
    guide.press(Qt.Key.Key_2, CTRL)
    guide.settle()
    guide.shoot("只读-资料审核")


def finance(guide: Guide) -> None:
    """A role without the review desk: what is not allowed is not on the rail."""
    guide.at("财务")
    guide.check("review" not in bench(guide).rail.buttons, "财务的左栏里有资料审核")
    guide.shoot("财务-工作台")
