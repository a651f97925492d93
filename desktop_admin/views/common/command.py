"""A page's commands as data: one row per thing a person can ask of a page, and what is told of it everywhere.

A desk writes its table once (``keys.py`` beside its page).  The shortcuts, the buttons of the bar, F1, Ctrl+K, the
context menus and the guard against a key held down are made of it (:mod:`commands`); nothing says a key twice.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_admin.contract.base import Request
from desktop_admin.views.common.page import KeyHelp, Place, Target

Subject = TypeVar("Subject")

#: Kinds of things a context menu can stand on.
ROW, PAPER = "row", "paper"

_SPOKEN = {"Space": "空格", "-": "−", "Up": "↑", "Down": "↓", "Return": "Enter"}


def _always(_subject: Any) -> str:
    return ""


@dataclass(frozen=True)
class Command(Generic[Subject]):
    """One thing that can be asked for. ``act`` does it to what the table belongs to (a page's acts, a tab, …).

    ``keys``: as Qt writes them (``Ctrl+Z``, ``Space``), the one that is shown first; none for what only pointers reach.
    ``words`` stand on buttons, in menus and in Ctrl+K; ``line`` in F1, where commands of one line share it.
    ``needs``: who may not ask all of these is told so. ``why_not`` gives the sentence why it cannot be done now.
    ``on`` makes it a switch in menus. ``menus``: on what its entry stands. ``button``: it has one in the bar.
    ``offered``: it needs nothing chosen, so Ctrl+K begins it. ``repeats``: a key held down goes on doing it.
    ``after``: more keys, which whoever has the keyboard may take first (Esc, arrows); the others work unless they
    would be written.
    """

    name: str
    words: str
    keys: tuple[str, ...]
    group: str
    act: Callable[[Subject], object]
    needs: tuple[type[Request[Any]], ...] = ()
    line: str = ""
    why_not: Callable[[Subject], str] = _always
    on: Callable[[Subject], bool] | None = None
    menus: tuple[str, ...] = ()
    button: bool = False
    offered: bool = False
    repeats: bool = False
    after: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key that is shown; empty for none."""
        return next(iter((*self.keys, *self.after)), "")


Table = Sequence[Command[Subject]]


def of_button(
    name: str,
    words: str,
    keys: tuple[str, ...],
    group: str,
    button: Callable[[Any], QAbstractButton],
    why: str,
    **more: Any,
) -> Command[Any]:
    """A command that a button of the subject does already: while that is hidden or asleep, ``why`` is the reason."""

    def why_not(subject: Any) -> str:
        wanted = button(subject)
        shown = wanted.isVisibleTo(subject) if isinstance(subject, QWidget) else not wanted.isHidden()
        return "" if shown and wanted.isEnabled() else why

    return Command(name, words, keys, group, lambda on: button(on).click(), why_not=why_not, **more)


def spoken(key: str) -> str:
    """A key as F1 shows it: ``Space`` → 空格, ``Shift+Space`` → Shift+空格."""
    *held, last = key.split("+") if not key.endswith("+") else (*key[:-1].split("+"), "+")
    return "+".join(filter(None, (*held, _SPOKEN.get(last, last))))


def hint_of(command: Command[Any]) -> str:
    """The key as it stands on a button or in a menu: ``Ctrl Z``; empty where there is none."""
    key = spoken(command.key)
    return key.replace("+", " ") if len(key) > 1 else key


def help_of(*tables: Table[Any], also: Iterable[KeyHelp] = ()) -> list[KeyHelp]:
    """The lines of F1, group by group in the order of the tables; ``also``: keys that are no commands (arrows)."""
    lines: dict[tuple[str, str], list[str]] = {}
    for one in (command for table in tables for command in table if command.key):
        lines.setdefault((one.group, one.line or one.words), []).append(spoken(one.key))
    found = [KeyHelp(_together(keys), words, group) for (group, words), keys in lines.items()]
    found += also
    groups = list(dict.fromkeys(line.group for line in found))
    return sorted(found, key=lambda line: groups.index(line.group))


def _together(keys: Sequence[str]) -> str:
    """Several keys of one line; digits that follow each other as ``1…4``, ``Alt 1…7``."""
    held = keys[0][:-1]
    digits = [key[-1] for key in keys if key[:-1] == held and key[-1].isdigit()]
    if len(digits) == len(keys) and len(keys) > (1 if held else 2):
        return f"{held.replace('+', ' ')}{digits[0]}…{digits[-1]}"
    return " ".join(keys)


def offers_of(
    table: Table[Any], target: Target | None = None, needs: tuple[type[Request[Any]], ...] = ()
) -> list[Place]:
    """What Ctrl+K begins of this table, at ``target`` of its page; ``needs`` of that place beside the command's own."""
    return [
        Place(one.words, target, (*needs, *one.needs), hint_of(one), one.name) for one in table if one.offered
    ]
