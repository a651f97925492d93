"""The look of the window: Fusion, our palette, and ONE stylesheet made from the tokens.

Follows the system unless the person chose light or dark (跟随系统 / 浅色 / 深色); the choice is
remembered in the settings handed in.  Widgets ask the theme, never a global.
"""

import string
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QStyleFactory, QWidget

from desktop_admin.views.common.fonts import Typeface
from desktop_admin.views.common.icons import Icons
from desktop_admin.views.common.tokens import DARK, HEADING, LIGHT, SMALL, Tokens
from resources.paths import resource

_KEY = "theme"


class Mode(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Tokens in force, icons tinted with them, and a signal when they change."""

    changed = Signal()

    def __init__(
        self,
        settings: QSettings | None = None,
        typeface: Typeface | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._app: QApplication | None = None
        self.typeface = typeface or Typeface(())
        self.icons = Icons()
        stored = str(settings.value(_KEY, Mode.SYSTEM)) if settings is not None else Mode.SYSTEM
        self.mode = Mode(stored) if stored in list(Mode) else Mode.SYSTEM
        self.tokens: Tokens = DARK if self.mode is Mode.DARK else LIGHT
        self._worn: Tokens | None = None
        """What the application was dressed in last."""

    def apply(self, app: QApplication) -> None:
        """Dress the application; from now on follow the system's light and dark."""
        self._app = app
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(self.typeface.font())
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._dress()

    def choose(self, mode: Mode) -> None:
        """The person switched; remembered for next time."""
        self.mode = mode
        if self._settings is not None:
            self._settings.setValue(_KEY, mode.value)
        self._dress()

    def colour(self, token: str) -> QColor:
        """The colour of a token now, for delegates."""
        return QColor(getattr(self.tokens, token))

    def icon(self, name: str, token: str = "text", size: int = 18) -> QIcon:
        """An icon in a token's colour; ask again after ``changed`` (or use :meth:`set_icon`)."""
        tokens = self.tokens
        return self.icons.icon(name, getattr(tokens, token), tokens.disabled, size)

    def pixmap(self, name: str, size: int, token: str, ratio: float = 1.0) -> QPixmap:
        """A picture for delegates; cached."""
        return self.icons.pixmap(name, size, getattr(self.tokens, token), ratio)

    def set_icon(
        self, target: QAbstractButton | QLabel, name: str, token: str = "text", size: int = 18
    ) -> None:
        """Give a button or label an icon that is tinted anew whenever the theme changes."""
        for old in target.findChildren(_Tint, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.setParent(None)
            old.deleteLater()
        _Tint(self, target, name, token, size).paint()

    def _on_system_changed(self) -> None:
        if self.mode is Mode.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        dark = self.mode is Mode.DARK
        if self.mode is Mode.SYSTEM and self._app is not None:
            dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        self.tokens = DARK if dark else LIGHT
        if self._app is not None and self._worn is not self.tokens:
            self._worn = self.tokens
            # Off, then on. Given another sheet over the old one, Qt dresses each widget and then all that stand
            # in it: one twelve deep is dressed thirteen times, and a window with every page takes seconds.
            self._app.setStyleSheet("")
            self._app.setPalette(palette_of(self.tokens))
            self._app.setStyleSheet(stylesheet_of(self.tokens))
        self.changed.emit()


class _Tint(QObject):
    """Keeps one widget's icon in the colours of the theme; dies with the widget."""

    def __init__(
        self, theme: Theme, target: QAbstractButton | QLabel, name: str, token: str, size: int
    ) -> None:
        super().__init__(target)
        self._theme, self._target = theme, target
        self._what = (name, token, size)
        theme.changed.connect(self.paint)

    def paint(self) -> None:
        """Draw the icon in the colours in force."""
        name, token, size = self._what
        if isinstance(self._target, QLabel):
            ratio = self._target.devicePixelRatioF()
            self._target.setPixmap(self._theme.pixmap(name, size, token, ratio))
        else:
            self._target.setIcon(self._theme.icon(name, token, size))


def palette_of(tokens: Tokens) -> QPalette:
    """Fusion's palette from the tokens: what the stylesheet does not name still fits."""
    palette = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: tokens.surface,
        role.WindowText: tokens.text,
        role.Base: tokens.raised,
        role.AlternateBase: tokens.surface,
        role.Text: tokens.text,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.bad,
        role.Highlight: tokens.accent_soft,
        role.HighlightedText: tokens.text,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.PlaceholderText: tokens.muted,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Light: tokens.raised,
        role.Midlight: tokens.faint,
        role.Mid: tokens.line,
        role.Dark: tokens.muted,
        role.Shadow: tokens.line,
        role.Accent: tokens.accent,
    }
    for which, colour in pairs.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.disabled))
    return palette


def stylesheet_of(tokens: Tokens) -> str:
    """The one stylesheet with the tokens filled in."""
    template = Path(resource("style/kaowu.qss")).read_text(encoding="utf-8")
    sizes = {"small": f"{SMALL}px", "heading": f"{HEADING}px"}
    folder = Path(resource("style")).as_posix()
    return string.Template(template).substitute(
        tokens.colours(), **sizes, style=folder, shade="dark" if tokens.dark else "light"
    )


def restyle(widget: QWidget) -> None:
    """Let the stylesheet look again after a dynamic property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
