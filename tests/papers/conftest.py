"""Papers to read: the samples with what is true of each, and two large ones made here instead of kept."""

import functools
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from desktop_admin.papers.workers import Inspectors

SAMPLES = Path(__file__).parent / "samples"
MIB = 1024 * 1024


@dataclass(frozen=True)
class Sample:
    """One paper and what the manifest says of it."""

    name: str
    data: bytes
    truth: dict[str, Any]

    @property
    def person(self) -> dict[str, str]:
        """Name, id_number, company … of the person the paper belongs to."""
        return dict(self.truth["person"])


@functools.cache
def manifest() -> dict[str, dict[str, Any]]:
    """File name → what is true of it."""
    entries = json.loads((SAMPLES / "manifest.json").read_text("utf-8"))
    return {entry["file"]: entry for entry in entries}


@functools.cache
def sample(name: str) -> Sample:
    """The paper of that file name."""
    return Sample(name, _bytes_of(name), manifest()[name])


def _bytes_of(name: str) -> bytes:
    if name == "55-超过2MB.pdf":
        noise = np.random.default_rng(0).integers(0, 256, (2200, 1600), np.uint8)
        target = io.BytesIO()
        Image.fromarray(noise).convert("RGB").save(target, "PDF", quality=95)
        return target.getvalue()
    if name == "56-正好2MB.pdf":
        return (SAMPLES / f"{name}.head").read_bytes().ljust(2 * MIB, b"0")
    return (SAMPLES / name).read_bytes()


@pytest.fixture(scope="session")
def inspectors() -> Iterator[Inspectors]:
    """One warm worker for all tests of the room."""
    made = Inspectors()
    yield made
    made.close()
