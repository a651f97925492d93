"""Whose a folder of papers is: two data files in one folder must not share one (decision 0042).

``office.sqlite3`` and ``office.db`` would both keep theirs in ``office.papers``, and when one of them tidies up it removes
what the other has promised to keep. So the folder holds the name of its data file. A data file that was given
another name takes its papers along; one whose papers belong to another that is there is not opened.
"""

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from desktop_admin.contract.errors import Unavailable
from desktop_admin.rules.visible import visible

_MARK: Final = ".belongs-to"
_SQLITES_OWN: Final = ("-wal", "-shm", "-journal")
_LONGEST: Final = 1024
#: What lies in a folder of papers: their first two digits, half-written ones, the mark.
_PAPERS: Final = re.compile(rf"[0-9a-f]{{2}}|\.new|{re.escape(_MARK)}.*")


def claim(file: Path, folder: Path) -> None:
    """``folder``, where it is there, holds the papers of ``file`` from now on. Raises Unavailable: another's.

    One that cannot be written stays without a mark: nobody removes anything from it either.
    """
    if not folder.is_dir():
        return
    refuse_strange(folder)
    with suppress(OSError):
        if _named(folder) == file.name:
            return
        refuse_foreign(file, folder)
        if _named(folder):
            _write_anew(folder, file.name)
            return
        try:
            with os.fdopen(
                os.open(folder / _MARK, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
            ) as mark:
                mark.write(file.name)
        except FileExistsError:  # somebody else in this very moment
            refuse_foreign(file, folder)


def refuse_strange(folder: Path) -> None:
    """Raise where the folder is a link to one that holds anything but papers.

    Papers on another disk are a link, and theirs. A link to anything else would be given a mark, and closed to everybody
    but its owner: to /etc by a server of root's, that shuts a whole machine.
    """
    if os.path.normcase(folder.resolve()) == os.path.normcase(folder.parent.resolve() / folder.name):
        return
    with suppress(OSError):
        strange = next((one.name for one in folder.iterdir() if not _PAPERS.fullmatch(one.name)), None)
        if strange is not None:
            raise Unavailable(
                f"资料文件夹 {folder.name} 是一个链接，它指向的 {folder.resolve()} 里有别的文件（例如 {visible(strange)}）。"
                "没有打开，什么都没有动。请让链接指向只放资料的文件夹，或删掉这个链接。"
            )


def refuse_foreign(file: Path, folder: Path) -> None:
    """Raise where the papers belong to another data file that is still beside this one."""
    named = _named(folder)
    other = file.with_name(named) if named else file
    if named and other.is_file() and other.stat().st_size and not _same(file, other):
        raise Unavailable(
            f"资料文件夹 {folder.name} 属于同一文件夹里的 {named}。{file.name} 若也用它，一边清理时会删掉另一边的资料。"
            f"没有打开，什么都没有动。请把 {file.name} 移到另一个文件夹，把 {folder.name} 复制一份到它旁边，再打开。",
            {"papers_of": named},
        )


def neighbours(file: Path) -> list[Path]:
    """Files beside it that would keep their papers in the same folder, if they are data files."""
    with suppress(OSError):
        return sorted(
            one
            for one in file.parent.iterdir()
            if one.stem == file.stem
            and not one.name.endswith(_SQLITES_OWN)
            and one.is_file()
            and one.stat().st_size
            and not _same(file, one)
        )
    return []


def shared(file: Path, other: Path, folder: Path) -> Unavailable:
    """What to say where a new data file would share its papers."""
    return Unavailable(
        f"同一文件夹里已有数据文件 {other.name}，{file.name} 会与它共用资料文件夹 {folder.name}，一边清理时会删掉另一边的资料。"
        "没有新建，什么都没有动。请换一个文件夹，或换一个名字（只换扩展名不够）。",
        {"papers_of": other.name},
    )


def _named(folder: Path) -> str:
    """The name in the mark; '' where there is none that could be one."""
    with suppress(OSError, UnicodeDecodeError):
        with (folder / _MARK).open(encoding="utf-8") as mark:
            name = mark.read(_LONGEST)
        return name if name == Path(name).name else ""
    return ""


def _write_anew(folder: Path, name: str) -> None:
    handle, made = tempfile.mkstemp(dir=folder, prefix=_MARK)
    with os.fdopen(handle, "w", encoding="utf-8") as mark:
        mark.write(name)
    Path(made).replace(folder / _MARK)


def _same(file: Path, other: Path) -> bool:
    try:
        return file.samefile(other)
    except OSError:
        return file.name == other.name
