"""The backup file: a zip with a manifest, a SHA-256 of every part, and one of the whole in its last 64 bytes.

``tables/NAME.jsonl``: one row a line, values typed by the manifest, the same from either kind of database, so
that an office can move between them.  ``papers/SHA256``: the bytes.  The sum at the end covers every other byte
of the file (a zip alone does not notice a flipped bit in its own headers).  It proves damage, not intent: against
somebody who makes a file anew stand the journal's chain and the head and sum that were journalled.
"""

import hashlib
import json
import os
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from desktop_admin.contract.errors import Invalid, Outdated, Unavailable
from desktop_admin.office.leftovers import held, sweep
from desktop_admin.rules.purposes import LARGEST_FILE

FORMAT = 1
SIGN = b"kaowu-backup sha256 "
_HEX = 64
_MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 256 * 1024 * 1024
#: A row is a person's record or a paper's text; longer than this it is none of ours.
_LONGEST_LINE = 32 * 1024 * 1024
_CHUNK = 1024 * 1024
_PART_PREFIX, _PART_SUFFIX = ".kaowu-backup-", ".part"
KINDS = ("int", "float", "text", "bool", "instant", "date", "bytes")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_SHA = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class TablePart:
    """One table: its columns with their kinds, its rows, and the part that holds them."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True)
class MissingPaper:
    """A paper a record names whose bytes were gone or damaged when the backup was made."""

    sha256: str
    submission_id: int
    slot: str


@dataclass(frozen=True)
class Manifest:
    """What an archive holds. ``papers`` is (SHA-256, size); ``made_at`` ISO, UTC; ``head`` of the journal."""

    program: str
    revision: str
    made_at: str
    office: str
    backend: str
    head: int
    head_hash: str
    tables: tuple[TablePart, ...]
    papers: tuple[tuple[str, int], ...]
    missing: tuple[MissingPaper, ...]

    @property
    def size(self) -> int:
        """Bytes of everything, unpacked."""
        return sum(part.size for part in self.tables) + sum(size for _sha, size in self.papers)


class ArchiveWriter:
    """Writes into a temporary file beside ``target``; only :meth:`finish` gives it its name. Raises OSError."""

    def __init__(self, target: Path) -> None:
        self._target = target
        handle, name = tempfile.mkstemp(  # mkstemp: 0600 whatever the umask
            dir=target.parent, prefix=_PART_PREFIX, suffix=_PART_SUFFIX
        )
        self._temporary = Path(name)
        self._file = os.fdopen(handle, "w+b")
        self._held = ExitStack()
        self._held.enter_context(held(handle))
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def table(self, name: str, columns: tuple[tuple[str, str], ...], rows: Iterable[list[Any]]) -> TablePart:
        """Write the rows (plain JSON values) as they come."""
        digest, size, count = hashlib.sha256(), 0, 0
        with self._zip.open(zipfile.ZipInfo(f"tables/{name}.jsonl"), "w", force_zip64=True) as part:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                digest.update(line)
                part.write(line)
                size, count = size + len(line), count + 1
        return TablePart(name, columns, count, size, digest.hexdigest())

    def paper(self, sha256: str, data: bytes) -> None:
        """Write one paper; it is packed already, more or less."""
        self._zip.writestr(zipfile.ZipInfo(f"papers/{sha256}"), data, zipfile.ZIP_STORED)

    def finish(self, manifest: Manifest, step: Any = lambda: None) -> tuple[int, str]:
        """Seal, read back, put in place: size and SHA-256 of the file. An existing target is never replaced.

        ``step`` is called for every part that was read back, and may raise to stop.
        """
        body = json.dumps({"format": FORMAT, **asdict(manifest)}, ensure_ascii=False)
        self._zip.writestr(zipfile.ZipInfo(_MANIFEST), body.encode(), zipfile.ZIP_DEFLATED)
        self._zip.comment = SIGN + b"0" * _HEX
        self._zip.close()
        stream = self._file
        size = stream.seek(0, os.SEEK_END)
        seal = _sum(stream, size - _HEX)
        stream.seek(size - _HEX)
        stream.write(seal.encode())
        stream.flush()
        os.fsync(stream.fileno())
        with open_archive(self._temporary) as written:
            written.check(step)
        whole = _sum(stream, size)
        if os.name == "nt":
            stream.close()  # Windows renames no open file
        _name_finally(self._temporary, self._target)
        self._held.close()
        stream.close()
        return size, whole

    def discard(self) -> None:
        """Leave nothing."""
        with suppress(OSError, ValueError):
            self._zip.close()
        self._held.close()
        with suppress(OSError):
            self._file.close()
        self._temporary.unlink(missing_ok=True)


def sweep_parts(folder: Path) -> list[Path]:
    """Remove what a killed backup left in ``folder``; what another program is writing now stays."""
    return sweep(folder, f"{_PART_PREFIX}*{_PART_SUFFIX}")


class Archive:
    """An opened archive whose seal is right; see :func:`open_archive`."""

    def __init__(self, name: str, opened: zipfile.ZipFile) -> None:
        self._name, self._zip = name, opened
        self.manifest = self._read_manifest()

    def check(self, step: Any = lambda: None) -> None:
        """Read everything once and compare it with the manifest. Raises Invalid naming the part."""
        for table in self.manifest.tables:
            count = sum(1 for _row in self.rows(table))
            if count != table.rows:
                raise self._damaged(f"表 {table.name} 应有 {table.rows} 行，只有 {count} 行")
            step()
        for sha256, _size in self.manifest.papers:
            self.paper(sha256)
            step()

    def rows(self, table: TablePart) -> Iterator[list[Any]]:
        """The rows of a table, checked against its sum when the last has come."""
        digest, left = hashlib.sha256(), table.size
        with self._part(f"tables/{table.name}.jsonl") as part:
            while line := part.readline(min(left, _LONGEST_LINE) + 1):
                left -= len(line)
                if left < 0 or not line.endswith(b"\n"):
                    raise self._damaged(f"表 {table.name} 的内容与清单不符")
                digest.update(line)
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError):
                    raise self._damaged(f"表 {table.name} 有一行读不懂") from None
                if not isinstance(row, list) or len(row) != len(table.columns):
                    raise self._damaged(f"表 {table.name} 有一行的列数不对")
                yield row
        if left or digest.hexdigest() != table.sha256:
            raise self._damaged(f"表 {table.name} 的内容与清单不符")

    def paper(self, sha256: str) -> bytes:
        """The bytes of a paper, proven."""
        with self._part(f"papers/{sha256}") as part:
            data = part.read(LARGEST_FILE + 1)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise self._damaged(f"资料 {sha256[:12]} 的内容与它的指纹不符")
        return data

    def _read_manifest(self) -> Manifest:
        names = self._zip.namelist()
        try:
            if self._zip.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
                raise self._damaged("清单大得离谱")
            with self._part(_MANIFEST) as part:
                body = json.loads(part.read(_LARGEST_MANIFEST))
            if body["format"] != FORMAT:
                raise Outdated("这份备份是更新版本的考务台做的，本程序不能恢复。请升级本程序。")
            manifest = _manifest(body)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            raise self._damaged("清单读不懂") from None
        listed = [f"tables/{part.name}.jsonl" for part in manifest.tables]
        listed += [f"papers/{sha256}" for sha256, _size in manifest.papers]
        if sorted(names) != sorted([*listed, _MANIFEST]):
            raise self._damaged("里面的文件与清单不符")
        return manifest

    @contextmanager
    def _part(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with self._zip.open(name) as part:
                yield part
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
            raise self._damaged(f"{name} 解不开") from error

    def _damaged(self, what: str) -> Invalid:
        return damaged(self._name, what)


def damaged(name: str, what: str) -> Invalid:
    """What to say of an archive that cannot be trusted; nothing has been restored."""
    return Invalid(
        f"备份文件 {name} 已损坏：{what}。没有恢复任何内容，请换另一份备份。",
        {"faults": [{"field": "file", "code": "damaged", "message": what}]},
    )


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a backup whose seal is right. Invalid for a damaged, cut or foreign file, before anything is unpacked."""
    name = path.name.removeprefix(".")
    try:
        if not path.is_file():
            raise Invalid(f"没有这个备份文件：{path}。请检查路径。")
        with path.open("rb") as stream:
            _check_seal(stream, name)
            try:
                opened = zipfile.ZipFile(stream)
            except (zipfile.BadZipFile, ValueError, OverflowError) as error:
                raise damaged(name, "不是完整的归档") from error
            with opened:
                yield Archive(name, opened)
    except OSError as error:
        raise Unavailable(f"读不到备份文件 {name}：{error.strerror or error}。请检查磁盘和权限。") from error


def _check_seal(stream: IO[bytes], name: str) -> None:
    size = stream.seek(0, os.SEEK_END)
    tail = len(SIGN) + _HEX
    stream.seek(max(0, size - tail))
    end = stream.read(tail)
    if not end.startswith(SIGN):
        raise Invalid(
            f"{name} 不是考务台的备份，或者没有写完（被截断）。没有恢复任何内容，请选择正确的备份文件。",
            {"faults": [{"field": "file", "code": "foreign", "message": "不是备份"}]},
        )
    if _sum(stream, size - _HEX).encode() != end[-_HEX:]:
        raise damaged(name, "校验和不符，文件在存放或复制中变了")
    stream.seek(0)


def _sum(stream: IO[bytes], length: int) -> str:
    digest = hashlib.sha256()
    stream.seek(0)
    while length > 0 and (chunk := stream.read(min(_CHUNK, length))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.hexdigest()


def _name_finally(temporary: Path, target: Path) -> None:
    """Rename without ever replacing a file; the folder is synced, so that a power cut keeps the name."""
    try:
        os.link(temporary, target)
        temporary.unlink()
    except FileExistsError:
        raise
    except OSError:  # a stick's file system has no links
        if target.exists():
            raise FileExistsError(17, "File exists", str(target)) from None
        temporary.rename(target)
    if os.name != "nt":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _manifest(body: dict[str, Any]) -> Manifest:
    tables = tuple(
        TablePart(
            _text(one["name"], _NAME),
            tuple((_text(column, _NAME), str(kind)) for column, kind in one["columns"]),
            _count(one["rows"]),
            _count(one["size"]),
            _text(one["sha256"], _SHA),
        )
        for one in body["tables"]
    )
    if any(kind not in KINDS for table in tables for _column, kind in table.columns):
        raise ValueError("an unknown kind of column")
    papers = tuple((_text(sha256, _SHA), _count(size)) for sha256, size in body["papers"])
    if any(size > LARGEST_FILE for _sha, size in papers):
        raise ValueError("a paper larger than any")
    missing = tuple(
        MissingPaper(_text(one["sha256"], _SHA), _count(one["submission_id"]), str(one["slot"]))
        for one in body["missing"]
    )
    words = {key: str(body[key]) for key in ("program", "revision", "made_at", "office", "backend")}
    head_hash = str(body["head_hash"])
    return Manifest(
        **words, head=_count(body["head"]), head_hash=head_hash, tables=tables, papers=papers, missing=missing
    )


def _text(value: Any, shape: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise ValueError("not a name of ours")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError("not a count")
    return value
