"""Filled-in fields, notes and electronic seals of a PDF page, made part of it, and where viewers show them differently.

Apart from :mod:`pdf`, which reads the page they are then part of.
"""

import ctypes
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from desktop_admin.papers.pdf_doubts import Doubts
from desktop_admin.papers.pdf_signs import Signs
from desktop_admin.rules.same_text import comparable

Edges = tuple[float, float, float, float]

#: Places on a page that are looked at one by one; a form has a few dozen.
_MOST_PLACES: Final = 300
_LONGEST_VALUE: Final = 4000


@dataclass
class Annotations:
    """``veils``: where some viewer draws something else than is drawn here, left, bottom, right, top.

    ``values``: the same of fields that viewers draw anew, with the value they draw. ``partial``: some that
    viewers may show are left away.
    """

    veils: list[Edges] = field(default_factory=list)
    values: list[tuple[Edges, str]] = field(default_factory=list)
    partial: bool = False

    def leave_out(self, signs: Signs) -> None:
        """Mark the signs of which it cannot be told what viewers show."""
        if len(self.veils) + len(self.values) > _MOST_PLACES:
            signs.replaced[:] = True
            return
        for left, bottom, right, top in self.veils:
            signs.replaced[
                (signs.boxes[:, 0] < right)
                & (signs.boxes[:, 2] > left)
                & (signs.boxes[:, 1] < top)
                & (signs.boxes[:, 3] > bottom)
            ] = True
        for (left, bottom, right, top), value in self.values:
            middles = (signs.boxes[:, :2] + signs.boxes[:, 2:]) / 2
            inside = ((middles > (left, bottom)) & (middles < (right, top))).all(axis=1) & (
                signs.objects >= 0
            )
            shown = np.frombuffer(signs.units, "<u2")[inside].tobytes().decode("utf-16-le", "replace")
            if comparable(shown) != comparable(value):
                signs.replaced[inside] = True


def draw_in(
    document: pypdfium2.PdfDocument, number: int, page: Any, doubts: Doubts
) -> tuple[Any, Annotations]:
    """``page`` with its annotations as part of it (in memory), and what is doubtful of them.

    Otherwise their text cannot be found and a seal's picture may not be drawn. Those that no viewer
    shows on a screen stay away.
    """
    found = Annotations()
    # Drawn once, however small: pdfium makes the looks of squares and highlights that come without, and
    # flattening throws away what has none.
    page.render(scale=1 / max(1.0, *page.get_size()), may_draw_forms=False).close()
    for index in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        flags = pdfium.FPDFAnnot_GetFlags(annotation)
        # Another viewer may show what stands in a layer, pdfium does not ask which are on.
        away = bool(pdfium.FPDFAnnot_HasKey(annotation, b"OC"))
        found.partial |= away
        if not away and not flags & (pdfium.FPDF_ANNOT_FLAG_NOVIEW | pdfium.FPDF_ANNOT_FLAG_HIDDEN):
            away = _note(annotation, doubts, found)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if away or flags & pdfium.FPDF_ANNOT_FLAG_NOVIEW:
            pdfium.FPDFPage_RemoveAnnot(page, index)
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        page.close()
        page = document[number]
    return page, found


def _note(annotation: Any, doubts: Doubts, found: Annotations) -> bool:
    """Where another viewer may draw what is not drawn here, or nothing; whether it is better left away whole."""
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, rect):
        return False
    link = kind in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)
    looks = pdfium.FPDFAnnot_HasKey(annotation, b"AP")
    if link and not looks:
        return False
    across, down = sorted((rect.left, rect.right)), sorted((rect.bottom, rect.top))
    edges = (across[0], down[0], across[1], down[1])
    if link or not looks:  # hardly a viewer draws the looks of a link
        found.veils.append(edges)
        return False
    if not _value(annotation, b"AS"):
        # Flattening would take the first look it finds, a tick for an empty box; shown is that of the value.
        _set(annotation, b"AS", _value(annotation, b"V") or "Off")
    if kind == pdfium.FPDF_ANNOT_UNKNOWN or doubts.without_state(across[0], down[0]):
        found.veils.append(edges)  # some viewers show it, others do not
        found.partial |= kind != pdfium.FPDF_ANNOT_WIDGET
        return bool(kind == pdfium.FPDF_ANNOT_UNKNOWN)
    if doubts.renewed and kind == pdfium.FPDF_ANNOT_WIDGET and _value(annotation, b"FT") != "Sig":
        found.values.append((edges, _value(annotation, b"V")))
    return False


def _value(annotation: Any, key: bytes) -> str:
    """A text or name of the annotation; "" where there is none, or it is longer than any field shows."""
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < size <= 2 * _LONGEST_VALUE:
        return ""
    text = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, text, size)
    return bytes(text).decode("utf-16-le", "replace").rstrip("\0")


def _set(annotation: Any, key: bytes, value: str) -> None:
    units = value.encode("utf-16-le") + b"\0\0"
    text = (ctypes.c_ushort * (len(units) // 2)).from_buffer_copy(units)
    pdfium.FPDFAnnot_SetStringValue(annotation, key, text)
