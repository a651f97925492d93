"""Qt's own words in Chinese: its file dialog, its message boxes, the menu of a text field."""

import logging

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

_LOG = logging.getLogger(__name__)
_CATALOGUE = "qtbase_zh_CN"


def speak_chinese(qt: QApplication) -> None:
    """Once for an application. Without the catalogue (a program that was put together wrongly) Qt stays English."""
    if qt.findChild(QTranslator, _CATALOGUE) is not None:
        return
    translator = QTranslator(qt)
    translator.setObjectName(_CATALOGUE)
    if translator.load(_CATALOGUE, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        qt.installTranslator(translator)
    else:
        _LOG.warning("Qt's Chinese words are missing")
