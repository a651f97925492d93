"""Which office this workstation opens: an address, from the command line, the environment or a small file.

Apart from connect.py, because the window shows where the data is before anything heavy is imported:
standard library only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: Set for one run, for example in a shortcut.
ENVIRONMENT = "KAOWU_OFFICE"
FILE_NAME = "profile.toml"
DEFAULT_FILE = "office.sqlite3"


@dataclass(frozen=True)
class Place:
    """Where the data is, in a word for the status strip and a sentence for the door. Never a password."""

    words: str
    sentence: str


@dataclass(frozen=True)
class Profile:
    """The office's address. ``problem`` is a sentence when the profile file could not be read."""

    office: str
    problem: str = ""

    def prepare(self) -> None:
        """Make the folder of a local data file. Raises OSError."""
        file = local_file(self.office)
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)


def load_profile(
    config: Path, data: Path, environment: Mapping[str, str], given: str | None = None
) -> Profile:
    """The address: ``given``, else the environment, else ``profile.toml`` in ``config``, else a file in ``data``.

    A profile file that cannot be read opens nothing by guess: its sentence says so, and the default is used.
    """
    default = f"sqlite:///{(data / DEFAULT_FILE).as_posix()}"
    chosen = given or environment.get(ENVIRONMENT, "")
    if chosen:
        return Profile(chosen)
    file = config / FILE_NAME
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Profile(default)
    except (OSError, UnicodeDecodeError) as error:
        return Profile(default, _unreadable(file, error))
    import tomllib  # only now: most workstations have no file, and the window waits for this function

    try:
        stored = tomllib.loads(text)
    except ValueError as error:
        return Profile(default, _unreadable(file, error))
    address = stored.get("office")
    if not isinstance(address, str) or not address:
        return Profile(default, f'连接设置 {file} 里没有写 office = "…"，已改用本机文件。')
    return Profile(address)


def _unreadable(file: Path, error: Exception) -> str:
    return f"连接设置 {file} 读不出来（{error}），已改用本机文件。请修改或删除该文件后重新打开。"


def local_file(address: str) -> Path | None:
    """The file of an ``sqlite:///`` address, None for any other."""
    prefix = "sqlite:///"
    return Path(address.removeprefix(prefix)) if address.startswith(prefix) else None


def place_of(address: str) -> Place:
    """本机文件, 共享库 or 服务器, with what may be shown of the address."""
    file = local_file(address)
    if file is not None:
        return Place("本机文件", f"数据在本机文件 {file}")
    from urllib.parse import urlsplit

    parts = urlsplit(address)
    where = parts.hostname or address.split("?")[0]
    if address.startswith(("http://", "https://")):
        return Place("服务器", f"数据在服务器 {where}")
    return Place("共享库", f"数据在共享数据库 {where}{parts.path}")
