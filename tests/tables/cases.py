"""Files of hours and what is in them: every case a file of its own, its answer beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.papers.ole import ole
from tests.tables.made import CLASS, HEAD, As, P, csv, csv_text, html, spreadsheetml, xls, xlsx, zipped

# ruff: noqa: DTZ001 - cells of Excel have no zone

Sound = tuple[int, int, int] | tuple[int, int, int, str | None]
NOV30 = "2026-11-30T00:00:00"
NAMES = ["张三", "李四", "王五", "赵六", "钱七", "孙八"]


@dataclass(frozen=True)
class Case:
    """``rows``: (row, which of the six people, minutes, as_of); ``faults``: (row, code); ``heads``: (sheet, row)."""

    data: bytes
    rows: Sequence[Sound] = ()
    faults: Sequence[tuple[int | None, str]] = ()
    heads: Sequence[tuple[str, int]] | None = None


def line(who: int, hours: Any = 47.5, as_of: Any = "2026-11-30", group: str = CLASS) -> list[Any]:
    """A sound row of the usual head."""
    return [NAMES[who], P[who], group, hours, as_of]


TWO = [HEAD, line(0), line(1, 40)]
SOUND: list[Sound] = [(2, 0, 2850, NOV30), (3, 1, 2400, NOV30)]


def one(cell: Any, place: int) -> list[list[Any]]:
    """The usual table with one odd cell in its first row, a sound row below it."""
    odd = line(0)
    odd[place] = cell
    return [HEAD, odd, line(1, 40)]


def odd_id(cell: Any, code: str) -> Case:
    return Case(xlsx(one(cell, 1)), SOUND[1:], [(2, code)])


def odd_hours(cell: Any, minutes: int | None) -> Case:
    if minutes is None:
        return Case(xlsx(one(cell, 3)), SOUND[1:], [(2, "bad_hours")])
    return Case(xlsx(one(cell, 3)), [(2, 0, minutes, NOV30), SOUND[1]])


def odd_date(cell: Any, as_of: str | None, **about: Any) -> Case:
    if as_of == "bad":
        return Case(xlsx(one(cell, 4), **about), SOUND[1:], [(2, "bad_date")])
    return Case(xlsx(one(cell, 4), **about), [(2, 0, 2850, as_of), SOUND[1]])


def above(*lines: list[Any], as_of: str | None, faults: Sequence[tuple[int | None, str]] = ()) -> Case:
    """A table without a date of its own below some lines."""
    head = len(lines) + 1
    rows = [*lines, HEAD[:4], line(0)[:4]]
    return Case(xlsx(rows), [(head + 1, 0, 2850, as_of)], faults, [("学时", head)])


def quiet(*cells: Any) -> Case:
    """A row inside the table that is neither a row nor a problem."""
    return Case(
        xlsx([HEAD, line(0), list(cells), line(1, 40)]), [SOUND[0], (4, 1, 2400, NOV30)], [], [("学时", 1)]
    )


CONTAINERS: dict[str, Case] = {
    "xlsx": Case(xlsx(TWO), SOUND, [], [("学时", 1)]),
    "xls": Case(xls(TWO), SOUND, [], [("学时", 1)]),
    "csv utf-8": Case(csv("utf-8")(TWO), SOUND, [], [("表", 1)]),
    "csv utf-8 with mark": Case(csv("utf-8-sig")(TWO), SOUND, [], [("表", 1)]),
    "csv gb18030": Case(csv("gb18030")(TWO), SOUND),
    "csv utf-16 little": Case(b"\xff\xfe" + csv("utf-16-le", "\t")(TWO), SOUND),
    "csv utf-16 big": Case(b"\xfe\xff" + csv("utf-16-be")(TWO), SOUND),
    "csv utf-16 without mark": Case(csv("utf-16-le")(TWO), SOUND),
    "csv semicolons": Case(csv("utf-8", ";")(TWO), SOUND),
    "csv tabs": Case(csv("gb18030", "\t")(TWO), SOUND),
    "csv says its separator": Case(b"sep=;\r\n" + csv("utf-8", ";")(TWO), SOUND, [], [("表", 1)]),
    "csv line feeds": Case(csv_text(TWO, end="\n").encode(), SOUND),
    "csv carriage returns": Case(csv_text(TWO, end="\r").encode(), SOUND),
    "csv quoted line breaks": Case(
        csv("utf-8")([["学时表\n第一页\n", ""], HEAD, line(0), ["", "", "一\n二", "", ""], line(1, 40)]),
        [(3, 0, 2850, NOV30), (5, 1, 2400, NOV30)], [], [("表", 2)]),
    "csv empty lines": Case(b"\r\n\r\n" + csv("utf-8")(TWO), [(4, 0, 2850, NOV30), (5, 1, 2400, NOV30)], [], [("表", 3)]),
    "csv kept texts": Case(
        csv_text([HEAD, *([n, f'="{p}"', CLASS, h, "2026-11-30"] for n, p, h in
                          [(NAMES[0], P[0], 47.5), (NAMES[1], P[1], 40)])]).encode(), SOUND),
    "csv kept texts unquoted": Case(
        f'姓名,身份证号,累计学时,数据截至\n张三,="{P[0]}",47.5,2026-11-30\n李四,="{P[1]}"\t,40,2026-11-30\n'.encode(), SOUND),
    "csv tabs behind numbers": Case(
        f"姓名,身份证号,累计学时,数据截至\n张三,{P[0]}\t,47.5,2026-11-30\n李四,`{P[1]},40,2026-11-30\n".encode(), SOUND),
    "csv inner quotation marks": Case(
        f'姓名,身份证号,备注,累计学时,数据截至\n张三,{P[0]},5" 管,47.5,2026-11-30\n李四,{P[1]},"乙"丙,40,2026-11-30\n'.encode(), SOUND),
    "csv open quotation mark": Case(
        f'姓名,身份证号,备注,累计学时\n张三,{P[0]},"没有关,47.5\n李四,{P[1]},,40\n'.encode(), [], [(None, "not_a_table")], []),
    "csv through excel": Case(
        f"姓名,身份证号,累计学时,数据截至\n张三,5.22732E+17,47.5,2026/11/30\n李四,{P[1]},40,2026/11/30\n".encode(), SOUND[1:], [(2, "damaged_id")]),
    "csv with an error": Case(
        f"姓名,身份证号,累计学时,数据截至\n张三,{P[0]},#N/A,2026/11/30\n李四,{P[1]},40,2026/11/30\n".encode(), SOUND[1:], [(2, "bad_hours")]),
    "csv rare signs utf-8": Case(csv_text([HEAD, *TWO[1:], ["䶮𬭸", P[2], CLASS, 1, "2026-11-30"]]).encode(), [*SOUND, (4, 2, 60, NOV30)]),
    "csv rare signs gb18030": Case(csv("gb18030")([HEAD, *TWO[1:], ["䶮𬭸", P[2], CLASS, 1, "2026-11-30"]]), [*SOUND, (4, 2, 60, NOV30)]),
    "html": Case(html(TWO), SOUND),
    "html gb18030": Case(html(TWO).decode().replace("utf-8", "gb2312").encode("gb18030"), SOUND),
    "html in utf-16": Case(html(TWO).decode().encode("utf-16"), SOUND),
    "html without head": Case(html(TWO).decode().split("<body>")[1].split("</body>")[0].encode(), SOUND),
    "html title and date before": Case(
        html([row[:4] for row in TWO], before="<h3>学时统计</h3><p>数据截至：2026-11-30</p>"),
        [(4, 0, 2850, NOV30), (5, 1, 2400, NOV30)], [], [("表", 3)]),
    "html named sheet": Case(html(TWO, head="<xml><x:Name>十一月</x:Name></xml>"), SOUND, [], [("十一月", 1)]),
    "html number cells": Case(
        html(TWO).decode().replace(f"<td>{P[0]}", '<td x:num="522732199001010000">5.22732E+17').encode(), SOUND[1:], [(2, "damaged_id")]),
    "html open cells": Case(html(TWO).decode().replace("</td>", "").replace("</tr>", "").encode(), SOUND),
    "html merged class": Case(
        f"<table><tr><td colspan=2>学员</td><td rowspan=2>班级</td><td rowspan=2>累计学时</td></tr><tr><td>姓名<td>身份证号</tr>"
        f"<tr><td>张三<td>{P[0]}<td rowspan=2>甲<td>47.5</tr><tr><td>李四<td>{P[1]}<td>40</tr></table>".encode(),
        [(3, 0, 2850, None), (4, 1, 2400, None)], [], [("表", 2)]),
    "spreadsheetml": Case(spreadsheetml(TWO), SOUND, [], [("学时", 1)]),
    "spreadsheetml gb2312": Case(spreadsheetml(TWO, encoding="gb2312"), SOUND),
    "spreadsheetml utf-16": Case(spreadsheetml(TWO, encoding="utf-16"), SOUND),
    "spreadsheetml sparse": Case(spreadsheetml([["标题"], [], *TWO]), [(4, 0, 2850, NOV30), (5, 1, 2400, NOV30)], [], [("学时", 3)]),
    "spreadsheetml kinds": Case(
        spreadsheetml([HEAD, line(0, timedelta(hours=47, minutes=30), datetime(2026, 11, 30)), line(1, 40, date(2026, 11, 30)),
                       ["王五", 522732199001010000, "", 1, ""], ["赵六", P[3], "", "#REF!", ""]]),
        SOUND, [(4, "damaged_id"), (5, "bad_hours")]),
    "bundle": Case(zipped("学时.xlsx", xlsx(TWO)), [], [(None, "not_a_table")], []),
    "word": Case(zipped("word/document.xml", b"<x/>"), [], [(None, "not_a_table")], []),
    "pdf": Case(b"%PDF-1.7\n%%EOF\n", [], [(None, "not_a_table")], []),
    "picture": Case(b"\x89PNG\r\n\x1a\n" + bytes(100), [], [(None, "not_a_table")], []),
    "nothing": Case(b"", [], [(None, "not_a_table")], []),
    "zeros": Case(bytes(1000), [], [(None, "not_a_table")], []),
    "text with zeros": Case(csv("utf-8")(TWO).replace(b"47.5", b"47\0"), [], [(None, "not_a_table")], []),
    "blanks": Case(b" \r\n \r\n", [], [(None, "no_header")], []),
    "json": Case(b'{"code":"NO"}', [], [(None, "not_a_table")], []),
    "other xml": Case(b'<?xml version="1.0"?><xml><return_code>FAIL</return_code></xml>', [], [(None, "not_a_table")], []),
    "prose": Case("各位同事：\n学时表稍后发。\n".encode(), [], [(None, "no_header")], []),
    "cut short": Case(xlsx(TWO)[:2000], [], [(None, "not_a_table")], []),
    "xls cut short": Case(xls(TWO)[:600], [], [(None, "not_a_table")], []),
    "with a password": Case(ole({"EncryptedPackage": bytes(8000), "EncryptionInfo": bytes(300)}), [], [(None, "encrypted")], []),
    "xls with a password": Case(ole({"Workbook": bytes.fromhex("09081000000605000000000000000000000000002f003600") + bytes(8000)}),
                                [], [(None, "encrypted")], []),
}  # fmt: skip

LAYOUTS: dict[str, Case] = {
    "second sheet": Case(xlsx([["说明"], ["本表由平台导出"]], ("数据", TWO)), SOUND, [], [("数据", 1)]),
    "two sheets": Case(xlsx(TWO, ("二班", [HEAD, line(2, "1:30")])), [*SOUND, (2, 2, 90, NOV30)], [], [("学时", 1), ("二班", 1)]),
    "hidden sheet": Case(xlsx([["说明"]], ("数据", TWO), hidden=["数据"]), SOUND, [], [("数据", 1)]),
    "no table": Case(xlsx([["说明"], ["没有"]], ("空", [])), [], [(None, "no_header")], []),
    "head without hours": Case(xlsx([["姓名", "身份证号", "应修学时"], [NAMES[0], P[0], 40]]), [], [(None, "no_header")], []),
    "head only": Case(xlsx([HEAD]), [], [], [("学时", 1)]),
    "row fifteen": Case(xlsx([*([[]] * 12), ["贵州某平台"], [], *TWO]), [(16, 0, 2850, NOV30), (17, 1, 2400, NOV30)], [], [("学时", 15)]),
    "not in column A": Case(xlsx([["", "", *row] for row in TWO]), SOUND),
    "any order": Case(xlsx([[row[i] for i in (3, 4, 1, 0, 2)] for row in TWO]), SOUND),
    "other columns between": Case(
        xlsx([["序号", "学员姓名", "性别", "证件号码", "单位", "应修学时", "已学学时", "剩余学时", "统计日期"],
              [1, NAMES[0], "男", P[0], "某公司", 40, 47.5, 0, "2026-11-30"]]), SOUND[:1]),
    "decorated heads": Case(
        xlsx([["*姓 名", "身份证号码（必填）", "所在班级", "学时（小时）", "截止时间："], line(0), line(1, 40)]), SOUND),
    "hours in minutes": Case(xlsx([["姓名", "身份证号", "学习时长（分钟）"], [NAMES[0], P[0], 2850]]), [(2, 0, 2850, None)]),
    "two lines": Case(
        xlsx([["2026年11月学时统计"], ["序号", "姓名", "身份证号", "学时", "", "", "数据截至"], ["", "", "", "应修", "累计", "剩余", ""],
              [1, NAMES[0], P[0], 40, 47.5, 0, "2026-11-30"]], merge=["A1:G1", "D2:F2", "B2:B3", "C2:C3"]),
        [(4, 0, 2850, NOV30)], [], [("学时", 3)]),
    "two lines of groups": Case(
        xlsx([["学员信息", "", "学习情况", ""], ["姓名", "身份证号", "累计学时", "数据截至"], [NAMES[0], P[0], 47.5, "2026-11-30"]],
             merge=["A1:B1", "C1:D1"]), [(3, 0, 2850, NOV30)], [], [("学时", 2)]),
    "unit in a second line": Case(
        xlsx([["姓名", "身份证号", "累计学时"], ["", "", "（分钟）"], [NAMES[0], P[0], 2850]]), [(3, 0, 2850, None)], [], [("学时", 2)]),
    "two heads alike, same values": Case(
        xlsx([["姓名", "身份证号", "累计学时", "累计学时"], [NAMES[0], P[0], 47.5, "47:30"], [NAMES[1], P[1], "", 40]]),
        [(2, 0, 2850, None), (3, 1, 2400, None)]),
    "two heads alike, other values": Case(
        xlsx([["姓名", "身份证号", "累计学时", "累计学时"], [NAMES[0], P[0], 47.5, 40], [NAMES[1], P[1], "", 40]]),
        [(3, 1, 2400, None)], [(2, "bad_hours")]),
    "two heads alike, a sum below": Case(
        xlsx([["姓名", "身份证号", "累计学时", "累计学时"], [NAMES[0], P[0], 47.5, 47.5], ["合计", "", 47.5, 95]]), [(2, 0, 2850, None)]),
    "beside each other": Case(
        xlsx([["姓名", "身份证号", "学时", "", "姓名", "身份证号", "学时"], [NAMES[0], P[0], 47.5, "", NAMES[1], P[1], 40],
              [NAMES[2], P[2], 1]]), [(2, 0, 2850, None), (2, 1, 2400, None), (3, 2, 60, None)], [], [("学时", 1), ("学时", 1)]),
    "below each other": Case(
        xlsx([["数据截至：2026-11-30"], HEAD[:4], line(0)[:4], ["合计", "", "", 47.5], [], ["数据截至", "2026-12-01"],
              ["累计学时", "身份证号码", "学员姓名"], [40, P[1], NAMES[1]]]),
        [(3, 0, 2850, NOV30), (8, 1, 2400, "2026-12-01T00:00:00")], [], [("学时", 2), ("学时", 7)]),
    "head again on the next page": Case(xlsx([HEAD, line(0), HEAD, line(1, 40)]), [SOUND[0], (4, 1, 2400, NOV30)], [], [("学时", 1)]),
    "class merged down": Case(
        xlsx([HEAD, line(0), ["李四", P[1], "", 40, ""]], merge=["C2:C3", "E2:E3"]), SOUND),
    "person merged down": Case(
        xlsx([["姓名", "身份证号", "班级", "学时"], [NAMES[0], P[0], "甲", 1], ["", "", "乙", 2]], merge=["A2:A3", "B2:B3"]),
        [(2, 0, 60, None), (3, 0, 120, None)]),
    "hours merged down": Case(
        xlsx([["姓名", "身份证号", "学时"], [NAMES[0], P[0], 47.5], [NAMES[1], P[1], ""]], merge=["C2:C3"]),
        [(2, 0, 2850, None)], [(3, "bad_hours")]),
    "xls merged down": Case(xls([HEAD, line(0), ["李四", P[1], "", 40, "2026-11-30"]], merge=[(1, 2, 2, 2)]), SOUND),
    "hidden row": Case(xlsx(TWO, touch=lambda book: setattr(book.active.row_dimensions[2], "hidden", True)), SOUND),
    "filled far away": Case(xlsx([*TWO, *([[]] * 3000), ["", "", "", "", "", "", "", "", " "]]), SOUND),
    "blank rows": Case(xlsx([HEAD, [], line(0), [], [" ", "\u3000"], line(1, 40)]), [(3, 0, 2850, NOV30), (6, 1, 2400, NOV30)]),
    "numbered blank rows": Case(
        xlsx([["序号", *HEAD], [1, *line(0)], [2, *line(1, 40)], [3], [4, "", "", "", 0]]), SOUND),
}  # fmt: skip

QUIET: dict[str, Case] = {
    "sum": quiet("合计", "", "", 87.5),
    "sum with blanks": quiet("合 计", "", "", 87.5),
    "sum wide": quiet("合　　计", "", "", "87.5"),
    "sum of a page": quiet("本页小计", "", "", 87.5),
    "total": quiet("总计", "", "", 87.5, ""),
    "average": quiet("平均", "", "", 43.75),
    "sum with people": quiet("合计：2人", "", "", 87.5),
    "sum in the number": quiet("", "共2人", "", 87.5),
    "sum with a count in the number": quiet("合计", 2, "", 87.5),
    "sum in the class": quiet("", "", "小计", 87.5),
    "signatures after a number": quiet("", "制表人", "王小明", "审核人"),
    "sum without word": quiet("", "", "", 87.5),
    "note": quiet("注：本表由平台自动生成，数据截至2026年11月30日24:00。"),
    "signatures": quiet("制表人：王小明", "审核人：李小红", "", "2026年11月30日"),
    "signatures in cells": quiet("制表人", "王小明", "审核人", "李小红"),
    "date below": quiet("", "", "", "日期：2026-11-30"),
    "stamp": quiet("", "", "（盖章）"),
    "group": quiet("企业主要负责人A类"),
    "class above its people": quiet("一班"),
}

CELLS: dict[str, Case] = {
    "id as number": odd_id(As(522732199001010000, "0"), "damaged_id"),
    "id as sound number": odd_id(As(int(P[0]) if P[0].isdigit() else 522732199001010011, "0"), "damaged_id"),
    "id shown by excel": odd_id("5.22732E+17", "damaged_id"),
    "id trailing zeros": odd_id("522732199001010000", "damaged_id"),
    "id fifteen digits as number": odd_id(522732900101001, "damaged_id"),
    "id missing": odd_id("", "bad_id"),
    "id promised": odd_id("待补", "bad_id"),
    "id wrong digit": odd_id(P[0][:-1] + ("0" if P[0][-1] != "0" else "1"), "bad_id"),
    "id short": odd_id(P[0][:-1], "bad_id"),
    "id as error": odd_id("#N/A", "bad_id"),
    "id with apostrophe": Case(xlsx(one("'" + P[0], 1)), SOUND),
    "id with blanks": Case(xlsx(one(f" {P[0][:6]} {P[0][6:14]}\u3000{P[0][14:]}\u200b", 1)), SOUND),
    "id full width": Case(xlsx(one("".join(chr(ord(c) + 0xFEE0) for c in P[0]), 1)), SOUND),
    "id small x": Case(xlsx([HEAD, ["王五", P[2].lower(), "", 1, "2026-11-30"]]), [(2, 2, 60, NOV30)]),
    "id of fifteen": Case(
        xlsx([HEAD, ["张三", P[0][:6] + P[0][8:17], CLASS, 47.5, "2026-11-30"], line(1, 40)]), SOUND),
    "name missing": Case(xlsx(one("", 0)), SOUND[1:], [(2, "bad_name")]),
    "name lost": Case(xlsx(one("王?", 0)), SOUND[1:], [(2, "bad_name")]),
    "name a number": Case(xlsx(one(123, 0)), SOUND[1:], [(2, "bad_name")]),
    "name an error": Case(xlsx(one("#REF!", 0)), SOUND[1:], [(2, "bad_name")]),
    "everything an error": Case(xlsx([HEAD, ["#N/A"] * 5, line(1, 40)]), SOUND[1:],
                                [(2, "bad_name"), (2, "bad_id"), (2, "bad_name"), (2, "bad_hours"), (2, "bad_date")]),
    "xls error": Case(xls([HEAD, line(0, "#DIV/0!"), line(1, 40)]), SOUND[1:], [(2, "bad_hours")]),
    "a statistician without number": Case(
        xlsx([[*HEAD, "职务"], ["张三", "", "", 47.5, "", "统计员"], [*line(1, 40), "主管"]]), SOUND[1:], [(2, "bad_id")]),
    "a leader without anything": Case(
        xlsx([["序号", *HEAD, "职务"], [1, "张三", "", "", "", "", "领导"], [2, *line(1, 40), "汇总"]]),
        SOUND[1:], [(2, "bad_id"), (2, "bad_hours")]),
    "a name with a digit, no number": Case(xlsx([HEAD, ["张三2", "", "", 47.5], line(1, 40)]), SOUND[1:], [(2, "bad_id")]),
    "a passport": Case(xlsx(one("E12345678", 1)), SOUND[1:], [(2, "bad_id")]),
    "short number, no name": Case(xlsx([HEAD, ["", 12345, "", 47.5], line(1, 40)]), SOUND[1:], [(2, "bad_name"), (2, "bad_id")]),
    "name alone": Case(xlsx([HEAD, ["欧阳修"], line(1, 40)]), SOUND[1:], [(2, "bad_id"), (2, "bad_hours")]),
    "hours as long time": odd_hours(timedelta(hours=47, minutes=30), 2850),
    "hours as long time in seconds": odd_hours(As(47.5 / 24, "[hh]:mm:ss"), 2850),
    "hours as time": odd_hours(time(12, 30), 750),
    "hours as time that wraps": odd_hours(As(47.5 / 24, "h:mm"), None),
    "hours as clock": odd_hours("47：30", 2850),
    "hours in words": odd_hours("47小时30分", 2850),
    "hours with unit": odd_hours("47.5学时", 2850),
    "hours full width": odd_hours("４７", 2820),
    "hours zero": odd_hours(0, 0),
    "hours with comma": odd_hours("1,234", 74_040),
    "hours cut": odd_hours(47.99, 2879),
    "hours negative": odd_hours(-3, None),
    "hours a verdict": odd_hours("合格", None),
    "hours a day": odd_hours(date(2026, 11, 30), None),
    "hours missing": odd_hours("", None),
    "hours formula without value": odd_hours("", None),
    "hours an error": odd_hours("#N/A", None),
    "hours true": odd_hours(True, None),
    "xls hours as long time": Case(xls([HEAD, line(0, timedelta(hours=47, minutes=30)), line(1, 40)]), SOUND),
    "date none": odd_date("", None),
    "date with time": odd_date("2026/11/30 23:59", "2026-11-30T23:59:00"),
    "date chinese": odd_date("2026年11月30日", NOV30),
    "date compact": odd_date("20261130", NOV30),
    "date compact number": odd_date(20261130, NOV30),
    "date end of day": odd_date("2026年11月30日24:00", "2026-12-01T00:00:00"),
    "date cell": odd_date(date(2026, 11, 30), NOV30),
    "date cell with time": odd_date(datetime(2026, 11, 30, 23, 59), "2026-11-30T23:59:00"),
    "date serial": odd_date(46356, NOV30),
    "date cell of 1904": odd_date(datetime(2026, 11, 30, 23, 59), "2026-11-30T23:59:00", from_1904=True),
    "date serial of 1904": odd_date(46356 - 1462, NOV30, from_1904=True),
    "date without year": odd_date("11月30日", "bad"),
    "date american": odd_date("11/30/2026", "bad"),
    "date an error": odd_date("#N/A", "bad"),
    "date no such": odd_date("2026-11-31", "bad"),
    "two faults in a row": Case(xlsx([HEAD, ["", "5.2E+17", "", "合格", "上月"], line(1, 40)]), SOUND[1:],
                                [(2, "bad_name"), (2, "damaged_id"), (2, "bad_hours"), (2, "bad_date")]),
}  # fmt: skip

STATED: dict[str, Case] = {
    "above": above(["数据截至：2026年11月30日"], as_of=NOV30),
    "above, end of day": above(["学时统计表（截至2026年11月30日24:00）"], as_of="2026-12-01T00:00:00"),
    "above in two cells": above(["学时统计"], ["数据截至", "", "2026-11-30 18:00"], as_of="2026-11-30T18:00:00"),
    "above as a day": above(["统计日期：", date(2026, 11, 30)], as_of=NOV30),
    "above among others": above(["导出时间：2026-12-02 08:00", "数据截止时间：2026-11-30 23:59:59", "单位：学时"], as_of="2026-11-30T23:59:59"),
    "end of registration": above(["报名截止：2026-11-22"], as_of=None),
    "title with a month": above(["2026年11月学时统计表"], as_of=None),
    "above unreadable": above(["数据截至：待定"], as_of=None, faults=[(1, "bad_date")]),
    "above a span": above(["统计时间：2026-11-01至2026-11-30"], as_of=None, faults=[(1, "bad_date")]),
    "clearer line wins": above(["数据截至：2026-11-30"], ["统计日期：2026-12-02"], as_of=NOV30),
    "column before line": Case(
        xlsx([["数据截至：2026-12-02"], HEAD, line(0), line(1, 40, "")]), [(3, 0, 2850, NOV30), (4, 1, 2400, "2026-12-02T00:00:00")]),
    "below says nothing": Case(xlsx([HEAD[:4], line(0)[:4], ["数据截至：2026-11-30"]]), [(2, 0, 2850, None)]),
}  # fmt: skip

TWICE: dict[str, Case] = {
    "same hours": Case(xlsx([HEAD, line(0), line(0), line(1, 40)]), [SOUND[0], (4, 1, 2400, NOV30)]),
    "same hours written otherwise": Case(xlsx([HEAD, line(0), line(0, "47:30", "2026/11/30 0:00"), line(1, 40)]), [SOUND[0], (4, 1, 2400, NOV30)]),
    "other hours": Case(xlsx([HEAD, line(0), line(1, 40), line(0, 46)]), [(3, 1, 2400, NOV30)], [(2, "duplicate_differs"), (4, "duplicate_differs")]),
    "other hours thrice": Case(xlsx([HEAD, line(0), line(0), line(0, 46)]), [], [(2, "duplicate_differs"), (3, "duplicate_differs"), (4, "duplicate_differs")]),
    "other class": Case(xlsx([HEAD, line(0), line(0, 46, group="乙班")]), [SOUND[0], (3, 0, 2760, NOV30)]),
    "other as_of": Case(xlsx([HEAD, line(0), line(0, 46, "2026-11-29")]), [SOUND[0], (3, 0, 2760, "2026-11-29T00:00:00")]),
    "other sheet": Case(xlsx([HEAD, line(0)], ("二", [HEAD, line(0, 46)])), [], [(2, "duplicate_differs"), (2, "duplicate_differs")]),
    "a bad row beside": Case(xlsx([HEAD, line(0), line(0, "合格")]), SOUND[:1], [(3, "bad_hours")]),
    "small x": Case(xlsx([HEAD, ["王五", P[2], "", 1, ""], ["王五", P[2].lower(), "", 1, ""]]), [(2, 2, 60, None)]),
    "another name": Case(xlsx([HEAD, line(0), ["李四", *line(0)[1:]]]), [], [(2, "duplicate_differs"), (3, "duplicate_differs")]),
    "a name with blanks": Case(xlsx([HEAD, line(0), ["张　三", *line(0)[1:]]]), SOUND[:1]),
}  # fmt: skip

CASES: dict[str, Case] = {
    f"{group}: {name}": case
    for group, cases in (
        ("container", CONTAINERS), ("layout", LAYOUTS), ("quiet", QUIET), ("cell", CELLS), ("stated", STATED), ("twice", TWICE),
    )
    for name, case in cases.items()
}  # fmt: skip
