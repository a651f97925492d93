"""What differs between two versions of a paper: where it stands on both, and when nobody can tell."""

import pytest

from desktop_admin.contract.files import Box
from desktop_admin.papers.differences import MOST, differences
from desktop_admin.papers.pages import Differences, Place
from desktop_admin.papers.workers import Inspectors
from tests.papers.conftest import sample
from tests.papers.made import docx, pdf

LETTER = "本企业现为职工王五申请安全员考核并承诺所提交资料真实完整有效与原件一致"


def places(text: str, width: float = 0.02) -> tuple[Place, ...]:
    """The signs of ``text`` beside each other on one line of page 0."""
    return tuple(Place(sign, (Box(0, 0.1 + at * width, 0.2, width, 0.02),)) for at, sign in enumerate(text))


def test_what_was_changed_is_one_box_on_each_side() -> None:
    found = differences(places(LETTER), places(LETTER.replace("王五", "赵六七")))
    assert (found.count, len(found.old), len(found.new), found.why) == (1, 1, 1, "")
    assert found.old[0].left == pytest.approx(0.1 + LETTER.index("王") * 0.02)
    assert found.old[0].width == pytest.approx(2 * 0.02)
    assert found.new[0].width == pytest.approx(3 * 0.02)


def test_what_was_added_is_boxed_on_the_new_one_only() -> None:
    found = differences(places(LETTER), places(LETTER + "特此承诺"))
    assert (found.count, found.old, len(found.new)) == (1, (), 1)
    back = differences(places(LETTER + "特此承诺"), places(LETTER))
    assert (back.count, len(back.old), back.new) == (1, 1, ())


def test_another_spelling_of_a_character_is_no_change() -> None:
    assert differences(places(LETTER + "马"), places(LETTER + "⻢")) == Differences()


def test_boxes_of_several_pages_stay_on_their_pages() -> None:
    second = tuple(Place(one.text, (Box(1, *_rest(one.boxes[0])),)) for one in places(LETTER))
    changed = tuple(Place("改", one.boxes) if one.text == "王" else one for one in second)
    found = differences((*places(LETTER), *second), (*places(LETTER), *changed))
    assert [box.page for box in found.new] == [1]


def _rest(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.width, box.height


def test_where_nobody_can_tell_it_says_so() -> None:
    assert "旧版没有可核对的文字" in differences((), places(LETTER)).why
    assert "新版没有可核对的文字" in differences(places(LETTER), places("一二三")).why
    other = differences(
        places(LETTER), places("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒")
    )
    assert "大部分不同" in other.why
    assert (other.old, other.new) == ((), ())
    long = places("甲乙" * MOST), places("丙丁" * MOST)
    assert "太长" in differences(*long).why


def test_two_pdfs_differ_where_a_person_sees_it(inspectors: Inspectors) -> None:
    line = "BT /F1 12 Tf 60 700 Td (The applicant Wang Wu confirms all statements of {}) Tj ET"
    old, new = (pdf(content=line.format(year)) for year in (2025, 2026))
    found = inspectors.differences(old, new)
    assert (found.count, found.why) == (1, "")
    [was], [now] = found.old, found.new
    assert was.page == now.page == 0
    assert 0.5 < was.left < 0.9
    assert was.left == pytest.approx(now.left, abs=0.01)
    assert 0.02 < was.width < 0.1
    hidden = line.format(2025) + " BT /F1 12 Tf 3 Tr 60 600 Td (nobody can see these words at all) Tj ET"
    assert inspectors.differences(old, pdf(content=hidden)) == Differences(), (
        "what nobody sees is no difference"
    )


def test_two_word_papers_differ_on_the_pages_that_are_shown(inspectors: Inspectors) -> None:
    body = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    old, new = (docx(body.format(LETTER.replace("王五", name))) for name in ("王五", "赵六"))
    found = inspectors.differences(old, new)
    assert (found.count, len(found.old), len(found.new), found.why) == (1, 1, 1, "")
    assert found.new[0].page == 0
    assert 0 < found.new[0].left < 1


def test_a_scan_and_a_locked_file_are_told_as_such(inspectors: Inspectors) -> None:
    letter, scan = sample("00-承诺书.pdf").data, sample("02-承诺书(扫描).PDF").data
    assert "新版没有可核对的文字（扫描件" in inspectors.differences(letter, scan).why
    assert "旧版没有可核对" in inspectors.differences(sample("51-加密.pdf").data, letter).why
    assert "没有可核对" in inspectors.differences(b"", letter).why
    assert inspectors.differences(letter, letter) == Differences()
