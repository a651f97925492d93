"""Word papers are laid out in a child with limits: pages, marks, refusals, and children that hang or die."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from desktop_admin.papers.pages import PaperPages, WordText
from desktop_admin.papers.word_pages import WordPages
from desktop_admin.papers.workers import Inspectors
from resources.paths import resource
from tests.papers import made, word_heavy, word_made
from tests.papers.conftest import sample

pytestmark = pytest.mark.alone

FONTS = (str(resource("fonts/NotoSansSC-Regular.ttf")),)
ROOT = Path(__file__).parents[2]
KEY = ("0" * 64, ())


def word(html: str, text: str = "文字", *found: tuple[str, str]) -> WordText:
    return WordText(html, (), text, "版式可能不同", found)


def hard(depth: int = 11) -> str:
    """Two tables in each cell: Qt takes 4 times as long for each level, some minutes for this."""
    inside = hard(depth - 1) * 2 if depth else "<p>文</p>"
    return f"<table><tr><td>{inside}</td></tr></table>" if depth else inside


def show(pages: WordPages, text: WordText, key: str = "0", count: int | None = None) -> PaperPages:
    return pages.pages((key, ()), text, 0, count, 320, 0)


@pytest.fixture
def pages() -> Iterator[WordPages]:
    made = WordPages(FONTS)
    yield made
    made.close()


@pytest.fixture
def reading() -> Iterator[Inspectors]:
    made = Inspectors(fonts=FONTS)
    yield made
    made.close()


_OTHERS: set[int] = set()


@pytest.fixture(autouse=True)
def others() -> None:
    """Children that tests before this one keep for their whole run are not looked at."""
    _OTHERS.clear()
    _OTHERS.update(_layout_children())


def _spent(child: int) -> float:
    """Seconds of the processor that a child has used."""
    return float(psutil.Process(child).cpu_times().user)


def _until_it_works(child: int, before: float) -> None:
    """It is in the middle: it has used up some of the processor since."""
    limit = time.monotonic() + 60
    while _spent(child) < before + 0.1:
        assert time.monotonic() < limit, "the layout has not begun"
        time.sleep(0.01)


def _layout_children() -> set[int]:
    """Our children that have Qt loaded and were started by this test."""
    found = set()
    for child in psutil.Process().children(recursive=True):
        try:
            if any("QtGui" in mapped.path for mapped in child.memory_maps()):
                found.add(child.pid)
        except psutil.Error:
            continue
    return found - _OTHERS


def test_word_comes_as_pictures_with_marks(reading: Inspectors) -> None:
    paper = sample("01-报名表.docx")
    needles = {kind: paper.person[kind] for kind in ("name", "id_number", "company")}
    shown = reading.pages(paper.data, needles=needles, width=640)
    assert (shown.kind, shown.total) == ("pictures", 1)
    (picture,) = shown.pictures
    assert picture.width == 640
    assert len(picture.pixels) == picture.stride * picture.height
    assert {mark.kind for mark in picture.marks} == set(needles)
    assert "版式" in shown.note


def test_sixty_pages_are_shown_and_sixty_one_are_refused(reading: Inspectors) -> None:
    sixty = reading.pages(word_heavy.pages(60), first=58, count=6, width=160)
    assert (sixty.total, [picture.number for picture in sixty.pictures]) == (60, [58, 59])
    more = reading.pages(word_heavy.pages(61), first=0, count=6, width=160)
    assert more.kind == "failed"
    assert more.problem is not None
    assert (more.problem.code, more.pictures) == ("too_many_pages", ())
    assert "61 页" in more.problem.message
    assert more.text.startswith(word_heavy.WORDS)


@pytest.mark.parametrize(
    "blanks", [" " * 100_000, "\u3000" * 70_000, "</w:t></w:r><w:r><w:t>".join(["\u3000" * 300] * 300)]
)
def test_blanks_without_end_are_laid_out(reading: Inspectors, blanks: str) -> None:
    """Of more than 65,535 in one paragraph Qt makes lines for ever."""
    text = f'<w:r><w:t xml:space="preserve">甲{blanks}王五</w:t></w:r>'
    made_of = reading.pages(made.docx(word_made.paragraph(text)), needles={"name": "王五"})
    assert made_of.kind == "pictures"
    assert [mark.kind for page in made_of.pictures for mark in page.marks] == ["name"]


def test_many_pages_come_in_bounded_portions(reading: Inspectors) -> None:
    data = word_heavy.pages(20)
    first = reading.pages(data, width=1600)
    assert first.total == 20
    assert sum(len(picture.pixels) for picture in first.pictures) <= 64_000_000
    following = reading.pages(data, first=len(first.pictures), count=1, width=1600)
    assert [picture.number for picture in following.pictures] == [len(first.pictures)]


def test_what_looks_like_html_is_text(reading: Inspectors) -> None:
    text = "&lt;script&gt;&lt;table&gt;&lt;td colspan=99999&gt;王五&amp;amp;"
    shown = reading.pages(made.docx(word_heavy.paragraph(text)), needles={"name": "王五"}, width=320)
    assert shown.total == 1
    assert [mark.kind for mark in shown.pictures[0].marks] == ["name"]


def test_lists_links_fields_and_boxes_are_laid_out(reading: Inspectors) -> None:
    body = (
        word_heavy.table(word_heavy.cell(word_heavy.nested(3)), word_heavy.cell())
        + '<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
        + '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>'
        + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        + f"<w:p><w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent>{word_heavy.paragraph('框中王五')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
        + word_heavy.paragraph("\u202e\u200b𬭸\ufe0f" + "a\u0301" * 500)
    )
    link = made.relationships("hyperlink", "https://example.com")
    data = made.docx(body, **{"word/_rels/document.xml.rels": link})
    shown = reading.pages(data, needles={"name": "王五"}, width=320)
    assert (shown.kind, shown.total) == ("pictures", 1)
    assert [mark.kind for mark in shown.pictures[0].marks] == ["name"]


def test_a_layout_that_hangs_is_stopped_and_the_words_are_shown() -> None:
    pages = WordPages(FONTS, seconds=2)
    try:
        text = word(hard(), "王五的文字\n第二行", ("name", "王五"))
        before = show(pages, word("<p>文</p>"), "1")
        shown = show(pages, text)
        assert before.total == 1
        assert (shown.kind, shown.total) == ("pictures", 1)
        assert "只有文字" in shown.note
        assert [mark.kind for mark in shown.pictures[0].marks] == ["name"]
        began = time.monotonic()
        assert "只有文字" in show(pages, text).note
        assert time.monotonic() - began < 1.9, "what hangs is not tried a second time"
    finally:
        pages.close()


def test_a_layout_that_swells_is_stopped_too() -> None:
    """Too little memory for Qt at all: not even the words, but how they begin, and the way out."""
    pages = WordPages(FONTS, megabytes=15)
    try:
        shown = show(pages, word(hard(), "王五的文字"))
    finally:
        pages.close()
    assert shown.kind == "failed"
    assert shown.text == "王五的文字"
    assert shown.problem is not None
    assert shown.problem.code == "not_laid_out"
    assert "用 Word 打开" in shown.problem.message


def test_a_child_killed_in_the_middle_is_replaced(pages: WordPages) -> None:
    show(pages, word("<p>文</p>"), "1")
    (child,) = _layout_children()
    with ThreadPoolExecutor(1) as threads:
        before = _spent(child)
        answer = threads.submit(show, pages, word(hard(), "王五的文字"))
        _until_it_works(child, before)
        psutil.Process(child).kill()
        assert "只有文字" in answer.result(20).note
    assert show(pages, word("<p>文</p>"), "2").total == 1
    assert _layout_children() - {child}


def test_two_at_once_both_get_theirs(pages: WordPages) -> None:
    with ThreadPoolExecutor(4) as threads:
        texts = [word("<p>文</p>" * (30 * n + 1), "", ("n", "文")) for n in range(8)]
        totals = list(threads.map(lambda n: show(pages, texts[n], str(n)).total, range(8)))
    assert totals == sorted(totals)
    assert len(set(totals)) > 3
    assert len(_layout_children()) == 1


def test_closing_does_not_wait_for_a_layout(pages: WordPages) -> None:
    show(pages, word("<p>文</p>"), "1")
    (child,) = _layout_children()
    answers: list[PaperPages] = []
    waiting = threading.Thread(target=lambda: answers.append(show(pages, word(hard()))))
    before = _spent(child)
    waiting.start()
    _until_it_works(child, before)
    began = time.monotonic()
    pages.close()
    waiting.join(10)
    assert time.monotonic() - began < 5
    (answer,) = answers
    assert answer.problem is not None
    assert answer.problem.code == "closed"
    assert not _layout_children()


def test_the_child_ends_when_there_is_no_word_for_a_while() -> None:
    pages = WordPages(FONTS, idle=0.3)
    try:
        assert show(pages, word("<p>文</p>")).total == 1
        until = time.monotonic() + 10
        while _layout_children() and time.monotonic() < until:
            time.sleep(0.05)
        assert not _layout_children()
        assert show(pages, word("<p>文</p>")).total == 1
    finally:
        pages.close()


def test_no_child_is_started_without_a_word_paper() -> None:
    inspectors = Inspectors(fonts=FONTS)
    try:
        inspectors.pages(sample("00-报名表.pdf").data, width=320)
        inspectors.inspect(sample("01-报名表.docx").data)
        assert not _layout_children()
    finally:
        inspectors.close()


def test_the_layout_loads_nothing_of_ours_and_ends_in_order() -> None:
    """By itself, as in the child: Qt without a display, no other room, exit status 0 with its document alive."""
    program = (
        "import sys; from desktop_admin.layout.job import lay_out;"
        f"print(lay_out('<p>文</p>', (), (), ({FONTS[0]!r},), 0, 1, 160, 60)[0]);"
        "print(*sorted({n.split('.')[1] for n in sys.modules if n.startswith('desktop_admin.')}));"
        "print('PySide6.QtWidgets' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == ["1", "layout", "False"]
    assert done.stderr == ""
