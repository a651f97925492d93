"""The review page on a small office, with papers that are white sheets made at once."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_admin.contract.catalogue import Catalogue
from desktop_admin.contract.sessions import Person
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.papers.pages import Compared, Paper
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.review.page import ReviewPage
from tests.views.recording import NOON, REVIEWER
from tests.views.review.sitting import Reviewer
from tests.views.review.town import Town, catalogue


def white(
    sha256: str, data: bytes, width: int, needles: Mapping[str, str], *more: Any, **named: Any
) -> Paper:
    """A page without anything on it."""
    image = QImage(width, round(width * 1.414), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return Paper(sha256, width, (image,))


white.compare = lambda old, new: Compared((), (), "两版的文字没有不同。")  # type: ignore[attr-defined]


@pytest.fixture
def town() -> Town:
    made = Town()
    for record in made.dossiers.values():
        for paper in record.papers:
            made.office.files[paper.sha256] = b"%PDF"
    made.office.answers[Catalogue] = catalogue()
    return made


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "review.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def person() -> Person:
    return REVIEWER


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, town: Town, person: Person) -> Iterator[Desk]:
    desk = Desk(town.office, person, theme=Theme(), after=100, wait_seconds=0.05)
    desk.heard(NOON)
    desk.start()
    yield desk
    town.office.close()
    desk.close()


@pytest.fixture
def papers(desk: Desk) -> Iterator[PaperReader]:
    reader = PaperReader(desk.get, white)
    yield reader
    reader.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, papers: PaperReader, settings: QSettings) -> Iterator[ReviewPage]:
    page = ReviewPage(desk, papers, settings=settings)
    page.deciding.meaning.hasty = 0.0  # who sits here reads before every press; haste has tests of its own
    qtbot.addWidget(page)
    page.resize(1290, 700)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(lambda: desk.catalogue is not None)
    yield page
    page.close_down()


@pytest.fixture
def reviewer(qtbot: QtBot, page: ReviewPage, town: Town, desk: Desk) -> Reviewer:
    """Sitting in front of the oldest dossier."""
    page.activate()
    sitting = Reviewer(qtbot, page, town, desk)
    sitting.on(1)
    return sitting
