"""Which office this workstation opens: an address, from the command line, the environment or a small file.

Apart from connect.py, because the window shows where the data is before anything heavy is imported:
standard library only.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: Set for one run, for example in a shortcut.
ENVIRONMENT = "KAOWU_OFFICE"
FILE_NAME = "profile.toml"
DEFAULT_FILE = "office.sqlite3"


@dataclass(frozen=True)
class Whereabouts:
    """Where the data is, in a word for the status strip and a sentence for the door. Never a password."""

    words: str
    sentence: str


@dataclass(frozen=True)
class Profile:
    """The office's address, empty when the profile file could not be read: then ``problem`` says why.

    ``own`` is the program's own file in its own folder, which nobody named; with a ``problem`` it is the way
    out there is, empty where there is no such file.
    """

    office: str
    problem: str = ""
    own: str = ""

    def prepare(self) -> None:
        """Make the program's own folder, for nobody else to enter; a folder somebody named is never made.

        Raises OSError, Unavailable for a folder that is not there.
        """
        file = local_file(self.office)
        if file is None:
            return
        if self.office == self.own:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif not file.absolute().parent.is_dir():
            from desktop_admin.contract.errors import Unavailable

            raise Unavailable(
                f"没有这个文件夹：{file.absolute().parent}。什么都没有新建。"
                "请检查地址是否写对、U 盘或磁盘是否接好；确实要在那里新建，请先建好文件夹。"
            )


def load_profile(
    config: Path, data: Path, environment: Mapping[str, str], given: str | None = None
) -> Profile:
    """The address: ``given``, else the environment, else ``profile.toml`` in ``config``, else a file in ``data``.

    A profile file that cannot be read opens nothing by guess: its sentence says so.
    """
    default = f"sqlite:///{(data / DEFAULT_FILE).as_posix()}"
    chosen = given or environment.get(ENVIRONMENT, "")
    if chosen:
        return Profile(chosen)
    file = config / FILE_NAME
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Profile(default, own=default)
    except (OSError, UnicodeDecodeError) as error:
        return _unreadable(file, error, default)
    import tomllib  # only now: most workstations have no file, and the window waits for this function

    try:
        stored = tomllib.loads(text)
    except ValueError as error:
        return _unreadable(file, error, default)
    address = stored.get("office")
    if not isinstance(address, str) or not address:
        return _problem(
            f'连接设置 {file} 里没有写 office = "…"，不知道该打开哪个办公室，没有打开。'
            "请补上数据地址（不清楚请问管理员），再点“再试一次”。",
            default,
        )
    return Profile(address)


def _unreadable(file: Path, error: Exception, default: str) -> Profile:
    what = _what(error)
    return _problem(
        f"连接设置 {file} 读不出来（{what}），不知道该打开哪个办公室，没有打开。"
        "请改正或删除该文件（不清楚请问管理员），再点“再试一次”。",
        default,
    )


def _what(error: Exception) -> str:
    """Python's own words are English; what can be done about it is not in them."""
    if isinstance(error, IsADirectoryError):
        return "它是一个文件夹"
    if isinstance(error, PermissionError):
        return "没有权限"
    if isinstance(error, OSError):
        return "读取时出错"
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 编码的文字"
    place = re.search(r"line (\d+), column (\d+)", str(error))
    return f"第 {place[1]} 行第 {place[2]} 列写法不对" if place else "写法不对"


def _problem(words: str, default: str) -> Profile:
    file = local_file(default)
    return Profile("", words, default if file is not None and file.is_file() else "")


def local_file(address: str) -> Path | None:
    """The file of an ``sqlite:///`` address, None for any other."""
    prefix = "sqlite:///"
    return Path(address.removeprefix(prefix)) if address.startswith(prefix) else None


def place_of(address: str) -> Whereabouts:
    """本机文件, 共享库 or 服务器, with what may be shown of the address."""
    file = local_file(address)
    if file is not None:
        return Whereabouts("本机文件", f"数据在本机文件 {file}")
    from urllib.parse import urlsplit

    parts = urlsplit(address)
    where = parts.hostname or address.split("?")[0]
    if address.startswith(("http://", "https://")):
        return Whereabouts("服务器", f"数据在服务器 {where}")
    return Whereabouts("共享库", f"数据在共享数据库 {where}{parts.path}")
