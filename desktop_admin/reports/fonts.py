"""The bundled Chinese fonts in PDF output, and the one correction reportlab needs.

Apart from the documents that use them, because registration is once per process
and because of the correction: reportlab 5.1 writes a character above U+FFFF into
the ToUnicode map with five hex digits, so that 𬭸 is drawn right but copies and
searches as another character.  The map must hold UTF-16BE, in blocks of at most
100 entries (Adobe technical note 5411).
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

REGULAR = "KaowuSans"
BOLD = "KaowuSans-Bold"

#: Blocks of a CMap hold at most this many entries (Adobe technical note 5014).
_BLOCK = 100

_registering = threading.Lock()


class SearchableFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose text can be found and copied again, whatever the character."""

    def addObjects(self, doc: Any) -> None:
        """Add the font's subsets to ``doc``, then replace each ToUnicode map by a correct one."""
        subsets: list[list[int]] = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("latin-1")
            doc.idToObject["toUnicodeCMap:" + name].content = to_unicode_map(name, subset)


def to_unicode_map(name: str, subset: Sequence[int]) -> str:
    """The ToUnicode CMap of a subset: position in ``subset`` (0..255) → code point, as UTF-16BE."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        f"<< /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(subset), _BLOCK):
        block = subset[start : start + _BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [
            f"<{start + offset:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
            for offset, code in enumerate(block)
        ]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def register_fonts(regular: Path, bold: Path) -> None:
    """Make :data:`REGULAR` and :data:`BOLD` known to reportlab, once per process.

    Reading a font costs about 40 ms and 10 MB, so a second call does nothing. The files are
    ``resources/fonts/NotoSansSC-*.ttf``; reportlab cannot embed CFF fonts. Raises
    ``reportlab.pdfbase.ttfonts.TTFError`` for a file that is no TrueType font.
    """
    with _registering:
        # Otherwise reportlab wraps every stream in ASCII85, in Python: a quarter more bytes and time.
        rl_config.useA85 = 0
        known = pdfmetrics.getRegisteredFontNames()
        for name, path in ((REGULAR, regular), (BOLD, bold)):
            if name not in known:
                pdfmetrics.registerFont(SearchableFont(name, str(path), asciiReadable=False))


def missing_characters(text: str, font: str = REGULAR) -> tuple[str, ...]:
    """The characters of ``text`` that a registered ``font`` does not have, each once, in order.

    reportlab draws them as empty boxes without a word, so whoever prints names asks first.
    """
    glyphs = pdfmetrics.getFont(font).face.charToGlyph
    return tuple(dict.fromkeys(c for c in text if ord(c) not in glyphs and not c.isspace()))
