"""A whole desk (list, detail, two forms, a batch) on the shared parts, driven by real keys at a copied office.

It is a folder and a line in the list of rooms, and less than 400 lines: what it would have to write itself a shared
part is missing for.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.app.desks import ROOMS, entries
from desktop_admin.contract.people import CompanyForm, CompanyList, CompanyPage, EditCompany, RegisterCompany
from desktop_admin.demo.numbers import credit_code
from desktop_admin.rules.regions import COUNTIES
from desktop_admin.views.common.command_menu import CommandMenu
from desktop_admin.views.home.page import HomePage
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.shell.workbench import Workbench
from tests.views.real import RealOffice
from tests.views.trial.home import TrialNumber
from tests.views.trial.page import TrialPage
from tests.views.trial_sitting import Sitting

K, M = Qt.Key, Qt.KeyboardModifier
LINES = 400


@pytest.fixture
def sitting(qtbot: QtBot, qapp: QApplication, real_office: RealOffice) -> Iterator[Sitting]:
    other, _ = real_office.sit_down("李四")
    with closing(other), real_office.desk("王敏", start=False) as (desk, office):
        for number in range(4):  # the small demonstration has few
            form = CompanyForm(f"瓮安远航{'东南西北'[number]}建筑公司", credit_code(Random(number), "522725"))
            other.run(RegisterCompany(form))
        rooms = [room for room in ROOMS if not room.endswith(("review", "people"))]
        told = entries(desk, cast(PaperReader, None), (*rooms, "tests.views.trial"))
        bench = Workbench(desk, told, app=qapp, place="共享库")
        qtbot.addWidget(bench)
        bench.resize(1290, 768)
        bench.show()
        qtbot.waitExposed(bench)
        bench.activateWindow()
        bench.begin()
        qtbot.waitUntil(bench.isActiveWindow)
        yield Sitting(qtbot, bench, office, other)
        bench.close_down()


@pytest.fixture
def seated(sitting: Sitting) -> Sitting:
    """On the page, its list read, the first company beside it."""
    sitting.press(K.Key_3, held=M.ControlModifier)  # home, administration, trial
    sitting.until(lambda: bool(sitting.ids) and sitting.card == sitting.ids[0])
    sitting.until(sitting.page.rows.table.hasFocus)
    return sitting


def test_it_is_less_than_400_lines() -> None:
    lines = [
        path.read_text(encoding="utf-8").splitlines()
        for path in (Path(__file__).parent / "trial").glob("*.py")
    ]
    assert len(lines) == 8
    assert 200 < sum(map(len, lines)) < LINES


# -- in the window ----------------------------------------------------------------------------


def test_it_stands_on_the_rail_with_its_count(sitting: Sitting) -> None:
    button = sitting.bench.rail.buttons["trial"]
    assert button.text() == "单位台账"
    before = len(sitting.listed())
    sitting.until(lambda: button.count == before)
    sitting.other.run(RegisterCompany(CompanyForm("独山远航监理公司", credit_code(Random(9), "522726"))))
    sitting.until(lambda: button.count == before + 1)


def test_ctrl_k_leads_to_it_into_it_and_to_what_it_finds(seated: Sitting) -> None:
    palette = seated.bench.palette_

    def take(words: str) -> None:
        seated.press(K.Key_K, held=M.ControlModifier)
        palette.field.setText(words)
        seated.until(lambda: any(one.title == words for one in palette.entries))
        assert palette.entries[0].title == words
        QTest.keyClick(palette.field, K.Key_Return)

    take("名称含“建筑”的单位")
    seated.until(lambda: seated.ids == seated.listed("建筑") and seated.page.search.text() == "建筑")
    take("登记一个单位")
    seated.until(seated.page.adder.sheet.isVisible)
    seated.press(K.Key_Escape)
    take("批量改县市")
    assert seated.page.batch.on
    seated.press(K.Key_Escape)
    take("瓮安远航南建筑公司")
    found = seated.listed("瓮安远航南建筑公司")
    seated.until(lambda: [seated.card] == found)
    assert seated.ids == seated.listed()


def test_its_card_stands_on_the_first_page_and_leads_to_it(sitting: Sitting) -> None:
    home = sitting.bench.pages.current
    assert isinstance(home, HomePage)
    card = home.part(TrialNumber).card
    sitting.until(lambda: card.number.text() == str(len(sitting.listed())))
    assert home.numbers()[0] is card
    sitting.qtbot.keyClick(home, K.Key_1)
    sitting.until(lambda: sitting.ids == sitting.listed("建筑"))


def test_f1_tells_its_keys(seated: Sitting) -> None:
    seated.press(K.Key_F1)
    assert seated.bench.keys_sheet.heading.text() == "单位台账的按键"
    told = [one.does for one in seated.bench.keys_sheet.shown]
    assert {"到查找框", "下一个 / 上一个", "修改…", "登记一个单位", "批量改县市", "照建议办"} <= set(told)


# -- the list and the one beside it ------------------------------------------------------------


def test_letters_narrow_the_list_and_enter_leaves_the_field(seated: Sitting) -> None:
    seated.press(K.Key_F, held=M.ControlModifier)
    seated.write("wayh")  # 瓮安远航, by its initials
    seated.press(K.Key_Return)
    seated.until(lambda: seated.ids == seated.listed("wayh") and len(seated.ids) == 4)
    assert seated.page.rows.pane.totals.text() == "4 个单位"
    seated.until(seated.page.rows.table.hasFocus)
    seated.press(K.Key_F, held=M.ControlModifier)
    seated.write("无此单位")
    seated.press(K.Key_Return)
    seated.until(lambda: seated.page.rows.states.currentWidget() is seated.page.rows.states.empty)
    assert seated.page.rows.states.empty.sentence.text() == "没有找到“无此单位”"
    seated.press(K.Key_F, held=M.ControlModifier)
    seated.press(K.Key_Escape)
    seated.until(lambda: seated.ids == seated.listed())


def test_the_heads_sort_and_columns_are_remembered(seated: Sitting) -> None:
    head = seated.page.rows.table.head
    head.turn("code")
    seated.until(lambda: seated.ids == seated.listed(sort="code"))
    head.turn("code")
    seated.until(lambda: seated.ids == seated.listed(sort="code", descending=True))
    head.show_column(3, on=False)
    again = TrialPage(seated.page.desk)
    seated.qtbot.addWidget(again)
    assert again.rows.table.head.isSectionHidden(3)
    assert (again.rows.table.head.sort, again.rows.table.head.descending) == ("code", True)


def test_the_list_is_taken_out(seated: Sitting) -> None:
    seated.page.rows.pane.export.click()
    assert QGuiApplication.clipboard().text().count("瓮安远航") == 4


def test_the_menu_of_a_row_says_what_can_be_done_with_it(seated: Sitting) -> None:
    one = seated.open(2)
    seated.press(K.Key_F10, held=M.ShiftModifier)
    seated.until(lambda: isinstance(QApplication.activePopupWidget(), CommandMenu))
    menu = cast(CommandMenu, QApplication.activePopupWidget())
    assert [entry.text() for entry in menu.entries()] == ["修改…\tE", "批量改县市\tB"]
    menu.entries()[0].trigger()
    menu.close()
    seated.until(seated.page.detail.form.isVisible)
    assert seated.page.detail.form.form.value("name") == seated.stored(one).name


def test_what_a_colleague_does_is_seen_in_the_list_and_beside_it(seated: Sitting) -> None:
    one = seated.open(1)
    seated.office.clear()
    seated.change(one, county="522730", legal_representative="龙䶮")
    facts = seated.page.detail.facts
    seated.until(lambda: facts.values["legal_representative"].text() == "龙䶮")
    assert facts.values["county"].text() == "龙里县"
    seated.until(lambda: seated.page.rows.model.row_of(one).county == "522730")  # type: ignore[union-attr]
    counted = {CompanyList(limit=1)}  # the number on the rail
    assert set(seated.office.requests()) - counted == {CompanyPage(one), CompanyList(only=(one,))}
    assert "修改单位信息" in seated.page.detail.timeline.shown[0].accessibleName()
    seated.change(one, name="甲乙丙建筑公司")
    seated.until(
        lambda: [span.span.words for span in seated.page.detail.names.placed][-1] == "甲乙丙建筑公司"
    )
    assert seated.ids == seated.listed()
    assert seated.page.rows.current == one


# -- two forms ---------------------------------------------------------------------------------


def test_an_edit_in_place_asks_about_a_clash_and_keeps_the_rest(seated: Sitting) -> None:
    one = seated.open(0)
    seated.press(K.Key_E)
    form = seated.page.detail.form
    seated.until(form.isVisible)
    seated.write("黔南远大建筑公司")
    seated.press(K.Key_Tab, K.Key_Tab)
    seated.write("王强")
    seated.change(one, name="都匀远大建筑公司", phone="0854-8221234")
    seated.until(lambda: form.form.value("phone") == "0854-8221234")
    assert (form.form.value("name"), form.form.value("legal_representative")) == ("黔南远大建筑公司", "王强")
    seated.press(K.Key_Return)
    seated.until(form.conflict.isVisible)
    seated.press(K.Key_M)  # mine in every field
    seated.press(K.Key_Return)
    seated.until(lambda: seated.page.desk.messages.last == "已保存")
    stored = seated.stored(one)
    assert (stored.name, stored.legal_representative, stored.phone) == (
        "黔南远大建筑公司",
        "王强",
        "0854-8221234",
    )
    seated.until(lambda: seated.page.detail.name.text() == "黔南远大建筑公司")
    assert not form.isVisible()
    assert seated.page.rows.table.hasFocus()


def test_what_was_typed_is_there_again_and_a_fault_stands_at_its_field(seated: Sitting) -> None:
    seated.open(0)
    seated.press(K.Key_E)
    form = seated.page.detail.form
    seated.until(form.isVisible)
    seated.press(K.Key_Tab)
    seated.write("123")
    seated.press(K.Key_Return)
    seated.until(lambda: bool(form.form.fields["credit_code"].fault.text()))
    seated.press(K.Key_Escape)
    assert not form.isVisible()
    assert seated.page.rows.table.hasFocus()
    seated.open(1)
    seated.press(K.Key_E)
    assert form.form.value("credit_code") != "123"
    seated.press(K.Key_Escape)
    seated.open(0)
    seated.press(K.Key_E)
    assert form.form.value("credit_code") == "123"


def test_a_new_one_is_typed_in_a_sheet_and_stands_where_the_office_says(seated: Sitting) -> None:
    seated.press(K.Key_N)
    sheet = seated.page.adder.sheet
    seated.until(sheet.isVisible)
    for _ in range(12):  # the keyboard stays inside
        seated.press(K.Key_Tab)
        assert sheet.isAncestorOf(cast(QWidget, QApplication.focusWidget()))
    seated.press(K.Key_Escape)
    assert not sheet.isVisible()
    assert seated.page.rows.table.hasFocus()
    seated.press(K.Key_N)
    seated.write("贵定新远建筑公司")
    seated.press(K.Key_Return)
    seated.until(lambda: bool(sheet.form.fields["credit_code"].fault.text()))
    seated.write(credit_code(Random(77), "522723"))
    seated.press(K.Key_Return)
    seated.until(lambda: seated.page.desk.messages.last == "已登记贵定新远建筑公司")
    seated.until(lambda: seated.page.detail.name.text() == "贵定新远建筑公司")
    assert seated.ids == seated.listed()
    assert seated.page.rows.current == seated.card
    assert not sheet.isVisible()


# -- the batch ---------------------------------------------------------------------------------


def _tick_four(seated: Sitting) -> list[int]:
    """Narrowed to four, the second of them is in 都匀 already; Space on the first, a range to the last."""
    seated.press(K.Key_F, held=M.ControlModifier)
    seated.write("wayh")
    seated.press(K.Key_Return)
    seated.until(lambda: len(seated.ids) == 4)
    seated.change(seated.ids[1], county="522701")
    seated.until(lambda: seated.page.rows.model.row_of(seated.ids[1]).county == "522701")  # type: ignore[union-attr]
    seated.until(seated.page.rows.table.hasFocus)
    seated.press(K.Key_B)
    seated.press(K.Key_Home, K.Key_Space)
    seated.press(*[K.Key_Down] * 3, held=M.ShiftModifier)
    return seated.ids


def test_ticks_are_set_by_space_ranges_and_all_and_esc_leaves_them(seated: Sitting) -> None:
    ids = _tick_four(seated)
    batch, ticking = seated.page.batch, seated.page.rows.ticking
    assert ticking.ids == tuple(ids)
    assert batch.strip.text.text() == "已选 4 个单位"
    seated.press(K.Key_Up, held=M.ShiftModifier)  # a range shrinks again
    assert ticking.ids == tuple(ids[:3])
    seated.press(K.Key_K, K.Key_Space)  # the cursor alone, and a tick taken away
    assert ticking.ids == (ids[0], ids[2])
    seated.press(K.Key_A, held=M.ControlModifier)
    assert ticking.ids == tuple(ids)
    table = seated.page.rows.table
    at = table.visualRect(table.model().index(3, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert ticking.ids == tuple(ids[:3])
    seated.press(K.Key_Escape)
    assert not batch.on
    assert not batch.strip.isVisible()
    assert not seated.office.requests(EditCompany)
    assert seated.page.detail.isVisible()


def test_the_proposal_says_what_follows_and_the_run_counts_honestly_and_is_undone(seated: Sitting) -> None:
    ids = _tick_four(seated)
    batch = seated.page.batch
    proposed = batch.proposal.proposed
    assert proposed is not None
    assert proposed.decision == "把 4 个单位改为都匀市"
    assert [ground.words for ground in proposed.grounds] == [
        "3 个单位现在登记在别处",
        "1 个已是都匀市，会跳过",
    ]
    before = [seated.stored(one).county for one in ids]
    seated.until(lambda: batch.proposal.steady)  # a press in the breath of the last tick does nothing
    seated.press(K.Key_Return)
    seated.until(lambda: batch.strip.text.text() == "3 改好，1 跳过（已是都匀市）")
    assert {seated.stored(one).county for one in ids} == {"522701"}
    assert len(seated.office.requests(EditCompany)) == 3
    assert seated.page.desk.messages.last == "批量改县市：3 改好，1 跳过（已是都匀市）"
    seated.press(K.Key_Z, held=M.ControlModifier)
    seated.until(lambda: seated.page.desk.messages.last == "已撤销批量改县市：3 改好")
    assert [seated.stored(one).county for one in ids] == before


def test_another_county_is_another_proposal_and_a_colleague_changes_it_too(seated: Sitting) -> None:
    ids = _tick_four(seated)
    batch = seated.page.batch
    box = cast(QWidget, batch.form.fields["county"].widget)
    box.setFocus()
    wanted = list(COUNTIES)[1]
    seated.press(K.Key_Down)
    assert batch.form.value("county") == wanted
    assert batch.proposal.do.text().startswith(f"改为{COUNTIES[wanted]}")
    seated.change(ids[0], county=wanted)
    seated.until(
        lambda: (
            batch.proposal.proposed is not None
            and batch.proposal.proposed.grounds[-1].words == f"1 个已是{COUNTIES[wanted]}，会跳过"
        )
    )
