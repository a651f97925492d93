"""The one kind of refusal a rule can make; apart because every other file here may raise it.

``rules`` knows nothing of offices: services turn a :class:`RuleBroken` into the fitting office error.
"""


class RuleBroken(Exception):
    """A rule says no. ``message`` is the Chinese sentence for the person: the fault and the way out."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
