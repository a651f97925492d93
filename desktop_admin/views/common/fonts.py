"""The typeface: the system's good Chinese face where there is one, the bundled one everywhere.

A clean machine has no Chinese font at all, and no system face has 䶮, 㛃 and 𬭸: the bundled face
always stands behind.  A missing file is a sentence for the person, never a crash.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from desktop_admin.views.common.tokens import BODY

_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
_PREFERRED = ("Microsoft YaHei UI",)


@dataclass(frozen=True)
class Typeface:
    """The families in order of preference, what went wrong if anything did, and the bundled files."""

    families: tuple[str, ...]
    problem: str = ""
    files: tuple[str, ...] = ()

    def font(self, pixels: int = BODY, *, bold: bool = False) -> QFont:
        """A font of this face with tabular figures, so that numbers and IDs align."""
        font = QFont()
        if self.families:
            font.setFamilies(list(self.families))
        font.setPixelSize(pixels)
        font.setBold(bold)
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def load_typeface(folder: Path | None, *, prefer_system: bool = True) -> Typeface:
    """Load the bundled fonts of ``folder``; needs a QGuiApplication.

    Without them, the face is the system's, with a sentence in ``problem``.
    """
    missing = [name for name in _FILES if folder is None or not (folder / name).is_file()]
    bundled: list[str] = []
    files: list[str] = []
    for name in _FILES:
        if folder is not None and name not in missing:
            number = QFontDatabase.addApplicationFont(str(folder / name))
            if number < 0:
                missing.append(name)
            else:
                files.append(str(folder / name))
                bundled += [f for f in QFontDatabase.applicationFontFamilies(number) if f not in bundled]
    system = [f for f in _PREFERRED if prefer_system and QFontDatabase.hasFamily(f)]
    problem = ""
    if missing:
        problem = f"程序自带的字体缺少 {'、'.join(missing)}，生僻字可能显示为方框。请重新安装本程序。"
    return Typeface((*system, *bundled), problem, tuple(files))
