"""An account in words: its roles, whether it can be used, and what is to be known before it is changed."""

from typing import Any

from desktop_admin.contract.staff import StaffRow
from desktop_admin.rules.roles import Role

_PORTAL = "网站的服务账号，角色不能改。"
_GUESSED = "有人连续输错密码，在没有登录过的电脑上要等待；本人在常用电脑上不受影响，重置密码会立即解除。"
_FIRST = "还没有改首次密码。"


def role_words(one: StaffRow) -> str:
    """The roles, a blank between: each becomes a badge."""
    return " ".join(role.label for role in one.form.roles)


def state_of(one: StaffRow) -> tuple[str, str]:
    """(word, tone): whether the account can be used."""
    if not one.form.active:
        return "已停用", "info"
    if one.locked:
        return "有人试密码", "bad"
    return ("待改首次密码", "warn") if one.must_change else ("正常", "ok")


def faded(one: StaffRow) -> str:
    """The tone of a name: pale when the account is switched off."""
    return "" if one.form.active else "muted"


def notes_about(one: StaffRow) -> str:
    """Above the fields."""
    notes = {_PORTAL: Role.PORTAL in one.form.roles, _GUESSED: one.locked, _FIRST: one.must_change}
    return "".join(words for words, on in notes.items() if on)


def staff_words(field: str, value: Any) -> str:
    """A value of an account, for the two sides of a clash."""
    if field == "roles":
        return "、".join(Role(role).label for role in value)
    return ("可以登录" if value else "停用") if field == "active" else str(value)
