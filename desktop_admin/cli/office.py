"""Reaching and entering an office from the shell."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.errors import KeyringError
from platformdirs import PlatformDirs

from desktop_admin.contract.errors import Invalid, SignInNeeded
from desktop_admin.contract.founding import OfficeFacts
from desktop_admin.contract.office import Office
from desktop_admin.contract.sessions import SignIn, SignOut
from desktop_admin.demonstration import demo_account
from desktop_admin.office.connect import connect
from desktop_admin.office.profile import ENVIRONMENT, load_profile, local_file
from desktop_admin.papers.workers import Inspectors
from desktop_admin.rules.roles import Role

#: The service name under which the system's keyring keeps passwords.
KEYRING = "kaowu"


def office_url(arguments: argparse.Namespace) -> str:
    """The address asked for, or ``KAOWU_OFFICE``, or the one the window opens on this workstation."""
    folders = PlatformDirs("kaowu", appauthor=False)
    given: str | None = getattr(arguments, "office", None)
    profile = load_profile(folders.user_config_path, folders.user_data_path, os.environ, given)
    if profile.problem:
        raise Invalid(profile.problem)
    file = local_file(profile.office)
    if given or os.environ.get(ENVIRONMENT) or (file is None or file.is_file()):
        return profile.office
    raise Invalid(
        "请用 --office 指明数据地址，例如 --office sqlite:///C:/考务/kaowu.sqlite3，或设置环境变量 KAOWU_OFFICE。",
        {"faults": [{"field": "office", "code": "missing", "message": "缺数据地址"}]},
    )


@contextmanager
def open_office(
    arguments: argparse.Namespace, *, signed_in: bool = True, demo_role: Role | None = None
) -> Iterator[Office]:
    """The office, entered as ``--as NAME`` unless ``signed_in`` is False; left again at the end.

    ``demo_role``: without ``--as`` a demonstration on this machine is entered as its first account of that role.
    """
    inspectors = Inspectors(workers=1)
    try:
        url = office_url(arguments)
        office = connect(url, inspectors=lambda: inspectors, via="cli", found=False)
    except BaseException:
        inspectors.close()
        raise
    entered = False
    try:
        person: str | None = getattr(arguments, "person", None)
        if signed_in and person:
            enter(office, person)
            entered = True
        elif signed_in and demo_role is not None:
            entered = _enter_demo(office, url, demo_role)
        yield office
    finally:
        try:
            if entered:
                office.run(SignOut())
        finally:
            office.close()
            inspectors.close()


def enter(office: Office, name: str) -> None:
    """Sign in with the password of ``KAOWU_PASSWORD`` or the keyring."""
    answer = office.run(SignIn(name=name, password=_password(name)))
    if answer.token is None:
        raise SignInNeeded(answer.problem)


def _enter_demo(office: Office, url: str, role: Role) -> bool:
    """Sign in as the demonstration's own person, who then stands in its journal; False where it is none."""
    file = local_file(url)
    if file is None or not office.run(OfficeFacts()).demonstration:
        return False
    found = demo_account(file.parent, role)
    if found is None:
        return False
    answer = office.run(SignIn(found.name, found.password))
    if answer.token is None:
        raise SignInNeeded(answer.problem)
    return True


def _password(name: str) -> str:
    given = os.environ.get("KAOWU_PASSWORD")
    if given:
        return given
    try:
        stored = keyring.get_password(KEYRING, name)
    except KeyringError:
        stored = None
    if not stored:
        raise SignInNeeded(
            f"没有找到 {name} 的密码。请放进系统钥匙串（服务名 {KEYRING}），或设置环境变量 KAOWU_PASSWORD。"
        )
    return stored
