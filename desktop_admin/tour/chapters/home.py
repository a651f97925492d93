"""工作台: in an empty office, in the morning and in the evening, on a large screen, in the dark."""

from desktop_admin.tour.stops import Act, Scene, Stop
from desktop_admin.tour.window import CTRL, KEY, front
from desktop_admin.views.home.page import HomePage


def _empty(scene: Scene) -> None:
    scene.guide.at("没有数据的办公室")
    scene.guide.shoot("空办公室-工作台")


def _home(scene: Scene, picture: str) -> None:
    """What needs me now."""
    scene.guide.at("工作台")
    scene.guide.press(KEY.Key_1, CTRL)
    front(scene.guide, HomePage)
    scene.guide.shoot(picture)


def _as_it_stands(scene: Scene, picture: str) -> None:
    scene.guide.at(picture)
    scene.guide.shoot(picture)


STOPS = (
    Stop(Act.NEW_OFFICE, 100, _empty),
    Stop(Act.DAY, 100, lambda scene: _home(scene, "工作台")),
    Stop(Act.DAY, 900, lambda scene: _home(scene, "工作台-下班前")),
    Stop(Act.ADMINISTRATOR, 100, lambda scene: _as_it_stands(scene, "管理员-工作台")),
    Stop(Act.LARGE_SCREEN, 100, lambda scene: _as_it_stands(scene, "大屏-工作台")),
    Stop(Act.DARK, 100, lambda scene: _as_it_stands(scene, "深色-工作台")),
    Stop(Act.FINANCE, 100, lambda scene: _as_it_stands(scene, "财务-工作台")),
)
