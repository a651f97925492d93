"""Names that whoever uploads a file may give it, and what of each may stand on a screen."""

from desktop_admin.rules.visible import hides

HOSTILE = {
    "turned": "报名表\u202efdp.bat",
    "isolated": "承诺书\u2066gpj.\u2069exe",
    "zero width": "承\u200b诺\u2060书\ufeff.docx",
    "two lines": "承诺书.pdf\n（已核对，可以通过）",
    "tab": "承诺书.pdf\t\t\t\t.hta",
    "long": "W" * 150 + "长" * 146 + ".hta",
    "markup": "<b>html</b><img src=x>.pdf",
    "ampersand": "甲&乙&&丙.pdf",
}
"""By what they try; the tests are named after it."""


def honest(shown: str, name: str, *, lines: int = 1) -> bool:
    """Nothing hides in ``shown``, it is not cut into more ``lines``, and the name's real ending stands in it."""
    return (
        not any(hides(char) for char in shown.replace("\n", ""))
        and shown.count("\n") < lines
        and name[-3:] in shown
    )
