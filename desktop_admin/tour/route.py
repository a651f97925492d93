"""The route: at which office, as whom and in which window each act is walked. What is shown there the chapters say."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_admin.demo.build import DEMO_NOW
from desktop_admin.demo.mill import Resources
from desktop_admin.demo.plan import make_plan
from desktop_admin.demo.staff import ADMINISTRATOR, DemoStaff
from desktop_admin.demonstration import Demo, host_of, open_demo
from desktop_admin.office.direct import House
from desktop_admin.papers.workers import Inspectors
from desktop_admin.tour import door
from desktop_admin.tour.cast import Colleague, Stationery
from desktop_admin.tour.guide import LARGE, SMALL, Guide
from desktop_admin.tour.served import OfficeServer
from desktop_admin.tour.stops import Act, Scene, gather
from resources.paths import resource


def walk(folder: Path, *, people: int, seed: int, now: datetime | None) -> list[Path]:
    """Walk the whole route; the pictures in order. Raises TourFailed at the first thing that did not happen."""
    qt = QApplication.instance()
    if not isinstance(qt, QApplication):
        qt = QApplication(["kaowu"])
    with tempfile.TemporaryDirectory(prefix="kaowu-tour-", ignore_cleanup_errors=True) as room:
        place = Path(room)
        demo = open_demo(place / "demo", people=people, seed=seed, now=now)
        guide = Guide(qt, folder, place)
        plan = make_plan(people=people, seed=seed, now=now or DEMO_NOW)
        with _colleagues(demo) as (colleague, second):
            scene = Scene(guide, demo, colleague, second, Stationery(plan, _resources()), place)
            (place / "empty").mkdir()
            empty = f"sqlite:///{(place / 'empty' / 'office.sqlite3').as_posix()}"
            with guide.window(empty):
                _play(scene, Act.NEW_OFFICE)
            with guide.window(demo.url):
                _play(scene, Act.DAY)
            _sit_down(scene, Act.ADMINISTRATOR, demo.url, scene.named(ADMINISTRATOR))
            _sit_down(scene, Act.LARGE_SCREEN, demo.url, scene.host, LARGE)
            _sit_down(scene, Act.DARK, demo.url, scene.host)
            _elsewhere(scene)
        return guide.pictures


def _play(scene: Scene, act: Act) -> None:
    for stop in gather(act):
        stop.walk(scene)


def _sit_down(scene: Scene, act: Act, url: str, person: DemoStaff, size: tuple[int, int] = SMALL) -> None:
    """Somebody's own window, signed in."""
    with scene.guide.window(url, size, (person.name, person.password)):
        door.arrive(scene.guide)
        _play(scene, act)


def _elsewhere(scene: Scene) -> None:
    """Other roles, over a server that goes away at the end."""
    inspectors = Inspectors(workers=1)
    house = House(scene.demo.url, inspectors=lambda: inspectors)
    server = scene.server = OfficeServer(house)
    try:
        _sit_down(scene, Act.FINANCE, server.url, scene.named("赵会计"))
        _sit_down(scene, Act.AUDITOR, server.url, scene.named("郑监督"))
    finally:
        server.stop()
        house.close()
        inspectors.close()


@contextmanager
def _colleagues(demo: Demo) -> Iterator[tuple[Colleague, Colleague]]:
    """李四, and the host once more at another workstation."""
    with ExitStack() as stack:
        inspectors = Inspectors(workers=1)
        stack.callback(inspectors.close)
        found = []
        for person in (_named(demo, "李四"), host_of(demo)):
            colleague = Colleague(demo.url, person, inspectors)
            stack.callback(colleague.close)
            found.append(colleague)
        yield found[0], found[1]


def _named(demo: Demo, name: str) -> DemoStaff:
    return next(one for one in demo.staff if one.name == name)


def _resources() -> Resources:
    return Resources(
        regular_font=resource("fonts/NotoSansSC-Regular.ttf"),
        bold_font=resource("fonts/NotoSansSC-Bold.ttf"),
        letter_template=resource("templates/commitment_letter.doc"),
    )
