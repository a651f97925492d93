"""A form in place that asks for a written reason and nothing else: 撤销审核, 准入 of what came late."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_admin.views.common.widgets import Text
from desktop_admin.views.furniture.in_place import InPlace, Paragraph


class ReasonForm(InPlace):
    """A sentence, a reason, a button. ``wanted(reason)`` is never emitted without one."""

    wanted = Signal(str)

    def __init__(
        self,
        title: str,
        sentence: str,
        do: str,
        hint: str,
        *,
        kind: str = "primary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, do, kind=kind, parent=parent)
        self.text = Paragraph(hint)
        self.body.addWidget(Text(sentence, tone="muted", wrap=True))
        self.body.addWidget(self.text)

    def first(self) -> QWidget:
        """The reason."""
        return self.text

    def submit(self) -> None:
        """Enter: no reason, nothing done."""
        reason = self.text.text()
        self.text.mark(fault=not reason)
        if not reason:
            self.say_fault("请写明原因。")
            return
        self.wanted.emit(reason)
