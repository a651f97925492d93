"""Which approvals a second person looks at (R20). Pure: chance is a parameter."""

from math import ceil


def drawn(percent: int, since_last: int, chance: int) -> bool:
    """Whether this approval goes to a second look.

    ``percent`` 0–100: how many of a hundred.  ``chance``: a random number 0–99, so that nobody can tell
    beforehand which one it will be.  ``since_last``: approvals of this kind since the last one drawn; after
    a whole share of them (10 at 10 %) one is drawn in any case, so that a small run is not left out for ever.
    """
    if percent <= 0:
        return False
    return chance < percent or since_last + 1 >= ceil(100 / min(percent, 100))
