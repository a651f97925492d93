"""Money is whole fen; this is how people read it. Nothing here reads money: a parser that guesses loses it."""


def yuan(fen: int) -> str:
    """``380.00 元``, ``-0.05 元``, ``12,000.00 元``: always two digits, as a bill shows them."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d} 元"
