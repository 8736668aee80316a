"""The table, in three makes: each with a top to stand things on, and room below it."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, joined
from helpers.practice.painter.colours import Colour, dark, light, main_colour, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import facing

BRASS = rgb("E0B35A")


@subject(
    "table",
    en="table, wooden table, round table, dining table, kitchen table, coffee table, tabletop, desk, writing desk",
    ko="탁자, 테이블, 식탁, 책상, 나무탁자, 나무 탁자, 둥근 탁자, 원탁, 나무 테이블, 나무 책상",
    scenes="room, garden",
    size=0.66,
)
def table(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("B5713F", "A9683C", "C98A4E", "96603F", "C79A63"))
    draw, way, tall = (_kitchen_table, _round_table, _desk)[rng.integers(3)], facing(rng), rng.uniform(0.96, 1.03)
    with c.frame(50, 95, 0, way, tall):
        draw(c, colour)


def _grain(c: Canvas, lines: list[list[tuple[float, float]]], colour: Colour) -> None:
    """The grain of the wood."""
    c.flat(joined(c.limb(line, (0.15, 0.4, 0.15)) for line in lines), dark(colour, 0.28), 0.7)


def _top(c: Canvas, half: float, back: float, y: float, deep: float, colour: Colour) -> None:
    """A square top seen from a little above, y its far edge and `deep` its depth; `back` half its width there."""
    near = y + deep
    c.paint(c.box(-half, near - 1.5, half, near + 4, 1.2), dark(colour, 0.12), 0.4, 2, shadow=0.25)
    c.paint(c.polygon([(-back, y), (back, y), (half, near), (-half, near)]), light(colour, 0.2), 0.12, 2)
    lines = []
    for share, start, end in ((0.28, -0.7, 0.2), (0.5, -0.3, 0.8), (0.74, -0.85, -0.1), (0.8, 0.25, 0.75)):
        level, wide = y + share * deep, back + share * (half - back)
        lines.append([(start * wide, level), ((start + end) / 2 * wide, level - 0.5), (end * wide, level)])
    _grain(c, lines, colour)


def _kitchen_table(c: Canvas, colour: Colour) -> None:
    """On four legs."""
    far = dark(colour, 0.3)
    c.paint(joined(c.limb([(x, -46), (x, -10)], (2.3, 1.9)) for x in (-33, 33)), far, 0.4)
    c.paint(c.box(-36, -50, 36, -42, 0.8), far, 0.3)
    c.paint(joined(c.limb([(x, -44), (x * 1.01, -2.2)], (3.2, 2.3)) for x in (-40, 40)), colour, 0.5, 2.4)
    c.paint(c.box(-41, -48, 41, -39, 1), dark(colour, 0.16), 0.4, 2)
    _top(c, 47, 39, -61, 12, colour)


def _round_table(c: Canvas, colour: Colour) -> None:
    """On one turned leg with three feet."""
    feet = [[(0, -15), (x * 0.5, -9), (x, -2.4)] for x in (-27, 27)]
    c.paint(joined(c.limb(foot, (3.4, 2.8, 2.2)) for foot in feet), dark(colour, 0.1), 0.45, 2.2)
    column = [(0, -56), (5, -54), (2.6, -45), (3.4, -34), (5.6, -24), (3.2, -17), (4.6, -11), (0, -8)]
    c.paint(c.symmetric(*column), colour, 0.5, 3)
    c.paint(c.ellipse(0, -52.4, 46, 8), dark(colour, 0.18), 0.45, 2.4, shadow=0.2)
    c.paint(c.ellipse(0, -55.6, 46, 8), light(colour, 0.2), 0.14, 2)
    arcs = [[(-30 * s, -56 - 3 * s), (0, -56 - 5.4 * s), (26 * s, -56.4 - 3 * s)] for s in (1.0, 0.35)]
    _grain(c, [*arcs, [(-28, -54), (-4, -51.6), (22, -53)], [(10, -55), (22, -54.6), (34, -56)]], colour)


def _desk(c: Canvas, colour: Colour) -> None:
    """With drawers at one side."""
    far = dark(colour, 0.3)
    c.paint(c.limb([(-34, -46), (-34, -9)], (2.2, 1.9)), far, 0.4)
    c.paint(c.box(-40, -50, 20, -43, 0.8), far, 0.3)
    c.paint(c.box(15, -46, 43, -4, 1), colour, 0.45, 3)
    c.paint(joined(c.box(x, -6, x + 5, 0, 0.8) for x in (16, 37)), dark(colour, 0.2), 0.4, 1.5)
    for y in (-43, -30.4, -17.8):
        c.paint(c.box(18, y, 40, y + 10.8, 1), light(colour, 0.1), 0.3, 1.6, shadow=0.2)
        c.paint(c.ellipse(29, y + 5.4, 1.7), BRASS, 0.4, 1, shadow=0.2)
    c.paint(c.limb([(-41, -44), (-41.5, -2.2)], (3, 2.2)), colour, 0.5, 2.4)
    _top(c, 47, 40, -60, 11, colour)
