"""An unexpected database failure never tells a person's number to a log."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from desktop_admin.office.database import Database
from desktop_admin.office.schema import make_ready


def test_values_stay_out_of_database_errors(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'office.sqlite3'}")
    make_ready(database)
    statement = text(
        "insert into candidate_numbers (candidate_id, id_type, id_number, id_last4, phone) "
        "values (7, 'citizen', :number, '002X', '')"
    )
    with pytest.raises(IntegrityError) as caught, database.writing() as session:
        session.execute(statement, {"number": "11010519491231002X"})
    assert "11010519491231002X" not in str(caught.value)
    database.close()
