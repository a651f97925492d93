"""Where what floats in a Word file lies on its page: drawings, old shapes, frames and tables, as rectangles.

Told apart only to see which may lie upon which: a length that is not known is None, and may be anything.
"""

from collections.abc import Mapping

from desktop_admin.papers.word_covers import Spot
from desktop_admin.papers.word_places import (
    VML_SHAPES,
    Box,
    Page,
    down,
    drawing_box,
    offset_of,
    shape_box,
    shape_offset,
    style_of,
)
from desktop_admin.papers.word_tree import Element, below, child, kind, measure, said


def spot_of(anchor: Element, box: Box, page: Page, boxed: bool, beyond: tuple[float, float]) -> Spot:
    """Of a ``wp:anchor`` that reaches ``beyond`` its box, to the sides and up and down."""
    offset, base = offset_of(child(anchor, "wp:positionH"))
    known = offset is not None and (base == "page" or (base in {"margin", "column"} and not boxed))
    left = (offset or 0.0) + (0.0 if base == "page" else page.left)
    at = down(anchor, page)
    behind = said(anchor, "behindDoc", "0") in {"1", "true", "on"}
    return Spot(
        None if at is None or said(anchor, "simplePos") in {"1", "true", "on"} else at[0] - beyond[1],
        (box.height or page.height) + 2 * beyond[1],
        at is not None and at[1],
        (left - beyond[0], left + (box.width or page.width) + beyond[0]) if known else None,
        0 if behind else 2,
        measure(said(anchor, "relativeHeight")),
    )


def shape_spot(shape: Element, box: Box, boxed: bool, beyond: tuple[float, float]) -> Spot:
    """Of an old shape that reaches ``beyond`` its box; those of one paragraph are told apart, others are not."""
    style = style_of(shape)
    across, deep = shape_offset(style, "left", "horizontal"), shape_offset(style, "top", "vertical")
    known = across is not None and box.width is not None and not boxed
    behind = style.get("z-index", "0").startswith("-")
    left, right = (across or 0.0) - beyond[0], (across or 0.0) + (box.width or 0.0) + beyond[0]
    return Spot(
        deep - beyond[1] if box.height is not None and deep is not None else None,
        (box.height or 0.0) + 2 * beyond[1],
        False,
        (left, right) if known else None,
        0 if behind else 2,
    )


def frame_spot(frame: Mapping[str, str], width: float | None, height: float, page: Page) -> Spot:
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
        None,
        width is None or width > page.line / 2,
    )


def pictures_height(paragraph: Element, page: Page) -> float:
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


def between_lines(paragraph: Element, page: Page) -> float:
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
