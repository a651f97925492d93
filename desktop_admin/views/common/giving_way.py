"""A line of labels that has shorter words for some of them: whole parts go, in a given order, and nothing is cut."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from desktop_admin.views.common.plain_words import tip


class GivingWay:
    """For the labels of one line with a layout. ``order``: who says it shorter first; each place is one step.

    A label whose words are not whole has all of them as its tooltip and for a screen reader.
    """

    def __init__(self, line: QWidget, order: Sequence[QLabel]) -> None:
        self._line, self._order = line, tuple(order)
        self._forms: dict[QLabel, tuple[str, ...]] = {label: (label.text(),) for label in self._order}

    def say(self, label: QLabel, *forms: str) -> None:
        """Its words now, the whole ones first; takes effect with :meth:`fit`."""
        self._forms[label] = forms

    def fit(self) -> None:
        """As whole as there is room for."""
        layout = self._line.layout()
        if layout is None:
            return
        steps = dict.fromkeys(self._forms, 0)
        room = self._line.width()
        needed = layout.sizeHint().width() + sum(
            _width(label, forms[0]) - _width(label, label.text()) for label, forms in self._forms.items()
        )
        for label in self._order:
            if needed <= room:
                break
            forms, step = self._forms[label], steps[label]
            if step + 1 < len(forms):
                needed += _width(label, forms[step + 1]) - _width(label, forms[step])
                steps[label] = step + 1
        for label, step in steps.items():
            forms = self._forms[label]
            label.setText(forms[step])
            label.setToolTip(tip(forms[0]) if step else "")
            label.setAccessibleName(forms[0] if step else "")


def _width(label: QLabel, words: str) -> int:
    return label.fontMetrics().horizontalAdvance(words)
