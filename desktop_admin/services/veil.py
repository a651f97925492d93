"""Stored requests as people may see them: masked on reading, by what each field means (domain §6).

The chain hashes the exact stored text, so nothing is ever rewritten; rows of older versions hold whole
numbers and, where somebody typed a password into the name field, that password.
"""

import json

from desktop_admin.contract.meanings import Change, changed, without_secrets
from desktop_admin.rules.masks import mask_by, mask_in_text
from desktop_admin.rules.rights import sees_whole_numbers
from desktop_admin.rules.roles import Role
from desktop_admin.services.context import Principal


def veiled(name: str, text: str) -> str:
    """The detail of a journal row of the request ``name`` with every number masked."""
    return _rewritten(name, text, mask_by)


def unveiled(name: str, text: str) -> str:
    """The same with whole numbers; what must never be kept stays hidden where it was kept."""
    return _rewritten(name, text, without_secrets)


def for_reader(principal: Principal, text: str) -> str:
    """What somebody wrote (a note, a notice), numbers in it masked for those who only look on.

    Whoever decides wrote it or acts on it, and the portal sends it: they read it as it is.
    """
    whole = sees_whole_numbers(principal.roles) or Role.PORTAL in principal.roles
    return text if whole else mask_in_text(text)


def _rewritten(name: str, text: str, change: Change) -> str:
    try:
        body = json.loads(text)
    except ValueError:
        return change(None, text)
    return json.dumps(changed(name, body, change), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
