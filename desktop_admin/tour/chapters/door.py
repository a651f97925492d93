"""The door: an office is set up, a first password changed; a wrong password, a locked account, a way in."""

from desktop_admin.tour.door import enter, form_of, sign_in
from desktop_admin.tour.stops import Act, Scene, Stop
from desktop_admin.tour.window import CTRL, KEY
from desktop_admin.views.shell.first_run import FirstRunForm
from desktop_admin.views.shell.new_password import NewPasswordForm
from desktop_admin.views.shell.sign_in import SignInForm

_FIRST, _OWN = "jianxie-2026", "wodemima-7788"
#: Wrong passwords until an account is locked (domain, X05).
_TRIES = 5


def _set_up(scene: Scene) -> None:
    """First run of an empty office, and the chief's first sign-in."""
    guide = scene.guide
    guide.at("首次设置")
    form = form_of(guide, FirstRunForm)
    guide.shoot("首次设置")
    for words in ("系统管理员", _FIRST, "different-1234", "王主管", _FIRST):
        guide.type(words)
        guide.press(KEY.Key_Return)
    guide.until(lambda: "不一样" in form.fields["admin_again"].accessibleDescription(), "两次密码不一样")
    guide.shoot("首次设置-两次密码不一样")
    guide.type(_FIRST)
    guide.press(KEY.Key_Return)
    form_of(guide, SignInForm)
    guide.at("首次登录要换密码")
    sign_in(guide, "王主管", _FIRST)
    fresh = form_of(guide, NewPasswordForm)
    guide.type("short")
    guide.press(KEY.Key_Return)
    guide.type("short")
    guide.press(KEY.Key_Return)
    guide.until(lambda: fresh.fields["new"].accessibleDescription(), "太短的密码被拒绝")
    guide.shoot("新密码-不合要求")
    guide.type(_OWN)
    guide.press(KEY.Key_Tab)
    guide.press(KEY.Key_A, CTRL)
    guide.type(_OWN)
    guide.press(KEY.Key_Return)
    guide.until(lambda: guide.app.bench is not None, "换密码后进入工作台")


def _wrong_and_locked(scene: Scene) -> None:
    """One wrong password, then as many as make the next try wait."""
    guide, unlucky = scene.guide, scene.named("周考务")
    guide.at("登录")
    form = form_of(guide, SignInForm)
    guide.shoot("登录")
    guide.at("密码不对")
    sign_in(guide, unlucky.name, "wrong-password-1")
    guide.until(form.problem.isVisible, "密码不对的提示")
    guide.shoot("登录-密码不对")
    guide.at("试错五次")
    for number in range(2, _TRIES + 1):
        guide.type(f"wrong-password-{number}")
        guide.press(KEY.Key_Return)
        guide.until(form.send.isEnabled, "回答")
    guide.until(lambda: "再试" in form.problem.text(), "要等多久的提示")
    guide.shoot("登录-要等一会")
    enter(guide, scene.host)


STOPS = (Stop(Act.NEW_OFFICE, 10, _set_up), Stop(Act.DAY, 10, _wrong_and_locked))
