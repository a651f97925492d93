"""Numbers as lists show them to people who need not see them whole (domain §6)."""


def mask_id(number: str) -> str:
    """``522***********0012``: the first 3 and the last 4; shorter papers show 1 and 2, tiny ones nothing.

    Never shown beside a birth date (domain §5): eleven hidden characters would shrink to three.
    """
    if len(number) >= 15:
        return _mask(number, 3, 4)
    return _mask(number, 1, 2) if len(number) >= 7 else "*" * len(number)


def last_four(number: str) -> str:
    """What a sign-in sheet shows."""
    return number[-4:] if len(number) >= 8 else "*" * len(number)


def mask_phone(number: str) -> str:
    """``138****5678``; a landline keeps area code and last 2 digits: ``0854-*****33``."""
    area, dash, rest = number.partition("-")
    if dash:
        return f"{area}-{_mask(rest, 0, 2)}" if len(rest) > 2 else f"{area}-{'*' * len(rest)}"
    return _mask(number, 3, 4) if len(number) >= 9 else "*" * len(number)


def _mask(text: str, head: int, tail: int) -> str:
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]
