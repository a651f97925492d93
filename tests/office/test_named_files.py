"""Every column that names a file is known to the sweep, the backup and the proof (models/naming)."""

from desktop_admin.models import Base
from desktop_admin.models.naming import NAMED_BY
from desktop_admin.rules.purposes import PURPOSES, Purpose

#: Where files themselves stand: what they are, were put for, by whom, and their bytes.
ABOUT_FILES = frozenset({"file", "file_use", "file_put", "file_facts", "blob"})


def test_no_table_names_files_behind_the_sweeps_back() -> None:
    named = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if table.name not in ABOUT_FILES
        and (column.name == "sha256" or any(key.column.table.name == "file" for key in column.foreign_keys))
    }
    known = {(column.table.name, column.key) for columns in NAMED_BY.values() for column in columns}
    assert named == known


def test_every_purpose_has_its_line() -> None:
    assert NAMED_BY.keys() == PURPOSES.keys() == set(Purpose)
