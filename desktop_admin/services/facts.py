"""Stored facts of files, read back into the contract's records."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import select

from desktop_admin.contract.files import Box, FileFacts, Problem, RedSeal
from desktop_admin.models.files import FileFactsRow
from desktop_admin.rules.paper_reading import PaperReading, compared_anew, read_pages, reading_from_json
from desktop_admin.services.context import Context

#: The first inspector whose readings are compared as ``rules/same_text`` says.
_ONE_COMPARISON: Final = 14


def facts_from_json(data: Mapping[str, Any]) -> FileFacts:
    """A :class:`FileFacts` from its stored JSON."""
    return FileFacts(
        sha256=data["sha256"],
        size=data["size"],
        media_type=data["media_type"],
        acceptable=data["acceptable"],
        problems=tuple(Problem(**problem) for problem in data["problems"]),
        pages=data["pages"],
        has_text=data["has_text"],
        red_seal=RedSeal(data["red_seal"]),
        seals=tuple(Box(**box) for box in data["seals"]),
        blank_pages=tuple(data["blank_pages"]),
        inspector=data["inspector"],
    )


def newest_facts(context: Context, hashes: Iterable[str]) -> dict[str, tuple[FileFacts, PaperReading]]:
    """Facts of each file and what its text says, by hash, from the newest inspector that looked at it."""
    rows = context.session.scalars(
        select(FileFactsRow).where(FileFactsRow.sha256.in_(set(hashes))).order_by(FileFactsRow.inspector)
    )
    newest = {row.sha256: row for row in rows}
    return {sha256: (facts_from_json(row.facts), _reading(row)) for sha256, row in newest.items()}


def _reading(row: FileFactsRow) -> PaperReading:
    """As stored; of a file that inspector 1 looked at, read now (bounded and linear) and not proven visible."""
    if row.reading is not None:
        reading = reading_from_json(row.reading)
        return reading if row.inspector >= _ONE_COMPARISON else compared_anew(reading)
    return read_pages(row.text, unproven=True)
