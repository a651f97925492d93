"""Typing on an X server, Chinese too: letters no key has get a key of their own before they are typed.

``xdotool type`` gives such a letter a key for a moment and takes it away again; a program on a loaded machine
reads the keyboard too late and sees an empty key. Here a letter keeps its key for the life of the server.
"""

import re
import subprocess
import tempfile
from pathlib import Path

_NAME = re.compile(r"^\s*<(?P<name>[^>]+)>\s*=\s*(?P<code>\d+);", re.MULTILINE)
_MODIFIERS = re.compile(r"modifier_map \w+ \{([^}]*)\}")
_FIRST_SPARE = 149
"""Keycodes from here on are media keys nobody presses here."""


class Keyboard:
    """The keyboard of one display. Letters are shared by all programs on it."""

    def __init__(self, display: str) -> None:
        self._display = display
        self._codes: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._map = ""

    def learn(self, text: str) -> None:
        """Give every letter of ``text`` that no key has a key."""
        fresh = [
            letter for letter in dict.fromkeys(text) if not letter.isascii() and letter not in self._codes
        ]
        if not fresh:
            return
        if not self._map:
            self._map = self._run(self._display, "-")
            grabbed = set(re.findall(r"<([^>]+)>", " ".join(_MODIFIERS.findall(self._map))))
            self._names = {
                int(found["code"]): found["name"]
                for found in _NAME.finditer(self._map)
                if int(found["code"]) >= _FIRST_SPARE and found["name"] not in grabbed
            }
        spare = [code for code in sorted(self._names) if code not in self._codes.values()]
        assert len(fresh) <= len(spare), "more different letters than keys"
        self._codes |= dict(zip(fresh, reversed(spare), strict=False))
        self._load()

    def runs(self, text: str) -> list[tuple[str, ...]]:
        """``text`` as ``xdotool`` commands, in order."""
        commands: list[tuple[str, ...]] = []
        for ascii_run, other_run in re.findall(r"([\x00-\x7f]+)|([^\x00-\x7f]+)", text):
            if ascii_run:
                commands.append(("type", "--delay", "2", "--", ascii_run))
            else:
                commands.append(("key", "--delay", "2", *(str(self._codes[letter]) for letter in other_run)))
        return commands

    def _load(self) -> None:
        """Put the letters learnt into the server's keyboard; what is there stays."""
        keys = "".join(
            f"    replace key <{self._names[code]}> {{ [ U{ord(letter):04X} ] }};\n"
            for letter, code in self._codes.items()
        )
        head, symbols, rest = self._map.partition("xkb_symbols")
        at = symbols + rest[: rest.index("modifier_map")] + keys + rest[rest.index("modifier_map") :]
        with tempfile.TemporaryDirectory(prefix="kaowu-keys-") as folder:
            file = Path(folder, "keys.xkb")
            file.write_text(head + at, encoding="utf-8")
            self._run(str(file), self._display)

    @staticmethod
    def _run(source: str, target: str) -> str:
        done = subprocess.run(
            ["xkbcomp", "-w", "0", source, target],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout
