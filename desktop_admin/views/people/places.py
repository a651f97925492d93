"""What Ctrl+K begins at the desk of people and companies."""

from collections.abc import Sequence

from desktop_admin.contract.people import RegisterCandidate, RegisterCompany
from desktop_admin.views.common.page import Place


def places() -> Sequence[Place]:
    """The commands that need nobody chosen."""
    return (
        Place("登记学员", None, (RegisterCandidate,), "N"),
        Place("登记单位", None, (RegisterCompany,), "M"),
    )
