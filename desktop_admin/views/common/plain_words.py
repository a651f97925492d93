"""Words of people as Qt must show them: never as markup, never as a key.

Qt guesses: a tooltip that looks like HTML is read as HTML (``<img src=file://…>`` is fetched), and ``&`` on a
button or in a menu is a key and disappears.  Names and texts come from outside, so neither is left to a guess.
"""

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
"""As ``html.escape`` has it, which brings tables of its own into the window's start."""


def tip(text: str) -> str:
    """``text`` for a tooltip, shown as it stands. Only with ``<`` or ``&lt;`` does Qt take a text for markup."""
    return f"<qt>{text.translate(_MARKUP)}</qt>" if "<" in text or "&lt;" in text else text


def caption(text: str) -> str:
    """``text`` for a button, a tab or a menu, with its ampersands."""
    return text.replace("&", "&&")
