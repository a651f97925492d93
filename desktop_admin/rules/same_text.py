"""When a person calls two texts the same: the one comparison, of the pre-check and of the marks on a page.

Not compared: blanks, line breaks, zero-width signs, variation selectors, the name's dot, widths, kinds of bracket,
case, and the radical look-alikes that fonts hand back instead of characters (⻢ for 马).  In numbers hyphens are
not compared either, but dots are.  Every sign is made comparable by itself (NFKD, so that accents stand alone),
which is why a place in the comparable text is a place in the text as written.  Linear in the text's length.
"""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

_DOTS: Final = frozenset("·•・ㆍ‧∙⋅．･᛫")
_BRACKETS: Final = {**dict.fromkeys("〔［[【〈〖", "("), **dict.fromkeys("〕］]】〉〗", ")")}
#: CJK Radicals Supplement → the character it looks like (Unicode EquivalentUnifiedIdeograph.txt). NFKD maps
#: the Kangxi radicals U+2F00… only; fonts such as Noto give back these for whole characters.
_RADICALS: Final = dict(
    zip(
        "⺁⺄⺅⺆⺈⺉⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺫⺬⺭⺮⺯⺰⺶⺷⺸⺹⺺⻺⻼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛亻冂勹刂㔾小小兀尣尢尢巳幺彑忄㣺扌攵旡月歺母民氵氺灬爫爫丬犭王疋罒示礻竹糸纟羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食食饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
#: Of a run of accents so many count (UAX #15, "Stream-Safe Text Format"): sorting a longer one costs too much.
_LONGEST_RUN: Final = 30

Fold = Callable[[str], str]


@lru_cache(maxsize=8192)
def _as_words(sign: str) -> str:
    """One sign as names and words are compared."""
    if sign in _DOTS:
        return ""
    parts = _plain(_plain(sign).casefold())
    return "".join(_BRACKETS.get(part, part) for part in parts if part not in _DOTS and not _is_quiet(part))


@lru_cache(maxsize=8192)
def _as_number(sign: str) -> str:
    """One sign as numbers are compared."""
    parts = _plain(_plain(sign).upper())
    return "".join(part for part in parts if not _is_quiet(part) and not _is_hyphen(part))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", "".join(_RADICALS.get(sign, sign) for sign in text))


def _is_quiet(sign: str) -> bool:
    return (
        sign.isspace()
        or unicodedata.category(sign) in {"Cf", "Cc"}
        or "\ufe00" <= sign <= "\ufe0f"
        or "\U000e0100" <= sign <= "\U000e01ef"
    )


def _is_hyphen(sign: str) -> bool:
    return sign == "−" or unicodedata.category(sign) == "Pd"


def comparable(text: str) -> str:
    """``text`` as names, companies and words are compared."""
    return _folded(text, _as_words)


def comparable_number(text: str) -> str:
    """``text`` as numbers are compared."""
    return _folded(text, _as_number)


def spans(text: str, value: str, *, number: bool = False) -> Iterator[tuple[int, int]]:
    """Where ``value`` stands in ``text``: (start, end) in ``text``'s own positions, blanks inside included.

    There is one exactly where the comparable text holds the comparable value.
    """
    fold = _as_number if number else _as_words
    needle = _folded(value, fold)
    if not needle:
        return
    hay, origin = _placed(text, fold)
    at = hay.find(needle)
    while at >= 0:
        places = origin[at : at + len(needle)]
        yield min(places), max(places) + 1
        at = hay.find(needle, at + len(needle))


def _folded(text: str, fold: Fold) -> str:
    # Asked once per different sign: a page repeats few of them many times.
    signs = text.translate({ord(sign): fold(sign) for sign in set(text)})
    return signs if signs.isascii() or not _accents(signs) else _placed(text, fold)[0]


def _placed(text: str, fold: Fold) -> tuple[str, list[int]]:
    """The comparable text, and of each of its signs the position in ``text``."""
    known = {sign: fold(sign) for sign in set(text)}
    signs = "".join(known[sign] for sign in text)
    origin = [position for position, sign in enumerate(text) for _ in known[sign]]
    accents = _accents(signs)
    return _in_order(signs, origin, accents) if accents else (signs, origin)


def _accents(signs: str) -> dict[str, int]:
    """The combining class of every sign that has one."""
    classes = {sign: unicodedata.combining(sign) for sign in set(signs)}
    return {sign: number for sign, number in classes.items() if number}


def _in_order(signs: str, origin: list[int], accents: dict[str, int]) -> tuple[str, list[int]]:
    """Accents of one letter in Unicode's order, whichever was typed first: ê with a dot is ẹ with a hat."""
    kept: list[int] = []
    run: list[int] = []
    for at, sign in enumerate(signs):
        if sign in accents:
            if len(run) < _LONGEST_RUN:
                run.append(at)
            continue
        kept += sorted(run, key=lambda place: accents[signs[place]])
        run.clear()
        kept.append(at)
    kept += sorted(run, key=lambda place: accents[signs[place]])
    return "".join(signs[at] for at in kept), [origin[at] for at in kept]
