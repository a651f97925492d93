"""The program opens: without a word, on an empty profile, on a file that is not there; and its title says what it is."""

import argparse
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_admin.cli.parser import make_parser
from tests.window.conftest import Start
from tests.window.program import Program
from tests.window.xserver import XServer

pytestmark = pytest.mark.timeout(300)

PASSWORD = "build-2026-ok"


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parser and all below it. argparse has no public way down."""
    yield parser
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for below in action.choices.values():
                yield from _parsers(below)


def test_every_command_the_parser_names_is_there() -> None:
    entries = {
        run.entry for parser in _parsers(make_parser()) if (run := parser.get_default("run")) is not None
    }
    assert len(entries) > 10
    for module, function in sorted(entries):
        assert callable(getattr(importlib.import_module(module), function, None)), f"{module}.{function}"


def test_kaowu_without_a_word_opens_the_first_run(start: Start, screen: XServer) -> None:
    program = start(watched=False)
    program.until(screen.titles, "a window")
    assert list(screen.titles().values()) == ["考务台"]


@pytest.mark.parametrize("screen", [(1920, 1080), (1366, 768)], indirect=True, ids=["1920x1080", "1366x768"])
def test_the_first_window_fits_an_enlarged_screen(start: Start, screen: XServer, tmp_path: Path) -> None:
    program = start("--office", f"sqlite:///{tmp_path / 'new.sqlite3'}", scale=1.5)
    program.until(lambda: program.focused("FirstRunForm"), "the first run")
    [window] = program.windows()
    _, _, width, height = window.box
    assert width * 1.5 <= screen.size[0], window.box
    assert height * 1.5 <= screen.size[1], window.box


def test_an_office_that_is_not_there_yet_opens_the_first_run(start: Start, tmp_path: Path) -> None:
    program = start("--office", f"sqlite:///{tmp_path / 'new.sqlite3'}")
    program.until(lambda: program.focused("FirstRunForm"), "the first run")
    program.says("new.sqlite3")
    assert [one.title for one in program.windows()] == ["考务台"]


def test_settings_that_cannot_be_read_are_a_page_at_the_door(
    start: Start, home: Path, tmp_path: Path
) -> None:
    settings = home / "config" / "kaowu" / "profile.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("office = ", encoding="utf-8")
    program = start()
    program.says("没有打开", "profile.toml")
    assert not list((home / "data").rglob("*.sqlite3")), "something was founded by guess"
    settings.write_text(f'office = "sqlite:///{tmp_path / "mended.sqlite3"}"', encoding="utf-8")
    program.press("Return")  # the first way out has the keyboard
    program.until(lambda: program.focused("FirstRunForm"), "the office of the mended settings")
    program.says("mended.sqlite3")


def test_two_first_runs_at_once_found_one_office(other_home: Path, start: Start, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    both = [start("--office", address), start("--office", address, at=other_home)]
    for program in both:
        program.one("FirstRunForm")
    for program, name in zip(both, ("张建国", "李卫东"), strict=True):
        _set_up(program, name)
    both[1].says("已经建好")


def _set_up(program: Program, name: str) -> None:
    """The first run by keys; one person is administrator and chief. Until the sign-in is there."""
    program.server.focus(program.windows()[0].xid)
    program.until(lambda: program.focused("FirstRunForm"), "the form has the keyboard")
    program.fill(name, PASSWORD)
    program.type(PASSWORD)
    program.press("Tab", "space")
    program.says("兼任意味着")
    program.press("shift+Tab", "Return")
    program.one("SignInForm")
