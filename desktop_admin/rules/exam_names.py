"""What a session is called when nobody gave it a name: 2026年11月A类、B类延期考试（第二场）(seed §2.14)."""

from collections.abc import Iterable
from typing import Final

from desktop_admin.rules.categories import CATEGORIES, CategoryKind, category, is_category
from desktop_admin.rules.windows import Cycle

_DIGITS: Final = "零一二三四五六七八九"
#: So many classes of one kind are no longer listed one by one.
_ALL: Final = 4


def ordinal(number: int) -> str:
    """``第二场``, ``第十二场``; numbers a month never reaches are written in digits."""
    if not 0 < number < 100:
        return f"第 {number} 场"
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return f"第{head}{_DIGITS[ones] if ones else ''}场"


def categories_words(keys: Iterable[str]) -> str:
    """``A类、B类延期``, ``C1类新取、A类延期``, ``各类延期``, ``三类人员`` for (nearly) everything."""
    chosen = [category(key) for key in keys if is_category(key)]
    parts: list[str] = []
    for kind in CategoryKind:
        codes = [one.code for one in chosen if one.kind is kind]
        if len(codes) >= _ALL:
            parts.append(f"各类{kind.words}")
        elif codes:
            parts.append("、".join(f"{code}类" for code in codes) + kind.words)
    everything = len(parts) == len(CategoryKind) and all(part.startswith("各类") for part in parts)
    return "三类人员" if everything or not parts else "、".join(parts)


def in_order(keys: Iterable[str]) -> tuple[str, ...]:
    """Keys of categories as screens list them, each once; unknown ones last."""
    places = {one.key: place for place, one in enumerate(CATEGORIES)}
    return tuple(sorted(set(keys), key=lambda key: (places.get(key, len(places)), key)))


def session_name(cycle: Cycle, keys: Iterable[str], number: int) -> str:
    """The generated name; ``number`` counts the sessions of the cycle."""
    return f"{cycle.label}{categories_words(keys)}考试（{ordinal(number)}）"
