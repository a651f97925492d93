"""The company chip: type, Enter — also before the answer came, and never a company nobody meant."""

import threading

from PySide6.QtCore import Qt

from desktop_admin.contract.base import Listed
from desktop_admin.contract.people import CompanyList, CompanyRow
from tests.views.review.sitting import Reviewer

ROWS = tuple(
    CompanyRow(number, name, "91522700MA6A4FDQ5X", "522701", 3)
    for number, name in ((1, "都匀鑫达建设有限公司"), (2, "龙里恒泰建设有限公司"))
)


def companies(asked: CompanyList) -> Listed[CompanyRow]:
    rows = tuple(row for row in ROWS if asked.text in row.name)
    return Listed(tuple(row.id for row in rows), rows, len(rows), 100)


def open_picker(reviewer: Reviewer) -> None:
    reviewer.office.answers[CompanyList] = companies
    picker = reviewer.page.filters.picker
    picker.open_below(reviewer.page.filters.company)
    reviewer.qtbot.waitUntil(lambda: picker.list.count() == 3)


def write(reviewer: Reviewer, text: str) -> None:
    field = reviewer.page.filters.picker.line
    field.setText(text)
    field.textEdited.emit(text)


def test_enter_before_the_answer_takes_what_was_typed(reviewer: Reviewer) -> None:
    open_picker(reviewer)
    reviewer.office.gates[CompanyList] = gate = threading.Event()
    write(reviewer, "龙里")
    reviewer.qtbot.keyClick(reviewer.page.filters.picker.line, Qt.Key.Key_Return)
    assert reviewer.page.filters.wanted.company_id is None
    gate.set()
    reviewer.qtbot.waitUntil(lambda: reviewer.page.filters.wanted.company_id == 2)


def test_enter_on_nothing_found_changes_nothing(reviewer: Reviewer) -> None:
    reviewer.page.filters.only_company(1, ROWS[0].name)
    open_picker(reviewer)
    picker = reviewer.page.filters.picker
    write(reviewer, "没有")
    reviewer.qtbot.waitUntil(lambda: picker.list.count() == 1)
    assert picker.list.item(0).text() == "没有找到这样的单位"
    reviewer.qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert picker.isVisible()
    assert reviewer.page.filters.wanted.company_id == 1
    picker.hide()
