"""A fault of something a person typed; apart because every kind of number and name reports the same shape."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """A stable ``code`` and the Chinese sentence: what is wrong and the way out."""

    code: str
    message: str
