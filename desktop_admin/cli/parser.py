"""The words of the command line. Each subcommand names the function that does it, loaded when it is called."""

import argparse
import importlib
import sys
from dataclasses import dataclass
from datetime import date, datetime
from importlib import metadata
from typing import NoReturn, TypeAlias

from desktop_admin.contract.errors import Invalid
from desktop_admin.rules.purposes import Purpose

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are failures like any other: JSON, status 2."""

    def error(self, message: str) -> NoReturn:
        """Refuse the words of the call; ``details`` holds the usage line."""
        raise Invalid(
            f"命令写得不对：{message}。用 kaowu --help 查看写法。",
            {"faults": [{"field": "arguments", "code": "usage", "message": self.format_usage().strip()}]},
        )


class _Version(argparse.Action):
    """``--version``: one line, then the end. What is installed is only looked up when asked for."""

    def __init__(self, option_strings: list[str], dest: str, help: str) -> None:
        super().__init__(
            option_strings, dest=argparse.SUPPRESS, default=argparse.SUPPRESS, nargs=0, help=help
        )

    def __call__(self, parser: argparse.ArgumentParser, *_unused: object) -> NoReturn:
        sys.stdout.write(f"考务台 {metadata.version('kaowu')}\n")
        parser.exit()


def make_parser() -> argparse.ArgumentParser:
    """The whole parser; ``arguments.run(arguments)`` does the chosen command and answers the exit status."""
    parser = Parser(prog="kaowu", description="考务台：三类人员考务管理")
    parser.set_defaults(run=_later("window", "open_window"))
    parser.add_argument("--version", action=_Version, help="程序的版本")
    _office(parser)
    commands = parser.add_subparsers(metavar="命令")

    for words in (_showing, _asking, _looking_up, _months, _looking_after, _copies, _serving):
        words(commands)
    return parser


def _showing(commands: Commands) -> None:
    """An invented office, and a walk through the program."""
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


def _asking(commands: Commands) -> None:
    """The requests of the contract, and files."""
    listing = _command(commands, "requests", "列出所有请求", "asking", "list_requests")
    listing.add_argument("--json", action="store_true")

    for name, text, function in (("ask", "提一个问题", "ask"), ("do", "做一件事", "do")):
        command = _command(commands, name, text, "asking", function)
        command.add_argument("name", help="请求名，见 kaowu requests")
        command.add_argument(
            "body", nargs="?", default="{}", help="JSON 内容；- 从标准输入读（密码不能写在命令里）"
        )
        _office(command)

    put = _command(commands, "put", "存入一个文件并检查它", "asking", "put")
    put.add_argument("file")
    words = "、".join(f"{purpose} {purpose.label}" for purpose in Purpose)
    put.add_argument(
        "--purpose", choices=[str(purpose) for purpose in Purpose], default="paper", help=f"用作什么：{words}"
    )
    _office(put)
    get = _command(commands, "get", "取出一个文件", "asking", "get")
    get.add_argument("sha256")
    get.add_argument("--out", required=True)
    _office(get)


def _looking_up(commands: Commands) -> None:
    """What needs no office: a paper, a table of hours, an exam day."""
    papers = commands.add_parser("papers", help="检查报名资料").add_subparsers(required=True)
    check = _command(papers, "check", "文件是什么、能不能收", "papers", "check")
    check.add_argument("files", nargs="+")
    check.add_argument("--person", default="", help="name=…,id_number=…,company=…")
    check.add_argument("--json", action="store_true")

    hours = commands.add_parser("hours", help="学时表").add_subparsers(required=True)
    read = _command(hours, "read", "学时表里有什么、哪些行有问题", "hours", "read")
    read.add_argument("files", nargs="+")
    read.add_argument("--json", action="store_true")

    bring = _command(
        hours, "import", "把学时表交给办公室：先试算，加 --book 登记", "hours_import", "import_hours"
    )
    bring.add_argument("file")
    bring.add_argument("--as-of", type=_instant, default=None, help="表里没有写数据截至时，整张表的数据截至")
    bring.add_argument("--book", action="store_true", help="登记没有问题的行")
    bring.add_argument("--json", action="store_true")
    _office(bring)

    windows = _command(commands, "windows", "一个考试日的各个截止时间", "windows", "windows")
    windows.add_argument("--exam", type=_day, required=True)
    windows.add_argument("--json", action="store_true")


def _months(commands: Commands) -> None:
    """A month of exams, and who may sit them."""
    month = _command(commands, "month", "一个月的场次和各个截止时间", "months", "month")
    month.add_argument("month", help="月份，例如 2026-11")
    month.add_argument("--json", action="store_true")
    _office(month)
    gate = _command(commands, "gate", "一个报名能不能申请一个场次，为什么不能", "gate", "gate")
    gate.add_argument("--registration", type=int, required=True, help="报名的编号")
    gate.add_argument("--session", type=int, required=True, help="场次的编号")
    gate.add_argument("--at", type=_instant, default=None, help="按哪一时刻，默认按办公室现在的时间")
    gate.add_argument("--json", action="store_true")
    _office(gate)


def _looking_after(commands: Commands) -> None:
    """The journal and accounts, on the machine with the data."""
    journal = commands.add_parser("journal", help="操作日志").add_subparsers(required=True)
    verify = _command(journal, "verify", "验证日志首尾相连", "upkeep", "verify_journal")
    verify.add_argument("--head", default="", help="记住的日志头 序号:指纹")
    verify.add_argument("--json", action="store_true")
    _office(verify)

    staff = commands.add_parser("staff", help="账号").add_subparsers(required=True)
    reset = _command(staff, "reset", "在存放数据的机器上重设一个人的密码", "upkeep", "reset_password")
    reset.add_argument("name")
    _office(reset)


def _copies(commands: Commands) -> None:
    """Backups, and whether an office is whole."""
    backup = _command(commands, "backup", "把整个数据（含资料）备份到一个文件", "backup", "backup")
    backup.add_argument("file", help="备份文件，不能已经存在；写文件夹则自动取名")
    backup.add_argument("--json", action="store_true")
    _office(backup)
    restore = _command(commands, "restore", "把备份恢复到一个空的地方", "backup", "restore")
    restore.add_argument("file")
    restore.add_argument("--to", required=True, help="新文件、空文件夹，或空数据库的地址")
    restore.add_argument("--json", action="store_true")
    check = _command(
        commands,
        "selfcheck",
        "检查数据是否完好；不给 --office 则用临时数据试做备份和恢复",
        "selfcheck",
        "selfcheck",
    )
    check.add_argument("--head", default="", help="记住的日志头 序号:指纹")
    _office(check)


def _serving(commands: Commands) -> None:
    """Tables and the server."""
    _office(_command(commands, "migrate", "建立或升级数据表", "upkeep", "migrate"))
    serve = _command(commands, "serve", "为其他工作站提供服务", "upkeep", "serve")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=8610, help="1 到 65535；0 为任意空闲端口")
    serve.add_argument(
        "--proxy", action="append", default=[], help="前面的 TLS 代理的地址；只信它给出的 X-Forwarded-For"
    )
    serve.add_argument(
        "--backups", default="", help="备份写到这台服务器上的哪个文件夹；不写则在数据文件旁的 backups"
    )
    _office(serve)


@dataclass(frozen=True)
class _Later:
    """The function of a subcommand by its name: ``entry`` is (module, function)."""

    entry: tuple[str, str]

    def __call__(self, arguments: argparse.Namespace) -> int:
        module, function = self.entry
        return int(getattr(importlib.import_module(module), function)(arguments))


def _later(module: str, function: str) -> _Later:
    return _Later((f"desktop_admin.cli.{module}", function))


def _command(
    commands: Commands,
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


def _port(text: str) -> int:
    # What lies outside the range is refused where it would be used (server/listening.py).
    if not text.removeprefix("-").isdecimal() or len(text) > 20:
        raise argparse.ArgumentTypeError("端口应为 1 到 65535 之间的整数，例如 8610")
    return int(text)


def _day(text: str) -> date:
    return date.fromisoformat(text)
