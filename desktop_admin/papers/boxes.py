"""Boxes of signs on a page joined to one box per line."""

from desktop_admin.contract.files import Box


def lines_of(signs: list[Box]) -> list[Box]:
    """Boxes of signs joined to one box per line, for lines that run across or down the page."""
    lines: list[Box] = []
    last: Box | None = None
    for sign in signs:
        if last is not None and _continues(last, sign):
            lines[-1] = _around(lines[-1], sign)
        else:
            lines.append(sign)
        last = sign
    return lines


def _continues(last: Box, sign: Box) -> bool:
    """Whether ``sign`` stands beside or below ``last`` with at most a few blanks between."""
    across = min(last.top + last.height, sign.top + sign.height) - max(last.top, sign.top)
    down = min(last.left + last.width, sign.left + sign.width) - max(last.left, sign.left)
    if across > 0.5 * min(last.height, sign.height):
        return -down < 4 * max(sign.width, last.width)
    return down > 0.5 * min(last.width, sign.width) and -across < 0.5 * max(sign.height, last.height)


def _around(a: Box, b: Box) -> Box:
    left, top = min(a.left, b.left), min(a.top, b.top)
    right = max(a.left + a.width, b.left + b.width)
    bottom = max(a.top + a.height, b.top + b.height)
    return Box(a.page, left, top, right - left, bottom - top)
