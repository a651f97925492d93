"""工作台: cards by what exists now, this month's windows, the oldest dossiers, what colleagues just did."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_admin.contract.backups import BackupPage, Backups
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import Change, ChangePage, Changes
from desktop_admin.contract.policy import MonthWindows, Windows
from desktop_admin.contract.submissions import (
    QueuePage,
    ReviewQueue,
)
from desktop_admin.rules.categories import category, is_category
from desktop_admin.rules.states import SubmissionState
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.rules.windows import Cycle
from desktop_admin.views.common.banner import Banner
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.lines import Line, Lines
from desktop_admin.views.common.page import KeyHelp, Page, Target
from desktop_admin.views.common.paper_reader import PaperReader
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
from desktop_admin.views.common.widgets import Badge, Card, CommandButton, Text, row, scroll
from desktop_admin.views.home.cards import NumberCards
from desktop_admin.views.home.grants import GrantsCard
from desktop_admin.views.home.happened import Happening, happenings
from desktop_admin.views.home.month_strip import MonthStrip

#: How far back 同事刚刚 looks; the feed itself lists at most 200.
#: Lines of what happened, own ones among them: as many as the list beside it.
_HAPPENED, _OWN = 11, 3
_LOOK_BACK = 120
_OLDEST = 11


class HomePage(Page):
    """Shows only what this person's roles may ask for; nothing is made up while it is not known."""

    def __init__(self, desk: Desk, papers: PaperReader, parent: QWidget | None = None) -> None:
        super().__init__(desk, "工作台", parent)
        self._today = ""
        self.numbers = NumberCards(desk)
        self.grants = GrantsCard(desk)
        self._changes: dict[int, Change] = {}
        self._make_month()
        self.backups = Banner(desk.theme, wrap=True)
        self._make_lists()
        self._lay_out()
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
            KeyHelp("1 … 4", self.tr("打开对应的卡片")),
            KeyHelp("Tab Enter", self.tr("走到一行并打开")),
            KeyHelp("F5", self.tr("刷新")),
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

    # -- making ------------------------------------------------------------------------------

    def _make_month(self) -> None:
        self.month = Card()
        self.month_title = Text(self.tr("本月"), bold=True)
        self.month_name = Text(tone="muted")
        self.next_words = Text(tone="muted")
        self.strip = MonthStrip(self.desk.theme)
        self.warning = Badge()
        self.month.body.addLayout(
            row(self.month_title, self.month_name, 2 * GRID, self.warning, None, self.next_words)
        )
        self.month.body.addWidget(self.strip)

    def _make_lists(self) -> None:
        self.oldest_card = Card()
        self.oldest = Lines(lead_width=0)
        self.all_waiting = CommandButton(self.tr("全部待审"), kind="link")
        self.all_waiting.clicked.connect(lambda: self.numbers.open_queue())
        self.oldest_card.body.addLayout(row(Text(self.tr("接下来"), bold=True), None, self.all_waiting))
        self.oldest_card.body.addWidget(self.oldest, 1)
        self.colleagues_card = Card(self.tr("同事刚刚"))
        self.colleagues = Lines(lead_width=44)
        self.colleagues_card.body.addWidget(self.colleagues, 1)
        self.own_title = Text(self.tr("您刚刚"), bold=True)
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
        layout.addWidget(self.month)
        layout.addLayout(below, 1)
        self.content.addWidget(self.backups)
        self.content.addWidget(scroll(whole))

    # -- asking ------------------------------------------------------------------------------

    def _ask_all(self) -> None:
        self._ask_numbers()
        self.grants.ask()
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
        self._ask_backups()
        if self.desk.may(ReviewQueue):
            self.desk.run(
                ReviewQueue(limit=_OLDEST),
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
            for one in page.rows[:_OLDEST]
        ]
        self.oldest.show_lines(lines, self.tr("没有待审的资料。新的提交会自动出现在这里。"))
        self.all_waiting.set_text(self.tr("全部 {0} 份").format(page.total))
        self.all_waiting.setVisible(page.total > len(lines))

    def _on_backups(self, page: BackupPage) -> None:
        """Nothing when all is well."""
        self.backups.say(page.trouble, tone="bad", button=self.tr("去备份"), act=self._open_backups)

    def _open_backups(self) -> None:
        self.jump.emit("admin", Target("filter", data=("backups", "")))

    def _on_windows(self, windows: Windows) -> None:
        self.desk.heard(windows.now)
        cycle = Cycle.parse(windows.current.cycle)
        self.month_name.setText(cycle.label)
        self.strip.show_windows(windows)
        warnings = [*windows.current.warnings, *windows.following.warnings]
        self.warning.show_word(self.tr("{0} 条提醒").format(len(warnings)) if warnings else "", "warn")
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
        me = self.desk.person.name
        own = happenings((one for one in self._changes.values() if one.who == me), _OWN)
        others = happenings(
            (one for one in self._changes.values() if one.who != me), _HAPPENED - len(own) - bool(own)
        )
        self.colleagues.show_lines(
            [self._happened(one, f"{one.who} {one.what}") for one in others],
            self.tr("还没有动静。同事办的事会自动出现在这里。"),
        )
        self.own.show_lines([self._happened(one, one.what) for one in own], "")
        self.own_title.setVisible(bool(own))
        self.own.setVisible(bool(own))

    def _happened(self, one: Happening, words: str) -> Line:
        act = self._opener(one.submission_id) if one.submission_id and self.waiting_opens else None
        return Line(_when(one.at, self.desk.clock()), words, act=act)

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
        self.title.setText(self.tr("{0}，{1}").format(part, self.desk.person.name))
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
