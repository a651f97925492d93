"""The colours and sizes of the whole program, as data (screens.md “Look”).

Everything that is painted takes its colour from here by name: the stylesheet, the palette, icons
and delegates.  Nothing else in the views holds a colour.  What each is for: :mod:`uses`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Tokens:
    """One look. Colours are ``#rrggbb``; a ``_soft`` colour is the ground behind its strong one."""

    surface: str
    raised: str
    line: str
    faint: str
    pressed: str
    text: str
    muted: str
    disabled: str
    edge: str
    handle: str
    focus: str
    on_accent: str
    accent: str
    accent_soft: str
    accent_hover: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    back: str
    back_soft: str
    rail: str
    rail_text: str
    rail_active: str
    rail_mark: str
    on_rail: str
    paper_desk: str
    paper: str
    found: str
    seal: str
    changed: str
    count: str
    on_count: str
    dark: bool

    def colours(self) -> Mapping[str, str]:
        """Name → colour, for the stylesheet."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "dark"}


LIGHT = Tokens(
    surface="#f4f6f8",
    raised="#ffffff",
    line="#e1e5ea",
    faint="#eef1f4",
    pressed="#e7ebef",
    text="#1a2027",
    muted="#5f6977",
    disabled="#7b8693",
    edge="#7f8a97",
    handle="#717b88",
    focus="#0f5fa6",
    on_accent="#ffffff",
    accent="#0f5fa6",
    accent_soft="#e6f0f9",
    accent_hover="#0c5291",
    ok="#1f7a4d",
    ok_soft="#e5f4ec",
    warn="#985b08",
    warn_soft="#fdf1dd",
    bad="#b3342d",
    bad_soft="#fbe9e7",
    info="#4b5b6e",
    info_soft="#eaeef2",
    back="#a84915",
    back_soft="#fdeadf",
    rail="#16222e",
    rail_text="#b8c4d0",
    rail_active="#24323f",
    rail_mark="#5aa7e6",
    on_rail="#ffffff",
    paper_desk="#d7dce2",
    paper="#ffffff",
    found="#1f7a4d",
    seal="#d97a1e",
    changed="#7a3fb0",
    count="#d97a1e",
    on_count="#14181d",
    dark=False,
)

DARK = Tokens(
    surface="#12161b",
    raised="#1a2027",
    line="#2b333c",
    faint="#232a32",
    pressed="#272e37",
    text="#e6eaee",
    muted="#93a0ae",
    disabled="#747f8b",
    edge="#6b7682",
    handle="#6b7682",
    focus="#5aa7e6",
    on_accent="#08131d",
    accent="#5aa7e6",
    accent_soft="#173149",
    accent_hover="#74b6ec",
    ok="#5cc48f",
    ok_soft="#153626",
    warn="#e2ab52",
    warn_soft="#3a2b10",
    bad="#ee8b82",
    bad_soft="#41201d",
    info="#a9b6c4",
    info_soft="#252d36",
    back="#f0965f",
    back_soft="#42230f",
    rail="#0c1014",
    rail_text="#8a97a5",
    rail_active="#1c232b",
    rail_mark="#5aa7e6",
    on_rail="#ffffff",
    paper_desk="#0d1115",
    paper="#ffffff",
    found="#1f7a4d",
    seal="#d97a1e",
    changed="#7a3fb0",
    count="#d97a1e",
    on_count="#14181d",
    dark=True,
)

#: Two type sizes and one heading size, in device-independent pixels; and the grid.
SMALL, BODY, HEADING = 12, 13, 18
GRID = 4

#: Status is always colour *and* word: state of a submission → (tone, word).
STATE_TONES: Mapping[str, str] = {
    "waiting": "warn",
    "re_review": "warn",
    "approved": "ok",
    "returned": "back",
    "rejected": "bad",
    "absent": "info",
}

TONES = ("accent", "ok", "warn", "bad", "info", "back")
