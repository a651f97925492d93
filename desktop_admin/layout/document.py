"""Harmless HTML as a Qt document on A4 that loads nothing from outside, drawn page by page.

Apart from :mod:`places`, which looks for words in it, and from :mod:`job`, which runs both in a child.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

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

#: Logical pixels across and down an A4 page at 100 % (210 × 297 mm at 96 dots an inch).
WIDTH: Final = 794
HEIGHT: Final = 1123
#: White around the text in logical pixels: 20 mm, Word's own narrow setting rounded to the pixel.
MARGIN: Final = 76
#: A picture larger than this is not decoded here (the reader sends at most 1000 × 1000).
_MOST_PIXELS: Final = 4_000_000
_FORMATS: Final = {"png", "jpeg", "gif", "bmp"}
_STYLE: Final = (
    "p, li, td, th, h1, h2, h3, h4, h5, h6 { white-space: pre-wrap; }"
    "p, li { margin-top: 0; margin-bottom: 6px; }"
    "h1 { font-size: 20px; } h2 { font-size: 18px; } h3, h4, h5, h6 { font-size: 16px; }"
    "table { border-collapse: collapse; }"
    "td, th { border: 1px solid #5b6570; padding: 4px; }"
    # Words that do not count: those nobody may see stand on grey. By their ground the places know both.
    "span.unsure { background-color: #dfe3e8; } span.quiet { background-color: #ffffff; }"
)


class SealedDocument(QTextDocument):
    """A document that loads nothing but the pictures handed to it, by name.

    Anything else is answered with a 1 × 1 picture: with None Qt would go on and open local files.
    """

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        super().__init__()
        self._files = pictures
        self._pictures: dict[str, QImage] = {}

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Qt asks for a picture, style sheet or other resource named in the text."""
        return self.picture(name.toString() if isinstance(name, QUrl) else name)

    def picture(self, name: str) -> QImage:
        """The picture of that name, or an invisible one."""
        if name not in self._pictures:
            self._pictures[name] = _decoded(self._files.get(name, b""))
        return self._pictures[name]


def _decoded(data: bytes) -> QImage:
    nothing = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    nothing.fill(QColor(0, 0, 0, 0))
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


def from_html(html: str, pictures: Mapping[str, bytes], families: tuple[str, ...]) -> SealedDocument:
    """``html`` laid out on A4 with pictures and tables fitted to the page; ``pictures`` are files by name."""
    document = SealedDocument(pictures)
    face = QFont()
    if families:
        face.setFamilies(list(families))
    face.setPixelSize(15)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    document.setDefaultFont(face)
    # The same line breaks at every width: places are worked out once and hold for every picture.
    document.setUseDesignMetrics(True)
    document.setDocumentMargin(MARGIN)
    document.setDefaultStyleSheet(_STYLE)
    document.setUndoRedoEnabled(False)
    document.setPageSize(QSizeF(WIDTH, HEIGHT))
    document.setHtml(html)
    _fit_tables(document)
    _fit_pictures(document)
    return document


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """The paragraphs, cells' included, in order."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def picture(document: QTextDocument, page: int, width: int) -> QImage:
    """One page (counted from 0), opaque, ``width`` physical pixels across."""
    image = QImage(width, round(width * HEIGHT / WIDTH), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    try:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.scale(width / WIDTH, image.height() / HEIGHT)
        painter.translate(0, -page * HEIGHT)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, page * HEIGHT, WIDTH, HEIGHT)
        context.palette = _ink()
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
    finally:
        painter.end()
    return image


def _ink() -> QPalette:
    """Black on white whatever the desktop's theme: the paper is paper."""
    palette = QPalette()
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.Link):
        palette.setColor(role, QColor("black"))
    palette.setColor(QPalette.ColorRole.Base, QColor("white"))
    return palette


def _fit_tables(document: QTextDocument) -> None:
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            form = frame.format()
            form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            frame.setFormat(form)


def _fit_pictures(document: SealedDocument) -> None:
    """Give every picture a size that fits the text area; Qt would cut what is larger."""
    widest, tallest = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN - 20
    for fragment in [piece for block in blocks(document) for piece in fragments(block)]:
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


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """The pieces of one format of a paragraph, in order."""
    pieces = block.begin()
    while not pieces.atEnd():
        yield pieces.fragment()
        pieces += 1
