"""What every test stands on: no display, no system font, no keyring, no real home, and nothing logged in silence.

The environment is set here, before Qt, fontconfig or a child process of a test can read it.
"""

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError
from pytestqt.qtbot import QtBot

from resources.paths import resource
from tests.postgres import PostgresMissing, PostgresServer, running_server
from tests.worker_ends import WorkerEnds

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

WATCHED = ("desktop_admin", "resources", "asyncio", "sqlalchemy", "uvicorn", "fastapi")
"""Loggers whose errors fail a test: ours, and those that report an exception of ours."""

_PATIENCE = 60_000
"""Milliseconds until what a test waits for counts as not happened; pytest-qt's own 5 s are short on a loaded machine."""

_HOME = tempfile.TemporaryDirectory(prefix="kaowu-tests-", ignore_cleanup_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    """A machine without display, Chinese font, keyring or earlier settings, whatever the real one has."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(WorkerEnds())
    home = Path(_HOME.name)
    fonts = home / "fonts.conf"
    fonts.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><cachedir>{home / 'fontcache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("FONTCONFIG_FILE", str(fonts))
    # Windows' offscreen platform reads a font folder instead of fontconfig and warns when there is none.
    os.environ.setdefault("QT_QPA_FONTDIR", str(resource("fonts")))
    # A child process finds no keyring at all, as on a headless Linux.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ["PYTHONUTF8"] = "1"
    for name in ("KAOWU_PASSWORD", "KAOWU_OFFICE"):
        os.environ.pop(name, None)
    _use_home(home / "session")
    for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed, QtBot.waitActive):
        assert wait.__kwdefaults__["timeout"]
        wait.__kwdefaults__["timeout"] = _PATIENCE


def pytest_unconfigure(config: pytest.Config) -> None:
    """The homes of all tests go."""
    _HOME.cleanup()


def _use_home(folder: Path) -> None:
    """Points platformdirs (and with it QSettings on Linux) to ``folder``, which need not exist."""
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[variable] = str(folder / variable.removeprefix("XDG_").lower())
    for variable in ("LOCAL_APPDATA", "APPDATA"):
        os.environ[f"WIN_PD_OVERRIDE_{variable}"] = str(folder / variable.lower())


@pytest.fixture(autouse=True)
def own_home(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A home of the test's own (settings, data, cache); made when something is written there."""
    folder = Path(_HOME.name, f"{abs(hash(request.node.nodeid)):x}")
    _use_home(folder)
    yield folder
    _use_home(Path(_HOME.name, "session"))


class MemoryKeyring(KeyringBackend):
    """A keyring that forgets at the end of the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """The stored secret or None."""
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Stores or replaces."""
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forgets; PasswordDeleteError when there is nothing."""
        if self.secrets.pop((service, username), None) is None:
            raise PasswordDeleteError(username)


@pytest.fixture(autouse=True)
def memory_keyring() -> MemoryKeyring:
    """Fresh and empty for every test; ask for it to look inside."""
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    return ring


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in WATCHED:
            self.records.append(record)


@pytest.fixture(autouse=True)
def logged_errors() -> Iterator[list[logging.LogRecord]]:
    """Errors logged during the test. Any that is left at the end fails it.

    A test that expects one asks for this fixture, looks at the records and clears the list.
    """
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    yield collector.records
    root.removeHandler(collector)
    if collector.records:
        formatter = logging.Formatter("%(name)s: %(message)s")
        pytest.fail("logged errors:\n" + "\n".join(map(formatter.format, collector.records)), pytrace=False)


@pytest.fixture(scope="session")
def qapp(qapp: "QApplication") -> "QApplication":
    """pytest-qt's application, drawn with the bundled font only and keeping its settings in the tests' home."""
    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QFont, QFontDatabase

    for name in ("Regular", "Bold"):
        loaded = QFontDatabase.addApplicationFont(str(resource(f"fonts/NotoSansSC-{name}.ttf")))
        assert loaded >= 0, f"the bundled font {name} does not load"
    qapp.setFont(QFont("Noto Sans SC", 10))
    qapp.setStyle("Fusion")
    for form in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(Path(_HOME.name, "qsettings")))
    return qapp


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The run's throw-away server (one per xdist worker), fsync off. Absence skips, but fails under CI."""
    yield from _server(durable=False)


@pytest.fixture(scope="session")
def durable_postgres_server() -> Iterator[PostgresServer]:
    """Like ``postgres_server`` with fsync on: for crashes and for figures."""
    yield from _server(durable=True)


def _server(*, durable: bool) -> Iterator[PostgresServer]:
    try:
        with running_server(durable=durable) as server:
            yield server
    except PostgresMissing as missing:
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(str(missing), pytrace=False)
        pytest.skip(str(missing))


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """SQLAlchemy URL of an empty database of the test's own (30 ms; dropped afterwards)."""
    url = postgres_server.create()
    yield url
    postgres_server.drop(url)
