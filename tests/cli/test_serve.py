"""``kaowu serve``: a port it cannot have is one sentence; told to end, it ends whoever still waits or sends."""

import errno
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil
import pytest
import requests as http
import uvicorn

from desktop_admin.contract.errors import Invalid, OfficeError
from desktop_admin.contract.office import CONTRACT
from desktop_admin.office.direct import House
from desktop_admin.server import listening
from desktop_admin.server.serve import serve
from tests.cli.conftest import PASSWORD, Shell
from tests.source import ROOT

pytestmark = pytest.mark.alone

#: What is promised is 5 seconds; the rest is for a machine that does other things besides.
BOUND = 20.0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--port", "65536"), "1 到 65535"),
        (("--port", "-1"), "1 到 65535"),
        (("--port", "9" * 400), "1 到 65535"),
        (("--port", "http"), "1 到 65535"),
        (("--port", ""), "1 到 65535"),
        (("--host", "no such host", "--port", "0"), "没有找到地址"),
        (("--host", "x" * 300, "--port", "0"), "没有找到地址"),
        (("--host", "a\0b", "--port", "0"), "没有找到地址"),
        (("--host", "203.0.113.7", "--port", "0"), "本机没有地址"),
    ],
)
def test_what_is_no_port_or_address_is_a_sentence(
    kaowu: Shell, office_url: str, words: tuple[str, ...], said: str
) -> None:
    failure = kaowu.refused("serve", "--office", office_url, *words)
    assert said in failure["message"]
    assert failure["code"] == "invalid"


def test_a_port_in_use_is_a_sentence(kaowu: Shell, office_url: str) -> None:
    with listening.bound("127.0.0.1", 0) as taken:
        taken.listen()
        port = str(taken.getsockname()[1])
        failure = kaowu.refused("serve", "--office", office_url, "--port", port)
    assert failure["code"] == "unavailable"
    assert f"端口 {port} 已经有程序在用" in failure["message"]


def test_a_privileged_port_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests may run as root, who may have them all: then the system's refusal is played."""

    def refuse(_self: socket.socket, _address: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(Invalid, match="没有权限使用端口 80"):
        listening.bound("127.0.0.1", 80)


def test_any_other_refusal_of_the_system_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: socket.socket, _address: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(OfficeError, match="Operation not permitted"):
        listening.bound("127.0.0.1", 8610)


def test_the_address_is_one_to_type() -> None:
    with listening.bound("127.0.0.1", 0) as listener:
        assert listening.address_of(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"


@contextmanager
def serving(office_url: str, home: Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """A served office in a process of its own, and its port, once it says so."""
    with subprocess.Popen(
        [sys.executable, "-m", "desktop_admin", "serve", "--office", office_url, "--port", "0"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert "http://127.0.0.1:" in said, said + (process.stderr.read() if process.stderr else "")
            yield process, int(said.partition("http://127.0.0.1:")[2].partition("，")[0])
        finally:
            process.kill()


def test_of_two_that_begin_at_once_one_is_told(office_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both may bind; the system refuses whoever listens second."""

    def refuse(_self: object, sockets: list[socket.socket]) -> None:
        sockets[0].listen()
        raise OSError(errno.EADDRINUSE, "Address already in use")

    monkeypatch.setattr(uvicorn.Server, "run", refuse)
    house = House(office_url, inspectors=lambda: pytest.fail("nothing is put"))
    try:
        with listening.bound("127.0.0.1", 0) as own, pytest.raises(OfficeError, match="已经有程序在用"):
            serve(house, own)
    finally:
        house.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.timeout(180)
def test_it_ends_under_load(office_url: str, tmp_path: Path) -> None:
    """Desks that wait for news, uploads and requests that never get on, one who never reads its answers."""
    with serving(office_url, tmp_path) as (process, port), ExitStack() as clients:
        _until_listening(process, port)
        headers = {"Kaowu-Contract": str(CONTRACT)}
        signed_in = http.post(
            f"http://127.0.0.1:{port}/run/SignIn",
            json={"name": "王敏", "password": PASSWORD},
            headers=headers,
            timeout=60,
        ).json()
        common = f"Host: x\r\nKaowu-Contract: {CONTRACT}\r\nAuthorization: Bearer {signed_in['token']}\r\n"
        whoami = f"POST /run/WhoAmI HTTP/1.1\r\n{common}Content-Type: application/json\r\n"
        for text in (
            *[f"GET /wait?after=0&seconds=30 HTTP/1.1\r\n{common}\r\n"] * 8,
            *[f"PUT /files/{'0' * 64}?name=a.pdf HTTP/1.1\r\n{common}Content-Length: 1000000\r\n\r\n%PDF"]
            * 4,
            *[f"{whoami}Content-Length: 100\r\n\r\n" + "{"] * 4,
            f"GET /openapi.json HTTP/1.1\r\n{common}\r\n" * 200,
            "GET /wai",
        ):
            client = clients.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
            client.sendall(text.encode())
        # An answer on a new road proves that the server has got as far as the others.
        answer = http.post(
            f"http://127.0.0.1:{port}/run/WhoAmI",
            json={},
            headers={**headers, "Authorization": f"Bearer {signed_in['token']}"},
            timeout=60,
        )
        assert answer.json()["name"] == "王敏"
        family = psutil.Process(process.pid).children(recursive=True)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
        assert time.monotonic() - began < BOUND
        assert process.returncode == 0, said
        assert "Traceback" not in said, said
        psutil.wait_procs(family, timeout=BOUND)
        assert not [one for one in family if one.is_running()]


def _until_listening(process: "subprocess.Popen[str]", port: int) -> None:
    """The port is said before it listens."""
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server ended")


def test_the_address_is_said_as_it_is(office_url: str, tmp_path: Path) -> None:
    with serving(office_url, tmp_path) as (process, port):
        _until_listening(process, port)
        answer = http.get(f"http://127.0.0.1:{port}/openapi.json", timeout=60)
        assert json.loads(answer.content)["openapi"].startswith("3.1")
