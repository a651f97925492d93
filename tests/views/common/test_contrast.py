"""Contrast (WCAG 2.1, 1.4.3 and 1.4.11), computed in both looks for every pairing of the table of uses.

The table is held to the program: a token without a use, a colour outside the tokens, and a pair that the
stylesheet paints and the table does not name fail here.
"""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from desktop_admin.views.common.tokens import DARK, LIGHT, TONES, Tokens
from desktop_admin.views.common.uses import GROUNDS, ORNAMENTS, USES, Need
from resources.paths import resource
from tests.source import PACKAGE

LOOKS = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
_BOUNDS = {Need.WORDS: 4.5, Need.MARK: 3.0, Need.ASLEEP: 3.0}
_PAIRS = {(use.ink, ground): use.need for use in USES for ground in use.on}
_SHEET = resource("style/kaowu.qss").read_text(encoding="utf-8")


def contrast(first: str, second: str) -> float:
    """WCAG contrast ratio of two ``#rrggbb`` colours."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dim = sorted((light(first), light(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@LOOKS
def test_every_use_can_be_seen(tokens: Tokens) -> None:
    colours = tokens.colours()
    poor = {
        f"{use.ink} on {ground}": round(found, 2)
        for use in USES
        for ground in use.on
        if (found := contrast(colours[use.ink], colours[ground])) < _BOUNDS[use.need]
    }
    assert not poor


@LOOKS
def test_what_is_asleep_is_fainter_than_what_is_awake(tokens: Tokens) -> None:
    for ground in ("raised", "surface"):
        asleep, quiet = (
            contrast(tokens.colours()[ink], tokens.colours()[ground]) for ink in ("disabled", "muted")
        )
        assert asleep < quiet


def test_every_token_has_a_use_and_every_use_is_of_tokens() -> None:
    tokens, used = set(LIGHT.colours()), {use.ink for use in USES} | set(GROUNDS) | set(ORNAMENTS)
    assert tokens - used == set(), "say in uses.py what the token is for, and on which grounds it lies"
    assert used - tokens == set()


def test_every_token_is_painted_with() -> None:
    views = (PACKAGE / "views").rglob("*.py")
    text = _SHEET + "".join(path.read_text(encoding="utf-8") for path in views if path.name != "uses.py")
    tones = {f"{tone}_soft" for tone in TONES}  # asked for by the tone of a badge
    painted = {t for t in LIGHT.colours() if re.search(rf'\$\b{t}\b|"{t}"|(?:tokens|LIGHT)\.{t}\b', text)}
    assert set(LIGHT.colours()) - tones == painted - tones


def test_every_ground_bears_something() -> None:
    assert {ground for use in USES for ground in use.on} == set(GROUNDS)


# -- the stylesheet ------------------------------------------------------------------------------


def _rules() -> Iterator[tuple[str, dict[str, str]]]:
    for selectors, body in re.findall(r"([^{}]+)\{([^}]*)\}", re.sub(r"/\*.*?\*/", "", _SHEET, flags=re.S)):
        wanted = dict(part.strip().split(":", 1) for part in body.split(";") if part.strip())
        for selector in selectors.split(","):
            yield selector.strip(), wanted


def _tokens_in(value: str) -> set[str]:
    return set(re.findall(r"\$(\w+)", value)) & set(LIGHT.colours())


_INK = ("color", "selection-color", "placeholder-text-color")
_GROUND = ("background", "selection-background-color", "background")


def _own(which: str, names: tuple[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for selector, wanted in _rules():
        if selector == which:
            for name in names:
                if name in wanted:
                    found[name] = _tokens_in(wanted[name])
    return found


def _of(selector: str, name: str) -> set[str]:
    """The tokens of a property, as set by the rule itself or by what it is a state or a kind of."""
    lists = (
        selector,
        re.sub(r"(?<!:):[\w-]+", "", selector),
        re.sub(r"\[[^]]*\]|(?<!:):[\w-]+", "", selector),
    )
    for one in lists:
        found = _own(one, (name, name))
        if name in found:
            return found[name]
    return set()


@pytest.mark.parametrize(("ink", "ground"), list(zip(_INK, _GROUND, strict=True)))
def test_words_of_the_stylesheet_stand_on_declared_grounds(ink: str, ground: str) -> None:
    unsaid = {
        f"{selector}: {pair}"
        for selector, _ in _rules()
        for pair in product(_of(selector, ink), _of(selector, ground))
        if _PAIRS.get(pair) not in (Need.WORDS, Need.ASLEEP)
    }
    assert not unsaid


def test_borders_of_the_stylesheet_are_declared_or_ornaments() -> None:
    inks = {use.ink for use in USES} | set(ORNAMENTS)
    for selector, wanted in _rules():
        for name, value in wanted.items():
            if name.startswith("border"):
                assert _tokens_in(value) <= inks | _of(selector, "background"), (selector, value)


def test_an_outline_of_a_control_is_no_ornament() -> None:
    """Fields, buttons and boxes are known by their outline (1.4.11); a hairline between things is not."""
    control = re.compile(r"^Q(PushButton|LineEdit|PlainTextEdit|ComboBox|DateTimeEdit|CheckBox::indicator)")
    for selector, wanted in _rules():
        if control.match(selector):
            borders = [value for name, value in wanted.items() if name.startswith("border")]
            assert not {token for value in borders for token in _tokens_in(value)} & set(ORNAMENTS), selector


# -- nothing else holds colours -------------------------------------------------------------------


def test_colours_stand_in_the_tokens_only() -> None:
    here = {
        path.name
        for path in (PACKAGE / "views").rglob("*.py")
        if re.search(r"#[0-9a-fA-F]{6}\b|GlobalColor\.(?!transparent)", path.read_text(encoding="utf-8"))
    }
    assert here == {"tokens.py"}
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[ ;])", re.sub(r"[^{}]+\{", "{", _SHEET))


@pytest.mark.parametrize(("shade", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_pictures_of_the_stylesheet_have_a_tokens_colour(shade: str, tokens: Tokens) -> None:
    inks = {"check": tokens.on_accent}
    for name in ("chevron", "check", "left", "right", "x"):
        drawn = resource(f"style/{name}-{shade}.svg").read_text(encoding="utf-8")
        assert re.findall(r'stroke="(#\w+)"', drawn) == [inks.get(name, tokens.muted)], name
