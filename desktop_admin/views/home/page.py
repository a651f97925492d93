"""工作台: cards by what exists now, this month's windows, the oldest dossiers, what colleagues just did."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_admin.contract.backups import BackupPage, Backups
from desktop_admin.contract.base import Subject
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import Change, ChangePage, Changes
from desktop_admin.contract.people import PeopleList
from desktop_admin.contract.policy import MonthWindows, Windows
from desktop_admin.contract.submissions import (
    QueuePage,
    ReviewQueue,
)
from desktop_admin.rules.categories import category, is_category
from desktop_admin.rules.states import SubmissionState
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.windows import Cycle
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.folding import Folding
from desktop_admin.views.common.lines import Line, Lines
from desktop_admin.views.common.page import KeyHelp, Page, Target
from desktop_admin.views.common.plain_words import tip
from desktop_admin.views.common.times import (
    clock_words,
    day_words,
    local,
    moment_words,
    waiting_words,
    weekday_words,
)
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, Card, CommandButton, CutText, Text, row, scroll
from desktop_admin.views.furniture.banner import Banner
from desktop_admin.views.home.cards import NumberCards
from desktop_admin.views.home.days import DaysCard
from desktop_admin.views.home.grants import GrantsCard
from desktop_admin.views.home.happened import Happening, happenings
from desktop_admin.views.home.month_strip import MonthStrip
from desktop_admin.views.papers.reader import PaperReader

#: Lines of the two lists: as many as the window has room for, and pixels of one.
_FEWEST, _MOST, _LINE = 6, 20, 30
#: Own deeds among them, at most.
_OWN = 3
#: How far back 同事刚刚 looks; the feed itself lists at most 200.
_LOOK_BACK = 120


class HomePage(Page):
    """Shows only what this person's roles may ask for; nothing is made up while it is not known."""

    def __init__(self, desk: Desk, papers: PaperReader, parent: QWidget | None = None) -> None:
        super().__init__(desk, "工作台", parent)
        self._today = ""
        self.numbers = NumberCards(desk)
        self.grants = GrantsCard(desk)
        self._changes: dict[int, Change] = {}
        self._queue: QueuePage | None = None
        self._listed = _FEWEST
        self.days = DaysCard(desk)
        self._make_month()
        self.backups = Banner(desk.theme, wrap=True, links=True)
        self._make_lists()
        self._lay_out()
        self._fit = QTimer(self, singleShot=True, interval=0)
        self._fit.timeout.connect(self._fit_lines)
        for card in (self.oldest_card, self.colleagues_card):
            card.installEventFilter(self)
        self._news = QTimer(self, singleShot=True, interval=500)
        self._news.timeout.connect(self._ask_numbers)
        self.numbers.leads.connect(self.jump)
        self.numbers.progressed.connect(self._on_progressed)
        self.numbers.run_out.connect(self._ask_all)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        desk.changed.connect(self._on_changed)
        self._greet()

    def keys(self) -> list[KeyHelp]:
        """The keys of this page for F1."""
        return [
            KeyHelp("1 … 4", "打开对应的卡片"),
            KeyHelp("Tab Enter", "走到一行并打开"),
            KeyHelp("F5", "刷新"),
        ]

    def activate(self, target: Target | None = None) -> None:
        """Ask anew: what needs me now must not be what needed me this morning."""
        self._greet()
        self._tick.start()
        self._ask_all()

    def leave(self) -> None:
        """No counting while nobody looks."""
        self._tick.stop()

    def close_down(self) -> None:
        """The person leaves."""
        self._tick.stop()
        self._news.stop()
        self._fit.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits open the cards in the order they stand; F5 asks anew."""
        cards = [card for card in self.numbers.cards if card.isVisible()]
        place = event.key() - Qt.Key.Key_1
        if event.isAutoRepeat() or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F5:
            self._ask_all()
        elif 0 <= place < len(cards):
            cards[place].opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many lines as there is room for."""
        super().resizeEvent(event)
        self._fit.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something above the lists came, went or grew."""
        if event.type() == QEvent.Type.Move:
            self._fit.start()
        return False

    # -- making ------------------------------------------------------------------------------

    def _make_month(self) -> None:
        self.month = Card()
        self.month_title = Text("本月", bold=True)
        self.month_name = Text(tone="muted")
        self.next_words = CutText(tone="muted")
        self.strip = MonthStrip(self.desk.theme)
        self.warning = Badge()
        self.month.body.addLayout(
            row(self.month_title, self.month_name, 2 * GRID, self.warning, None, self.next_words)
        )
        self.month.body.addWidget(self.strip)
        self.month.body.addStretch(1)

    def _make_lists(self) -> None:
        self.oldest_card = Card()
        self.oldest = Lines(lead_width=0)
        self.all_waiting = CommandButton("全部待审", kind="link")
        self.all_waiting.clicked.connect(lambda: self.numbers.open_queue())
        self.oldest_card.body.addLayout(row(Text("接下来", bold=True), None, self.all_waiting))
        self.oldest_card.body.addWidget(self.oldest, 1)
        self.colleagues_card = Card("同事刚刚")
        self.colleagues = Lines(lead_width=44)
        self.colleagues_card.body.addWidget(self.colleagues, 1)
        self.own_title = Text("您刚刚", bold=True)
        self.own = Lines(lead_width=44)
        self.colleagues_card.body.addWidget(self.own_title)
        self.colleagues_card.body.addWidget(self.own)
        self.own_title.hide()
        self.own.hide()
        if not self.desk.may(Changes):
            self.colleagues_card.hide()
        self.oldest.show_lines((), "")
        self.colleagues.show_lines((), "")

    def _lay_out(self) -> None:
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(4 * GRID, 3 * GRID + 2, 4 * GRID, 3 * GRID + 2)
        layout.setSpacing(3 * GRID)
        below = QGridLayout()
        below.setSpacing(3 * GRID)
        if self.desk.may(ReviewQueue):
            below.addWidget(self.oldest_card, 0, 0)
            below.setColumnStretch(0, 3)
        below.addWidget(self.colleagues_card, 0, 1)
        below.setColumnStretch(1, 2)
        layout.addWidget(self.grants)
        layout.addWidget(self.numbers)
        layout.addWidget(Folding(self.month, self.days, spacing=3 * GRID, stretch=(3, 2)))
        layout.addLayout(below, 1)
        self.content.addWidget(self.backups)
        self._around = layout
        self._place = scroll(whole)
        self.content.addWidget(self._place)

    def _fit_lines(self) -> None:
        """What is above the lists and around them is as high as it is; they take the rest."""
        above = self.oldest_card if self.oldest_card.isVisible() else self.colleagues_card
        around = above.mapTo(self._place.viewport(), above.rect().topLeft()).y()
        around += self._place.verticalScrollBar().value() + self._around.contentsMargins().bottom()
        around += 2 * _LINE + 2 * GRID  # the heading of the card and its margins
        room = (self._place.viewport().height() - around) // _LINE
        listed = max(_FEWEST, min(_MOST, room))
        if listed != self._listed:
            self._listed = listed
            if self._queue is not None:
                self._on_oldest(self._queue)
            if self._changes:
                self._show_changes()

    # -- asking ------------------------------------------------------------------------------

    def _ask_all(self) -> None:
        self._ask_numbers()
        self.grants.ask()
        self.numbers.ask_people()
        self.desk.run(
            MonthWindows(),
            owner=self,
            done=self._on_windows,
            failed=lambda error: self.numbers.fail(self.numbers.deadline, error),
            slot="windows",
        )
        if self.desk.may(Changes):
            after = max(0, self.desk.head - _LOOK_BACK)
            self.desk.run(
                Changes(after), owner=self, done=self._on_changes, failed=self._on_no_changes, slot="changes"
            )

    def _ask_numbers(self) -> None:
        self.numbers.ask()
        self.days.ask()
        self._ask_backups()
        if self.desk.may(ReviewQueue):
            self.desk.run(
                ReviewQueue(limit=_MOST),
                owner=self,
                done=self._on_oldest,
                failed=lambda error: self.oldest.show_lines((), error.message),
                slot="oldest",
            )

    def _ask_backups(self) -> None:
        """Only who can mend it is told."""
        if self.desk.may(Backups):
            self.desk.run(
                Backups(limit=1),
                owner=self,
                done=self._on_backups,
                failed=lambda _error: None,
                slot="backups",
            )

    # -- answers -----------------------------------------------------------------------------

    def _on_oldest(self, page: QueuePage) -> None:
        self._queue = page
        now = self.desk.clock()
        lines = [
            Line(
                "",
                one.name,
                waiting_words(one.waiting_since, now) if one.waiting_since else "",
                detail=f"{_short(one.category, self.desk)}　{one.company}",
                badge=SubmissionState(one.state).words if one.state == "re_review" else "",
                tone="warn",
                act=self._opener(one.id),
            )
            for one in page.rows[: self._listed]
        ]
        self.oldest.show_lines(lines, "没有待审的资料。新的提交会自动出现在这里。")
        self.all_waiting.set_text(f"全部 {page.total} 份")
        self.all_waiting.setVisible(page.total > len(lines))

    def _on_backups(self, page: BackupPage) -> None:
        """Nothing when all is well."""
        self.backups.say(page.trouble, ("去备份", "", self._open_backups), tone="bad", icon="triangle-alert")

    def _open_backups(self) -> None:
        self.jump.emit("admin", Target("filter", data=("backups", "")))

    def _on_windows(self, windows: Windows) -> None:
        self.desk.heard(windows.now)
        cycle = Cycle.parse(windows.current.cycle)
        self.month_name.setText(cycle.label)
        self.strip.show_windows(windows)
        warnings = [*windows.current.warnings, *windows.following.warnings]
        self.warning.show_word(f"{len(warnings)} 条提醒" if warnings else "", "warn")
        self.warning.setToolTip(tip("\n".join(warnings)))
        self.next_words.setText(windows.following.words)
        self.numbers.show_windows(windows)

    def _on_changes(self, page: ChangePage) -> None:
        if page.reload and page.head > _LOOK_BACK:
            # The desk did not yet know the head: ask once more, near it.
            self.desk.run(
                Changes(page.head - _LOOK_BACK),
                owner=self,
                done=self._keep_changes,
                failed=self._on_no_changes,
                slot="changes",
            )
            return
        self._keep_changes(page)

    def _keep_changes(self, page: ChangePage) -> None:
        self._changes.update({change.number: change for change in page.changes})
        for number in sorted(self._changes)[: -2 * _LOOK_BACK]:
            del self._changes[number]
        self._show_changes()

    def _show_changes(self) -> None:
        me = self.desk.person.name
        own = happenings((one for one in self._changes.values() if one.who == me), _OWN)
        others = happenings(
            (one for one in self._changes.values() if one.who != me), self._listed - len(own) - bool(own)
        )
        self.colleagues.show_lines(
            [self._happened(one, f"{one.who} {one.what}") for one in others],
            "还没有动静。同事办的事会自动出现在这里。",
        )
        self.own.show_lines([self._happened(one, one.what) for one in own], "")
        self.own_title.setVisible(bool(own))
        self.own.setVisible(bool(own))

    def _happened(self, one: Happening, words: str) -> Line:
        act = next(filter(None, map(self._leads_to, one.subjects)), None)
        return Line(_when(one.at, self.desk.clock()), words, act=act)

    def _leads_to(self, subject: Subject) -> Callable[[], None] | None:
        """To the dossier, else to the page of the person or the company, as far as one may look."""
        if subject.kind == SubjectKind.SUBMISSION and self.waiting_opens:
            return self._opener(subject.id)
        if subject.kind in (SubjectKind.CANDIDATE, SubjectKind.COMPANY) and self.desk.may(PeopleList):
            return lambda: self.jump.emit("people", Target(subject.kind, subject.id))
        return None

    def _on_no_changes(self, error: OfficeError) -> None:
        self.colleagues.show_lines((), error.message)

    def _on_changed(self, page: ChangePage) -> None:
        if self.desk.may(Changes):
            self._keep_changes(page)
        kinds = {subject.kind for change in page.changes for subject in change.subjects}
        if page.reload or kinds & {
            SubjectKind.SUBMISSION,
            SubjectKind.NOTICE,
            SubjectKind.STAFF,
            SubjectKind.CANDIDATE,
        }:
            self._news.start()
        if page.reload or kinds & {SubjectKind.BACKUP, SubjectKind.BACKUP_PLAN, SubjectKind.BACKUP_PLACE}:
            self._ask_backups()
        if page.reload or kinds & {SubjectKind.GRANT, SubjectKind.STAFF}:
            self.grants.ask()
        if page.reload or SubjectKind.REGISTRATION_SHIFT in kinds:
            self.desk.run(
                MonthWindows(), owner=self, done=self._on_windows, failed=lambda _error: None, slot="windows"
            )

    # -- time --------------------------------------------------------------------------------

    def _on_tick(self) -> None:
        self.numbers.tick()
        self.strip.set_now(self.desk.clock())

    def _on_progressed(self, words: str) -> None:
        self._today = words
        self._greet()

    def _greet(self) -> None:
        now = self.desk.clock()
        hour = local(now).hour
        part = next(word for until, word in _PARTS if hour < until)
        self.title.setText(f"{part}，{self.desk.person.name}")
        words = f"{day_words(now, now)} {weekday_words(now)}"
        self.subtitle.setText(f"{words} · {self._today}" if self._today else words)

    # -- where a click leads -----------------------------------------------------------------

    @property
    def waiting_opens(self) -> bool:
        """Whether this person may open dossiers."""
        return self.desk.may(ReviewQueue)

    def _opener(self, submission_id: int) -> Callable[[], None]:
        return lambda: self.jump.emit("review", Target(SubjectKind.SUBMISSION, submission_id))


_PARTS = ((6, "夜深了"), (12, "上午好"), (14, "中午好"), (18, "下午好"), (24, "晚上好"))


def _when(at: datetime, now: datetime) -> str:
    if local(at).date() == local(now).date():
        return clock_words(at)
    return moment_words(at, now)


def _short(key: str, desk: Desk) -> str:
    for one in desk.catalogue.categories if desk.catalogue else ():
        if one.form.key == key:
            return one.form.short
    return category(key).short if is_category(key) else key
