"""A hand that opens the sheets of :mod:`tests.window.sheets` in a running program, and looks at each.

Every step waits for a condition: the page has what the key works on, nothing is under way, the sheet is there.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from tests.window.conftest import PICTURES
from tests.window.program import Program, Seen
from tests.window.sheets import Sheet
from tests.window.xserver import save

PATIENCE = 20.0
"""Seconds: one sheet that does not open must not cost the whole run its time."""
_ROUND = 40
"""No sheet has more stops than this."""

Situation: TypeAlias = "Callable[[Walk], None]"


class Walk:
    """Opens sheets in one program. ``situations`` bring about what some of them need first, by name."""

    def __init__(self, program: Program, pictures: str, situations: Mapping[str, Situation]) -> None:
        self.program, self._pictures, self._situations = program, pictures, situations

    def visit(self, sheet: Sheet) -> None:
        """By its key, then by its button; AssertionError says what is wrong with it."""
        ways = [(self._by_keys, sheet.keys), (self._by_button, sheet.button)]
        for number, way in enumerate([way for way, there in ways if there] or [self._by_situation]):
            self._go(sheet)
            before = self.program.focus()
            way(sheet)
            self._seen(sheet)
            if number == 0:
                self.take(sheet.name)
                if not sheet.menu:
                    self._goes_round(sheet)
            self._leave(sheet)
            if way == self._by_keys and before is not None:
                self._keyboard_is_back(sheet, before)

    def take(self, name: str) -> None:
        """What stands on the screen, to be looked at."""
        save(self.program.server.picture(), PICTURES / self._pictures / f"{name}.png")

    # -- opening -----------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """One after the other; each waits until what the one before began is done."""
        for key in keys:
            self.program.press(key)
            self.rest()

    def rest(self) -> None:
        """Two looks in a row find the same, and nothing under way."""
        looks: list[list[int]] = []

        def still() -> bool:
            looks.append(self.program.ask("rest") or [])
            return looks[-1] in looks[-2:-1] and looks[-1][2:] == [0]

        self.program.until(still, "rest", seconds=PATIENCE)

    def press_button(self, words: str) -> None:
        """A button by its text, accessible or object name; the text may begin with other words."""

        def found() -> list[Seen]:
            buttons = [one for one in self.program.find("QAbstractButton") if one.enabled]
            exact = [one for one in buttons if words in (one.text, one.label, one.name)]
            return exact or [one for one in buttons if one.text.endswith(words)]

        self.program.until(found, f"a button “{words}”", seconds=PATIENCE)
        self.program.click(found()[0])
        self.rest()

    def is_there(self, cls: str, text: str = "") -> None:
        """Wait for an enabled widget."""
        self.program.until(
            lambda: [one for one in self.program.find(cls, text=text) if one.enabled],
            f"{cls} “{text}”",
            seconds=PATIENCE,
        )

    def _go(self, sheet: Sheet) -> None:
        """On the sheet's page, with nothing open and everything its key works on there."""
        self.press("Escape")
        if self.program.overlays():  # what was typed in the form below the last sheet is asked about once
            self.press("Escape")
        self.press(sheet.page, *sheet.first)
        if sheet.needs:
            self.is_there(*sheet.needs)
            self.rest()
        if sheet.situation:
            self._situations[sheet.situation](self)

    def _by_situation(self, _sheet: Sheet) -> None:
        """Only what came about opened it."""

    def _by_keys(self, sheet: Sheet) -> None:
        self.press(*sheet.keys)

    def _by_button(self, sheet: Sheet) -> None:
        button, _, further = sheet.button.partition(">")
        self.press_button(button)
        if further.isascii():
            self.press(*further.split())
        elif further:
            self.press_button(further)

    # -- looking -----------------------------------------------------------------------------

    def _seen(self, sheet: Sheet) -> None:
        """On screen, whole, high enough to be read."""

        def there() -> list[Seen]:
            over = [one for one in self.program.overlays() if sheet.shown in one.classes]
            return over or self.program.find(sheet.shown)

        self.program.until(there, f"{sheet.name} opens", seconds=PATIENCE)
        self.rest()
        one = there()[-1]
        if sheet.shown == "QFileDialog":
            texts = self.program.texts()
            assert "取消" in texts, f"{sheet.name}: Qt's own words are not Chinese"
            assert "Cancel" not in texts, f"{sheet.name}: Qt's own words are not Chinese"
        room = one.values.get("room") or self.program.windows()[0].box[2:]
        x, y, width, height = one.box
        assert height > (60 if sheet.menu else 100), f"{sheet.name}: {height} px high"
        inside = x >= 0 and y >= 0 and x + width <= room[0] and y + height <= room[1]
        assert inside, f"{sheet.name} stands out of its window: {one.box} in {room}"

    def _goes_round(self, sheet: Sheet) -> None:
        """Tab, one after another, until the first stop comes again; never out of the sheet."""
        stops: list[int] = []
        for _ in range(_ROUND):
            at = self._inside(sheet, len(stops))
            if at in stops:
                return
            stops.append(at)
            self.press("Tab")
        raise AssertionError(f"{sheet.name}: Tab does not come round")

    def _inside(self, sheet: Sheet, tabs: int) -> int:
        """Which widget in the sheet has the keyboard, as soon as one has."""
        at: list[Seen | None] = [None]

        def inside() -> bool:
            at[0] = self.program.focus()
            return at[0] is not None and any(step.startswith(f"{sheet.shown}#") for step in at[0].path)

        try:
            self.program.until(inside, "the keyboard in it", seconds=PATIENCE)
        except AssertionError:
            where = at[0].path if at[0] is not None else "nowhere"
            raise AssertionError(f"{sheet.name}: after {tabs} Tabs the keyboard is {where}") from None
        assert at[0] is not None
        return int(at[0].id)

    def _leave(self, sheet: Sheet) -> None:
        for _ in range(sheet.again):
            self.press("Escape")
        self.program.until(
            lambda: not self.program.find(sheet.shown), f"Esc leaves {sheet.name}", seconds=PATIENCE
        )

    def _keyboard_is_back(self, sheet: Sheet, before: Seen) -> None:
        def back() -> bool:
            after = self.program.focus()
            # Tab in the reasons turns to the other paper; without an older version of that the queue is back.
            homes = ("PaperView#", "QueueList#")
            home = after is not None and all(one.path[0].startswith(homes) for one in (before, after))
            return after is not None and (after.id == before.id or home)

        self.program.until(
            back, f"{sheet.name}: the keyboard goes back to {before.path[0]}", seconds=PATIENCE
        )
