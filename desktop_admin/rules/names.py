"""Names of people and companies (domain §4 "Names").

Rare characters are real people: nothing is refused for being rare.  What cannot be a character of a name
(lost characters, controls) is a fault; what only looks suspicious (private use, radicals) is a flag.
Lengths are code points: 𬭸 is one.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from desktop_admin.rules.faults import Fault
from desktop_admin.rules.same_text import comparable
from desktop_admin.rules.text import drop_invisible, unify_dots

LONGEST_NAME: Final = 50
LONGEST_COMPANY: Final = 100
LONGEST_KEY: Final = 120
"""Of a company's key, which is kept: one sign may stand for eighteen."""

# Inside the compatibility block, these twelve are ordinary unified ideographs (Unicode, CJK chapter).
_UNIFIED: Final = frozenset("\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29")


@dataclass(frozen=True)
class NameCheck:
    """``typed`` as it came, ``name`` as it is stored and shown; faults refuse, flags ask to look again."""

    typed: str
    name: str
    faults: tuple[Fault, ...] = ()
    flags: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no fault (flags do not count)."""
        return not self.faults


def normalise_name(text: str) -> str:
    """A person's name as shown: no invisible characters, one kind of dot, no blanks between Han characters.

    Not NFKC: it would silently replace characters.  A Latin name keeps single blanks.
    """
    shown = unify_dots(drop_invisible(text)).replace("\u3000", "")
    words = shown.split()
    joined = words[0] if words else ""
    for word in words[1:]:
        latin = joined[-1].isascii() and word[0].isascii()
        joined += f" {word}" if latin else word
    return joined


def name_key(text: str) -> str:
    """For comparing people's names: widths, blanks, dots, case and radical look-alikes do not count."""
    return comparable(text)


def check_name(text: str) -> NameCheck:
    """A person's name with faults and flags; what was typed is kept."""
    name = normalise_name(text)
    if not name:
        return NameCheck(text, name, (Fault("empty", "请填写姓名。"),))
    faults: list[Fault] = []
    if len(name) > LONGEST_NAME:
        faults.append(Fault("too_long", f"姓名最多{LONGEST_NAME}个字，现在是{len(name)}个字，请核对。"))
    if re.search(r"[\ufffd?？□]", name):
        faults.append(Fault("lost_character", "姓名中有字符丢失（显示为问号或方框），请按证件重新填写。"))
    return NameCheck(text, name, tuple(faults), _flags(name))


def is_private_use(char: str) -> bool:
    """A character that only one font knows: others see a box."""
    return unicodedata.category(char) == "Co"


def is_look_alike(char: str) -> bool:
    """A radical or compatibility character that imitates an ordinary one (⼭ for 山)."""
    code = ord(char)
    in_blocks = (
        0x2E80 <= code <= 0x2FDF  # CJK radicals, Kangxi radicals
        or 0xF900 <= code <= 0xFAFF  # compatibility ideographs
        or 0x2F800 <= code <= 0x2FA1F
    )
    return in_blocks and char not in _UNIFIED


def _flags(name: str) -> tuple[Fault, ...]:
    flags: list[Fault] = []
    if any(is_private_use(char) for char in name):
        message = "姓名中有自造字，别的电脑显示为空框；请在字库中查找正式编码的字，找不到时保留并备注。"
        flags.append(Fault("private_use", message))
    alike = [char for char in name if is_look_alike(char)]
    if alike:
        pairs = "、".join(f"{char}→{unicodedata.normalize('NFKC', char)}" for char in alike)
        flags.append(Fault("look_alike", f"姓名中有形近的部首或兼容字，会查找不到：{pairs}，请核对后改正。"))
    if re.search(r"[0-9]", name):
        flags.append(Fault("digits", "姓名中有数字，请核对。"))
    return tuple(flags)


def company_key(name: str) -> str:
    """For comparing company names: （贵州） equals (贵州), blanks and widths do not count. Nothing merges by itself."""
    return comparable(name)[:LONGEST_KEY]


def check_company_name(text: str) -> NameCheck:
    """A company's name: blanks removed between Han characters, width kept as typed."""
    name = normalise_name(text)
    if not name:
        return NameCheck(text, name, (Fault("empty", "请填写单位名称。"),))
    faults: list[Fault] = []
    if len(name) > LONGEST_COMPANY:
        faults.append(
            Fault("too_long", f"单位名称最多{LONGEST_COMPANY}个字，现在是{len(name)}个字，请核对。")
        )
    if "\ufffd" in name:
        faults.append(Fault("lost_character", "单位名称中有字符丢失，请按营业执照重新填写。"))
    return NameCheck(text, name, tuple(faults))
