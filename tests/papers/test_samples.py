"""Every sample gets the verdict its manifest states."""

import pytest

from desktop_admin.contract.files import RedSeal
from desktop_admin.papers.found import found_in
from desktop_admin.papers.inspect import inspect
from tests.papers.conftest import MIB, manifest, sample

FILES = sorted(manifest())
SEALS = {True: RedSeal.YES, False: RedSeal.NO, None: RedSeal.UNKNOWN}
CODES = {
    "51-加密.pdf": {"encrypted"},
    "52-截断.pdf": {"damaged"},
    "53-空文件.pdf": {"empty"},
    "54-图片改名.pdf": {"wrong_type"},
    "55-超过2MB.pdf": {"too_large"},
    "57-网页改名.doc": {"wrong_type"},
    "58-富文本改名.doc": {"wrong_type"},
    "59-压缩炸弹.docx": {"zip_bomb"},
    "60-带宏改名.docx": {"macros"},
    "61-压缩包改名.docx": {"wrong_type"},
    "62-带脚本.pdf": {"active_content"},
}
WORD = (".doc", ".docx")


@pytest.mark.parametrize("name", FILES)
def test_the_verdict_is_the_manifests(name: str) -> None:
    paper = sample(name)
    facts = inspect(paper.data, name).facts
    assert facts.acceptable == paper.truth["acceptable"]
    assert facts.media_type == paper.truth["media_type"]
    assert facts.red_seal is SEALS[paper.truth["red_seal"]]
    assert facts.has_text == paper.truth["text_extractable"]
    assert {problem.code for problem in facts.problems} == CODES.get(name, set())
    if "pages" in paper.truth:
        assert facts.pages == paper.truth["pages"]
    if facts.acceptable:
        assert (facts.pages is None) == name.endswith(WORD)
        assert bool(facts.seals) == (facts.red_seal is RedSeal.YES and not name.endswith(WORD))
        assert facts.blank_pages == ()
    else:
        assert facts.red_seal is RedSeal.UNKNOWN
        assert not facts.seals


@pytest.mark.parametrize("name", FILES)
def test_the_person_is_found_where_there_is_text(name: str) -> None:
    paper = sample(name)
    seen = inspect(paper.data)
    found = {key: found_in(seen.text, paper.person[key]) for key in ("name", "id_number", "company")}
    if not paper.truth["text_extractable"]:
        assert set(found.values()) == {None}
    elif name == "50-姓名不符.pdf":
        assert found == {"name": False, "id_number": False, "company": False}
    else:
        assert found == {"name": True, "id_number": True, "company": True}


def test_the_verdict_does_not_depend_on_the_name() -> None:
    paper = sample("07-承诺书.doc")
    assert inspect(paper.data, "合同.pdf") == inspect(paper.data, "")


def test_two_mib_is_the_last_size_accepted() -> None:
    paper = sample("56-正好2MB.pdf")
    assert len(paper.data) == 2 * MIB
    over = inspect(paper.data + b"0").facts
    assert [problem.code for problem in over.problems] == ["too_large"]
    assert over.size == 2 * MIB + 1


def test_a_character_above_ffff_is_read_from_every_format() -> None:
    assert "𬭸斌" in inspect(sample("04-承诺书.pdf").data).text[0]
    assert "㛃婷" in inspect(sample("01-承诺书.doc").data).text[0]
