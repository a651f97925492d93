"""What changed between the two versions on screen: boxes on both, and a line above that says what they show."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_admin.views.common.widgets import Text
from desktop_admin.views.papers.pages import Compared
from desktop_admin.views.papers.reader import PaperReader
from desktop_admin.views.papers.view import PaperView


class Comparison(QFrame):
    """The line. :meth:`compare` with two views asks; their boxes go again with :meth:`stop`."""

    def __init__(self, reader: PaperReader, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("plane", "raised")
        self._reader = reader
        self._asked: tuple[str, str] | None = None
        self._views: tuple[PaperView, PaperView] | None = None
        self.sentence = Text(tone="muted", size="small", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 12, 4)
        line.addWidget(self.sentence)
        self.hide()

    def compare(self, old: PaperView | None, new: PaperView) -> None:
        """Box what differs between the papers of these two views; without an old one, nothing."""
        before, after = old.version if old is not None else None, new.version
        if old is None or before is None or after is None:
            self.stop()
            return
        asked = (before.sha256, after.sha256)
        if asked == self._asked and self._views == (old, new):
            return
        self.stop()
        self._asked, self._views = asked, (old, new)
        self.sentence.setText("正在比较两版的文字…")
        self.show()
        if not (before.kept and after.kept):
            self.sentence.setText("有一版没有保存原件，不能比较文字。")
        elif before.sha256 == after.sha256:
            self.sentence.setText("两版是同一份文件。")
        else:
            self._reader.pairs.ask(
                *asked, owner=self, done=lambda compared: self._on_compared(asked, compared)
            )

    def stop(self) -> None:
        """Nothing is compared any more."""
        for view in self._views or ():
            view.set_changes(())
        self._asked = self._views = None
        self.hide()

    def _on_compared(self, asked: tuple[str, str], compared: Compared) -> None:
        if asked != self._asked or self._views is None:
            return
        old, new = self._views
        old.set_changes(compared.old)
        new.set_changes(compared.new)
        self.sentence.setText(compared.words)
