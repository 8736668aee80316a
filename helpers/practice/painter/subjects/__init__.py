"""Everything the painter can draw, by name: `SUBJECTS`. One module a kind; `@subject` is all a new one needs.

A module whose name begins with an underscore registers nothing: it holds what several drawings share.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import Colour
from helpers.practice.painter.registry import import_all, words

Where = Literal["ground", "water", "air"]
Draw = Callable[[Canvas, np.random.Generator, Colour | None], None]


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that can be asked for."""

    name: str
    draw: Draw  # on 100 x 100 units, standing at y = 95 in the middle, nothing nearer than 2 units to an edge
    en: tuple[str, ...]  # singular words; regular plurals are understood, irregular ones are listed too
    ko: tuple[str, ...]
    size: float  # its height as one would draw it beside a grown-up person, who is 1
    where: Where  # on the ground, on (or in) water, or in the air
    scenes: tuple[str, ...]  # where it is at home when the prompt names no scene


SUBJECTS: dict[str, Subject] = {}


def subject(
    name: str, *, en: str, ko: str, scenes: str, size: float = 1.0, where: Where = "ground"
) -> Callable[[Draw], Draw]:
    """Register a drawing under its name; words are given in one string, parted by commas."""

    def register(draw: Draw) -> Draw:
        SUBJECTS[name] = Subject(name, draw, words(en), words(ko), size, where, words(scenes))
        return draw

    return register


@cache
def load() -> dict[str, Subject]:
    """Import every module of drawings and return `SUBJECTS`."""
    import_all(__name__, __path__)
    return SUBJECTS
