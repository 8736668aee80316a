"""Things to sail in, drawn with their bow at the right."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, joined
from helpers.practice.painter.colours import WOOD, Colour, dark, light, main_colour, pick
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import facing


@subject(
    "sailboat",
    en="sailboat, boat, ship, yacht, sailing boat, sailing ship, dinghy",
    ko="돛단배, 배, 요트, 보트, 범선, 돛배, 선박",
    scenes="sea, lake, beach",
    size=1.6,
    where="water",
)
def sailboat(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("C8473F", "2F6DA3", "8A5A36", "2F8C7E"))
    kind = ("sloop", "lugger", "tall ship")[rng.integers(3)]
    cloth = pick(rng, ("FFF4E0", "F7E3BC", "FBE3DC"))
    stripe = main_colour(wish, rng, ("D8544A", "3E86BD", "F0A63C"))
    belly, way = rng.uniform(3, 8), facing(rng)
    with c.frame(50, 94, rng.uniform(-4, 4), way * rng.uniform(0.93, 1)):
        if kind == "sloop":
            _sloop(c, cloth, stripe, belly)
        elif kind == "lugger":
            _lugger(c, stripe, belly)
        else:
            _square_sails(c, cloth, stripe, belly)
        _hull(c, colour, kind == "tall ship")


def _pennant(c: Canvas, x: float, y: float, colour: Colour) -> None:
    c.paint(c.blob((x, y, 1), (x - 7, y - 2), (x - 13, y + 1, 1), (x - 7, y + 3), (x, y + 4, 1)), colour)


def _sloop(c: Canvas, cloth: Colour, stripe: Colour, belly: float) -> None:
    c.paint(c.limb([(0, -14), (0, -84)], (1.5, 1)), WOOD)
    c.paint(c.limb([(-2, -24), (-33, -23)], 1), WOOD)
    _pennant(c, 0, -88, stripe)
    sail = [(-2.4, -82, 1), (-15 - belly, -56), (-33, -26, 1), (-18, -25), (-2.4, -26.5, 1)]
    main = c.paint(c.blob(*sail), cloth, depth=5)
    bands = [[(-50, y), (10, y - 3), (10, y + 4), (-50, y + 7)] for y in (-62, -46, -33)]
    c.paint(joined(c.polygon(band) for band in bands), stripe, 0.2, rim=0, clip=main)
    c.paint(c.blob((2.4, -76, 1), (15 + belly * 0.6, -52), (33, -22, 1), (16, -24), (3, -22, 1)), stripe, depth=4)


def _lugger(c: Canvas, stripe: Colour, belly: float) -> None:
    c.paint(c.limb([(6, -14), (6, -76)], (1.7, 1.2)), WOOD)
    luff = [(-20, -88, 1), (-30 - belly, -56), (-34, -26, 1)]
    leech = [(24, -26, 1), (27, -46), (22, -68, 1)]
    sail = c.paint(c.blob((-6, -84), *luff, (-6, -22), *leech), stripe, depth=6)
    battens = [[(-42, y - 7 - (54 + y) * 0.2), (-4, y), (30, y + 2)] for y in (-40, -54, -67)]
    c.flat(joined(c.limb(batten, 0.6) for batten in battens), dark(stripe, 0.45), clip=sail)
    c.paint(c.limb([(24, -68), (-6, -85), (-22, -90)], 1.2), WOOD)
    c.paint(c.limb([(-35, -25), (-6, -21), (26, -25)], 1.2), WOOD)


def _square_sails(c: Canvas, cloth: Colour, stripe: Colour, belly: float) -> None:
    c.paint(c.limb([(28, -20), (45, -31)], (1.5, 0.9)), WOOD)
    for x, height, width in ((-22, 74, 13), (10, 84, 16)):
        c.paint(c.limb([(x, -16), (x, -height)], (1.7, 1)), WOOD)
        _pennant(c, x, -height - 4, stripe)
        for low, high, share in ((-26, -50, 1), (-52, -height + 4, 0.8)):
            _square_sail(c, x, low, high, width * share, belly * 0.5, cloth, stripe)
    c.paint(c.blob((27, -70, 1), (33, -48), (44, -31, 1), (32, -38)), cloth, shadow=0.2)


def _square_sail(
    c: Canvas, x: float, low: float, high: float, half: float, belly: float, cloth: Colour, stripe: Colour
) -> None:
    middle, left, right = (low + high) / 2, x - half, x + half
    edge = [(left, high, 1), (right, high, 1), (right + belly + 2, middle), (right, low, 1), (x, low - 3)]
    sail = c.paint(c.blob(*edge, (left, low, 1), (left + belly, middle)), cloth, shadow=0.2)
    c.flat(c.box(left, middle - 3, right + 10, middle + 3), stripe, 0.9, clip=sail)


def _hull(c: Canvas, colour: Colour, tall_ship: bool) -> None:
    if tall_ship:
        deck = [(-44, -32, 1), (-24, -30, 1), (-22, -20), (10, -17), (42, -25, 1), (34, -10)]
    else:
        deck = [(-40, -19, 1), (-14, -16), (14, -16), (44, -21, 1), (35, -9)]
    keel = [(24, -0.5, 1), (0, 0), (-27, -0.5, 1), (-36, -9)]
    hull = c.paint(c.blob(*deck, *keel), colour, depth=4, shadow=0.25)
    rail = [(-50, -23), (-20, -17.5), (14, -17), (50, -26), (50, -19), (14, -12.5), (-20, -13), (-50, -17)]
    c.paint(c.blob(*rail), light(colour, 0.75), 0.2, rim=0, clip=hull)
    c.flat(c.box(-50, -4, 50, 2), dark(colour, 0.4), clip=hull)
    if tall_ship:
        c.flat(joined(c.box(x, -10.5, x + 4, -6.5, 1) for x in (-24, -12, 0, 12, 22)), dark(colour, 0.5), clip=hull)
