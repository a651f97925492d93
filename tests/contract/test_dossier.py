"""One dossier, whole: what is in it, for whom, and its history (R02, R13, R15)."""

import pytest

from desktop_admin.contract.errors import NotFound
from desktop_admin.contract.people import RevealCandidate
from desktop_admin.contract.submissions import Dossier, Slot
from tests.contract.world import World, citizen


def test_everything_one_decision_needs(world: World) -> None:
    candidate = world.candidate(world.company(), name="石磊")
    number = world.submitted(candidate, text="石磊")
    dossier = world.as_("李四").run(Dossier(number))
    assert (dossier.name, dossier.company, dossier.category) == (
        "石磊",
        "都匀瑞泰建筑工程有限公司",
        "C2_renewal",
    )
    assert (dossier.state, dossier.attempt, dossier.cycle, dossier.certificate, dossier.expires) == (
        "waiting", 1, "2026-11", "黔建安C2（2020）0412337", "2026-12-20",
    )  # fmt: skip
    assert [(p.slot, p.current, p.acceptable, p.pages, p.by) for p in dossier.papers] == [
        (slot, True, True, 1, "学员本人") for slot in Slot
    ]
    assert {finding.code for finding in dossier.findings} >= {
        "id_number",
        "credit_code",
        "name_in_text",
        "red_seal",
    }
    assert dossier.submitted_at == world.clock.now
    assert dossier.as_of > 0
    with pytest.raises(NotFound):
        world.as_("李四").run(Dossier(404))


def test_numbers_are_masked_and_needles_are_for_those_who_decide(world: World) -> None:
    number = world.waiting_one()
    reviewer = world.as_("李四").run(Dossier(number))
    assert reviewer.needles["id_number"] == citizen(0)
    assert reviewer.id_masked == citizen(0)[:3] + "*" * 11 + citizen(0)[-4:]
    assert reviewer.phone_masked == "138****5678"
    for name in ("周考务", "审计"):
        dossier = world.as_(name).run(Dossier(number))
        assert dossier.needles == {}
        assert citizen(0) not in repr(dossier)
        assert "13812345678" not in repr(dossier)


def test_r13_history_says_who_when_what_and_on_whose_behalf(world: World) -> None:
    candidate = world.candidate(world.company())
    number = world.submitted(candidate)
    world.clock.advance(minutes=4)
    world.send_back(number)
    history = world.as_("李四").run(Dossier(number)).history
    assert [(entry.title, entry.who) for entry in history] == [
        ("退回修改", "李四"), ("提交审核", "学员本人"), ("上传资料", "学员本人"), ("上传资料", "学员本人"),
    ]  # fmt: skip
    assert history[0].text == "报名表：未加盖单位公章"
    assert history[0].at == world.clock.now
    assert "报名表 三类人员报名表.pdf" in history[2].text
    assert [entry.number for entry in history] == sorted((entry.number for entry in history), reverse=True)


def test_a_reveal_shows_whole_numbers_and_leaves_a_trace(world: World) -> None:
    candidate = world.candidate(world.company())
    world.submitted(candidate)
    revealed = world.as_("李四").run(RevealCandidate(candidate, "电话核实"))
    assert (revealed.id_number, revealed.phone) == (citizen(0), "13812345678")
    from desktop_admin.contract.people import CandidatePage

    entry = world.as_("李四").run(CandidatePage(candidate)).timeline[0]
    assert (entry.who, entry.title, entry.text) == ("李四", "查看完整号码", "电话核实")
