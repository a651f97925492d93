"""What was typed and a Chinese title: 日志, ``rizhi``, ``rz`` and ``rzhi`` all find 操作日志."""

import threading
from enum import IntEnum
from functools import lru_cache
from importlib import import_module


class Fit(IntEnum):
    """How well a title fits. WEAK (initials, one sign) is as likely meant for a person's name."""

    NONE = 0
    WEAK = 1
    STRONG = 2


def warm() -> None:
    """Read the dictionary beside the window: it is large, and whoever has just pressed Ctrl+K has not typed yet."""
    threading.Thread(target=import_module, args=("pypinyin",), name="pinyin", daemon=True).start()


def fit(typed: str, title: str) -> Fit:
    """How well ``title`` fits what was ``typed``, from any sign of it on."""
    words = "".join(typed.casefold().split())
    plain = title.casefold()
    if not words:
        return Fit.NONE
    if words in plain:
        return Fit.STRONG if len(words) > 1 or words == plain else Fit.WEAK
    if not words.isascii():
        return Fit.NONE
    read = syllables(title)
    if any(_whole(words, read[start:], start == 0) for start in range(len(read))):
        return Fit.STRONG
    return Fit.WEAK if any(_begun(words, read[start:]) for start in range(len(read))) else Fit.NONE


@lru_cache(maxsize=1000)
def syllables(title: str) -> tuple[str, ...]:
    """How a title is read, sign by sign, without tones: 操作日志 → cao zuo ri zhi."""
    from pypinyin import lazy_pinyin

    found = ("".join(filter(str.isalnum, part.casefold())) for part in lazy_pinyin(title))
    return tuple(filter(None, found))


def _whole(words: str, read: tuple[str, ...], from_the_first: bool) -> bool:
    """At least two whole syllables, or the whole title; then perhaps the beginning of the next."""
    for count in range(len(read), 0, -1):
        part = "".join(read[:count])
        if words.startswith(part):
            rest = words[len(part) :]
            enough = count > 1 or (from_the_first and len(read) == 1)
            return enough and (not rest or (count < len(read) and read[count].startswith(rest)))
    return False


def _begun(words: str, read: tuple[str, ...]) -> bool:
    """Each syllable by its first letters, at least one."""
    if not words or not read:
        return not words
    head = read[0]
    most = next(
        (n for n, (a, b) in enumerate(zip(words, head, strict=False)) if a != b), min(len(words), len(head))
    )
    return any(_begun(words[taken:], read[1:]) for taken in range(most, 0, -1))
