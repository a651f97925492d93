"""One table says what people do: every sentence is whole, and no command goes by two names."""

import re

import pytest

from desktop_admin.rules.commands import COMMANDS, WRITTEN, Deed, deed_of, titles
from desktop_admin.rules.subjects import SubjectKind, some_words

DEEDS = [pytest.param(deed, id=name) for name, deed in (*COMMANDS.items(), *WRITTEN.items())]
_CODE = re.compile(r"[A-Za-z_]")


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_is_told_in_whole_sentences_or_not_at_all(deed: Deed) -> None:
    assert bool(deed.one) == bool(deed.many)
    assert deed.one.count("{0}") <= 1
    assert deed.many.count("{0}") == bool(deed.many)
    said = (deed.title, deed.one.format("一份资料"), deed.many.format(3))
    assert not any(_CODE.search(words) or "{" in words for words in said)


def test_late_admission_has_one_name() -> None:
    assert deed_of("AdmitLate").title == "准入"
    assert not any("补入" in word or "迟交" in word for word in titles().values())


def test_taking_back_is_the_learners_and_annulling_the_offices() -> None:
    back = {name for name, deed in COMMANDS.items() if "撤回" in deed.title + deed.one + deed.many}
    annulled = {name for name, deed in COMMANDS.items() if "撤销" in deed.title + deed.one + deed.many}
    assert back == {"WithdrawSubmission", "WithdrawApplication"}
    assert annulled == {"UndoDecision", "RevokeDecision", "UndoHours"}


def test_a_name_of_another_version_is_no_code() -> None:
    assert deed_of("PublishRoster").title == "其他操作"


@pytest.mark.parametrize("kind", SubjectKind)
def test_one_thing_of_a_kind_has_words(kind: SubjectKind) -> None:
    assert not _CODE.search(some_words(kind))
