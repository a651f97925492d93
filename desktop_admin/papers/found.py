"""Is this name, number or company in the text of a paper, and where?

Apart because the check from a shell, the marks on page pictures and the views that lay out Word text must agree
on which value is compared how; what counts as the same is ``rules/same_text``, where the pre-check asks too.
Standard library only.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from desktop_admin.rules.same_text import comparable, comparable_number, spans

#: Fewer legible signs than this in a whole paper are a scanner's watermark, not its text.
MIN_SIGNS: Final = 20
#: Kinds of values (contract ``DossierRecord.needles``) that are compared as numbers: hyphens do not count.
_NUMBERS: Final = frozenset({"id_number"})


def stands(text: str, kind: str, value: str) -> Iterator[tuple[int, int]]:
    """Where the value of that kind stands in ``text``: (start, end) in ``text``'s own positions."""
    return spans(text, value, number=kind in _NUMBERS)


def legible(pages: Iterable[str]) -> bool:
    """Whether there is text to compare with: at least :data:`MIN_SIGNS` signs, most of them readable.

    Fonts without a Unicode table give private-use signs or U+FFFD; comparing with those would say
    “not found” of a name that plainly stands there.
    """
    signs = [sign for page in pages for sign in page if not sign.isspace()]
    good = sum(
        unicodedata.category(sign) not in {"Co", "Cn", "Cs", "Cc", "Cf"} and sign != "\ufffd"
        for sign in signs
    )
    return good >= MIN_SIGNS and good * 2 >= len(signs)


def found_in(pages: Iterable[str], value: str | None, kind: str = "name") -> bool | None:
    """Whether ``value`` stands in the text; a hit may run over a page break.

    None where there is nothing to compare: no legible text (a scan), or no value.
    """
    compare = comparable_number if kind in _NUMBERS else comparable
    needle = compare(value or "")
    texts = list(pages)
    if not needle or not legible(texts):
        return None
    return needle in "".join(map(compare, texts))
