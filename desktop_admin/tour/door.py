"""At the door: the form that is there, and a way in."""

from typing import TypeVar

from PySide6.QtCore import Qt

from desktop_admin.demo.staff import DemoStaff
from desktop_admin.tour.guide import Guide
from desktop_admin.views.shell.form import DoorForm
from desktop_admin.views.shell.sign_in import SignInForm

_KEY, _CTRL, _SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

Form = TypeVar("Form", bound=DoorForm)


def enter(guide: Guide, person: DemoStaff) -> None:
    """Through the sign-in form to work."""
    guide.at(f"{person.name}登录")
    form_of(guide, SignInForm)
    sign_in(guide, person.name, person.password)
    arrive(guide)


def arrive(guide: Guide) -> None:
    """Until the first desk is there."""
    guide.until(lambda: guide.app.bench is not None, "进入工作台")
    bench = guide.app.bench
    assert bench is not None
    guide.until(lambda: bench.pages.current is not None, "第一个工作区")
    guide.settle()


def form_of(guide: Guide, kind: type[Form]) -> Form:
    """The form at the door, of that kind, with the caret in a field."""
    stack = guide.app.door.stack
    guide.until(lambda: isinstance(stack.currentWidget(), kind), kind.__name__)
    form = stack.currentWidget()
    assert isinstance(form, kind)
    guide.until(lambda: any(field.hasFocus() for field in form.fields.values()), "光标")
    return form


def sign_in(guide: Guide, name: str, password: str) -> None:
    """From wherever the cursor is: name, Tab, password, Enter."""
    form = form_of(guide, SignInForm)
    if form.fields["password"].hasFocus():
        guide.press(_KEY.Key_Backtab, _SHIFT)
    guide.press(_KEY.Key_A, _CTRL)
    guide.type(name)
    guide.press(_KEY.Key_Tab)
    guide.press(_KEY.Key_A, _CTRL)
    guide.type(password)
    guide.press(_KEY.Key_Return)
