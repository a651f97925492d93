"""The start catalogue of reasons and the sentence a learner reads (domain §3; 行政许可法 32; R03, R14).

A return names all defects at once, grouped per paper.  A chief edits the catalogue later; the texts with
``{字段}`` are filled by :func:`fill` before they are shown.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop_admin.rules.categories import Slot
from desktop_admin.rules.clock import words
from desktop_admin.rules.errors import RuleBroken

_LETTER: Final = (Slot.COMMITMENT_LETTER,)
_FORM: Final = (Slot.REGISTRATION_FORM,)
_BOTH: Final = (Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM)
_FIELD: Final = re.compile(r"\{([^{}]+)\}")


class DecisionKind(StrEnum):
    """Two different letters: a return may be corrected, a rejection ends the application (R04)."""

    RETURN = "return"
    REJECT = "reject"


@dataclass(frozen=True)
class Reason:
    """One entry. ``slots``: the papers it may be given for; ``digits``: its key 1–9 per paper, where it has one.

    ``given_for``: the one decision it is a reason of, None for both.
    """

    code: str
    text: str
    slots: tuple[Slot, ...]
    digits: tuple[tuple[Slot, int], ...] = ()
    given_for: DecisionKind | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names between braces: what must be filled in."""
        return fields_of(self.text)

    def digit(self, slot: Slot) -> int | None:
        """Its key on that paper."""
        return dict(self.digits).get(slot)


@dataclass(frozen=True)
class ReasonGiven:
    """A reason as it was given: for which paper (None: for the whole application), with the filled text."""

    code: str
    slot: Slot | None
    text: str


def _fault(code: str, text: str, slots: tuple[Slot, ...], letter: int = 0, form: int = 0) -> Reason:
    """What is wrong with a paper: it can be handed in anew, so it is a reason to return only."""
    keys = ((Slot.COMMITMENT_LETTER, letter), (Slot.REGISTRATION_FORM, form))
    return Reason(code, text, slots, tuple((slot, key) for slot, key in keys if key), DecisionKind.RETURN)


def _ground(code: str, text: str) -> Reason:
    """What is wrong with the application: no other paper mends it, but a mistaken entry may be corrected."""
    return Reason(code, text, _FORM)


CATALOGUE: Final[tuple[Reason, ...]] = (
    _fault("form_missing", "缺《三类人员报名表》", _FORM, form=9),
    _fault("letter_missing", "缺企业法人承诺书", _LETTER, letter=9),
    _fault("seal_missing", "未加盖单位公章", _BOTH, letter=1, form=1),
    _fault("seal_differs", "公章与单位名称不一致", _BOTH, letter=2, form=2),
    _fault("signature", "未签字或非本人签字", _BOTH, letter=3, form=3),
    _fault("template", "表样不符", _BOTH, letter=6),
    _fault("form_blank", "报名表有空项：{字段}", _FORM, form=4),
    _fault("scan_quality", "扫描件模糊/缺页/倒置", _BOTH, letter=5, form=5),
    _fault("file_format", "文件格式不符", _BOTH),
    _fault("file_too_large", "文件超过 2MB", _BOTH),
    _fault("id_differs", "身份证号与报名信息不一致", _BOTH, letter=7, form=6),
    _fault("name_differs", "姓名与身份证不一致", _BOTH, form=7),
    _fault("photo", "照片不符合要求", _FORM, form=8),
    _ground("education", "学历/职称不符合条件"),
    _ground("experience", "从业年限不足"),
    _fault("company_differs", "单位名称与营业执照/社保单位不一致", _BOTH, letter=8),
    _fault("credit_code", "统一社会信用代码有误", _BOTH, letter=4),
    _fault("social_insurance", "社保（劳动关系）证明缺失", _FORM),
    _fault("training", "缺年度安全生产教育培训证明", _FORM),
    _ground("not_legal_representative", "非法定代表人不能以法定代表人身份报考A类"),
    _ground("constructor_registration", "未查到建造师注册或注册单位不一致"),
    _fault("certificate_number", "证书编号有误", _FORM),
    _ground("certificate_expired", "证书已过有效期，应按新取报考"),
    _ground("renewal_too_early", "未到延期时间（届满前3个月内）"),
    _ground("certificate_held", "已持有同类别有效证书"),
    _ground("already_registered", "本期已报名，请勿重复"),
    _ground("category_wrong", "报考类别选择错误"),
    _ground("age", "年龄不符合要求"),
    # Two more than the domain's list: “文件格式不符” would tell the owner of an encrypted file the wrong thing.
    _fault("file_unreadable", "文件无法打开：{说明}", _BOTH),
    _fault("file_unsafe", "文件含有不允许的内容：{说明}", _BOTH),
    # Final by themselves: nothing that is handed in anew answers them.
    Reason("not_genuine", "提供的资料或信息不真实", _FORM, given_for=DecisionKind.REJECT),
    Reason("returned_in_vain", "已多次退回，仍未按要求更正", _FORM, given_for=DecisionKind.REJECT),
    Reason("other", "其他：{说明}", _BOTH),
)

_BY_CODE: Final = {reason.code: reason for reason in CATALOGUE}

FILE_PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("file_unreadable", "文件是空的，请重新上传"),
    "encrypted": ("file_unreadable", "文件设有密码，请取消密码后上传"),
    "damaged": ("file_unreadable", "文件已损坏或上传不完整，请重新导出后上传"),
    "crashed": ("file_unreadable", "文件已损坏，请重新导出为 PDF 后上传"),
    "took_too_long": ("file_unreadable", "文件过于复杂，请重新导出为 PDF 后上传"),
    "too_much_memory": ("file_unreadable", "文件过于复杂，请重新导出为 PDF 后上传"),
    "too_large": ("file_too_large", ""),
    "wrong_type": ("file_format", ""),
    "active_content": ("file_unsafe", "含有脚本，请重新导出为 PDF 后上传"),
    "macros": ("file_unsafe", "含有宏，请另存为 PDF 或不含宏的 Word 文件"),
    "embedded_files": ("file_unsafe", "内嵌了其他文件，请去掉后上传"),
    "zip_bomb": ("file_unsafe", "压缩内容异常，请重新导出为 PDF 后上传"),
    "too_many_pages": ("other", "页数过多，请只上传本表"),
    "too_long": ("other", "文件过长，请只上传本表"),
    "too_complex": ("file_unreadable", "文件排版过于复杂，请重新导出为 PDF 后上传"),
}
"""A file problem's code → the reason that says it to the learner, and what fills its one field (R14)."""


def given_for_words(kind: str) -> str:
    """Which decision a reason belongs to, as people read it; empty means both."""
    return {"return": "退回", "reject": "不通过"}.get(kind, "退回和不通过")


def reason(code: str) -> Reason:
    """The start catalogue's entry. KeyError for an unknown code."""
    return _BY_CODE[code]


def fields_of(text: str) -> tuple[str, ...]:
    """The names between braces in a reason's text, each once, in order."""
    return tuple(dict.fromkeys(_FIELD.findall(text)))


def as_read(text: str) -> str:
    """The text where nothing is filled in yet: 报名表有空项：〔字段〕. Braces are only for whoever edits it."""
    return _FIELD.sub(r"〔\1〕", text)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled. RuleBroken names every field that is missing or blank."""
    missing = [name for name in fields_of(text) if not values.get(name, "").strip()]
    if missing:
        raise RuleBroken(f"原因“{as_read(text)}”还需要填写：{'、'.join(missing)}。")
    return _FIELD.sub(lambda match: values[match[1]].strip(), text)


def reason_for_problem(problem: str, slot: Slot) -> ReasonGiven:
    """The reason that returns a file with this problem, ready to send; an unknown problem counts as damaged."""
    code, detail = FILE_PROBLEMS.get(problem, FILE_PROBLEMS["damaged"])
    entry = reason(code)
    return ReasonGiven(code, slot, fill(entry.text, dict.fromkeys(entry.fields, detail)))


def sentence(given: Iterable[ReasonGiven], *, kind: DecisionKind, deadline: datetime | None) -> str:
    """Exactly what the learner reads: reasons per paper, then what now.

    RuleBroken without a reason: no reason, no return (R03).  ``deadline`` is the next registration
    close; a rejection has none.
    """
    reasons = tuple(given)
    if not any(entry.text.strip() for entry in reasons):
        raise RuleBroken("请至少写明一条原因。")
    groups = "".join(_group(slot, reasons) for slot in (*Slot, None))
    return groups + _what_now(DecisionKind(kind), deadline)


def _group(slot: Slot | None, reasons: tuple[ReasonGiven, ...]) -> str:
    texts = [entry.text.strip().rstrip("。；;，,.") for entry in reasons if entry.slot == slot]
    listed = "；".join(dict.fromkeys(text for text in texts if text))
    if not listed:
        return ""
    return f"{slot.short}：{listed}。" if slot else f"{listed}。"


def _what_now(kind: DecisionKind, deadline: datetime | None) -> str:
    if kind is DecisionKind.REJECT:
        return "本次申请未通过，已经结束，不能在原申请上修改；如条件具备，请重新提出申请，对结果有疑问请联系协会。"
    return f"请于 {words(deadline)} 前更正后重新提交。" if deadline else "请更正后重新提交。"
