"""What a password must be, and the slow argon2 work that is done before the office is taken.

Apart from staff.py because of *when* it runs: verifying takes about 50 ms, and every command holds the
office while it runs.  So the engine calls :func:`prepare` first, outside any transaction, and the
service function only compares what was verified with what is stored by then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desktop_admin.contract.base import Request
from desktop_admin.contract.founding import FirstRun
from desktop_admin.contract.sessions import ChangePassword, SignIn
from desktop_admin.contract.staff import AddStaff, ResetPassword
from desktop_admin.rules.text import nfkc

SHORTEST = 10
#: argon2 reads the whole text; without a limit a megabyte of "password" would be work for nothing.
LONGEST = 200
_MOST_TYPED = 200

Fault = tuple[str, str, str]
#: Name of an account, or ``token:…`` of a session → the stored hash, read in a short snapshot.
ReadHash = Callable[[str], str | None]


@dataclass(frozen=True)
class Prepared:
    """The argon2 work of one request.

    ``checked``: the stored hash that was verified against (None: no such account, or nothing to verify);
    ``matches``: whether the password fits it; ``fresh``: new hashes in the order of the request's
    passwords, and on a sign-in at most one, when the stored hash has an outdated cost.
    """

    checked: str | None = None
    matches: bool = False
    fresh: tuple[str, ...] = ()


def login_name(typed: str) -> str:
    """The account name as it is stored and looked up: NFKC, single spaces, none at the ends.

    Of what nobody's name can be only the beginning is looked at: NFKC makes 18 letters of one.
    """
    return " ".join(nfkc(typed[:_MOST_TYPED]).split())


def password_faults(password: str, name: str, field: str = "password") -> list[Fault]:
    """Everything wrong with a new password, at once (domain §6: password rules)."""
    faults: list[Fault] = []
    if len(password) < SHORTEST:
        faults.append((field, "too_short", f"密码至少 {SHORTEST} 个字符，现在是 {len(password)} 个。"))
    if len(password) > LONGEST:
        faults.append((field, "too_long", f"密码最多 {LONGEST} 个字符。"))
    if not any(sign.isalpha() for sign in password):
        faults.append((field, "no_letter", "密码里要有字母。"))
    if not any(sign.isdigit() for sign in password):
        faults.append((field, "no_digit", "密码里要有数字。"))
    plain = login_name(name).casefold()
    if plain and plain in nfkc(password).casefold():
        faults.append((field, "contains_name", "密码里不要包含账号姓名。"))
    return faults


def prepare(
    request: Request[Any],
    read_hash: ReadHash,
    hasher: PasswordHasher | None = None,
    token: str | None = None,
) -> Prepared | None:
    """Do the argon2 work of ``request`` outside any transaction; None for requests without passwords.

    ``hasher`` sets the cost (tests take a cheap one), ``token`` is the session's.  An unknown name costs as much as a known one, so
    that the time does not tell which names exist.
    """
    hasher = hasher or PasswordHasher()
    match request:
        case SignIn():
            name = login_name(request.name)
            # A name never reads as "token:…": that key would ask for somebody's session.
            known = read_hash(name) if name and not name.startswith("token:") else None
            return _verify(request.password, known, hasher)
        case ChangePassword():
            checked = _verify(request.old, read_hash(f"token:{token}") if token else None, hasher)
            fresh = _hashes(hasher, request.new) if checked.matches else ()
            return Prepared(checked.checked, checked.matches, fresh=fresh)
        case AddStaff():
            return Prepared(fresh=_hashes(hasher, request.account.password))
        case ResetPassword():
            return Prepared(fresh=_hashes(hasher, request.password))
        case FirstRun():
            # Two accounts are the rule; more are added later. Unbounded input must not mean unbounded work.
            return Prepared(fresh=_hashes(hasher, *(account.password for account in request.accounts[:10])))
    return None


def _hashes(hasher: PasswordHasher, *passwords: str) -> tuple[str, ...]:
    # Longer ones are refused by the rules afterwards; they need no hash of their own.
    return tuple(hasher.hash(password[:LONGEST]) for password in passwords)


def _verify(password: str, stored: str | None, hasher: PasswordHasher) -> Prepared:
    if stored is None or len(password) > LONGEST:
        _hashes(hasher, password)
        return Prepared(stored)
    try:
        hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return Prepared(stored, False)
    fresh = _hashes(hasher, password) if hasher.check_needs_rehash(stored) else ()
    return Prepared(stored, True, fresh=fresh)
