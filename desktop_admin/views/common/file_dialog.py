"""Asking for a file or a folder. Where the system has a dialog of its own that one comes, elsewhere Qt's.

Qt's is made ready here: its catalogue has no Chinese for two of its labels, its columns are too narrow for a size or a
date, and its arrows are black on dark ground.
"""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QHeaderView, QSplitter, QToolButton, QTreeView, QWidget

from desktop_admin.views.common.icons import Icons

_LABELS = {
    QFileDialog.DialogLabel.LookIn: "位置(&L)：",
    QFileDialog.DialogLabel.FileName: "文件名(&N)：",
    QFileDialog.DialogLabel.FileType: "类型(&T)：",
}
_ICONS = {
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "arrow-up",
    "listModeButton": "layout-grid",
    "detailModeButton": "list",
}
#: Logical pixels, where the screen is as large; the places at the left get the second.
_WIDTH, _PLACES, _HEIGHT = 760, 150, 480


def ask_open(parent: QWidget, title: str, kinds: str) -> str:
    """A file that is there; '' when the person left. ``kinds``: ``PDF (*.pdf);;所有文件 (*)``."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _asked(dialog)


def ask_save(parent: QWidget, title: str, name: str, kinds: str) -> str:
    """Where to save; '' when the person left. A file that is there is asked about."""
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(name)
    return _asked(dialog)


def ask_folder(parent: QWidget, title: str, begin: str) -> str:
    """A folder that is there; '' when the person left."""
    dialog = QFileDialog(parent, title, begin)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _asked(dialog)


def make_ready(dialog: QFileDialog) -> None:
    """Chinese labels, columns that can be read, arrows that can be seen."""
    for label, words in _LABELS.items():
        dialog.setLabelText(label, words)
    files = dialog.findChild(QTreeView, "treeView")
    if not isinstance(files, QTreeView):
        return  # the system's own
    head = files.header()
    head.setStretchLastSection(False)
    for column in range(head.count()):
        head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    icons = Icons()
    awake, asleep = (
        dialog.palette().color(group, QPalette.ColorRole.ButtonText).name()
        for group in (QPalette.ColorGroup.Normal, QPalette.ColorGroup.Disabled)
    )
    for button, icon in _ICONS.items():
        found = dialog.findChild(QToolButton, button)
        if isinstance(found, QToolButton):
            found.setIcon(icons.icon(icon, awake, asleep))
    room = dialog.screen().availableSize() * 0.9
    dialog.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
    sides = dialog.findChild(QSplitter, "splitter")
    if isinstance(sides, QSplitter):
        sides.setSizes([_PLACES, _WIDTH - _PLACES])


def _asked(dialog: QFileDialog) -> str:
    make_ready(dialog)
    try:
        if dialog.exec() != QFileDialog.DialogCode.Accepted:
            return ""
        return next(iter(dialog.selectedFiles()), "")
    finally:
        dialog.deleteLater()
