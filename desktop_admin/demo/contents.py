"""The chapters of the demonstration, in their order."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from desktop_admin.demo import chapters


def read_chapters() -> list[ModuleType]:
    """Every file of ``chapters/``, by its ``ORDER``."""
    found = [import_module(f"{chapters.__name__}.{one.name}") for one in iter_modules(chapters.__path__)]
    return sorted(found, key=lambda one: (one.ORDER, one.__name__))
