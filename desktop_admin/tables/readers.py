"""Reads tables in a warm child process with limits, like papers: a file that stops the child is answered in words.

Nothing heavy is imported here: the window's process stays small.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from desktop_admin.papers.faults import readable_size
from desktop_admin.papers.named_file import NotRead, read_named
from desktop_admin.papers.pool import Pool, Stopped
from desktop_admin.papers.sheet_words import fault
from desktop_admin.tables.reading import Reading, TableProblem

if TYPE_CHECKING:  # never imported here; named so that the program builder packs what children load by name
    from desktop_admin.tables import opening as _opening  # noqa: F401

#: Larger files are refused without being read: a hundred thousand rows in the wordiest container are smaller.
LARGEST: Final = 64 * 1024 * 1024
_OPEN_HOURS: Final = "desktop_admin.tables.opening:open_hours"
_SECONDS: Final = 60.0
_MEGABYTES: Final = 1000
_IDLE: Final = 60.0


class TableReaders:
    """Reads tables in child processes; thread-safe. Close it at the end. Nothing is started before the first table."""

    def __init__(self, seconds: float = _SECONDS, megabytes: int = _MEGABYTES) -> None:
        self._pool = Pool(1, seconds, megabytes, idle=_IDLE)

    def hours(
        self, data: bytes, name: str, today: date, chosen: Mapping[str, Mapping[str, int]] | None = None
    ) -> Reading:
        """A table of study hours. ``name``: of the sheet where the file names none; ``today`` bounds ages.

        ``chosen``: columns set by hand, per signature of the heads.
        """
        if len(data) > LARGEST:
            return _refused(fault("too_large", size=readable_size(len(data))).message)
        try:
            return cast(Reading, self._pool.run(_OPEN_HOURS, data, name, today, dict(chosen or {})))
        except Stopped as stopped:
            seconds, megabytes = round(self._pool.seconds), self._pool.megabytes
            return _refused(fault(stopped.code, seconds=seconds, megabytes=megabytes).message)

    def hours_of(self, path: str, today: date) -> Reading:
        """Of a file by its name: also of one that is missing, a folder, a pipe, a device, too large or growing."""
        file = Path(path)
        try:
            data = read_named(file, LARGEST)
        except NotRead as error:
            if error.size is not None:
                return _refused(fault("too_large", size=readable_size(error.size)).message)
            return _refused(f"读不到文件：{error.reason}。请检查后重新选择。")
        return self.hours(data, file.stem, today)

    def close(self) -> None:
        """End the child. A table under way answers as refused."""
        self._pool.close()


def _refused(message: str) -> Reading:
    return Reading(problems=(TableProblem("not_a_table", message),))
