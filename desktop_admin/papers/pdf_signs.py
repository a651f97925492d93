"""The text of one PDF page sign by sign, each with its place and the object that draws it.

Apart from :mod:`pdf` (pictures and boxes of a page) and :mod:`pdf_sight` (which of the signs a person sees):
here is only what pdfium says of the text, read once per page in time that grows with it.
"""

import ctypes
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

#: Of one file so many signs are looked at, a little more than are ever compared.
MOST_SIGNS: Final = 60_000
#: Of one page so many drawn objects are walked in search of text that pdfium's reader passes over.
_MOST_OBJECTS: Final = 100_000
#: pdfium drops a text that repeats one of the few before it.
_REPEATS_WITHIN: Final = 16
_DEEPEST: Final = 8
_NOWHERE: Final = (0.0, 0.0, 0.0, 0.0)
_EVERYWHERE: Final = (-1e6, -1e6, 1e6, 1e6)
#: Of 255; darker strokes and shapes are seen themselves.
_LIGHT: Final = 150
#: Points; no seal is smaller.
_SMALL_PICTURE: Final = 40.0


@dataclass(frozen=True)
class Signs:
    """One entry per UTF-16 unit of the page's text (a rare character has two).

    ``boxes`` (n × 4: left, bottom, right, top) are points of the page's own space, /Rotate taken off;
    ``objects`` are indices into ``handles``, -1 for what pdfium put in between (blanks, line ends);
    ``replaced`` is True where the file's /ActualText, or a font's false table, speaks for what is drawn. ``turns``
    (one a handle: a, b, c, d): how its letters are set on the page. ``cut``: not all were taken.
    """

    units: bytes
    boxes: NDArray[np.float64]
    objects: NDArray[np.intp]
    handles: tuple[Any, ...]
    replaced: NDArray[np.bool_]
    turns: NDArray[np.float64]
    cut: bool

    @property
    def text(self) -> str:
        return self.units.decode("utf-16-le", "replace")

    @property
    def ways(self) -> NDArray[np.float64]:
        """The direction of the line of each handle's letters, of length 1."""
        along = self.turns[:, :2]
        lengths = np.hypot(along[:, 0], along[:, 1])
        return np.asarray(along / np.maximum(lengths, 1e-9)[:, None], np.float64)


def read_signs(text_page: Any, most: int = MOST_SIGNS, lying: Collection[str] = ()) -> Signs:
    """The signs of an open text page, at most ``most``. ``lying``: fonts that say other signs than they draw."""
    units = _units(text_page)
    count = min(len(units) // 2, most)
    boxes: list[tuple[float, float, float, float]] = []
    objects = np.full(count, -1, np.intp)
    handles: dict[bytes, tuple[int, Any]] = {}
    turns: list[tuple[float, float, float, float]] = []
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    places = [ctypes.byref(edge) for edge in edges]
    for index in range(count):
        known = pdfium.FPDFText_GetCharBox(text_page, index, *places)
        boxes.append((left.value, bottom.value, right.value, top.value) if known else _NOWHERE)
        handle = pdfium.FPDFText_GetTextObject(text_page, index)
        if handle:
            objects[index] = handles.setdefault(address(handle), (len(handles), handle))[0]
            if len(turns) < len(handles):
                turns.append(_turn(text_page, index))
    replaced = np.array(
        [_replaced(handle) or (bool(lying) and _font(handle) in lying) for _, handle in handles.values()]
        + [False],
        np.bool_,
    )
    return Signs(
        units[: 2 * count],
        np.array(boxes, np.float64).reshape(-1, 4),
        objects,
        tuple(handle for _, handle in handles.values()),
        replaced[objects],
        np.array(turns, np.float64).reshape(-1, 4),
        cut=2 * count < len(units),
    )


def _turn(text_page: Any, index: int) -> tuple[float, float, float, float]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text_page, index, matrix):
        return (1.0, 0.0, 0.0, 1.0)
    return matrix.a, matrix.b, matrix.c, matrix.d


def address(handle: Any) -> bytes:
    """What tells one pdfium object from another."""
    return bytes(handle)  # the pointer's own bytes: several times as quick as a cast


@dataclass(frozen=True)
class Drawing:
    """How the page is drawn, object by object.

    ``twins``: text that pdfium left out of the signs because it repeats a text before it, by index of that text.
    ``order``: after how many others each of the signs' handles is drawn; ``inner``: whether inside a form. ``covers``: what is drawn after a text and
    might hide a part of it unseen, ``covers_order`` after how many, ``covers_edges`` where (n × 4, as boxes).
    """

    twins: dict[int, list[Any]]
    order: NDArray[np.intp]
    inner: NDArray[np.bool_]
    covers: list[Any]
    covers_order: NDArray[np.intp]
    covers_edges: NDArray[np.float64]


def drawing(page: Any, signs: Signs) -> Drawing:
    """Walk the objects of an open page in drawing order.

    Letters are made bold by drawing them twice. A repeat shows what its twin says only when it is set in the
    very same font; a text in another font of the same codes is none, whatever pdfium takes it for.
    """
    known = {address(handle): index for index, handle in enumerate(signs.handles)}
    twins: dict[int, list[Any]] = {}
    before: list[tuple[bytes, Any]] = []
    order, inner = np.zeros(len(known), np.intp), np.ones(len(known), np.bool_)
    covers: list[tuple[int, Any, tuple[float, float, float, float]]] = []
    for count, (level, kind, handle) in enumerate(_items(page)):
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            if before and (edges := _may_cover(kind, handle)):
                covers.append((count, handle, edges if not level else _EVERYWHERE))
            continue
        index = known.get(address(handle))
        if index is None:
            twin = next(
                (
                    known[address(one)]
                    for depth, one in reversed(before)
                    if depth == level and _alike(one, handle)
                ),
                None,
            )
            if twin is not None:
                twins.setdefault(twin, []).append(handle)
        else:
            order[index], inner[index] = count, bool(level)
            before = [*before[1 - _REPEATS_WITHIN :], (level, handle)]
    return Drawing(
        twins,
        order,
        inner,
        [handle for _, handle, _ in covers],
        np.array([count for count, _, _ in covers], np.intp),
        np.array([edges for _, _, edges in covers], np.float64).reshape(-1, 4),
    )


def _may_cover(kind: int, handle: Any) -> tuple[float, float, float, float] | None:
    """Where an object stands that might be taken for the paper: light shapes and strokes, small pictures, shadings.

    Large pictures are seals and scans.
    """
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
        light = (fill.value and _light(handle, pdfium.FPDFPageObj_GetFillColor)) or (
            stroke.value and _light(handle, pdfium.FPDFPageObj_GetStrokeColor)
        )
        return bounds(handle) if light else None
    edges = bounds(handle)
    if edges is None or kind not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
        return None
    small = min(edges[2] - edges[0], edges[3] - edges[1]) < _SMALL_PICTURE
    return edges if small or kind == pdfium.FPDF_PAGEOBJ_SHADING else None


def _light(handle: Any, read: Any) -> bool:
    """Whether its colour may be that of paper; a pattern's is not known."""
    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    if not read(handle, red, green, blue, opaque):
        return True
    return opaque.value > 0 and 2 * red.value + 4 * green.value + blue.value >= 7 * _LIGHT


def _items(page: Any) -> Iterator[tuple[bytes, int, Any]]:
    """Every object of the page with the address of what holds it and its kind, in drawing order, forms entered."""
    left = _MOST_OBJECTS
    stack: list[tuple[bytes, Iterator[Any]]] = [(b"", of_page(page))]
    while stack:
        holder, items = stack[-1]
        item = next(items, None)
        left -= 1
        if left < 0:
            return
        if item is None:
            stack.pop()
            continue
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield holder, kind, item
        elif len(stack) < _DEEPEST:
            stack.append((address(item), _of_form(item)))


def of_page(page: Any) -> Iterator[Any]:
    """The objects of a page, bare: wrapping each in Python takes ten times as long."""
    return (pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page)))


def _of_form(form: Any) -> Iterator[Any]:
    return (
        pdfium.FPDFFormObj_GetObject(form, index) for index in range(pdfium.FPDFFormObj_CountObjects(form))
    )


def _alike(one: Any, other: Any) -> bool:
    fonts = [pdfium.FPDFTextObj_GetFont(item) for item in (one, other)]
    if not fonts[0] or address(fonts[0]) != address(fonts[1]):
        return False
    a, b = bounds(one), bounds(other)
    if a is None or b is None:
        return False
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return across > 0.5 * (b[2] - b[0]) and down > 0.5 * (b[3] - b[1])


def bounds(handle: Any) -> tuple[float, float, float, float] | None:
    """left, bottom, right, top of an object in the space of what holds it."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(handle, *map(ctypes.byref, edges)):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _replaced(handle: Any) -> bool:
    return any(
        pdfium.FPDFPageObjMark_GetParamValueType(pdfium.FPDFPageObj_GetMark(handle, index), b"ActualText")
        != pdfium.FPDF_OBJECT_UNKNOWN
        for index in range(max(0, pdfium.FPDFPageObj_CountMarks(handle)))
    )


def _font(handle: Any) -> str:
    """/BaseFont of what a text is set in."""
    font = pdfium.FPDFTextObj_GetFont(handle)
    name = ctypes.create_string_buffer(256)
    size = pdfium.FPDFFont_GetBaseFontName(font, name, len(name)) if font else 0
    return name.raw[: max(0, size - 1)].decode("latin-1") if size <= len(name) else ""


def _units(text_page: Any) -> bytes:
    """The text as UTF-16 units, one per pdfium character index (a rare character has two of each)."""
    count = text_page.count_chars()
    units = str(text_page.get_text_range()).encode("utf-16-le", "surrogatepass") if count > 0 else b""
    if len(units) != 2 * count:
        codes = [pdfium.FPDFText_GetUnicode(text_page, index) & 0xFFFF for index in range(count)]
        units = b"".join(code.to_bytes(2, "little") for code in codes)
    return units
