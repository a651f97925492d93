"""What one test's window remembers (the last name, the filter) is not there for the next."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from tests.views.real import RealOffice, make_template


@pytest.fixture(autouse=True)
def own_settings(qapp: QApplication, tmp_path: Path) -> None:
    """An empty place for QSettings, also for those the program makes itself."""
    for form in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(tmp_path / "qsettings"))


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small demonstration, made once in a run."""
    return make_template(tmp_path_factory.getbasetemp())


@pytest.fixture
def real_office(_template: Path, tmp_path: Path) -> RealOffice:
    """A copy of it, of the test's own."""
    return RealOffice(Path(shutil.copytree(_template, tmp_path / "office")))


_TESTS = iter(range(10**9))
#: Tests between two looks through everything.
_WHOLE = 25


@pytest.fixture(autouse=True)
def garbage_on_the_ui_thread(qapp: QApplication) -> Iterator[None]:
    """As in the program (``app/collector.py``): no worker ever ends a QObject it happens upon."""
    gc.disable()
    yield
    gc.collect(2 if next(_TESTS) % _WHOLE == 0 else 1)
    gc.enable()
