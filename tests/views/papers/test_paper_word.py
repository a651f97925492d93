"""Word text as pages: marks sit on the ink, nothing is loaded from outside, black on white."""

import base64
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRect, QUrl
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication

from desktop_admin.views.common import paper_word
from desktop_admin.views.common.paper_pages import A4_WIDTH, Mark

FAMILIES = ("Noto Sans SC",)
WIDTH = 1200


def _pixels(page: QImage) -> np.ndarray:
    """Height × width × (blue, green, red)."""
    flat = np.frombuffer(page.constBits(), np.uint8).reshape(page.height(), page.bytesPerLine())
    return flat[:, : page.width() * 4].reshape(page.height(), page.width(), 4)[:, :, :3]


def _ink(page: QImage, near: QRect | None = None) -> QRect:
    """The rectangle around everything dark."""
    area = near or page.rect()
    dark = _pixels(page)[area.top() : area.bottom() + 1, area.left() : area.right() + 1].max(axis=2) < 128
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return QRect(
        area.left() + int(columns[0]),
        area.top() + int(rows[0]),
        int(columns[-1] - columns[0]) + 1,
        int(rows[-1] - rows[0]) + 1,
    )


def _rect(mark: Mark, page: QImage) -> QRect:
    box = mark.box
    return QRect(
        round(box.left * page.width()),
        round(box.top * page.height()),
        round(box.width * page.width()),
        round(box.height * page.height()),
    )


@pytest.mark.parametrize("name", ["石国强", "龑䶮𬭸", "阿卜杜拉·买买提", "522701199302174938"])
@pytest.mark.parametrize("html", ["<p>　　　{}</p>", "<h1>{}</h1>", "<p>　<br/>　　{}</p>"])
def test_the_mark_sits_tight_on_the_ink(qapp: QApplication, html: str, name: str) -> None:
    """In a paragraph, a heading and after a line break; rare characters count as two units in Qt."""
    document = paper_word.from_html(html.format(name), FAMILIES)
    page = paper_word.pictures(document, WIDTH)[0]
    (mark,) = paper_word.marks(document, {"name": name})
    ink, box = _ink(page), _rect(mark, page)
    slack = round(0.35 * ink.height())
    assert box.adjusted(-2, -2, 2, 2).contains(ink), (box, ink)
    assert abs(box.left() - ink.left()) <= slack
    assert abs(box.right() - ink.right()) <= slack
    assert box.height() <= ink.height() + 2 * slack


def test_marks_in_a_table_and_with_blanks(qapp: QApplication) -> None:
    """王　五 is 王五; a cell has its own place."""
    html = "<table><tr><td>姓名</td><td>王　五</td></tr><tr><td>单位</td><td>荔波达鑫劳务有限公司</td></tr></table>"
    document = paper_word.from_html(html, FAMILIES)
    marks = {
        mark.label: mark.box
        for mark in paper_word.marks(document, {"name": "王五", "company": "荔波达鑫劳务有限公司"})
    }
    assert marks["name"].left == pytest.approx(marks["company"].left, abs=0.01)
    assert marks["name"].left > 0.3
    assert marks["name"].top < marks["company"].top


def test_one_mark_for_each_line(qapp: QApplication) -> None:
    value = "黔南州" + "建筑装饰工程" * 12 + "有限公司"
    document = paper_word.from_html(f"<p>本企业（{value}）郑重承诺</p>", FAMILIES)
    first, second = paper_word.marks(document, {"company": value})
    assert second.box.top > first.box.top + first.box.height / 2
    assert first.box.left + first.box.width == pytest.approx(1 - paper_word.MARGIN / A4_WIDTH, abs=0.03)
    assert second.box.left == pytest.approx(paper_word.MARGIN / A4_WIDTH, abs=0.002)


def test_marks_on_the_second_page(qapp: QApplication) -> None:
    document = paper_word.from_html("<p>前面的内容</p>" * 45 + "<p>石国强</p>", FAMILIES)
    pages = paper_word.pictures(document, WIDTH)
    (mark,) = paper_word.marks(document, {"name": "石国强"})
    assert mark.box.page == 1
    assert len(pages) == 2
    box = _rect(mark, pages[1])
    assert box.adjusted(-2, -2, 2, 2).contains(_ink(pages[1], box.adjusted(-40, -6, 40, 6)))


def test_every_width_has_the_same_lines(qapp: QApplication) -> None:
    """Marks are worked out once; the picture at another size must not break lines elsewhere."""
    document = paper_word.from_html("<p>" + "申请人员石国强所提交材料真实有效，" * 20 + "</p>", FAMILIES)
    small, large = (paper_word.pictures(document, width)[0] for width in (640, 1280))
    assert _ink(large).height() == pytest.approx(2 * _ink(small).height(), abs=6)
    assert _ink(large).right() == pytest.approx(2 * _ink(small).right(), abs=6)


def test_paper_is_black_on_white_in_the_dark_too(qapp: QApplication) -> None:
    before = qapp.palette()
    dark = QPalette(before)
    dark.setColor(QPalette.ColorRole.Text, QColor("white"))
    dark.setColor(QPalette.ColorRole.Base, QColor("black"))
    qapp.setPalette(dark)
    try:
        page = paper_word.pictures(paper_word.from_html("<p>石国强</p>", FAMILIES), 640)[0]
    finally:
        qapp.setPalette(before)
    assert QColor(page.pixel(2, 2)) == QColor("white")
    assert _ink(page).height() > 5


def _picture(path: Path | None, colour: str, width: int = 300, height: int = 200) -> str:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    if path is not None:
        assert image.save(str(path))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.data().data()).decode()


def _are(page: QImage, colour: str) -> np.ndarray:
    """Where the page has exactly this colour."""
    wanted = QColor(colour)
    return (_pixels(page) == (wanted.blue(), wanted.green(), wanted.red())).all(axis=2)


def test_nothing_outside_the_text_is_loaded(qapp: QApplication, tmp_path: Path) -> None:
    """A picture on disk that the HTML names stays out; one written into the HTML is drawn."""
    there = tmp_path / "secret.png"
    inside = _picture(there, "#ff0000")
    for source in (there.as_uri(), str(there), "http://127.0.0.1:9/x.png", "qrc:/x.png"):
        document = paper_word.from_html(f'<p>文<img src="{source}"/></p>', FAMILIES)
        page = paper_word.pictures(document, 640)[0]
        assert not _are(page, "#ff0000").any()
        resource = document.loadResource(2, QUrl(source))
        assert (resource.width(), resource.height()) == (1, 1)
    document = paper_word.from_html(f'<p>文<img src="{inside}"/></p>', FAMILIES)
    assert _are(paper_word.pictures(document, 640)[0], "#ff0000").sum() > 10000


@pytest.mark.parametrize(("width", "height"), [(1000, 300), (300, 1000), (1000, 1000)])
def test_a_large_picture_is_fitted_not_cut(qapp: QApplication, width: int, height: int) -> None:
    document = paper_word.from_html(
        f'<p><img src="{_picture(None, "#0000ff", width, height)}"/></p>', FAMILIES
    )
    pages = paper_word.pictures(document, A4_WIDTH)
    assert len(pages) == 1
    rows, columns = np.nonzero(_are(pages[0], "#0000ff"))
    assert (columns.max() - columns.min()) / (rows.max() - rows.min()) == pytest.approx(
        width / height, rel=0.02
    )
    assert columns.max() <= A4_WIDTH - paper_word.MARGIN


@pytest.mark.parametrize(
    "source",
    ["data:image/png;base64,AAAA", "data:image/png;base64,@@@", "data:image/svg+xml;base64,PHN2Zy8+"],
)
def test_a_broken_picture_is_nothing(qapp: QApplication, source: str) -> None:
    document = paper_word.from_html(f'<p>石国强<img src="{source}"/></p>', FAMILIES)
    assert document.picture(source).width() == 1
    assert len(paper_word.pictures(document, 640)) == 1
