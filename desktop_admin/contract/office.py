"""The one interface: a person asks the office to do one thing (house §1)."""

from typing import Protocol, TypeVar

from desktop_admin.contract.base import Request
from desktop_admin.contract.files import FileFacts

Answer = TypeVar("Answer")

#: The number of this contract; it rises with every change of the golden schema.
CONTRACT = 12

#: A larger file is not even stored (the limit for papers is 2 MiB; see papers/).
LARGEST_FILE = 20 * 1024 * 1024


class Office(Protocol):
    """Everything a desk can do with an office, wherever the data is. Thread-safe."""

    def run(self, request: Request[Answer]) -> Answer:
        """Do or answer one request. Raises :class:`OfficeError` for what a person can mend."""
        ...

    def put(self, data: bytes, file_name: str) -> FileFacts:
        """Store a file by its SHA-256 and inspect it once. Kept 24 h unless a record names it."""
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes of a file, if this person may see a record that names it."""
        ...

    def wait(self, after: int, seconds: float) -> bool:
        """Sleep until there may be news after journal number ``after`` (a hint only), at most ``seconds``."""
        ...

    def close(self) -> None:
        """Let go of connections, workers and claims."""
        ...
