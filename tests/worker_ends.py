"""A run in which a test process or a program under test ended by a signal has failed, whatever a second try says.

One run printed ``malloc_consolidate(): unaligned fastbin chunk detected`` after its last test and still
ended with status 0: pytest-xdist does not look at how its workers end.
"""

import re
import signal
from collections.abc import Iterator
from typing import Any

import pytest

STRUCK = re.compile(r"Fatal Python error|\b(?:the program ended \(-\d+\)|ended with -\d+)")
"""How a failed test tells that a program it drove ended by a signal (``tests/window/program.py``)."""


class WorkerEnds:
    """Registered in the process that leads the others; knows their processes, and asks them at the end."""

    def __init__(self) -> None:
        self._processes: dict[str, Any] = {}
        self._struck: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A failure that tells of a signal is remembered: chance is no excuse for it."""
        if report.failed and STRUCK.search(report.longreprtext):
            self._struck.append(report.nodeid)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodeready(self, node: Any) -> None:
        """xdist has started a worker; one on another machine has no process here."""
        process = getattr(node.gateway._io, "popen", None)  # noqa: SLF001
        if process is not None:
            self._processes[node.gateway.id] = process

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Iterator[None]:
        """After xdist has waited for its workers: ten seconds, then it kills them, which is no crash of theirs
        (a loaded machine takes that long to end); a worker killed during the run xdist reports itself."""
        result = yield
        bad = {name: code for name, code in self.ends().items() if code < 0 and code != -signal.SIGKILL}
        if bad or self._struck:
            session.exitstatus = pytest.ExitCode.INTERNAL_ERROR
            lines = [f"test process {name} ended by signal {-code}" for name, code in sorted(bad.items())]
            lines += [f"a program ended by a signal in {test}" for test in self._struck]
            reporter = session.config.pluginmanager.get_plugin("terminalreporter")
            if reporter is not None:
                reporter.write_line("")
                reporter.write_line("\n".join(lines), red=True)
        return result

    def ends(self) -> dict[str, int]:
        """How each worker ended; those that still run (nobody waited for them) count as 0."""
        return {name: process.poll() or 0 for name, process in self._processes.items()}
