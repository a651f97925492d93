"""A small real office on disk and the command line on it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_admin.cli import main
from desktop_admin.contract.founding import FirstRun
from desktop_admin.contract.staff import NewAccount
from desktop_admin.office.direct import DirectOffice, House
from desktop_admin.rules.roles import Role

PASSWORD = "kaowu-2026-ok"


@dataclass
class Shell:
    """Runs ``kaowu`` in this process; keeps what it printed."""

    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """(exit status, standard output, standard error)"""
        status = main(list(words))
        printed = self.capture.readouterr()
        return status, printed.out, printed.err

    def json(self, *words: str) -> Any:
        """The printed JSON of a command that must succeed."""
        status, out, err = self(*words)
        assert status == 0, err
        return json.loads(out)

    def refused(self, *words: str) -> dict[str, Any]:
        """The JSON failure of a command that must be refused."""
        status, out, err = self(*words)
        assert (status, out) == (2, "")
        failure: dict[str, Any] = json.loads(err)
        assert set(failure) == {"code", "message", "details"}
        return failure


@pytest.fixture
def kaowu(capsys: pytest.CaptureFixture[str]) -> Shell:
    """The command line."""
    return Shell(capsys)


@pytest.fixture
def office_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An office with 王敏 (审核 and 主管) and an administrator; the password is in the environment."""
    url = f"sqlite:///{tmp_path / 'office.sqlite3'}"

    def none() -> Any:
        raise AssertionError("nothing is put while the office is set up")

    house = House(url, inspectors=none)
    accounts = (
        NewAccount("王敏", (Role.REVIEWER, Role.CHIEF), PASSWORD),
        NewAccount("系统管理员", (Role.ADMINISTRATOR,), "kaowu-2026-first"),
    )
    DirectOffice(house).run(FirstRun("测试协会", accounts))
    house.close()
    monkeypatch.setenv("KAOWU_PASSWORD", PASSWORD)
    return url
