"""The last journal head this desk saw, and the objection when it is gone (house §2).

A journal only grows.  If it is shorter than remembered, or another one ends at the same number, somebody
has restored an older copy or cut its end; the chain alone cannot show that.  Only the head is compared,
because it costs nothing at sign-in; ``kaowu journal verify --head N:HASH`` proves the whole chain.
"""

import hashlib

from PySide6.QtCore import QSettings

from desktop_admin.contract.journal import ChangePage


class JournalMemory:
    """Remembers in the window's settings, per office address (only its digest is stored)."""

    def __init__(self, settings: QSettings, address: str) -> None:
        self._settings = settings
        digest = hashlib.sha256(address.encode()).hexdigest()[:16]
        self._key = f"journal/{digest}"

    @property
    def head(self) -> str:
        """``N:HASH`` as last seen, empty at the first visit."""
        return str(self._settings.value(self._key, ""))

    def remember(self, number: int, digest: str) -> None:
        """The desk is left: this is the head it last heard of."""
        if number and digest:
            self._settings.setValue(self._key, f"{number}:{digest}")

    def objection(self, page: ChangePage) -> str:
        """A sentence if what the office shows now cannot have grown from what was seen; else empty."""
        number, _, digest = self.head.partition(":")
        if not number.isdigit():
            return ""
        if page.head > int(number) or (page.head == int(number) and page.head_hash == digest):
            return ""
        return (
            f"操作日志和上次不一样：上次看到第 {number} 条，现在到第 {page.head} 条。"
            f"数据可能被换成了旧备份，请告诉管理员核对（日志头 {self.head}）。"
        )
