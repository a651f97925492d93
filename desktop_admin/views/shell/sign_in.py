"""Sign-in: name and password; a wrong one and a locked account are answers with a sentence."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.sessions import SignedIn, SignIn
from desktop_admin.views.common.asking import Asking
from desktop_admin.views.common.theme import Theme
from desktop_admin.views.shell.form import DoorForm


class SignInForm(DoorForm):
    """Asks the office to open a session."""

    signed_in = Signal(object, str)
    """(:class:`Person`, password): the password is only kept until a first one has been changed."""

    def __init__(
        self, asking: Asking, theme: Theme, *, workstation: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "", "", parent)
        self.heading.setText("登录")
        self.send.set_text("登录")
        self._asking, self._workstation = asking, workstation
        self.add_field("name", "姓名")
        self.add_field("password", "密码", secret=True)
        self.fields["name"].setText(name)

    def begin(self, name: str = "") -> None:
        """Ready to type; the name of last time is already there."""
        if name:
            self.fields["name"].setText(name)
        self.fields["password"].clear()
        self.caps.hide()
        first = "password" if self.text("name") else "name"
        self.fields[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Ask; empty fields are named without asking."""
        name, password = self.text("name").strip(), self.text("password")
        faults = {}
        if not name:
            faults["name"] = "请输入姓名。"
        if not password:
            faults["password"] = "请输入密码。"
        self.show_faults(faults)
        if faults:
            return
        self.show_problem("")
        self.set_busy(True)
        self._asking.run(
            SignIn(name, password, self._workstation),
            owner=self,
            done=self._on_answer,
            failed=self._on_failed,
        )

    def _on_answer(self, answer: SignedIn) -> None:
        self.set_busy(False)
        if answer.person is None:
            words = answer.problem or "姓名或密码不对，请再试。"
            self.show_problem(words)
            self.fields["password"].setFocus(Qt.FocusReason.OtherFocusReason)
            self.fields["password"].selectAll()
            return
        password = self.text("password")
        self.fields["password"].clear()
        self.signed_in.emit(answer.person, password)

    def _on_failed(self, error: OfficeError) -> None:
        self.set_busy(False)
        self.show_error(error, {"name": "name", "password": "password"})
