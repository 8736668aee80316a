"""What the registries of subjects, scenes and styles share."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules


def words(text: str) -> tuple[str, ...]:
    """ "cat, kitten" -> ("cat", "kitten")"""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def import_all(package: str, path: Iterable[str]) -> None:
    """Import every module of a package, so that what they register is there."""
    for name in sorted(module.name for module in iter_modules(path)):
        import_module(f"{package}.{name}")
