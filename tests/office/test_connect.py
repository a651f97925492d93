"""From an address to an office, and what is refused on the way (X03)."""

from collections import namedtuple
from pathlib import Path

import pytest

from desktop_admin.contract.errors import Invalid, Unavailable
from desktop_admin.contract.founding import OfficeFacts
from desktop_admin.office import connect as connecting
from desktop_admin.office.connect import connect, refuse_network_share
from desktop_admin.office.http import HttpOffice

Part = namedtuple("Part", "device mountpoint fstype opts")


def nobody() -> object:
    raise AssertionError("no inspector is needed")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "office.sqlite3",
        "mysql://x/y",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:x",
        "ftp://x",
        "postgresql",
        "postgresql://a:b",
        "sqlite:///a%00b",
        "sqlite:///a\0b",
        "sqlite:////srv/\udcc4.sqlite3",
    ],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(Invalid, match="看不懂这个数据地址"):
        connect(address, inspectors=nobody)  # type: ignore[arg-type]


def test_a_local_file_and_a_server(tmp_path: Path) -> None:
    office = connect(f"sqlite:///{tmp_path / 'office.sqlite3'}", inspectors=nobody)  # type: ignore[arg-type]
    assert not office.run(OfficeFacts()).set_up
    office.close()
    assert isinstance(connect("https://kaowu.example", inspectors=nobody), HttpOffice)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fstype", "opts", "refused"),
    [
        ("cifs", "rw", True),
        ("NFS4", "rw", True),
        ("fuse.sshfs", "rw", True),
        ("ntfs", "rw,remote", True),
        ("ext4", "rw,errors=remount-ro", False),
        ("overlay", "rw,lowerdir=/var/remote/x", False),
    ],
)
def test_network_shares_are_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fstype: str, opts: str, refused: bool
) -> None:
    parts = [Part("d", "/", "ext4", "rw"), Part("s", str(tmp_path), fstype, opts)]
    monkeypatch.setattr(connecting.psutil, "disk_partitions", lambda all: parts)
    if not refused:
        refuse_network_share(tmp_path / "office.sqlite3")
        return
    with pytest.raises(Invalid, match="PostgreSQL") as error:
        connect(f"sqlite:///{tmp_path / 'office.sqlite3'}", inspectors=nobody)  # type: ignore[arg-type]
    assert error.value.details["faults"][0]["code"] == "network_share"
    assert not (tmp_path / "office.sqlite3").exists()


def test_a_link_to_a_share_is_a_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "link").symlink_to(share)
    parts = [Part("d", "/", "ext4", "rw"), Part("s", str(share), "cifs", "rw")]
    monkeypatch.setattr(connecting.psutil, "disk_partitions", lambda all: parts)
    with pytest.raises(Invalid):
        refuse_network_share(tmp_path / "link" / "office.sqlite3")
    with pytest.raises(Invalid):
        refuse_network_share(Path("//server/share/office.sqlite3"))


def test_an_ordinary_postgres_address_gets_our_driver() -> None:
    with pytest.raises(Unavailable):
        connect("postgresql://kaowu@127.0.0.1:1/none", inspectors=nobody)  # type: ignore[arg-type]
