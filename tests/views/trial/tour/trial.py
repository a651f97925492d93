"""The made-up desk's chapter of the tour."""

from desktop_admin.tour.stops import Act, Scene, Stop


def _seats(scene: Scene) -> None:
    scene.guide.at("单位")
    scene.guide.shoot("登记一个单位")


STOPS = (Stop(Act.DAY, 600, _seats),)
