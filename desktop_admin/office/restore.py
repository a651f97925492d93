"""Putting a backup back: into an empty place only, proven before and after, and finished in one step.

SQLite: built in a hidden folder beside the target and given its name last.  PostgreSQL: one transaction, which
commits only what was looked over inside it.  So an interrupted restore leaves nothing that looks like an office.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Connection, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desktop_admin.contract.errors import Invalid, NotFound, OfficeError, Unavailable
from desktop_admin.models.files import BlobRow
from desktop_admin.office.archive import Archive, Manifest, damaged, open_archive
from desktop_admin.office.backup import Progress
from desktop_admin.office.blobs import FolderBlobs
from desktop_admin.office.data_file import DataFile, papers_folder
from desktop_admin.office.database import Database
from desktop_admin.office.leftovers import held, sweep
from desktop_admin.office.plain_rows import from_plain, kinds_of, plain_table
from desktop_admin.office.profile import DEFAULT_FILE
from desktop_admin.office.schema import HEAD, alembic_config, known_revisions, mark, outdated
from desktop_admin.office.soundness import Soundness, look_over, look_over_within

_BATCH = 200
_ROOM = ".kaowu-restoring-"
_LEFT_BY_MIGRATIONS = "alembic_version"


@dataclass(frozen=True)
class Restored:
    """A finished restore: where it is, what it was, and what looking it over found."""

    place: str
    manifest: Manifest
    soundness: Soundness

    @property
    def sentence(self) -> str:
        """What happened, for the person."""
        made = self.manifest
        words = (
            f"已恢复到 {self.place}：{made.office or '（未命名）'}，备份于 {made.made_at[:19]}Z，"
            f"{sum(part.rows for part in made.tables)} 行记录、{len(made.papers)} 份资料，"
            f"日志头 {made.head}:{made.head_hash}。"
        )
        if made.revision != HEAD:
            words += f"数据表已从 {made.revision} 升级到 {HEAD}。"
        if made.missing:
            words += f"注意：做备份时就缺 {len(made.missing)} 份资料的文件。"
        return words


def restore(archive: Path, to: str, progress: Progress = lambda done, total: None) -> Restored:
    """Put ``archive`` into ``to``: a new file, an empty folder, or the address of an empty database.

    Raises OfficeError in words; then the place is as it was.
    """
    with open_archive(archive) as opened:
        if opened.manifest.revision not in known_revisions():
            raise outdated(opened.manifest.revision)
        if to.startswith("postgresql"):
            return _into_database(opened, archive.name, to, progress)
        return _into_file(opened, archive.name, Path(to.removeprefix("sqlite:///")), progress)


def _into_file(opened: Archive, name: str, place: Path, progress: Progress) -> Restored:
    target, as_folder = _empty_place(place.absolute())
    _enough_room(target.parent if target.parent.is_dir() else target.parent.parent, opened.manifest.size)
    with _disk_in_words(), _hidden_folder(target.parent.parent if as_folder else target.parent) as room:
        file = room / target.name
        database = Database(f"sqlite:///{file.as_posix()}", durable=False)
        try:
            assert database.data_file is not None
            database.data_file.found()
            blobs = FolderBlobs(papers_folder(file))
            _load(opened, name, database, lambda _connection: blobs, progress)
            mark(database)
            soundness = look_over(database, blobs)
            _refuse_unsound(name, soundness, opened.manifest)
        finally:
            database.close()
        _sync(file)
        _put_in_place(room, file, target, as_folder=as_folder)
    return Restored(f"sqlite:///{target.as_posix()}", opened.manifest, soundness)


def _into_database(opened: Archive, name: str, address: str, progress: Progress) -> Restored:
    from desktop_admin.office.connect import database_address

    database = Database(database_address(address))
    try:
        with database.reading() as session:
            if inspect(session.connection()).get_table_names():
                raise Invalid("这个数据库不是空的，没有恢复。请新建一个空的数据库（createdb）再恢复到那里。")
        found: list[Soundness] = []

        def prove(connection: Connection) -> None:
            with Session(connection) as session:
                found.append(look_over_within(session, _TableInside(connection)))
            _refuse_unsound(name, found[0], opened.manifest)

        _load(opened, name, database, _TableInside, progress, prove)
        return Restored(database.url.render_as_string(hide_password=True), opened.manifest, found[0])
    finally:
        database.close()


class _TableInside:
    """The table of blobs within the one transaction of a restore."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, sha256: str, data: bytes) -> None:
        """Keep the bytes."""
        self._connection.execute(insert(BlobRow), [{"sha256": sha256, "data": data}])

    def get(self, sha256: str) -> bytes:
        """The bytes; NotFound without."""
        data = self._connection.scalar(select(BlobRow.data).where(BlobRow.sha256 == sha256))
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            raise NotFound("这份资料的文件不在备份里。", {"sha256": sha256})
        return bytes(data)


def _load(
    opened: Archive,
    name: str,
    database: Database,
    store: Callable[[Connection], Any],
    progress: Progress,
    prove: Callable[[Connection], None] = lambda connection: None,
) -> None:
    """Tables as they were, then up to HEAD, in one transaction; references are checked at its end, and ``prove``
    may refuse what came out before it commits."""
    manifest = opened.manifest
    total = 2 * (len(manifest.tables) + len(manifest.papers))
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        progress(done, total)

    opened.check(step)
    config = alembic_config()
    try:
        with database.upgrading() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, manifest.revision)
            with _without_references(connection, database.sqlite):
                for part in manifest.tables:
                    columns = dict(kinds_of(connection, part.name)) if _known(connection, part.name) else {}
                    if not part.columns or not set(part.columns) <= set(columns.items()):
                        raise damaged(name, f"表 {part.name} 不是这一版的数据表")
                    table = plain_table(part.name, part.columns)
                    connection.execute(text(f'delete from "{part.name}"'))
                    for rows in _batches(opened.rows(part), _BATCH):
                        connection.execute(insert(table), [from_plain(part.columns, row) for row in rows])
                    step()
                kept = store(connection)
                for sha256, _size in manifest.papers:
                    kept.put(sha256, opened.paper(sha256))
                    step()
            if not database.sqlite:
                _count_on(connection)
            command.upgrade(config, "head")
            if database.sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise damaged(name, "表与表之间的引用不完整")
            prove(connection)
    except (IntegrityError, ValueError, TypeError) as error:
        raise damaged(name, "有的行与数据表不符") from error


@contextmanager
def _without_references(connection: Connection, sqlite: bool) -> Iterator[None]:
    """Rows come in any order. SQLite's are off while upgrading; PostgreSQL's are taken away and made again,
    which checks every row."""
    if sqlite:
        yield
        return
    held = connection.execute(
        text(
            "select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) from pg_constraint"
            " where contype = 'f' and connamespace = current_schema()::regnamespace"
        )
    ).all()
    for table, constraint, _definition in held:
        connection.execute(text(f"alter table {table} drop constraint {constraint}"))
    yield
    for table, constraint, definition in held:
        connection.execute(text(f"alter table {table} add constraint {constraint} {definition}"))


def _count_on(connection: Connection) -> None:
    """PostgreSQL's counters go on after the highest number that came back."""
    for table, column, counter in connection.execute(
        text(
            "select c.table_name, c.column_name, pg_get_serial_sequence(quote_ident(c.table_name), c.column_name)"
            " from information_schema.columns c where c.table_schema = current_schema()"
            " and pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) is not null"
        )
    ).all():
        connection.execute(
            text(f'select setval(:counter, coalesce((select max("{column}") from "{table}"), 0) + 1, false)'),
            {"counter": counter},
        )


def _known(connection: Connection, table: str) -> bool:
    return table != _LEFT_BY_MIGRATIONS and inspect(connection).has_table(table)


def _batches(rows: Iterator[list[Any]], size: int) -> Iterator[list[list[Any]]]:
    held: list[list[Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def _refuse_unsound(name: str, soundness: Soundness, manifest: Manifest) -> None:
    """What was whole when it was saved must be whole now; papers that were missing then may be missing still."""
    known = {one.sha256 for one in manifest.missing}
    if not soundness.proof.intact or set(soundness.bad_papers) - known:
        raise damaged(name, "；".join(soundness.faults).rstrip("。"))


def _empty_place(place: Path) -> tuple[Path, bool]:
    """The file to make, and whether its whole folder is made with it. Invalid for a place that holds anything."""
    if place.is_dir() or (not place.exists() and not place.suffix):
        if place.is_dir() and any(place.iterdir()):
            raise Invalid(f"文件夹 {place} 不是空的，没有恢复。请指定一个空文件夹或新的文件名。")
        if not place.parent.is_dir():
            raise Invalid(f"没有文件夹 {place.parent}。请先建好，或换一个位置。")
        return place / DEFAULT_FILE, True
    if not place.parent.is_dir():
        raise Invalid(f"没有文件夹 {place.parent}。请先建好，或换一个位置。")
    if place.exists() and (not place.is_file() or place.stat().st_size):
        raise Invalid(f"{place} 已经有内容，没有覆盖它。请指定新的文件名或空文件夹。")
    DataFile(place).refuse_neighbours()
    beside = [place.with_name(f"{place.name}{end}") for end in ("-wal", "-shm", "-journal")]
    papers = papers_folder(place)
    left = [path.name for path in beside if path.exists()]
    if papers.exists() and (not papers.is_dir() or any(papers.iterdir())):
        left.append(papers.name)
    if left:
        raise Invalid(
            f"{place.name} 旁边还有别的数据留下的 {'、'.join(left)}，会与恢复的数据混在一起，没有恢复。请换一个空文件夹。"
        )
    return place, False


def _enough_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if size * 1.5 > free:
        raise Unavailable(
            f"磁盘空间不够：恢复约需 {size * 1.5 / 1048576:.0f} MB，只有 {free / 1048576:.0f} MB。没有恢复任何内容。"
        )


@contextmanager
def _hidden_folder(parent: Path) -> Iterator[Path]:
    sweep(parent, f"{_ROOM}*")
    room = Path(tempfile.mkdtemp(prefix=_ROOM, dir=parent))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, room, ignore_errors=True)
        if os.name != "nt":
            handle = os.open(room, os.O_RDONLY)
            stack.callback(os.close, handle)
            stack.enter_context(held(handle))
        yield room


def _put_in_place(room: Path, file: Path, target: Path, *, as_folder: bool) -> None:
    """The name that makes it an office comes last."""
    if as_folder:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        target.parent.chmod(0o700)
    papers = papers_folder(file)
    if papers.is_dir():
        if papers_folder(target).is_dir():
            papers_folder(target).rmdir()
        papers.rename(papers_folder(target))
    file.replace(target)


def _sync(file: Path) -> None:
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


@contextmanager
def _disk_in_words() -> Iterator[None]:
    try:
        yield
    except OfficeError:
        raise
    except OSError as error:
        raise Unavailable(
            f"没有恢复：{error.strerror or error}。请检查磁盘空间和文件夹权限后重试；没有留下半份数据。"
        ) from error
