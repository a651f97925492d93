"""Hostile names of files and people on the review desk: seen as they are, one line each, and the panel keeps its width."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop_admin.contract.submissions import HistoryEntry, Slot
from desktop_admin.papers import kinds
from desktop_admin.views.common.message_line import MessageLine
from desktop_admin.views.review.handing_over import HandOverSheet
from desktop_admin.views.review.upload import UploadForm
from tests.hostile_names import HOSTILE, honest
from tests.views.recording import NOON
from tests.views.review.sitting import Reviewer
from tests.views.review.town import paper

pytestmark = pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())


def labels(widget: QWidget) -> list[QLabel]:
    """Everything on ``widget`` that says something; none of it may be read as markup."""
    found = [one for one in widget.findChildren(QLabel) if one.text() and one.isVisibleTo(widget)]
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in found)
    return found


def test_in_the_versions_and_the_history(reviewer: Reviewer, name: str) -> None:
    panel = reviewer.page.panel
    width = panel.minimumSizeHint().width()
    text = f"承诺书 {name}"
    papers = tuple(paper(1, slot, file_name=name) for slot in Slot)
    reviewer.town.change(1, papers=papers)
    record = replace(
        reviewer.town.dossiers[1], history=(HistoryEntry(7, NOON, "李四", False, "上传资料", text),)
    )
    panel.show_record(record, same=True)
    panel.history.tabs[1].click()
    shown = [one.text() for one in labels(panel.history) if "KB" in one.text()]
    assert len(shown) == 2
    assert all(honest(one, name) for one in shown), shown
    assert panel.minimumSizeHint().width() == width


def test_in_the_form_for_uploading(
    reviewer: Reviewer, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No disk takes the longest of these names; the form is given it all the same."""
    monkeypatch.setattr("desktop_admin.views.review.upload.read_named", lambda path: b"%PDF")
    reviewer.key(Qt.Key.Key_U)
    form = reviewer.page.panel.form
    assert isinstance(form, UploadForm)
    width = reviewer.page.panel.minimumSizeHint().width()
    form.take(Path(name))
    assert honest(form.found.text(), name)
    reviewer.qtbot.waitUntil(form.do.isEnabled)
    assert honest(form.found.text(), name)
    assert labels(form)
    assert reviewer.page.panel.minimumSizeHint().width() == width


def test_a_person_and_a_company_called_so(reviewer: Reviewer, name: str) -> None:
    record = replace(
        reviewer.town.dossiers[1], name=name, name_typed=f"{name} ", company=name, certificate=name
    )
    facts = reviewer.page.panel.facts
    width = reviewer.page.panel.minimumSizeHint().width()
    facts.show_record(record)
    assert labels(reviewer.page.panel)
    assert "<b>" not in facts.name.toolTip()
    reviewer.page.filters.only_company(50, name)
    chip = reviewer.page.filters.company
    assert chip.shortcut().isEmpty()
    assert "<b>" not in chip.toolTip()
    assert reviewer.page.panel.minimumSizeHint().width() == width


def test_in_the_message_of_a_saved_file(reviewer: Reviewer, name: str) -> None:
    line = MessageLine(reviewer.page.desk.messages, reviewer.page.desk.failures)
    reviewer.qtbot.addWidget(line)
    line.resize(reviewer.page.width(), line.height())
    line.show()
    reviewer.page.desk.messages.say(f"已保存：{name}")
    assert labels(line)
    assert line.minimumSizeHint().width() < 600


def test_in_the_sheet_before_handing_over(reviewer: Reviewer, name: str) -> None:
    """Only our own words reach it."""
    given = replace(reviewer.town.dossiers[1].papers[0], file_name=name, media_type=kinds.DOC)
    reviewer.page.originals.open_elsewhere(given)
    sheet = reviewer.page.window().findChildren(HandOverSheet)[-1]
    assert not any(name in one.text() for one in labels(sheet))
    sheet.dismiss()
