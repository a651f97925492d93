"""An inspector that a test holds up: files begin when they are given, and end when the test lets them."""

import threading
from collections.abc import Callable

from desktop_admin.contract.files import Inspection
from desktop_admin.rules.purposes import Purpose
from tests.contract.world import PlainInspector


class Gate(PlainInspector):
    """``begun`` lists the names of files in the order they were begun; ``open()`` lets all go on."""

    def __init__(self, at_once: int = 1) -> None:
        super().__init__()
        self.at_once = at_once
        self.begun: list[str] = []
        self._free = threading.Semaphore(0)

    def inspect(self, data: bytes, file_name: str, purpose: Purpose = Purpose.PAPER) -> Inspection:
        """Waits for the test."""
        self.begun.append(file_name)
        if not self._free.acquire(timeout=60):
            raise TimeoutError("the test forgot this file")
        return super().inspect(data, file_name, purpose)

    def open(self, files: int = 1000) -> None:
        """Let so many files go on."""
        self._free.release(files)


class Sender:
    """A call under way in a thread of its own: its answer or its error."""

    def __init__(self, call: Callable[[], object]) -> None:
        self.answer: object = None
        self.error: BaseException | None = None
        self._call = call
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.answer = self._call()
        except BaseException as error:
            self.error = error

    @property
    def running(self) -> bool:
        """Whether it has not come to its end."""
        return self._thread.is_alive()

    def result(self) -> object:
        """Wait for it; raise what it raised."""
        self._thread.join(60)
        assert not self._thread.is_alive(), "it never came to an end"
        if self.error is not None:
            raise self.error
        return self.answer
