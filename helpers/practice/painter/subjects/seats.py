"""The chair, in three makes."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, joined
from helpers.practice.painter.colours import WOOD, Colour, dark, light, main_colour, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import facing


@subject(
    "chair",
    en="chair, armchair, stool, wooden chair, rocking chair, seat",
    ko="의자, 안락의자, 나무의자, 나무 의자, 흔들의자",
    scenes="room",
    size=0.62,
)
def chair(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("B5713F", "D8604F", "4F8FA8", "E0A63F", "8A6FA0"))
    cushion = pick(rng, ("F7E7C8", "F2B8A8", "BFD8E0"))
    kind, way, wide = (_wooden, _armchair, _rocking)[rng.integers(3)], facing(rng), rng.uniform(0.95, 1.04)
    with c.frame(50, 94.5, 0, way * wide, 1):
        kind(c, colour, cushion)


def _wooden(c: Canvas, colour: Colour, cushion: Colour) -> None:
    """A kitchen chair, seen from the front and a little from the right."""
    far, near = dark(colour, 0.25), colour
    c.paint(c.limb([(-12, -40), (-11, -7)], 2.4) | c.limb([(27, -40), (28, -7)], 2.4), far, 0.4)
    posts = c.limb([(-14, -42), (-12, -88)], (2.8, 2.6)) | c.limb([(22, -42), (24, -88)], (2.8, 2.6))
    rails = joined(
        c.blob((-13, y), (5, y - 3), (23, y), (23, y + 7), (5, y + 4), (-13, y + 7)) for y in (-86, -71, -57)
    )
    c.paint(rails, light(near, 0.08), 0.4, 2)
    c.paint(posts, near, 0.5, 2, shadow=0.15)
    seat = [(-26, -38, 1), (-15, -47, 1), (27, -47, 1), (22, -38, 1), (22, -33, 1), (-26, -33, 1)]
    c.paint(c.blob(*seat), near, 0.5, shadow=0.2)
    c.paint(c.blob((-22, -41), (-12, -48), (22, -48), (19, -41), (0, -39)), cushion, 0.4, 2, shadow=0.2)
    c.paint(c.box(-22, -20, 19, -16.5, 1), far, 0.3)
    c.paint(
        joined(c.limb([(x, -34), (x + lean, -2)], (2.8, 2.3)) for x, lean in ((-22.6, -1.4), (19, 1))), near, 0.5, 2
    )


def _armchair(c: Canvas, colour: Colour, cushion: Colour) -> None:
    """Stuffed, seen from the front."""
    c.paint(joined(c.blob((x - 3.4, -9), (x + 3.4, -9), (x + 2, 0, 1), (x - 2, 0, 1)) for x in (-31, 31)), WOOD, 0.4)
    c.paint(c.symmetric((0, -88), (20, -86), (30, -74), (32, -36), (30, -14), (0, -14)), colour, depth=5)
    tufts = joined(c.ellipse(x, y, 1.6) for x, y in ((-17, -72), (0, -75), (17, -72), (-9, -64), (9, -64)))
    c.flat(tufts, dark(colour, 0.4), 0.8)
    c.paint(c.box(-24, -30, 24, -8, 3), dark(colour, 0.1), 0.4)
    c.paint(c.box(-25, -42, 25, -27, 6), light(colour, 0.16), 0.5, shadow=0.25)
    c.paint(c.blob((-13, -61), (13, -61), (14.5, -38), (-14.5, -38)), cushion, 0.4, shadow=0.25)
    for side in (-1, 1):
        arm = c.box(side * 24, -48, side * 41, -6, 6) | c.ellipse(side * 32.5, -47, 10, 8)
        c.paint(arm, colour, 0.5, 4, shadow=0.25)


def _rocking(c: Canvas, colour: Colour, cushion: Colour) -> None:
    """On two bows, seen from the side, its front at the left."""
    far = dark(colour, 0.25)
    c.paint(c.limb([(-20, -36), (-22, -9)], 2.2) | c.limb([(19, -36), (24, -8)], 2.2), far, 0.4)
    c.paint(c.limb([(-43, -11), (-22, -4), (2, -2.4), (26, -4.6), (44, -13)], 2.3), colour, 0.5, 2)
    back = [(15, -38), (20, -60), (29, -84)]
    c.paint(c.limb(back, (3, 3, 3.4)), colour, 0.5, 2)
    c.paint(c.limb([(13, -46), (17, -62), (24, -80)], (3.4, 4.4, 3.6)), cushion, 0.4, 2, shadow=0.2)
    c.paint(
        c.limb([(-16, -37), (-15, -56)], 2) | c.limb([(-22, -57), (-4, -58), (19, -60)], (2.4, 2.2, 2.2)),
        colour,
        0.5,
        2,
    )
    c.paint(c.limb([(-25, -37), (-4, -35.6), (17, -38)], 3.2), colour, 0.5, 2, shadow=0.2)
    c.paint(c.limb([(-20, -42), (-4, -41), (10, -42.4)], 3.6), cushion, 0.4, 2, shadow=0.15)
    c.paint(c.ellipse(29.6, -86.4, 3.6), rgb("F2D9A0"), 0.4, 1.5)
