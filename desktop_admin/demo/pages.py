"""The two papers laid out on an A4 page, for any pen."""

import math
from dataclasses import dataclass
from random import Random

from desktop_admin.demo import ink
from desktop_admin.demo.paper_text import Application, Form, form, letter
from desktop_admin.demo.pens import PEN_BLUE, WIDTH, Pen, Point, wrapped


@dataclass(frozen=True)
class Look:
    """What the hand did: sealed or not, signed or not, and the seed of its small irregularities."""

    seed: str
    sealed: bool = True
    signed: bool = True


def draw_letter(pen: Pen, application: Application, look: Look) -> None:
    """企业法人承诺书 on one page."""
    rng = Random(look.seed)
    words = letter(application)
    left, room, size, leading = 74.0, WIDTH - 148, 12.5, 25.0
    _centred(pen, 118, words.title, 24)
    y = 172.0
    pen.text(left, y, words.addressee, size, bold=True)
    for paragraph in words.paragraphs:
        for number, line in enumerate(wrapped(pen, paragraph, size, room, first=2 * size)):
            y += leading
            pen.text(left + (2 * size if number == 0 else 0), y, line, size)
    y += 64
    pen.text(left + 150, y, words.signer, size)
    if look.signed:
        _sign(pen, rng, application.person.company.legal_representative, left + 275, y - 18, 24)
    y += 34
    pen.text(left + 150, y, words.company, size)
    y += 34
    pen.text(left + 300, y, words.day, size)
    if look.sealed:
        _seal(pen, rng, application, left + 330, y - 34)


def draw_form(pen: Pen, application: Application, look: Look) -> None:
    """三类人员报名表 on one page."""
    rng = Random(look.seed)
    words = form(application)
    _centred(pen, 92, words.title, 19)
    left, right = 62.0, WIDTH - 62
    pen.text(right - 130, 122, words.note, 9.5)
    top, row = 132.0, 31.0
    y = _pairs(pen, words, left, right - 92, top, row)
    _box(pen, right - 92, top, right, y)
    _photo(pen, rng, right - 46, (top + y) / 2, male=application.person.male)
    for label, value in words.wide:
        _cell(pen, left, y, left + 78, y + row, label)
        _cell(pen, left + 78, y, right, y + row, value)
        y += row
    (first, value), (second, until) = words.certificate
    for x, end, text in (
        (left, left + 78, first),
        (left + 78, left + 248, value),
        (left + 248, left + 326, second),
        (left + 326, right, until),
    ):
        _cell(pen, x, y, end, y + row, text)
    y += row
    for (label, value), height in zip(words.tall, (78.0, 128.0, 96.0), strict=True):
        _cell(pen, left, y, left + 78, y + height, label)
        _box(pen, left + 78, y, right, y + height)
        for number, line in enumerate(wrapped(pen, value, 10.5, right - left - 98)):
            pen.text(left + 88, y + 22 + 17 * number, line, 10.5)
        if label == "单位意见":
            pen.text(left + 210, y + 84, "负责人（签字）：", 10.5)
            pen.text(left + 236, y + 112, f"（盖章）　　{words.day}", 10.5)
            if look.signed:
                _sign(pen, rng, application.person.company.legal_representative, left + 296, y + 68, 20)
            if look.sealed:
                _seal(pen, rng, application, left + 306, y + 76)
        y += height
    pen.text(left, y + 30, "本人承诺以上所填内容真实有效。　　本人签名：", 10.5)
    if look.signed:
        _sign(pen, rng, application.person.name, left + 240, y + 14, 21)


def _pairs(pen: Pen, words: Form, left: float, right: float, y: float, row: float) -> float:
    middle = left + 78 + 110
    for (first, value), (second, other) in words.pairs:
        for x, end, text in (
            (left, left + 78, first),
            (left + 78, middle, value),
            (middle, middle + 70, second),
            (middle + 70, right, other),
        ):
            _cell(pen, x, y, end, y + row, text)
        y += row
    return y


def _cell(pen: Pen, x0: float, y0: float, x1: float, y1: float, text: str) -> None:
    """A box with its text in the middle, smaller where it would not fit."""
    _box(pen, x0, y0, x1, y1)
    size = 10.5
    while size > 6 and pen.width(text, size) > x1 - x0 - 6:
        size -= 0.5
    pen.text((x0 + x1 - pen.width(text, size)) / 2, (y0 + y1) / 2 + size * 0.36, text, size)


def _box(pen: Pen, x0: float, y0: float, x1: float, y1: float) -> None:
    pen.line(((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)), 0.7)


def _centred(pen: Pen, y: float, text: str, size: float) -> None:
    pen.text((WIDTH - pen.width(text, size)) / 2, y, text, size, bold=True)


def _sign(pen: Pen, rng: Random, name: str, x: float, y: float, size: float) -> None:
    for stroke in ink.signature(rng, min(4, len(name))):
        pen.line(tuple((x + px * size, y + py * size) for px, py in stroke), 1.1, PEN_BLUE)


def _seal(pen: Pen, rng: Random, application: Application, x: float, y: float) -> None:
    company = application.person.company
    pen.seal(
        x + rng.uniform(-14, 14),
        y + rng.uniform(-8, 8),
        59.5,  # 42 mm across, the size of a company seal
        company.name,
        company.seal_number,
        rng.uniform(-12, 12),
    )


def _photo(pen: Pen, rng: Random, x: float, y: float, *, male: bool) -> None:
    """A small passport picture: background, shoulders, face, hair."""
    backing = rng.choice(((88, 148, 208), (250, 250, 252), (88, 148, 208)))
    pen.fill(((x - 38, y - 52), (x + 38, y - 52), (x + 38, y + 52), (x - 38, y + 52)), backing)
    clothes = rng.choice(((44, 52, 70), (70, 74, 82), (36, 60, 92), (92, 60, 58)))
    pen.fill(((x - 36, y + 52), (x - 30, y + 30), (x, y + 18), (x + 30, y + 30), (x + 36, y + 52)), clothes)
    hair = (30, 28, 30)
    pen.fill(_oval(x, y - 12, 21, 26), hair)
    if not male:
        pen.fill(((x - 21, y - 12), (x + 21, y - 12), (x + 24, y + 26), (x - 24, y + 26)), hair)
    pen.fill(_oval(x, y + 20, 8, 12), (222, 178, 148))
    pen.fill(_oval(x, y - 6, 17, 23), (232, 190, 160))


def _oval(x: float, y: float, across: float, down: float) -> tuple[Point, ...]:
    return tuple(
        (x + across * math.sin(math.radians(15 * step)), y - down * math.cos(math.radians(15 * step)))
        for step in range(24)
    )
