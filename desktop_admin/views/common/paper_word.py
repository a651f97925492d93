"""Word text laid out as A4 pages, so that a Word paper looks and behaves like any other paper.

Apart from the reader because it is the one place where Qt reads somebody else's
HTML: nothing here touches a file or the network.  Runs on a worker thread; every
document lives and dies within one call.
"""

import base64
import binascii
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QImageReader,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextLength,
    QTextTable,
)

from desktop_admin.contract.files import Box
from desktop_admin.papers.found import spans
from desktop_admin.views.common.paper_pages import A4_HEIGHT, A4_WIDTH, Mark, MarkKind

#: White around the text in logical pixels: 20 mm, Word's own narrow setting rounded to the pixel.
MARGIN = 76
#: Papers have one or two pages; more than this of a Word text is not laid out (papers/ refuses it too).
MOST_PAGES = 60
#: A picture inside a Word file larger than this is not decoded here (the converter sends at most 1000 × 1000).
_MOST_PIXELS = 4_000_000
_FORMATS = {"png", "jpeg", "gif", "bmp"}
_DATA = re.compile(r"data:image/(?:png|jpeg|gif|bmp);base64,", re.IGNORECASE)
_STYLE = (
    "p, li { margin-top: 0; margin-bottom: 6px; white-space: pre-wrap; }"
    "h1 { font-size: 20px; } h2 { font-size: 18px; } h3, h4, h5, h6 { font-size: 16px; }"
    "table { border-collapse: collapse; }"
    "td, th { border: 1px solid #5b6570; padding: 4px; }"
)


class SealedDocument(QTextDocument):
    """A document that loads nothing but pictures written into its own text.

    Anything else is answered with a 1 × 1 picture: with None Qt would go on and open local files.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pictures: dict[str, QImage] = {}

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Qt asks for a picture, style sheet or other resource named in the text."""
        return self.picture(name.toString() if isinstance(name, QUrl) else name)

    def picture(self, name: str) -> QImage:
        """The picture written into ``name`` (a data: address), or an invisible one."""
        if name not in self._pictures:
            self._pictures[name] = _decoded(name)
        return self._pictures[name]


def _decoded(name: str) -> QImage:
    nothing = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    nothing.fill(QColor(0, 0, 0, 0))
    head = _DATA.match(name)
    if head is None:
        return nothing
    try:
        data = base64.b64decode(name[head.end() :], validate=False)
    except (binascii.Error, ValueError):
        return nothing
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if bytes(reader.format().data()).decode("ascii", "replace") not in _FORMATS:
        return nothing
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return nothing
    image = reader.read()
    return nothing if image.isNull() else image


def from_html(html: str, families: Sequence[str]) -> SealedDocument:
    """``html`` laid out on A4 with pictures and tables fitted to the page."""
    document = _empty(families)
    document.setHtml(html)
    _fit_tables(document)
    _fit_pictures(document)
    return document


def from_text(text: str, families: Sequence[str]) -> SealedDocument:
    """Plain text laid out on A4."""
    document = _empty(families)
    document.setPlainText(text)
    return document


def pictures(document: QTextDocument, width: int) -> tuple[QImage, ...]:
    """The pages, opaque, ``width`` physical pixels across."""
    height = round(width * A4_HEIGHT / A4_WIDTH)
    return tuple(
        _picture(document, page, width, height) for page in range(min(document.pageCount(), MOST_PAGES))
    )


def marks(document: QTextDocument, needles: Mapping[str, str]) -> tuple[Mark, ...]:
    """Where each needle stands, one mark for every line it runs over.

    Compared as papers/found does (blanks, widths, bracket forms do not matter), paragraph by paragraph.
    """
    return tuple(
        Mark(MarkKind.FOUND, box, label)
        for label, value in needles.items()
        for block in _blocks(document)
        for start, end in spans(block.text(), value)
        for box in _boxes(document, block, start, end)
        if box.page < MOST_PAGES
    )


def _empty(families: Sequence[str]) -> SealedDocument:
    document = SealedDocument()
    face = QFont()
    if families:
        face.setFamilies(list(families))
    face.setPixelSize(15)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    document.setDefaultFont(face)
    # The same line breaks at every width: marks are worked out once and drawn on every picture.
    document.setUseDesignMetrics(True)
    document.setDocumentMargin(MARGIN)
    document.setDefaultStyleSheet(_STYLE)
    document.setUndoRedoEnabled(False)
    document.setPageSize(QSizeF(A4_WIDTH, A4_HEIGHT))
    return document


def _fit_tables(document: QTextDocument) -> None:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            form = frame.format()
            form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            frame.setFormat(form)


def _fit_pictures(document: SealedDocument) -> None:
    """Give every picture a size that fits the text area; Qt would cut what is larger."""
    widest, tallest = A4_WIDTH - 2 * MARGIN, A4_HEIGHT - 2 * MARGIN - 20
    for fragment in [piece for block in _blocks(document) for piece in _fragments(block)]:
        form = fragment.charFormat().toImageFormat()
        if not form.isValid():
            continue
        size = document.picture(form.name()).size()
        # Word's own size where the file says it, else the picture's.
        across, down = (form.width(), form.height()) if form.width() > 0 < form.height() else size.toTuple()
        factor = min(1.0, widest / across, tallest / down)
        form.setWidth(across * factor)
        form.setHeight(down * factor)
        cursor = QTextCursor(document)
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    pieces = block.begin()
    while not pieces.atEnd():
        yield pieces.fragment()
        pieces += 1


def _picture(document: QTextDocument, page: int, width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    try:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.scale(width / A4_WIDTH, height / A4_HEIGHT)
        painter.translate(0, -page * A4_HEIGHT)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, page * A4_HEIGHT, A4_WIDTH, A4_HEIGHT)
        context.palette = _ink()
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
    finally:
        painter.end()
    return image


def _ink() -> QPalette:
    """Black on white whatever the program's theme: the paper is paper."""
    palette = QPalette()
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.Link):
        palette.setColor(role, QColor("black"))
    palette.setColor(QPalette.ColorRole.Base, QColor("white"))
    return palette


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _boxes(document: QTextDocument, block: QTextBlock, start: int, end: int) -> Iterator[Box]:
    """Boxes of the characters ``start`` to ``end`` of a paragraph, in fractions of their pages."""
    text = block.text()
    first, last = _units(text[:start]), _units(text[:end])
    layout = block.layout()
    # Lines are placed within their layout; the layout itself may start above or left of its own lines.
    origin = document.documentLayout().blockBoundingRect(block).topLeft() - layout.boundingRect().topLeft()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        here, there = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if here >= there:
            continue
        left, right = _x(line, here), _x(line, there)
        # Chinese characters fill the middle of the tall line the font asks for; the box sits tight on them.
        top, height = origin.y() + line.y() + line.height() * 0.15, line.height() * 0.76
        page = math.floor((top + height / 2) / A4_HEIGHT)
        yield Box(
            page,
            (origin.x() + left) / A4_WIDTH,
            (top - page * A4_HEIGHT) / A4_HEIGHT,
            (right - left) / A4_WIDTH,
            height / A4_HEIGHT,
        )


def _x(line: Any, position: int) -> float:
    answer = line.cursorToX(position)
    return float(answer[0] if isinstance(answer, tuple) else answer)


def _units(text: str) -> int:
    """UTF-16 units of ``text``: Qt counts 𬭸 as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
