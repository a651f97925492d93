"""``kaowu`` without a word: the window on the office of this workstation, or on ``--office``."""

import argparse

from desktop_admin.plain_imports import plain_imports


def open_window(arguments: argparse.Namespace) -> int:
    """Stay until the window is closed. ``--as NAME`` is the name that stands on the sign-in form."""
    arguments.ending.hold()
    import PySide6.QtWidgets  # noqa: F401 — its hook must be there to be taken off

    plain_imports()
    from desktop_admin.app import run

    return run(
        getattr(arguments, "office", None), name=getattr(arguments, "person", ""), ending=arguments.ending
    )
