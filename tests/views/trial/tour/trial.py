"""The made-up desk's chapter of the tour."""

from desktop_admin.tour.stops import Act, Scene, Stop


def _seats(scene: Scene) -> None:
    scene.guide.at("试排")
    scene.guide.shoot("试排一场")


STOPS = (Stop(Act.DAY, 600, _seats),)
