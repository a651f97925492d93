"""Passwords of requests never stand in a call."""

from typing import Any

import pytest

from desktop_admin.cli.secrets import NEW_PASSWORD, fill_in, refuse_in_call
from desktop_admin.contract.errors import Invalid
from desktop_admin.contract.founding import FirstRun
from desktop_admin.contract.meanings import holds_secret
from desktop_admin.contract.registry import requests
from desktop_admin.contract.sessions import ChangePassword
from desktop_admin.contract.staff import AddStaff, ResetPassword

CARRIERS = {"SignIn", "FirstRun", "AddStaff", "ResetPassword", "ChangePassword"}


def test_every_request_with_a_password_is_known_by_its_fields() -> None:
    assert {name for name, kind in requests().items() if holds_secret(kind)} == CARRIERS


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (AddStaff, {"account": {"name": "李四", "password": "x"}}),
        (ResetPassword, {"staff_id": 1, "password": "x"}),
        (ChangePassword, {"old": "x"}),
        (FirstRun, {"accounts": [{"name": "a"}, {"name": "b", "password": "x"}]}),
    ],
)
def test_a_password_in_the_call_is_refused(kind: type, body: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match="密码不能写在命令里"):
        refuse_in_call(kind, body)


def test_what_is_missing_comes_from_environment_or_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NEW_PASSWORD, raising=False)
    body: dict[str, Any] = {"account": {"name": "李四"}}
    with pytest.raises(Invalid, match=NEW_PASSWORD):
        fill_in(AddStaff, body)
    fill_in(AddStaff, body, ask=lambda path: f"typed {path}")
    assert body["account"]["password"] == "typed account.password: "
    monkeypatch.setenv(NEW_PASSWORD, "from-environment-1")
    accounts: dict[str, Any] = {"accounts": [{"name": "a"}, {"name": "b"}]}
    fill_in(FirstRun, accounts)
    assert [one["password"] for one in accounts["accounts"]] == ["from-environment-1"] * 2
