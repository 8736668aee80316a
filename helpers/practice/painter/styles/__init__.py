"""The styles a picture can be painted in, by name: `STYLES`. A style turns a plain painting into one of its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from helpers.practice.painter.registry import import_all, words

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

    def register(apply: Apply) -> Apply:
        STYLES[name] = Style(name, apply, words(en), words(ko))
        return apply

    return register


@cache
def load() -> dict[str, Style]:
    """Import every module of styles and return `STYLES`."""
    import_all(__name__, __path__)
    return STYLES
