"""A screen and programs for the tests of the window. How to write one: ``tests/window/program.py``."""

import os
import re
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.source import ROOT
from tests.window.program import Program
from tests.window.xserver import ServerMissing, XServer, running_server, save

PICTURES = ROOT / "out" / "window"
_FAILED = pytest.StashKey[bool]()

Start = Callable[..., Program]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A screen is driven beside nothing else: keys and frames come late on a busy machine."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.alone)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Fixtures that are torn down afterwards can know that the test failed."""
    report = yield
    if report.failed:  # type: ignore[attr-defined]
        item.stash[_FAILED] = True
    return report  # type: ignore[return-value]


@contextmanager
def screen_of(width: int, height: int) -> Iterator[XServer]:
    """A screen of that size; without the programs for one a test is skipped, in CI it fails."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_server(width, height))
        except ServerMissing as missing:
            if os.environ.get("CI", "").lower() in ("1", "true"):
                pytest.fail(str(missing), pytrace=False)
            pytest.skip(str(missing))
        yield server


@pytest.fixture(autouse=True)
def signals_are_heard() -> Iterator[None]:
    """Programs start as at a terminal, also where the tests themselves were started by ``nohup`` or beside a shell."""
    before = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGINT)}
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    if before[signal.SIGINT] is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def screen(request: pytest.FixtureRequest) -> Iterator[XServer]:
    """The test's own screen, 1366 × 768 unless the test is parametrized with ``(width, height)``."""
    with screen_of(*getattr(request, "param", (1366, 768))) as server:
        yield server


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty profile; short, because a socket's path may not be long."""
    with tempfile.TemporaryDirectory(prefix="kaowu-w-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def other_home() -> Iterator[Path]:
    """A profile for a second window. To be asked for before ``start``, whose programs end first."""
    with tempfile.TemporaryDirectory(prefix="kaowu-w2-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def start(request: pytest.FixtureRequest, screen: XServer, home: Path) -> Iterator[Start]:
    """``start(*words, scale=1.0, watched=True, at=home, folder=ROOT)`` starts the program; all are ended after the test."""
    programs: list[Program] = []

    def begin(
        *words: str,
        scale: float = 1.0,
        watched: bool = True,
        at: Path | None = None,
        folder: Path = ROOT,
    ) -> Program:
        program = Program(screen, at or home, words, scale=scale, watched=watched, folder=folder)
        programs.append(program)
        return program

    yield begin
    try:
        if request.node.stash.get(_FAILED, False):
            _keep(request.node.nodeid, screen, programs)
        else:
            for program in programs:
                program.close()
    finally:
        for program in programs:
            program.kill()


def _keep(test: str, screen: XServer, programs: list[Program]) -> None:
    """What a failed test looked like: the screen, and what the programs printed."""
    name = re.sub(r"[^\w.-]+", "-", test.rpartition("/")[2])
    if screen.process.poll() is None:
        save(screen.picture(), PICTURES / f"{name}.png")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for number, program in enumerate(programs):
        shutil.copy(program.errors_file, PICTURES / f"{name}-{number}.txt")


@pytest.fixture(scope="session")
def _demo_made() -> Iterator[Path]:
    from desktop_admin.demonstration import open_demo

    with tempfile.TemporaryDirectory(prefix="kaowu-demo-", ignore_cleanup_errors=True) as folder:
        open_demo(Path(folder), people=60, seed=1, now=None)
        yield Path(folder)


@pytest.fixture
def demo(_demo_made: Path, tmp_path: Path) -> Path:
    """A small demonstration of the test's own: its folder, with ``office.sqlite3`` and ``demo.json``."""
    return Path(shutil.copytree(_demo_made, tmp_path / "demo"))
