"""The name under which a file is saved when a person typed it: one that every system takes, ending as the file is.

A saved paper is opened later by double click, so its ending decides which program runs; and it goes on by
mail and stick to Windows, which reads ``CON.pdf`` as a device and drops dots and blanks at the end (Microsoft,
"Naming Files, Paths, and Namespaces").  Apart from :mod:`rules.visible`, which shows a name and changes none.
"""

import re
from typing import Final

from desktop_admin.rules.visible import hides

#: Bytes of a name in UTF-8. Common file systems take 255; what is left is for a number and a temporary ending.
LONGEST_FILE_NAME: Final = 220

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)


def saved_name(typed: str, ending: str) -> str:
    """``typed`` (no folders) made into a name that ends in ``ending`` (``.pdf``); "" when nothing usable is left.

    A name that is right already comes back as it is, also with its ending in capitals.
    """
    plain = "".join(char for char in typed if not hides(char))
    plain = _FORBIDDEN.sub("_", plain)
    stem, own = plain, ending
    if plain.casefold().endswith(ending):
        stem, own = plain[: -len(ending)], plain[-len(ending) :]
    stem = _tidy(stem)
    if not stem.strip("_"):
        return ""
    if stem.partition(".")[0].rstrip().casefold() in _DEVICES:
        stem = f"_{stem}"
    return _tidy(_cut(stem, LONGEST_FILE_NAME - len(own.encode()))) + own


def numbered(name: str, number: int) -> str:
    """``报名表.pdf`` → ``报名表（2）.pdf``: beside one that is there already."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}（{number}）{dot}{ending}"


def _tidy(stem: str) -> str:
    """No blanks around it, no dots: in front they hide a file, behind they are dropped."""
    return stem.strip(" .\u3000\u00a0")


def _cut(stem: str, most: int) -> str:
    """The beginning that takes at most ``most`` bytes; no character is halved."""
    return stem.encode()[:most].decode(errors="ignore")
