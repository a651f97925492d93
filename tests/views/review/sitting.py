"""Somebody in front of the page: real keys, wherever the keyboard is. Apart so that tests can name its type."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.desk import Desk
from desktop_admin.views.review.page import ReviewPage
from tests.views.quiet import quiet
from tests.views.review.town import Town


class Reviewer:
    """Somebody at the page: presses real keys wherever the keyboard is."""

    def __init__(self, qtbot: QtBot, page: ReviewPage, town: Town, desk: Desk) -> None:
        self.qtbot, self.page, self.town, self.desk = qtbot, page, town, desk

    @property
    def office(self) -> Any:
        """What was asked."""
        return self.town.office

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One press and release."""
        QTest.keyClick(self.keyboard(), key, modifiers)

    def type(self, text: str) -> None:
        """Plain characters."""
        QTest.keyClicks(self.keyboard(), text)

    def keyboard(self) -> QWidget:
        """The widget with the keyboard."""
        return QApplication.focusWidget() or self.page

    def on(self, submission_id: int) -> None:
        """Wait until this dossier is on screen with its first paper."""

        def there() -> bool:
            record = self.page.bench.record
            return record is not None and record.id == submission_id and self.page.pair.view.paper is not None

        self.qtbot.waitUntil(there)
        self.qtbot.waitUntil(lambda: self.page.pair.shown(self.page.pair.view.version.sha256))

    def see_both(self) -> None:
        """A on the unseen paper shows it."""
        self.key(Qt.Key.Key_2)
        self.qtbot.waitUntil(self.page.pair.all_shown)

    def approve(self) -> None:
        """Look at both papers, then A."""
        self.see_both()
        self.key(Qt.Key.Key_A)

    def calm(self) -> None:
        """Wait until no command is under way and answers have landed."""
        quiet(self.qtbot, self.desk, self.office)
