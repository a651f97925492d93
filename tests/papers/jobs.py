"""Jobs that misbehave, for the worker tests only: a child runs them by name."""

import ctypes
import os
import sys
import time
from pathlib import Path


def sleep(seconds: float) -> str:
    """Wait."""
    time.sleep(seconds)
    return "woke"


def eat(megabytes: int) -> int:
    """Hold that much memory, touched page by page, and stay a while."""
    held = [bytes([1]) * (1 << 20) for _ in range(megabytes)]
    time.sleep(30)
    return len(held)


def litter(megabytes: int) -> int:
    """Leave that much behind in circles, which nothing but a collection takes away."""
    for _ in range(megabytes):
        circle: list[object] = [bytes([1]) * (1 << 20)]
        circle.append(circle)
    return os.getpid()


def die() -> None:
    """End the process at once."""
    os._exit(3)


def segfault() -> None:
    """Crash in native code."""
    ctypes.string_at(0)


def no_memory() -> None:
    """Run out of memory as Python reports it."""
    raise MemoryError


def bug() -> None:
    """Fail with a message that must not reach the log."""
    raise ZeroDivisionError("身份证号 522722197208254600")


def loaded() -> list[str]:
    """The top-level packages loaded in the child."""
    return sorted({name.partition(".")[0] for name in sys.modules})


def pid() -> int:
    """The child's process number."""
    return os.getpid()


def note(path: str, text: str, seconds: float = 0.0) -> None:
    """Append ``text`` to the file, then wait."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(text)
    time.sleep(seconds)


def held(path: str, gate: str) -> None:
    """Append ``first``, then wait until ``gate`` is there."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write("first ")
    while not Path(gate).exists():
        time.sleep(0.01)
