"""资料审核: a working day at the desk, the same desk on a large screen and in the dark, and read only."""

from desktop_admin.tour import away, deciding, desk
from desktop_admin.tour.cast import find_cases
from desktop_admin.tour.desk import ReviewDesk
from desktop_admin.tour.stops import Act, Scene, Stop
from desktop_admin.tour.window import CTRL, KEY, account_menu, front
from desktop_admin.views.common.theme import Mode
from desktop_admin.views.review.page import ReviewPage


def _desk(scene: Scene) -> ReviewDesk:
    """One for the whole tour: it knows which dossiers were shown already."""
    return scene.kept(
        ReviewDesk,
        lambda: ReviewDesk(
            scene.guide, scene.colleague, scene.second, find_cases(scene.colleague), scene.stationery
        ),
    )


def _nothing_to_do(scene: Scene) -> None:
    scene.guide.press(KEY.Key_2, CTRL)
    page = front(scene.guide, ReviewPage)
    scene.guide.until(lambda: page.queue.complete and page.progress.now is not None, "空队列")
    scene.guide.shoot("空办公室-全部审完")


def _day(scene: Scene) -> None:
    review = _desk(scene)
    desk.read(review)
    desk.kinds_of_paper(review)
    desk.claimed(review)
    desk.decided_meanwhile(review)
    desk.replaced_meanwhile(review)
    deciding.approve_and_undo(review)
    deciding.send_back(review)
    deciding.reject(review)
    deciding.put_aside(review)
    deciding.upload(review, scene.folder)
    deciding.duplicates(review)
    deciding.bulk(review)
    away.problems(review)
    deciding.admit(review)
    away.idle_lock(review, scene.host.password)


def _large(scene: Scene) -> None:
    """Both papers side by side."""
    review = _desk(scene)
    scene.guide.at("大屏幕")
    desk.front(review, review.cases.plain[0])
    scene.guide.shoot("大屏-审核-两份并排")
    desk.pick(review)
    scene.guide.shoot("大屏-审核-退回原因")
    account_menu(scene.guide, Mode.DARK)
    scene.guide.shoot("大屏-深色-退回原因")
    desk.put_down(review)


def _dark(scene: Scene) -> None:
    review = _desk(scene)
    scene.guide.at("深色")
    desk.front(review, review.cases.plain[0])
    scene.guide.shoot("深色-审核")
    desk.pick(review)
    scene.guide.shoot("深色-退回原因")
    desk.put_down(review)


def _reader(scene: Scene) -> None:
    """The auditor reads, and the buttons say why not more."""
    scene.guide.at("只读")
    scene.guide.press(KEY.Key_2, CTRL)
    scene.guide.settle()
    scene.guide.shoot("只读-资料审核")


STOPS = (
    Stop(Act.NEW_OFFICE, 200, _nothing_to_do),
    Stop(Act.DAY, 200, _day),
    Stop(Act.LARGE_SCREEN, 200, _large),
    Stop(Act.DARK, 200, _dark),
    Stop(Act.AUDITOR, 200, _reader),
)
