"""Small shapes and turns that many drawings share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, Point, joined
from helpers.practice.painter.colours import rgb

Spot = tuple[float, float]
Line = list[Spot]

FLAME = rgb("FFB22E")


def facing(rng: np.random.Generator) -> int:
    """Which way round a drawing is: 1 as it was drawn, -1 mirrored."""
    return 1 if rng.random() < 0.5 else -1


def some_sides(rng: np.random.Generator) -> tuple[int, ...]:
    """Neither side, the right one or both: where an arm is raised."""
    return ((), (1,), (-1, 1))[rng.integers(3)]


def mirrored(points: Sequence[Point], side: int) -> list[Point]:
    """Points given for the right side, for the side 1 or -1."""
    return [(side * point[0], *point[1:]) for point in points]


def on_circle(radius: float, turn: float) -> Spot:
    """The point at a turn clockwise from the top, in degrees."""
    angle = np.radians(turn)
    return radius * np.sin(angle), -radius * np.cos(angle)


def star(c: Canvas, x: float, y: float, radius: float, inner: float = 0.48) -> Mask:
    """A star of five points; `inner` is how far its hollows reach, as a share of the radius."""
    corners = [on_circle(radius if number % 2 == 0 else radius * inner, 36 * number) for number in range(10)]
    return c.polygon([(x + dx, y + dy) for dx, dy in corners])


def draw_flames(c: Canvas, places: Line, size: float) -> None:
    """Flames of candles and lamps, standing on these points."""
    outer, inner = [], []
    for x, y in places:
        with c.frame(x, y, 0, size):
            outer.append(c.symmetric((0, -9, 1), (2.2, -5), (2.8, -2), (0, 0.6)))
            inner.append(c.symmetric((0, -5), (1.3, -2), (0, 0)))
    c.flat(joined(outer), FLAME)
    c.flat(joined(inner), rgb("FFF0A8"))
