"""The words of the command line. Each subcommand names the function that does it, loaded when it is called."""

import argparse
import importlib
from collections.abc import Callable
from datetime import date, datetime
from typing import NoReturn

from desktop_admin.contract.errors import Invalid


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are failures like any other: JSON, status 2."""

    def error(self, message: str) -> NoReturn:
        """Refuse the words of the call; ``details`` holds the usage line."""
        raise Invalid(
            f"命令写得不对：{message}。用 kaowu --help 查看写法。",
            {"faults": [{"field": "arguments", "code": "usage", "message": self.format_usage().strip()}]},
        )


def make_parser() -> argparse.ArgumentParser:
    """The whole parser; ``arguments.run(arguments)`` does the chosen command and answers the exit status."""
    parser = Parser(prog="kaowu", description="考务台：三类人员考务管理")
    parser.set_defaults(run=_later("window", "open_window"))
    _office(parser)
    commands = parser.add_subparsers(metavar="命令")

    demo = _command(commands, "demo", "打开演示数据", "demo", "demo")
    demo.add_argument("--folder", help="演示数据放在哪个文件夹")
    demo.add_argument("--people", type=int, default=400, help="学员人数（默认 400）")
    demo.add_argument("--seed", type=int, default=1, help="随机种子（默认 1）")
    demo.add_argument("--now", type=_instant, help="演示的时刻，例如 2026-11-19T10:42:00+08:00")
    demo.add_argument("--no-window", action="store_true", help="只建立数据，把地址和账号印成 JSON")

    tour = _command(commands, "tour", "不用显示器走一遍主要工作，留下图片", "tour", "tour")
    tour.add_argument("--folder", required=True, help="图片放在哪个文件夹")
    tour.add_argument("--people", type=int, default=400)
    tour.add_argument("--seed", type=int, default=1)
    tour.add_argument("--now", type=_instant)

    listing = _command(commands, "requests", "列出所有请求", "asking", "list_requests")
    listing.add_argument("--json", action="store_true")

    for name, text, function in (("ask", "提一个问题", "ask"), ("do", "做一件事", "do")):
        command = _command(commands, name, text, "asking", function)
        command.add_argument("name", help="请求名，见 kaowu requests")
        command.add_argument("body", nargs="?", default="{}", help="JSON 内容")
        _office(command)

    put = _command(commands, "put", "存入一个文件并检查它", "asking", "put")
    put.add_argument("file")
    _office(put)
    get = _command(commands, "get", "取出一个文件", "asking", "get")
    get.add_argument("sha256")
    get.add_argument("--out", required=True)
    _office(get)

    papers = commands.add_parser("papers", help="检查报名资料").add_subparsers(required=True)
    check = _command(papers, "check", "文件是什么、能不能收", "papers", "check")
    check.add_argument("files", nargs="+")
    check.add_argument("--person", default="", help="name=…,id_number=…,company=…")
    check.add_argument("--json", action="store_true")

    windows = _command(commands, "windows", "一个考试日的各个截止时间", "windows", "windows")
    windows.add_argument("--exam", type=_day, required=True)
    windows.add_argument("--json", action="store_true")

    journal = commands.add_parser("journal", help="操作日志").add_subparsers(required=True)
    verify = _command(journal, "verify", "验证日志首尾相连", "upkeep", "verify_journal")
    verify.add_argument("--head", default="", help="记住的日志头 序号:哈希")
    verify.add_argument("--json", action="store_true")
    _office(verify)

    staff = commands.add_parser("staff", help="账号").add_subparsers(required=True)
    reset = _command(staff, "reset", "在存放数据的机器上重设一个人的密码", "upkeep", "reset_password")
    reset.add_argument("name")
    _office(reset)

    _office(_command(commands, "migrate", "建立或升级数据表", "upkeep", "migrate"))
    serve = _command(commands, "serve", "为其他工作站提供服务", "upkeep", "serve")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8610)
    _office(serve)
    return parser


def _later(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        return int(getattr(importlib.import_module(f"desktop_admin.cli.{module}"), function)(arguments))

    return run


def _command(
    commands: "argparse._SubParsersAction[Parser]",
    name: str,
    text: str,
    module: str,
    function: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=_later(module, function))
    return command


def _office(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--office", default=argparse.SUPPRESS, help="数据地址：sqlite:///…、postgresql+psycopg://…、https://…"
    )
    parser.add_argument(
        "--as",
        dest="person",
        default=argparse.SUPPRESS,
        help="以谁的账号；密码取自系统钥匙串或 KAOWU_PASSWORD",
    )


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("时刻要带时区，例如 2026-11-19T10:42:00+08:00")
    return moment


def _day(text: str) -> date:
    return date.fromisoformat(text)
