"""What counts as the same text."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_admin.papers.found import found_in, legible
from desktop_admin.rules.same_text import comparable as folded
from desktop_admin.rules.same_text import spans

LONG = "本企业郑重承诺所提交材料真实有效并愿承担相应法律责任"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("身份证号 522727199104\r\n092775 联系", "522727199104092775"),
        ("5 2 2 7 2 7 1 9 9 1 0 4 0 9 2 7 7 x", "52272719910409277X"),
        ("５２２７２７１９９１０４０９２７７Ｘ", "52272719910409277X"),
        ("单位：恒泰(贵州)建设", "恒泰（贵州）建设"),
        ("单位：恒泰〔贵州〕建设", "恒泰（贵州）建设"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉．买买提", "阿卜杜拉·买买提"),
        ("⻢超", "马超"),
        ("⼀⽟⾦", "一玉金"),
        ("王\u3000五", "王五"),
        ("王\u200b五\ufeff", "王五"),
        ("姓名𬭸\n斌", "𬭸斌"),
        ("龍", "龍"),
    ],
)
def test_the_same(text: str, value: str) -> None:
    assert found_in([LONG + text], value) is True


@pytest.mark.parametrize(
    ("text", "value"), [("王六", "王五"), ("52272719910409277", "52272719910409277X"), ("岑敏", "岑超")]
)
def test_not_the_same(text: str, value: str) -> None:
    assert found_in([LONG + text], value) is False


def test_a_hit_may_run_over_a_page_break() -> None:
    assert found_in([LONG + "荔波泰恒", "装饰工程有限公司"], "荔波泰恒装饰工程有限公司") is True


@pytest.mark.parametrize("pages", [[], [""], ["CamScanner"], ["\ue000" * 40], ["\ufffd" * 40 + "报名"]])
def test_without_legible_text_nothing_is_said(pages: list[str]) -> None:
    assert not legible(pages)
    assert found_in(pages, "王五") is None


@pytest.mark.parametrize("value", [None, "", "  ", "\u200b"])
def test_without_a_value_nothing_is_said(value: str | None) -> None:
    assert found_in([LONG], value) is None


def test_spans_are_positions_in_the_original_text() -> None:
    text = "甲 荔波泰恒\r\n有限公司，荔波泰恒有限公司"
    assert [text[start:end] for start, end in spans(text, "荔波泰恒有限公司")] == [
        "荔波泰恒\r\n有限公司",
        "荔波泰恒有限公司",
    ]


@given(st.text(max_size=40), st.text(min_size=1, max_size=8), st.text(max_size=40))
def test_a_text_is_found_within_any_other(before: str, value: str, after: str) -> None:
    if not folded(value):
        return
    # An accent before or after it would stand among its own, in Unicode's order.
    assume(not any(map(unicodedata.combining, unicodedata.normalize("NFKD", value + after))))
    hits = list(spans(before + value + after, value))
    assert hits
    for start, end in hits:
        assert folded(value) in folded((before + value + after)[start:end])


@given(
    st.text(min_size=1, max_size=10),
    st.lists(st.sampled_from([" ", "\n", "\u3000", "\u200b", "\t"]), min_size=11, max_size=11),
)
def test_blanks_between_the_signs_change_nothing(value: str, blanks: list[str]) -> None:
    scattered = "".join(blank + sign for blank, sign in zip(blanks, value, strict=False))
    assert folded(scattered) == folded(value)
