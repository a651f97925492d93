"""docs/parts.md names what there is: every part on it exists, every public class of the shared room is on it."""

import ast
import re

from tests.source import PACKAGE, ROOT

_PAGE = (ROOT / "docs/parts.md").read_text(encoding="utf-8")
_VIEWS = PACKAGE / "views"
_PART = re.compile(r"`(\w+/\w+\.py):(\w+)`")


def _public(place: str) -> set[str]:
    tree = ast.parse((_VIEWS / place).read_text(encoding="utf-8"))
    kinds = (ast.ClassDef, ast.FunctionDef)
    return {one.name for one in tree.body if isinstance(one, kinds) and not one.name.startswith("_")}


def test_every_part_on_the_page_exists() -> None:
    named = _PART.findall(_PAGE)
    assert len(named) > 50
    gone = [
        f"{place}:{name}"
        for place, name in named
        if not (_VIEWS / place).is_file() or name not in _public(place)
    ]
    assert not gone


def test_every_public_class_of_the_furniture_is_on_the_page() -> None:
    named = {f"{place}:{name}" for place, name in _PART.findall(_PAGE)}
    there = {
        f"furniture/{path.name}:{node.name}"
        for path in (_VIEWS / "furniture").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
    assert there - named == set(), "say in docs/parts.md what it is for"


def test_every_picture_is_there_and_shown() -> None:
    shown = set(re.findall(r"\(parts/([\w-]+\.png)\)", _PAGE))
    there = {path.name for path in (ROOT / "docs/parts").glob("*.png")}
    assert shown == there
    assert max(path.stat().st_size for path in (ROOT / "docs/parts").glob("*.png")) < 60 * 1024


def test_the_readme_leads_there() -> None:
    assert "docs/parts.md" in (ROOT / "README.md").read_text(encoding="utf-8")
