"""Opening transactions on SQLite and PostgreSQL, and saying in a sentence what went wrong.

Commands take the office first: ``BEGIN IMMEDIATE`` on SQLite, a lock on the one office row
on PostgreSQL.  Questions read one consistent snapshot.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DatabaseError, DataError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import QueuePool

from desktop_admin.contract.errors import Conflict, Invalid, Unavailable
from desktop_admin.office.data_file import DataFile

_WRITE = "kaowu_write"


class Database:
    """One engine with its two ways to begin. Thread-safe; ``close`` lets go of every connection.

    ``busy_seconds``: how long an SQLite file that another program holds is waited for.  ``durable``
    False does not wait for the disk: only for a demonstration, which is made anew after a power cut.
    """

    def __init__(self, url: str | URL, *, busy_seconds: float = 30, durable: bool = True) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        #: The SQLite file, None for a server.
        self.data_file = DataFile(Path(self.url.database or "")) if self.sqlite else None
        self.engine = (
            _sqlite_engine(self.url, self.data_file, busy_seconds, durable)
            if self.data_file is not None
            else create_engine(
                self.url,
                pool_size=8,
                max_overflow=24,
                pool_pre_ping=True,
                hide_parameters=True,
                connect_args={"connect_timeout": 10},
            )
        )
        if self.sqlite:
            self._reads = self.engine.execution_options()
            self._writes = self.engine.execution_options(**{_WRITE: True})
        else:
            self._reads = self.engine.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            self._writes = self.engine.execution_options()

    @property
    def file(self) -> Path | None:
        """The SQLite file, None for a server."""
        return None if self.data_file is None else self.data_file.path

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One snapshot; nothing written in it is kept."""
        self._still_there()
        with _in_words(), Session(self._reads, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that commits when the block ends well and leaves nothing when it does not.

        Up to the COMMIT every failure means: not done.  A connection lost at the COMMIT itself means that
        nobody here knows: Unavailable with ``unknown_outcome``, and whoever asked finds out by the id.
        """
        self._still_there()
        with _in_words(), Session(self._writes, expire_on_commit=False) as session:
            yield session
            session.flush()
            with _answer_to_commit():
                session.commit()

    @contextmanager
    def upgrading(self) -> Iterator[Connection]:
        """A transaction for a migration, with foreign keys off on SQLite.

        The pragma is a no-op inside a transaction, so it goes to the driver before the first one begins;
        with it on, Alembic's batch mode would delete the children of a parent table it remakes.
        """
        self._still_there()
        with _in_words(), self._writes.connect() as connection:
            driver: Any = connection.connection.dbapi_connection
            if self.sqlite:
                driver.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    yield connection
            finally:
                if self.sqlite:
                    driver.execute("PRAGMA foreign_keys=ON")

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()

    def _still_there(self) -> None:
        if self.data_file is not None:
            self.data_file.check()


def _sqlite_engine(url: URL, file: DataFile, busy_seconds: float, durable: bool) -> Engine:
    engine = create_engine(
        url,
        creator=lambda: file.connect(busy_seconds),
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=24,
        # Values never reach a log or a traceback: they are people's numbers (domain §6).
        hide_parameters=True,
    )

    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={int(busy_seconds * 1000)}",
            "journal_mode=WAL",
            f"synchronous={'FULL' if durable else 'OFF'}",
            "foreign_keys=ON",
            "cache_size=-16000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute("select count(*) from sqlite_master").fetchall()  # from now on it holds the log
        cursor.close()
        file.open_log.held(connection)

    def begin(connection: Any) -> None:
        write = connection.get_execution_options().get(_WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    def let_go(connection: Any, _record: Any) -> None:
        file.open_log.let_go(connection)

    event.listen(engine, "connect", prepare)
    event.listen(engine, "close", let_go)
    event.listen(engine, "detach", let_go)
    event.listen(engine, "begin", begin)
    return engine


@contextmanager
def _answer_to_commit() -> Iterator[None]:
    """Tell a COMMIT whose answer was lost from one that was refused (locked, full, a broken rule).

    A disk that fails while SQLite writes its log may have kept the commit or not, as a cut line may.
    """
    try:
        yield
    except DBAPIError as error:
        if not (error.connection_invalidated or "disk i/o" in str(error.orig).lower()):
            raise
        raise Unavailable(
            "保存时与数据库的连接中断，还不知道是否已经保存。恢复连接后请先核对，不要直接重做。",
            {"unknown_outcome": True},
        ) from error


@contextmanager
def _in_words() -> Iterator[None]:
    """Database failures a person can mend, as sentences; the rest stays what it is."""
    try:
        yield
    except StaleDataError as error:
        raise Conflict("同事刚刚改动了同一条记录，您的操作没有生效。请刷新后再试。") from error
    except OperationalError as error:
        raise Unavailable(_sentence(str(error.orig).lower())) from error
    except DataError as error:
        raise Invalid("有一项内容太长或格式不对，没有保存。请缩短后再试。") from error
    except IntegrityError:
        raise
    except DatabaseError as error:
        # SQLite says "file is not a database" and "malformed" with this plain class.
        said = str(error.orig).lower()
        if error.connection_invalidated:
            raise Unavailable("与数据库的连接断开了，操作没有完成。请检查网络后重试。") from error
        if any(sign in said for sign in ("malformed", "not a database", "read-only")):
            raise Unavailable(_sentence(said)) from error
        raise
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable("与数据库的连接断开了，操作没有完成。请检查网络后重试。") from error
        raise
    except PoolTimeout as error:
        raise Unavailable("同时进行的操作太多，这一个没有轮到。请稍后重试。") from error


def _sentence(text: str) -> str:
    for sign, sentence in (
        (
            "locked",
            "数据文件正被别的程序占用，等待后仍未放开，操作没有生效。请稍后重试，或关闭占用它的程序。",
        ),
        ("no space", "磁盘已满，操作没有保存。请清理磁盘空间后重试。"),
        ("is full", "磁盘已满，操作没有保存。请清理磁盘空间后重试。"),
        ("readonly", "数据文件是只读的，不能保存。请检查文件权限，或把它移到可以写入的文件夹。"),
        ("read-only", "数据文件是只读的，不能保存。请检查文件权限，或把它移到可以写入的文件夹。"),
        ("unable to open", "打不开数据文件。请检查路径是否存在、是否有权限读写。"),
        ("disk i/o", "读写磁盘时出错，操作没有保存。请检查磁盘后重试。"),
        ("malformed", "数据文件已损坏。请停止使用并从备份恢复。"),
        (
            "not a database",
            "这个文件不是考务台的数据文件，或已经损坏。请选择正确的文件；刚才还能用的，请停止使用并从备份恢复。",
        ),
        ("no such table", "数据文件里没有考务台的数据表。请选择正确的文件，或先运行 kaowu migrate。"),
        ("password", "数据库拒绝了用户名或密码。请检查连接设置。"),
        ("does not exist", "数据库服务器上没有这个数据库。请检查连接设置。"),
    ):
        if sign in text:
            return sentence
    return "现在连不上数据库，操作没有完成。请检查网络和数据库服务后重试。"
