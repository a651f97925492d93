"""Does a picture show a round red company seal, and where?

A hint for the reviewer, never a decision (R15). Red pixels are gathered into
patches on a coarse grid; a patch of a seal's size is a seal when its outline is
a closed ring with something inside. Red headings, table lines and the solid red
background of an ID photo fail that test. What is red and of a seal's size but no
ring (a square name seal, half a seal) is *doubtful*: neither yes nor no.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from desktop_admin.contract.files import RedSeal

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]

#: Company seals are 38–42 mm across, oval ones 45 × 30; scans and “fit to page” prints shrink and stretch them.
MIN_MM: Final = 18.0
MAX_MM: Final = 65.0
_DOUBT_MM: Final = 12.0
_CELL_MM: Final = 1.4
_SECTORS: Final = 36


@dataclass(frozen=True)
class Patch:
    """A rectangle in fractions (0..1) of the picture, origin top left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Look:
    """What a picture shows. ``coloured`` is False for a picture of greys only."""

    seals: tuple[Patch, ...]
    doubtful: bool
    coloured: bool
    blank: bool


def look(pixels: Pixels, mm_per_pixel: float) -> Look:
    """Look at ``pixels`` (height × width × 3, RGB), one pixel being ``mm_per_pixel`` millimetres wide."""
    values = pixels.astype(np.int16)
    red, green, blue = values[:, :, 0], values[:, :, 1], values[:, :, 2]
    other = np.maximum(green, blue)
    low = np.minimum(green, blue)
    chroma = np.maximum(red, other) - np.minimum(red, low)
    gap = red - other
    mask: Mask = (gap > 32) & (red > 90) & (other - low <= gap)
    seals: list[Patch] = []
    doubtful = False
    if mask.any():
        for rows, columns in _patches(mask, max(1, round(_CELL_MM / mm_per_pixel))):
            verdict = _judge(mask, rows, columns, mm_per_pixel)
            doubtful |= verdict is RedSeal.UNKNOWN
            if verdict is RedSeal.YES:
                seals.append(_patch(rows, columns, mask.shape))
    size = chroma.size
    return Look(
        tuple(seals),
        doubtful,
        # The tint of paper, ink or a logo: a colour scanner leaves some; 0.1 % is more than JPEG noise of greys.
        coloured=bool(np.count_nonzero(chroma > 5) > 0.001 * size),
        blank=_is_blank(values, chroma),
    )


def _is_blank(values: NDArray[np.int16], chroma: NDArray[np.int16]) -> bool:
    """Nothing darker than the paper and nothing coloured, the outer 3 % (scanner shadows) left out."""
    height, width = chroma.shape
    rows, columns = (
        slice(height * 3 // 100, height - height * 3 // 100),
        slice(width * 3 // 100, width - width * 3 // 100),
    )
    light = values[rows, columns, 1]
    if not light.size:
        return True
    paper = float(np.median(light))
    marks = np.count_nonzero((light < paper - 48) | (chroma[rows, columns] > 64))
    return bool(paper > 150 and marks <= 0.00005 * light.size)


def _patches(mask: Mask, cell: int) -> Iterator[tuple[slice, slice]]:
    """The bounding boxes of patches of red; cells up to two apart belong together (seals fade in places)."""
    height, width = mask.shape
    rows, columns = height // cell, width // cell
    if not rows or not columns:
        return
    counts = mask[: rows * cell, : columns * cell].reshape(rows, cell, columns, cell).sum(axis=(1, 3))
    enough = 1 if cell < 3 else 2
    left = set(map(tuple, np.argwhere(counts >= enough).tolist()))
    while left:
        queue = [left.pop()]
        top = bottom = queue[0][0]
        first = last = queue[0][1]
        while queue:
            row, column = queue.pop()
            top, bottom = min(top, row), max(bottom, row)
            first, last = min(first, column), max(last, column)
            for near in [(row + y, column + x) for y in (-2, -1, 0, 1, 2) for x in (-2, -1, 0, 1, 2)]:
                if near in left:
                    left.remove(near)
                    queue.append(near)
        yield slice(top * cell, (bottom + 1) * cell), slice(first * cell, (last + 1) * cell)


def _judge(mask: Mask, rows: slice, columns: slice, mm: float) -> RedSeal:
    height, width = (rows.stop - rows.start) * mm, (columns.stop - columns.start) * mm
    long, short = max(height, width), min(height, width)
    if short < _DOUBT_MM:
        return RedSeal.NO
    part = mask[rows, columns]
    if _solid_share(part, mm) > 0.55:
        return RedSeal.NO
    if long > MAX_MM:
        return RedSeal.UNKNOWN if part.mean() > 0.03 else RedSeal.NO
    coverage, corners, inside = _ring(part)
    round_enough = short >= MIN_MM and long <= 1.75 * short
    if round_enough and coverage >= 0.7 and corners < 0.06 and inside > 0.03:
        return RedSeal.YES
    return RedSeal.UNKNOWN if long <= 1.75 * short and part.mean() > 0.05 else RedSeal.NO


def _solid_share(part: Mask, mm: float) -> float:
    """The share of red pixels with red 1.5 mm to all four sides: strokes have few, a painted area nearly all."""
    step = max(1, round(1.5 / mm))
    if min(part.shape) <= 2 * step:
        return 0.0
    core = (
        part[step:-step, step:-step]
        & part[: -2 * step, step:-step]
        & part[2 * step :, step:-step]
        & part[step:-step, : -2 * step]
        & part[step:-step, 2 * step :]
    )
    return float(core.sum() / max(1, part.sum()))


def _ring(part: Mask) -> tuple[float, float, float]:
    """(covered share of the outline's sectors, share of red in the corners, share of red inside)."""
    y, x = np.nonzero(part)
    top, bottom, first, last = y.min(), y.max(), x.min(), x.max()
    v = (y - (top + bottom) / 2) / max(1.0, (bottom - top) / 2)
    u = (x - (first + last) / 2) / max(1.0, (last - first) / 2)
    distance = np.hypot(u, v)
    edge = (distance > 0.84) & (distance < 1.1)
    sectors = ((np.arctan2(v[edge], u[edge]) + np.pi) * (_SECTORS / (2 * np.pi))).astype(int) % _SECTORS
    return (
        len(np.unique(sectors)) / _SECTORS,
        float((distance > 1.12).mean()),
        float((distance < 0.75).mean()),
    )


def _patch(rows: slice, columns: slice, shape: tuple[Any, ...]) -> Patch:
    height, width = shape
    return Patch(
        columns.start / width,
        rows.start / height,
        (columns.stop - columns.start) / width,
        (rows.stop - rows.start) / height,
    )
