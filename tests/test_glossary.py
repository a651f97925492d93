"""Each word of the program means one thing: no text uses a neighbour of a term, and no text shows what is internal."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from desktop_admin.rules.glossary import GLOSSARY
from desktop_admin.rules.reasons import CATALOGUE
from tests.source import PACKAGE, modules, source_path, tree_of

#: Where texts are that a person of the office may read. What stands in learners' own papers is not ours to word.
_ROOMS = ("cli", "office", "reports", "rules", "server", "services", "tables", "views")
_NOT_SHOWN = {
    "tables.hours_heads",
    "tables.notes",
    "rules.glossary",
    "rules.paper_checks",
    "rules.paper_reading",
    "rules.surnames",
}
_CHINESE = re.compile("[\u4e00-\u9fff]")


def _shown(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of every Chinese text that is no docstring; the pieces of one formatted text together."""
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in node.values}
            words = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "〇" for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = node.value
        else:
            continue
        if id(node) not in silent and _CHINESE.search(words):
            yield node.lineno, words


@cache
def _texts() -> tuple[tuple[str, int, str], ...]:
    return tuple(
        (source_path(module).relative_to(PACKAGE).as_posix(), line, words)
        for module in modules()
        if module.partition(".")[0] in _ROOMS and module not in _NOT_SHOWN
        for line, words in _shown(tree_of(module))
    )


def test_there_are_about_sixty_terms() -> None:
    assert 55 <= len(GLOSSARY) <= 75
    assert all(_CHINESE.search(term.means) for term in GLOSSARY.values())


@pytest.mark.parametrize("word", GLOSSARY)
def test_a_term_stands_where_the_glossary_says(word: str) -> None:
    where = GLOSSARY[word].where
    assert any(file.startswith(where) and word in words for file, _line, words in _texts()), where


@pytest.mark.parametrize("word", [word for word, term in GLOSSARY.items() if term.instead_of])
def test_no_text_uses_a_neighbour_of_a_term(word: str) -> None:
    term = GLOSSARY[word]
    neighbours = re.compile("|".join(term.instead_of))
    wrong = []
    for file, line, words in _texts():
        for phrase in term.but:
            words = words.replace(phrase, "")
        if neighbours.search(words):
            wrong.append(f"{file}:{line}: {words[:60]}")
    assert not wrong, f"the word is {word}"


def test_taking_back_is_said_only_of_a_learners_application() -> None:
    said = [(file, words) for file, _line, words in _texts() if "撤回" in words]
    allowed = {"rules/states.py", "rules/commands.py"}
    assert all(file in allowed or "申请" in words for file, words in said), said


def test_no_neighbour_is_a_term_itself() -> None:
    for word, term in GLOSSARY.items():
        wrong = [other for other in GLOSSARY if re.fullmatch("|".join(term.instead_of) or "(?!)", other)]
        assert not wrong, word


def test_no_text_names_a_code_of_a_reason_or_the_number_of_a_thing() -> None:
    codes = re.compile("|".join(rf"\b{reason.code}\b" for reason in CATALOGUE if "_" in reason.code))
    numbered = re.compile(r"（编号 ?[〇{]|#[〇{]|代码 ?[〇{]")
    wrong = [
        f"{file}:{line}: {words[:60]}"
        for file, line, words in _texts()
        if codes.search(words) or numbered.search(words)
    ]
    assert not wrong


def test_braces_stand_only_where_reasons_are_written() -> None:
    """A text of Qt holds {0}; a reason holds {字段} until it is read: see ``rules.reasons.as_read``."""
    wrong = [
        f"{file}:{line}: {words[:60]}"
        for file, line, words in _texts()
        if re.search(r"\{[\u4e00-\u9fff]+\}", words)
        and file not in ("rules/reasons.py", "views/admin/reasons.py", "services/catalogue.py")
    ]
    assert not wrong
