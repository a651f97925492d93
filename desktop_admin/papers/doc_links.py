"""What a .doc looks for outside itself as soon as it is opened: its template, and pictures it only names.

Apart from :mod:`word_doc` because neither stands in the text. Where they lead: :mod:`links`, as for a .docx.
"""

import re
import struct
from collections.abc import Iterator
from typing import Final

from desktop_admin.papers.links import harmless_picture

#: [MS-DOC] 2.5.6: where the FIB names the strings that go with the document (SttbfAssoc), and the template among them.
_ASSOCIATED: Final = 0x019A
_TEMPLATE: Final = 1
_EXTENDED: Final = 0xFFFF
#: [MS-ODRAW] 2.2.9: a table of a shape's properties; 2.3.23: its picture's name, and what kind of name that is.
_TABLE: Final = re.compile(
    rb"[\x03\x13\x23\x33\x43\x53\x63\x73\x83\x93\xa3\xb3\xc3\xd3\xe3\xf3].\x0b\xf0", re.DOTALL
)
_PICTURE_NAME, _PICTURE_FLAGS = 0x0105, 0x0106
_COMPLEX: Final = 0x8000
_NUMBER: Final = 0x3FFF
_LINKED: Final = 0x08
#: Bytes of a property.
_SIZE: Final = 6


def reaches_outside(main: bytes, table: bytes, streams: Iterator[bytes]) -> bool:
    """Whether opening asks another computer. ``main``, ``table``: the streams of the text and of its tables."""
    names = [template(main, table), *(name for stream in streams for name in linked_pictures(stream))]
    return not all(map(harmless_picture, names))


def template(main: bytes, table: bytes) -> str:
    """The path of the attached template, "" where none is named."""
    try:
        at, size = struct.unpack_from("<II", main, _ASSOCIATED)
        strings = table[at : at + size]
        extended, count, extra = struct.unpack_from("<HHH", strings)
        wide = extended == _EXTENDED
        if not wide:
            count, extra = extended, count
        position = 6 if wide else 4
        for number in range(count):
            (length,) = struct.unpack_from("<H" if wide else "<B", strings, position)
            position += 2 if wide else 1
            text = strings[position : position + length * (2 if wide else 1)]
            if number == _TEMPLATE:
                return text.decode("utf-16-le" if wide else "cp1252", "replace")
            position += len(text) + extra
    except struct.error:
        pass
    return ""


def linked_pictures(stream: bytes) -> Iterator[str]:
    """The names of pictures that are looked for where they lie, in every table of properties in ``stream``."""
    for found in _TABLE.finditer(stream):
        first = struct.unpack_from("<H", stream, found.start())[0] >> 4
        start = found.start() + 8
        count = max(0, min(first, (len(stream) - start) // _SIZE))
        properties = list(struct.iter_unpack("<HI", stream[start : start + count * _SIZE]))
        flags = next((value for kind, value in properties if kind & _NUMBER == _PICTURE_FLAGS), 0)
        if not flags & _LINKED:
            continue
        at = start + len(properties) * _SIZE
        for kind, size in properties:
            if kind & _COMPLEX:
                if kind & _NUMBER == _PICTURE_NAME:
                    yield stream[at : at + size].decode("utf-16-le", "replace").rstrip("\0")
                at += size
