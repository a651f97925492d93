"""A run in which a test process ended by a signal has failed, however many of its tests passed.

One run printed ``malloc_consolidate(): unaligned fastbin chunk detected`` after its last test and still
ended with status 0: pytest-xdist does not look at how its workers end.
"""

import signal
from collections.abc import Iterator
from typing import Any

import pytest


class WorkerEnds:
    """Registered in the process that leads the others; knows their processes, and asks them at the end."""

    def __init__(self) -> None:
        self._processes: dict[str, Any] = {}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodeready(self, node: Any) -> None:
        """xdist has started a worker; one on another machine has no process here."""
        process = getattr(node.gateway._io, "popen", None)
        if process is not None:
            self._processes[node.gateway.id] = process

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Iterator[None]:
        """After xdist has waited for its workers: ten seconds, then it kills them, which is no crash of theirs
        (a loaded machine takes that long to end); a worker killed during the run xdist reports itself."""
        result = yield
        bad = {name: code for name, code in self.ends().items() if code < 0 and code != -signal.SIGKILL}
        if bad:
            session.exitstatus = pytest.ExitCode.INTERNAL_ERROR
            lines = [f"test process {name} ended by signal {-code}" for name, code in sorted(bad.items())]
            reporter = session.config.pluginmanager.get_plugin("terminalreporter")
            if reporter is not None:
                reporter.write_line("")
                reporter.write_line("\n".join(lines), red=True)
        return result

    def ends(self) -> dict[str, int]:
        """How each worker ended; those that still run (nobody waited for them) count as 0."""
        return {name: process.poll() or 0 for name, process in self._processes.items()}
