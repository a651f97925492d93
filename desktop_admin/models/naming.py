"""Which columns name files of which purpose: a file that stands in one of them is never swept, and is backed up.

Apart from the tables because the sweep, the backup and the proof all ask it. A table that names files adds its
column here (a test walks the models for it).
"""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from desktop_admin.models.submissions import PaperRow
from desktop_admin.rules.purposes import Purpose

NAMED_BY: Final[Mapping[Purpose, tuple[InstrumentedAttribute[str], ...]]] = {
    Purpose.PAPER: (PaperRow.sha256,),
    Purpose.BILL: (),
    Purpose.HOURS: (),
    Purpose.RESULTS: (),
}


def is_named(sha256: Any, purpose: Purpose) -> ColumnElement[bool]:
    """Whether a record names the file for that purpose; ``sha256`` is a column of the question around it."""
    return or_(false(), *(exists().where(column == sha256) for column in NAMED_BY[purpose]))
