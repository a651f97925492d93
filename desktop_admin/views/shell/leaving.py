"""Asking before something begun is lost: signing out or closing with reasons or a note not sent."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget


def ask_before_leaving(parent: QWidget, unsent: str, go: Callable[[], None]) -> None:
    """``go`` at once when nothing is begun (``unsent`` empty), else after a question that names it.

    The question does not block; staying is its default and its answer to Esc.
    """
    if not unsent:
        go()
        return
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(box.tr("还有没提交的内容"))
    box.setText(unsent)
    box.setInformativeText(box.tr("现在退出，这些内容会丢失。"))
    stay = box.addButton(box.tr("留下继续"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(box.tr("仍然退出"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    leave.clicked.connect(go)
    box.finished.connect(box.deleteLater)
    box.open()
