"""Where what floats in a Word file lies on its page: drawings, old shapes, frames and tables, as rectangles.

Told apart only to see which may lie upon which: a length that is not known is None, and may be anything.
"""

from collections.abc import Mapping

from desktop_admin.papers.word_covers import Spot
from desktop_admin.papers.word_places import (
    VML_SHAPES,
    Box,
    aligned_across,
    by_line_of,
    down,
    drawing_box,
    lies_behind,
    offset_of,
    shape_across,
    shape_box,
    shape_down,
    style_of,
)
from desktop_admin.papers.word_section import PageSetup
from desktop_admin.papers.word_tree import Element, below, child, kind, measure, said


def spot_of(anchor: Element, box: Box, page: PageSetup, boxed: bool, beyond: tuple[float, float]) -> Spot:
    """Of a ``wp:anchor`` that reaches ``beyond`` its box, to the sides and up and down."""
    position = child(anchor, "wp:positionH")
    offset, base = offset_of(position)
    known = base in {"page", "margin"} or (base == "column" and not boxed and not page.columns)
    left = None if offset is None or not known else offset + (0.0 if base == "page" else page.left)
    if base == "aligned":
        side = child(position, "wp:align")
        left = aligned_across(
            side.text if side is not None else "", said(position, "relativeFrom"), box.width, page
        )
    if said(anchor, "simplePos") in {"1", "true", "on"}:
        left = None
    at = None if by_line_of(anchor) else down(anchor, page)
    behind = said(anchor, "behindDoc", "0") in {"1", "true", "on"}
    return _spot(
        at, left, box, page, beyond, behind, measure(said(anchor, "relativeHeight")), "relativeHeight"
    )


def shape_spot(shape: Element, box: Box, page: PageSetup, boxed: bool, beyond: tuple[float, float]) -> Spot:
    """Of an old shape that reaches ``beyond`` its box."""
    style = style_of(shape)
    at, left = shape_down(style, box.height, page), shape_across(style, box.width, page, boxed)
    over = measure(style.get("z-index", ""))
    return _spot(at, left, box, page, beyond, lies_behind(style), over, "z-index")


def _spot(
    at: tuple[float, bool] | None,
    left: float | None,
    box: Box,
    page: PageSetup,
    beyond: tuple[float, float],
    behind: bool,
    over: float | None,
    scale: str,
) -> Spot:
    return Spot(
        None if at is None or box.height is None else at[0] - beyond[1],
        (page.height if box.height is None else box.height) + 2 * beyond[1],
        at is not None and at[1],
        None if left is None or box.width is None else (left - beyond[0], left + box.width + beyond[0]),
        0 if behind else 2,
        over,
        scale,
    )


def frame_spot(frame: Mapping[str, str], width: float | None, height: float, page: PageSetup) -> Spot:
    """Of a text frame (``w:framePr``) or floating table (``w:tblpPr``) so wide and at most so high."""
    across = None if frame.get("xAlign", frame.get("tblpXSpec")) else frame.get("x", frame.get("tblpX"))
    deep = None if frame.get("yAlign", frame.get("tblpYSpec")) else frame.get("y", frame.get("tblpY"))
    beside, above = (
        frame.get("hAnchor", frame.get("horzAnchor")),
        frame.get("vAnchor", frame.get("vertAnchor")),
    )
    x, y = measure(across or ""), measure(deep or "0" if above == "text" else deep or "")
    known = x is not None and width is not None and beside is not None
    left = (x or 0.0) + (0.0 if beside == "page" else page.left)
    down_page = page.top if above == "page" else 0.0
    return Spot(
        None if y is None or above is None else y - down_page,
        height,
        above in {"page", "margin"},
        (left, left + (width or 0.0)) if known else None,
        1,
        pushes=width is None or width > page.line / 2,
    )


def pictures_height(paragraph: Element, page: PageSetup) -> float:
    """How far the drawings of a paragraph may push its text down, within a row or box of a fixed height."""
    found = 0.0
    for one in below(paragraph, "wp:inline", "wp:anchor", *VML_SHAPES):
        name = kind(one)
        if name == "wp:inline":
            found += drawing_box(one, page).height or page.height
        elif name == "wp:anchor":
            wrapped = any(kind(inner).startswith("wp:wrap") and kind(inner) != "wp:wrapNone" for inner in one)
            found += page.height if wrapped else 0.0
        elif style_of(one).get("position") != "absolute":
            found += shape_box(one, page).height or page.height
        elif any(said(inner, "type", "none") != "none" for inner in one if kind(inner).endswith(":wrap")):
            found += page.height
    return found


def between_lines(paragraph: Element, page: PageSetup) -> float:
    """How high the pictures of a paragraph are that stand in its lines or between them."""
    highest = area = apart = 0.0
    for one in below(paragraph, "wp:inline", "wp:anchor", *VML_SHAPES):
        name = kind(one)
        if name == "wp:anchor":
            if child(one, "wp:wrapTopAndBottom") is not None:
                apart += drawing_box(one, page).height or page.height
        elif name == "wp:inline" or style_of(one).get("position") != "absolute":
            box = drawing_box(one, page) if name == "wp:inline" else shape_box(one, page)
            high = page.height if box.height is None else box.height
            highest = max(highest, high)
            area += high * min(page.line, box.width or 0.0)
    return max(highest, area / page.line) + apart
