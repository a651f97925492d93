"""The commitment letter as a legacy Word file (.doc).

A real .doc is an OLE file with a dozen interlocking tables.  Instead of writing
all of them, an own template (``resources/templates/commitment_letter.doc``, saved
by a word processor) is filled in place: every paragraph and the seal's picture are
replaced by something of exactly the same length, so that every offset stays true.
Paragraphs are padded with trailing spaces, the PNG with an ancillary chunk.
"""

import struct
import zlib

from desktop_admin.demo.paper_text import Application, chinese_day
from desktop_admin.demo.seals import Seals

#: The template's paragraphs that change.
_BODY = (
    "本企业（贵定达达装饰工程有限公司，统一社会信用代码 915227267M7QEY9X0A）郑重承诺：申请延期人员 㛃婷"
    "（身份证号 522723196609087825）为本企业在职人员，所提交材料真实有效，证书有效期内未发生生产安全责任事故。"
    "如有不实，愿承担相应法律责任。"
)
_DAY = "2026年11月5日"
_PNG = b"\x89PNG\r\n\x1a\n"


class DocWriter:
    """Fills the template. Raises ValueError when it is not the file this module knows."""

    def __init__(self, template: bytes, seals: Seals) -> None:
        self._template = template
        self._seals = seals
        start = template.find(_PNG)
        if start < 0 or template.count(_units(_BODY)) != 1 or template.count(_units(_DAY)) != 1:
            raise ValueError(
                "the .doc template has changed: its paragraphs or picture are not where they were"
            )
        end = template.index(b"IEND", start) + 8
        self._picture = template[start:end]

    def letter(self, application: Application) -> bytes:
        """企业法人承诺书 as .doc. ValueError for names too long for the template's paragraph."""
        person, company = application.person, application.person.company
        body = (
            f"本企业（{company.name}，统一社会信用代码{company.credit_code}）郑重承诺：{person.name}"
            f"（身份证号{person.id_number}）申请安全员{application.short}，为本企业在职人员，所提交材料真实有效。"
            "如有不实，愿承担相应法律责任。"
        )
        data = self._template.replace(_units(_BODY), _fitted(body, _BODY))
        # one place shorter or longer days: the paragraph is exactly ten characters
        data = data.replace(_units(_DAY), _fitted(_short_day(application), _DAY))
        return data.replace(self._picture, self._seal(company.name, company.seal_number))

    def _seal(self, name: str, number: str) -> bytes:
        picture = self._seals.png(name, number)
        room = len(self._picture) - len(picture) - 12
        if room < 0:
            raise ValueError("the seal does not fit into the template")
        chunk = b"kwPd" + bytes(room)
        padding = struct.pack(">I", room) + chunk + struct.pack(">I", zlib.crc32(chunk))
        return picture[:-12] + padding + picture[-12:]


def _short_day(application: Application) -> str:
    day = chinese_day(application.written)
    return day if len(day) <= len(_DAY) else f"{application.written:%Y-%m-%d}"


def _units(text: str) -> bytes:
    return text.encode("utf-16-le")


def _fitted(text: str, place: str) -> bytes:
    units, room = _units(text), len(_units(place))
    if len(units) > room:
        raise ValueError("the text is longer than its place in the .doc template")
    return units + _units(" ") * ((room - len(units)) // 2)
