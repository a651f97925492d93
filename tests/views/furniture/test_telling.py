"""Facts, what happened, and the banner: what is pinned stays, what is long comes on demand, the keyboard is not lost."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_admin.views.common.theme import Theme
from desktop_admin.views.common.times import BEIJING
from desktop_admin.views.furniture.banner import Banner
from desktop_admin.views.furniture.facts import Facts
from desktop_admin.views.furniture.happening import Happening
from desktop_admin.views.furniture.timeline import Timeline
from tests.views.furniture.conftest import Furnish

NOW = datetime(2026, 11, 12, 10, 42, tzinfo=BEIJING)


def test_what_is_pinned_stays_and_what_is_empty_is_not_there(theme: Theme, furnish: Furnish) -> None:
    pressed: list[str] = []
    facts = Facts()
    facts.add("company", "单位", pinned=True, press=lambda: pressed.append("company"), hint="只看这个单位")
    facts.add("phone", "电话")
    facts.add("typed", "填报时写作")
    furnish(facts)
    facts.say("company", "都匀鑫达")
    facts.say("phone", "138****5678", "warn")
    facts.say("typed", "")
    shown = [key for key, value in facts.values.items() if value.isVisible()]
    assert shown == ["company", "phone"]
    facts.set_compact(on=True)
    assert [key for key, value in facts.values.items() if value.isVisible()] == ["company"]
    facts.say("phone", "139****0001")
    assert not facts.values["phone"].isVisible(), "news do not bring it back"
    facts.set_compact(on=False)
    assert facts.values["phone"].isVisible()
    QTest.mouseClick(facts.values["company"], Qt.MouseButton.LeftButton)
    assert pressed == ["company"]


def test_a_long_history_comes_on_demand_and_is_read_aloud(theme: Theme, furnish: Furnish) -> None:
    history = Timeline(theme, thin=True)
    furnish(history)
    assert history.empty.isVisible()
    entries = [
        Happening(
            NOW - timedelta(days=n), "李四", f"第{n}件", badge="退回", tone="back", notes=(("依据", "muted"),)
        )
        for n in range(50)
    ]
    history.show_entries(entries, NOW)
    assert len(history.shown) == 40
    assert history.more.text() == "更早的 10 条"
    assert history.shown[0].accessibleName() == "今天 10:42 李四 退回 第0件 依据"
    history.more.click()
    assert len(history.shown) == 50
    assert not history.more.isVisible()


def test_the_same_ways_said_again_keep_the_keyboard_and_settle_names_the_matter(
    theme: Theme, furnish: Furnish
) -> None:
    done: list[int] = []
    banner = Banner(theme)
    furnish(banner)
    banner.say("连接中断。", ("重试", "", lambda: done.append(1)), about="connection", tone="bad")
    banner.buttons[0].setFocus()
    banner.say("连接中断，已 5 秒。", ("重试", "", lambda: done.append(2)), about="connection", tone="bad")
    assert banner.buttons[0].hasFocus()
    QTest.keyClick(banner.buttons[0], Qt.Key.Key_Return)
    assert done == [2]
    banner.settle("claim")
    assert banner.isVisible()
    banner.settle("connection")
    assert not banner.isVisible()
