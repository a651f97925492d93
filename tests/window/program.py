"""The real program in a process of its own, on an X server: what a test of the window holds in its hand.

How to write a window test: take ``start`` (``conftest.py``), start the program, press keys, wait for what must be seen::

    def test_f1_names_the_keys(start: Start, demo: str) -> None:
        program = start("--office", demo)          # the words after ``kaowu``
        program.enter("王敏", PASSWORD)             # through the sign-in form, by keys
        program.press("F1")                        # xdotool's names of keys: ctrl+l, Escape, Tab, 1
        sheet = program.sheet("KeysSheet")         # waits until it is there
        assert sheet.inside                        # the keyboard is in it
        program.press("Escape")
        program.until(lambda: not program.overlays(), "the sheet is gone")

Every wait is ``until`` (a condition, a sentence, a bound); nothing sleeps and hopes. A key has arrived when ``press``
returns. At the end of the test the program is told to end (SIGTERM); it must end in good order, leave no process
behind and have printed nothing, so that Qt's warnings, Python's warnings and tracebacks fail the test.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.source import ROOT
from tests.window.xserver import XServer

PATIENCE = 60.0
"""Seconds until what should happen counts as not happened: a loaded machine is slow."""

ENDED = "收到结束信号"
"""How the one sentence begins that a program ended by a signal leaves on standard error."""


class NotSeen(AssertionError):
    """Something did not happen; the sentence says what, and what was on the screen."""


@dataclass(frozen=True)
class Seen:
    """A widget as it was when it was looked at. ``box`` (x, y, width, height) in its window, logical pixels."""

    values: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values["class" if name == "kind" else name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def height(self) -> int:
        """Visible height in logical pixels."""
        return int(self.values["box"][3])

    @property
    def fits(self) -> bool:
        """Whether the whole box lies in the window (screen) it belongs to; for ``overlays``."""
        x, y, width, height = self.values["box"]
        room_width, room_height = self.values["room"]
        return bool(x >= 0 and y >= 0 and x + width <= room_width and y + height <= room_height)


class Program:
    """One running ``kaowu``.

    ``folder`` is where it is started, and what its file dialogs show first.
    ``watched`` False runs the plain command (or ``executable``), which only the X server can look at.
    """

    def __init__(
        self,
        server: XServer,
        home: Path,
        words: Sequence[str],
        *,
        scale: float = 1.0,
        watched: bool = True,
        executable: Sequence[str] = (sys.executable, "-m", "desktop_admin"),
        folder: Path = ROOT,
    ) -> None:
        self.server, self.home, self.watched = server, home, watched
        home.mkdir(parents=True, exist_ok=True)
        number = len(list(home.glob("*.err")))
        self._socket = home / f"{number}.sock"
        self._line: Any = None
        self.errors_file, self.output_file = home / f"{number}.err", home / f"{number}.out"
        command = [*executable, *words]
        if watched:
            command = [sys.executable, "-m", "tests.window.agent", str(self._socket), "--", *words]
        with self.errors_file.open("wb") as err, self.output_file.open("wb") as out:
            self.process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment(server.name, home, scale),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )
        self._family: set[psutil.Process] = set()

    # -- looking -----------------------------------------------------------------------------

    def ask(self, what: str, **how: Any) -> Any:
        """A question of :class:`tests.window.agent.Agent`; None when the program cannot answer (any more)."""
        try:
            if self._line is None:
                self._line = self._link()
            self._line.write(json.dumps({"what": what, **how}) + "\n")
            self._line.flush()
            reply = json.loads(self._line.readline() or "null")
        except (OSError, ValueError):
            reply = None
        if reply is None:
            self._hang_up()
            return None
        assert "error" not in reply, f"{what}: {reply['error']}"
        return reply["answer"]

    def _link(self) -> Any:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(PATIENCE)
            link.connect(str(self._socket))
            return link.makefile("rw", encoding="utf-8")

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(OSError, ValueError):  # what was not sent is not wanted any more
                line.close()

    def windows(self) -> list[Seen]:
        """Visible top windows."""
        return [Seen(one) for one in self.ask("windows") or ()]

    def find(self, cls: str = "", **how: Any) -> list[Seen]:
        """Visible widgets by class (or base), ``name``, ``label`` (accessible name), ``text`` (a part of it)."""
        return [Seen(one) for one in self.ask("find", cls=cls, **how) or ()]

    def one(self, cls: str = "", **how: Any) -> Seen:
        """The first of :meth:`find`, waited for."""
        found: list[Seen] = []
        self.until(lambda: found.extend(self.find(cls, **how)) or found, f"{cls} {how}")
        return found[0]

    def focus(self) -> Seen | None:
        """The widget with the keyboard; ``path`` names what it stands in."""
        found = self.ask("focus")
        return None if found is None else Seen(found)

    def focused(self, part: str) -> bool:
        """Whether the keyboard is in something whose class, name or accessible name has this in it."""
        at = self.focus()
        return at is not None and any(part in step for step in at.path)

    def texts(self) -> str:
        """Everything readable, a line each."""
        return "\n".join(self.ask("texts") or ())

    def says(self, *parts: str) -> None:
        """Wait until all these can be read."""
        self.until(lambda: all(part in (seen := self.texts()) and seen for part in parts), f"“{parts}”")

    def overlays(self) -> list[Seen]:
        """What lies over the work: ``box``, ``room``, ``inside``, and :attr:`Seen.fits`."""
        return [Seen(one) for one in self.ask("overlays") or ()]

    def sheet(self, cls: str = "") -> Seen:
        """The overlay, dialog or menu of that class, waited for."""
        found: list[Seen] = []
        self.until(
            lambda: found.extend(one for one in self.overlays() if not cls or cls in one.classes) or found,
            f"{cls or 'something'} over the work",
        )
        return found[0]

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.until(lambda: self.ask("busy") == 0, "nothing under way")

    def until(self, true: Callable[[], Any], what: str, seconds: float = PATIENCE) -> None:
        """Wait for a condition; a program that ended meanwhile is named with what it printed."""
        limit = time.monotonic() + seconds
        while not true():
            self._remember_family()
            if self.watched:
                self._tend()
            if self.process.poll() is not None and self.watched:
                raise NotSeen(
                    f"waiting for {what}: the program ended ({self.process.returncode})\n{self.errors}"
                )
            if time.monotonic() > limit:
                seen = f"\non the screen:\n{self.texts()}" if self.watched else ""
                raise NotSeen(f"did not happen: {what}{seen}\n{self.errors}")
            time.sleep(0.03)

    # -- keys and clicks ---------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Keys by xdotool's names, one after the other; returns when the last has arrived."""
        self._send(len(keys), [("key", "--delay", "4", *keys)])

    def type(self, text: str) -> None:
        """Letters, Chinese too; returns when the last has arrived."""
        self.server.keyboard.learn(text)
        self._send(len(text), self.server.keyboard.runs(text))

    def fill(self, *lines: str) -> None:
        """Each line typed over what is in the field, then Enter."""
        for line in lines:
            self.press("ctrl+a")
            self.type(line)
            self.press("Return")

    def click(self, seen: Seen, *, button: int = 1) -> None:
        """The middle of a widget; ``button`` 3 is the right one."""
        self.attend()
        self.server.click(*seen.at, button=button)

    def click_row(self, text: str) -> None:
        """The row of a list or table that reads so, waited for: its first column's words."""
        places: list[list[float]] = []
        self.until(lambda: (at := self.ask("row", text=text)) and not places.append(at), f"a row “{text}”")
        self.attend()
        self.server.click(*places[-1])

    def attend(self) -> None:
        """What a window manager does: the newest window of the program has the keyboard."""
        if not self.watched:
            xid = max(self.server.titles(), default=0)
            self.until(lambda: self.server.titles(), "a window")
            self.server.focus(xid or max(self.server.titles()))
            return

        self.until(self._tend, "a window with the keyboard")

    def _tend(self) -> bool:
        """Whether the window that takes keys has the keyboard; gives it to the newest when none has.

        While a modal dialog is open, keys that still arrive at the window below it are lost, so that one being
        active does not count. Nor does what a program believes that has not heard yet that another has it now.
        """
        shown = self.windows()
        modal = [one for one in shown if one.modal]
        if any(one.popup for one in shown):
            return True
        if self.server.focused() in {one.xid for one in modal or shown if one.active}:
            return True
        for one in sorted(shown, key=lambda one: (not one.modal, one.kind == "MainWindow"))[:1]:
            with contextlib.suppress(subprocess.CalledProcessError):  # not mapped yet, or gone
                self.server.focus(one.xid)
        return False

    def _send(self, count: int, commands: Sequence[Sequence[str]]) -> None:
        self.attend()
        if not self.watched:
            for command in commands:
                self.server.do(*command)
            return
        before = self.ask("keys")
        shown = {one.xid for one in self.windows()}
        assert before is not None, f"the program does not answer\n{self.errors}"
        for command in commands:
            self.server.do(*command)

        def arrived() -> bool:
            now = self.ask("keys")
            # A key that opened or closed a window is released over another one, or over none.
            return now is None or now >= before + count or {one.xid for one in self.windows()} != shown

        self.until(arrived, f"{count} keys arrive")

    def enter(self, name: str, password: str) -> None:
        """Sign in by keys, wherever the cursor of the form is; until somebody is at work."""
        self.until(lambda: self.focused("SignInForm"), "the sign-in form")
        self.until(lambda: self.find("QLineEdit", label="姓名"), "the field of the name")
        if self.focused("密码"):
            self.press("shift+Tab")
        self.press("ctrl+a")
        self.type(name)
        self.press("Tab", "ctrl+a")
        self.type(password)
        self.press("Return")
        self.one("Workbench")

    # -- ending ------------------------------------------------------------------------------

    @property
    def errors(self) -> str:
        """Standard error so far."""
        return self.errors_file.read_text(encoding="utf-8", errors="replace")

    @property
    def output(self) -> str:
        """Standard output so far."""
        return self.output_file.read_text(encoding="utf-8", errors="replace")

    def family(self) -> set[psutil.Process]:
        """Every process the program has started, as far as it was seen."""
        self._remember_family()
        return set(self._family)

    def leave(self) -> int:
        """The close button; the exit status."""
        self._remember_family()
        main = next((one for one in self.windows() if one.kind == "MainWindow"), None)
        assert main is not None, "no window to close"
        self.server.close_window(main.xid)
        return self.ended()

    def end(self, number: int = signal.SIGTERM, seconds: float = PATIENCE) -> int:
        """A signal; the exit status."""
        self._remember_family()
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.ended(seconds)

    def ended(self, seconds: float = PATIENCE) -> int:
        """Wait until the program and everything it started are gone; the exit status."""
        status = self.process.wait(seconds)
        _, alive = psutil.wait_procs(self._family, timeout=seconds)
        left = [(one.pid, " ".join(one.cmdline())) for one in alive if one.is_running()]
        assert not left, f"still running after the program ended: {left}"
        return status

    def close(self) -> None:
        """End of the test: it ends in good order and has printed nothing."""
        if self.process.poll() is None:
            status = self.end()
            assert status == 0, f"ended with {status}\n{self.errors}"
        said = [line for line in self.errors.splitlines() if not line.startswith(ENDED)]
        assert not said, "the program printed:\n" + "\n".join(said)

    def kill(self) -> None:
        """In the end, whatever happened: nothing of it stays."""
        self._hang_up()
        self._remember_family()
        for one in (*self._family, self.process):
            with contextlib.suppress(psutil.Error, OSError):
                one.kill()
        self.process.wait(PATIENCE)

    def _remember_family(self) -> None:
        with contextlib.suppress(psutil.Error):
            self._family |= set(psutil.Process(self.process.pid).children(recursive=True))


def environment(display: str, home: Path, scale: float = 1.0) -> dict[str, str]:
    """An empty profile on that display: no settings, no system font, no input method, no desktop."""
    kept = {
        key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "FONTCONFIG_FILE") if key in os.environ
    }
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    return {
        **kept,
        **folders,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_SCALE_FACTOR": str(scale),
        "QT_IM_MODULE": "compose",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "PYTHONFAULTHANDLER": "1",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
