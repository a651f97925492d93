"""Damaged, cut, crafted and newer archives: a sentence that names the fault, and nothing restored."""

import json
import random
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from desktop_admin.contract.errors import Invalid, Outdated
from desktop_admin.office import archive as container
from desktop_admin.office.restore import restore
from tests.contract.world import World
from tests.office.saving import saved

# -- damage ------------------------------------------------------------------------------------


def test_every_flipped_bit_and_every_cut_is_found(local: World, tmp_path: Path) -> None:
    made = saved(local, tmp_path / "a.kaowu-backup")
    whole = made.file.read_bytes()
    assert sha256(whole).hexdigest() == made.digest
    chance = random.Random(20261124)
    bent = tmp_path / "bent.kaowu-backup"
    places = [chance.randrange(len(whole)) for _ in range(60)] + [0, len(whole) - 1, len(whole) - 65]
    for place in places:
        data = bytearray(whole)
        data[place] ^= 1 << chance.randrange(8)
        bent.write_bytes(data)
        with pytest.raises(Invalid, match="没有恢复任何内容"):
            restore(bent, str(tmp_path / "nowhere"))
    for length in [0, 1, 64, *(chance.randrange(len(whole)) for _ in range(20))]:
        bent.write_bytes(whole[:length])
        with pytest.raises(Invalid, match="没有恢复任何内容"):
            restore(bent, str(tmp_path / "nowhere"))
    bent.write_bytes(whole + b"\0")
    with pytest.raises(Invalid, match="没有恢复任何内容"):
        restore(bent, str(tmp_path / "nowhere"))
    assert not (tmp_path / "nowhere").exists()
    assert not list(tmp_path.glob(".kaowu-restoring-*"))


def sealed(path: Path, parts: dict[str, bytes]) -> Path:
    """A file with a right seal and wrong contents, as somebody makes it who knows the format."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
        made.comment = container.SIGN + b"0" * 64
    data = path.read_bytes()[:-64]
    path.write_bytes(data + sha256(data).hexdigest().encode())
    return path


def parts_of(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def changed(parts: dict[str, bytes], **words: Any) -> dict[str, bytes]:
    manifest = json.loads(parts["manifest.json"]) | words
    return parts | {"manifest.json": json.dumps(manifest).encode()}


def _bomb(parts: dict[str, bytes]) -> dict[str, bytes]:
    body = b"\0" * 50_000_000
    manifest = json.loads(parts["manifest.json"])
    table = next(one for one in manifest["tables"] if one["name"] == "note")
    table |= {"size": len(body), "sha256": sha256(body).hexdigest(), "rows": 1}
    return changed(parts, tables=manifest["tables"]) | {"tables/note.jsonl": body}


def _row(table: str, row: Any) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        body = json.dumps(row).encode() + b"\n"
        manifest = json.loads(parts["manifest.json"])
        entry = next(one for one in manifest["tables"] if one["name"] == table)
        entry |= {"size": len(body), "sha256": sha256(body).hexdigest(), "rows": 1}
        return changed(parts, tables=manifest["tables"]) | {f"tables/{table}.jsonl": body}

    return change


CRAFTED: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "no manifest": lambda parts: {k: v for k, v in parts.items() if k != "manifest.json"},
    "not json": lambda parts: parts | {"manifest.json": b"[" * 100_000},
    "a list": lambda parts: parts | {"manifest.json": b"[]"},
    "escaping": lambda parts: parts | {"../../etc/kaowu": b"x"},
    "unlisted": lambda parts: parts | {"papers/" + "0" * 64: b"x"},
    "strange table": lambda parts: changed(parts, tables=[{"name": "../x"}]),
    "negative": lambda parts: changed(parts, head=-1),
    "bomb": _bomb,
    "short row": _row("staff", [1]),
    "wrong types": _row("office", ["1", "x", 0, 0, 0, "", "never"]),
    "a cut journal": lambda parts: _row("journal_detail", [1, "a", "b"])(parts),
}


@pytest.mark.parametrize("how", CRAFTED)
def test_a_crafted_archive_is_refused_in_words(local: World, tmp_path: Path, how: str) -> None:
    made = saved(local, tmp_path / "a.kaowu-backup")
    bad = sealed(tmp_path / "bad.kaowu-backup", CRAFTED[how](parts_of(made.file)))
    with pytest.raises(Invalid, match="没有恢复任何内容"):
        restore(bad, str(tmp_path / "nowhere"))
    assert not (tmp_path / "nowhere").exists()
    assert not list(tmp_path.glob(".kaowu-restoring-*"))


def test_a_newer_archive_is_refused(local: World, tmp_path: Path) -> None:
    parts = parts_of(saved(local, tmp_path / "a.kaowu-backup").file)
    for word in ({"format": 2}, {"revision": "9999"}):
        newer = sealed(tmp_path / "newer.kaowu-backup", changed(parts, **word))
        with pytest.raises(Outdated, match="请升级本程序"):
            restore(newer, str(tmp_path / "nowhere"))
    assert not (tmp_path / "nowhere").exists()
