"""Does a picture show a round red company seal, and where?

A hint for the reviewer, never a decision (R15). Red pixels are gathered into
patches on a coarse grid; a patch of a seal's size is a seal when its outline is
a closed ring with writing round its inside. Red headings, table lines and the
solid red background of an ID photo fail that test. What is red and of a seal's
size but no ring (a square name seal, half a seal), or a ring that anybody can
draw, empty or with a star or a few dots, is *doubtful*: neither yes nor no.
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
_CELL_MM: Final = 2.4
_SECTORS: Final = 36
#: Rays from the middle, and the circles they are read on: where a seal has its writing, in radii.
_RAYS: Final = 120
_CIRCLES: Final = tuple(0.54 + 0.02 * step for step in range(16))
#: From ink to none and back so many times round a circle: six signs. The shortest company name has more.
_LEAST_CHANGES: Final = 12
#: Circles that must show it.
_LEAST_CIRCLES: Final = 3
#: Circles to both sides of a closed one on which its edge may still be seen.
_EDGE: Final = 3


@dataclass(frozen=True)
class Patch:
    """A rectangle in fractions (0..1) of the picture, origin top left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Look:
    """What a picture shows. ``coloured`` is False for a picture of greys only.

    ``bare_ring``: a red ring of a seal's size without writing in it, which is also ``doubtful``.
    """

    seals: tuple[Patch, ...]
    doubtful: bool
    bare_ring: bool
    coloured: bool
    blank: bool


def look(pixels: Pixels, mm_per_pixel: float) -> Look:
    """Look at ``pixels`` (height × width × 3, RGB), one pixel being ``mm_per_pixel`` millimetres wide."""
    # Bytes throughout, one channel at a time: five times as quick as with wider numbers.
    red, green, blue = (np.ascontiguousarray(pixels[:, :, channel]) for channel in range(3))
    other = np.maximum(green, blue)
    low = np.minimum(green, blue)
    high = np.maximum(red, other)
    chroma = high - np.minimum(red, low)
    gap = high - other  # how far red stands above the rest; 0 where it does not
    mask: Mask = gap > 32
    seals: list[Patch] = []
    doubtful = bare_ring = False
    if mask.any():
        mask &= (red > 90) & (other - low <= gap)
        for rows, columns in _patches(mask, max(1, round(_CELL_MM / mm_per_pixel))):
            verdict = _judge(mask, rows, columns, mm_per_pixel)
            if verdict is RedSeal.YES and not _lettered(mask[rows, columns]):
                verdict, bare_ring = RedSeal.UNKNOWN, True
            doubtful |= verdict is RedSeal.UNKNOWN
            if verdict is RedSeal.YES:
                seals.append(_patch(rows, columns, mask.shape))
    size = chroma.size
    return Look(
        tuple(seals),
        doubtful,
        bare_ring,
        # The tint of paper, ink or a logo: a colour scanner leaves some; 0.1 % is more than JPEG noise of greys.
        coloured=bool(np.count_nonzero(chroma > 5) > 0.001 * size),
        blank=_is_blank(green, chroma),
    )


def _is_blank(light: Pixels, chroma: Pixels) -> bool:
    """Nothing darker than the paper and nothing coloured, the outer 3 % (scanner shadows) left out."""
    height, width = chroma.shape
    rows, columns = (
        slice(height * 3 // 100, height - height * 3 // 100),
        slice(width * 3 // 100, width - width * 3 // 100),
    )
    light = light[rows, columns]
    if not light.size:
        return True
    paper = int(np.median(light[::8, ::8]))
    marks = np.count_nonzero((light < max(0, paper - 48)) | (chroma[rows, columns] > 64))
    return bool(paper > 150 and marks <= 0.00005 * light.size)


def _patches(mask: Mask, cell: int) -> Iterator[tuple[slice, slice]]:
    """The bounding boxes of patches of red; neighbouring cells belong together (seals fade in places)."""
    y, x = _places(mask)
    columns = mask.shape[1] // cell + 2
    counts = np.bincount((y // cell + 1) * columns + x // cell + 1)
    left = set(np.flatnonzero(counts >= (1 if cell < 3 else 2)).tolist())
    around = tuple(row * columns + column for row in (-1, 0, 1) for column in (-1, 0, 1))
    while left:
        queue = [left.pop()]
        patch = []
        while queue:
            place = queue.pop()
            patch.append(place)
            for step in around:
                if place + step in left:
                    left.remove(place + step)
                    queue.append(place + step)
        rows, places = [at // columns - 1 for at in patch], [at % columns - 1 for at in patch]
        top, first = min(rows) * cell, min(places) * cell
        part = mask[top : (max(rows) + 1) * cell, first : (max(places) + 1) * cell]
        down, across = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
        yield (
            slice(top + int(down[0]), top + int(down[-1]) + 1),
            slice(first + int(across[0]), first + int(across[-1]) + 1),
        )


def _places(mask: Mask) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """As ``np.nonzero``, which takes several times as long in two dimensions."""
    y, x = np.divmod(np.flatnonzero(mask), mask.shape[1])
    return y, x


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
    y, x = _places(part)
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


def _lettered(part: Mask) -> bool:
    """Whether there is writing round the inside of a ring that fills ``part``: signs side by side.

    Circles are read with two neighbours to both sides: a drawn circle is then closed, and what lies close to a
    closed one is its ragged edge and does not count.
    """
    height, width = part.shape
    angles = (np.arange(_RAYS) + 0.5) * (2 * np.pi / _RAYS)
    radii = np.array(_CIRCLES)[:, None]
    rows = np.clip((1 + radii * np.sin(angles)) * height / 2, 0, height - 1).astype(np.intp)
    columns = np.clip((1 + radii * np.cos(angles)) * width / 2, 0, width - 1).astype(np.intp)
    ink = part[rows, columns]
    wide = ink[:-4] | ink[1:-3] | ink[2:-2] | ink[3:-1] | ink[4:]
    changes = np.count_nonzero(wide != np.roll(wide, 1, axis=1), axis=1)
    closed = np.count_nonzero(wide, axis=1) > 0.95 * _RAYS
    near = np.convolve(closed, np.ones(2 * _EDGE + 1), "same") > 0
    return bool(np.count_nonzero((changes >= _LEAST_CHANGES) & ~near) >= _LEAST_CIRCLES)


def _patch(rows: slice, columns: slice, shape: tuple[Any, ...]) -> Patch:
    height, width = shape
    return Patch(
        columns.start / width,
        rows.start / height,
        (columns.stop - columns.start) / width,
        (rows.stop - rows.start) / height,
    )
