"""Tables and migrations say the same on both databases; older files are backed up, newer refused (house §1)."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text

from desktop_admin import models
from desktop_admin.contract.errors import Outdated, Unavailable
from desktop_admin.models import Base
from desktop_admin.models.staff import StaffRow
from desktop_admin.office import schema
from desktop_admin.office.database import Database
from tests.contract.conftest import copy_of

NOW = schema.HEAD
NEXT = f'''"""Remake a parent table"""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{NOW}"


def upgrade() -> None:
    with op.batch_alter_table("candidate", recreate="always") as batch:
        batch.add_column(sa.Column("remark", sa.String(10), nullable=True))
'''
BREAKS = (
    NEXT
    + """    op.execute("update submission set candidate_id = 4711")
"""
)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """An empty one of either kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        url = request.getfixturevalue("postgres_url")
    opened = Database(url)
    if opened.data_file is not None:
        opened.data_file.found()
    yield opened
    opened.close()


def upgrade(database: Database, revision: str) -> None:
    """Alembic's own way, without looking after the office."""
    with database.upgrading() as connection:
        config = schema.alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_head_is_alembics_head() -> None:
    assert ScriptDirectory.from_config(schema.alembic_config()).get_heads() == [schema.HEAD]


def test_migrations_from_empty_make_the_models(database: Database) -> None:
    upgrade(database, "head")
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_fresh_office_is_what_the_migrations_make(database: Database) -> None:
    schema.migrate(database)
    assert schema.revision(database) == schema.HEAD
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    schema.make_ready(database)


def test_a_newer_office_is_refused_and_left_alone(database: Database) -> None:
    schema.migrate(database)
    with database.writing() as session:
        session.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(Outdated, match="请升级本程序"):
        schema.make_ready(database)
    assert schema.revision(database) == "9999"


@pytest.mark.postgres
def test_a_shared_database_is_never_migrated_by_a_desk(postgres_url: str) -> None:
    database = Database(postgres_url)
    with pytest.raises(Unavailable, match="kaowu migrate"):
        schema.make_ready(database)
    schema.migrate(database)
    schema.make_ready(database)
    database.close()


@pytest.fixture
def old_office(prepared_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An office of today's version with data, and a program whose newest version is one further."""
    file = tmp_path / "office.sqlite3"
    url = copy_of(prepared_file, file)
    scripts = tmp_path / "migrations"
    shutil.copytree(Path(models.__file__).parent / "migrations", scripts)
    real = schema.alembic_config

    def config() -> Any:
        made = real()
        made.set_main_option("script_location", str(scripts))
        return made

    def program(body: str) -> Database:
        (scripts / "versions" / "next.py").write_text(body, encoding="utf-8")
        monkeypatch.setattr(schema, "alembic_config", config)
        monkeypatch.setattr(schema, "HEAD", "next")
        return Database(url)

    with closing(sqlite3.connect(file)) as db, db:
        db.execute(
            "insert into company values (1,'91110000600037341L','甲','甲','j','','','','2026-11-01',1)"
        )
        db.execute(
            "insert into candidate (id,name,name_typed,pinyin,initials,pinyin_given,company_id,source,created_at,version)"
            " values (1,'石','石','shi','s',0,1,'','2026-11-01',1)"
        )
        db.execute("insert into candidate_numbers values (1,'passport','E1','1','')")
        db.execute(
            "insert into submission (id,candidate_id,company_id,category,state,attempt,cycle,missed_cycle,late_minutes,"
            "next_month,border,admitted,certificate,expires,precheck,bad_file,replaced,duplicate,aside_note,created_at,"
            "version) values (1,1,1,'C2_renewal','draft',1,'','',0,0,0,0,'','','green',0,0,0,'','2026-11-01',1)"
        )
    return program, file


def count(file: Path, table: str) -> int:
    with closing(sqlite3.connect(file)) as db:
        return int(db.execute(f"select count(*) from {table}").fetchone()[0])


def test_an_older_file_is_backed_up_then_migrated(old_office: Any) -> None:
    program, file = old_office
    database = program(NEXT)
    schema.make_ready(database)
    assert schema.revision(database) == "next"
    with database.reading() as session:
        assert session.execute(text("select remark from candidate")).scalar_one() is None
        assert session.execute(text("pragma foreign_keys")).scalar_one() == 1, "on again afterwards"
    database.close()
    backups = list(file.parent.glob(f"office.before-{NOW}-*.sqlite3"))
    assert len(backups) == 1
    for kept in (file, backups[0]):
        assert count(kept, "candidate_numbers") == 1, "remaking the parent must not delete its children"
        assert count(kept, "submission") == 1


def test_a_migration_that_breaks_references_changes_nothing(old_office: Any) -> None:
    program, file = old_office
    database = program(BREAKS)
    with pytest.raises(Unavailable, match="已放弃升级"):
        schema.make_ready(database)
    assert schema.revision(database) == NOW
    database.close()
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("select candidate_id from submission").fetchone()[0] == 1


def test_another_programs_file_is_not_filled_with_our_tables(tmp_path: Path) -> None:
    file = tmp_path / "photos.sqlite3"
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("create table photo (id integer)")
    database = Database(f"sqlite:///{file}")
    with pytest.raises(Unavailable, match="不是考务台的数据文件"):
        schema.make_ready(database)
    database.close()
    with closing(sqlite3.connect(file)) as db:
        assert [row[0] for row in db.execute("select name from sqlite_master")] == ["photo"]


def test_accounts_outlive_the_columns_nobody_read(database: Database) -> None:
    """0007 on an office of 0006 with people in it: what points at an account still does."""
    upgrade(database, "0006")
    with database.writing() as session:
        session.execute(
            text(
                "insert into staff (id, name, roles, password_hash, must_change, active, failures, locked_until,"
                " created_at, version) values (7, '李四', '[\"reviewer\"]', 'h', false, true, 3, '2026-11-01',"
                " '2026-11-01', 4)"
            )
        )
        session.execute(text("insert into workplace values (7, 'PC-1', '2026-11-01')"))
    upgrade(database, "head")
    with database.reading() as session:
        assert session.execute(
            select(StaffRow.id, StaffRow.name, StaffRow.roles, StaffRow.version)
        ).all() == [(7, "李四", ["reviewer"], 4)]
        assert session.execute(text("select staff_id from workplace")).all() == [(7,)]
        columns = {column["name"] for column in inspect(session.connection()).get_columns("staff")}
    assert not {"failures", "locked_until"} & columns
