"""Signatures and seals as plain geometry, for whatever draws them.

A signature is a few strokes written character by character with a seeded hand;
a seal is the company's name on an arc around a star, with its number below.
"""

import itertools
import math
from dataclasses import dataclass
from random import Random

Point = tuple[float, float]
Stroke = tuple[Point, ...]

#: How a hand moves through one character's cell (unit square, y down): control points of each stroke.
_MOVES: tuple[tuple[Point, ...], ...] = (
    ((0.10, 0.28), (0.50, 0.18), (0.92, 0.22)),
    ((0.48, 0.02), (0.46, 0.55), (0.38, 1.00)),
    ((0.55, 0.20), (0.38, 0.62), (0.04, 0.95)),
    ((0.45, 0.35), (0.62, 0.74), (1.02, 0.98)),
    ((0.18, 0.55), (0.55, 0.48), (0.80, 0.58), (0.62, 0.92)),
    ((0.22, 0.10), (0.32, 0.22), (0.30, 0.30)),
    ((0.15, 0.72), (0.60, 0.62), (0.95, 0.70)),
    ((0.78, 0.08), (0.70, 0.60), (0.84, 1.04), (1.06, 0.86)),
)


def signature(rng: Random, characters: int) -> tuple[Stroke, ...]:
    """Strokes of a signature, about ``0.8 × characters`` wide and 1 high (origin top left, y down)."""
    strokes: list[Stroke] = []
    for place in range(characters):
        left, top = place * 0.80, rng.uniform(-0.08, 0.08)
        size = rng.uniform(0.82, 1.08)
        for move in rng.sample(_MOVES, rng.randrange(4, 6)):
            shaken = [
                (left + (x + rng.gauss(0, 0.05)) * size * 0.85, top + (y + rng.gauss(0, 0.05)) * size)
                for x, y in move
            ]
            strokes.append(_curve(shaken))
    return tuple(strokes)


def _curve(points: list[Point], steps: int = 6) -> Stroke:
    """A Bézier curve of any degree as a polyline (de Casteljau)."""
    line: list[Point] = []
    for step in range(steps):
        t = step / (steps - 1)
        level = points
        while len(level) > 1:
            level = [
                (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in itertools.pairwise(level)
            ]
        line.append(level[0])
    return tuple(line)


@dataclass(frozen=True)
class SealText:
    """One character of a seal: ``angle`` in degrees clockwise from the top, ``radius`` and ``size`` in radii."""

    char: str
    angle: float
    radius: float
    size: float
    upright: bool = False


#: Line width of the ring, and the star's outer radius, in seal radii (a 42 mm seal has a 1.2 mm ring, a 14 mm star).
RING = 0.06
STAR = 0.32


def seal_text(name: str, number: str) -> tuple[SealText, ...]:
    """Where the characters of a company seal stand."""
    chars: list[SealText] = []
    reach = min(236.0, 19.0 * len(name))
    step = reach / max(1, len(name) - 1)
    size = min(0.27, 0.68 * math.radians(step) * 1.25)
    for place, char in enumerate(name):
        chars.append(SealText(char, -reach / 2 + step * place, 0.76, size))
    below = 4.6
    first = 180 + below * (len(number) - 1) / 2
    for place, char in enumerate(number):
        chars.append(SealText(char, first - below * place, 0.80, 0.105, upright=True))
    return tuple(chars)


def star(radius: float) -> tuple[Point, ...]:
    """The ten corners of a five-pointed star around the origin, a tip at the top (y down)."""
    corners: list[Point] = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = math.radians(36 * corner)
        corners.append((reach * math.sin(angle), -reach * math.cos(angle)))
    return tuple(corners)
