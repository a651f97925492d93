"""The inspector's version, apart so that it can be read without loading a reader."""

from collections.abc import Mapping
from typing import Final

#: Stored beside every file's facts; raise it whenever the same bytes may get another verdict.
INSPECTOR: Final = 15
#: The same of sheets: bills, hours, results.
SHEETS: Final = 3
#: By the inspector's name in ``rules/purposes``.
INSPECTORS: Final[Mapping[str, int]] = {"paper": INSPECTOR, "sheet": SHEETS}
