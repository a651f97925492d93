"""From an open office to a person at work: facts, first run or sign-in, a first password, where the journal stands."""

from PySide6.QtCore import QObject, Signal

from desktop_admin.contract.errors import OfficeError, Outdated
from desktop_admin.contract.founding import OfficeFacts, OfficeState
from desktop_admin.contract.journal import ChangePage, Changes
from desktop_admin.contract.office import CONTRACT
from desktop_admin.contract.sessions import Person
from desktop_admin.rules.rights import may
from desktop_admin.views.common.asking import Asking
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.shell.door import Door
from desktop_admin.views.shell.first_run import FirstRunForm
from desktop_admin.views.shell.new_password import NewPasswordForm
from desktop_admin.views.shell.sign_in import SignInForm


class Entrance(QObject):
    """Shows the right form in the door, one after the other."""

    entered = Signal(object, object, object)
    """(:class:`Person`, :class:`OfficeState`, :class:`ChangePage` where the journal stands)"""
    waiting = Signal(object)
    """Somebody is to sign in at this office: an :class:`OfficeState`."""
    trouble = Signal(object)
    """The office could not even say its name: an :class:`OfficeError`."""

    def __init__(
        self,
        asking: Asking,
        door: Door,
        theme: Theme,
        *,
        workstation: str,
        last_name: str = "",
        enter_as: tuple[str, str] | None = None,
        served: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._asking, self._door, self._theme = asking, door, theme
        self._workstation, self._last_name = workstation, last_name
        self._enter_as, self._served = enter_as, served
        self._state: OfficeState | None = None
        self._note = ""

    def begin(self, note: str = "") -> None:
        """Ask who this is; ``note`` is a sentence above the sign-in (for example: signed out)."""
        self._note = note
        self._door.show_waiting("正在连接…")
        self._asking.run(OfficeFacts(), owner=self, done=self._on_facts, failed=self.trouble.emit)

    def _on_facts(self, state: OfficeState) -> None:
        if not state.contract_from <= CONTRACT <= state.contract_to:
            words = "本程序与办公室的版本不一致，不能一起工作。请安装办公室要求的版本。"
            self.trouble.emit(Outdated(words))
            return
        self._state = state
        self._door.office.setText(state.name or "三类人员考务管理")
        if state.set_up:
            self._show_sign_in(self._last_name)
            return
        form = FirstRunForm(self._asking, self._theme, served=self._served)
        form.made.connect(self._on_made)
        form.taken.connect(self.begin)
        self._door.show_form(form)
        form.begin()

    def _on_made(self, name: str) -> None:
        self._note = "办公室已建立。请用刚才的账号登录。"
        self._last_name = name
        self.begin(self._note)

    def _show_sign_in(self, name: str) -> None:
        form = SignInForm(self._asking, self._theme, workstation=self._workstation, name=name)
        form.explain(self._note)
        form.signed_in.connect(self._on_signed_in)
        self._door.show_form(form)
        form.begin()
        self.waiting.emit(self._state)
        if self._enter_as is not None and self._state is not None and self._state.demonstration:
            # Once, and never at a real office: signing out of the demonstration leads to the form.
            (who, password), self._enter_as = self._enter_as, None
            form.fields["name"].setText(who)
            form.fields["password"].setText(password)
            form.submit()

    def _on_signed_in(self, person: Person, password: str) -> None:
        self._last_name = person.name
        if person.must_change:
            form = NewPasswordForm(self._asking, self._theme, old=password)
            form.changed.connect(lambda: self._find_place(person))
            self._door.show_form(form)
            form.begin()
        else:
            self._find_place(person)

    def _find_place(self, person: Person) -> None:
        if not may(person.roles, "Changes"):
            self._note = "这个账号没有桌面程序的角色，请换一个账号，或请管理员分配角色。"
            self._show_sign_in(person.name)
            return
        self._asking.run(
            Changes(0),
            owner=self,
            done=lambda page: self._on_place(person, page),
            failed=self._on_failed,
        )

    def _on_place(self, person: Person, page: ChangePage) -> None:
        if self._state is not None:
            self.entered.emit(person, self._state, page)

    def _on_failed(self, error: OfficeError) -> None:
        self._note = error.message
        self._show_sign_in(self._last_name)
