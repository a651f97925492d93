"""Checks files from a shell: the function behind ``kaowu papers check``.

Apart from the command line's own parsing so that tests and the command share it.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

from desktop_admin.contract.files import Inspection, Problem, RedSeal
from desktop_admin.papers.faults import fault, readable_size
from desktop_admin.papers.found import found_in
from desktop_admin.papers.named_file import NotRead, read_named

#: What is looked for in a paper's text.
PERSON_FIELDS: Final = ("name", "id_number", "company")
#: Larger files are refused without being read.
_READ_AT_MOST: Final = 64 * 1024 * 1024


class Looks(Protocol):
    """What of :class:`papers.workers.Inspectors` is needed here."""

    def inspect(self, data: bytes, file_name: str = "") -> Inspection: ...


def check_files(paths: Iterable[str], person: Mapping[str, str], inspectors: Looks) -> list[dict[str, Any]]:
    """One plain record per path, in order: file, media_type, acceptable, problems, pages, has_text, found, red_seal.

    ``found`` says whether the person's name, ID number and company stand in the text; None where there is no
    text or no value to look for.
    """
    return [_check(path, person, inspectors) for path in paths]


def _check(path: str, person: Mapping[str, str], inspectors: Looks) -> dict[str, Any]:
    file = Path(path)
    try:
        data = read_named(file, _READ_AT_MOST)
    except NotRead as error:
        if error.size is not None:
            return _record(path, [fault("too_large", size=readable_size(error.size))])
        return _record(path, [fault("unreadable", detail=error.reason)])
    seen = inspectors.inspect(data, file.name)
    facts = seen.facts
    record = _record(path, list(facts.problems))
    text = seen.text if facts.has_text else ()
    record.update(
        media_type=facts.media_type,
        acceptable=facts.acceptable,
        pages=facts.pages,
        has_text=facts.has_text,
        found={key: found_in(text, person.get(key), key) for key in PERSON_FIELDS},
        red_seal=str(facts.red_seal),
    )
    return record


def _record(path: str, problems: list[Problem]) -> dict[str, Any]:
    return {
        "file": path,
        "media_type": "",
        "acceptable": False,
        "problems": [{"code": problem.code, "message": problem.message} for problem in problems],
        "pages": None,
        "has_text": False,
        "found": dict.fromkeys(PERSON_FIELDS),
        "red_seal": str(RedSeal.UNKNOWN),
    }
