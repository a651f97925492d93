"""A small part of the proof run over damaged papers."""

import pytest

from tests.papers.mutation import mutated, run


def test_damaged_papers_all_get_a_verdict() -> None:
    report = run(60, seed=3)
    assert report.failures == []
    assert report.count == 60
    assert 0 < report.accepted < 60
    assert report.accepted + sum(report.codes.values()) >= 60


def test_the_same_seed_damages_the_same_way() -> None:
    assert list(mutated(5, 9)) == list(mutated(5, 9))
    assert [data for _, data in mutated(5, 9)] != [data for _, data in mutated(5, 10)]


@pytest.mark.prove
@pytest.mark.timeout(1800)
def test_ten_thousand_damaged_papers() -> None:
    assert run(10_000, seed=1).failures == []
