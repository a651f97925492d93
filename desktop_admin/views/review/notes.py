"""备注 with @同事 (R17): typing @ offers names, also by how they are read (@l, @lisi); those mentioned find the dossier
marked in their queue."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from desktop_admin.contract.staff import StaffRow
from desktop_admin.rules.roles import Role
from desktop_admin.views.common.spelling import Fit, fit, warm
from desktop_admin.views.furniture.in_place import InPlace, Paragraph
from desktop_admin.views.furniture.offers import Offer, OfferList
from desktop_admin.views.furniture.type_ahead import TypeAhead

_SHOWN = 5


class NoteForm(InPlace):
    """``wanted(text, staff ids)``; ``typed`` with every change. ``begun``: what was typed the last time."""

    wanted = Signal(str, tuple)
    typed = Signal(str)

    def __init__(self, begun: str = "", parent: QWidget | None = None) -> None:
        super().__init__("备注", "写入备注", parent=parent)
        warm()
        self._staff: tuple[StaffRow, ...] = ()
        self.text = Paragraph("同事可见，学员不可见；输入 @ 提醒同事", 4)
        self.names = OfferList("同事", most=_SHOWN)
        self.keys = TypeAhead(self.text, self.names, self._complete, page=_SHOWN, tab=True)
        self.text.setPlainText(begun)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.textChanged.connect(self._offer)
        self.text.textChanged.connect(lambda: self.typed.emit(self.text.toPlainText()))
        self.body.addWidget(self.text)
        self.body.addWidget(self.names)

    def first(self) -> QWidget:
        """The text."""
        return self.text

    def show_staff(self, rows: Sequence[StaffRow]) -> None:
        """The colleagues that can be mentioned."""
        self._staff = tuple(row for row in rows if row.form.active and Role.PORTAL not in row.form.roles)
        self._offer()

    def submit(self) -> None:
        """Enter: an empty note is none."""
        text = self.text.text()
        if not text:
            self.text.mark(fault=True)
            self.say_fault("备注还是空的。")
            return
        self.wanted.emit(text, self._mentioned(text))

    def _mentioned(self, text: str) -> tuple[int, ...]:
        """Longest names first, so that @李四光 is not also @李四."""
        found: list[int] = []
        for row in sorted(self._staff, key=lambda row: -len(row.form.name)):
            if f"@{row.form.name}" in text:
                found.append(row.id)
                text = text.replace(f"@{row.form.name}", "")
        return tuple(sorted(found))

    def _begun(self) -> str | None:
        """What stands between the last @ and the cursor, None where no name is being typed."""
        before = self.text.toPlainText()[: self.text.textCursor().position()]
        _, sign, begun = before.rpartition("@")
        return begun if sign and len(begun) <= 10 and not any(c.isspace() for c in begun) else None

    def _offer(self) -> None:
        begun = self._begun()
        rows = [r for r in self._staff if begun is not None and _begins(begun, r.form.name)]
        rows = [r for r in rows if r.form.name != begun][:_SHOWN]
        self.names.show_offers([Offer(row.id, f"@{row.form.name}") for row in rows], "")
        self.names.setVisible(bool(rows))

    def _complete(self, row: int) -> None:
        offer, begun = self.names.offer(row), self._begun()
        if offer is not None and begun is not None:
            cursor = self.text.textCursor()
            # What was begun may be letters: the name takes their place.
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(begun))
            cursor.insertText(offer.words[1:] + " ")


def _begins(begun: str, name: str) -> bool:
    """Whether what stands behind the @ may become this name; mail addresses (a@b.c) are none."""
    return name.startswith(begun) or (
        begun.isascii() and begun.isalpha() and fit(begun, name) is not Fit.NONE
    )
