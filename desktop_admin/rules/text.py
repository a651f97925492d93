"""Text as people type and paste it, cleaned for keeping: widths, spaces, invisible characters, dots.

When two texts are the same: :mod:`desktop_admin.rules.same_text`.
"""

import unicodedata

DOT = "·"
"""The dot inside names, U+00B7 (domain §4 "Names")."""

_DOT_VARIANTS = str.maketrans(dict.fromkeys("•・ㆍ‧∙⋅．･᛫", DOT))
_LONGEST_RUN = 30


def drop_invisible(text: str) -> str:
    """Without zero-width and other format characters (category Cf) and control characters other than blanks."""
    if text.isprintable():  # no control, no format character: most cells and names
        return text
    # Asked once per different character: a page repeats few of them many times.
    return _without(
        text, {c for c in set(text) if not c.isspace() and unicodedata.category(c) in {"Cf", "Cc"}}
    )


def unify_dots(text: str) -> str:
    """Every look-alike of the name's dot becomes U+00B7."""
    return text.translate(_DOT_VARIANTS)


def nfkc(text: str) -> str:
    """NFKC in linear time: of a run of accents only the first 30 count (UAX #15, "Stream-Safe Text Format").

    Sorting a run of accents costs Python its length squared: 100,000 of them took 77 seconds.
    """
    if text.isascii():
        return text
    accents = {char for char in set(text) if _is_accent(char)}
    return unicodedata.normalize("NFKC", _short_runs(text, accents) if accents else text)


def _is_accent(char: str) -> bool:
    """Whether it combines with what stands before it, itself or once taken apart (U+0344)."""
    return bool(unicodedata.combining(char) or unicodedata.combining(unicodedata.normalize("NFKD", char)[0]))


def _short_runs(text: str, accents: set[str]) -> str:
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if char in accents else 0
        if run <= _LONGEST_RUN:
            kept.append(char)
    return "".join(kept)


def normalise_number(text: str) -> str:
    """NFKC, no blanks, hyphens or invisible characters, upper case (domain §4 "Normalise")."""
    if text.isascii() and text.isalnum():
        return text.upper()
    shown = drop_invisible(nfkc(text))
    dropped = {
        char for char in set(shown) if char.isspace() or char == "−" or unicodedata.category(char) == "Pd"
    }
    # Once more: what was dropped may have stood between a letter and its accent.
    return nfkc(_without(shown, dropped).upper())


def _without(text: str, dropped: set[str]) -> str:
    return text.translate({ord(char): None for char in dropped}) if dropped else text
