"""学员单位: one person and one company, a conflict, two records of one person, a wrong number."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_admin.contract.people import (
    CandidateForm,
    CandidatePage,
    EditCandidate,
    PeopleList,
    PossibleDuplicates,
    RegisterCandidate,
)
from desktop_admin.contract.submissions import QueueFilter, ReviewQueue
from desktop_admin.rules.identity import IdType
from desktop_admin.tour.cast import Colleague
from desktop_admin.tour.guide import Guide
from desktop_admin.tour.stops import Act, Scene, Stop
from desktop_admin.tour.window import CTRL, KEY, front
from desktop_admin.views.people.listing import Kind
from desktop_admin.views.people.page import PeoplePage
from desktop_admin.views.people.words import CANDIDATE_LABELS


def _find_person(guide: Guide, colleague: Colleague) -> PeoplePage:
    """To the desk of people, and one person's page by typing the name."""
    guide.at("学员")
    guide.press(KEY.Key_3, CTRL)
    page = front(guide, PeoplePage)
    guide.until(lambda: page.listing.model.ids, "名单")
    waiting = colleague.run(ReviewQueue(QueueFilter(), limit=40)).rows[-1]
    guide.type(waiting.name)
    guide.until(lambda: getattr(page.listing.model.row_at(0), "name", "") == waiting.name, "查到")
    guide.press(KEY.Key_Down)
    guide.until(lambda: page.person.card is not None and page.person.card.form.name == waiting.name, "一个人")
    guide.press(KEY.Key_Return)
    return page


def _people(guide: Guide, colleague: Colleague) -> None:
    """One person's page, reveal, a conflict field by field, two records of one person, a wrong number."""
    guide.press(KEY.Key_3, CTRL)
    guide.until(lambda: front(guide, PeoplePage).listing.model.ids, "名单")
    guide.shoot("学员-名单")
    page = _find_person(guide, colleague)
    guide.shoot("学员-一个人")
    guide.at("显示证件号码")
    guide.press(KEY.Key_I)
    guide.until(lambda: page.person.reveal.text() != "显示", "号码")
    guide.shoot("学员-显示号码")
    guide.press(KEY.Key_I)
    _conflict(guide, page, colleague)
    _merge(guide, page, colleague)
    guide.at("登记学员")
    guide.press(KEY.Key_N)
    guide.until(page.editing.new_person.isVisible, "登记学员")
    guide.type("龑䶮")
    guide.press(KEY.Key_Tab, times=2)
    guide.type("522701199003071239")
    guide.press(KEY.Key_Return)
    guide.settle()
    guide.shoot("学员-登记-号码有误")
    guide.press(KEY.Key_Escape, times=2)  # the first only says that what was typed is not handed in yet
    guide.until(lambda: not page.editing.new_person.isVisible(), "离开登记")


def _conflict(guide: Guide, page: PeoplePage, colleague: Colleague) -> None:
    guide.at("两个人改了同一处")
    card = page.person.card
    assert card is not None
    guide.press(KEY.Key_E)
    guide.until(page.editing.person.isVisible, "编辑")
    guide.shoot("学员-编辑")
    seen = colleague.run(CandidatePage(card.id)).form
    colleague.run(EditCandidate(card.id, seen, replace(seen, phone="13985410001")))
    _field(page.editing.person, CANDIDATE_LABELS["phone"]).setFocus()
    guide.press(KEY.Key_A, CTRL)
    guide.type("13885419002")
    guide.press(KEY.Key_Return)
    guide.until(page.editing.conflict.isVisible, "冲突")
    guide.shoot("学员-同一处被改动")
    guide.press(KEY.Key_M)
    guide.press(KEY.Key_Return)
    guide.until(lambda: not page.editing.person.isVisible(), "保存")
    now = colleague.run(CandidatePage(card.id)).form.phone
    guide.check(now.endswith("9002"), "保留的不是我的值")


def _merge(guide: Guide, page: PeoplePage, colleague: Colleague) -> None:
    guide.at("重复登记")
    card = page.person.card
    assert card is not None
    twin = CandidateForm(card.form.name, IdType.PASSPORT, "E88123456", card.form.company_id, "13885419002")
    colleague.run(RegisterCandidate(twin, "电话"))
    guide.press(KEY.Key_D)
    guide.until(lambda: page.twins.isVisible() and page.twins.model.rows, "可能重复")
    guide.shoot("学员-可能重复")
    guide.press(KEY.Key_Return)
    guide.until(page.merging.isVisible, "对照")
    guide.until(lambda: len(page.merging.choice.buttons()) == 2, "两条记录")
    guide.type("护照与身份证同一人，电话核实。")
    guide.shoot("学员-合并")
    guide.press(KEY.Key_Return, CTRL)
    guide.until(lambda: not page.merging.isVisible(), "合并")
    guide.check(not colleague.run(PossibleDuplicates(card.id)).rows, "合并后还列为可能重复")
    guide.shoot("学员-合并之后")
    guide.check(colleague.run(PeopleList(card.form.name)).total >= 1, "合并后找不到此人")


def _companies(guide: Guide) -> None:
    """A company's page."""
    guide.at("单位")
    page = front(guide, PeoplePage)
    page.view.setFocus()
    page.search.clear()
    guide.press(KEY.Key_C)
    guide.until(lambda: page.listing.kind == Kind.COMPANY and page.listing.model.ids, "单位名单")
    guide.press(KEY.Key_Down)
    guide.until(lambda: page.company.card is not None and page.company.isVisible(), "一个单位")
    guide.shoot("单位")


def _field(form: QWidget, name: str) -> QLineEdit:
    """The field of that label."""
    return next(one for one in form.findChildren(QLineEdit) if one.accessibleName() == name)


def _day(scene: Scene) -> None:
    _people(scene.guide, scene.colleague)
    _companies(scene.guide)


def _wide(scene: Scene) -> None:
    _find_person(scene.guide, scene.colleague)
    scene.guide.shoot("大屏-深色-学员")


STOPS = (Stop(Act.DAY, 400, _day), Stop(Act.LARGE_SCREEN, 400, _wide))
