"""One place that turns a planned paper into the bytes of a file."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics

from desktop_admin.contract.submissions import Slot
from desktop_admin.demo import papers_bad
from desktop_admin.demo.pages import Look
from desktop_admin.demo.paper_text import Application
from desktop_admin.demo.papers_doc import DocWriter
from desktop_admin.demo.papers_docx import DocxWriter
from desktop_admin.demo.papers_pdf import PdfWriter
from desktop_admin.demo.papers_scan import Scanner
from desktop_admin.demo.seals import Seals, Typefaces
from desktop_admin.reports.fonts import BOLD, REGULAR, register_fonts


class Style(StrEnum):
    """In what form a paper arrives, and what is wrong with it."""

    TEXT = "text"
    SCAN = "scan"
    GREY_SCAN = "grey_scan"
    DOCX = "docx"
    DOC = "doc"
    NO_SEAL = "no_seal"
    WRONG_NAME = "wrong_name"
    ENCRYPTED = "encrypted"
    TRUNCATED = "truncated"
    EMPTY = "empty"
    OVERSIZE = "oversize"


#: Files no learner could upload: they were taken elsewhere and are kept as received (R14).
UNACCEPTABLE = frozenset({Style.ENCRYPTED, Style.TRUNCATED, Style.EMPTY, Style.OVERSIZE})


@dataclass(frozen=True)
class Paper:
    """A planned paper: two equal plans give the same bytes. ``seed`` moves seal, signature and scanner."""

    slot: Slot
    application: Application
    style: Style
    seed: str


@dataclass(frozen=True)
class Resources:
    """The files of the program the papers are made from."""

    regular_font: Path
    bold_font: Path
    letter_template: Path


class Mill:
    """Makes papers. Not for several threads at once: reportlab reads fonts with one shared position."""

    def __init__(self, resources: Resources) -> None:
        register_fonts(resources.regular_font, resources.bold_font)
        for name in (REGULAR, BOLD):
            _keep_tables(pdfmetrics.getFont(name).face)
        seals = Seals(Typefaces(resources.regular_font, resources.bold_font))
        self._pdf = PdfWriter(seals)
        self._docx = DocxWriter(seals)
        self._scanner = Scanner(seals)
        self._doc = DocWriter(resources.letter_template.read_bytes(), seals)

    def make(self, paper: Paper) -> bytes:
        """The file's bytes. A registration form as .doc is a .docx: there is a template for the letter only."""
        look = Look(paper.seed, sealed=paper.style is not Style.NO_SEAL)
        letter = paper.slot is Slot.COMMITMENT_LETTER
        match paper.style:
            case Style.SCAN | Style.GREY_SCAN:
                scan = self._scanner.letter if letter else self._scanner.form
                return scan(paper.application, look, grey=paper.style is Style.GREY_SCAN)
            case Style.DOC if letter:
                return self._doc.letter(paper.application)
            case Style.DOC | Style.DOCX:
                return (self._docx.letter if letter else self._docx.form)(paper.application, look)
            case Style.EMPTY:
                return papers_bad.empty()
            case Style.ENCRYPTED:
                return papers_bad.encrypted(paper.seed)
            case Style.TRUNCATED:
                return papers_bad.truncated(self._text(paper.application, look, letter))
            case Style.OVERSIZE:
                return papers_bad.oversize(self._text(paper.application, look, letter), paper.seed)
            case Style.WRONG_NAME:
                return self._text(_of_somebody_else(paper.application), look, letter)
            case Style.TEXT | Style.NO_SEAL:
                return self._text(paper.application, look, letter)

    def _text(self, application: Application, look: Look, letter: bool) -> bytes:
        return (self._pdf.letter if letter else self._pdf.form)(application, look)


def _keep_tables(face: Any) -> None:
    """Let a font read each of its tables once and make a subset once that the paper before had too.

    reportlab copies 8 MB of outlines for every document; the bold titles need the same few characters each time.
    """
    if hasattr(face.get_table, "cache_info"):
        return
    face.get_table = functools.cache(face.get_table)
    make = face.makeSubset
    known = functools.lru_cache(maxsize=8)(lambda characters: make(list(characters)))
    face.makeSubset = lambda characters: known(tuple(characters))


@functools.lru_cache(maxsize=1)
def _mill(resources: Resources) -> Mill:
    """One mill for all batches: fonts, characters and the companies' seals are drawn once."""
    return Mill(resources)


def make_papers(resources: Resources, papers: Sequence[Paper]) -> list[bytes]:
    """The bytes of several papers, in order: one call for another process."""
    mill = _mill(resources)
    return [mill.make(paper) for paper in papers]


def file_name(paper: Paper) -> str:
    """The name the file has when it arrives, as people name their files."""
    title = "企业法人承诺书" if paper.slot is Slot.COMMITMENT_LETTER else "三类人员报名表"
    short = title[-3:]
    person = paper.application.person
    match paper.style:
        case Style.SCAN | Style.GREY_SCAN:
            return f"扫描_{paper.application.written:%Y%m%d}_{short}.pdf"
        case Style.DOC if paper.slot is Slot.COMMITMENT_LETTER:
            return f"{title}（{person.name}）.doc"
        case Style.DOC | Style.DOCX:
            return f"{title}（{person.name}）.docx"
    return (f"{title}.pdf", f"{person.name}{short}.pdf", f"{short}-{person.company.name}-{person.name}.pdf")[
        person.key % 3
    ]


def _of_somebody_else(application: Application) -> Application:
    """The paper of a colleague, taken from the wrong folder: another name in the same company."""
    person = application.person
    other = f"{person.name[0]}志强" if person.male else f"{person.name[0]}丽华"
    return replace(application, person=replace(person, name=other))
