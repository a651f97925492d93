"""From an address to an office: where the data is decides the kind, nothing else does."""

import socket
from collections.abc import Callable
from pathlib import Path

import psutil
from argon2 import PasswordHasher
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from desktop_admin.contract.errors import Invalid
from desktop_admin.contract.office import Office
from desktop_admin.office.clock import Clock
from desktop_admin.office.inspection import Inspector
from desktop_admin.office.sound import text_faults

_NETWORK_FILESYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smbfs", "smb3", "fuse.sshfs", "9p", "afpfs", "webdav"}
)


def connect(
    url: str,
    *,
    inspectors: Callable[[], Inspector],
    clock: Clock | None = None,
    hasher: PasswordHasher | None = None,
    via: str = "desk",
    workstation: str | None = None,
    found: bool = True,
    backups: bool = False,
) -> Office:
    """An office at ``url``: ``sqlite:///…``, ``postgresql+psycopg://…`` or ``http(s)://…``.

    ``inspectors`` makes the paper inspectors when the first file is put; ``found`` False makes no new
    office where there is none; with ``backups`` a database reached without a server gets its backups made by
    this program (a server makes its own).  Raises Invalid for an
    address that is none, or an SQLite file on a network share (X03); Unavailable and Outdated as
    they come.
    """
    station = socket.gethostname() if workstation is None else workstation
    if url.startswith(("http://", "https://")):
        from desktop_admin.office.http import HttpOffice

        return HttpOffice(url, workstation=station, via=via)
    address = _address(url)
    if address is not None and address.get_backend_name() == "sqlite":
        refuse_network_share(Path(address.database or ""))
    elif address is None:
        raise Invalid(
            "看不懂这个数据地址。本机文件写 sqlite:///路径，共享库写 postgresql+psycopg://…，服务器写 https://…。",
            {"faults": [{"field": "office", "code": "address", "message": "地址不对"}]},
        )
    from desktop_admin.office.direct import DirectOffice, House

    office = DirectOffice(
        House(
            address.render_as_string(hide_password=False),
            inspectors=inspectors,
            clock=clock,
            hasher=hasher,
            found=found,
        ),
        workstation=station,
        via=via,
    )
    if backups:
        office.keep_backups()
    return office


def database_address(url: str) -> URL:
    """The address of a database with the driver that is ours to choose. Raises Invalid."""
    address = _address(url)
    if address is None:
        raise Invalid("看不懂这个数据库地址，应写作 postgresql+psycopg://用户@主机/库名。")
    return address


def refuse_network_share(file: Path) -> None:
    """SQLite on a share loses data sooner or later: refuse with the reason and the way out (X03)."""
    shared = str(file.absolute()).startswith(("\\\\", "//"))
    if not shared:
        path = file.resolve()  # a link to a share is a share
        mounts = sorted(psutil.disk_partitions(all=True), key=lambda part: -len(part.mountpoint))
        home = next((part for part in mounts if _below(path, Path(part.mountpoint))), None)
        shared = home is not None and (
            home.fstype.lower() in _NETWORK_FILESYSTEMS or "remote" in home.opts.split(",")
        )
    if shared:
        raise Invalid(
            "数据文件放在网络共享文件夹上会损坏，不能这样打开。多人共用请改用共享数据库（PostgreSQL）或考务台服务器。",
            {"faults": [{"field": "office", "code": "network_share", "message": "网络共享文件夹"}]},
        )


def _address(url: str) -> URL | None:
    """The address of a database we can open, None for anything else (an SQLite address without a file too)."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number
        return None
    # A NUL ends a name early; half a character (a name in another encoding) is none that can be written down.
    if any(text_faults(url, "")) or any(text_faults(address.database or "", "")):
        return None
    match address.get_backend_name():
        case "sqlite":
            return address if address.database and address.database != ":memory:" else None
        case "postgresql":
            # The driver is ours to choose: an address copied from elsewhere says plain postgresql://.
            return address.set(drivername="postgresql+psycopg")
    return None


def _below(path: Path, parent: Path) -> bool:
    return path.is_relative_to(parent)
