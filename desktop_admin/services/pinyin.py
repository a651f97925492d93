"""How Chinese names are read, without tones: for sorting and for finding by syllables or initials.

Apart from ``rules`` because it needs the pypinyin dictionaries; the surname table, which knows better
than they do (曾 zeng, 单 shan, 仇 qiu …), is ``rules.surnames`` (domain §4).
"""

import re
import unicodedata
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from desktop_admin.rules.names import normalise_name
from desktop_admin.rules.surnames import surname_of
from desktop_admin.rules.text import DOT

_SYLLABLES = re.compile(r"[a-z]+|[0-9]+")


@dataclass(frozen=True)
class Reading:
    """``pinyin``: syllables joined by one blank (``zeng xiao ming``); ``initials``: ``zxm``.

    A compound surname is one word, with the initials of both: ``zhangsun wu ji``, ``zswj``.
    """

    pinyin: str
    initials: str


def name_reading(name: str) -> Reading:
    """A person's name: the surname by its own table, the rest by dictionary. ü is v."""
    shown = normalise_name(name)
    surname, known = surname_of(shown)
    if known is None or DOT in shown:
        # Names with a dot are written by sound: their first character is no surname (查干·巴特尔).
        return text_reading(shown)
    given = _reading(_read(shown[len(surname) :]))
    words = " ".join(part for part in ("".join(known), given.pinyin) if part)
    return Reading(words, "".join(syllable[0] for syllable in known) + given.initials)


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
