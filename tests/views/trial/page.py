"""The page of the made-up desk: two commands, and it remembers where it was led and what was pressed."""

from PySide6.QtWidgets import QWidget

from desktop_admin.views.common.command import help_of
from desktop_admin.views.common.commands import Commands
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.page import KeyHelp, Page, Target
from tests.views.trial.keys import COMMANDS, Heard


class TrialPage(Page):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "考场试排", parent)
        self.targets: list[Target | None] = []
        self.pressed: list[str] = []
        keyed: Commands[Heard] = Commands(self, COMMANDS, self, may=desk.may, say=desk.messages.say)
        keyed.hear_in(self)
        self.commands = (keyed,)

    def keys(self) -> list[KeyHelp]:
        return help_of(COMMANDS)

    def activate(self, target: Target | None = None) -> None:
        self.targets.append(target)
