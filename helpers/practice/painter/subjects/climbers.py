"""Furry animals of the trees: monkey and koala."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import (
    LEAF_GREENS,
    PINK,
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
from helpers.practice.painter.subjects.bodies import Animal, Line, Look, posed, sit, squat, stand
from helpers.practice.painter.subjects.furry import eyes

# ---- monkey

BANANA = rgb("F7D046")


@subject(
    "monkey",
    en="monkey, ape, chimpanzee, chimp, baby monkey",
    ko="원숭이, 침팬지, 아기원숭이, 아기 원숭이, 새끼원숭이",
    scenes="forest, meadow, garden",
    size=0.6,
)
def monkey(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("8A5A3A", "6F4A38", "A9713F"))
    skin = light(fur, 0.35) if wish is not None and is_dark(wish) else rgb("F3CFA4")
    hungry = rng.random() < 0.6

    def tail(line: Line) -> None:
        (x, y), (_, bend_y) = line[-1], line[-2]
        hook = [(x - 6, y - 5), (x - 9.6, y + 2)] if y < bend_y else []
        c.paint(c.limb([*line, *hook], 2.6), fur, shadow=0.15)

    def head(look: Look) -> None:
        x = look.turn * 3
        ears = [(side * 18.6, -1) for side in (-1, 1)]
        c.paint(joined(c.ellipse(at, y, 7.2) for at, y in ears), fur, shadow=0.15)
        c.paint(joined(c.ellipse(at * 0.99, y, 4.8) for at, y in ears), mix(skin, PINK, 0.3), 0.3, rim=0)
        tuft = c.blob((-5, -16), (-4, -24, 1), (0, -20), (4, -25, 1), (6, -16))
        c.paint(tuft | c.symmetric((0, -19), (12, -16), (18, -3), (15, 9), (0, 16)), fur, shadow=0.3)
        mask = joined((c.ellipse(x - 6, -5, 7.8, 8.4), c.ellipse(x + 6, -5, 7.8, 8.4), c.ellipse(x, 6, 13.4, 9.4)))
        c.paint(mask, skin, 0.3, rim=0.1, shadow=0.1)
        eyes(c, x * 0.9, -4, 5.8, (2.6, 3.4), skin, look)
        c.flat(c.ellipse(x - 1.7, 3, 0.9, 0.7) | c.ellipse(x + 1.7, 3, 0.9, 0.7), dark(skin, 0.5))
        c.smile(x, 7.4, 6, 3, 0.6, dark(skin, 0.5))
        c.flat(c.ellipse(x - 9.6, 4.6, 2.8, 2) | c.ellipse(x + 9.6, 4.6, 2.8, 2), PINK, 0.5)

    def eat(c: Canvas, rng: np.random.Generator, animal: Animal) -> None:
        tail([(64, 88), (80, 90), (87, 80), (84, 68), (88, 58)])
        squat(c, rng, animal)
        if hungry:
            _banana(c, animal.paws)

    animal = Animal(fur, skin, skin, tail, head, bulk=0.92, bib=False)
    posed(c, rng, animal, (eat, stand, sit))


def _banana(c: Canvas, paw: Colour) -> None:
    """A peeled banana in the left paw of a squatting animal."""
    with c.frame(30, 73, -16):
        c.paint(c.limb([(0, 2), (-1, -10), (1, -23)], (4, 4, 2.4)), rgb("FFF3CE"), 0.3)
        c.paint(c.limb([(1, 10), (0, 2), (-0.5, -7)], (2.4, 4.8, 4.8)), BANANA, 0.4)
        flaps = [c.blob((side * 2, -9), (side * 9, -6), (side * 10, 5, 1), (side * 4, 0)) for side in (-1, 1)]
        c.paint(joined(flaps), BANANA, 0.4, shadow=0.2)
        c.paint(c.ellipse(0, 4, 5.6, 4.8), paw, shadow=0.2)


# ---- koala


@subject(
    "koala",
    en="koala, koala bear, baby koala",
    ko="코알라, 아기코알라, 아기 코알라",
    scenes="forest, garden",
    size=0.55,
)
def koala(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("9AA0A8", "A8A4A6", "8C8F98", "A39A94"))
    pale = light(fur, 0.62)
    leaf, climbing = pick(rng, LEAF_GREENS), rng.random() < 0.5

    def tail(line: Line) -> None:
        """A koala has none."""

    def head(look: Look) -> None:
        x = look.turn * 3
        fringe = ((-5, -7), (3, -9), (-8, 1), (7, -3), (-4, 7), (5, 6))
        for side in (-1, 1):
            with c.frame(side * 20, -10, 0, side, 1):
                c.paint(joined(c.ellipse(at, y, 6) for at, y in fringe) | c.ellipse(0, 0, 9), fur, shadow=0.15)
                c.paint(c.ellipse(0.6, 1, 6), mix(pale, PINK, 0.3), 0.3, rim=0)
        c.paint(c.symmetric((0, -17), (12, -15), (19, -3), (16, 10), (0, 16)), fur, shadow=0.3)
        c.paint(c.ellipse(x, 10.4, 9.4, 5), pale, 0.2, rim=0)
        eyes(c, x * 0.8, -2.6, 9, (2.5, 3.2), fur, look)
        nose = c.paint(c.symmetric((0, -5), (3.6, -3), (4.4, 4), (3.2, 8), (0, 9)), rgb("413942"), 0.3, rim=0.4)
        c.flat(c.ellipse(-1.4, -1.6, 1.1, 1.6), light(rgb("413942"), 0.5), clip=nose)
        c.smile(x, 11, 3.4, 1.8, 0.5)
        c.flat(c.ellipse(x - 12, 6, 3, 2) | c.ellipse(x + 12, 6, 3, 2), PINK, 0.5)

    if climbing:
        way, tilt, high = facing(rng), rng.uniform(-8, 6), rng.uniform(-3, 3)
        with c.frame(50, 95, 0, way):
            _hug(c, fur, pale, leaf, high)
            with c.frame(-8, -58 + high, tilt, 1.05):
                head(Look(0.6))
    else:
        posed(c, rng, Animal(fur, pale, pale, tail, head), (squat,))


def _hug(c: Canvas, fur: Colour, pale: Colour, leaf: Colour, high: float) -> None:
    """A trunk at the right and a koala's body that clings to it, without its head; the ground is y = 0."""
    bark = rgb("B08E6C")
    c.paint(c.limb([(19, -66), (26, -77), (33, -80)], (3, 2.4, 1.6)), bark, 0.4)
    trunk = c.blob((10, -91, 1), (24, -90, 1), (23, -50), (25, -14), (32, 0, 1), (4, 0, 1), (10, -14), (11, -50))
    c.paint(trunk, bark, 0.55, 4)
    c.flat(joined(c.limb([(15, y), (20, y + 1.4)], 0.6) for y in (-84, -70, -22, -10)), dark(bark, 0.4), clip=trunk)
    leaves: list[Mask] = []
    for x, y, turn in ((33, -79, 20), (33, -80, 100), (31, -78, 165), (25, -77, 150), (24, -78, 10)):
        with c.frame(x, y, turn):
            leaves.append(c.symmetric((0, -12, 1), (3.4, -7), (2.6, -2), (0, 0)))
    c.paint(joined(leaves), leaf, 0.4, 2, shadow=0.15)
    with c.frame(0, high):
        c.paint(c.limb([(-2, -42), (12, -50), (25, -49)], (7, 6, 5.4)), dark(fur, 0.2), shadow=0.2)
        body = c.paint(c.blob((-14, -50), (2, -50), (12, -36), (13, -18), (2, -10), (-14, -12), (-22, -28)), fur)
        c.paint(c.blob((2, -46), (14, -36), (14, -18), (4, -18), (0, -32)), pale, 0.1, rim=0, clip=body)
        c.paint(c.limb([(-8, -18), (8, -20), (21, -14)], (9, 7, 5.6)), fur, shadow=0.25)
        c.paint(c.limb([(-10, -40), (6, -42), (24, -38)], (6.6, 6, 5)), fur, shadow=0.25)
        claws = [c.limb([(x, y), (x + 3, y + 2)], 0.7) for x, y in ((24, -41), (25, -37.5), (21, -17), (22, -13))]
        c.flat(joined(claws), dark(fur, 0.5))
