"""What a decision is judged by stays in sight: facts and findings while something is open, at 1024 × 700 too."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_admin.contract.files import Box
from desktop_admin.contract.staff import StaffList, StaffPage
from desktop_admin.contract.submissions import PrecheckFinding, Slot
from desktop_admin.views.common.theme import Mode
from desktop_admin.views.papers.pages import Mark, MarkKind, Paper
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.review.history import HISTORY, NOTES
from desktop_admin.views.review.keys import HELP
from desktop_admin.views.review.precheck import _Line
from desktop_admin.views.review.reason_row import ReasonLine
from tests.views.review.conftest import white
from tests.views.review.sitting import Reviewer
from tests.views.stops import dressed

BAD = (
    PrecheckFinding("id_in_text", "red", "承诺书上的身份证号与登记的不一致", "commitment_letter", 0),
    PrecheckFinding("red_seal", "yellow", "报名表未见红色公章", "registration_form", None),
    PrecheckFinding(
        "no_text", "unknown", "报名表没有文字，请对照页面核对姓名、证件号码和单位", "registration_form", None
    ),
)
GOOD = tuple(PrecheckFinding(f"good_{n}", "green", f"第{n}项有效", None, None) for n in range(8))


def in_sight(part: QWidget) -> bool:
    """Whether every pixel of it can be seen on the screen."""
    whole = part.visibleRegion().boundingRect()
    return part.isVisible() and whole == QRect(QPoint(0, 0), part.size())


def lines(reviewer: Reviewer) -> dict[str, _Line]:
    """The lines of the pre-check by sentence."""
    found = reviewer.page.panel.precheck.findChildren(_Line)
    return {line.accessibleName().partition("：")[2]: line for line in found if not line.isHidden()}


def tell(reviewer: Reviewer, *findings: PrecheckFinding) -> None:
    """The open dossier has these findings now."""
    reviewer.town.change(1, findings=findings)
    reviewer.town.tell(1, name="Checked")
    reviewer.qtbot.waitUntil(lambda: reviewer.page.bench.record.findings == findings)


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_R, Qt.Key.Key_X, Qt.Key.Key_N, Qt.Key.Key_S, Qt.Key.Key_U], ids=str
)
@pytest.mark.parametrize("size", [(1024, 700), (1366, 768), (1900, 1000)], ids=str)
def test_facts_and_findings_stay_in_sight_whatever_is_open(
    reviewer: Reviewer, key: Qt.Key, size: tuple[int, int]
) -> None:
    reviewer.office.answers[StaffList] = StaffPage((), 100)
    # Of a window 1024 × 700 the page has what rail, head and foot leave.
    reviewer.page.window().resize(size[0] - 76, size[1] - 120)
    tell(reviewer, *BAD, *GOOD)
    panel = reviewer.page.panel
    reviewer.key(key)
    reviewer.qtbot.waitUntil(lambda: panel.busy)
    facts = panel.facts
    needed = (facts.name, facts.category, facts.table.values["company"], facts.table.values["id"])
    reviewer.qtbot.waitUntil(lambda: all(map(in_sight, needed)))
    reviewer.qtbot.waitUntil(lambda: all(in_sight(lines(reviewer)[finding.message]) for finding in BAD))
    opened = panel.form or panel.reasons
    reviewer.qtbot.waitUntil(lambda: in_sight(opened.first() if panel.form else panel.reasons.field))
    # Its height follows what it holds, a turn of the event loop after that was laid out.
    reviewer.qtbot.waitUntil(lambda: panel.evidence.verticalScrollBar().maximum() == 0)
    lower = panel.opened.verticalScrollBar()
    lower.setValue(lower.maximum())
    assert all(map(in_sight, needed))
    reviewer.page.view.setFocus()
    reviewer.key(Qt.Key.Key_Escape)
    assert not panel.busy
    assert facts.table.values["phone"].isVisible()
    assert panel.history.isVisible()


def test_the_facts_need_no_scroll_bar_in_the_real_look(qapp: QApplication, reviewer: Reviewer) -> None:
    panel = reviewer.page.panel
    with dressed(qapp, reviewer.desk.theme, Mode.LIGHT):
        reviewer.page.window().resize(948, 580)
        tell(reviewer, *BAD, *GOOD)
        reviewer.key(Qt.Key.Key_R)
        reviewer.qtbot.waitUntil(lambda: all(in_sight(lines(reviewer)[one.message]) for one in BAD))
        reviewer.qtbot.waitUntil(lambda: panel.evidence.verticalScrollBar().maximum() == 0)


def test_very_many_findings_leave_room_for_the_reasons(reviewer: Reviewer) -> None:
    many = tuple(
        PrecheckFinding(f"bad_{n}", "yellow", f"第{n}项要看，而且说起来要用两行文字才够写得下", None, None)
        for n in range(14)
    )
    reviewer.page.window().resize(948, 580)
    tell(reviewer, *many)
    reviewer.key(Qt.Key.Key_R)
    panel = reviewer.page.panel
    reviewer.qtbot.waitUntil(lambda: in_sight(panel.reasons.field))
    assert panel.opened.height() >= panel.height() // 4
    assert panel.evidence.verticalScrollBar().maximum() > 0


def test_a_line_walked_to_comes_into_sight(reviewer: Reviewer) -> None:
    reviewer.page.window().resize(948, 520)
    tell(reviewer, *BAD)
    reviewer.key(Qt.Key.Key_R)
    lines = reviewer.page.panel.reasons.findChildren(ReasonLine)
    reviewer.qtbot.waitUntil(lambda: reviewer.page.panel.opened.verticalScrollBar().maximum() > 0)
    for _ in lines:
        reviewer.key(Qt.Key.Key_Down)
    reviewer.qtbot.waitUntil(lambda: in_sight(lines[-1]))


def test_the_notes_do_not_stick_to_the_next_dossier(reviewer: Reviewer) -> None:
    history = reviewer.page.panel.history
    reviewer.key(Qt.Key.Key_H)
    reviewer.key(Qt.Key.Key_H)
    assert history.pages.currentIndex() == NOTES
    tell(reviewer, *BAD)
    assert history.pages.currentIndex() == NOTES  # news about the same dossier turn no page
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    assert history.pages.currentIndex() == HISTORY
    assert history.tabs[HISTORY].isChecked()


@pytest.fixture
def marked(papers: PaperReader, monkeypatch: pytest.MonkeyPatch) -> tuple[Mark, ...]:
    """Papers of two pages with marks, the seal on the second."""
    marks = (
        Mark(MarkKind.FOUND, Box(0, 0.2, 0.1, 0.2, 0.02), "name"),
        Mark(MarkKind.SEAL, Box(1, 0.6, 0.8, 0.2, 0.15), "seal"),
    )

    def sheets(sha256: str, data: bytes, width: int, needles: Mapping[str, str], *_: Any) -> Paper:
        made = white(sha256, data, width, needles)
        return replace(made, pages=made.pages * 2, marks=marks)

    monkeypatch.setattr(papers, "_make", sheets)
    return marks


def test_d_and_space_go_from_mark_to_mark_while_the_keyboard_is_in_the_queue(
    marked: tuple[Mark, ...], reviewer: Reviewer
) -> None:
    pair = reviewer.page.pair
    assert reviewer.page.view.hasFocus()
    reviewer.key(Qt.Key.Key_D)
    assert pair.view.stop == marked[0]
    reviewer.key(Qt.Key.Key_Space)
    assert pair.view.stop == marked[1]
    assert pair.view.verticalScrollBar().value() > 0
    reviewer.key(Qt.Key.Key_D)
    assert pair.slot is Slot.REGISTRATION_FORM
    reviewer.qtbot.waitUntil(lambda: pair.view.stop == marked[0])
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    assert pair.view.stop is None
    assert pair.view.verticalScrollBar().value() == 0
    assert "D" in [key for line in HELP for key in line.keys.split()]


def test_a_click_on_a_finding_jumps_to_its_place(marked: tuple[Mark, ...], reviewer: Reviewer) -> None:
    seal = PrecheckFinding("red_seal", "green", "报名表有疑似红色公章", "registration_form", 1)
    name = PrecheckFinding("name_odd", "red", "姓名里有数字", None, None)
    tell(reviewer, seal, name)
    pair = reviewer.page.pair
    QTest.mouseClick(lines(reviewer)[seal.message], Qt.MouseButton.LeftButton)
    assert pair.slot is Slot.REGISTRATION_FORM
    reviewer.qtbot.waitUntil(lambda: pair.view.stop == marked[1])
    reviewer.key(Qt.Key.Key_R)  # findings stay in sight while reasons are picked, and still lead there
    reviewer.qtbot.waitUntil(lambda: in_sight(lines(reviewer)[name.message]))
    QTest.mouseClick(lines(reviewer)[name.message], Qt.MouseButton.LeftButton)
    assert pair.view.stop == marked[0]
    assert reviewer.page.panel.reasons.field.hasFocus()


def test_where_nothing_is_marked_d_says_so(reviewer: Reviewer) -> None:
    reviewer.see_both()
    reviewer.key(Qt.Key.Key_D)
    assert "没有可以定位的标记" in reviewer.page.desk.messages.text
