"""Every word a person sees on the pages of a PDF, with its place. Runs in a child process.

Apart from :mod:`rendering` because it looks for nothing: it is asked only when two versions are compared.
"""

import pypdfium2

from desktop_admin.papers import pdf
from desktop_admin.papers.faults import MAX_PAGES
from desktop_admin.papers.pages import Place
from desktop_admin.papers.pdf_doubts import doubts_of


def standing(data: bytes) -> tuple[Place, ...]:
    """The words in the order in which they are read; none for a scan, and for a file that cannot be opened."""
    places: list[Place] = []
    try:
        with pdf.opened(data) as document:
            doubts = doubts_of(data)
            for number in range(min(len(document), MAX_PAGES)):
                with pdf.Page(document, number, doubts) as page:
                    if page.sane:
                        scale = page.check_scale
                        places += page.standing(page.sight(page.picture(scale), scale))
    except (pdf.CannotOpen, pypdfium2.PdfiumError):
        return ()
    return tuple(places)
