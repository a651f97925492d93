"""Companies as offers: the one question behind every field and filter that chooses a company."""

from PySide6.QtWidgets import QWidget

from desktop_admin.contract.base import Listed
from desktop_admin.contract.people import CompanyList, CompanyRow
from desktop_admin.views.common.desk import Desk
from desktop_admin.views.furniture.offers import Ask, Failed, Found, Offer

_MOST = 30


def companies(desk: Desk, *, codes: bool = True) -> Ask:
    """By name, initials or credit code; ``codes``: the credit code is listed behind the name."""

    def ask(letters: str, owner: QWidget, found: Found, failed: Failed) -> None:
        def done(page: Listed[CompanyRow]) -> None:
            found([Offer(row.id, row.name, row.credit_code if codes else "") for row in page.rows])

        desk.run(
            CompanyList(text=letters, limit=_MOST),
            owner=owner,
            done=done,
            failed=lambda error: failed(error.message),
            slot="offers",
        )

    return ask
