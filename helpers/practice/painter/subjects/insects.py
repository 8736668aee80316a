"""Insects: butterflies, bees and ladybirds."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, Point, joined
from helpers.practice.painter.colours import (
    BLUSH,
    INK,
    WHITE,
    Colour,
    dark,
    is_dark,
    light,
    main_colour,
    mix,
    pick,
    rgb,
)
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import facing

CHITIN = rgb("4A3A44")


def _feelers(c: Canvas, reach: float, height: float) -> None:
    """Two curled feelers that rise from (0, 0)."""
    lines = [[(side * 1.5, 0), (side * reach * 0.5, -height * 0.7), (side * reach, -height)] for side in (-1, 1)]
    c.flat(joined(c.limb(line, 0.8) | c.ellipse(*line[-1], 1.9) for line in lines), CHITIN)


@subject(
    "butterfly",
    en="butterfly, butterflies, moth, monarch",
    ko="나비, 호랑나비, 나방",
    scenes="meadow, garden, forest, sky",
    size=0.16,
    where="air",
)
def butterfly(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    wing = main_colour(wish, rng, ("F08A30", "4F8FE0", "B06AD0", "F2C13C", "EE7FA8", "4FB3A0"))
    dots = pick(rng, ("FFF6E0", "FFE07A", "BFE6F5"))
    way, pose, tilt = facing(rng), ("open", "tailed", "aside")[rng.integers(3)], rng.uniform(-12, 12)
    if pose == "aside":
        with c.frame(50, 52, way * tilt, way * 0.88):
            _butterfly_aside(c, wing, dots)
    else:
        with c.frame(50, 51, tilt, rng.uniform(0.84, 0.93), 0.93):
            _butterfly_open(c, wing, dots, tailed=pose == "tailed")


def _wing(c: Canvas, wing: Colour, dots: Colour, outline: list[Point], middle: Point, marks: list[Point]) -> None:
    """A dark wing with a coloured inside, shrunk towards its middle, and dots."""
    x, y = middle
    border = c.paint(c.blob(*outline), mix(dark(wing, 0.5), CHITIN, 0.55), shadow=0.2)
    inside = [(x + (p[0] - x) * 0.78, y + (p[1] - y) * 0.8, *p[2:]) for p in outline]
    c.paint(c.blob(*inside), wing, 0.4, rim=0.15, clip=border)
    c.paint(joined(c.ellipse(*mark) for mark in marks), dots, 0.2, 1.5, rim=0, clip=border)


def _butterfly_open(c: Canvas, wing: Colour, dots: Colour, tailed: bool) -> None:
    lower: list[Point] = [(1, 2), (18, 2), (31, 12), (31, 27), (20, 38), (9, 34), (3, 18)]
    upper: list[Point] = [(1, 4), (2, -10), (14, -32), (32, -41), (44, -34), (44, -14), (34, 4), (16, 9)]
    if tailed:
        lower = [(1, 2), (18, 2), (30, 10), (29, 22), (24, 29), (23, 42), (17, 43), (14, 30), (3, 18)]
        upper = [(1, 4), (2, -12), (12, -30), (30, -42), (46, -42, 1), (44, -22), (33, 2), (16, 8)]
    for side in (-1, 1):
        with c.frame(0, 0, 0, side, 1):
            _wing(c, wing, dots, lower, (15, 17), [(21, 22, 4.2), (12, 29, 2)])
            marks: list[Point] = [(39, -30, 2.2), (41, -21, 1.8), (26, -20, 5), (32, -7, 2)]
            _wing(c, light(wing, 0.12), dots, upper, (24, -14), marks)
    with c.frame(0, -17):
        _feelers(c, 11, 17)
    c.paint(c.limb([(0, -8), (0, 8), (0, 26)], (4, 3.8, 2)), CHITIN, shadow=0.25)
    c.paint(c.ellipse(0, -14, 5.6, 5.6), light(CHITIN, 0.12), shadow=0.2)
    for side in (-1, 1):
        c.flat(c.ellipse(side * 2.2, -15, 1.6, 2), WHITE)
        c.flat(c.ellipse(side * 2, -14.6, 0.9, 1.2), INK)
    c.smile(0, -11.8, 1.7, 1.2, 0.35, WHITE)


def _butterfly_aside(c: Canvas, wing: Colour, dots: Colour) -> None:
    """Seen from the left: both wings raised, the far one peeping out in front."""
    far: list[Point] = [(-6, 14), (-20, -6), (-28, -30), (-22, -42), (-6, -34), (4, -6)]
    _wing(c, dark(wing, 0.2), dots, far, (-14, -16), [(-19, -32, 2.6)])
    with c.frame(-27, 14, -14):
        _feelers(c, 8, 15)
    c.paint(c.limb([(-22, 17), (-8, 22), (8, 31), (20, 39)], (4.4, 4.8, 4, 2)), CHITIN, shadow=0.1)
    c.paint(c.ellipse(-25, 16, 7, 6.8), light(CHITIN, 0.12), shadow=0.2)
    hind: list[Point] = [(-4, 18), (10, 6), (30, 8), (41, 20), (35, 34), (20, 36), (4, 28)]
    _wing(c, wing, dots, hind, (20, 20), [(28, 23, 4.2), (18, 28, 2)])
    fore: list[Point] = [(-8, 20), (-10, -2), (2, -28), (20, -44), (38, -42), (42, -24), (34, 0), (14, 16)]
    _wing(c, light(wing, 0.12), dots, fore, (14, -12), [(34, -34, 2.4), (37, -24, 2), (20, -20, 5.4), (27, -6, 2.2)])
    c.flat(c.ellipse(-27.4, 15, 2.6, 3.1), WHITE)
    c.flat(c.ellipse(-28, 15.4, 1.5, 2), INK)
    c.stroke([(-29.5, 19.6), (-27, 20.6), (-24.6, 19.4)], 0.45, WHITE)


@subject(
    "bee",
    en="bee, honeybee, bumblebee, honey bee",
    ko="벌, 꿀벌, 호박벌, 말벌",
    scenes="meadow, garden, sky",
    size=0.15,
    where="air",
)
def bee(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("F6C02F", "F2B03A", "F8CE55"))
    way, in_front, tilt = facing(rng), bool(rng.random() < 0.4), rng.uniform(-10, 10)
    plump = rng.uniform(0.94, 1.06)
    with c.frame(50, 55 if in_front else 60, way * tilt, way * 0.93):
        if in_front:
            _bee_facing(c, fur, plump)
        else:
            _bee_aside(c, fur, plump)


def _gauze(c: Canvas, x: float, y: float, long: float, wide: float, turn: float) -> None:
    """A glassy wing."""
    c.paint(c.ellipse(x, y, wide, long, turn), rgb("CFE6F5"), 0.4, 2, rim=0.6, alpha=0.9, shadow=0.1)
    c.flat(c.ellipse(x - wide * 0.2, y - long * 0.2, wide * 0.4, long * 0.5, turn), WHITE, 0.5)


def _stripe(fur: Colour) -> Colour:
    return light(fur, 0.6) if is_dark(fur) else CHITIN


def _bee_aside(c: Canvas, fur: Colour, plump: float) -> None:
    _gauze(c, 15, -30, 20, 11, 32)
    c.paint(c.blob((34, -3), (46, 5, 1), (34, 9)), CHITIN)
    with c.frame(-26, -14, -16):
        _feelers(c, 8, 17)
    with c.frame(0, 2, 0, 1, plump):
        trunk = c.blob((-30, -2), (-18, -21), (8, -25), (30, -14), (38, 3), (28, 18), (6, 25), (-18, 20))
        body = c.paint(trunk, fur, depth=4)
        for x in (0, 15, 29):
            c.paint(c.limb([(x + 1, -28), (x + 3.5, 0), (x, 28)], 3.8), _stripe(fur), 0.4, rim=0.1, clip=body)
        c.paint(c.ellipse(-24, 0, 18, 18.5), fur, shadow=0.25)
    _gauze(c, 3, -31, 21, 12, 8)
    c.eye(-31, -2, 3.8, 4.8)
    c.eye(-18.5, -2, 3.8, 4.8)
    c.smile(-25, 8, 4, 2.8, 0.7)
    for x in (-35, -14):
        c.flat(c.ellipse(x, 7, 3.4, 2.4), BLUSH, 0.6)


def _bee_facing(c: Canvas, fur: Colour, plump: float) -> None:
    for side in (-1, 1):
        _gauze(c, side * 29, -14, 20, 12, side * 62)
        _gauze(c, side * 25, 7, 13, 8.5, side * 108)
    with c.frame(0, -34):
        _feelers(c, 11, 17)
    c.paint(c.blob((-4, 34), (4, 34), (0, 43, 1)), CHITIN)
    with c.frame(0, 0, 0, plump, 1):
        body = c.paint(c.symmetric((0, -20), (14, -16), (21, 4), (15, 26), (0, 37)), fur, depth=4)
        for y in (4, 16, 28):
            c.paint(c.limb([(-24, y - 2), (0, y + 2), (24, y - 2)], 3.6), _stripe(fur), 0.4, rim=0.1, clip=body)
        c.paint(c.ellipse(0, -22, 20, 17.5), fur, shadow=0.3)
    for side in (-1, 1):
        c.eye(side * 8, -24, 3.8, 4.8)
        c.flat(c.ellipse(side * 14, -16, 3.4, 2.4), BLUSH, 0.6)
    c.smile(0, -16, 4, 3, 0.7)


@subject(
    "ladybird",
    en="ladybird, ladybug, lady bug, lady bird",
    ko="무당벌레",
    scenes="garden, meadow, forest",
    size=0.12,
)
def ladybird(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    shell = main_colour(wish, rng, ("E0403A", "EE6A35", "D9333F"))
    way, above, wide = facing(rng), bool(rng.random() < 0.5), rng.uniform(0.93, 1.0)
    tilt = rng.uniform(-14, 14)
    if above:
        with c.frame(50, 53, tilt, wide * 0.98, 0.96):
            _ladybird_above(c, shell)
    else:
        with c.frame(50, 94, 0, way * wide * 0.98, 1):
            _ladybird_aside(c, shell)


def _dot_colour(shell: Colour) -> Colour:
    return rgb("E0403A") if is_dark(shell) else CHITIN


def _ladybird_above(c: Canvas, shell: Colour) -> None:
    legs = [
        c.limb([(side * 20, y), (side * (reach - 7), y - 2), (side * reach, y + drop)], (2.4, 2.2, 1.6))
        for side in (-1, 1)
        for y, reach, drop in ((-12, 41, -8), (6, 44, 2), (22, 40, 10))
    ]
    c.flat(joined(legs), CHITIN)
    with c.frame(0, -34):
        _feelers(c, 13, 11)
    c.paint(c.symmetric((0, -44), (12, -41), (19, -30), (15, -20), (0, -16)), CHITIN)
    for side in (-1, 1):
        c.flat(c.ellipse(side * 8.5, -31, 5.4, 6), WHITE)
        c.eye(side * 8, -30.6, 3.6, 4.4)
    dome = c.symmetric((0, -25), (18, -22), (32, -5), (33, 14), (22, 33), (0, 42))
    body = c.paint(dome, shell, depth=4.5, shadow=0.25)
    c.stroke([(0, -26), (0, 43)], 0.9, _dot_colour(shell), clip=body)
    spots = c.ellipse(0, -21, 6.5, 6)
    for side in (-1, 1):
        spots |= c.ellipse(side * 16, -6, 5.6) | c.ellipse(side * 21, 14, 5.2) | c.ellipse(side * 10, 25, 5)
    c.paint(spots, _dot_colour(shell), 0.2, 1.5, rim=0.1, clip=body)


def _ladybird_aside(c: Canvas, shell: Colour) -> None:
    for x in (-20, 4, 26):
        c.stroke([(x, -14), (x - 4, -5), (x - 7, -1)], (3, 2.4, 1.8), CHITIN)
    with c.frame(-32, -36, -22):
        _feelers(c, 8, 17)
    c.paint(c.ellipse(-28, -24, 17, 16.5), CHITIN)
    dome = c.blob((-24, -12), (-25, -34), (-10, -54), (12, -58), (33, -46), (45, -24), (44, -10), (10, -8))
    body = c.paint(dome, shell, depth=5, shadow=0.25)
    c.stroke([(-22, -44), (6, -50), (30, -36), (46, -14)], 0.8, _dot_colour(shell), 0.8, clip=body)
    spots = c.ellipse(-10, -28, 7, 7.6) | c.ellipse(11, -33, 6.6, 7) | c.ellipse(6, -14, 6, 5.4)
    spots |= c.ellipse(28, -22, 6, 6.4) | c.ellipse(20, -56, 7, 4, 20) | c.ellipse(-8, -55, 6, 4, -20)
    c.paint(spots, _dot_colour(shell), 0.2, 1.5, rim=0.1, clip=body)
    c.flat(c.ellipse(-33, -26, 7, 7.6), WHITE)
    c.eye(-34, -25.4, 4.6, 5.4)
    c.stroke([(-40, -15.5), (-35, -13), (-30, -14)], 0.8, WHITE)
    c.flat(c.ellipse(-26, -16, 3.2, 2.2), BLUSH, 0.8)
