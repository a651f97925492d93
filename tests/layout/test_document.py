"""Word text as pages: marks sit on the ink, nothing is loaded from outside, black on white."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRect, QUrl
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication

from desktop_admin.layout.document import MARGIN, SealedDocument, from_html, picture
from desktop_admin.layout.document import WIDTH as A4_WIDTH
from desktop_admin.layout.places import MOST, Place, places

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


def _laid(html: str, pictures: dict[str, bytes] | None = None) -> SealedDocument:
    return from_html(html, pictures or {}, FAMILIES)


def _pages(document: SealedDocument, width: int) -> list[QImage]:
    return [picture(document, number, width) for number in range(document.pageCount())]


def _rect(place: Place, page: QImage) -> QRect:
    _, _, left, top, width, height = place
    return QRect(
        round(left * page.width()),
        round(top * page.height()),
        round(width * page.width()),
        round(height * page.height()),
    )


@pytest.mark.parametrize("name", ["石国强", "龑䶮𬭸", "阿卜杜拉·买买提", "522701199302174938"])
@pytest.mark.parametrize("html", ["<p>　　　{}</p>", "<h1>{}</h1>", "<p>　<br/>　　{}</p>"])
def test_the_mark_sits_tight_on_the_ink(qapp: QApplication, html: str, name: str) -> None:
    """In a paragraph, a heading and after a line break; rare characters count as two units in Qt."""
    document = _laid(html.format(name))
    page = _pages(document, WIDTH)[0]
    (mark,) = places(document, [("name", name)])
    ink, box = _ink(page), _rect(mark, page)
    slack = round(0.35 * ink.height())
    assert box.adjusted(-2, -2, 2, 2).contains(ink), (box, ink)
    assert abs(box.left() - ink.left()) <= slack
    assert abs(box.right() - ink.right()) <= slack
    assert box.height() <= ink.height() + 2 * slack


def test_marks_in_a_table_and_with_blanks(qapp: QApplication) -> None:
    """王　五 is 王五; a cell has its own place."""
    html = "<table><tr><td>姓名</td><td>王　五</td></tr><tr><td>单位</td><td>荔波达鑫劳务有限公司</td></tr></table>"
    document = _laid(html)
    name, company = places(document, [("name", "王　五"), ("company", "荔波达鑫劳务有限公司")])
    assert name[2] == pytest.approx(company[2], abs=0.01)
    assert name[2] > 0.3
    assert name[3] < company[3]


def test_one_mark_for_each_line(qapp: QApplication) -> None:
    value = "黔南州" + "建筑装饰工程" * 12 + "有限公司"
    document = _laid(f"<p>本企业（{value}）郑重承诺</p>")
    first, second = places(document, [("company", value)])
    _, _, left, top, width, height = first
    assert second[3] > top + height / 2
    assert left + width == pytest.approx(1 - MARGIN / A4_WIDTH, abs=0.03)
    assert second[2] == pytest.approx(MARGIN / A4_WIDTH, abs=0.002)


def test_marks_on_the_second_page(qapp: QApplication) -> None:
    document = _laid("<p>前面的内容</p>" * 45 + "<p>石国强</p>")
    pages = _pages(document, WIDTH)
    (mark,) = places(document, [("name", "石国强")])
    assert mark[1] == 1
    assert len(pages) == 2
    box = _rect(mark, pages[1])
    assert box.adjusted(-2, -2, 2, 2).contains(_ink(pages[1], box.adjusted(-40, -6, 40, 6)))


def test_every_width_has_the_same_lines(qapp: QApplication) -> None:
    """Marks are worked out once; the picture at another size must not break lines elsewhere."""
    document = _laid("<p>" + "申请人员石国强所提交材料真实有效，" * 20 + "</p>")
    small, large = (_pages(document, width)[0] for width in (640, 1280))
    assert _ink(large).height() == pytest.approx(2 * _ink(small).height(), abs=6)
    assert _ink(large).right() == pytest.approx(2 * _ink(small).right(), abs=6)


def test_paper_is_black_on_white_in_the_dark_too(qapp: QApplication) -> None:
    before = qapp.palette()
    dark = QPalette(before)
    dark.setColor(QPalette.ColorRole.Text, QColor("white"))
    dark.setColor(QPalette.ColorRole.Base, QColor("black"))
    qapp.setPalette(dark)
    try:
        page = _pages(_laid("<p>石国强</p>"), 640)[0]
    finally:
        qapp.setPalette(before)
    assert QColor(page.pixel(2, 2)) == QColor("white")
    assert _ink(page).height() > 5


def _picture(path: Path | None, colour: str, width: int = 300, height: int = 200) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    if path is not None:
        assert image.save(str(path))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def _are(page: QImage, colour: str) -> np.ndarray:
    """Where the page has exactly this colour."""
    wanted = QColor(colour)
    return (_pixels(page) == (wanted.blue(), wanted.green(), wanted.red())).all(axis=2)


def test_nothing_outside_the_text_is_loaded(qapp: QApplication, tmp_path: Path) -> None:
    """A picture on disk that the HTML names stays out; one written into the HTML is drawn."""
    there = tmp_path / "secret.png"
    inside = _picture(there, "#ff0000")
    for source in (there.as_uri(), str(there), "http://127.0.0.1:9/x.png", "qrc:/x.png"):
        document = _laid(f'<p>文<img src="{source}"/></p>')
        page = _pages(document, 640)[0]
        assert not _are(page, "#ff0000").any()
        resource = document.loadResource(2, QUrl(source))
        assert (resource.width(), resource.height()) == (1, 1)
    document = _laid('<p>文<img src="picture-0"/></p>', {"picture-0": inside})
    assert _are(_pages(document, 640)[0], "#ff0000").sum() > 10000


@pytest.mark.parametrize(("width", "height"), [(1000, 300), (300, 1000), (1000, 1000)])
def test_a_large_picture_is_fitted_not_cut(qapp: QApplication, width: int, height: int) -> None:
    document = _laid('<p><img src="picture-0"/></p>', {"picture-0": _picture(None, "#0000ff", width, height)})
    pages = _pages(document, A4_WIDTH)
    assert len(pages) == 1
    rows, columns = np.nonzero(_are(pages[0], "#0000ff"))
    assert (columns.max() - columns.min()) / (rows.max() - rows.min()) == pytest.approx(
        width / height, rel=0.02
    )
    assert columns.max() <= A4_WIDTH - MARGIN


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        bytes(100),
    ],
)
def test_a_broken_picture_is_nothing(qapp: QApplication, file: bytes) -> None:
    document = _laid('<p>石国强<img src="picture-0"/></p>', {"picture-0": file})
    assert document.picture("picture-0").width() == 1
    assert len(_pages(document, 640)) == 1


def test_right_to_left_and_invisible_signs(qapp: QApplication) -> None:
    """A place in right-to-left text has a width; signs without width and half characters break nothing."""
    document = _laid("<p>\u202e石国强\u202c שלום עולם \u200b𬭸\ufe0f</p>")
    found = {label: (left, width) for label, _, left, _, width, _ in places(
        document, [("a", "石国强"), ("b", "שלום"), ("c", "𬭸"), ("d", "")]
    )}  # fmt: skip
    assert found.keys() == {"a", "b", "c"}
    assert all(width > 0 and 0 < left < 1 for left, width in found.values())


def test_places_are_bounded(qapp: QApplication) -> None:
    document = _laid("<p>" + "石国强" * 2000 + "</p>")
    assert len(places(document, [("name", "石国强")])) == MOST
