"""What Qt says while the tour is walked. It must say nothing: a warning of Qt fails the tour, like every other fault.

Apart from the guide because it has to listen before there is an application.  Two sentences are no warning here:
when a menu opens, Qt raises it and gives it the keyboard, and the platform without a screen answers that it has
neither (``QPlatformWindow``); the calls are Qt's own, every real platform does both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_NOT_HERE: Final = frozenset(
    {"This plugin does not support raise()", "This plugin does not support grabbing the keyboard"}
)
_SAID: Final = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


@contextmanager
def heard() -> Iterator[list[str]]:
    """What Qt has warned of since; nothing of it reaches standard error meanwhile."""
    said: list[str] = []

    def listen(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if kind in _SAID and words not in _NOT_HERE:
            said.append(words)

    before = qInstallMessageHandler(listen)
    try:
        yield said
    finally:
        qInstallMessageHandler(before)
