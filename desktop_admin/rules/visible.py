"""Text from outside as a person may be shown it: nothing in it is invisible, and nothing turns the line around.

A name like ``报名表<U+202E>fdp.bat`` reads as ``报名表tab.pdf`` (Unicode TR 36, §2.5; CVE-2021-42574): who uploads
a file chooses every character of its name. Apart from :mod:`rules.text`, which makes texts comparable by
*dropping* what cannot be seen; here it must be seen, so that nobody decides by a name that is another one.
"""

import re
import unicodedata
from typing import Final

#: Cc controls, Cf direction and zero width, Cs halves of characters (a name that is not UTF-8; nothing prints
#: them), Zl and Zp, which break a line.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Letters, marks and symbols by their category that nevertheless leave no ink.
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
#: So many blanks push the rest of a name out of sight.
_LONG_GAP: Final = re.compile(r"\s{4,}")
#: Characters of a name that are shown; the ending says what a file claims to be, so it is never what is left out.
_LONGEST: Final = 80


def hides(char: str) -> bool:
    """Whether a reader would not see ``char``, or would see something else because of it."""
    return char in _BLANK or unicodedata.category(char) in _HIDDEN


def visible(text: str) -> str:
    """``⟨U+202E⟩`` for every direction, zero-width or control character, ``⟨空格×9⟩`` for a long gap.

    One line stays one line. What was nothing but visible comes back as it is.
    """
    shown = text.translate({ord(char): f"⟨U+{ord(char):04X}⟩" for char in set(text) if hides(char)})
    return _LONG_GAP.sub(lambda gap: f"⟨空格×{len(gap[0])}⟩", shown)


def short_name(name: str) -> str:
    """A file's name as it is shown: :func:`visible`, and of a long one the beginning and the ending."""
    shown = visible(name)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 30]}…{shown[-29:]}"


def visible_lines(text: str) -> str:
    """The same for a text of several lines: its line feeds stay line feeds."""
    return "\n".join(visible(line) for line in text.split("\n"))
