"""What comes out of the reading child: pictures with marks in the right places, or Word text to be laid out."""

import numpy as np
import pytest

from desktop_admin.contract.files import Box
from desktop_admin.papers.pages import PagePicture, PaperPages, WordText
from desktop_admin.papers.rendering import render
from desktop_admin.papers.word_html import html_text
from tests.papers import made
from tests.papers.conftest import manifest, sample

KINDS = ("name", "id_number", "company")


def rendered(name: str, **options: int) -> PaperPages | WordText:
    paper = sample(name)
    return render(paper.data, {kind: paper.person[kind] for kind in KINDS}, **options)


def shown(name: str, **options: int) -> PaperPages:
    return pictures_of(rendered(name, **options))


def read(name: str) -> WordText:
    return word_of(rendered(name))


def pictures_of(made: PaperPages | WordText) -> PaperPages:
    assert isinstance(made, PaperPages)
    return made


def word_of(made: PaperPages | WordText) -> WordText:
    assert isinstance(made, WordText)
    return made


def boxes(picture: PagePicture, kind: str) -> list[Box]:
    return [mark.box for mark in picture.marks if mark.kind == kind]


def pixels(picture: PagePicture) -> np.ndarray:
    return np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.stride // 4, 4)


def ink(picture: PagePicture, box: Box) -> float:
    """The share of dark or coloured pixels inside ``box``."""
    part = pixels(picture)[
        int(box.top * picture.height) : int((box.top + box.height) * picture.height) + 1,
        int(box.left * picture.width) : int((box.left + box.width) * picture.width) + 1,
        :3,
    ]
    return float((part.min(axis=2) < 160).mean())


@pytest.mark.parametrize(
    "name",
    [name for name, truth in manifest().items() if name.endswith(".pdf") and truth["acceptable"] and truth["text_extractable"] and not name.startswith("50")],
)  # fmt: skip
def test_marks_stand_on_ink(name: str) -> None:
    pages = shown(name, count=1)
    assert pages.kind == "pictures"
    (picture,) = pages.pictures
    for kind in KINDS:
        found = boxes(picture, kind)
        assert found, kind
        for box in found:
            assert box.page == 0
            assert 0 <= box.left <= box.left + box.width <= 1
            assert 0 <= box.top <= box.top + box.height <= 1
            assert ink(picture, box) > 0.05
    assert bool(boxes(picture, "seal")) == bool(manifest()[name]["red_seal"])


def test_a_text_over_a_line_break_has_one_box_per_line() -> None:
    (picture,) = shown("00-报名表.pdf").pictures
    upper, lower = boxes(picture, "id_number")
    assert lower.top >= upper.top + upper.height
    assert lower.left == pytest.approx(upper.left, abs=0.01)
    assert upper.width > 1.5 * lower.width


def test_a_turned_page_has_its_marks_turned() -> None:
    (picture,) = shown("64-横置.pdf").pictures
    assert picture.width > picture.height
    first, second = boxes(picture, "id_number")
    assert first.height > 5 * first.width
    assert second.left + second.width <= first.left
    (seal,) = boxes(picture, "seal")
    assert seal.left == pytest.approx(0.49, abs=0.02)
    assert seal.top == pytest.approx(0.16, abs=0.02)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_every_turn_and_a_shifted_box(turn: int) -> None:
    data = made.pdf(page=f"/Rotate {turn} /CropBox [40 100 600 780]")
    (picture,) = pictures_of(render(data, {"name": "Wang Wu"})).pictures
    (box,) = boxes(picture, "name")
    assert ink(picture, box) > 0.1
    blank = pixels(picture).copy()
    blank[
        int(box.top * picture.height) - 3 : int((box.top + box.height) * picture.height) + 4,
        int(box.left * picture.width) - 3 : int((box.left + box.width) * picture.width) + 4,
    ] = 255
    assert ink(picture, Box(0, 0, 0, 1, 1)) > ink(
        PagePicture(0, picture.width, picture.height, picture.stride, blank.tobytes(), ()), Box(0, 0, 0, 1, 1)
    )


def test_a_range_of_pages_at_a_width() -> None:
    pages = shown("66-十二页.pdf", first=3, count=2, width=800)
    assert pages.total == 12
    assert [picture.number for picture in pages.pictures] == [3, 4]
    assert {picture.width for picture in pages.pictures} == {800}
    assert {mark.box.page for picture in pages.pictures for mark in picture.marks} == {3, 4}
    assert all(len(picture.pixels) == picture.stride * picture.height for picture in pages.pictures)


def test_a_range_beyond_the_end_is_empty() -> None:
    assert shown("66-十二页.pdf", first=12, count=2).pictures == ()


def test_an_enormous_page_is_bounded() -> None:
    (picture,) = pictures_of(render(made.pdf(box="0 0 14400 14400"), {}, dpi=300)).pictures
    assert picture.width * picture.height <= 12_100_000


def test_word_is_read_to_be_laid_out() -> None:
    for name in ("01-报名表.docx", "65-其他软件另存.docx", "01-承诺书.doc"):
        word, person = read(name), sample(name).person
        assert person["company"] in word.text
        assert {kind for kind, _ in word.found} >= {"name", "company"}
        assert all(standing in word.text for _, standing in word.found)
        assert [picture for picture, _ in word.pictures] == ["picture-0"]
        assert '<img src="picture-0"' in word.html
        assert "版式" in word.note


def test_a_name_is_found_in_every_spelling_it_stands_in() -> None:
    body = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("王　五", "小王\u200b五金", "王五")
    )
    word = word_of(render(made.docx(body), {"name": "王五", "company": ""}))
    assert word.found == (("name", "王　五"), ("name", "王\u200b五"), ("name", "王五"))


def test_what_the_check_finds_is_marked_in_the_same_words() -> None:
    body = "<w:p><w:r><w:t>⻢超 522727-19910409-2775</w:t></w:r></w:p>"
    word = word_of(render(made.docx(body), {"name": "马超", "id_number": "522727199104092775"}))
    assert word.found == (("name", "⻢超"), ("id_number", "522727-19910409-2775"))


def test_a_name_over_a_line_break_is_found() -> None:
    word = word_of(
        render(made.docx("<w:p><w:r><w:t>王</w:t><w:br/><w:t>五</w:t></w:r></w:p>"), {"name": "王五"})
    )
    assert word.found == (("name", "王\u2028五"),)


def test_spellings_are_bounded() -> None:
    body = "".join(f"<w:p><w:r><w:t>王{chr(0x200B) * n}五</w:t></w:r></w:p>" for n in range(200))
    assert len(word_of(render(made.docx(body), {"name": "王五"})).found) == 64


def test_cells_stand_in_one_line_of_text() -> None:
    assert (
        html_text("<table><tr><td><p>姓名</p></td><td><p>王五</p></td></tr></table><p>尾</p>").split("\n")[0]
        == "姓名\t王五\t"
    )


def test_an_external_picture_does_not_hide_the_text() -> None:
    drawing = (
        '<w:p><w:r><w:t>请看图</w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:blipFill><a:blip r:link="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    data = made.docx(
        drawing, **{"word/_rels/document.xml.rels": made.relationships("image", "file:///etc/hostname")}
    )
    word = word_of(render(data, {}))
    assert word.text == "请看图"
    assert "［图片无法显示］" in word.html


@pytest.mark.parametrize(
    ("name", "code"),
    [("51-加密.pdf", "encrypted"), ("53-空文件.pdf", "empty"), ("54-图片改名.pdf", "wrong_type"), ("59-压缩炸弹.docx", "zip_bomb"), ("61-压缩包改名.docx", "wrong_type")],
)  # fmt: skip
def test_what_cannot_be_shown_says_why(name: str, code: str) -> None:
    pages = shown(name)
    assert pages.kind == "failed"
    assert pages.problem is not None
    assert pages.problem.code == code
    assert pages.pictures == ()


def test_refused_files_are_shown_where_that_is_harmless() -> None:
    assert shown("62-带脚本.pdf").kind == "pictures"
    assert read("60-带宏改名.docx").text


def test_many_pages_come_in_bounded_portions() -> None:
    data = made.pdf(pages=40)
    first = pictures_of(render(data, {}))
    assert first.total == 40
    assert 10 < len(first.pictures) < 40
    assert sum(len(picture.pixels) for picture in first.pictures) < 70_000_000
    following = pictures_of(render(data, {}, first=len(first.pictures), count=1))
    assert [picture.number for picture in following.pictures] == [len(first.pictures)]
