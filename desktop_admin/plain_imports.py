"""Imports as Python does them: for whoever opens a window, after Qt and before anything of ours.

Of every module imported after it, PySide6 reads and keeps the source: it looks for a use of
``from __feature__ import …`` (snake_case), which this program has none of. Measured: 14 of the 85 ms between Qt's own
modules and the painted window, 110 of 970 ms and 24 MB until the first desk.
"""

import builtins


def plain_imports() -> None:
    """PySide6's hook goes, where there is one; again it does nothing."""
    kept = getattr(builtins, "__orig_import__", None)  # PySide6's name for what it replaced
    if kept is not None:
        builtins.__import__ = kept
