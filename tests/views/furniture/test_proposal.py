"""A proposal by keys and mouse: grounds and consequence in sight, one primary, nothing hasty, nothing final on Enter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.furniture.proposal import HASTY, Ground, Proposal, Proposed
from tests.views.furniture.conftest import Furnish
from tests.views.furniture.hearing import heard

GROUNDS = (Ground("订单号一致", "ok"), Ground("金额差 0.60 元", "warn"))
ONE = Proposed("认领为龙䶮的缴费", GROUNDS, "订单标为已缴。", "认领", others=(("park", "搁置"),))


class Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def block(theme: Theme, furnish: Furnish, clock: Clock) -> Proposal:
    block = Proposal(theme, clock=clock)
    furnish(block)
    block.show_proposed(ONE)
    clock.at += HASTY
    return block


def test_enter_and_the_button_agree(block: Proposal) -> None:
    accepted, other = heard(block.accepted), heard(block.other)
    block.do.setFocus()
    QTest.keyClick(block.do, Qt.Key.Key_Return)
    QTest.mouseClick(block.do, Qt.MouseButton.LeftButton)
    QTest.mouseClick(block.buttons[0], Qt.MouseButton.LeftButton)
    assert len(accepted) == 2
    assert other == ["park"]


def test_all_of_it_is_said(block: Proposal) -> None:
    assert block.accessibleName() == (
        "建议：认领为龙䶮的缴费。订单号一致；金额差 0.60 元。办理后：订单标为已缴。"
    )


def test_a_press_in_the_same_breath_as_a_change_does_nothing(block: Proposal, clock: Clock) -> None:
    accepted = heard(block.accepted)
    block.show_proposed(Proposed("退款", (), "退回 480 元。", "退款"))
    block.do.click()
    block.enter()
    assert accepted == []
    clock.at += HASTY
    block.enter()
    assert len(accepted) == 1


def test_nothing_final_is_on_enter(block: Proposal, clock: Clock) -> None:
    accepted = heard(block.accepted)
    block.show_proposed(Proposed("结账", (), "十一月不能再改。", "结账", final=True))
    clock.at += HASTY
    block.enter()
    assert accepted == []
    assert block.fault.text() == "办理后不能撤销，请点“结账”。"
    assert block.do.hint == ""
    QTest.mouseClick(block.do, Qt.MouseButton.LeftButton)
    assert len(accepted) == 1


def test_one_deed_at_a_time_and_none_without_a_proposal(block: Proposal) -> None:
    accepted = heard(block.accepted)
    block.set_busy(busy=True)
    block.enter()
    assert not block.do.isEnabled()
    block.show_proposed(None)
    block.enter()
    assert accepted == []
    assert not block.do.isVisible()
    assert block.decision.text() == "没有可提的建议。"
