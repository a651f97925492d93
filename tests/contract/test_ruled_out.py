"""“不是同一个人”: remembered for everybody, taken back, and what comes in between (issue: the pair must not return)."""

from dataclasses import replace
from functools import partial

import pytest

from desktop_admin.contract.errors import Conflict, Invalid, NotAllowed, NotFound
from desktop_admin.contract.people import (
    CandidateForm,
    CandidatePage,
    EditCandidate,
    ListTwinsAgain,
    MergeCandidates,
    PossibleDuplicates,
    RegisterCandidate,
    RuleOutTwins,
)
from desktop_admin.contract.proof import VerifyJournal
from desktop_admin.rules.identity import IdType
from tests.contract.test_races import at_once
from tests.contract.world import World, citizen

Pair = tuple[int, int]


def pair_of(world: World, name: str = "石磊", serial: int = 1) -> Pair:
    """Two people of one name, birth day, phone and company."""
    company = world.company_id
    return (
        world.candidate(company, serial=serial, name=name),
        world.candidate(company, serial=serial + 300, name=name),
    )


def listed(world: World, who: str = "王敏", one: int | None = None) -> list[Pair]:
    return [(twin.first_id, twin.second_id) for twin in world.as_(who).run(PossibleDuplicates(one)).rows]


def rule_out(world: World, pair: Pair, who: str = "李四", reason: str = "") -> RuleOutTwins:
    """The command of somebody who has both records on screen."""
    versions = [world.as_(who).run(CandidatePage(one)).version for one in pair]
    return RuleOutTwins(pair[0], versions[0], pair[1], versions[1], reason)


def test_a_pair_ruled_out_returns_to_nobody(world: World) -> None:
    pair = pair_of(world)
    assert listed(world) == [pair]
    versions = [world.as_("李四").run(CandidatePage(one)).version for one in pair]
    # The order of the two does not matter.
    world.as_("李四").run(RuleOutTwins(pair[1], versions[1], pair[0], versions[0], "双胞胎，看过两张身份证"))
    for who in ("李四", "王敏"):
        assert listed(world, who) == listed(world, who, pair[0]) == listed(world, who, pair[1]) == []
    for one in pair:
        entry = world.as_("王敏").run(CandidatePage(one)).timeline[0]
        assert (entry.title, entry.who) == ("认定不是同一个人", "李四")
        assert "双胞胎" in entry.text
    assert world.as_("王敏").run(VerifyJournal()).intact


def test_who_ruled_it_out_is_told_and_it_can_be_listed_again(world: World) -> None:
    pair, other = pair_of(world), pair_of(world, "韦小宝", 7)
    world.as_("李四").run(rule_out(world, pair))
    world.clock.advance(minutes=5)
    world.as_("王敏").run(rule_out(world, other, "王敏"))
    out = world.as_("王敏").run(PossibleDuplicates(ruled_out=True)).rows
    assert [(row.first_id, row.second_id, row.ruled_out_by) for row in out] == [
        (*other, "王敏"),
        (*pair, "李四"),
    ], "the newest first"
    assert out[1].ruled_out_at is not None
    assert "姓名和电话相同" in out[1].reason
    assert "***" in out[1].first
    [own] = world.as_("王敏").run(PossibleDuplicates(pair[1], ruled_out=True)).rows
    assert (own.first_id, own.second_id) == pair
    # Anybody of the desk may take it back, not only who decided it.
    world.as_("王敏").run(ListTwinsAgain(pair[1], pair[0]))
    assert pair in listed(world)
    assert other not in listed(world)
    with pytest.raises(Conflict, match="没有被认定"):
        world.as_("李四").run(ListTwinsAgain(*pair))


def test_the_second_who_rules_it_out_is_told_of_the_first(world: World) -> None:
    pair = pair_of(world)
    command = rule_out(world, pair)
    first = world.as_("李四").run(command)
    assert world.as_("李四").run(command) == first, "the same command again is the same receipt"
    with pytest.raises(Conflict, match=r"李四已于 .*不是同一个人") as refused:
        world.as_("王敏").run(rule_out(world, pair, "王敏"))
    assert refused.value.details["who"] == "李四"


def test_two_at_the_same_moment(world: World) -> None:
    desks = world.desk("李四"), world.desk("王敏")
    for turn in range(4):
        pair = pair_of(world, "石磊" + "甲乙丙丁"[turn], serial=turn + 1)
        one, other = rule_out(world, pair), rule_out(world, pair, "王敏")
        if turn % 2:
            merge = MergeCandidates(
                one.first_id, one.first_version, one.second_id, one.second_version, "同一人"
            )
            results = at_once(partial(desks[0].run, one), partial(desks[1].run, merge))
        else:
            results = at_once(partial(desks[0].run, one), partial(desks[1].run, other))
        refused = [result for result in results if isinstance(result, Exception)]
        assert len(refused) == 1, results
        assert isinstance(refused[0], Conflict), refused


def test_a_new_likeness_lists_it_again_and_nothing_else_does(world: World) -> None:
    pair, desk = pair_of(world), world.as_("李四")
    desk.run(rule_out(world, pair))

    def phone(which: int, number: str) -> None:
        seen = desk.run(CandidatePage(pair[which])).form
        desk.run(EditCandidate(pair[which], seen, replace(seen, phone=number)))

    phone(0, "13900001111")
    assert listed(world) == [], "less alike than before"
    phone(0, "13812345678")
    assert listed(world) == [], "as alike as when it was looked at"
    phone(0, "13900001111")
    phone(1, "13900001111")
    assert listed(world) == [pair], "one phone again, but another: nobody has looked at that"
    desk.run(rule_out(world, pair))
    assert listed(world) == []
    [row] = desk.run(PossibleDuplicates(ruled_out=True)).rows
    assert (row.first_id, row.second_id) == pair


def test_merged_or_changed_or_gone_meanwhile(world: World) -> None:
    pair, desk = pair_of(world), world.as_("李四")
    seen = rule_out(world, pair)
    form = desk.run(CandidatePage(pair[1])).form
    world.as_("王敏").run(EditCandidate(pair[1], form, replace(form, phone="13900001111")))
    with pytest.raises(Conflict, match=r"王敏已于 .*改动过石磊的记录"):
        desk.run(seen)
    with pytest.raises(NotFound, match="没有找到这名学员"):
        desk.run(replace(seen, second_id=4040, id="1" * 32))
    with pytest.raises(Invalid, match="两条不同的记录"):
        desk.run(replace(seen, second_id=seen.first_id, id="2" * 32))
    with pytest.raises(NotFound):
        desk.run(ListTwinsAgain(pair[0], 4040))
    late = rule_out(world, pair)
    world.as_("王敏").run(
        MergeCandidates(late.first_id, late.first_version, late.second_id, late.second_version, "同一人")
    )
    with pytest.raises(Conflict, match="已经合并到另一条") as refused:
        desk.run(replace(late, id="3" * 32))
    assert refused.value.details["candidate_id"] == pair[0]


def test_what_was_ruled_out_is_not_merged_unseen(world: World) -> None:
    pair = pair_of(world)
    seen = rule_out(world, pair, "王敏")
    merge = MergeCandidates(seen.first_id, seen.first_version, seen.second_id, seen.second_version, "同一人")
    world.as_("李四").run(rule_out(world, pair))
    with pytest.raises(Conflict, match=r"李四已于 .*不是同一个人.*没有合并.*再次列出"):
        world.as_("王敏").run(merge)
    world.as_("王敏").run(ListTwinsAgain(*pair))
    world.as_("王敏").run(replace(merge, id="4" * 32))
    assert world.as_("王敏").run(CandidatePage(pair[1])).merged_into == pair[0]


def test_a_merge_takes_what_was_ruled_out_along(world: World) -> None:
    pair, desk = pair_of(world), world.as_("李四")
    passport = CandidateForm("石磊", IdType.PASSPORT, "E12345678", world.company_id, "13812345678")
    third = desk.run(RegisterCandidate(passport)).first("candidate")
    desk.run(rule_out(world, (pair[0], third)))
    desk.run(rule_out(world, (pair[0], pair[1])))
    assert listed(world) == [(pair[1], third)]
    both = rule_out(world, (pair[1], third))
    desk.run(
        MergeCandidates(both.first_id, both.first_version, both.second_id, both.second_version, "同一人")
    )
    assert listed(world) == []
    assert len(desk.run(PossibleDuplicates(ruled_out=True)).rows) == 1


def test_whoever_may_not_merge_may_not_rule_out(world: World) -> None:
    pair = pair_of(world)
    command = rule_out(world, pair)
    for who in ("周考务", "赵会计", "审计", "系统管理员"):
        for refused in (command, ListTwinsAgain(*pair)):
            with pytest.raises(NotAllowed):
                world.as_(who).run(refused)
    assert citizen(1) not in repr(world.as_("审计").run(PossibleDuplicates()))
