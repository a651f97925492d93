"""Where letters go: into the field that has the caret; with no caret in a field they are commands.

One rule for every page, and one place that says which widgets are fields and which keys of a hint rest meanwhile.
"""

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

#: Keys that write something, beside those that are one letter, digit or sign.
_WRITING = ("Shift", "空格")


def has_caret(widget: QWidget | None) -> bool:
    """Whether a letter pressed now would be written: ``widget`` has the keyboard and takes text."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        return not widget.isReadOnly()
    return False


def rests_while_typing(hint: str) -> bool:
    """Whether a key named so on a button would be written into the field instead (``A``, ``1 2``, ``Shift A``).

    Enter, Esc, F5 and everything with Ctrl or Alt works from a field as well.
    """
    keys = hint.replace("+", " ").split()
    return bool(keys) and all(len(key) == 1 or key in _WRITING for key in keys)
