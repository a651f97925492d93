"""People read the journal: no code, no number of a thing, no brace, no unmasked number on its page, whatever was done."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.contract.sessions import Person
from desktop_admin.rules.masks import mask_phone
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.told_fields import FIELDS, UNTOLD
from desktop_admin.views.admin.journal import JournalTab
from desktop_admin.views.admin.journal_entry import EntryPanel
from desktop_admin.views.common.desk import Desk
from tests.contract.world import STAFF, World
from tests.views.admin.journal_samples import (
    FIRST,
    ID_NUMBER,
    PHONE,
    bodies,
    every_field,
    every_name,
    prepare,
    write,
)

#: Containers of fields, and what is shown as a line of its own.
_HOLDERS = {"seen", "wanted", "form", "id"}
#: Units are words of the trade.
_UNITS = {"MB"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, dict[SubjectKind, int]]]:
    file = tmp_path_factory.mktemp("journal") / "office.sqlite3"
    world = World(f"sqlite:///{file}", over_http=False, durable=False).set_up()
    yield world, prepare(world)
    world.close()


@pytest.fixture
def desk(office: tuple[World, dict[SubjectKind, int]]) -> Iterator[Desk]:
    desk = Desk(office[0].as_("王敏"), Person(2, "王敏", STAFF["王敏"]), after=0)
    yield desk
    desk.close()


def _faults(text: str) -> list[str]:
    found = [word for word in re.findall("[A-Za-z_]{2,}", text) if word not in _UNITS]
    found += re.findall(rf"{str(FIRST)[:4]}\d", text)
    found += [mark for mark in ("{", "}", ID_NUMBER, PHONE) if mark in text]
    return found


def test_every_field_of_every_command_has_words_or_is_left_out_on_purpose() -> None:
    fields = {field for _name, field in every_field()} - _HOLDERS
    assert fields <= FIELDS.keys() | UNTOLD
    assert not FIELDS.keys() & UNTOLD


@pytest.mark.parametrize("name", every_name())
def test_a_row_of_every_kind_is_read_without_knowing_the_program(
    qtbot: QtBot, office: tuple[World, dict[SubjectKind, int]], desk: Desk, name: str
) -> None:
    world, numbers = office
    panel = EntryPanel(desk)
    qtbot.addWidget(panel)
    told = []
    for body in bodies(name, numbers):
        number = write(world, name, body, numbers)
        panel.show_number(number)
        qtbot.waitUntil(lambda number=number: panel.heading.text().startswith(f"第 {number} 号"))
        shown = (panel.heading, panel.proven, panel.facts, panel.masked, panel.reveal, panel.problem)
        text = "\n".join([*(widget.text() for widget in shown), panel.detail.toPlainText()])
        assert not _faults(text), text
        assert "已不在册" not in text, text
        assert "\n其他：" not in text, text
        told.append(text)
    if any(PHONE in str(body) for body in bodies(name, numbers)):
        assert any(mask_phone(PHONE) in text for text in told), "the number is told, and masked"


def test_the_list_names_things_and_people(
    qtbot: QtBot, office: tuple[World, dict[SubjectKind, int]], desk: Desk, tmp_path: Path
) -> None:
    world, numbers = office
    for name in every_name():
        write(world, name, next(bodies(name, numbers)), numbers)
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    tab = JournalTab(desk, QWidget(), settings)
    qtbot.addWidget(tab)
    tab.load()
    qtbot.waitUntil(lambda: len(tab.model.rows) == 100)
    for place in range(len(every_name())):
        cells = [tab.model.index(place, column) for column in range(tab.model.columnCount())]
        line = " ".join(str(cell.data(Qt.ItemDataRole.DisplayRole) or "") for cell in cells)
        assert not _faults(line), line
        assert "冉审核 代 韦德福" in line
        assert "资料 韦德福 的 B类延期、学员 韦德福、单位 龙里恒泰建设有限公司" in line


def test_a_change_is_told_from_what_to_what(
    qtbot: QtBot, office: tuple[World, dict[SubjectKind, int]], desk: Desk
) -> None:
    world, numbers = office
    seen = {"grace_minutes": 15, "bulk_approval": "green", "office_name": "协会"}
    body = {"seen": seen, "wanted": seen | {"grace_minutes": 20, "bulk_approval": "never"}}
    panel = EntryPanel(desk)
    qtbot.addWidget(panel)
    panel.show_number(write(world, "EditPolicy", body, numbers))
    qtbot.waitUntil(lambda: bool(panel.detail.toPlainText()))
    assert panel.detail.toPlainText().split("\n") == [
        "迟交宽限：15 分钟 → 20 分钟",
        "批量通过：仅限预检全绿的资料 → 不允许",
    ]
