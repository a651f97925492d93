"""CSV: cells between commas, semicolons, tabs or bars; rows numbered as Excel shows them when it opens the file.

A quoted line break stays inside its row, an empty line is a row, a first line ``sep=;`` is none.
"""

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import Final

from desktop_admin.tables.grids import MOST_COLUMNS, Grid, Row, no_table

_SEPARATORS: Final = ",\t;|"
_SAID: Final = re.compile(r"sep=([,\t;|])[ \t,;]{0,20}\r?\n?", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"[^"\n]*"')
_LOOK: Final = 100


def separated(text: str, name: str) -> list[Grid]:
    """The one sheet. Raises :class:`NotReadable` where a quotation mark is opened and never closed."""
    said = _SAID.match(text)
    separator = said[1] if said else _separator(text)
    body = text[said.end() :] if said else text
    try:
        rows = list(_rows(body, separator, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise no_table(
                "文件里有一个引号没有配对，它后面的内容分不清是哪一行的；请用 Excel 打开核对，另存为 .xlsx 后再选择。"
            ) from error
        rows = _leniently(body, separator)
    return [Grid(name, rows)]


def _leniently(body: str, separator: str) -> list[Row]:
    """As Excel does: what follows a closing quotation mark belongs to the cell."""
    try:
        return list(_rows(body, separator, strict=False))
    except csv.Error as error:
        raise no_table("文件里有一格太长，不像表格；请用 Excel 打开核对，另存为 .xlsx 后再选择。") from error


def _rows(body: str, separator: str, *, strict: bool) -> list[Row]:
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=strict)
    return [(number, list(cells[:MOST_COLUMNS])) for number, cells in enumerate(reader, 1)]


def _separator(text: str) -> str:
    """The sign that divides most of the first lines into equally many cells, the most of them."""
    lines = [_QUOTED.sub("", line) for line in islice(io.StringIO(text), _LOOK)]
    scores = {}
    for sign in _SEPARATORS:
        counts = Counter(count for line in lines if (count := line.count(sign)))
        scores[sign] = max((count * times for count, times in counts.items()), default=0)
    return max(_SEPARATORS, key=lambda sign: scores[sign])
