"""Making, checking and migrating the tables.

A desktop migrates its own SQLite file (after a backup), never a shared database; a file
newer than the program is refused, never half read (house §1).
"""

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import OfficeError, Outdated, Unavailable
from desktop_admin.models import Base
from desktop_admin.models.journal import JournalRow, OfficeRow
from desktop_admin.office.database import Database

#: The newest revision in models/migrations; a test holds it against Alembic's own head.
HEAD = "0018"


def revision(database: Database) -> str | None:
    """The revision of the tables, None where there are none yet."""
    with database.reading() as session:
        if not inspect(session.connection()).has_table("alembic_version"):
            return None
        found = session.scalar(text("select version_num from alembic_version"))
        return None if found is None else str(found)


def make_ready(database: Database, *, found: bool = True) -> None:
    """Make a fresh SQLite file's tables, migrate an older one, refuse a newer one.

    ``found`` False founds nothing: a file that is missing or empty is refused, as whoever came to look at
    an office did not come to make one.  Raises Outdated for a file this program is too old for, Unavailable
    for one that is none and for a shared database that has not been set up.
    """
    _look(database, found=found)
    _bring_to_head(database)
    with database.reading() as session:
        if session.execute(select(OfficeRow.id)).first() is None:
            raise no_office_row()
    mark(database)


def enter_here(database: Database) -> None:
    """For whoever came to look after an office that is there: nothing is founded, a damaged file is refused."""
    make_ready(database, found=False)
    refuse_damaged(database)


def look_and_find_revision(database: Database) -> str | None:
    """The revision of an office's tables, None where nothing is yet; another program's file is refused."""
    file = database.data_file
    if file is not None and not file.is_there():
        return None
    _look(database, found=False)
    return revision(database)


def mend_nothing(database: Database) -> None:
    """For a backup: an office of any revision this program knows, which stays as it is. Raises as make_ready."""
    _look(database, found=False)
    known = revision(database)
    if known is None:
        raise Unavailable("数据库里还没有考务台的数据表，没有可以备份的内容。")
    if known not in known_revisions():
        raise outdated(known)
    with database.reading() as session:
        if session.scalar(text("select count(*) from office")) == 0:
            raise no_office_row()


def refuse_damaged(database: Database) -> None:
    """Raise Unavailable when pages of an SQLite file contradict each other (a whole read of the file)."""
    if database.sqlite:
        with database.reading() as session:
            said = str(session.scalar(text("PRAGMA quick_check(1)")))
        if said != "ok":
            raise Unavailable("数据文件已损坏。请停止使用并从备份恢复。", {"said": said[:200]})


def no_office_row() -> OfficeError:
    """What to say of tables without the one row every command takes."""
    return Unavailable("数据里没有单位记录（office 表是空的），不能使用。请从备份恢复（kaowu restore）。")


def _look(database: Database, *, found: bool) -> None:
    """Before the first connection, which would change even another program's file."""
    file = database.data_file
    if file is None:
        return
    if found:
        file.found()
    file.look(fresh=found)
    file.refuse_stray_log()
    file.keep_private()


def mark(database: Database) -> None:
    """Give an SQLite office a number of its own in the file's header, by which a strange log is known."""
    if not database.sqlite:
        return
    with database.reading() as session:
        if session.scalar(text("PRAGMA user_version")):
            return
    with suppress(Unavailable):  # a read-only file stays without
        with database.writing() as session:
            session.execute(text(f"PRAGMA user_version = {secrets.randbelow(2**31 - 1) + 1}"))
        with database.engine.connect() as connection:
            driver: Any = connection.connection.dbapi_connection
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _bring_to_head(database: Database) -> None:
    found = revision(database)
    if found == HEAD:
        return
    if not database.sqlite:
        if found is None:
            raise Unavailable("共享数据库里还没有考务台的数据表。请管理员运行一次 kaowu migrate。")
        raise (
            outdated(found)
            if found not in known_revisions()
            else Unavailable("共享数据库是旧版本的。请管理员备份后运行 kaowu migrate。", {"revision": found})
        )
    if found is None:
        _refuse_foreign(database)
    else:
        if found not in known_revisions():
            raise outdated(found)
        backup(database, found)
    migrate(database)


def migrate(database: Database) -> None:
    """Bring the tables to HEAD and make the one office row. Foreign keys are off meanwhile on SQLite,
    because Alembic's batch mode drops and remakes parent tables; they are checked afterwards."""
    _look(database, found=True)
    known = revision(database)
    if known is None:
        with database.writing() as session:
            connection = session.connection()
            if inspect(connection).has_table("alembic_version"):
                return
            Base.metadata.create_all(connection)
            connection.execute(
                text("create table alembic_version (version_num varchar(32) primary key not null)")
            )
            connection.execute(text("insert into alembic_version values (:head)"), {"head": HEAD})
            _office_row(session)
        return
    if known not in known_revisions():
        raise outdated(known)
    if known != HEAD:
        _upgrade(database)
    with database.writing() as session:
        if session.execute(select(OfficeRow.id)).first() is None:
            if session.execute(select(JournalRow.number).limit(1)).first() is not None:
                raise no_office_row()
            _office_row(session)


def _office_row(session: Session) -> None:
    session.add(OfficeRow(id=1, name="", head=0, head_hash="", last_at=datetime(2000, 1, 1, tzinfo=UTC)))


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
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except (sqlite3.Error, OSError) as error:
        target.unlink(missing_ok=True)
        raise Unavailable("升级前的备份没有做成，数据没有改动。请检查磁盘空间和文件夹权限后重试。") from error
    return target


def _refuse_foreign(database: Database) -> None:
    """Another program's file must not be filled with our tables."""
    with database.reading() as session:
        tables = inspect(session.connection()).get_table_names()
    if tables:
        raise Unavailable("这个文件不是考务台的数据文件，里面是别的程序的数据。请选择正确的文件。")


def outdated(found: str) -> Outdated:
    """What to say of a revision this program does not know."""
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
