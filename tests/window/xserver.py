"""A throw-away X server without a screen, and what a person does at it: keys, clicks, the close button, looking.

Everything goes through the X server (XTEST by ``xdotool``), as a keyboard and a mouse do. There is no window
manager: windows stand where they put themselves, and ``focus`` does what a manager would.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageGrab

from tests.window.keyboard import Keyboard

MISSING = "没有找到 Xvfb、xdotool 或 xkbcomp。Debian/Ubuntu：apt-get install xvfb xdotool x11-xkb-utils"
_OPTIONS = ("-dpi", "96", "-nolisten", "tcp", "-noreset")
_PROGRAMS = ("Xvfb", "xdotool", "xkbcomp")
_PR_SET_PDEATHSIG = 1
_CLIENT_MESSAGE = 33


class ServerMissing(RuntimeError):
    """No X server programs on this machine."""


@dataclass
class XServer:
    """A running server. ``name`` is what DISPLAY takes; ``size`` its only screen in pixels."""

    name: str
    size: tuple[int, int]
    process: "subprocess.Popen[bytes]"

    def __post_init__(self) -> None:
        self.keyboard = Keyboard(self.name)

    def do(self, *words: object) -> str:
        """One ``xdotool`` command; what it printed. Raises CalledProcessError."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env={**os.environ, "DISPLAY": self.name},
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=60,
        )
        return done.stdout.strip()

    def titles(self) -> dict[int, str]:
        """The visible top windows that have a title: X id → title as the server knows it."""
        # --name "." would match only titles; an empty answer is exit status 1.
        with contextlib.suppress(subprocess.CalledProcessError):
            found = self.do("search", "--onlyvisible", "--name", ".").split()
            named = {}
            for xid in found:
                with contextlib.suppress(subprocess.CalledProcessError):  # gone meanwhile
                    named[int(xid)] = self.do("getwindowname", xid)
            return named
        return {}

    def focus(self, xid: int) -> None:
        """Give a window the keyboard, as a window manager does with a new one."""
        self.do("windowfocus", xid)

    def focused(self) -> int:
        """The window that has the keyboard; 0 for none."""
        with contextlib.suppress(subprocess.CalledProcessError):
            return int(self.do("getwindowfocus", "-f"))
        return 0

    def click(self, x: float, y: float, *, button: int = 1) -> None:
        """A mouse button at a pixel of the screen."""
        self.do("mousemove", round(x), round(y), "click", button)

    def close_window(self, xid: int) -> None:
        """The close button of the window's frame (WM_DELETE_WINDOW)."""
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XInternAtom.restype = ctypes.c_ulong
        x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        x11.XSendEvent.argtypes = [
            ctypes.c_void_p,
            ctypes.c_ulong,
            ctypes.c_int,
            ctypes.c_long,
            ctypes.c_void_p,
        ]
        x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
        display = x11.XOpenDisplay(self.name.encode())
        assert display, "the X server does not answer"
        try:
            protocols = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)
            delete = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
            event = _ClientMessage(_CLIENT_MESSAGE, 0, 1, display, xid, protocols, 32)
            event.data[0] = delete
            x11.XSendEvent(display, xid, 0, 0, ctypes.byref(event))
        finally:
            x11.XCloseDisplay(display)

    def picture(self) -> Image.Image:
        """The whole screen."""
        return ImageGrab.grab(xdisplay=self.name)

    def stop(self) -> None:
        """End it; windows still open on it lose their server."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent of Xlib; an XEvent is 24 longs."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 12),
    )


@contextlib.contextmanager
def running_server(width: int = 1366, height: int = 768) -> Iterator[XServer]:
    """Starts a server on a display number nobody has, yields it, ends it. Raises ServerMissing."""
    if any(shutil.which(program) is None for program in _PROGRAMS):
        raise ServerMissing(MISSING)
    reader, writer = os.pipe()
    try:
        process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24", *_OPTIONS],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[writer],
            preexec_fn=_die_with_us,
        )
    finally:
        os.close(writer)
    try:
        number = _read_number(reader, process)
        server = XServer(f":{number}", (width, height), process)
    except BaseException:
        process.kill()
        process.wait()
        raise
    finally:
        os.close(reader)
    try:
        yield server
    finally:
        server.stop()


def _read_number(reader: int, process: "subprocess.Popen[bytes]") -> int:
    """The display number the server wrote, once it answers."""
    os.set_blocking(reader, False)
    limit, got = time.monotonic() + 60, b""
    while b"\n" not in got:
        if process.poll() is not None or time.monotonic() > limit:
            raise RuntimeError(f"Xvfb did not start (status {process.poll()})")
        with contextlib.suppress(BlockingIOError):
            got += os.read(reader, 64)
        time.sleep(0.02)
    return int(got)


def _die_with_us() -> None:
    """The kernel ends the server when the run is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def save(picture: Image.Image, path: Path) -> None:
    """A picture of the screen, its folder made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path)
