"""The full check of a paper in a warm worker, measured against pdfium's own work on the same pages.

Promise: at most 1.5 × the time pypdfium2 takes for what no check can do without, as the median over the PDF
samples: it draws the pages at 110 dpi, reads their text, and draws those with text once more without it (decision
0023: only text that changes the picture counts). ``python -m benchmarks.papers``.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from desktop_admin.papers.pdf import CHECK_DPI
from desktop_admin.papers.workers import Inspectors

SAMPLES: Final = Path(__file__).parents[1] / "tests" / "papers" / "samples"
LIMIT: Final = 1.5
_ROUNDS: Final = 9


def _draw_and_read(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.render(scale=CHECK_DPI / 72).to_numpy()
        if page.get_textpage().get_text_range():
            for text in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,)):
                pdfium.FPDFPageObj_SetIsActive(text, False)
            page.render(scale=CHECK_DPI / 72).to_numpy()
    document.close()


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def run() -> list[dict[str, Any]]:
    """One record: name, ratio (median over the papers), limit, milliseconds (median of a full check), papers."""
    inspectors = Inspectors()
    ratios, checks = [], []
    try:
        inspectors.warm()
        for path in sorted(SAMPLES.iterdir()):
            data = path.read_bytes() if path.suffix.lower() == ".pdf" else b""
            if not data or not inspectors.inspect(data).facts.acceptable:
                continue
            # Alternating, so that a busy machine slows both alike; the quickest of each is its own cost.
            check_it, plainly = partial(inspectors.inspect, data), partial(_draw_and_read, data)
            pairs = [(_seconds(check_it), _seconds(plainly)) for _ in range(_ROUNDS)]
            check, plain = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
            ratios.append(check / plain)
            checks.append(check)
    finally:
        inspectors.close()
    return [
        {
            "name": "papers.full_check_of_a_pdf",
            "ratio": round(statistics.median(ratios), 2),
            "limit": LIMIT,
            "milliseconds": round(1000 * statistics.median(checks), 1),
            "papers": len(ratios),
        }
    ]


def main() -> int:
    """Print one JSON line per record; 1 if a promise is broken."""
    records = run()
    for record in records:
        print(json.dumps(record, ensure_ascii=False))
    return int(any(record["ratio"] > record["limit"] for record in records))


if __name__ == "__main__":
    sys.exit(main())
