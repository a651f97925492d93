"""Stored facts of files, read back into the contract's records."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from desktop_admin.contract.files import Box, FileFacts, Problem, RedSeal
from desktop_admin.models.files import FileFactsRow
from desktop_admin.services.context import Context


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


def newest_facts(context: Context, hashes: Iterable[str]) -> dict[str, tuple[FileFacts, tuple[str, ...]]]:
    """Facts and text of each file, by hash, from the newest inspector that looked at it."""
    rows = context.session.scalars(
        select(FileFactsRow).where(FileFactsRow.sha256.in_(set(hashes))).order_by(FileFactsRow.inspector)
    )
    return {row.sha256: (facts_from_json(row.facts), tuple(row.text)) for row in rows}
