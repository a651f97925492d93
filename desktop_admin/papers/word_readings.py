"""Signs with their reading (ECMA-376 part 1 §17.3.3.25): whether it lies clear of them and of the line above.

Heights are twips; the file states half-points.
"""

from typing import Final

from desktop_admin.papers.word_sight import Sight
from desktop_admin.papers.word_styles import Look
from desktop_admin.papers.word_tree import Element, child, measure, said

#: Parts of the signs' height that their reading stands above their foot, at least and at most; Word writes 0.8 to 1.0.
_LOW: Final = 0.7
_HIGH: Final = 1.7
#: Parts of a line that a reading may stand over it.
_OVER: Final = 1.2


def _stated(properties: Element | None, name: str) -> float | None:
    return measure(said(child(properties, f"w:{name}"), "val"), 10)


def by_reading(properties: Element | None, base: float, reading: float) -> Sight:
    """The sight of signs so high under a reading so high; of a reading without words nothing lies on them."""
    if not reading:
        return Sight.SEEN
    raised, stated, own = (_stated(properties, name) for name in ("hpsRaise", "hps", "hpsBaseText"))
    if raised is None or stated is None:
        return Sight.UNSURE
    base = max(base, own or 0.0)
    clear = _LOW * base <= raised <= _HIGH * base and max(reading, stated) <= base
    return Sight.SEEN if clear else Sight.UNSURE


def over_the_line(properties: Element | None, reading: float, paragraph: Look) -> float:
    """How far above its line a reading may stand where the line does not grow with it; 0 where it does."""
    raised, stated = _stated(properties, "hpsRaise"), _stated(properties, "hps")
    if not reading or raised is None:
        return 0.0
    top = raised + max(reading, stated or 0.0)
    line = measure(paragraph.get("spacing line", "0")) or 0.0
    fixed = paragraph.get("spacing lineRule", "auto") == "exact" or line < 0
    return top if fixed and top > _OVER * abs(line) else 0.0
