"""Everything a picture can play in, by name: `SCENES`. One module a group; `@scene` is all a new one needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.light import Light
from helpers.practice.painter.registry import import_all, words


@dataclass(frozen=True, slots=True)
class Place:
    """Where subjects may stand in a scene that was just painted. All y are in units, 0 (top) to 100."""

    ground: tuple[float, float]  # feet, from far to near
    air: tuple[float, float]  # centres of what flies
    water: tuple[float, float] | None = None  # where floating things meet the water, from far to near; None: use ground
    far_scale: float = 0.6  # how tall a thing at the far end is, beside the same thing at the near end


Paint = Callable[[Canvas, np.random.Generator, Light], Place]


@dataclass(frozen=True, slots=True)
class Scene:
    """One place that can be asked for."""

    name: str
    paint: Paint  # fills the canvas (height: 100 units, any width), opaque
    en: tuple[str, ...]
    ko: tuple[str, ...]
    indoor: bool = False  # weather shows through the window alone


SCENES: dict[str, Scene] = {}


def scene(name: str, *, en: str, ko: str, indoor: bool = False) -> Callable[[Paint], Paint]:
    """Register a scene under its name; words are given in one string, parted by commas."""

    def register(paint: Paint) -> Paint:
        SCENES[name] = Scene(name, paint, words(en), words(ko), indoor)
        return paint

    return register


@cache
def load() -> dict[str, Scene]:
    """Import every module of scenes and return `SCENES`."""
    import_all(__name__, __path__)
    return SCENES
