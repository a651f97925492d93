"""The first questions of a desk are asked once beforehand, so that nobody waits for what is only slow the first time.

Statements are compiled, connections opened and pages of the file read while the password is still being typed. The
answers leave this function to nobody; nothing is written, and an office elsewhere rehearses nothing here.
"""

from typing import Any

from desktop_admin.contract.base import Question
from desktop_admin.contract.catalogue import Catalogue
from desktop_admin.contract.errors import OfficeError
from desktop_admin.contract.journal import Changes
from desktop_admin.contract.office import Office
from desktop_admin.contract.policy import MonthWindows, PolicySettings
from desktop_admin.contract.sessions import SignIn
from desktop_admin.contract.submissions import Dossier, ReviewProgress, ReviewQueue
from desktop_admin.office.direct import DirectOffice

_FIRST: tuple[Question[Any], ...] = (
    Changes(0),
    Catalogue(),
    MonthWindows(),
    PolicySettings(),
    ReviewProgress(),
)


def rehearse(office: Office) -> None:
    """On a worker, behind the sign-in form."""
    if not isinstance(office, DirectOffice):
        return
    office.foresee(SignIn)
    try:
        for question in _FIRST:
            office.rehearse(question)
        waiting = office.rehearse(ReviewQueue()).ids
        if waiting:
            office.rehearse(Dossier(waiting[0]))
    except OfficeError:
        return  # whoever signs in is told by the office itself what is wrong with it
