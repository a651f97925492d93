"""The verdict on an uploaded file: what it is, whether it is safe, its text and its seal.

Pure and without state; runs in a child process (:mod:`workers`), because the
file is hostile until proven otherwise. The verdict depends on the bytes alone:
not on the file's name (facts are kept by hash), not on the clock, and not on
what is installed on the machine.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Final

import pypdfium2

from desktop_admin.contract.files import Box, FileFacts, Inspection, Problem, RedSeal
from desktop_admin.papers import kinds
from desktop_admin.papers.faults import MAX_BYTES, MAX_PAGES, fault, readable_size
from desktop_admin.papers.found import legible
from desktop_admin.papers.versions import INSPECTOR

#: Seals are looked for at this resolution; a seal's outline is then 5 pixels wide.
CHECK_DPI: Final = 110.0
#: Every second pixel of that suffices for the search and costs a quarter.
_STEP: Final = 2
#: Images on that much of a page make it a scan, even with a text layer from character recognition.
_SCAN_SHARE: Final = 0.5
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
    return Inspection(
        FileFacts(
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            media_type=kind,
            acceptable=not problems,
            problems=problems,
            pages=findings.pages,
            has_text=legible(findings.text),
            red_seal=findings.red_seal,
            seals=tuple(findings.seals),
            blank_pages=tuple(findings.blank),
            inspector=INSPECTOR,
        ),
        tuple(findings.text),
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
            findings.problems.extend(pdf_faults.structure_faults(data))
            findings.pages = len(document)
            if not findings.pages:
                findings.problems.append(fault("damaged", detail="没有任何页面"))
            if findings.pages > MAX_PAGES:
                findings.problems.append(fault("too_many_pages", pages=findings.pages, limit=MAX_PAGES))
                return
            _pdf_pages(document, findings)
    except pdf.CannotOpen as error:
        findings.problems.append(fault("encrypted") if error.encrypted else fault("damaged", detail="打不开"))


def _pdf_pages(document: pypdfium2.PdfDocument, findings: _Findings) -> None:
    from desktop_admin.papers import pdf
    from desktop_admin.papers.seals import look

    search = not findings.problems
    doubtful = False
    for number in range(len(document)):
        try:
            with pdf.Page(document, number) as page:
                if not page.sane:
                    raise pypdfium2.PdfiumError("page without area")
                text = page.text()
                findings.text.append(text)
                if not search:
                    continue
                pixels = page.picture(CHECK_DPI / 72, _STEP)
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
                    doubtful |= share >= _SCAN_SHARE or (share > 0 and not legible([text]))
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


def _docx(data: bytes, findings: _Findings) -> None:
    from desktop_admin.papers import word_docx
    from desktop_admin.papers.archive import unpack
    from desktop_admin.papers.pictures import red_seal

    parts, problems = unpack(data)
    findings.problems.extend(problems)
    if problems:
        return
    findings.problems.extend(word_docx.package_faults(parts))
    try:
        findings.text.append(word_docx.html_text(word_docx.to_html(data, parts, pictures=False)))
    except ValueError:
        findings.problems.append(fault("damaged", detail="正文读不出来"))
    if not findings.problems:
        findings.red_seal = red_seal(word_docx.pictures_of(parts))


def _doc(data: bytes, findings: _Findings) -> None:
    from desktop_admin.papers.pictures import red_seal
    from desktop_admin.papers.word_doc import read_doc

    doc = read_doc(data)
    findings.problems.extend(doc.problems)
    findings.text.append(doc.text)
    if not findings.problems:
        findings.red_seal = red_seal(doc.pictures)
