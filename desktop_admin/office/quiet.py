"""Keeping the collector of garbage out of a person's way; the server does it once it has started (the window: app/wiring.py)."""

import gc


def settle() -> None:
    """What lives now stays for good: later collections pass it over.

    A full collection walks every object of SQLAlchemy, pydantic and Qt's wrappers: with it the longest stall
    of the window between two dossiers was 160 ms, without 114 (benchmarks/next_dossier.py).
    """
    gc.collect()
    gc.freeze()
