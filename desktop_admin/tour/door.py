"""The door: an office is set up, a first password changed; a wrong password, a locked account, a way in."""

from typing import TypeVar

from PySide6.QtCore import Qt

from desktop_admin.demo.staff import DemoStaff
from desktop_admin.tour.guide import Guide
from desktop_admin.views.review.page import ReviewPage
from desktop_admin.views.shell.first_run import FirstRunForm
from desktop_admin.views.shell.form import DoorForm
from desktop_admin.views.shell.new_password import NewPasswordForm
from desktop_admin.views.shell.sign_in import SignInForm

_KEY, _CTRL, _SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_FIRST, _OWN = "jianxie-2026", "wodemima-7788"
#: Wrong passwords until an account is locked (domain, X05).
_TRIES = 5

Form = TypeVar("Form", bound=DoorForm)


def set_up_office(guide: Guide, url: str) -> None:
    """First run of an empty office, the chief's first sign-in, and what an office without data looks like."""
    guide.at("首次设置")
    with guide.window(url) as app:
        form = _form(guide, FirstRunForm)
        guide.shoot("首次设置")
        for words in ("系统管理员", _FIRST, "different-1234", "王主管", _FIRST):
            guide.type(words)
            guide.press(_KEY.Key_Return)
        guide.until(lambda: "不一样" in form.fields["admin_again"].accessibleDescription(), "两次密码不一样")
        guide.shoot("首次设置-两次密码不一样")
        guide.type(_FIRST)
        guide.press(_KEY.Key_Return)
        _form(guide, SignInForm)
        guide.at("首次登录要换密码")
        _sign_in(guide, "王主管", _FIRST)
        fresh = _form(guide, NewPasswordForm)
        guide.type("short")
        guide.press(_KEY.Key_Return)
        guide.type("short")
        guide.press(_KEY.Key_Return)
        guide.until(lambda: fresh.fields["new"].accessibleDescription(), "太短的密码被拒绝")
        guide.shoot("新密码-不合要求")
        guide.type(_OWN)
        guide.press(_KEY.Key_Tab)
        guide.press(_KEY.Key_A, _CTRL)
        guide.type(_OWN)
        guide.press(_KEY.Key_Return)
        guide.until(lambda: app.bench is not None, "换密码后进入工作台")
        guide.at("没有数据的办公室")
        guide.shoot("空办公室-工作台")
        guide.press(_KEY.Key_2, _CTRL)
        guide.until(lambda: _empty_queue(guide), "空队列")
        guide.shoot("空办公室-全部审完")


def wrong_and_locked(guide: Guide, unlucky: DemoStaff) -> None:
    """One wrong password, then as many as make the next try wait."""
    guide.at("登录")
    form = _form(guide, SignInForm)
    guide.shoot("登录")
    guide.at("密码不对")
    _sign_in(guide, unlucky.name, "wrong-password-1")
    guide.until(form.problem.isVisible, "密码不对的提示")
    guide.shoot("登录-密码不对")
    guide.at("试错五次")
    for number in range(2, _TRIES + 1):
        guide.type(f"wrong-password-{number}")
        guide.press(_KEY.Key_Return)
        guide.until(form.send.isEnabled, "回答")
    guide.until(lambda: "再试" in form.problem.text(), "要等多久的提示")
    guide.shoot("登录-要等一会")


def enter(guide: Guide, person: DemoStaff) -> None:
    """Through the sign-in form to work."""
    guide.at(f"{person.name}登录")
    _form(guide, SignInForm)
    _sign_in(guide, person.name, person.password)
    arrive(guide)


def arrive(guide: Guide) -> None:
    """Until the first desk is there."""
    guide.until(lambda: guide.app.bench is not None, "进入工作台")
    bench = guide.app.bench
    assert bench is not None
    guide.until(lambda: bench.pages.current is not None, "第一个工作区")
    guide.settle()


def _form(guide: Guide, kind: type[Form]) -> Form:
    stack = guide.app.door.stack
    guide.until(lambda: isinstance(stack.currentWidget(), kind), kind.__name__)
    form = stack.currentWidget()
    assert isinstance(form, kind)
    guide.until(lambda: any(field.hasFocus() for field in form.fields.values()), "光标")
    return form


def _sign_in(guide: Guide, name: str, password: str) -> None:
    """From wherever the cursor is: name, Tab, password, Enter."""
    form = _form(guide, SignInForm)
    if form.fields["password"].hasFocus():
        guide.press(_KEY.Key_Backtab, _SHIFT)
    guide.press(_KEY.Key_A, _CTRL)
    guide.type(name)
    guide.press(_KEY.Key_Tab)
    guide.press(_KEY.Key_A, _CTRL)
    guide.type(password)
    guide.press(_KEY.Key_Return)


def _empty_queue(guide: Guide) -> bool:
    bench = guide.app.bench
    page = bench.pages.current if bench is not None else None
    return isinstance(page, ReviewPage) and page.queue.complete and page.progress.now is not None
