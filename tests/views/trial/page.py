"""The page of the made-up desk: two keys, and it remembers where it was led and what was pressed."""

from PySide6.QtGui import QKeyEvent

from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.page import KeyHelp, Page, Target


class TrialPage(Page):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "考场试排")
        self.targets: list[Target | None] = []
        self.pressed: list[str] = []

    def keys(self) -> list[KeyHelp]:
        return [KeyHelp("P", "排座"), KeyHelp("L", "看考场")]

    def activate(self, target: Target | None = None) -> None:
        self.targets.append(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pressed.append(event.text())
