"""The start catalogue and the sentence a learner reads."""

from datetime import date

import pytest

from desktop_admin.rules.categories import Slot
from desktop_admin.rules.clock import at
from desktop_admin.rules.errors import RuleBroken
from desktop_admin.rules.reasons import (
    CATALOGUE,
    FILE_PROBLEMS,
    DecisionKind,
    ReasonGiven,
    fields_of,
    fill,
    reason,
    reason_for_problem,
    sentence,
)

LETTER, FORM = Slot.COMMITMENT_LETTER, Slot.REGISTRATION_FORM
DEADLINE = at(date(2026, 11, 22), 17)

DOMAIN_LIST = (
    "缺《三类人员报名表》· 缺企业法人承诺书 · 未加盖单位公章 · 公章与单位名称不一致 · 未签字或非本人签字 · 表样不符 · "
    "报名表有空项：{字段} · 扫描件模糊/缺页/倒置 · 文件格式不符 · 文件超过 2MB · 身份证号与报名信息不一致 · "
    "姓名与身份证不一致 · 照片不符合要求 · 学历/职称不符合条件 · 从业年限不足 · 单位名称与营业执照/社保单位不一致 · "
    "统一社会信用代码有误 · 社保（劳动关系）证明缺失 · 缺年度安全生产教育培训证明 · "
    "非法定代表人不能以法定代表人身份报考A类 · 未查到建造师注册或注册单位不一致 · 证书编号有误 · "
    "证书已过有效期，应按新取报考 · 未到延期时间（届满前3个月内） · 已持有同类别有效证书 · 本期已报名，请勿重复 · "
    "报考类别选择错误 · 年龄不符合要求 · 其他：{说明}"
)


def given(code: str, slot: Slot | None, **values: str) -> ReasonGiven:
    return ReasonGiven(code, slot, fill(reason(code).text, values))


def test_every_reason_of_the_process_description_is_there() -> None:
    wanted = {text.strip() for text in DOMAIN_LIST.split("·")}
    assert wanted <= {entry.text for entry in CATALOGUE}
    assert {entry.code for entry in CATALOGUE if entry.text not in wanted} == {
        "file_unreadable",
        "file_unsafe",
        "not_genuine",
        "returned_in_vain",
    }


def test_a_paper_that_can_be_handed_in_anew_is_no_final_ground() -> None:
    final = {entry.code for entry in CATALOGUE if entry.given_for is not DecisionKind.RETURN}
    assert not {"seal_missing", "form_missing", "file_unreadable", "certificate_number"} & final
    assert {"experience", "age", "not_genuine", "other"} <= final
    assert {entry.code for entry in CATALOGUE if entry.given_for is DecisionKind.REJECT} == {
        "not_genuine",
        "returned_in_vain",
    }


def test_codes_and_texts_are_unique() -> None:
    assert (
        len({entry.code for entry in CATALOGUE}) == len({entry.text for entry in CATALOGUE}) == len(CATALOGUE)
    )


@pytest.mark.parametrize("slot", list(Slot))
def test_each_paper_has_the_nine_digits_once(slot: Slot) -> None:
    digits = [entry.digit(slot) for entry in CATALOGUE if slot in entry.slots]
    assert sorted(digit for digit in digits if digit) == list(range(1, 10))


def test_a_digit_belongs_to_a_paper_the_reason_is_for() -> None:
    for entry in CATALOGUE:
        assert {slot for slot, _ in entry.digits} <= set(entry.slots)


def test_filling() -> None:
    assert fields_of("报名表有空项：{字段}、{字段}；{说明}") == ("字段", "说明")
    assert reason("form_blank").fields == ("字段",)
    assert fill("报名表有空项：{字段}", {"字段": " 学历 "}) == "报名表有空项：学历"
    assert fill("未加盖单位公章", {}) == "未加盖单位公章"
    assert fill("其他：{说明}", {"说明": "见{字段}"}) == "其他：见{字段}"
    for values in ({}, {"字段": "  "}):
        with pytest.raises(RuleBroken, match="还需要填写：字段"):
            fill("报名表有空项：{字段}", values)


def test_the_sentence_of_the_mock() -> None:
    reasons = [given("seal_differs", LETTER), given("credit_code", LETTER)]
    assert (
        sentence(reasons, kind=DecisionKind.RETURN, deadline=DEADLINE)
        == "承诺书：公章与单位名称不一致；统一社会信用代码有误。请于 11月22日 17:00 前更正后重新提交。"
    )


def test_papers_in_order_then_what_concerns_the_whole() -> None:
    reasons = [
        given("other", None, 说明="请先与协会联系。"),
        given("form_blank", FORM, 字段="学历"),
        given("seal_missing", LETTER),
        given("seal_missing", FORM),
        given("seal_missing", FORM),
    ]
    assert sentence(reasons, kind=DecisionKind.RETURN, deadline=DEADLINE) == (
        "承诺书：未加盖单位公章。报名表：报名表有空项：学历；未加盖单位公章。其他：请先与协会联系。"
        "请于 11月22日 17:00 前更正后重新提交。"
    )


def test_a_rejection_ends_the_application_and_names_no_deadline() -> None:
    text = sentence([given("experience", FORM)], kind=DecisionKind.REJECT, deadline=DEADLINE)
    assert text.startswith("报名表：从业年限不足。本次申请未通过，已经结束")
    assert "17:00" not in text
    assert "重新提出申请" in text


def test_without_deadline() -> None:
    text = sentence([given("seal_missing", FORM)], kind=DecisionKind.RETURN, deadline=None)
    assert text == "报名表：未加盖单位公章。请更正后重新提交。"


@pytest.mark.parametrize("reasons", [[], [ReasonGiven("other", FORM, "  ")]])
def test_no_reason_no_letter(reasons: list[ReasonGiven]) -> None:
    for kind in DecisionKind:
        with pytest.raises(RuleBroken, match="至少写明一条原因"):
            sentence(reasons, kind=kind, deadline=DEADLINE)


@pytest.mark.parametrize("problem", [*FILE_PROBLEMS, "something_new"])
@pytest.mark.parametrize("slot", list(Slot))
def test_every_file_problem_has_a_reason_ready_to_send(problem: str, slot: Slot) -> None:
    ready = reason_for_problem(problem, slot)
    assert slot in reason(ready.code).slots
    assert "{" not in ready.text
    letter = sentence([ready], kind=DecisionKind.RETURN, deadline=DEADLINE)
    assert letter.startswith(f"{slot.short}：{ready.text}。")


def test_every_problem_code_of_the_inspector_is_mapped() -> None:
    codes = (
        "empty too_large wrong_type encrypted damaged active_content macros zip_bomb embedded_files took_too_long "
        "too_much_memory crashed too_many_pages too_long too_complex"
    )
    assert set(FILE_PROBLEMS) == set(codes.split(" "))
    assert reason_for_problem("encrypted", FORM).text == "文件无法打开：文件设有密码，请取消密码后上传"
    assert reason_for_problem("too_large", FORM).text == "文件超过 2MB"
    assert reason_for_problem("wrong_type", FORM).text == "文件格式不符"
