"""Qt's file dialog, where the system has none: everything in it can be read, light and dark; and what it answers."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QToolButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.file_dialog import ask_folder, ask_open, ask_save, make_ready
from desktop_admin.views.common.theme import Mode, Theme
from tests.views.stops import dressed


@pytest.fixture(params=[Mode.LIGHT, Mode.DARK])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    theme = Theme()
    with dressed(qapp, theme, request.param):
        yield theme


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


def _meanwhile(parent: QWidget, act: Callable[[QFileDialog], None]) -> None:
    """When the dialog is open."""

    def look() -> None:
        open_ = [one for one in parent.findChildren(QFileDialog) if one.isVisible()]
        if open_:
            act(open_[0])
        else:
            QTimer.singleShot(0, parent, look)

    QTimer.singleShot(0, parent, look)


def _type(name: Path) -> Callable[[QFileDialog], None]:
    def act(dialog: QFileDialog) -> None:
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        field.setText(str(name))
        dialog.accept()

    return act


def test_sizes_dates_and_arrows_can_be_seen(
    qtbot: QtBot, theme: Theme, parent: QWidget, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"  # of its own: settings that are written meanwhile are a second row
    folder.mkdir()
    (folder / "报名表.pdf").write_bytes(b"x" * 1_234_567)
    dialog = QFileDialog(parent, "报名表", str(folder), "PDF (*.pdf)")
    make_ready(dialog)
    dialog.show()
    files = dialog.findChild(QTreeView, "treeView")
    assert isinstance(files, QTreeView)
    qtbot.waitUntil(lambda: files.model().rowCount(files.rootIndex()) == 1)
    for column in range(1, files.header().count()):
        qtbot.waitUntil(lambda column=column: files.columnWidth(column) >= files.sizeHintForColumn(column))  # type: ignore[misc]
    assert files.columnWidth(0) >= files.sizeHintForColumn(0)
    up = dialog.findChild(QToolButton, "toParentButton")
    assert isinstance(up, QToolButton)
    picture = up.grab().toImage()
    ground = QColor(theme.colour("raised")).lightness()
    assert any(
        abs(picture.pixelColor(x, y).lightness() - ground) > 90
        for x in range(picture.width())
        for y in range(picture.height())
    )
    dialog.close()
    dialog.deleteLater()


def test_what_is_chosen_and_nothing_when_the_person_leaves(parent: QWidget, tmp_path: Path) -> None:
    file = tmp_path / "报名表.pdf"
    file.write_bytes(b"x")
    _meanwhile(parent, _type(file))
    assert Path(ask_open(parent, "报名表", "PDF (*.pdf);;所有文件 (*)")) == file
    _meanwhile(parent, QFileDialog.reject)
    assert ask_open(parent, "报名表", "PDF (*.pdf)") == ""
    _meanwhile(parent, _type(tmp_path / "new.pdf"))
    assert Path(ask_save(parent, "另存原件", "a.pdf", "PDF (*.pdf)")) == tmp_path / "new.pdf"
    (tmp_path / "room").mkdir()
    _meanwhile(parent, _type(tmp_path / "room"))
    assert Path(ask_folder(parent, "每次备份到", str(tmp_path))) == tmp_path / "room"
    _meanwhile(parent, QFileDialog.reject)
    assert ask_folder(parent, "每次备份到", str(tmp_path)) == ""
