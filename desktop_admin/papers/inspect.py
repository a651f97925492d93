"""The verdict on an uploaded file: what it is, whether it is safe, its text and its seal.

Pure and without state; runs in a child process (:mod:`workers`), because the
file is hostile until proven otherwise. The verdict depends on the bytes alone:
not on the file's name (facts are kept by hash), not on the clock, and not on
what is installed on the machine.
"""

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from desktop_admin.contract.files import Box, FileFacts, Inspection, Problem, RedSeal
from desktop_admin.papers import kinds
from desktop_admin.papers.faults import MAX_BYTES, MAX_PAGES, fault, readable_size
from desktop_admin.papers.found import legible
from desktop_admin.papers.pdf_signs import MOST_SIGNS
from desktop_admin.papers.versions import INSPECTOR
from desktop_admin.rules.paper_reading import kept_pages, read_pages

if TYPE_CHECKING:
    from desktop_admin.papers.pdf import Page
    from desktop_admin.papers.pdf_doubts import Doubts

#: Every second pixel of that suffices for the search and costs a quarter.
_STEP: Final = 2
#: Beyond this nothing but the kind is looked at.
_HOPELESS_BYTES: Final = 16 * 1024 * 1024


@dataclass
class _Findings:
    """What is known so far; ``pages`` stays None for Word."""

    problems: list[Problem] = field(default_factory=list)
    pages: int | None = None
    text: list[str] = field(default_factory=list)
    red_seal: RedSeal = RedSeal.UNKNOWN
    seals: list[Box] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    layer: bool = False
    left_out: bool = False
    unproven: bool = False
    signs_left: int = MOST_SIGNS


def inspect(data: bytes, file_name: str = "") -> Inspection:
    """Everything about ``data``; all faults at once where one does not hide the others. Never raises for a bad file.

    ``file_name`` is taken so that callers may pass what they have; it is never looked at. A seal is searched
    for in acceptable files only: of the others it says “unknown”.
    """
    kind = kinds.media_type(data)
    findings = _Findings()
    if not data:
        findings.problems.append(fault("empty"))
    if len(data) > MAX_BYTES:
        findings.problems.append(fault("too_large", size=readable_size(len(data))))
    if kind not in kinds.ACCEPTED and data:
        findings.problems.extend(_refused_kind(kind, data, findings))
    elif len(data) <= _HOPELESS_BYTES and kind in kinds.ACCEPTED:
        {kinds.PDF: _pdf, kinds.DOCX: _docx, kinds.DOC: _doc}[kind](data, findings)
    problems = tuple(dict.fromkeys(findings.problems))
    text, _ = kept_pages(findings.text)
    return Inspection(
        FileFacts(
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            media_type=kind,
            acceptable=not problems,
            problems=problems,
            pages=findings.pages,
            has_text=legible(text),
            red_seal=findings.red_seal,
            seals=tuple(findings.seals),
            blank_pages=tuple(findings.blank),
            inspector=INSPECTOR,
        ),
        text,
        read_pages(
            findings.text,
            hidden=findings.hidden,
            left_out=findings.left_out,
            layer=findings.layer,
            unproven=findings.unproven,
        ),
    )


def _refused_kind(kind: str, data: bytes, findings: _Findings) -> list[Problem]:
    if kind == kinds.LOCKED:
        return [fault("encrypted")]
    if kind == kinds.DOCM:  # readable, and its text helps whoever asks for another copy
        if len(data) <= _HOPELESS_BYTES:
            _docx(data, findings)
        return [] if any(problem.code == "macros" for problem in findings.problems) else [fault("macros")]
    return [fault("wrong_type", found=kinds.NAMES.get(kind, kind))]


def _pdf(data: bytes, findings: _Findings) -> None:
    from desktop_admin.papers import pdf, pdf_faults

    if pdf_faults.cut_short(data):
        findings.problems.append(fault("damaged", detail="文件结尾缺失，可能没有传完"))
        return
    try:
        with pdf.opened(data) as document:
            structure = pdf_faults.structure(data)
            findings.problems.extend(structure.problems)
            findings.pages = len(document)
            if not findings.pages:
                findings.problems.append(fault("damaged", detail="没有任何页面"))
            if findings.pages > MAX_PAGES:
                findings.problems.append(fault("too_many_pages", pages=findings.pages, limit=MAX_PAGES))
                return
            _pdf_pages(document, structure.doubts, findings)
    except pdf.CannotOpen as error:
        findings.problems.append(fault("encrypted") if error.encrypted else fault("damaged", detail="打不开"))


def _pdf_pages(document: pypdfium2.PdfDocument, doubts: "Doubts", findings: _Findings) -> None:
    from desktop_admin.papers import pdf
    from desktop_admin.papers.seals import look

    search = not findings.problems
    doubtful = False
    for number in range(len(document)):
        try:
            with pdf.Page(document, number, doubts) as page:
                if not page.sane:
                    raise pypdfium2.PdfiumError("page without area")
                if not search:  # refused as it is: nothing will be compared with its text
                    findings.text.append(page.text())
                    findings.unproven = True
                    continue
                scale = page.check_scale
                with page.drawn(scale) as whole:
                    text = _seen_text(page, whole, scale, findings)
                    # As 4-byte numbers: copying whole pixels is much quicker than bytes one by one.
                    pixels = whole.view(np.uint32)[::_STEP, ::_STEP].copy().view(np.uint8)
                seen = look(pixels[:, :, 2::-1], page.width * pdf.MM_PER_POINT / pixels.shape[1])
                findings.seals.extend(
                    Box(number, seal.left, seal.top, seal.width, seal.height) for seal in seen.seals
                )
                if seen.blank and not text.strip():
                    findings.blank.append(number)
                doubtful |= seen.doubtful
                if not seen.coloured and not seen.blank:
                    # Grey where colour could have been: nothing can be said of a red seal. A page without
                    # text is a scan however small its images seem (they may stand in a scaled form).
                    share = page.image_share()
                    doubtful |= share >= pdf.SCAN_SHARE or (share > 0 and not legible([text]))
        except pypdfium2.PdfiumError:
            findings.text.append("")
            findings.problems.append(fault("damaged", detail=f"第 {number + 1} 页打不开"))
    if findings.problems:
        findings.seals.clear()
        findings.blank.clear()
    elif findings.seals:
        findings.red_seal = RedSeal.YES
    else:
        findings.red_seal = RedSeal.UNKNOWN if doubtful else RedSeal.NO


def _seen_text(page: "Page", picture: NDArray[np.uint8], scale: float, findings: _Findings) -> str:
    """The text of a page as far as a person sees it; what else there is goes to ``findings``."""
    sight = page.sight(picture, scale, findings.signs_left)
    findings.signs_left -= sight.looked
    findings.text.append(sight.text)
    findings.layer |= sight.layer
    findings.left_out |= sight.left_out
    if sight.hidden:
        findings.hidden.add(page.number)
    return sight.text


def _docx(data: bytes, findings: _Findings) -> None:
    from desktop_admin.papers import word_bounds, word_html, word_seen
    from desktop_admin.papers.archive import unpack
    from desktop_admin.papers.pictures import red_seal
    from desktop_admin.papers.word_faults import package_faults
    from desktop_admin.papers.word_package import Package

    parts, problems = unpack(data)
    if not problems:
        problems = word_bounds.beyond_docx(parts)
    findings.problems.extend(problems)
    if problems:
        return
    package = Package(parts)
    findings.problems.extend(package_faults(package))
    try:
        seen = word_seen.seen(package)
        if beyond := word_bounds.beyond_docx(seen.new):
            findings.problems.extend(beyond)
            return
        findings.text.append(word_html.html_text(word_html.to_html(seen), counted=True))
    except ValueError:
        findings.problems.append(fault("damaged", detail="正文读不出来"))
        return
    findings.hidden |= {0} if seen.hidden else set()
    findings.left_out |= seen.unsure
    if not findings.problems:
        findings.red_seal = red_seal(seen.pictures)


def _doc(data: bytes, findings: _Findings) -> None:
    from desktop_admin.papers import word_bounds
    from desktop_admin.papers.pictures import red_seal
    from desktop_admin.papers.word_doc import read_doc

    doc = read_doc(data)
    findings.problems.extend(doc.problems)
    beyond = word_bounds.beyond_doc(doc.text, doc.pictures)
    findings.problems.extend(beyond)
    if beyond:
        return
    findings.text.append(doc.text)
    findings.unproven = True  # its looks are read by nobody here: it may say anything in white
    if not findings.problems:
        findings.red_seal = red_seal(doc.pictures)
