"""The ground the other tests stand on: the guards really fail, the server is really fresh, the font is really ours."""

import logging
import subprocess
import sys
from pathlib import Path

import keyring
import platformdirs
import psycopg
import pytest
from keyring.errors import NoKeyringError
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from tests.conftest import MemoryKeyring
from tests.postgres import PostgresServer

ROOT = Path(__file__).resolve().parent.parent

PROBE = """
import logging
from PySide6.QtCore import qWarning

def test_quiet(qapp): pass
def test_logs(): logging.getLogger("desktop_admin.x").error("broken")
def test_warns(qapp): qWarning("careless")
"""


def _connect(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(url.replace("+psycopg", ""))


def test_logged_errors_are_collected(logged_errors: list[logging.LogRecord]) -> None:
    logger = logging.getLogger("desktop_admin.somewhere")
    logger.error("broken")
    logger.warning("only a warning")
    assert [record.getMessage() for record in logged_errors] == ["broken"]
    logged_errors.clear()


@pytest.mark.slow
def test_a_logged_error_and_a_qt_warning_fail(tmp_path: Path) -> None:
    """A run of its own with our settings: the logged error fails at the end, the Qt warning at once."""
    probe = tmp_path / "test_probe.py"
    probe.write_text(PROBE, encoding="utf-8")
    options = [
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-c",
        str(ROOT / "pyproject.toml"),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, f"--rootdir={tmp_path}", str(probe)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "1 failed, 2 passed, 1 error" in done.stdout, done.stdout + done.stderr
    assert "desktop_admin.x: broken" in done.stdout
    assert "careless" in done.stdout


def test_only_the_bundled_font(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == "Noto Sans SC"
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    assert chinese == ["Noto Sans SC"], "another Chinese font would hide that ours is not used"


def test_keyring_is_of_this_test_only(memory_keyring: MemoryKeyring) -> None:
    keyring.set_password("kaowu", "王", "geheim")
    assert memory_keyring.secrets == {("kaowu", "王"): "geheim"}


def test_a_child_process_has_no_keyring() -> None:
    code = "import keyring; keyring.get_password('kaowu', 'x')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert NoKeyringError.__name__ in done.stderr


def test_settings_stay_in_the_tests_home(own_home: Path) -> None:
    for folder in (platformdirs.user_data_dir("kaowu"), platformdirs.user_config_dir("kaowu")):
        assert Path(folder).is_relative_to(own_home)


@pytest.mark.postgres
def test_each_database_is_fresh(postgres_server: PostgresServer, postgres_url: str) -> None:
    def build(url: str) -> None:
        with _connect(url) as db:
            db.execute("create table marker (name text)")
            db.execute("insert into marker values ('模板')")

    first, second = (postgres_server.clone("foundation", build) for _ in range(2))
    with _connect(first) as db:
        db.execute("delete from marker")
    with _connect(second) as db:
        assert db.execute("select name from marker").fetchall() == [("模板",)]
    with _connect(postgres_url) as db:
        assert db.execute("select count(*) from pg_tables where tablename = 'marker'").fetchone() == (0,)
    for url in (first, second):
        postgres_server.drop(url)


@pytest.mark.postgres
def test_the_durable_server_is_durable(durable_postgres_server: PostgresServer) -> None:
    with _connect(durable_postgres_server.create()) as db:
        assert db.execute("show fsync").fetchone() == ("on",)
        assert db.execute("show synchronous_commit").fetchone() == ("on",)
