"""Which news of the feed is about the page on screen. Apart from the page, which only asks again."""

from desktop_admin.contract.journal import ChangePage
from desktop_admin.contract.people import CandidateCard
from desktop_admin.rules.subjects import SubjectKind
from desktop_admin.views.people.listing import Kind


def told_of(page: ChangePage) -> set[tuple[str, int]]:
    """Everything the news touches, by kind and number."""
    return {(subject.kind, subject.id) for change in page.changes for subject in change.subjects}


def known_of(shown: tuple[Kind, int], card: CandidateCard | None) -> set[tuple[str, int]]:
    """What stands on the page of ``shown``: itself, and of a person (``card``) every submission."""
    dossiers = card.submissions if card is not None else ()
    return {(str(shown[0]), shown[1]), *((SubjectKind.SUBMISSION, one.id) for one in dossiers)}
