"""The one interface: a person asks the office to do one thing (house §1)."""

from typing import Protocol, TypeVar

from desktop_admin.contract.base import Request
from desktop_admin.contract.files import FileFacts
from desktop_admin.rules.purposes import Purpose

Answer = TypeVar("Answer")

#: The number of this contract; it rises with every change of the golden schema.
CONTRACT = 17


class Office(Protocol):
    """Everything a desk can do with an office, wherever the data is. Thread-safe."""

    def run(self, request: Request[Answer]) -> Answer:
        """Do or answer one request. Raises :class:`OfficeError` for what a person can mend."""
        ...

    def put(self, data: bytes, file_name: str, purpose: Purpose = Purpose.PAPER) -> FileFacts:
        """Store a file by its SHA-256 and inspect it once for that purpose.

        Kept as long as the purpose says (``rules/purposes``) unless a record names it.
        """
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes of a file, if this person may see what it was put for, or a record that names it."""
        ...

    def wait(self, after: int, seconds: float) -> bool:
        """Sleep until there may be news after journal number ``after`` (a hint only), at most ``seconds``."""
        ...

    def close(self) -> None:
        """Let go of connections, workers and claims."""
        ...
