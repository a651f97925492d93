"""Study hours (学时): tables brought in, batches, classes."""

from desktop_admin.contract.hours.lists import (
    ClassLine,
    ClassTable,
    HoursBatches,
    HoursBatchLine,
    HoursClasses,
)
from desktop_admin.contract.hours.staging import (
    MOST_ROWS,
    BookHours,
    DropHoursStage,
    HoursDryRun,
    HoursLine,
    LineFault,
    OpenHoursStage,
    Staged,
    StagedHours,
    StageHours,
    StageOpened,
    UndoHours,
)
from desktop_admin.rules.hour_facts import HourFault

__all__ = [
    "MOST_ROWS",
    "BookHours",
    "ClassLine",
    "ClassTable",
    "DropHoursStage",
    "HourFault",
    "HoursBatchLine",
    "HoursBatches",
    "HoursClasses",
    "HoursDryRun",
    "HoursLine",
    "LineFault",
    "OpenHoursStage",
    "StageHours",
    "StageOpened",
    "Staged",
    "StagedHours",
    "UndoHours",
]
