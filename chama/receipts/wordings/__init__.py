"""Every wording that we can read, one family a module: a new file here is read from then on.

A module lists WORDINGS (words behind "<code> Confirmed"), NOTICES (words that stand anywhere) or
both.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from chama.receipts.wording import Notice, Wording


def all_wordings() -> list[Wording]:
    """The WORDINGS of every module in this package."""
    return [row for module in _modules() for row in getattr(module, "WORDINGS", ())]


def all_notices() -> list[Notice]:
    """The NOTICES of every module in this package."""
    return [row for module in _modules() for row in getattr(module, "NOTICES", ())]


def _modules() -> list[ModuleType]:
    names = sorted(module.name for module in iter_modules(__path__))
    return [import_module(f"{__name__}.{name}") for name in names]
