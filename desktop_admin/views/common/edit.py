"""Editing a record with others about: what was typed stays, what others changed is taken over, clashes are asked (X01)."""

import dataclasses
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from desktop_admin.contract.base import Command, Receipt
from desktop_admin.contract.errors import OfficeError
from desktop_admin.views.common.conflict import ConflictSheet, clashes_of, settle
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.fields import FieldForm

Form = TypeVar("Form")

NOTHING_CHANGED = "没有改动，不需要保存。"


class Host(Protocol):
    """Where a record is typed: a panel, a sheet or a card."""

    def set_busy(self, busy: bool) -> None:
        """While the office is asked nothing is sent twice."""

    def show_problem(self, words: str) -> None:
        """A sentence about the whole form; empty: none."""

    def fail(self, error: OfficeError) -> None:
        """The office refused: its faults at their fields, the rest as a problem; what was typed stays."""


class Edit:
    """Sends an edit of a whole form record; a clash is settled field by field and sent again.

    ``owner``: when it is gone, answers are not heard any more.
    """

    def __init__(self, desk: Desk, conflict: ConflictSheet, owner: QObject) -> None:
        self._desk, self._conflict, self._owner = desk, conflict, owner

    def send(
        self,
        host: Host,
        make: Callable[[Form, Form], Command[Receipt]],
        seen: Form,
        wanted: Form,
        labels: dict[str, str],
        words: Callable[[str, Any], str],
        done: Callable[[Receipt], None],
        refused: Callable[[OfficeError], None] | None = None,
    ) -> None:
        """``make(seen, wanted)`` is the command; nothing changed is said, not sent.

        ``labels``: field → its name on screen; ``words(field, value)`` says a value as people read it.
        ``refused`` hears every refusal but a clash of fields (default: ``host.fail``).
        """
        host.show_problem("")
        if seen == wanted:
            host.show_problem(NOTHING_CHANGED)
            return
        host.set_busy(True)

        def booked(receipt: Receipt) -> None:
            host.set_busy(False)
            done(receipt)

        def failed(error: OfficeError) -> None:
            clashes = clashes_of(error)
            host.set_busy(False)
            if not clashes:
                (refused or host.fail)(error)
                return

            def again(mine: dict[str, bool]) -> None:
                settled, kept = settle(seen, wanted, clashes, mine)
                if settled == kept:  # theirs stands in every field, and nothing else was typed
                    done(Receipt(0, (), {"changed": 0}))
                else:
                    self.send(host, make, settled, kept, labels, words, done, refused)

            self._conflict.show_clashes(error, clashes, labels, again, words)

        self._desk.run(make(seen, wanted), owner=self._owner, done=booked, failed=failed)


class Typed(Generic[Form]):
    """A form record in fields: what was read of it (``seen``), and what stands in the fields now.

    The fields are named as the record's; what the record has beyond them is kept as it was read.
    """

    def __init__(self, form: FieldForm) -> None:
        self._form = form
        self.seen: Form | None = None

    def show(self, record: Form) -> None:
        """Another record: its values in the fields, and no faults."""
        self.seen = record
        self._form.put({name: getattr(record, name) for name in self._form.fields})

    def reread(self, record: Form) -> None:
        """The same record as it is now: fields somebody typed in stay, the others take what is new."""
        if self.seen is None:
            self.show(record)
        else:
            self.resume(*kept(self.seen, self.wanted(), record))

    def resume(self, seen: Form, typed: Form) -> None:
        """Go on with what was typed before."""
        self.seen = seen
        values = {name: getattr(typed, name) for name in self._form.fields}
        other = {name: one for name, one in values.items() if self._form.value(name) != one}
        if other:  # a field that stays is not written: its caret and its fault stay too
            self._form.put(other)

    def wanted(self) -> Form:
        """What would be sent. Only after :meth:`show`."""
        if self.seen is None:
            raise ValueError("nothing has been shown yet")
        values = {name: self._form.value(name) for name in self._form.fields}
        return dataclasses.replace(self.seen, **values)  # type: ignore[type-var]

    @property
    def dirty(self) -> bool:
        """Something was typed that is not stored."""
        return self.seen is not None and self.wanted() != self.seen


class Drafts(Generic[Form]):
    """What was typed and not saved, record by record: it is there again when one comes back to the record."""

    def __init__(self, typed: Typed[Form]) -> None:
        self._typed = typed
        self._kept: dict[int, tuple[Form, Form]] = {}
        self._of = 0

    def open(self, identity: int, record: Form) -> None:
        """Show the record as it is now, with what was typed into it; what was typed into the one before is kept."""
        if identity == self._of and self._typed.seen is not None:
            self._typed.reread(record)
            return
        self.keep()
        self._of = identity
        draft = self._kept.get(identity)
        self._typed.show(record if draft is None else draft[0])
        if draft is not None:
            self._typed.resume(*draft)
            self._typed.reread(record)

    def keep(self) -> None:
        """Somebody leaves the form: what stands in its fields is remembered where it is not stored."""
        if self._typed.seen is None:
            return
        if self._typed.dirty:
            self._kept[self._of] = (self._typed.seen, self._typed.wanted())
        else:
            self._kept.pop(self._of, None)

    def stored(self, identity: int) -> None:
        """What was typed into this record is stored: its fields show what is read next."""
        self._kept.pop(identity, None)
        if identity == self._of:
            self._typed.seen = None


def kept(seen: Form, typed: Form, now: Form) -> tuple[Form, Form]:
    """(seen, typed) after the record was read again as ``now``.

    A field somebody typed in keeps both what was seen and what was typed: if another changed it too, the office
    answers with a clash instead of losing either.  Every other field is taken as it is now.
    """
    names = [one.name for one in dataclasses.fields(seen)]  # type: ignore[arg-type]
    mine = [name for name in names if getattr(seen, name) != getattr(typed, name)]
    return (
        dataclasses.replace(now, **{name: getattr(seen, name) for name in mine}),  # type: ignore[type-var]
        dataclasses.replace(now, **{name: getattr(typed, name) for name in mine}),  # type: ignore[type-var]
    )
