"""What a signal said, in order."""

from typing import Any

Heard = list[Any]


def heard(signal: Any) -> Heard:
    """A list that grows with every emission: its argument, or a tuple of several."""
    said: Heard = []
    signal.connect(lambda *args: said.append(args[0] if len(args) == 1 else args))
    return said
