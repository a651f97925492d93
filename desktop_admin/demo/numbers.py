"""Invented numbers with valid check digits: people, companies, certificates, phones.

The check digits themselves are the ones of ``rules``.
"""

from datetime import date
from random import Random

from desktop_admin.rules.credit_code import check_character
from desktop_admin.rules.identity import check_digit

#: Counties of the prefecture (domain §4): region code, short name used in company names, full name.
COUNTIES: tuple[tuple[str, str, str], ...] = (
    ("522701", "都匀", "都匀市"),
    ("522702", "福泉", "福泉市"),
    ("522722", "荔波", "荔波县"),
    ("522723", "贵定", "贵定县"),
    ("522725", "瓮安", "瓮安县"),
    ("522726", "独山", "独山县"),
    ("522727", "平塘", "平塘县"),
    ("522728", "罗甸", "罗甸县"),
    ("522729", "长顺", "长顺县"),
    ("522730", "龙里", "龙里县"),
    ("522731", "惠水", "惠水县"),
    ("522732", "三都", "三都水族自治县"),
)

#: Where the others come from: Guiyang, Zunyi, Kaili, Anshun, Changsha, Chengdu, Chongqing, Liuzhou.
_ELSEWHERE = ("520102", "520302", "522601", "520402", "430102", "510104", "500103", "450202")

_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def citizen_id(rng: Random, birth: date, *, male: bool, region: str = "") -> str:
    """An 18-character citizen ID (GB 11643). ``region`` empty: mostly the prefecture, sometimes elsewhere."""
    if not region:
        region = rng.choice(COUNTIES)[0] if rng.random() < 0.85 else rng.choice(_ELSEWHERE)
    serial = rng.randrange(0, 500) * 2 + (1 if male else 0)
    first = f"{region}{birth:%Y%m%d}{serial:03d}"
    return first + check_digit(first)


def credit_code(rng: Random, region: str, *, collective: bool = False) -> str:
    """An 18-character credit code (GB 32100) of an enterprise, or of a rural collective (N2…)."""
    body = ("MF" if collective else "MA6") + "".join(rng.choices(_CREDIT, k=6 if collective else 5))
    # GB 11714: the ninth character of the organisation code is its own check; letters count A=10 … Z=35.
    total = sum(int(char, 36) * weight for char, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    check = "0123456789X0"[(11 - total % 11) if total % 11 else 11]
    first = ("N2" if collective else "91") + region + body + check
    return first + check_character(first)


def certificate(rng: Random, code: str, year: int) -> str:
    """A certificate number as printed: 黔建安A（2023）0001234."""
    return f"黔建安{code}（{year}）{rng.randrange(100, 9_999_999):07d}"


def mobile(rng: Random) -> str:
    """An eleven-digit mobile number."""
    return f"1{rng.choice(('38', '39', '50', '51', '59', '82', '85', '86', '87', '98'))}{rng.randrange(10**8):08d}"


def passport(rng: Random) -> str:
    """A passport number as printed since 2012: E + letter + 7 digits."""
    return f"E{rng.choice('ABCDEFGH')}{rng.randrange(10**7):07d}"


def seal_number(rng: Random, region: str) -> str:
    """The 13 digits in the lower arc of a company seal: region + serial."""
    return f"{region}{rng.randrange(10**7):07d}"
