"""What is done on the machine that holds the data: migrate, serve, verify, reset a password."""

import argparse
import secrets
import socket
import string
import sys
from dataclasses import asdict
from pathlib import Path

from desktop_admin.cli.office import office_url, open_office
from desktop_admin.cli.printing import print_json
from desktop_admin.contract.errors import Invalid
from desktop_admin.contract.proof import JournalProof, VerifyJournal
from desktop_admin.office.clock import office_now
from desktop_admin.office.database import Database
from desktop_admin.office.direct import House
from desktop_admin.office.schema import (
    enter_here,
    look_and_find_revision,
    make_ready,
    refuse_damaged,
    revision,
)
from desktop_admin.office.schema import migrate as bring_up
from desktop_admin.papers.workers import Inspectors
from desktop_admin.services.context import Context, Principal
from desktop_admin.services.proof import verify_journal as prove


def verify_journal(arguments: argparse.Namespace) -> int:
    """Walk the chain: on the database itself, or asked of a server as ``--as NAME``. 1 when it is broken."""
    asked = VerifyJournal(remembered=arguments.head)
    if office_url(arguments).startswith("http"):
        with open_office(arguments) as office:
            proof = office.run(asked)
    else:
        proof = _prove_here(arguments, asked)
    if arguments.json:
        print_json(asdict(proof))
    else:
        sys.stdout.write(f"{proof.sentence}\n日志头 {proof.head}:{proof.head_hash}\n")
    return 0 if proof.intact else 1


def reset_password(arguments: argparse.Namespace) -> int:
    """A new first password for somebody who forgot theirs, printed once; journalled, without a session."""
    from argon2 import PasswordHasher

    from desktop_admin.services.maintenance import reset_by_machine

    database = _here(arguments)
    password = _fresh_password()
    try:
        enter_here(database)
        reset_by_machine(database.writing, arguments.name, PasswordHasher().hash(password), office_now)
    finally:
        database.close()
    sys.stdout.write(f"{arguments.name} 的新密码：{password}\n首次登录时需要改掉它。\n")
    return 0


def migrate(arguments: argparse.Namespace) -> int:
    """Make or upgrade the tables, after a backup of an SQLite file."""
    database = _here(arguments)
    try:
        before = look_and_find_revision(database)
        if before is not None:
            refuse_damaged(database)
        if before is not None and database.sqlite:
            make_ready(database)
        else:
            bring_up(database)
        sys.stdout.write(f"数据表版本：{before or '无'} → {revision(database)}\n")
    finally:
        database.close()
    return 0


def serve(arguments: argparse.Namespace) -> int:
    """Serve the office until interrupted."""
    from desktop_admin.contract.founding import OfficeFacts
    from desktop_admin.office.quiet import settle
    from desktop_admin.server.listening import address_of, bound
    from desktop_admin.server.serve import serve as run_server
    from desktop_admin.server.setup_code import SetupCode

    url = office_url(arguments)
    listener = bound(arguments.host, arguments.port)
    inspectors = Inspectors(at_once=2)
    try:
        house = House(url, inspectors=lambda: inspectors, found=False)
    except BaseException:
        listener.close()
        inspectors.close()
        raise
    folder = Path(arguments.backups).absolute() if arguments.backups else None
    keeper = house.keeper(workstation=socket.gethostname(), served=True, folder=folder).start()
    try:
        sys.stdout.write(f"考务台服务在 {address_of(listener)}，按 Ctrl+C 结束。\n")
        code = SetupCode()
        asked = house.engine.run(OfficeFacts(), None, via="cli", workstation="")
        if not asked.set_up:
            sys.stdout.write(f"这个办公室还没有建立。首次设置的代码（只用一次）：{code.code}\n")
        sys.stdout.flush()
        settle()
        run_server(house, listener, code=code, proxies=tuple(arguments.proxy))
    finally:
        listener.close()
        keeper.close()
        house.close()
        inspectors.close()
    return 0


def _here(arguments: argparse.Namespace) -> Database:
    url = office_url(arguments)
    if url.startswith("http"):
        raise Invalid("这件事要在存放数据的机器上做，请给出数据库地址，而不是服务器地址。")
    return Database(url)


def _prove_here(arguments: argparse.Namespace, asked: VerifyJournal) -> JournalProof:
    database = _here(arguments)
    try:
        enter_here(database)
        with database.reading() as session:
            return prove(Context(session, Principal(None, "", frozenset()), office_now(session, None)), asked)
    finally:
        database.close()


def _fresh_password() -> str:
    letters = "".join(secrets.choice(string.ascii_lowercase) for _ in range(8))
    digits = "".join(secrets.choice(string.digits) for _ in range(4))
    return f"{letters}-{digits}"
