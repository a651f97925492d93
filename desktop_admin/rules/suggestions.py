"""Which finding of the pre-check suggests which reason of a return (R14, R15). It offers; a person decides.

``certain``: the finding itself says what is wrong, so the reason is ready ticked when the reasons are opened.
Otherwise (a text in which something was not found, a number that was typed wrong) the reason is only put
before the eyes: a scan, a rare font, a colleague's form may be the cause.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desktop_admin.rules.findings import Level
from desktop_admin.rules.reasons import FILE_PROBLEMS


@dataclass(frozen=True)
class Suggestion:
    """The code of a reason, and whether it is ready ticked."""

    reason: str
    certain: bool


#: Code of a finding → reason. Certain when the finding is red, and where it stands in :data:`_CERTAIN` too.
_REASONS: Final[Mapping[str, str]] = {
    "red_seal": "seal_missing",
    "blank_page": "scan_quality",
    "name_in_text": "name_differs",
    "id_in_text": "id_differs",
    "company_in_text": "company_differs",
    "credit_code_in_text": "credit_code",
    "category_in_text": "category_wrong",
    "certificate": "certificate_number",
    "certificate_class": "category_wrong",
    "certificate_in_text": "certificate_number",
    "expiry_passed": "certificate_expired",
    "expiry_early": "renewal_too_early",
    "sex": "id_differs",
    "birth_date": "id_differs",
}
#: Yellow, and yet what they say is the reason.
_CERTAIN: Final = frozenset(
    {"red_seal", "blank_page", "certificate_in_text", "expiry_passed", "expiry_early"}
)
#: Red about what was registered, not about a paper: whose entry is wrong is for a person to find out.
_REGISTERED: Final = frozenset({"sex", "birth_date"})


def suggestion(code: str, level: str) -> Suggestion | None:
    """What this finding suggests; None for green, 无法判断, and what no reason answers (a paper that is not there
    and a file that cannot be used have theirs already: the fitting reason of the file)."""
    if level not in (Level.RED, Level.YELLOW):
        return None
    if code.startswith("file_"):
        found = FILE_PROBLEMS.get(code.removeprefix("file_"))
        return None if found is None or level == Level.RED else Suggestion(found[0], certain=False)
    if code not in _REASONS:
        return None
    certain = code in _CERTAIN or (level == Level.RED and code not in _REGISTERED)
    return Suggestion(_REASONS[code], certain)
