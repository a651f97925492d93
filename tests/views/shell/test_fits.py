"""The first window fits its screen, and F1 the smallest window: nothing to scroll, nothing cut."""

import pytest
from PySide6.QtCore import QRect, QSize
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.widgets import Text
from desktop_admin.views.review.keys import HELP
from desktop_admin.views.shell.window import first_sizes
from desktop_admin.views.shell.workbench import Workbench


@pytest.mark.parametrize(
    ("screen", "wanted"),
    [
        ((1920, 1040), (1366, 768)),
        ((1280, 720), (1278, 690)),
        ((910, 472), (908, 442)),
    ],
    ids=["wide", "1920x1080 at 1.5", "1366x768 at 1.5"],
)
def test_the_first_window_fits_with_its_frame(screen: tuple[int, int], wanted: tuple[int, int]) -> None:
    least, size = first_sizes(QSize(*screen), QSize(2, 30))
    assert size == QSize(*wanted)
    assert least == QSize(1024, 640).boundedTo(size), "or the window could not be made to fit"


@pytest.mark.parametrize("size", [(1024, 700), (1024, 768)])
def test_f1_of_the_longest_page_fits(qtbot: QtBot, bench: Workbench, size: tuple[int, int]) -> None:
    bench.resize(*size)
    sheet = bench.keys_sheet
    sheet.show_keys("资料审核", HELP, bench.global_keys())
    bar = sheet.area.verticalScrollBar()
    qtbot.waitUntil(lambda: sheet.isVisible() and bar.maximum() == 0)
    room = QRect(0, 0, bench.work.width(), bench.work.height())
    assert room.contains(sheet.panel.geometry())
    for words in sheet.findChildren(Text):
        if words.isVisible():
            edge = words.mapTo(sheet.panel, words.rect().topRight()).x()
            assert edge < sheet.panel.width(), words.text()
