"""What each colour is for and on which grounds it lies: the table that contrast is computed over.

Bounds: WCAG 2.1, 1.4.3 (words 4.5 : 1) and 1.4.11 (marks and the outlines of controls 3 : 1).  A new token, or a
new ground for an old one, is written down here first; ``tests/views/common/test_contrast.py`` does the sums and
asks the stylesheet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Need(Enum):
    """What an eye must be able to do with it."""

    WORDS = "to be read"
    MARK = "to be found: an outline of a control, a bar, a sign, the focus"
    ASLEEP = "to be made out: a control that does nothing now"


@dataclass(frozen=True)
class Use:
    """``ink`` lies on each ground of ``on`` (names of tokens)."""

    ink: str
    need: Need
    on: tuple[str, ...]


PLANES = ("surface", "raised")
#: A row at rest, under the mouse, chosen.
ROWS = ("raised", "surface", "accent_soft")
#: What lies under a button and its words: planes, the button under the mouse.
BUTTONS = (*PLANES, "faint")

#: Token → what it is the ground of.
GROUNDS: Mapping[str, str] = {
    "surface": "pages; a row under the mouse",
    "raised": "cards, lists, fields, buttons",
    "faint": "a button under the mouse",
    "pressed": "a button held down",
    "accent": "the one main button, a ticked box, a selection of letters",
    "accent_hover": "the main button under the mouse",
    "accent_soft": "a chosen row, tab or pill; its badge",
    "ok_soft": "badge",
    "warn_soft": "badge, banner, button under the mouse",
    "bad_soft": "badge, banner, button under the mouse",
    "info_soft": "badge; the main button asleep",
    "back_soft": "badge; a ticked reason",
    "rail": "the rail",
    "rail_active": "the open desk on the rail",
    "count": "the number on the rail",
    "paper_desk": "the desk behind the papers",
    "paper": "the papers themselves, white in both looks",
}

#: Token → why nobody needs to see it: it parts what is apart anyway.
ORNAMENTS: Mapping[str, str] = {
    "faint": "the hairline under a row; grey bars where words will be",
    "line": "hairlines between planes, the edge of a card or a menu",
}

USES: tuple[Use, ...] = (
    Use("text", Need.WORDS, (*BUTTONS, "pressed", "accent_soft", "warn_soft", "bad_soft", "back_soft")),
    Use("muted", Need.WORDS, (*BUTTONS, "accent_soft", "pressed")),
    Use("accent", Need.WORDS, (*BUTTONS, "accent_soft", "warn_soft", "bad_soft")),
    # Words and badges in a tone stand in rows; a badge on a chosen row has an edge of its tone around it.
    *(Use(tone, Need.WORDS, (*ROWS, f"{tone}_soft")) for tone in ("ok", "warn", "bad", "info", "back")),
    Use("on_accent", Need.WORDS, ("accent", "accent_hover")),
    Use("disabled", Need.ASLEEP, (*PLANES, "info_soft")),
    Use("edge", Need.MARK, BUTTONS),
    Use("handle", Need.MARK, (*PLANES, "paper_desk")),
    # The ring around what has the keyboard, and the bar beside what is chosen or open.
    Use("focus", Need.MARK, (*BUTTONS, "accent_soft", "warn_soft", "bad_soft", "back_soft", "paper_desk")),
    Use("rail_text", Need.WORDS, ("rail", "rail_active")),
    Use("on_rail", Need.WORDS, ("rail_active",)),
    Use("rail_mark", Need.MARK, ("rail", "rail_active")),
    Use("count", Need.MARK, ("rail", "rail_active")),
    Use("on_count", Need.WORDS, ("count",)),
    Use("found", Need.MARK, ("paper",)),
    Use("seal", Need.MARK, ("paper",)),
    Use("changed", Need.MARK, ("paper",)),
)
