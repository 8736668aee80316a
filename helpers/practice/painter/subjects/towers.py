"""Lighthouses and windmills: seen from the front, standing on y = 0 of a frame at the foot of the paper."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from helpers.practice.painter.canvas import Canvas, joined
from helpers.practice.painter.colours import (
    CREAM,
    IRON,
    WOOD,
    Colour,
    dark,
    far_from,
    is_white,
    light,
    main_colour,
    mix,
    rgb,
)
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._building_parts import (
    LIT,
    OAK,
    STONE,
    draw_door,
    draw_slits,
    draw_windows,
    pale_frame,
)
from helpers.practice.painter.subjects._shapes import facing

# ---- lighthouse


class _Tower(NamedTuple):
    foot: float  # half its width there
    head: float
    top: float
    bands: int
    rocks: float  # half the width of the rocks it stands on


_TOWERS = {
    "slender": _Tower(foot=15.5, head=9.2, top=-62, bands=7, rocks=30),
    "stout": _Tower(foot=19.5, head=12.2, top=-54, bands=5, rocks=32),
    "cottage": _Tower(foot=13.5, head=10.2, top=-62, bands=7, rocks=42),
}


@subject(
    "lighthouse",
    en="lighthouse",
    ko="등대",
    scenes="sea, beach",
    size=2.3,
)
def lighthouse(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("D8473F", "D8473F", "2F6DA3", "3F8F86"))
    kind, grow = ("slender", "stout", "cottage")[rng.integers(3)], rng.uniform(0.92, 1.08)
    foot, head, top, count, rocks = _TOWERS[kind]
    plaster, cap, band = rgb("F7F1E6"), dark(colour, 0.15), colour
    if is_white(colour):  # white bands would not show on white
        cap, band = rgb("C8473F"), rgb("D5D3D8")
    with c.frame(50, 95, 0, facing(rng) * grow, 1):
        if kind == "cottage":
            _keepers_house(c, band, plaster)
        _rocks(c, rocks)
        tower = c.paint(c.polygon([(-foot, -5), (-head, top), (head, top), (foot, -5)]), plaster, depth=6)
        edges = np.linspace(top, -5, count + 1)
        bands = [c.box(-30, edges[i], 30, edges[i + 1]) for i in range(0, count, 2)]
        c.paint(joined(bands), band, 0.5, 6, rim=0, clip=tower)
        draw_slits(c, plaster, [(0, (edges[i] + edges[i + 1]) / 2) for i in range(1, count - 2, 2)])
        draw_door(c, 0, 8, -18, WOOD, light(STONE, 0.5))
        _lantern(c, top, head, cap)


def _rocks(c: Canvas, half: float) -> None:
    for share, wide, high in ((-0.72, 12, 9), (0.66, 13, 11), (-0.3, 12, 6), (0.18, 14, 7)):
        with c.frame(share * half, 0, 0, wide, high):
            rock = c.blob((-1, 0, 1), (-0.8, -0.7), (-0.2, -1), (0.5, -0.85), (1, 0, 1))
        c.paint(rock, rgb("8F8A92"), shadow=0.2)


def _keepers_house(c: Canvas, roof: Colour, wall: Colour) -> None:
    c.paint(c.box(4, -26, 38, -5), wall)
    c.paint(c.polygon([(2, -24), (6, -40), (33, -40), (42, -24)]), roof)
    draw_windows(c, [(26, -15)], 8, 8, WOOD)


def _lantern(c: Canvas, y: float, half: float, cap: Colour) -> None:
    """The gallery and the lamp room on a tower that ends at y."""
    c.paint(c.box(-half + 1.5, y - 16, half - 1.5, y - 2), LIT, 0.2)
    c.flat(c.ellipse(0, y - 9, 4), rgb("FFF6D0"))
    c.flat(joined(c.box(x - 0.5, y - 16, x + 0.5, y - 2) for x in (-half + 2, -half / 3, half / 3, half - 2)), IRON)
    c.paint(c.box(-half - 4, y - 3, half + 4, y + 1, 1), IRON, rim=0.4, shadow=0.25)
    posts = [c.box(x - 0.4, y - 8, x + 0.4, y - 2) for x in np.linspace(-half - 3, half + 3, 7)]
    c.flat(joined([*posts, c.box(-half - 3.6, y - 8.6, half + 3.6, y - 7.6)]), IRON)
    c.paint(c.ellipse(0, y - 28, 1.8) | c.box(-0.7, y - 27, 0.7, y - 20), IRON)
    dome = [(0, y - 26, 1), (half * 0.6, y - 23), (half + 1.5, y - 15, 1), (0, y - 14)]
    c.paint(c.symmetric(*dome), cap, shadow=0.2)


# ---- windmill


@subject(
    "windmill",
    en="windmill, mill",
    ko="풍차, 풍차집, 방앗간",
    scenes="meadow, village, garden",
    size=2.1,
)
def windmill(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    wall = main_colour(wish, rng, ("F3E9D8", "D9A878", "C98B6B", "E7D2B8"))
    cap = far_from(wall, rng.permutation(["B5533F", "4A6E9A", "6B5B52"]))
    kind, turn = ("tower", "smock", "round")[rng.integers(3)], rng.uniform(14, 76)
    mill = {"tower": _tower_mill, "smock": _smock_mill, "round": _round_mill}[kind]
    with c.frame(50, 95, 0, facing(rng)):
        hub = mill(c, wall, cap)
        with c.frame(0, hub, turn, 0.94):
            _sails(c, cloth=kind == "round")
        c.paint(c.ellipse(0, hub, 3.4), dark(OAK, 0.15), shadow=0.25)


def _sails(c: Canvas, cloth: bool) -> None:
    """Four sails about (0, 0): lattices, or three-cornered cloths."""
    arms, frames, cloths = [], [], []
    for quarter in range(4):
        with c.frame(0, 0, quarter * 90):
            arms.append(c.box(-1.1, -37, 1.1, 0))
            if cloth:
                cloths.append(c.blob((1, -36, 1), (9, -30), (13, -22, 1), (8, -14), (1, -7, 1)))
            else:
                cloths.append(c.box(1, -36, 10, -9, 0.5))
                frames += [c.box(1, y, 10, y + 1) for y in (-36, -29.5, -23, -16.5, -10)]
                frames.append(c.box(9.4, -36, 10.6, -9))
    c.paint(joined(cloths), CREAM, 0.35, 2, shadow=0.3)
    c.paint(joined(arms + frames), OAK, 0.3, 2)


def _tower_mill(c: Canvas, wall: Colour, cap: Colour) -> float:
    """As in Holland. Like its fellows it returns the height of the hub."""
    c.paint(c.polygon([(-23, 0), (-13.5, -56), (13.5, -56), (23, 0)]), wall, depth=6)
    c.paint(c.box(-24.5, -4, 24.5, 0, 1), STONE)
    c.paint(c.symmetric((0, -73), (9, -70), (15, -61), (16, -54, 1), (0, -53)), cap, shadow=0.25)
    draw_windows(c, [(0, -34)], 7, 8, pale_frame(wall))
    draw_door(c, 0, 11, -20, OAK, pale_frame(wall))
    return -57


def _smock_mill(c: Canvas, wall: Colour, cap: Colour) -> float:
    """Wooden boards on a foot of stone, with a gallery round it."""
    c.paint(c.box(-21, -22, 21, 0), dark(wall, 0.25), depth=5)
    tower = c.paint(c.polygon([(-20, -22), (-12, -54), (12, -54), (20, -22)]), wall, depth=6)
    c.flat(joined(c.box(-30, y, 30, y + 0.8) for y in (-48, -41, -34, -27)), dark(wall, 0.35), 0.7, clip=tower)
    c.paint(c.blob((-16, -52, 1), (-13, -64), (0, -70), (13, -64), (16, -52, 1), (0, -51)), cap, shadow=0.25)
    posts = [c.box(x - 0.6, -29, x + 0.6, -21) for x in np.linspace(-28, 28, 9)]
    c.flat(joined([*posts, c.box(-29, -30, 29, -28.6)]), OAK)
    c.paint(c.box(-30, -22.5, 30, -19, 1), OAK, shadow=0.3)
    draw_door(c, 0, 10, -15, OAK, light(STONE, 0.5))
    return -54


def _round_mill(c: Canvas, wall: Colour, cap: Colour) -> float:
    """A stout white mill under a thatched cone, as on Greek islands."""
    c.paint(c.polygon([(-22, 0), (-19.5, -48), (19.5, -48), (22, 0)]), wall, depth=6)
    thatch = mix(cap, rgb("B5824A"), 0.6)
    c.paint(c.blob((0, -76, 1), (12, -62), (25, -45, 1), (0, -42), (-25, -45, 1), (-12, -62)), thatch, shadow=0.3)
    draw_windows(c, [(-10, -26), (10, -26)], 6, 7, pale_frame(wall))
    draw_door(c, 0, 11, -19, rgb("3F78A8"), pale_frame(wall))
    return -57
