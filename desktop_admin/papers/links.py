"""What a link of a Word file leads to, and whether opening the file would follow it.

Apart from the package and the fields because both ask: a relationship and a field instruction name the same places.
"""

import re
from enum import Enum
from typing import Final
from urllib.parse import unquote

from desktop_admin.rules.text import drop_invisible

_WEB: Final = re.compile(r"(https?|ftp|mailto|tel):", re.IGNORECASE)
#: Left over from web pages that were pasted; Word does nothing with them.
_NOTHING: Final = re.compile(r"(javascript:(void\(0\))?;?|about:blank)?\Z", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
#: A drive, a Unix path of one slash, either perhaps behind ``file:`` — never two slashes and a name: that is a host.
_DISK: Final = re.compile(
    r"(file:(///?|//localhost/)?|/)?[A-Za-z]:|(file:(//|//localhost)?)?/(?!/)", re.IGNORECASE
)

#: Relationships that run, load or carry something wherever they lead.
_ACTIVE: Final = {
    "control": "ActiveX 控件",
    "activexcontrolbinary": "ActiveX 控件",
    "afchunk": "插入的外部内容",
    "subdocument": "子文档",
    "frame": "框架网页",
    "extensibility": "自定义功能区",
    "webextension": "联网加载项",
    "webextensiontaskpanes": "联网加载项",
    "mailmergesource": "邮件合并数据源",
    "mailmergeheadersource": "邮件合并数据源",
}
_MACROS: Final = frozenset({"vbaproject", "wordvbadata"})
_EMBEDDED: Final = frozenset({"oleobject", "package"})
#: Looked for where they lie when the file is opened; on the author's own disk that is nowhere, hence harmless.
_LOOKED_FOR: Final = frozenset({"attachedtemplate", "image"})
REMOTE: Final = "远程模板或外部对象"


class TargetPlace(Enum):
    """Where a target lies."""

    NOWHERE = "nowhere"
    WEB = "web"
    BESIDE = "beside"
    """A name relative to the document."""
    DISK = "disk"
    """A path on the reader's own disk."""
    ELSEWHERE = "elsewhere"
    """Another computer, or a program that a scheme starts."""


def place(target: str) -> TargetPlace:
    """Where ``target`` lies, read as leniently as the most lenient reader: escapes, blanks, slashes of both kinds."""
    plain = target
    for _ in range(3):
        plain = unquote(plain)
    plain = "".join(drop_invisible(plain).replace("\\", "/").split())
    if _NOTHING.match(plain):
        return TargetPlace.NOWHERE
    if _WEB.match(plain):
        return TargetPlace.WEB
    if _DISK.match(plain):
        return TargetPlace.DISK
    if _SCHEME.match(plain) or plain.startswith("//"):
        return TargetPlace.ELSEWHERE
    return TargetPlace.DISK if ".." in plain.split("/") else TargetPlace.BESIDE


def harmless_hyperlink(target: str) -> bool:
    """Whether a click on it can do no more than open a web page or a letter."""
    return place(target) in {TargetPlace.NOWHERE, TargetPlace.WEB, TargetPlace.BESIDE}


def harmless_picture(target: str) -> bool:
    """Whether looking for it asks no other computer: what lay on the author's disk is simply not found."""
    return place(target) in {TargetPlace.NOWHERE, TargetPlace.BESIDE, TargetPlace.DISK}


def verdict(kind: str, target: str, external: bool) -> tuple[str, str] | None:
    """The fault (code, detail) of a relationship of that kind; None for a harmless one."""
    if kind in _MACROS:
        return "macros", ""
    if kind in _ACTIVE:
        return "active_content", _ACTIVE[kind]
    if kind in _EMBEDDED:
        return ("active_content", REMOTE) if external else ("embedded_files", "嵌入的对象")
    if not external:
        return None
    if kind == "hyperlink":
        return None if harmless_hyperlink(target) else ("active_content", "指向程序或其他电脑的链接")
    if kind in _LOOKED_FOR and harmless_picture(target):
        return None
    return "active_content", REMOTE
