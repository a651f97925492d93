"""The resources are whole, and found from a checkout, a wheel and the built program alike."""

import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QRawFont
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from resources.paths import resource
from tests.source import ROOT

ICONS = sorted(resource("icons").glob("*.svg"))
RARE = "䶮㛃𬭸·龑翟"


@pytest.mark.parametrize("name", ["Regular", "Bold"])
def test_font_has_rare_names(qapp: QApplication, name: str) -> None:
    font = QRawFont(str(resource(f"fonts/NotoSansSC-{name}.ttf")), 12)
    assert font.isValid()
    assert [character for character in RARE if not font.supportsCharacter(ord(character))] == []


def test_font_is_truetype() -> None:
    """reportlab cannot embed CFF outlines."""
    for name in ("Regular", "Bold"):
        data = resource(f"fonts/NotoSansSC-{name}.ttf").read_bytes()
        assert data[:4] == b"\x00\x01\x00\x00"
        assert b"glyf" in data[:512]
        assert len(data) < 12 * 2**20


def test_icons_draw_and_take_a_colour(qapp: QApplication) -> None:
    assert len(ICONS) >= 60
    for icon in ICONS:
        text = icon.read_text(encoding="utf-8")
        assert QSvgRenderer(QByteArray(text.encode())).isValid(), icon.name
        root = ElementTree.fromstring(text)
        assert root.get("viewBox") == "0 0 24 24", icon.name
        assert root.get("stroke") == "currentColor", icon.name


def test_licences_lie_beside_what_they_cover() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts/OFL.txt").read_text(encoding="utf-8").upper()
    assert "ISC License" in resource("icons/LICENSE.txt").read_text(encoding="utf-8")
    notes = resource("THIRD_PARTY.md").read_text(encoding="utf-8")
    assert "fonts/OFL.txt" in notes
    assert "icons/LICENSE.txt" in notes


def test_missing_resource_is_said() -> None:
    with pytest.raises(FileNotFoundError, match=r"缺少 icons/nothing\.svg"):
        resource("icons/nothing.svg")


def test_built_program_looks_in_its_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources" / "icons").mkdir(parents=True)
    (tmp_path / "resources" / "icons" / "x.svg").touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("icons/x.svg") == tmp_path / "resources" / "icons" / "x.svg"


@pytest.mark.slow
def test_wheel_holds_every_resource(tmp_path: Path) -> None:
    """What `pip install` of this project brings: all resources and the migrations."""
    import shutil
    import subprocess

    source = tmp_path / "source"
    source.mkdir()
    for name in ("desktop_admin", "resources"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    options = ["--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", str(tmp_path), str(source)]
    done = subprocess.run([*pip, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for folder in ("desktop_admin", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= packed, sorted(wanted - packed)
