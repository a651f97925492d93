"""The job of the child: bytes of a table of hours → what was read. Nothing else of this room is called by name."""

import gc
from datetime import date

from desktop_admin.tables.containers import grids_of
from desktop_admin.tables.grids import NotReadable
from desktop_admin.tables.heads import Chosen
from desktop_admin.tables.hours import read_hours_table
from desktop_admin.tables.reading import Reading, TableProblem


def open_hours(data: bytes, name: str, today: date, chosen: Chosen) -> Reading:
    """Never raises for a bad file. ``name``: of the sheet where the file names none."""
    # A table makes a million objects and no circle of them: looking for circles again and again took a third.
    collects = gc.isenabled()
    gc.disable()
    try:
        return read_hours_table(grids_of(data, name), today, chosen)
    except NotReadable as error:
        return Reading(problems=(TableProblem(error.code, error.message),))
    finally:
        if collects:
            gc.enable()
