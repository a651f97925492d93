"""Making, checking and migrating the tables.

A desktop migrates its own SQLite file (after a backup), never a shared database; a file
newer than the program is refused, never half read (house §1).
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select, text

from desktop_admin.contract.errors import Outdated, Unavailable
from desktop_admin.models import Base
from desktop_admin.models.journal import OfficeRow
from desktop_admin.office.database import Database

#: The newest revision in models/migrations; a test holds it against Alembic's own head.
HEAD = "0001"


def revision(database: Database) -> str | None:
    """The revision of the tables, None where there are none yet."""
    with database.reading() as session:
        if not inspect(session.connection()).has_table("alembic_version"):
            return None
        found = session.scalar(text("select version_num from alembic_version"))
        return None if found is None else str(found)


def make_ready(database: Database) -> None:
    """Make a fresh SQLite file's tables, migrate an older one, refuse a newer one.

    Raises Outdated for a file this program is too old for, Unavailable for a shared database
    that has not been set up.
    """
    found = revision(database)
    if found == HEAD:
        return
    if not database.sqlite:
        if found is None:
            raise Unavailable("共享数据库里还没有考务台的数据表。请管理员运行一次 kaowu migrate。")
        raise (
            _outdated(found)
            if found not in known_revisions()
            else Unavailable("共享数据库是旧版本的。请管理员备份后运行 kaowu migrate。", {"revision": found})
        )
    if found is None:
        _refuse_foreign(database)
    else:
        if found not in known_revisions():
            raise _outdated(found)
        backup(database, found)
    migrate(database)


def migrate(database: Database) -> None:
    """Bring the tables to HEAD and make the one office row. Foreign keys are off meanwhile on SQLite,
    because Alembic's batch mode drops and remakes parent tables; they are checked afterwards."""
    if revision(database) is None:
        with database.writing() as session:
            connection = session.connection()
            if inspect(connection).has_table("alembic_version"):
                return
            Base.metadata.create_all(connection)
            connection.execute(
                text("create table alembic_version (version_num varchar(32) primary key not null)")
            )
            connection.execute(text("insert into alembic_version values (:head)"), {"head": HEAD})
    else:
        _upgrade(database)
    with database.writing() as session:
        if session.execute(select(OfficeRow.id)).first() is None:
            session.add(
                OfficeRow(id=1, name="", head=0, head_hash="", last_at=datetime(2000, 1, 1, tzinfo=UTC))
            )


def known_revisions() -> frozenset[str]:
    """Every revision this program can migrate from."""
    return frozenset(script.revision for script in _scripts().walk_revisions())


def backup(database: Database, label: str) -> Path | None:
    """A consistent copy beside the SQLite file, made before a migration."""
    source = database.file
    if source is None or not source.is_file():
        return None
    target = source.with_name(f"{source.stem}.before-{label}-{datetime.now(UTC):%Y%m%d%H%M%S}{source.suffix}")
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise Unavailable("升级前的备份没有做成，数据没有改动。请检查磁盘空间和文件夹权限后重试。") from error
    return target


def _refuse_foreign(database: Database) -> None:
    """Another program's file must not be filled with our tables."""
    with database.reading() as session:
        tables = inspect(session.connection()).get_table_names()
    if tables:
        raise Unavailable("这个文件不是考务台的数据文件，里面是别的程序的数据。请选择正确的文件。")


def _outdated(found: str) -> Outdated:
    return Outdated(
        "这份数据是更新版本的考务台建立的，本程序太旧，不能打开（以免损坏数据）。请升级本程序。",
        {"revision": found, "program": HEAD},
    )


def _scripts() -> Any:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(alembic_config())


def alembic_config() -> Any:
    """Alembic's configuration without a file: the scripts lie inside the package."""
    from alembic.config import Config

    from desktop_admin import models

    config = Config()
    config.set_main_option("script_location", str(Path(models.__file__).parent / "migrations"))
    return config


def _upgrade(database: Database) -> None:
    from alembic import command

    config = alembic_config()
    with database.upgrading() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if database.sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise Unavailable("升级数据时发现引用不完整，已放弃升级，数据没有改动。请联系管理员。")
