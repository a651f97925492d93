"""Everything the program can lay over its work, as data: what it is called in the source, and how a hand opens it.

Each desk's sheets stand in a file of their own in ``chapters/``. ``tests/views/test_every_sheet.py`` finds what is
missing there; ``test_sheets.py`` opens each on a real X server at three
sizes. One that no hand can open there says in ``elsewhere`` which test does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from tests.window import chapters

HOST, ADMINISTRATOR, SECOND = "王敏", "系统管理员", "李四"


@dataclass(frozen=True)
class Sheet:
    """One sheet. ``keys`` and ``button`` each open it from ``page`` (Ctrl and a digit) after ``first`` was pressed."""

    name: str
    shown: str
    """The class of the widget on screen."""
    source: tuple[str, ...]
    """Where it comes from: ``file:what``, as the finder names it."""
    page: str = ""
    keys: tuple[str, ...] = ()
    button: str = ""
    """Text or accessible name; with ``>`` the button of a sheet reached by the one before."""
    who: str = HOST
    first: tuple[str, ...] = ()
    again: int = 1
    """How many times Esc, until nothing is open any more."""
    menu: bool = False
    least: int = 0
    """Width of the window (pixels) below which it is not there: the tool bar leaves it out."""
    needs: tuple[str, ...] = ()
    """Class, and a part of the text, of what must be there and enabled before: what the key works on is loaded."""
    situation: str = ""
    """What must have come about besides: a name that the chapter's ``situations`` know. Alone, it opens the sheet."""
    elsewhere: str = ""


def read_chapters() -> Iterator[ModuleType]:
    """The files of ``chapters/`` by their ``ORDER``: the window first, then the desks as on the rail."""
    found = [import_module(f"{chapters.__name__}.{one.name}") for one in iter_modules(chapters.__path__)]
    return iter(sorted(found, key=lambda one: (one.ORDER, one.__name__)))


def all_sheets() -> tuple[Sheet, ...]:
    """Every sheet of every chapter, in order."""
    return tuple(sheet for chapter in read_chapters() for sheet in chapter.SHEETS)
