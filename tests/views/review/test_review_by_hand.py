"""What a day at the desk by keyboard and mouse brought to light: ``docs/trials/2026-12-01.md``."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_admin.contract.base import Receipt
from desktop_admin.contract.staff import StaffForm, StaffList, StaffPage, StaffRow
from desktop_admin.contract.submissions import AddNote, AdmitLate, BringBack, DecisionKind, Slot
from desktop_admin.rules.roles import Role
from desktop_admin.views.common.theme import Mode
from desktop_admin.views.common.widgets import Text
from tests.views.recording import NOON
from tests.views.review.sitting import Reviewer
from tests.views.stops import dressed

LETTER = Slot.COMMITMENT_LETTER


def test_going_on_with_a_draft_is_of_its_own_list(reviewer: Reviewer) -> None:
    """Somebody looks at the final grounds before going on: the button still says R and means R."""
    page = reviewer.page
    reviewer.key(Qt.Key.Key_R)
    reviewer.key(Qt.Key.Key_1)
    reviewer.key(Qt.Key.Key_Escape)
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.key(Qt.Key.Key_K)
    reviewer.on(1)
    reviewer.key(Qt.Key.Key_X)
    assert page.panel.reasons.title.text() == "不通过原因"
    reviewer.key(Qt.Key.Key_Escape)
    QTest.mouseClick(page.notice.buttons[0], Qt.MouseButton.LeftButton)
    assert page.panel.reasons.title.text() == "退回原因"
    assert page.deciding.drafts.of(1).kind is DecisionKind.RETURN


def test_the_caret_stays_in_the_search_field_when_old_and_new_come(reviewer: Reviewer) -> None:
    """The first that is found stands beside its old version: the queue must not fold away under the caret."""
    town, page = reviewer.town, reviewer.page
    town.replace_paper(1, LETTER)
    town.change(1, state="re_review")
    for paper in town.dossiers[1].papers:
        reviewer.office.files[paper.sha256] = b"%PDF"
    reviewer.key(Qt.Key.Key_J)
    reviewer.on(2)
    reviewer.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    reviewer.type("d")
    page.open_dossier(1)
    reviewer.on(1)
    reviewer.qtbot.waitUntil(lambda: page.pair.comparing)
    assert page.filters.search.hasFocus()
    assert not page.parts.folded
    reviewer.key(Qt.Key.Key_Return)
    assert page.view.hasFocus()


def test_messages_name_whom_they_are_about(reviewer: Reviewer) -> None:
    """The line stays while the next dossier is on screen."""
    town, page = reviewer.town, reviewer.page
    name = town.dossiers[1].name
    for request in (AdmitLate, BringBack):
        town.office.answers[request] = Receipt(1, NOON)
    record = page.bench.record
    assert record is not None
    page.forms.bring_back(record)
    reviewer.qtbot.waitUntil(lambda: reviewer.desk.messages.last == f"已取回队列 · {name}")
    page.forms.admit(record)
    reviewer.type("late")
    reviewer.key(Qt.Key.Key_Return)
    reviewer.qtbot.waitUntil(lambda: reviewer.desk.messages.last.startswith("已准入"))
    assert reviewer.desk.messages.last.endswith(f" · {name}")


def test_what_can_never_be_taken_back_is_not_sent_to_revoking(reviewer: Reviewer) -> None:
    """Ctrl+Z on a closed duplicate: no way is named that is not there."""
    page = reviewer.page
    reviewer.town.change(1, state="void")
    reviewer.town.tell(1)
    reviewer.qtbot.waitUntil(lambda: page.bench.record is not None and page.bench.record.state == "void")
    reviewer.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "请打开那一份" not in reviewer.desk.messages.last
    assert "不能撤销" in reviewer.desk.messages.last


def test_two_papers_of_one_submission_are_told_apart(reviewer: Reviewer) -> None:
    """A paper replaced before review has the same submission number on both sides."""
    reviewer.town.replace_paper(1, LETTER)
    same = tuple(replace(p, attempt=1) for p in reviewer.town.dossiers[1].papers)
    reviewer.town.change(1, papers=same)
    for paper in same:
        reviewer.office.files[paper.sha256] = b"%PDF"
    reviewer.town.tell(1)
    reviewer.qtbot.waitUntil(lambda: len(reviewer.page.bench.record.papers) == 3)
    reviewer.key(Qt.Key.Key_C)
    captions = [one.text() for one in reviewer.page.pair.findChildren(Text) if one.isVisible()]
    assert any(words.startswith("旧版 第1次提交 ") for words in captions)
    assert any(words.startswith("新版 第1次提交更换 ") for words in captions)


def test_the_words_for_the_learner_are_whole_at_once(qapp: QApplication, reviewer: Reviewer) -> None:
    """In the very frame after a reason is ticked, not in the next one."""
    with dressed(qapp, reviewer.desk.theme, Mode.LIGHT):
        reviewer.key(Qt.Key.Key_R)
        words = reviewer.page.panel.reasons.preview.text
        reviewer.qtbot.waitUntil(words.isVisible)
        before = words.text()
        for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
            reviewer.key(key)
            assert words.text() != before
            assert words.height() >= words.heightForWidth(words.width())


def test_colleagues_are_called_by_how_they_are_read(reviewer: Reviewer) -> None:
    staff = tuple(
        StaffRow(number, 1, StaffForm(name, (Role.REVIEWER,)), False, False, None)
        for number, name in ((8, "王敏"), (9, "李四"))
    )
    reviewer.office.answers[StaffList] = StaffPage(staff, 100)
    reviewer.key(Qt.Key.Key_N)
    reviewer.calm()
    reviewer.type("see @l")
    reviewer.key(Qt.Key.Key_Return)
    reviewer.key(Qt.Key.Key_Return)
    reviewer.qtbot.waitUntil(lambda: reviewer.office.commands() == [AddNote(1, "see @李四", (9,))])
