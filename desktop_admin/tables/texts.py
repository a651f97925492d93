"""Bytes of a text file as text: in any encoding that Chinese programs write, by the bytes and never by a declaration."""

import codecs
from typing import Final

from desktop_admin.tables.grids import no_table

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Bytes that show whether every other one is zero.
_LOOK: Final = 4096


def decoded(data: bytes) -> str:
    """The text. Raises :class:`NotReadable` where it is none of UTF-8, UTF-16 and GB18030, or holds zeros.

    GB18030 and never gbk: 䶮 and 𬭸 take four bytes there. It is asked last, for it takes nearly everything.
    """
    text = _with_mark(data) or _without(data)
    if text is None:
        raise no_table("文字的编码无法识别，请用 Excel 打开后另存为 .xlsx 再选择。")
    if "\0" in text:
        raise no_table("这不是表格：文字里有不该有的字符，请重新下载后选择。")
    return text


def _with_mark(data: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _as(data[len(mark) :], encoding)
    return None


def _without(data: bytes) -> str | None:
    head = data[:_LOOK]
    if head.count(0) * 4 >= len(head) > 1:  # UTF-16 whose mark was lost: of ASCII every other byte is zero
        even, odd = head[::2].count(0), head[1::2].count(0)
        return _as(data, "utf-16-be" if even > odd else "utf-16-le")
    text = _as(data, "utf-8")
    return _as(data, "gb18030") if text is None else text


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None
