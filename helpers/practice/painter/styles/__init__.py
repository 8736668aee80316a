"""The styles a picture can be painted in, by name: `STYLES`. A style turns a plain painting into one of its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray
Apply = Callable[[Array, float, np.random.Generator], Array]


@dataclass(frozen=True, slots=True)
class Style:
    """One way of painting."""

    name: str
    apply: Apply  # (picture (h, w, 3) 0 to 1, pixels a unit, rng) -> picture of the same shape
    en: tuple[str, ...]
    ko: tuple[str, ...]


STYLES: dict[str, Style] = {}


def style(name: str, *, en: str, ko: str) -> Callable[[Apply], Apply]:
    """Register a style under its name; words are given in one string, parted by commas."""

    def words(text: str) -> tuple[str, ...]:
        return tuple(w.strip() for w in text.split(",") if w.strip())

    def register(apply: Apply) -> Apply:
        STYLES[name] = Style(name, apply, words(en), words(ko))
        return apply

    return register


def load() -> dict[str, Style]:
    """Import every module of styles and return `STYLES`."""
    from importlib import import_module
    from pkgutil import iter_modules

    for module in sorted(m.name for m in iter_modules(__path__)):
        import_module(f"{__name__}.{module}")
    return STYLES
