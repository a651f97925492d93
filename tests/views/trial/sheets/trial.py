"""The made-up desk's chapter of the walk through the sheets."""

from tests.window.sheets import Sheet

ORDER = 250

SHEETS = (Sheet("try-seats", "SeatSheet", (), "ctrl+4", ("p",)),)
