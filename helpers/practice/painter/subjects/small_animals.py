"""Small animals without fur: frog and snail. They face left and stand on (0, 0) of a mirrored frame."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, joined
from helpers.practice.painter.colours import BLUSH, INK, WHITE, Colour, dark, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import Line, Spot, facing, mirrored

# ---- frog


@subject(
    "frog",
    en="frog, tree frog, toad, froglet",
    ko="개구리, 청개구리, 두꺼비, 아기개구리, 새끼개구리",
    scenes="lake, garden, forest, meadow",
    size=0.26,
)
def frog(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    skin = main_colour(wish, rng, ("6DB24A", "4FA35A", "8ABF45", "5FAE7A"))
    belly = mix(light(skin, 0.7), rgb("FFF6CF"), 0.5)
    way, leaping, spotted = facing(rng), rng.random() < 0.4, rng.random() < 0.5
    width, tilt = rng.uniform(0.95, 1.04), rng.uniform(-5, 5)
    if leaping:
        with c.frame(50, 94.5, 0, way * 0.94, 0.97):
            _leaping_frog(c, skin, belly, spotted, tilt)
    else:
        with c.frame(50, 94.5, 0, way * width, 1):
            _sitting_frog(c, skin, belly, spotted, tilt * 0.6)


def _toes(c: Canvas, x: float, y: float, spread: float, colour: Colour) -> None:
    """Three toes with round tips, on the ground at y."""
    tips = [(x - spread, y - 1.2), (x, y - 0.2), (x + spread, y - 1.2)]
    toes = joined(c.limb([(x, y - 4), tip], (2.2, 1.4)) | c.ellipse(*tip, 2.1) for tip in tips)
    c.paint(toes, colour, 0.35, 2, rim=0.15, shadow=0.12)


def _bulging_eye(c: Canvas, x: float, y: float, radius: float, skin: Colour) -> None:
    c.paint(c.ellipse(x, y, radius), skin, 0.4, shadow=0.1)
    c.flat(c.ellipse(x, y - radius * 0.08, radius * 0.72), WHITE)
    c.eye(x, y, radius * 0.46, radius * 0.52)


def _sitting_frog(c: Canvas, skin: Colour, belly: Colour, spotted: bool, tilt: float) -> None:
    for side in (-1, 1):
        thigh = [(12, -10), (20, -34), (34, -37), (43, -24), (41, -8), (30, -3), (16, -3)]
        c.paint(c.blob(*mirrored(thigh, side)), dark(skin, 0.1), shadow=0.1)
        _toes(c, side * 34, -1, 7, dark(skin, 0.12))
    body = c.paint(c.symmetric((0, -52), (19, -48), (26, -26), (21, -6), (0, -2)), skin, shadow=0.2)
    c.paint(c.symmetric((0, -42), (13, -38), (17, -18), (12, -5), (0, -2)), belly, 0.2, rim=0, clip=body)
    for side in (-1, 1):
        c.paint(c.limb([(side * 17, -34), (side * 17, -16), (side * 13, -5)], (6.4, 4.8, 4.2)), skin, shadow=0.25)
        _toes(c, side * 12, 0, 5.5, skin)
    with c.frame(0, -40, tilt), c.frame(0, 40):
        skull = c.symmetric((0, -75), (18, -78), (33, -66), (36, -53), (25, -42), (0, -38))
        lids = c.ellipse(-18, -77, 11.5) | c.ellipse(18, -77, 11.5)
        head = c.paint(skull | lids, skin, depth=4, shadow=0.3)
        c.paint(c.symmetric((0, -52), (20, -55), (36, -58), (30, -38), (0, -34)), belly, 0.15, rim=0, clip=head)
        for side in (-1, 1):
            c.flat(c.ellipse(side * 18, -78, 8.4), WHITE)
            c.eye(side * 17.4, -77.4, 5.4, 6)
            c.flat(c.ellipse(side * 28, -56.5, 4, 2.6), BLUSH, 0.55)
        c.smile(0, -58.5, 22, 8, 0.9, dark(skin, 0.5))
        c.flat(c.ellipse(-3, -64, 1.1, 0.8) | c.ellipse(3, -64, 1.1, 0.8), dark(skin, 0.5))
        if spotted:
            spots = (c.ellipse(-4, -73, 3, 1.8), c.ellipse(4.5, -71, 2, 1.4), c.ellipse(0, -69, 1.3, 1))
            c.flat(joined(spots), dark(skin, 0.25), 0.8)


def _leaping_frog(c: Canvas, skin: Colour, belly: Colour, spotted: bool, tilt: float) -> None:
    far = dark(skin, 0.22)
    c.paint(c.limb([(12, -30), (32, -36), (22, -16), (34, -2)], (8, 6.4, 3.8, 3)), far)
    c.paint(c.limb([(-12, -44), (-14, -30), (-24, -22)], (5, 3.8, 3)), far)
    with c.frame(0, -40, tilt), c.frame(0, 40):
        trunk = [(-44, -58), (-38, -66), (-24, -72), (-4, -66), (14, -48), (23, -30), (14, -20), (-6, -26)]
        body = c.paint(c.blob(*trunk, (-26, -38), (-40, -48)), skin, depth=4)
        under = [(-48, -54), (-30, -54), (-12, -44), (6, -30), (16, -16), (-10, -16), (-40, -36)]
        c.paint(c.blob(*under), belly, 0.2, rim=0, clip=body)
        if spotted:
            spots = (c.ellipse(-2, -58, 4, 3, 40), c.ellipse(7, -48, 3, 2.2, 40), c.ellipse(14, -37, 2.4, 1.8, 40))
            c.flat(joined(spots), dark(skin, 0.25), 0.8, clip=body)
        c.stroke([(-43, -55), (-34, -52), (-24, -54), (-19, -59)], 0.9, dark(skin, 0.5), clip=body)
        c.flat(c.ellipse(-20, -53, 3.6, 2.4), BLUSH, 0.55)
        _bulging_eye(c, -24, -72, 10, skin)
        c.flat(c.ellipse(-40, -61, 1, 0.8), dark(skin, 0.5))
        c.paint(c.limb([(-16, -42), (-24, -28), (-36, -26)], (6, 4.4, 3.4)), skin, shadow=0.25)
        fingers = [c.limb([(-36, -26), (-41 - x, -26 + y)], 1.6) for x, y in ((1, -4), (2.4, 0), (0, 4))]
        c.paint(joined(fingers), skin, 0.3, 2)
    c.paint(c.limb([(10, -30), (37, -42), (25, -14), (40, -2.6)], (10, 7.6, 4.6, 3.2)), skin, shadow=0.25)
    _toes(c, 42, -0.4, 5, skin)


# ---- snail


@subject(
    "snail",
    en="snail, garden snail",
    ko="달팽이, 집달팽이, 아기달팽이",
    scenes="garden, forest, meadow",
    size=0.18,
)
def snail(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    shell = main_colour(wish, rng, ("C9803F", "B5654A", "D9A04A", "A9605F", "9A7A4F"))
    skin = pick(rng, ("E9CFA0", "D9C08F", "F0D9B5", "C9CFA0"))
    way, upright, pointed = facing(rng), rng.random() < 0.45, rng.random() < 0.35
    lean = rng.uniform(-5, 5)
    with c.frame(50, 94.5, 0, way * rng.uniform(0.9, 0.95), 1):
        _snail(c, shell, skin, upright, pointed, lean)


def _snail(c: Canvas, shell: Colour, skin: Colour, upright: bool, pointed: bool, lean: float) -> None:
    if upright:
        neck: Line = [(45, -2), (20, -6), (-12, -9), (-25, -30), (-25 + lean * 0.5, -56)]
    else:
        neck = [(46, -2), (20, -6), (-14, -8), (-31, -16), (-34 + lean * 0.4, -32)]
    x, y = neck[-1]
    for dx, tip in ((5, (x + 7, y - 27)), (-4, (x - 8 + lean * 0.3, y - 25))):
        c.paint(c.limb([(x + dx, y - 6), tip], (2.4, 1.6)), skin, 0.3)
        c.flat(c.ellipse(*tip, 5.6), WHITE)
        c.eye(tip[0] - 0.8, tip[1], 3.5, 4)
    ground = c.box(-60, 0, 60, 30)
    c.paint(c.limb(neck, (2, 6.4, 9, 9.4, 10.5)) - ground, skin, depth=4)
    with c.frame(16 if upright else 12, -10):
        _shell(c, shell, pointed)
    c.smile(x - 3, y + 1, 4.6, 2.6, 0.7, INK)
    c.flat(c.ellipse(x + 4.4, y - 0.4, 2.8, 2), BLUSH, 0.6)


def _shell(c: Canvas, shell: Colour, pointed: bool) -> None:
    """A shell that rests on (0, 0): coiled flat, or drawn up to a point."""
    if pointed:
        outline = [(-26, -14), (-22, -32), (-8, -46), (6, -60), (20, -70, 1), (24, -50), (28, -28), (24, -8), (0, 2)]
        body = c.paint(c.blob(*outline, (-20, -2)), shell, 0.55, 5, shadow=0.3)
        rings: list[Spot] = [(-20, -30), (-8, -44), (5, -57)]
        bands = [c.limb([(x, y), (x + 16, y + 10), (x + 48, y + 5)], 1) for x, y in rings]
        c.flat(joined(bands), dark(shell, 0.4), 0.8, clip=body)
        c.flat(c.ellipse(-10, -24, 3.4, 8, 40), light(shell, 0.6), 0.6, clip=body)
        return
    body = c.paint(c.ellipse(0, -25, 28, 27), shell, 0.55, 5, shadow=0.3)
    turns = np.linspace(0.2, 2.6, 15)
    reach = 25 * (turns / 2.6) ** 0.8
    angle = 2 * np.pi * turns + 2.2
    coil = np.stack([2 + reach * np.cos(angle), -24 + reach * np.sin(angle) * 0.96], 1)
    c.stroke(coil, np.linspace(0.9, 1.7, len(coil)), dark(shell, 0.4), 0.8, clip=body)
    c.stroke([(-21, -30), (-16, -40), (-8, -46)], (0.8, 1.8, 0.8), light(shell, 0.7), 0.6, clip=body)
