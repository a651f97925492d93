"""What people wrote is shown as it stands: no label, tooltip or button of the program reads it as markup or as keys."""

import ast
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.widgets import Badge, CommandButton, KeyHint, Text
from tests.hostile_names import HOSTILE
from tests.source import PACKAGE

VIEWS = PACKAGE / "views"
PLAIN = "common/widgets.py"
"""The labels of the program are made there, and all of them are told to show plain text."""


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(VIEWS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path.relative_to(VIEWS).as_posix(), node


def test_no_label_guesses_whether_a_text_is_markup() -> None:
    guessing = [
        f"{place}:{node.lineno}" for place, node in _calls() if ast.unparse(node.func).endswith("QLabel")
    ]
    assert not guessing, "use Text of common/widgets.py"
    rich = (
        "RichText",
        "AutoText",
        "MarkdownText",
        "setHtml",
        "setMarkdown",
        "insertHtml",
        "QTextBrowser",
        "QStaticText",
        "QTextEdit(",
    )
    reading = [
        f"{path.name}: {word}"
        for path in VIEWS.rglob("*.py")
        for word in rich
        if word in path.read_text(encoding="utf-8")
    ]
    assert not reading


@pytest.mark.parametrize("kind", [Text, Badge, KeyHint])
def test_the_labels_show_plain_text(qtbot: QtBot, kind: type[Text | Badge | KeyHint]) -> None:
    label = kind(HOSTILE["markup"])
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_every_tooltip_that_is_not_a_sentence_of_ours_goes_through_tip() -> None:
    raw = []
    for place, node in _calls():
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("setToolTip", "setWhatsThis"):
            for argument in (
                [node.args[0].body, node.args[0].orelse] if isinstance(node.args[0], ast.IfExp) else node.args
            ):
                ours = isinstance(argument, ast.Constant) or ast.unparse(argument).startswith("tip(")
                if not ours:
                    raw.append(f"{place}:{node.lineno}")
    assert not raw, "use tip() of common/plain_words.py"


def test_a_tooltip_shows_markup_as_text() -> None:
    assert tip(HOSTILE["markup"]) == "<qt>&lt;b&gt;html&lt;/b&gt;&lt;img src=x&gt;.pdf</qt>"
    assert tip(HOSTILE["ampersand"]) == HOSTILE["ampersand"]
    assert tip("甲&lt;b&gt;.pdf") == "<qt>甲&amp;lt;b&amp;gt;.pdf</qt>", "Qt would show another name"


def test_a_button_keeps_its_ampersands_and_gets_no_key(qtbot: QtBot) -> None:
    button = CommandButton(HOSTILE["ampersand"], "C")
    qtbot.addWidget(button)
    assert (button.text(), button.accessibleName()) == (HOSTILE["ampersand"], HOSTILE["ampersand"])
    assert button.shortcut().isEmpty()
    button.set_text("单位&B ∨")
    assert button.text() == "单位&B ∨"
    assert button.shortcut().isEmpty()


def test_a_long_word_takes_no_more_than_its_place(qtbot: QtBot) -> None:
    label = Text("W" * 300, wrap=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() <= 160


def test_chinese_is_the_one_language() -> None:
    """No catalogue of translations stands behind ``tr()``; a text is itself."""
    calls = [
        f"{path.name}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and (node.attr == "tr" or ast.unparse(node) == "QCoreApplication.translate")
    ]
    assert not calls
