"""``kaowu tour``: the whole route with its checks, in a process of its own; and what it says when it cannot go on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from desktop_admin.tour.handbook import PICTURES, take
from tests.source import ROOT

#: Enough people for every situation of the demonstration and some sound dossiers besides.
PEOPLE = "200"


def tour(folder: Path, people: str) -> subprocess.CompletedProcess[str]:
    """The command as a person types it on a machine without a display."""
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    words = ["tour", "--folder", str(folder), "--people", people]
    return subprocess.run(
        [sys.executable, "-m", "desktop_admin", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=400,
    )


@pytest.mark.slow
@pytest.mark.timeout(420)
def test_the_whole_route_with_its_pictures_and_the_handbooks(tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    done = tour(folder, PEOPLE)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
    pictures = sorted(folder.glob("*.png"))
    assert f"{len(pictures)} 张图片" in done.stdout
    assert [int(path.name[:2]) for path in pictures] == list(range(1, len(pictures) + 1))
    sizes = set()
    for path in pictures:
        with Image.open(path) as picture:
            sizes.add(picture.size)
            assert len(picture.convert("RGB").getcolors(2**24) or ()) > 20, f"{path.name} is blank"
    assert sizes == {(1366, 768), (1920, 1080)}
    written = take(folder, tmp_path / "pictures")
    assert [path.stem for path in written] == list(PICTURES)


@pytest.mark.slow
def test_a_route_that_cannot_be_walked_names_the_stop(tmp_path: Path) -> None:
    done = tour(tmp_path, "10")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("没有走完。")
    assert len(done.stderr.splitlines()) == 1
    assert "请用更多的学员" in done.stderr


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="首次设置"):
        take(tmp_path, tmp_path / "pictures")


def test_the_pictures_of_the_documents_are_there_and_small() -> None:
    folder = ROOT / "docs" / "pictures"
    assert {path.stem for path in folder.glob("*.png")} == set(PICTURES)
    assert all(path.stat().st_size < 250 * 1024 for path in folder.glob("*.png"))
    named = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "README.md", *(ROOT / "docs" / "handbook").glob("*.md"))
    )
    for path in folder.glob("*.png"):
        assert f"pictures/{path.name})" in named, f"{path.name} is shown nowhere"


def test_a_warning_of_qt_is_heard_and_not_printed() -> None:
    """In a process of its own: pytest listens to Qt as well."""
    words = (
        "from PySide6.QtCore import qWarning\n"
        "from desktop_admin.tour.qt_words import heard\n"
        "with heard() as said:\n"
        "    qWarning('something is wrong')\n"
        "    qWarning('This plugin does not support raise()')\n"
        "print(said)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=100,
    )
    assert (done.stdout, done.stderr) == ("['something is wrong']\n", "")
