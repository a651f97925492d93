"""A throw-away PostgreSQL server for one test run.

Apart from ``conftest`` because benchmarks start one too. Nothing is left behind: the data lie in a temporary
folder, the server listens on 127.0.0.1 only, is ended by its own process id, and the kernel ends it when
the run is killed (Linux). ``initdb`` refuses root, so root starts it as ``postgres`` or ``nobody``.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

MISSING = "没有找到 PostgreSQL 服务程序（initdb、postgres）。Debian/Ubuntu：apt-get install postgresql"
OWNER = "kaowu"
_PR_SET_PDEATHSIG = 1


class PostgresMissing(RuntimeError):
    """No PostgreSQL server programs on this machine."""


def programs() -> Path:
    """The folder with ``initdb`` and ``postgres``: PATH's, else the newest installed version."""
    suffix = ".exe" if sys.platform == "win32" else ""
    roots = {"win32": "C:/Program Files/PostgreSQL", "darwin": "/opt/homebrew/opt"}
    root = Path(roots.get(sys.platform, "/usr/lib/postgresql"))
    installed = sorted(root.glob(f"*/bin/initdb{suffix}"), key=_version, reverse=True)
    on_path = shutil.which("initdb")
    for initdb in ([Path(on_path).resolve()] if on_path else []) + installed:
        if (initdb.parent / f"postgres{suffix}").exists():
            return initdb.parent
    raise PostgresMissing(MISSING)


def _version(initdb: Path) -> tuple[int, ...]:
    digits = "".join(c if c.isdigit() else " " for c in initdb.parent.parent.name).split()
    return tuple(int(part) for part in digits)


def _unprivileged() -> tuple[int, int] | None:
    """User and group to run as when we are root, else None."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
    raise PostgresMissing("PostgreSQL 不能以 root 运行，而本机没有 postgres 或 nobody 用户。")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class PostgresServer:
    """A running server. URLs are SQLAlchemy's: ``postgresql+psycopg://kaowu@127.0.0.1:port/name``."""

    port: int
    process: "subprocess.Popen[bytes]"
    _templates: dict[str, str] = field(default_factory=dict)

    def url(self, database: str) -> str:
        """SQLAlchemy URL of ``database`` for the owner login (no password: only this machine can reach it)."""
        return f"postgresql+psycopg://{OWNER}@127.0.0.1:{self.port}/{database}"

    def create(self, template: str = "template1") -> str:
        """A fresh database; its URL. Measured: 15–40 ms."""
        name = f"t_{uuid.uuid4().hex[:12]}"
        self._run("CREATE DATABASE {} TEMPLATE {}", name, template)
        return self.url(name)

    def clone(self, name: str, build: Callable[[str], None]) -> str:
        """A fresh copy of the template ``name``; the first call fills it with ``build(url)``.

        ``build`` must close its connections (``engine.dispose()``): a template in use cannot be copied.
        """
        if name not in self._templates:
            url = self.create()
            build(url)
            self._templates[name] = url.rpartition("/")[2]
        return self.create(self._templates[name])

    def drop(self, url: str) -> None:
        """Drops the database, connections that a test left open included."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", url.rpartition("/")[2])

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user=OWNER, dbname="postgres", autocommit=True
        ) as db:
            db.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))


@contextlib.contextmanager
def running_server(*, durable: bool = False) -> Iterator[PostgresServer]:
    """Starts a server, yields it, ends it and removes its files.

    ``durable`` keeps fsync and synchronous_commit on, for figures and for faults; tests of behaviour need
    neither and are several times faster without.
    """
    binaries = programs()
    account = _unprivileged()
    base = Path(tempfile.mkdtemp(prefix="kaowu-pg-", dir="/tmp" if account else None))
    try:
        if account:
            os.chown(base, *account)
        data, log = base / "data", base / "server.log"
        _initdb(binaries, data, account)
        process, port = _start(binaries, data, log, account, durable)
        try:
            yield PostgresServer(port, process)
        finally:
            _stop(process)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _initdb(binaries: Path, data: Path, account: tuple[int, int] | None) -> None:
    command = [
        binaries / "initdb",
        "-D",
        data,
        "-U",
        OWNER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **_as(account, data.parent))  # type: ignore[call-overload]
    if done.returncode:
        raise RuntimeError(f"initdb 失败：{done.stderr.strip() or done.stdout.strip()}")


def _start(
    binaries: Path, data: Path, log: Path, account: tuple[int, int] | None, durable: bool
) -> "tuple[subprocess.Popen[bytes], int]":
    """Process and port; another port is tried when somebody takes the free one in between."""
    settings = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "max_connections": "100",
        "timezone": "UTC",
        "lc_messages": "C",
        "shared_buffers": "128MB",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    for _ in range(5):
        port = _free_port()
        with log.open("ab") as out:
            process = subprocess.Popen(
                [binaries / "postgres", "-D", data, "-p", str(port), *options],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                **_as(account, data.parent),
                **_dies_with_us(),
            )  # type: ignore[call-overload]
        if _answers(process, port):
            return process, port
        _stop(process)
    raise RuntimeError(f"PostgreSQL 没有启动：{log.read_text(errors='replace')[-2000:]}")


def _answers(process: "subprocess.Popen[bytes]", port: int) -> bool:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(
                host="127.0.0.1", port=port, user=OWNER, dbname="postgres", connect_timeout=5
            ).close()
            return process.poll() is None
        time.sleep(0.05)
    return False


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Fast shutdown of this one process: SIGINT, then SIGQUIT for one that does not listen."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.terminate()
    else:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGQUIT)
        process.wait(20)


def _as(account: tuple[int, int] | None, folder: Path) -> dict[str, object]:
    # PGHOST and friends of the person who runs the tests must not reach this server.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    options: dict[str, object] = {"cwd": folder, "env": environment}
    if account:
        options |= {"user": account[0], "group": account[1], "extra_groups": []}
    return options


def _dies_with_us() -> dict[str, object]:
    """On Linux the kernel ends the server when the run is killed (SIGKILL leaves no time for a finally)."""
    if sys.platform != "linux":
        return {}
    prctl = ctypes.CDLL(None).prctl
    return {"preexec_fn": lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGINT)}
