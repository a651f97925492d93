"""Where the texts of two versions of a paper differ. Runs in a child process: two long texts take their time.

Words are compared as names are (rules/same_text): another font's spelling of a character is no change. What is
equal at the beginning and at the end is taken off first, which is most of a form somebody corrected.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from desktop_admin.contract.files import Box
from desktop_admin.papers.boxes import lines_of
from desktop_admin.papers.pages import Differences, Place
from desktop_admin.rules.same_text import comparable

#: Fewer signs than this on a paper are a scanner's stamp, not its text.
LEAST: Final = 20
#: More words than this in what is left to compare are not told apart one by one.
MOST: Final = 6000
#: Equal words between two changes that are still one change to the eye.
_JOINED: Final = 1
#: Where more than this share of the words differs, boxes around everything would show nothing.
_OTHERWISE: Final = 0.6

Span = tuple[int, int, int, int]


def differences(old: Sequence[Place], new: Sequence[Place]) -> Differences:
    """The places that differ, or why they are not boxed."""
    for places, which in ((old, "旧版"), (new, "新版")):
        if sum(len(place.text) for place in places) < LEAST:
            return Differences(why=f"{which}没有可核对的文字（扫描件或图片），标不出不同，请逐处对照")
    was, now = _keyed(old), _keyed(new)
    start, end = _alike([key for key, _place in was], [key for key, _place in now])
    middle, fresh = was[start : len(was) - end], now[start : len(now) - end]
    if max(len(middle), len(fresh)) > MOST:
        return Differences(why="两版文字太长，没有逐字比较，请逐处对照")
    found = _spans([key for key, _place in middle], [key for key, _place in fresh])
    changed = max(sum(j - i for i, j, _a, _b in found), sum(b - a for _i, _j, a, b in found))
    if changed > _OTHERWISE * max(len(was), len(now)):
        return Differences(count=len(found), why="两版文字大部分不同，没有逐处框出，请整份对照")
    boxed = [(_boxes(middle[i:j]), _boxes(fresh[a:b])) for i, j, a, b in found]
    return Differences(
        tuple(box for before, _after in boxed for box in before),
        tuple(box for _before, after in boxed for box in after),
        len(found),
    )


def _keyed(places: Sequence[Place]) -> list[tuple[str, Place]]:
    keyed = ((comparable(place.text), place) for place in places)
    return [(key, place) for key, place in keyed if key]


def _alike(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many words are equal at the beginning, and how many at the end of what is left."""
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    rest = most - start
    end = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return start, end


def _spans(old: Sequence[str], new: Sequence[str]) -> list[Span]:
    """What differs, as (from, to) in the old and (from, to) in the new; changes close together are one."""
    spans: list[Span] = []
    for tag, i, j, a, b in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if spans and i - spans[-1][1] <= _JOINED and a - spans[-1][3] <= _JOINED:
            spans[-1] = (spans[-1][0], j, spans[-1][2], b)
        else:
            spans.append((i, j, a, b))
    return spans


def _boxes(words: Sequence[tuple[str, Place]]) -> list[Box]:
    boxes = [box for _key, place in words for box in place.boxes]
    pages = dict.fromkeys(box.page for box in boxes)
    return [line for page in pages for line in lines_of([box for box in boxes if box.page == page])]
