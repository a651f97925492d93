"""The prepared office of the contract suite, here too."""

from tests.contract.conftest import prepared_file

__all__ = ["prepared_file"]
