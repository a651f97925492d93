"""The window around the desks: Ctrl+K, appearances, what a role does not see, and a server that goes away."""

from desktop_admin.tour.guide import Guide
from desktop_admin.tour.stops import Act, Scene, Stop
from desktop_admin.tour.window import CTRL, KEY, account_menu, bench
from desktop_admin.views.common.theme import Mode


def _find_anything(guide: Guide, text: str) -> None:
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


def _finance(scene: Scene) -> None:
    """A role without the review desk: what is not allowed is not on the rail."""
    scene.guide.at("财务")
    scene.guide.check("review" not in bench(scene.guide).rail.buttons, "财务的左栏里有资料审核")


def _server_goes_away(scene: Scene) -> None:
    """Reading goes on, decisions wait: a banner says so."""
    guide, server = scene.guide, scene.server
    assert server is not None
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


STOPS = (
    Stop(Act.DAY, 300, lambda scene: _find_anything(scene.guide, "wang")),
    Stop(Act.DAY, 800, lambda scene: account_menu(scene.guide, Mode.LIGHT, "我的菜单")),
    Stop(Act.DARK, 10, lambda scene: account_menu(scene.guide, Mode.DARK)),
    Stop(Act.FINANCE, 10, _finance),
    Stop(Act.AUDITOR, 900, _server_goes_away),
)
