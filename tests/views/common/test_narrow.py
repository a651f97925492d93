"""What stands side by side in a wide window stands whole in a narrow one; a line that gives way says that it does."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.folding import Folding
from desktop_admin.views.common.lines import Line, Lines
from desktop_admin.views.common.widgets import CutText, Text, row


@pytest.mark.parametrize(("width", "folded"), [(700, False), (652, False), (640, True), (300, True)])
def test_parts_fold_where_they_do_not_fit(qtbot: QtBot, width: int, folded: bool) -> None:
    first, second = QWidget(), QWidget()
    folding = Folding(first, second, spacing=12, least=320)
    qtbot.addWidget(folding)
    folding.resize(900, 400)
    folding.show()
    folding.resize(width, 400)
    qtbot.waitUntil(lambda: folding.folded is folded)
    qtbot.waitUntil(lambda: (second.y() > first.y()) is folded)
    assert max(first.geometry().right(), second.geometry().right()) < width


def test_folded_there_is_no_hole_between_the_two(qtbot: QtBot) -> None:
    """Height that is left over is the second one's; side by side both are as wide as their shares say."""
    first, second = Text("学员"), Text("经过")
    folding = Folding(first, second, spacing=12, stretch=(3, 2), least=320)
    qtbot.addWidget(folding)
    folding.resize(400, 500)
    folding.show()
    qtbot.waitUntil(lambda: folding.folded and first.height() == first.sizeHint().height())
    assert second.y() == first.height() + 12
    assert second.geometry().bottom() == 499
    folding.resize(1012, 500)
    qtbot.waitUntil(lambda: (first.width(), second.width()) == (600, 400))
    assert first.height() == 500


def test_without_a_width_each_is_as_wide_as_it_likes(qtbot: QtBot) -> None:
    folding = Folding(Text("所有操作" * 5), Text("所有时间" * 5), spacing=4)
    whole = QWidget()
    across = row(folding, None)
    whole.setLayout(across)
    qtbot.addWidget(whole)
    whole.show()
    wanted = folding.sizeHint().width()
    for width, folded in ((wanted + 50, False), (wanted - 20, True), (wanted + 50, False)):
        whole.resize(width, 200)
        qtbot.waitUntil(lambda folded=folded: folding.folded is folded)  # type: ignore[misc]


def test_a_line_that_is_cut_shows_dots_and_tells_the_whole(qtbot: QtBot) -> None:
    words = "网站门户 提交了 阿依古丽·吐尔逊 的 B类延期"
    lines = Lines()
    qtbot.addWidget(lines)
    lines.resize(700, 40)
    lines.show_lines([Line("10:42", words, "1天")], "")
    lines.show()
    label = lines.findChild(CutText)
    assert label is not None
    assert label.toolTip() == ""
    wide = label.grab().toImage()
    lines.resize(220, 40)
    qtbot.waitUntil(lambda: label.toolTip() == words)
    assert label.text() == words
    narrow = label.grab().toImage()
    tail = range(narrow.width() - 4, narrow.width())
    assert all(
        narrow.pixelColor(x, y) != wide.pixelColor(x, y) or narrow.pixelColor(x, y).lightness() > 200
        for x in tail
        for y in range(4)
    ), "no half sign stands at the edge"
    end = next(one for one in lines.findChildren(Text) if one.text() == "1天")
    assert end.mapTo(lines, end.rect().topRight()).x() <= lines.width()
