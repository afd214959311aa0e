"""Packages of which each module is one kind of a thing: found by looking, never listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any


def modules_of(package: str, path: Iterable[str]) -> Mapping[str, Any]:
    """The modules of a package by name, imported. path: where they lie, its `__path__`."""
    names = [module.name for module in iter_modules(path)]
    return {name: import_module(f"{package}.{name}") for name in names}
