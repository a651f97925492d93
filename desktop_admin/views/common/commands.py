"""Commands at work: shortcuts, buttons and menus of one table (:mod:`command`), on one page or part of it.

A letter is a command unless a field has the caret: Qt asks the field first, and a field takes what it would write.
A key held down acts once, also where the window system tells its repeats as presses (:mod:`held_key`).
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop_admin.contract.base import Request
from desktop_admin.views.common.command import Command, Subject, hint_of
from desktop_admin.views.common.command_menu import CommandMenu, Offer
from desktop_admin.views.common.held_key import HeldKey
from desktop_admin.views.common.overlay import Overlay
from desktop_admin.views.common.page import Page
from desktop_admin.views.common.widgets import CommandButton

NOT_ALLOWED = "您的角色不能做这一步"


class Commands(QObject, Generic[Subject]):
    """The commands of ``table``, done to ``subject``, on ``host``; heard wherever :meth:`hear_in` says.

    ``may`` says whether a person may ask for something; ``say`` tells why a command was not done. ``context``: the
    whole window, for what is not of one page.
    """

    begun = Signal()
    """A command was asked for and may be done."""

    def __init__(
        self,
        host: QWidget,
        table: Sequence[Command[Subject]],
        subject: Subject,
        *,
        may: Callable[[type[Request[Any]]], bool] = lambda _request: True,
        say: Callable[[str], object] = lambda _words: None,
        context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
    ) -> None:
        super().__init__(host)
        self.table = tuple(table)
        self._subject, self._may, self._say, self._context = subject, may, say, context
        self._by_name = {one.name: one for one in self.table}
        self._held = HeldKey(self)
        self._before: QWidget | None = None
        self._pressed, self._again = 0, False
        self.actions = {one.name: self._action(one) for one in self.table}
        self._keys = {QKeySequence(key).toString() for one in self.table for key in (*one.keys, *one.after)}
        self._after = {key: one for one in self.table for key in one.after}
        self._spaces = any("Space" in one.keys for one in self.table)

    def hear_in(self, host: QWidget) -> None:
        """Be heard wherever the keyboard is inside ``host``, and in every other part given so.

        The shortcuts of one command are one, wherever it is heard.
        """
        host.addActions(list(self.actions.values()))
        host.installEventFilter(self)

    # -- asking ------------------------------------------------------------------------------

    def do(self, name: str) -> None:
        """Ask for a command by its name: what a button, Ctrl+K or another part of the page does. KeyError: no such."""
        command = self._by_name[name]
        why = self.why_not(command)
        if why:
            self._say(why)
            return
        self.begun.emit()
        command.act(self._subject)

    def why_not(self, command: Command[Subject]) -> str:
        """The sentence why this is not done now; empty when it is."""
        if not all(map(self._may, command.needs)):
            return NOT_ALLOWED
        return command.why_not(self._subject)

    def holds(self, name: str) -> bool:
        """Whether the table has a command of this name."""
        return name in self._by_name

    def wake(self, awake: bool) -> None:
        """Whether the keys work: a part that lies behind another one does not hear them."""
        for action in self.actions.values():
            action.setEnabled(awake)

    # -- buttons and menus -------------------------------------------------------------------

    def button(self, name: str) -> CommandButton:
        """A button that does what the key does."""
        command = self._by_name[name]
        button = CommandButton(command.words, hint_of(command), parent=self._host())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
        button.clicked.connect(lambda: self.do(name))
        return button

    def bar(self) -> list[CommandButton]:
        """The buttons of the bar, in the order of the table; what a role never does has none."""
        return [self.button(one.name) for one in self.table if one.button and all(map(self._may, one.needs))]

    def offers(self, on: str) -> list[Offer]:
        """The entries of the context menu on this kind of thing."""
        return [self._offer(one) for one in self.table if on in one.menus]

    def pop_up(self, on: str, at: QPoint, *more: "Commands[Any]") -> CommandMenu:
        """The context menu on this kind of thing, at a point of the screen; ``more`` tables stand below."""
        parts = (self, *more)
        return CommandMenu(lambda: [part.offers(on) for part in parts], at, self._host())

    # -- keys --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that the widget with the keyboard did not take. A shortcut follows unless somebody takes it here."""
        if not isinstance(event, QKeyEvent):
            return False
        kind, key = event.type(), _key_of(event)
        if kind == QEvent.Type.KeyRelease:
            self._held.let_go(event)
            self._again = False
        elif kind == QEvent.Type.ShortcutOverride:
            self._before, self._pressed = QApplication.focusWidget(), event.key()
            self._again = self._held.repeats(event)
            asleep = key in self._keys and _in_a_sheet(watched)
            if asleep or self._awake(key) or (self._spaces and _presses(event)):
                event.accept()  # as a press it goes to whoever has the keyboard, and may come back from there
                return True
        elif kind == QEvent.Type.KeyPress and self._awake(key) and not _in_a_sheet(watched):
            self._on_action(self._after[key])
            return True
        return False

    def _awake(self, key: str) -> bool:
        command = self._after.get(key)
        return command is not None and self.actions[command.name].isEnabled()

    def _on_action(self, command: Command[Subject]) -> None:
        again, self._again = self._again, False
        if again and not command.repeats:
            return
        self.do(command.name)
        if self._pressed:
            self._held.acted(self._pressed, self._before)
        self._pressed = 0

    def _action(self, command: Command[Subject]) -> QAction:
        action = QAction(command.words, self)
        action.setShortcuts([QKeySequence(key) for key in (*command.keys, *command.after)])
        action.setShortcutContext(self._context)
        action.setAutoRepeat(command.repeats)
        action.triggered.connect(lambda: self._on_action(command))
        return action

    # -- inside ------------------------------------------------------------------------------

    def _host(self) -> QWidget:
        host = self.parent()
        assert isinstance(host, QWidget)
        return host

    def _offer(self, command: Command[Subject]) -> Offer:
        on = command.on(self._subject) if command.on is not None else None
        return Offer(
            command.words, hint_of(command), self.why_not(command), lambda: self.do(command.name), on
        )


def command_page(page: Page, table: Sequence[Command[Subject]], subject: Subject) -> Commands[Subject]:
    """The commands of a whole page: heard everywhere on it, with their buttons in its bar, found by Ctrl+K."""
    made = Commands(page, table, subject, may=page.desk.may, say=page.desk.messages.say)
    made.hear_in(page)
    page.commands = (made,)
    for button in made.bar():
        page.bar.addWidget(button)
    return made


def _key_of(event: QKeyEvent) -> str:
    """As tables write it; the numeric keypad counts as the plain keys."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(plain, Qt.Key(event.key()))).toString()


def _presses(event: QKeyEvent) -> bool:
    """Space on a focused button presses it; elsewhere it is the page's."""
    return event.key() == Qt.Key.Key_Space and isinstance(QApplication.focusWidget(), QAbstractButton)


def _in_a_sheet(host: QObject) -> bool:
    """Whether the keyboard is in a sheet that lies on ``host`` itself: no key goes on to what lies below."""
    widget = QApplication.focusWidget()
    while widget is not None and widget is not host:
        if isinstance(widget, Overlay):
            return True
        widget = widget.parentWidget()
    return False
