"""The pictures of docs/parts.md: ``python -m desktop_admin.tour.parts docs/parts``.

Each part by itself, with invented people, as it is painted now; so that the page shows the program as it is.
"""

import os
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desktop_admin.views.common.columns import Column
from desktop_admin.views.common.fonts import load_typeface
from desktop_admin.views.common.sheet import Sheet
from desktop_admin.views.common.table import Rows, Table
from desktop_admin.views.common.theme import Mode, Theme
from desktop_admin.views.common.times import BEIJING
from desktop_admin.views.furniture.banner import Banner
from desktop_admin.views.furniture.cell_grid import CellGrid
from desktop_admin.views.furniture.cells import Cell, CellRange
from desktop_admin.views.furniture.facts import Facts
from desktop_admin.views.furniture.happening import Happening
from desktop_admin.views.furniture.master_detail import MasterDetail
from desktop_admin.views.furniture.offers import Failed, Found, Offer
from desktop_admin.views.furniture.pick_field import PickField
from desktop_admin.views.furniture.proposal import Ground, Proposal, Proposed
from desktop_admin.views.furniture.reason_form import ReasonForm
from desktop_admin.views.furniture.schedule import Schedule
from desktop_admin.views.furniture.spans import DayMark, Span
from desktop_admin.views.furniture.timeline import Timeline
from resources.paths import resource

_NOW = datetime(2026, 11, 12, 10, 42, tzinfo=BEIJING)
_LARGEST = 60 * 1024
_PEOPLE = (
    (1, "龙䶮", "B类延期", "待审核", "warn"),
    (2, "石磊", "C2类新取", "通过", "ok"),
    (3, "欧阳诸葛", "A类延期", "退回", "back"),
)


def _at(day: int, hour: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=BEIJING)


def schedule(theme: Theme) -> QWidget:
    """A month with windows, sessions, a holiday and a working Saturday; one is being carried."""
    shown = Schedule(theme, "十一月")
    shown.show_days(date(2026, 11, 1), date(2026, 11, 30))
    shown.show_spans(
        (
            Span("register", "注册缴费报名", _at(1, 9), _at(22, 17), filled=True),
            Span("apply", "申请考试", _at(5), _at(18), tone="info"),
            Span("next", "下月注册缴费报名", _at(24), _at(22, month=12)),
            Span("one", "B类 上午", _at(19, 9), _at(19, 11), tone="ok", block=True, movable=True),
            Span("two", "C类 下午", _at(19, 14), _at(19, 16), tone="ok", block=True),
            Span("three", "A类", _at(30, 9), _at(30, 11), tone="warn", block=True),
        ),
        (DayMark(date(2026, 11, 3), "休假"), DayMark(date(2026, 11, 14), "补班", works=True)),
    )
    shown.set_now(_NOW)
    return shown


def _carry(shown: QWidget) -> None:
    if isinstance(shown, Schedule):
        shown.choose("one")
        shown.setFocus()
        for _ in range(4):
            QTest.keyClick(shown, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


def grid(theme: Theme) -> QWidget:
    """A room with an aisle; a range is chosen, two seats break a rule."""
    names = ("龙䶮", "石磊", "黄辉", "韦德福", "罗应祥", "杨胜", "吴秀英", "潘明", "岑梅", "蒙光")

    def seat(row: int, column: int) -> Cell | None:
        if column == 2:
            return None
        number = row * 4 + (column if column < 2 else column - 1)
        if number >= len(names):
            return Cell()
        firm = ("都匀鑫达", "龙里恒泰建设")[number % 2]
        tone, mark = ("ok", "", "")[number % 3], "bad" if number in (3, 7) else ""
        return Cell(f"{number + 1:02d} {names[number]}", firm, tone=tone, mark=mark)

    shown = CellGrid(theme, "一号考场", height=44, width=132, carries=True)
    widths = (132, 132, 28, 132, 132)
    shown.show_cells(("1列", "2列", "", "3列", "4列"), ("第1排", "第2排", "第3排"), seat, widths)
    shown.setFixedHeight(170)
    shown.choose(CellRange(0, 0, 1, 1))
    return shown


def proposal(theme: Theme) -> QWidget:
    """What the payments desk will ask."""
    shown = Proposal(theme)
    shown.show_proposed(
        Proposed(
            "这笔 480.00 元认领为龙䶮的 B类延期报名费",
            (
                Ground("附言写有订单号 KW-2026-1103", "ok"),
                Ground("金额与订单一致", "ok"),
                Ground("付款人是同事，不是本人", "warn"),
            ),
            "订单标为已缴，龙䶮可以申请 11月19日 的考试；当月账上多一笔 480.00 元。",
            "认领",
            others=(("other", "另选订单"), ("park", "搁置")),
        )
    )
    return shown


def facts(_theme: Theme) -> QWidget:
    """Who a dossier is about."""
    shown = Facts()
    for key, label, words in (
        ("name", "姓名", "龙䶮"),
        ("id", "证件号码", "522***********0012"),
        ("company", "单位", "龙里恒泰建设有限公司"),
        ("expires", "有效期至", "2026-11-30"),
    ):
        shown.add(key, label)
        shown.say(key, words)
    return shown


def timeline(theme: Theme) -> QWidget:
    """A person's history."""
    shown = Timeline(theme)
    happened = (
        Happening(_NOW, "李四", "审核通过", tone="ok"),
        Happening(_NOW - timedelta(hours=3), "网站门户", "提交资料", "承诺书、报名表", tone="accent"),
        Happening(_NOW - timedelta(days=9), "王敏", "退回修改", "报名表未盖公章，请盖章后重新上传。", "back"),
    )
    shown.show_entries(happened, _NOW)
    return shown


def banner(theme: Theme) -> QWidget:
    """Something changed meanwhile."""
    shown = Banner(theme, wrap=True)
    shown.say(
        "资料已更换：学员刚刚换了报名表。请看新资料后再决定。",
        ("看新资料", "A", lambda: None),
        icon="file-diff",
    )
    return shown


def in_place(_theme: Theme) -> QWidget:
    """A form under the evidence it is judged by."""
    told = "李四 今天 10:42 的决定将被撤销，资料回到待审核。"
    return ReasonForm("撤销审核", told, "撤销审核", "撤销的原因（必填）", kind="bad")


def pick_field(_theme: Theme) -> QWidget:
    """While somebody types."""

    def ask(_letters: str, _owner: QWidget, found: Found, _failed: Failed) -> None:
        found((Offer(1, "龙里恒泰建设有限公司", "91522730MA6EQP5Y0G"), Offer(2, "龙里鑫达建筑公司")))

    return PickField(ask, "单位", "单位名称、拼音首字母或信用代码", "没有找到")


def _type(shown: QWidget) -> None:
    if isinstance(shown, PickField):
        shown.setFocus()
        QTest.keyClicks(shown.line, "ll")
        while shown.list.isHidden():
            QTest.qWait(20)


def table(theme: Theme) -> QWidget:
    """A list with the keyboard on its second row."""
    columns: list[Column[Any]] = [
        Column("姓名", lambda row: str(row[1]), 120, bold=True),
        Column("类别", lambda row: str(row[2])),
        Column("状态", lambda row: str(row[3]), 90, tone=lambda row: str(row[4]), badge=True),
    ]
    rows: Rows[Any] = Rows(lambda row: int(row[0]), columns)
    rows.reset(_PEOPLE)
    shown = Table(theme, rows, columns)
    rows.setParent(shown)
    shown.setFixedHeight(146)
    shown.choose(2)
    return shown


def master_detail(theme: Theme) -> QWidget:
    """A list and one of it."""
    shown = MasterDetail(theme, "parts")
    shown.add(table(theme), width=330)
    around = QFrame()
    around.setProperty("plane", "raised")
    QVBoxLayout(around).addWidget(facts(theme))
    shown.add(around, width=260, grows=True)
    shown.settle()
    return shown


def sheet(_theme: Theme) -> QWidget:
    """A form over the work."""
    ground = QWidget()
    ground.setFixedHeight(236)
    over = Sheet(ground, "登记单位", "登记", width=430)
    over.form.line("name", "单位名称")
    over.form.line("phone", "电话", hint="选填，手机或座机")
    return ground


def _open(ground: QWidget) -> None:
    for over in ground.window().findChildren(Sheet):
        over.begin()
        over.refuse({"name": "请填写单位名称。"})


Then = Callable[[QWidget], None]
PARTS: dict[str, tuple[Callable[[Theme], QWidget], int, Then | None]] = {
    "table": (table, 560, lambda shown: shown.setFocus()),
    "sheet": (sheet, 520, _open),
    "master-detail": (master_detail, 640, None),
    "facts": (facts, 380, None),
    "timeline": (timeline, 420, None),
    "schedule": (schedule, 900, _carry),
    "grid": (grid, 660, lambda shown: shown.setFocus()),
    "proposal": (proposal, 520, None),
    "banner": (banner, 560, None),
    "in-place": (in_place, 360, None),
    "pick-field": (pick_field, 380, _type),
}
"""Name of the picture → (how the part is made, pixels wide, what is pressed then)."""


def take(folder: Path, mode: Mode, names: tuple[str, ...] = tuple(PARTS)) -> list[Path]:
    """Paint the parts into ``folder``; in the dark look their names end in ``-dark``. ValueError: one is too large."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme = Theme(typeface=load_typeface(Path(str(resource("fonts"))), prefer_system=False))
    theme.apply(app)
    theme.choose(mode)
    folder.mkdir(parents=True, exist_ok=True)
    end = "-dark" if mode is Mode.DARK else ""
    windows = [QWidget() for _ in names]  # all are kept to the end: what stands in one listens to the theme
    return [
        _paint(theme, name, folder / f"{name}{end}.png", window)
        for name, window in zip(names, windows, strict=True)
    ]


def _paint(theme: Theme, name: str, path: Path, window: QWidget) -> Path:
    make, width, then = PARTS[name]
    window.setObjectName("page")
    part = make(theme)
    QVBoxLayout(window).addWidget(part)
    window.resize(width, 10)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    if then is not None:
        then(part)
    QTest.qWait(1)
    window.resize(width, window.sizeHint().height())
    QTest.qWait(1)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    window.hide()
    with Image.open(BytesIO(bytes(buffer.data().data()))) as picture:
        plain = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    plain.save(path, optimize=True)
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"{path.name} 超过 60 KB。")
    return path


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    into = Path(sys.argv[1])
    for made in (*take(into, Mode.LIGHT), *take(into, Mode.DARK, ("schedule", "grid", "proposal"))):
        sys.stdout.write(f"{made} {made.stat().st_size // 1024} KB\n")
