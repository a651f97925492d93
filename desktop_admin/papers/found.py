"""Is this name, number or company in the text of a paper, and where?

Apart because the check, the marks on page pictures and the views that lay out
Word text must all agree on what counts as the same: blanks, line breaks,
zero-width signs, full- and half-width forms, bracket and middle-dot variants and
the radical look-alikes that PDF fonts hand back instead of characters are ignored.
Standard library only.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

#: Fewer legible signs than this in a whole paper are a scanner's watermark, not its text.
MIN_SIGNS: Final = 20

_DOTS: Final = "•・‧∙⋅．･"
_BRACKETS: Final = {"〔": "(", "【": "(", "［": "(", "[": "(", "〕": ")", "】": ")", "］": ")", "]": ")"}
#: CJK Radicals Supplement → the character it looks like (Unicode EquivalentUnifiedIdeograph.txt). NFKC maps
#: the Kangxi radicals U+2F00… only; fonts such as Noto give back these for whole characters (⻢ for 马).
_RADICALS: Final = dict(
    zip(
        "⺁⺄⺅⺆⺈⺉⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺫⺬⺭⺮⺯⺰⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛亻冂勹刂㔾小小兀尣尢尢巳幺彑忄㣺扌攵旡月歺母民氵氺灬爫爫丬犭王疋罒示礻竹糸纟羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食食饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)


@lru_cache(maxsize=8192)
def _fold_sign(sign: str) -> str:
    if sign in _DOTS:
        return "·"
    sign = _BRACKETS.get(sign, _RADICALS.get(sign, sign))
    return "".join(
        _BRACKETS.get(part, part)
        for part in unicodedata.normalize("NFKC", sign).upper()
        if not part.isspace() and unicodedata.category(part) not in {"Cf", "Cc"} and not _is_selector(part)
    )


def _is_selector(sign: str) -> bool:
    return 0xFE00 <= ord(sign) <= 0xFE0F or 0xE0100 <= ord(sign) <= 0xE01EF


def folded(text: str) -> str:
    """``text`` as it is compared: without blanks, widths and look-alikes."""
    return "".join(map(_fold_sign, text))


def spans(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Where ``value`` stands in ``text``: (start, end) in ``text``'s own positions, blanks inside included."""
    needle = folded(value)
    if not needle:
        return
    signs: list[str] = []
    origin: list[int] = []
    for position, sign in enumerate(text):
        for part in _fold_sign(sign):
            signs.append(part)
            origin.append(position)
    hay = "".join(signs)
    at = hay.find(needle)
    while at >= 0:
        yield origin[at], origin[at + len(needle) - 1] + 1
        at = hay.find(needle, at + len(needle))


def legible(pages: Iterable[str]) -> bool:
    """Whether there is text to compare with: at least :data:`MIN_SIGNS` signs, most of them readable.

    Fonts without a Unicode table give private-use signs or U+FFFD; comparing with those would say
    “not found” of a name that plainly stands there.
    """
    signs = [sign for page in pages for sign in page if not sign.isspace()]
    good = sum(
        unicodedata.category(sign) not in {"Co", "Cn", "Cs", "Cc", "Cf"} and sign != "\ufffd"
        for sign in signs
    )
    return good >= MIN_SIGNS and good * 2 >= len(signs)


def found_in(pages: Iterable[str], value: str | None) -> bool | None:
    """Whether ``value`` stands in the text; a hit may run over a page break.

    None where there is nothing to compare: no legible text (a scan), or no value.
    """
    needle = folded(value or "")
    texts = list(pages)
    if not needle or not legible(texts):
        return None
    return needle in folded("".join(texts))
