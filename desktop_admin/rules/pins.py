"""Cut-offs fixed by hand: what may be pinned, and when a pin makes no sense (domain §2.1, §2.2, C01, C04).

A pin moves its own cut-off and nothing else: the cycle stays that of the exam date, and what is not pinned goes on
following it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_admin.rules.clock import local, words

#: Field of :class:`Pins` → what it is called.
PINNED: Final = {
    "application_opens": "申请开放时间",
    "application_closes": "申请截止时间",
    "study_closes": "学习截止时间",
}


@dataclass(frozen=True)
class Pins:
    """Each None follows the exam date."""

    application_opens: datetime | None = None
    application_closes: datetime | None = None
    study_closes: datetime | None = None

    def __bool__(self) -> bool:
        return any(self.of(field) is not None for field in PINNED)

    def of(self, field: str) -> datetime | None:
        """The pin of that field of :data:`PINNED`."""
        found: datetime | None = getattr(self, field)
        return found


def pin_faults(pins: Pins, starts: datetime) -> list[tuple[str, str, str]]:
    """(field, code, sentence) of pins that cannot be meant; ``starts`` is when the exam begins.

    Whole minutes only, as every screen and letter says them: a cut-off at 12:00:30 would be announced as 12:00.
    That an opening lies before its close is asked of the windows themselves (``exam_windows``).
    """
    found = []
    for field, title in PINNED.items():
        pin = pins.of(field)
        if pin is None:
            continue
        if local(pin).second or local(pin).microsecond:
            found.append((field, "seconds", f"{title}请精确到分钟。"))
        elif local(pin) > local(starts):
            sentence = f"{title} {words(pin)} 在开考（{words(starts)}）以后，请改早。"
            found.append((field, "after_exam", sentence))
    return found
