"""The journal head this workstation has seen last, per office: what shows that a tail was cut off (house §2).

Kept in the program's settings, outside the office's own data: whoever cuts the journal would have to
come to every desk as well.  Apart from the window's own memory (``views/common/journal_memory.py``), which
compares the two heads when somebody enters: this is the last head *proven* here, asked for by name.
"""

import hashlib
import json

from PySide6.QtCore import QSettings

_GROUP = "journal_heads"


class RememberedHead:
    """``N:HASH`` of one office. ``office`` is its name; a new office of the same name will be objected to."""

    def __init__(self, settings: QSettings, office: str) -> None:
        self._settings = settings
        self._key = f"{_GROUP}/{hashlib.sha256(office.encode()).hexdigest()[:16]}"

    @property
    def text(self) -> str:
        """What VerifyJournal is asked with; empty when nothing has been seen yet."""
        number, digest = self._read()
        return f"{number}:{digest}" if number else ""

    @property
    def number(self) -> int:
        """The number of the head seen last; 0 when nothing has been seen yet."""
        return self._read()[0]

    def keep(self, number: int, digest: str, *, anew: bool = False) -> None:
        """Remember a head that has been proven; an older one never replaces a newer, unless begun ``anew``."""
        if number and digest and (anew or number >= self.number):
            self._settings.setValue(self._key, json.dumps([number, digest]))

    def _read(self) -> tuple[int, str]:
        try:
            number, digest = json.loads(str(self._settings.value(self._key, '[0, ""]')))
            return int(number), str(digest)
        except (ValueError, TypeError):
            return 0, ""
