"""Icons of one maintained set (Lucide) as SVG, tinted with token colours.

Rendered through QtSvg at the screen's own pixel ratio and cached; an icon named in code that is
not in ``resources/icons`` is our bug and shows as an empty picture with a log line.
"""

import logging
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources.paths import resource

_LOG = logging.getLogger(__name__)


def _bundled(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()


class Icons:
    """Tinted pictures by icon name and colour. ``source`` answers the SVG text of a name: of the bundled set."""

    def __init__(self, source: Callable[[str], bytes] = _bundled) -> None:
        self._source = source
        self._svg: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, int, str, float], QPixmap] = {}

    def pixmap(self, name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
        """A square picture of ``size`` device-independent pixels in ``colour`` (``#rrggbb``)."""
        key = (name, size, colour, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._draw(name, size, colour, ratio)
        return found

    def icon(self, name: str, colour: str, disabled: str, size: int = 18) -> QIcon:
        """An icon with its disabled look, sharp on every screen now connected."""
        icon = QIcon()
        ratios = {1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}
        for ratio in sorted(ratios):
            icon.addPixmap(self.pixmap(name, size, colour, ratio))
            icon.addPixmap(self.pixmap(name, size, disabled, ratio), QIcon.Mode.Disabled)
        return icon

    def _draw(self, name: str, size: int, colour: str, ratio: float) -> QPixmap:
        pixels = round(size * ratio)
        picture = QPixmap(QSize(pixels, pixels))
        picture.fill(Qt.GlobalColor.transparent)
        svg = self._read(name)
        if svg:
            renderer = QSvgRenderer(QByteArray(svg.replace(b"currentColor", colour.encode())))
            painter = QPainter(picture)
            renderer.render(painter, QRectF(0, 0, pixels, pixels))
            painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture

    def _read(self, name: str) -> bytes:
        if name not in self._svg:
            try:
                self._svg[name] = self._source(name)
            except OSError as error:
                _LOG.warning("icon %s is missing: %s", name, error)
                self._svg[name] = b""
        return self._svg[name]
