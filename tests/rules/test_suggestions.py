"""Which finding suggests which reason: every one that a paper can answer for, and none that asks a person."""

import pytest

from desktop_admin.rules.findings import Level
from desktop_admin.rules.reasons import CATALOGUE, FILE_PROBLEMS, DecisionKind
from desktop_admin.rules.suggestions import Suggestion, suggestion

CODES = {reason.code: reason for reason in CATALOGUE}


@pytest.mark.parametrize(
    ("code", "level", "reason", "certain"),
    [
        ("red_seal", Level.YELLOW, "seal_missing", True),
        ("blank_page", Level.YELLOW, "scan_quality", True),
        ("id_in_text", Level.RED, "id_differs", True),
        ("id_in_text", Level.YELLOW, "id_differs", False),
        ("name_in_text", Level.RED, "name_differs", True),
        ("name_in_text", Level.YELLOW, "name_differs", False),
        ("category_in_text", Level.RED, "category_wrong", True),
        ("category_in_text", Level.YELLOW, "category_wrong", False),
        ("company_in_text", Level.YELLOW, "company_differs", False),
        ("certificate_in_text", Level.YELLOW, "certificate_number", True),
        ("certificate", Level.YELLOW, "certificate_number", False),
        ("expiry_passed", Level.YELLOW, "certificate_expired", True),
        ("expiry_early", Level.YELLOW, "renewal_too_early", True),
        ("sex", Level.RED, "id_differs", False),
        ("file_encrypted", Level.YELLOW, "file_unreadable", False),
    ],
)
def test_what_a_finding_suggests(code: str, level: Level, reason: str, certain: bool) -> None:
    assert suggestion(code, level) == Suggestion(reason, certain)
    assert CODES[reason].given_for in (None, DecisionKind.RETURN), "a return is what it is offered for"


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("red_seal", Level.GREEN),
        ("red_seal", Level.UNKNOWN),
        ("hidden_text", Level.YELLOW),
        ("many_pages", Level.YELLOW),
        ("same_file", Level.RED),
        ("same_application", Level.RED),
        ("expiry", Level.YELLOW),
        ("paper_missing", Level.RED),
        ("file_encrypted", Level.RED),
        ("file_of_the_future", Level.YELLOW),
    ],
)
def test_what_suggests_nothing(code: str, level: Level) -> None:
    assert suggestion(code, level) is None


def test_every_file_problem_that_is_no_refusal_has_its_reason() -> None:
    for problem, (reason, _words) in FILE_PROBLEMS.items():
        assert suggestion(f"file_{problem}", Level.YELLOW) == Suggestion(reason, certain=False)
