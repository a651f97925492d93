"""权限变动: what a chief is told of rights handed out, until somebody who is not concerned has seen it (0025)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.grants import AcknowledgeGrants, Grant, OpenGrants, OpenGrantsPage
from desktop_admin.rules.grants import GrantWay
from desktop_admin.rules.roles import Role
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.common.home_part import HomePart, HomePlace, Stand
from desktop_admin.views.common.times import moment_words
from desktop_admin.views.common.tokens import GRID
from desktop_admin.views.common.widgets import Badge, Card, CommandButton, Text, row

_AT_ONCE = 5
_WORDS = {
    GrantWay.OWN: "{giver} 给自己加了权限：{roles}",
    GrantWay.RAISED: "{giver} 给 {account} 加了权限：{roles}",
    GrantWay.MADE: "{giver} 新建了账号 {account}：{roles}",
    GrantWay.RESET: "{giver} 重置了 {account} 的密码，账号权限：{roles}",
}


class Grants(HomePart):
    """Hidden while there is nothing. 知道了 says it of the lines on screen only, and only of those one may."""

    needs = OpenGrants
    touches = frozenset({SubjectKind.GRANT, SubjectKind.STAFF})

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__(desk, ground)
        self._page: OpenGrantsPage | None = None
        self._shown: list[Text] = []
        self.card = Card(parent=ground)
        self.card.setAccessibleName("权限变动")
        self.count = Badge("", "warn")
        self.seen = CommandButton("知道了")
        self.seen.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.seen.clicked.connect(self._on_seen)
        self.note = Text(tone="muted", size="small", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GRID)
        self.card.body.addLayout(row(Text("权限变动", bold=True), self.count, None, self.seen))
        self.card.body.addLayout(self._lines)
        self.card.body.addWidget(self.note)
        self.card.hide()

    def stands(self) -> tuple[Stand, ...]:
        """Before the numbers."""
        return (Stand(HomePlace.NOTICE, self.card, 10),)

    def ask(self) -> None:
        """Read what is open; a failure leaves what stands there, other cards of the page say it."""
        self.desk.run(OpenGrants(), owner=self, done=self._show, failed=lambda _error: None, slot="grants")

    def texts(self) -> list[str]:
        """What stands there, line by line."""
        return [one.text() for one in self._shown]

    def _show(self, page: OpenGrantsPage) -> None:
        self._page = page
        for line in self._shown:
            line.hide()
            line.deleteLater()
        now = self.desk.clock()
        self._shown = [
            Text(f"{moment_words(grant.at, now)}　{grant_words(grant)}", wrap=True)
            for grant in page.rows[:_AT_ONCE]
        ]
        for line in self._shown:
            self._lines.addWidget(line)
        self.count.show_word(f"{page.total} 条", "warn")
        self.note.setText(self._note(page))
        self.note.setVisible(bool(self.note.text()))
        may = self.desk.may(AcknowledgeGrants)
        self.seen.setVisible(may)
        self.seen.setEnabled(may and bool(self._mine()))
        self.card.setVisible(bool(page.rows))

    def _note(self, page: OpenGrantsPage) -> str:
        shown = page.rows[:_AT_ONCE]
        parts = []
        if not self.desk.may(AcknowledgeGrants):
            parts.append("没有别的主管可以确认这些变动，请您核对。")
        elif not all(one.mine for one in shown):
            parts.append("与您自己的账号有关的，要由另一位主管确认，在那以前一直显示在这里。")
        if page.total > len(shown):
            parts.append(f"另有 {page.total - len(shown)} 条更早的。")
        return "".join(parts)

    def _mine(self) -> tuple[int, ...]:
        rows = self._page.rows[:_AT_ONCE] if self._page is not None else ()
        return tuple(one.id for one in rows if one.mine)

    def _on_seen(self) -> None:
        self.seen.setEnabled(False)
        self.desk.run(
            AcknowledgeGrants(self._mine()),
            owner=self,
            done=lambda _receipt: self.ask(),
            failed=self._on_refused,
        )

    def _on_refused(self, error: OfficeError) -> None:
        self.desk.failures.expected(error, "AcknowledgeGrants")
        self.ask()


def grant_words(grant: Grant) -> str:
    """A sentence: who gave what to whom, and how."""
    roles = "、".join(Role(role).label for role in grant.roles)
    giver = grant.giver or "有人在存放数据的电脑上"
    return _WORDS[grant.way].format(giver=giver, account=grant.account, roles=roles)
