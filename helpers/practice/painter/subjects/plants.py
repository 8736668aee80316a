"""Cactuses and mushrooms."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, joined
from helpers.practice.painter.colours import WHITE, Colour, dark, is_pale, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import Line

# ---- cactuses


def _ribbed(c: Canvas, line: Line, radius: float | tuple[float, ...], colour: Colour, shadow: float = 0.0) -> None:
    """A column of a cactus with its ribs, along a line; it ends at the ground."""
    column = c.paint(c.limb(line, radius) - c.box(-20, 0, 20, 30), colour, 0.55, 4, shadow=shadow)
    middle = np.array(line, float)
    ahead = np.gradient(middle, axis=0)
    across = np.stack([-ahead[:, 1], ahead[:, 0]], 1) / np.hypot(*ahead.T)[:, None]
    for share in (-0.45, 0.05, 0.5):
        c.stroke((middle + across * np.max(radius) * share).tolist(), 0.55, dark(colour, 0.34), 0.6, clip=column)


def _spines(c: Canvas, places: Line, colour: Colour) -> None:
    """Prickles in pairs."""
    ends = [(x, y, x + side * 1.4, y - 1.7) for x, y in places for side in (-1, 1)]
    prickles = [c.polygon([(x - 0.55, y), (tip_x, tip_y), (x + 0.55, y)]) for x, y, tip_x, tip_y in ends]
    c.flat(joined(prickles), dark(colour, 0.45) if is_pale(colour) else mix(WHITE, colour, 0.1))


def _cactus_flower(c: Canvas, x: float, y: float, colour: Colour, size: float = 1.0) -> None:
    with c.frame(x, y, 0, size):
        for turn in (-52, 52, 0):
            with c.frame(0, 1.5, turn):
                c.paint(c.symmetric((0, -8.5, 1), (3.2, -5), (2.4, 0), (0, 1)), colour, 0.4, 1.6, shadow=0.15)


def _saguaro(c: Canvas, rng: np.random.Generator, green: Colour, bloom: Colour) -> None:
    tall, left, right = rng.uniform(-74, -69), rng.uniform(-44, -36), rng.uniform(-32, -26)
    both = rng.random() < 0.75
    _ribbed(c, [(-9, left + 4), (-20, left + 1), (-27, left - 4), (-28, left - 14), (-28, left - 24)], 6.4, green)
    if both:
        _ribbed(c, [(9, right + 3), (20, right), (27, right - 5), (28, right - 16), (28, right - 30)], 6.4, green)
    _ribbed(c, [(0, 4), (0, -20), (0, -48), (0, tall)], (12.5, 11, 12, 11.5), green, 0.2)
    heights = np.linspace(tall + 2, -6, 6)
    trunk = [(-2.2 + 4.4 * (number % 2), y) for number, y in enumerate(heights)]
    arm = [(-29 + 2 * (number % 2), left - 22 + 9 * number) for number in range(3)]
    _spines(c, trunk + arm, green)
    _cactus_flower(c, 1, tall - 11, bloom, 1.05)
    if both:
        _cactus_flower(c, 28, right - 35.5, bloom, 0.75)


def _prickly_pear(c: Canvas, rng: np.random.Generator, green: Colour, bloom: Colour) -> None:
    """Flat pads growing out of each other: (x, y, width, height, turn), back to front."""
    wide = rng.uniform(0.95, 1.08)
    pads = (
        (-15, -44, 10, 15, -34),
        (17, -46, 11, 17, 32),
        (1, -62, 12.5, 18, -4),
        (27, -70, 7.5, 11, 18),
        (0, -22, 17, 22.5, 0),
    )
    for number, (x, y, width, height, turn) in enumerate(pads):
        with c.frame(x, y, turn, wide, 1):
            colour = light(green, 0.05 * (number % 3))
            right = [(0, -height), (width * 0.9, -height * 0.5), (width * 0.84, height * 0.5), (0, height)]
            c.paint(c.symmetric(*right), colour, shadow=0.2)
            grid = ((-1, -1), (1, -1), (0, 0), (-1, 0.9), (1, 0.9))
            _spines(c, [(width * 0.42 * across, height * 0.42 * down) for across, down in grid], green)
    for x, y, size in ((-25.5, -57, 0.8), (1, -82, 1.05), (30.5, -82, 0.7)):
        _cactus_flower(c, x, y, bloom, size)


def _potted(c: Canvas, rng: np.random.Generator, green: Colour, bloom: Colour) -> None:
    """A round cactus in a pot."""
    half, top = rng.uniform(23, 27), rng.uniform(-78, -70)
    middle = (top - 26) / 2
    right = [(0, top), (half * 0.7, top + 7), (half, middle), (half * 0.8, -26), (0, -22)]
    body = c.paint(c.symmetric(*right), green, 0.55, 5)
    shares = (-0.72, -0.26, 0.26, 0.72)
    ribs = [[(half * at * 0.3, top + 2), (half * at, middle), (half * at * 0.8, -22)] for at in shares]
    c.flat(joined(c.limb(rib, 0.7) for rib in ribs), dark(green, 0.36), 0.65, clip=body)
    places = [(half * share, middle + dy) for share in (-0.5, 0, 0.5) for dy in (-14, 0, 13)]
    _spines(c, places, green)
    clay = pick(rng, ("CF7A4B", "E0A05A", "6FA8B8", "D9C3A5"))
    c.paint(c.blob((-24, -24, 1), (24, -24, 1), (19, -1.5), (16, 0), (-16, 0), (-19, -1.5)), clay, 0.55, 4, shadow=0.2)
    c.paint(c.box(-27, -30, 27, -21, 2), light(clay, 0.1), shadow=0.3)
    _cactus_flower(c, 2, top - 1, bloom, 1.4)


@subject(
    "cactus",
    en="cactus, cacti, cactuses, saguaro, succulent, prickly pear",
    ko="선인장, 다육식물, 다육이, 사보텐",
    scenes="desert",
    size=0.8,
)
def cactus(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    green = main_colour(wish, rng, ("4F9A55", "5FA35A", "3F8F6A", "78A84A"))
    bloom = pick(rng, ("F07A9A", "F2B63C", "E8563F", "FFF1DC"))
    draw, way = (_saguaro, _prickly_pear, _potted)[rng.integers(3)], rng.choice((-1, 1))
    with c.frame(50, 95, 0, way, 1):
        draw(c, rng, green, bloom)


# ---- mushrooms


def _mushroom(c: Canvas, cap: Colour, spots: Colour, kind: int) -> None:
    """One mushroom, its foot at (0, 0), 80 units high: a dome, a flat cap or a cone."""
    stalk_colour = rgb("F3E6CF")
    stalk = [(8, -48), (8.5, -24), (12, -9), (9, -0.6), (0, 0)]
    c.paint(c.symmetric((0, -50), *stalk), stalk_colour, 0.5, 4)
    rim_y, half, top = ((-38, 37, -82), (-46, 40, -79), (-34, 30, -87))[kind]
    with c.frame(0, rim_y):
        under = c.paint(c.ellipse(0, 0, half * 0.93, 7), dark(stalk_colour, 0.2), 0.2, rim=0)
        gills = joined(c.limb([(x * half * 0.25, 1), (x * half, 7)], 0.4) for x in np.linspace(-0.85, 0.85, 9))
        c.flat(gills, dark(stalk_colour, 0.42), 0.6, clip=under)
        c.paint(c.symmetric((0, 2), (8, 2), (7.8, 11), (0, 12)), stalk_colour, 0.4, 3)
        skirt = [(0, 9), (8, 9), (13.5, 17), (9, 17.5), (4, 19.5), (0, 18.5)]
        c.paint(c.symmetric(*skirt), light(stalk_colour, 0.4), 0.3, 2, shadow=0.2)
        _mushroom_cap(c, cap, spots, half, rim_y - top, kind)


def _mushroom_cap(c: Canvas, cap: Colour, spots: Colour, half: float, high: float, kind: int) -> None:
    """The cap above (0, 0), with its spots."""
    shoulder = ((half * 0.68, 8 - high), (half * 0.62, 7 - high), (half * 0.58, 13 - high))[kind]
    edge = [(half * 0.98, -9), (half, 1), (half * 0.8, 2.5), (half * 0.4, -1), (0, -2)]
    dome = c.paint(c.symmetric((0, -high), shoulder, *edge), cap, 0.55, 5, 0.16, 0.35, shadow=0.25)
    upper = ((-0.1, 0.66, 7), (-0.58, 0.36, 5.5), (0.5, 0.52, 5.2))
    lower = ((0.22, 0.22, 4.6), (-0.28, 0.12, 3.6), (0.85, 0.2, 4), (-0.92, 0.1, 3))
    reach = half * (0.72 if kind == 2 else 1)
    discs = [c.ellipse(x * reach, -y * high, radius, radius * 0.8) for x, y, radius in upper + lower]
    c.paint(joined(discs) & dome, spots, 0.3, 1.6, rim=0.1)


@subject(
    "mushroom",
    en="mushroom, toadstool, fungus, fungi, fly agaric",
    ko="버섯, 독버섯, 송이버섯, 표고버섯, 광대버섯",
    scenes="forest, meadow",
    size=0.28,
)
def mushroom(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    cap = main_colour(wish, rng, ("D8403A", "D8403A", "B9793F", "D8403A", "E58A3C", "C2604A"))
    spots = dark(cap, 0.22) if is_pale(cap) else rgb("FBF3E4")
    kind, way, family = int(rng.integers(3)), rng.choice((-1, 1)), rng.random() < 0.6
    with c.frame(50, 95, 0, way, 1):
        if not family:
            with c.frame(0, 0, rng.uniform(-3, 3), 1.02):
                _mushroom(c, cap, spots, kind)
            return
        with c.frame(-10, 0, -3, 0.85):
            _mushroom(c, cap, spots, kind)
        with c.frame(26, 0, 8, rng.uniform(0.42, 0.5)):
            _mushroom(c, light(cap, 0.06), spots, (kind + 2) % 3)
