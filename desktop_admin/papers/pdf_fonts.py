"""Fonts of a PDF whose table for copying (/ToUnicode) contradicts their own encoding: they draw one sign and say another.

Readers find and copy what /ToUnicode says, viewers draw what the encoding says (ISO 32000-2 §9.10.2, §9.6.5). Only a
contradiction between the two is told; what an embedded font really draws under a true encoding takes eyes.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

from desktop_admin.papers.pdf_objects import Item, Name, Objects, inflated

Unpack = Callable[[Item], bytes | None]

_SIMPLE: Final = {"Type1", "MMType1", "TrueType"}
_CODECS: Final = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman", "StandardEncoding": "ascii"}
_WIDE: Final = (
    (re.compile(r"Uni\w+-(?:UCS2|UTF16)(?:-HW)?-[HV]"), "utf-16-be"),
    (re.compile(r"(?:GBK|GBKp|GB|GBpc)-EUC-[HV]"), "gbk"),
)
_DIGITS: Final = dict(
    zip(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        "0123456789",
        strict=True,
    )
)
_BY_NUMBER: Final = re.compile(r"(?:uni|u)([0-9A-F]{4,6})")
_SYMBOLIC: Final = 4
#: What is read of all tables of a file: 60 pages of Chinese in 20 fonts have about 40,000 pairs.
_MOST_BYTES: Final = 2_000_000
_MOST_PAIRS: Final = 200_000
#: One pair may be a generator's slip (a dash, a look-alike); a name takes more.
_LEAST_LIES: Final = 2
#: Signs of what a code says that are looked at: a letter with its accents is shorter.
_ENOUGH: Final = 30
_CMAP: Final = re.compile(
    rb"%[^\r\n]*|(?P<word>(?:begin|end)bf(?:char|range))|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<open>\[)|(?P<close>\])"
)


def lying(everything: Objects, unpacked: Unpack) -> frozenset[str]:
    """/BaseFont of every font that says other letters or digits than its encoding draws.

    ``unpacked``: a stream's bytes where plain inflating does not do, None where it cannot be read. A font with
    more or other tables than are read counts too: of its text it cannot be told.
    """
    tables = _Tables(everything, unpacked)
    found: set[str] = set()
    for item in everything.items:
        names = _called(everything, item) if item.has("ToUnicode") else []
        drawn = None if found.issuperset(names) else _Drawn(everything, item)
        if drawn is not None and drawn.known:
            pairs = tables.of(item)
            wrong = {
                code for code, said in pairs or () if any(_differ(sign, said) for sign in drawn.of(code))
            }
            if pairs is None or len(wrong) >= _LEAST_LIES:
                found.update(names)
    return frozenset(found)


def _called(everything: Objects, font: Item) -> list[str]:
    """Its /BaseFont and its descendants', as pdfium knows it by one of them; "" where there is none."""
    below = [
        found
        for value in font.all("DescendantFonts")
        for fonts in everything.meanings(value)
        for one in (fonts if isinstance(fonts, list) else ())
        for found in everything.meanings(one)
        if isinstance(found, Item)
    ]
    return [name for one in (font, *below) for name in _names(everything, one, "BaseFont")] or [""]


class _Tables:
    """What fonts say (ISO 32000-2 §9.10.3), read while the file's share of work lasts."""

    def __init__(self, everything: Objects, unpacked: Unpack) -> None:
        self._everything, self._unpacked = everything, unpacked
        self._bytes, self._pairs = _MOST_BYTES, _MOST_PAIRS

    def of(self, font: Item) -> list[tuple[bytes, str]] | None:
        """Code and sign of the font's /ToUnicode; None where it cannot be read, or not all of it."""
        pairs: list[tuple[bytes, str]] = []
        for table in _items(self._everything, font, "ToUnicode"):
            if table.packed is None:
                continue
            body = inflated(table, self._bytes) if self._bytes > 0 < self._pairs else None
            if body is None and self._bytes > 0 < self._pairs:
                body = self._unpacked(table)
            if body is None:
                return None
            self._bytes -= len(body)
            more = list(islice(_pairs(body), self._pairs + 1)) if self._bytes >= 0 else []
            self._pairs -= len(more)
            pairs += more
        within = self._bytes >= 0 <= self._pairs and len(font.all("ToUnicode")) == 1
        return pairs if within else None


class _Drawn:
    """What the encodings of a font draw for a code, as far as they name it."""

    def __init__(self, everything: Objects, font: Item) -> None:
        self._signs: dict[int, str] = {}
        self._wide: list[str] = []
        if not _SIMPLE.isdisjoint(_names(everything, font, "Subtype")):
            self._signs = dict(_simple(everything, font))
        for name in _names(everything, font, "Encoding"):
            self._wide += [codec for pattern, codec in _WIDE if pattern.fullmatch(name)]

    @property
    def known(self) -> bool:
        """Whether there is anything to hold the font to; most embedded ones (Identity) name nothing."""
        return bool(self._signs or self._wide)

    def of(self, code: bytes) -> list[str]:
        """The sign, more than one where the font has more than one encoding."""
        signs = [code.decode(codec, "ignore") for codec in self._wide]
        if code and not any(code[:-1]) and code[-1] in self._signs:
            signs.append(self._signs[code[-1]])
        return signs


def _simple(everything: Objects, font: Item) -> Iterator[tuple[int, str]]:
    described = _items(everything, font, "FontDescriptor")
    embedded = any(item.has("FontFile", "FontFile2", "FontFile3") for item in described)
    symbolic = any(
        isinstance(flags, int) and flags & _SYMBOLIC for item in described for flags in item.all("Flags")
    )
    own = embedded and symbolic  # such a font is drawn by its own table, whatever /Encoding says
    encodings = _items(everything, font, "Encoding")
    named = [
        name for item in (font, *encodings) for name in _names(everything, item, "Encoding", "BaseEncoding")
    ]
    if not named and not embedded:
        named = ["StandardEncoding"]
    for name in named:
        if name in _CODECS and not own:
            for code in range(256):
                yield code, bytes((code,)).decode(_CODECS[name], "ignore")
    for encoding in encodings:
        for differences in encoding.all("Differences"):
            yield from _differences(everything.meanings(differences))


def _differences(lists: list[Any]) -> Iterator[tuple[int, str]]:
    for entries in lists:
        code = 0
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, Name):
                yield code & 0xFF, _glyph(entry)
                code += 1
            elif isinstance(entry, int):
                code = entry


def _glyph(name: str) -> str:
    """The sign a glyph's name means (Adobe Glyph List, of it the letters, digits and those by number)."""
    if number := _BY_NUMBER.fullmatch(name):
        return chr(min(int(number[1], 16), 0x10FFFF))
    return name if len(name) == 1 else _DIGITS.get(name, "")


def _pairs(body: bytes) -> Iterator[tuple[bytes, str]]:
    section: list[Any] = []
    inner: list[bytes] | None = None
    for token in _CMAP.finditer(body):
        if token["hex"] is not None:
            (section if inner is None else inner).append(_bytes(token["hex"]))
        elif token["open"]:
            inner = []
        elif token["close"] and inner is not None:
            section.append(inner)
            inner = None
        elif token["word"] == b"endbfchar":
            for code, said in zip(section[::2], section[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(said, bytes):
                    yield code, _text(said)
        elif token["word"] == b"endbfrange":
            for first, last, said in zip(section[::3], section[1::3], section[2::3], strict=False):
                if isinstance(first, bytes) and isinstance(last, bytes):
                    yield from _range(first, last, said)
        if token["word"]:
            section, inner = [], None


def _range(first: bytes, last: bytes, said: Any) -> Iterator[tuple[bytes, str]]:
    start = int.from_bytes(first[:4], "big")
    for step in range(min(int.from_bytes(last[:4], "big") - start + 1, 0x10000)):
        code = (start + step).to_bytes(5, "big")[-len(first) :]
        if isinstance(said, list):
            if step < len(said):
                yield code, _text(said[step])
        elif text := _text(said):
            yield code, text[:-1] + chr(min(ord(text[-1]) + step, 0x10FFFF))


def _bytes(digits: bytes) -> bytes:
    digits = b"".join(digits.split())
    return bytes.fromhex((digits + b"0"[: len(digits) % 2]).decode())


def _text(said: bytes) -> str:
    return said.decode("utf-16-be", "replace")


def _differ(drawn: str, said: str) -> bool:
    """Whether these are different letters or digits to an eye (forms of width and ligatures are the same)."""
    # A table may say a letter with accents without end, whose sorting costs their number squared.
    one, other = (unicodedata.normalize("NFKD", text[:_ENOUGH]).casefold()[:1] for text in (drawn, said))
    return one != other and all(text and unicodedata.category(text)[0] in "LN" for text in (one, other))


def _items(everything: Objects, item: Item, key: str) -> list[Item]:
    return [
        found for value in item.all(key) for found in everything.meanings(value) if isinstance(found, Item)
    ]


def _names(everything: Objects, item: Item, *keys: str) -> list[str]:
    return [
        str(found)
        for key in keys
        for value in item.all(key)
        for found in everything.meanings(value)
        if isinstance(found, Name)
    ]
