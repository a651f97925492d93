"""How Chinese names are read, without tones: for sorting and for finding by syllables or initials.

Apart from ``rules`` because it needs the pypinyin dictionaries; the surname table, which knows better
than they do (曾 zeng, 单 shan, 仇 qiu …), is ``rules.surnames`` (domain §4).
"""

import re
import unicodedata
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from desktop_admin.rules.surnames import surname_of

_SYLLABLES = re.compile(r"[a-z]+|[0-9]+")


@dataclass(frozen=True)
class Reading:
    """``pinyin``: syllables joined by one blank (``zeng xiao ming``); ``initials``: ``zxm``."""

    pinyin: str
    initials: str


def name_reading(name: str) -> Reading:
    """A person's name: the surname by its own table, the rest by dictionary. ü is v."""
    if name[:1].isascii():
        return text_reading(name)
    surname, known = surname_of(name)
    head = list(known) if known else _read(surname)
    return _reading(head + _read(name[len(surname) :]))


def text_reading(text: str) -> Reading:
    """A company's name or any other text."""
    return _reading(_read(text))


def given_reading(typed: str) -> Reading:
    """A reading a person typed: lower case syllables; ``Zēng Xiǎo-míng`` loses tones and hyphens."""
    return _reading(_SYLLABLES.findall("".join(_plain(sign) for sign in typed.casefold())))


def _plain(sign: str) -> str:
    if sign in "üǖǘǚǜ":
        return "v"
    return unicodedata.normalize("NFD", sign)[0]


def _read(text: str) -> list[str]:
    found: list[str] = []
    for part in lazy_pinyin(text, style=Style.NORMAL, errors="default", v_to_u=False):
        found += _SYLLABLES.findall(part.casefold())
    return found


def _reading(syllables: list[str]) -> Reading:
    return Reading(" ".join(syllables), "".join(syllable[0] for syllable in syllables))
