"""Flowers: heads of several kinds on a shared stem."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import LEAF_GREENS, Colour, dark, distance, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import Line

# ---- parts


def _spiral(count: int, radius: float) -> Line:
    """Places on a disc as seeds grow, from the middle outwards."""
    number = np.arange(count)
    turn, reach = number * 2.39996, radius * np.sqrt(number / count)
    return np.stack([reach * np.cos(turn), reach * np.sin(turn)], 1).tolist()


def _leaf(c: Canvas, x: float, y: float, length: float, half: float, turn: float, colour: Colour) -> None:
    """A leaf from (x, y) upwards, turned clockwise, with its vein."""
    with c.frame(x, y, turn):
        outline = [(0, 0, 1), (half, -length * 0.35), (half * 0.6, -length * 0.75), (0, -length, 1)]
        c.paint(c.symmetric(*reversed(outline)), colour, 0.45, shadow=0.15)
        c.stroke([(0, -1), (0, -length * 0.82)], (0.6, 0.2), light(colour, 0.4), 0.8)


def _petals(c: Canvas, count: int, reach: float, half: float, start: float, pointed: bool) -> Mask:
    """A ring of petals about (0, 0)."""
    ring = []
    for turn in np.arange(count) * 360 / count + start:
        with c.frame(0, 0, float(turn)):
            if pointed:
                petal = [(0, -reach, 1), (half * 0.8, -reach * 0.78), (half, -reach * 0.5), (0, 0, 1)]
            else:
                petal = [(0, -reach), (half * 0.8, -reach * 0.92), (half, -reach * 0.66), (half * 0.35, 0)]
            ring.append(c.symmetric(*petal))
    return joined(ring)


# ---- heads, about (0, 0)


def _daisy_head(c: Canvas, rng: np.random.Generator, petal: Colour) -> None:
    count, start = int(rng.integers(8, 11)), rng.uniform(0, 40)
    half = 46 / count
    c.paint(_petals(c, count, 28, half, start + 180 / count, False), dark(petal, 0.16), 0.4, 2)
    c.paint(_petals(c, count, 29, half, start, False), petal, 0.5, 2.2, shadow=0.22)
    _yellow_eye(c, petal, 9.5)


def _blossom_head(c: Canvas, rng: np.random.Generator, petal: Colour) -> None:
    """Five wide petals."""
    start = rng.uniform(0, 72)
    for turn in np.arange(5) * 72 + start:
        with c.frame(0, 0, float(turn)):
            c.paint(c.symmetric((0, -26.5), (8, -29), (15.5, -21), (11, -9), (0, 0)), petal, 0.35, 2.6, shadow=0.2)
            c.stroke([(0, -7), (0, -19)], (1.4, 0.3), dark(petal, 0.32), 0.6)
    _yellow_eye(c, petal, 8)


def _yellow_eye(c: Canvas, petal: Colour, radius: float) -> None:
    yellow = rgb("F5B93A")
    if distance(petal, yellow) < 120:
        yellow = rgb("A8642F")
    c.paint(c.ellipse(0, 0, radius, radius * 0.96), yellow, 0.55, 3, shadow=0.3)
    dots = [c.ellipse(x, y, 0.8) for x, y in _spiral(10, radius * 0.75)]
    c.flat(joined(dots), dark(yellow, 0.35), 0.7)


def _tulip_head(c: Canvas, rng: np.random.Generator, petal: Colour) -> None:
    """A cup of petals, open or still nearly closed."""
    gape = (1.0, 0.62)[rng.integers(2)] * rng.uniform(0.92, 1.08)
    with c.frame(0, 4):
        for side in (-1, 1):
            inner = [(side * 2, -24), (side * 9 * gape, -32, 1), (side * 15 * gape, -18), (side * 8, 6), (0, 4)]
            c.paint(c.blob(*inner), dark(petal, 0.28), 0.3)
        for side in (-1, 1):
            tip, edge = (side * (22 * gape - 1), -30, 1), (side * (8 + 14 * gape), -8)
            outer = [tip, edge, (side * 16, 11), (side * 3, 17), (side * -4, 10), (side * 7 * gape, -12)]
            c.paint(c.blob(*outer), petal, 0.45, 3.4, shadow=0.22)
        front = [(0, -29, 1), (9, -16), (12.5, 0), (8, 13), (0, 17.5)]
        c.paint(c.symmetric(*front), light(petal, 0.08), 0.5, 3.6, shadow=0.3)
        c.stroke([(0, -17), (0, 6)], (0.3, 0.8), dark(petal, 0.3), 0.45)


def _rose_head(c: Canvas, rng: np.random.Generator, petal: Colour) -> None:
    """Petals wrapped around a whorl, the outer ones folded over it."""
    with c.frame(0, 1, 0, rng.uniform(0.96, 1.1), 1):
        for turn in (-70, -25, 25, 70):
            with c.frame(0, 15, turn):
                c.paint(c.symmetric((0, 17, 1), (4.5, 8), (4, 0), (0, -3)), rgb("5C9A48"), 0.4, 2)
        for side in (-1, 1):
            outer = [(side * 22, -14), (side * 28, -4), (side * 21, 16), (0, 22), (side * -2, -8), (side * 12, -16)]
            c.paint(c.blob(*outer), petal, 0.45, shadow=0.15)
        behind = [(-18, -14), (-12, -25), (2, -29), (15, -24), (19, -12), (12, 4), (-12, 4)]
        c.paint(c.blob(*behind), light(petal, 0.04), 0.3, shadow=0.2)
        whorl = ((0.5, 14, 10, 0.3), (-1, 10.5, 7.4, 0.08), (1, 7.6, 5.2, 0.32), (-0.4, 4.6, 3.2, 0.06))
        for x, width, height, depth in whorl:
            c.paint(c.ellipse(x, -15.3, width, height, -8), dark(petal, depth), 0.3, 1.6, rim=0.3)
        left = [(-21, -17), (-13, -11), (-2, -5), (9, 3), (6, 19), (-10, 19), (-22, 4)]
        c.paint(c.blob(*left), light(petal, 0.06), 0.45, shadow=0.3)
        right = [(22, -17), (14, -9), (0, -1), (-12, 9), (-5, 21), (11, 20), (23, 4)]
        c.paint(c.blob(*right), light(petal, 0.1), 0.5, shadow=0.32)
        c.stroke([(20.5, -14.5), (11, -5.5), (-1, 1.8), (-10, 9)], (0.3, 0.9, 0.9, 0.2), light(petal, 0.5), 0.75)


# ---- whole flowers

Head = Callable[[Canvas, np.random.Generator, Colour], None]


def _on_a_stem(
    c: Canvas, rng: np.random.Generator, petal: Colour, head: Head, long_leaves: bool = False, bud: bool | None = None
) -> None:
    """A flower with its stem and leaves, sometimes with a bud on a twig of its own."""
    green = pick(rng, LEAF_GREENS)
    way, lean, tilt = rng.choice((-1, 1)), rng.uniform(0, 6), rng.uniform(-6, 10)
    budding = bool(rng.random() < 0.5) if bud is None else bud
    with c.frame(50, 95, 0, way, 1):
        if budding:
            c.paint(c.limb([(0, -16), (-13, -25), (-25, -26), (-29, -33)], (1.6, 1.5, 1.4, 1.3)), green, 0.4, 1.5)
            with c.frame(-30, -36, -12, 0.36):
                c.paint(c.symmetric((0, -30, 1), (12, -14), (15, 2), (0, 16)), petal, 0.5)
                c.paint(c.symmetric((0, -6), (9, -12, 1), (17, 4), (8, 17), (0, 18)), green, 0.4)
        c.paint(c.limb([(0, -1.6), (-2, -22), (lean * 0.5, -44), (lean, -62)], (2.3, 2, 1.9, 1.9)), green, 0.5, 2)
        if long_leaves:
            for side, tip in ((-1, -47), (1, -40)):
                outside = [(side * -1, -1, 1), (side * 9, -12), (side * 15, -30), (side * 17, tip, 1)]
                blade = [*outside, (side * 8, -30), (0, -12)]
                c.paint(c.blob(*blade), mix(green, (60, 120, 70), 0.25 if side < 0 else 0), 0.45, shadow=0.2)
        else:
            _leaf(c, -0.6, -6, 25, 6.6, -64, green)
            _leaf(c, -0.6, -12, 27, 7, 56, light(green, 0.06))
        with c.frame(lean, -62, tilt):
            head(c, rng, petal)


@subject(
    "flower",
    en="flower, blossom, bloom, wildflower, dandelion, anemone, poppy, poppies",
    ko="꽃, 꽃송이, 들꽃, 코스모스, 양귀비, 야생화, 민들레, 개나리, 진달래, 유채꽃",
    scenes="meadow, garden",
    size=0.42,
)
def flower(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    petal = main_colour(wish, rng, ("E8697F", "F08CAA", "F2B63C", "A77BD0", "6C8FE0", "F4EEDF", "E8563F"))
    head = (_daisy_head, _blossom_head, _tulip_head, _blossom_head)[rng.integers(4)]
    if head is _tulip_head:
        _on_a_stem(c, rng, petal, head, long_leaves=True, bud=False)
    else:
        _on_a_stem(c, rng, petal, head)


@subject(
    "daisy",
    en="daisy, daisies, chamomile, marguerite, aster, gerbera",
    ko="데이지, 국화, 들국화, 구절초, 마거리트, 캐모마일, 카모마일, 거베라",
    scenes="meadow, garden",
    size=0.38,
)
def daisy(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _on_a_stem(c, rng, main_colour(wish, rng, ("FBF6EA", "FBF6EA", "F6D0DA")), _daisy_head)


@subject("tulip", en="tulip", ko="튤립", scenes="garden, meadow", size=0.4)
def tulip(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    petal = main_colour(wish, rng, ("DE4747", "F2B63C", "EE7FA3", "8F62C0", "F08A4B"))
    _on_a_stem(c, rng, petal, _tulip_head, long_leaves=True, bud=False)


@subject("rose", en="rose, rosebud", ko="장미, 장미꽃, 장미 꽃", scenes="garden, room", size=0.42)
def rose(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _on_a_stem(c, rng, main_colour(wish, rng, ("D03A48", "D03A48", "EE8CA6", "F3D9C6")), _rose_head)


@subject("sunflower", en="sunflower", ko="해바라기, 해바라기꽃", scenes="meadow, garden, village", size=0.95)
def sunflower(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    petal, green = main_colour(wish, rng, ("F6C02E", "F4B12B", "F8CE4C")), pick(rng, LEAF_GREENS)
    seeds, way = pick(rng, ("7A4A2C", "5E3A28", "8A5A30")), rng.choice((-1, 1))
    aside, count = bool(rng.random() < 0.5), int(rng.integers(12, 16))
    lean = rng.uniform(7, 11) if aside else rng.uniform(-2, 4)
    with c.frame(50 - lean * way * 0.5, 95, 0, way, 1):
        c.paint(c.limb([(0, -2.2), (-2.5, -24), (lean * 0.3, -50), (lean, -62)], (2.8, 2.6, 2.4, 2.4)), green, 0.5, 2)
        _leaf(c, -1, -9, 28, 9.5, -58, green)
        _leaf(c, -1, -17, 28, 9.5, 60, light(green, 0.06))
        if not aside:
            _leaf(c, -1, -28, 19, 6, -66, green)
        with c.frame(lean, -62, 24 if aside else 0, 0.78 if aside else 1, 1):
            c.paint(_petals(c, count, 30, 5.4, 180 / count, True), mix(petal, dark(petal, 0.4), 0.4), 0.4, 2)
            c.paint(_petals(c, count, 29.5, 5.2, 0, True), petal, 0.5, 2.2, shadow=0.2)
            disc = c.paint(c.ellipse(0, 0, 14.5), seeds, 0.5, shadow=0.35)
            c.paint(c.ellipse(0, 0, 8.5), dark(seeds, 0.28), 0.3, rim=0, clip=disc)
            c.flat(joined(c.ellipse(x, y, 0.9) for x, y in _spiral(31, 13.2)[3:]), light(seeds, 0.4), 0.75)
