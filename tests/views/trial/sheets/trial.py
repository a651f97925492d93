"""The made-up desk's chapter of the walk through the sheets."""

from tests.window.sheets import Sheet

ORDER = 250

SHEETS = (Sheet("try-company", "Sheet", (), "ctrl+4", ("n",)),)
