"""Copying words for somebody, so that what was typed is not lost with the place it was typed in."""

from PySide6.QtGui import QGuiApplication


def copy_text(text: str) -> None:
    """Put plain text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
