"""The route: which stops, in which order, at which office, as whom."""

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
from desktop_admin.tour import deciding, desk, door, others, shell
from desktop_admin.tour.cast import Colleague, Stationery, find_cases
from desktop_admin.tour.desk import ReviewDesk
from desktop_admin.tour.guide import LARGE, SMALL, Guide
from desktop_admin.views.common.theme import Mode
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
        (place / "empty").mkdir()
        door.set_up_office(guide, f"sqlite:///{(place / 'empty' / 'office.sqlite3').as_posix()}")
        plan = make_plan(people=people, seed=seed, now=now or DEMO_NOW)
        with _colleagues(demo) as (colleague, second):
            stationery = Stationery(plan, _resources())
            cases = find_cases(colleague)
            review = ReviewDesk(guide, colleague, second, cases, stationery)
            with guide.window(demo.url):
                _working_day(guide, review, demo, place)
            _administrator(guide, demo)
            with guide.window(demo.url, LARGE, _key_of(host_of(demo))):
                door.arrive(guide)
                _wide(guide, review)
            with guide.window(demo.url, SMALL, _key_of(host_of(demo))):
                door.arrive(guide)
                _dark(guide, review)
        _elsewhere(guide, demo)
        return guide.pictures


def _working_day(guide: Guide, review: ReviewDesk, demo: Demo, place: Path) -> None:
    host = host_of(demo)
    door.wrong_and_locked(guide, _named(demo, "周考务"))
    door.enter(guide, host)
    others.home(guide)
    desk.read(review)
    desk.kinds_of_paper(review)
    desk.claimed(review)
    desk.decided_meanwhile(review)
    desk.replaced_meanwhile(review)
    deciding.approve_and_undo(review)
    deciding.send_back(review)
    deciding.reject(review)
    deciding.put_aside(review)
    deciding.upload(review, place)
    deciding.duplicates(review)
    deciding.bulk(review)
    shell.problems(review)
    deciding.admit(review)
    shell.idle_lock(review, host.password)
    shell.find_anything(guide, "wang")
    others.people(guide, review.colleague)
    others.companies(guide)
    others.administration(guide, review.colleague)
    shell.account_menu(guide, Mode.LIGHT, "我的菜单")
    others.home(guide, "工作台-下班前")


def _administrator(guide: Guide, demo: Demo) -> None:
    with guide.window(demo.url, SMALL, _key_of(_named(demo, ADMINISTRATOR))):
        door.arrive(guide)
        others.accounts(guide)


def _wide(guide: Guide, review: ReviewDesk) -> None:
    """1920 × 1080: both papers side by side."""
    guide.at("大屏幕")
    guide.shoot("大屏-工作台")
    desk.front(review, review.cases.plain[0])
    guide.shoot("大屏-审核-两份并排")
    desk.pick(review)
    guide.shoot("大屏-审核-退回原因")
    shell.account_menu(guide, Mode.DARK)
    guide.shoot("大屏-深色-退回原因")
    desk.put_down(review)
    others.find_person(guide, review.colleague)
    guide.shoot("大屏-深色-学员")


def _dark(guide: Guide, review: ReviewDesk) -> None:
    shell.account_menu(guide, Mode.DARK)
    guide.at("深色")
    guide.shoot("深色-工作台")
    desk.front(review, review.cases.plain[0])
    guide.shoot("深色-审核")
    desk.pick(review)
    guide.shoot("深色-退回原因")
    desk.put_down(review)


def _elsewhere(guide: Guide, demo: Demo) -> None:
    """Other roles, over a server that goes away at the end."""
    inspectors = Inspectors(workers=1)
    house = House(demo.url, inspectors=lambda: inspectors)
    server = shell.OfficeServer(house)
    try:
        with guide.window(server.url, SMALL, _key_of(_named(demo, "赵会计"))):
            door.arrive(guide)
            shell.finance(guide)
        with guide.window(server.url, SMALL, _key_of(_named(demo, "郑监督"))):
            door.arrive(guide)
            shell.reader(guide)
            shell.server_goes_away(guide, server)
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


def _key_of(person: DemoStaff) -> tuple[str, str]:
    return person.name, person.password


def _resources() -> Resources:
    return Resources(
        regular_font=resource("fonts/NotoSansSC-Regular.ttf"),
        bold_font=resource("fonts/NotoSansSC-Bold.ttf"),
        letter_template=resource("templates/commitment_letter.doc"),
    )
