"""What a day by keyboard and mouse asked of the window, point by point, and the tests in the real window that hold it.

``tests/test_points.py`` holds that every test named here exists. View tests go further into each; here stands only
what is pressed and seen in the running program on an X server.
"""

from collections.abc import Mapping
from typing import Final

_DAY: Final = "test_day.py::"
_UNREAD: Final = _DAY + "test_nothing_is_decided_unread_and_everything_is_told"
_FORM: Final = _DAY + "test_a_form_that_was_begun_is_not_lost"
_WORDS: Final = _DAY + "test_what_is_read_is_words_and_tab_follows_the_eye"
_SHEETS: Final = "test_sheets.py::test_every_sheet"
_LETTERS: Final = "test_letters.py::test_letters_digits_and_space_at_a_real_keyboard"
_MENUS: Final = "test_menus.py::test_menus_by_mouse_and_by_key"
_STORY: Final = "test_story.py::test_from_nothing_to_a_decision_and_back_after_a_restart"
_TWO: Final = "test_two_windows.py::test_one_decides_and_the_other_sees_it"
_PALETTE: Final = "test_palette.py::test_an_administrator_reaches_pages_and_commands"

POINTS: Final[Mapping[str, tuple[str, ...]]] = {
    "1 a sheet opens as high as what stands in it": (_SHEETS, _STORY),
    "2 one contract for every sheet: inside, one veil, Esc, nothing typed is lost, whole": (_SHEETS, _FORM),
    "3 a letter is a command unless a field has the caret": (_LETTERS,),
    "4 nothing is approved unread: no second press, no red finding by A, no silent take-over": (
        _UNREAD,
        _STORY,
        _TWO,
    ),
    "5 what was done is told in a place of its own": (_UNREAD,),
    "6 Space ticks in bulk, ranges by Shift": (_LETTERS,),
    "7 the keyboard is seen, Tab follows the eye, everything by key and by mouse": (_WORDS, _MENUS, _SHEETS),
    "8 marks by key, facts in sight, old and new side by side, the open row stays": (_UNREAD, _TWO, _LETTERS),
    "9 people read the journal: names, before and after, no number in clear": (_WORDS,),
    "10 words on every page, names at the first": (_WORDS,),
    "11 words stand out from their ground in both looks": (_UNREAD,),
    "12 Ctrl+K finds pages, sub-pages, commands, and where one was": (
        _PALETTE,
        "test_palette.py::test_what_is_found_says_how_it_stands",
        _UNREAD,
    ),
    "13 nothing is cut at 1024 × 700, on an enlarged screen, at 768": (
        _SHEETS,
        "test_opening.py::test_the_first_window_fits_an_enlarged_screen",
        "test_backup.py::test_a_backup_by_keys",
    ),
}
"""Point → ``file::test`` below ``tests/window``."""
