"""Things to ride in through the air and through space. Those that fly sideways have their front at the right."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, Point, joined
from helpers.practice.painter.colours import GLASS, IRON, WOOD, Colour, dark, far_from, light, main_colour, mix, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import facing
from helpers.practice.painter.subjects._vehicle_parts import BRASS, STEEL, STRAW, draw_glass, draw_wheels

# ---- airplane


@subject(
    "airplane",
    en="airplane, aeroplane, plane, aircraft, jet, airliner, biplane",
    ko="비행기, 여객기, 제트기, 항공기, 경비행기",
    scenes="sky, mountains, city, sea",
    size=1.1,
    where="air",
)
def airplane(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("3E86C8", "D8473F", "F0B83C", "4FA886", "E98A4A"))
    kind = ("jet", "propeller", "biplane")[rng.integers(3)]
    way, tilt = facing(rng), rng.uniform(-14, -4)
    accent = far_from(colour, ("F0B83C", "D8473F", "3E6FA8"))
    with c.frame(50, 56, tilt * way, way * 0.89), c.frame(3, 0):
        if kind == "jet":
            _jet(c, colour, accent)
        else:
            _propeller_plane(c, colour, accent, kind == "biplane")


def _jet(c: Canvas, colour: Colour, accent: Colour) -> None:
    wing, belly = mix(light(colour, 0.55), STEEL, 0.25), light(colour, 0.82)
    c.paint(c.blob((14, -8, 1), (-10, -34), (-17, -36), (-19, -33), (-8, -8, 1)), dark(wing, 0.15))
    c.paint(c.blob((-26, -8, 1), (-38, -36), (-47, -38), (-49, -34), (-44, -4, 1)), colour)
    c.flat(c.blob((-39, -26), (-48, -28), (-48, -22), (-34, -20)), accent, 0.9)
    outline = [(-47, -9), (-36, -12), (-10, -14), (16, -14), (34, -11), (44, -3), (47, 4), (42, 10), (26, 13), (0, 14)]
    body = c.paint(c.blob(*outline, (-20, 11), (-40, -1)), colour, depth=5)
    c.paint(c.blob((-50, 2), (-20, 3), (20, 6), (50, 7), (40, 20), (-30, 20)), belly, 0.35, rim=0, clip=body)
    draw_glass(c, c.blob((32, -8), (37, -7.6), (42, -2, 1), (34, -1.4), (30, -4)) & body, [(33, 35)], 2)
    c.flat(joined(c.ellipse(x, -3.4, 2, 2.4) for x in range(-28, 28, 7)), GLASS)
    c.paint(c.blob((-30, -2, 1), (-44, 10), (-50, 12), (-49, 8), (-42, -3, 1)), wing, shadow=0.2)
    c.paint(c.box(-2, 16, 14, 25, 4.5), colour, shadow=0.2)
    c.flat(c.ellipse(13, 20.5, 2, 4), dark(colour, 0.5))
    c.paint(c.blob((16, 5, 1), (2, 20), (-16, 37), (-26, 38), (-27, 34), (-16, 16), (-10, 5, 1)), wing, shadow=0.25)


def _propeller_plane(c: Canvas, colour: Colour, accent: Colour, two_wings: bool) -> None:
    c.paint(c.blob((-28, -4, 1), (-36, -24), (-44, -27), (-47, -20), (-45, 0, 1)), accent)
    if two_wings:
        c.paint(c.limb([(2, -24), (4, 0)], 1.1) | c.limb([(19, -24), (21, 0)], 1.1), WOOD, 0.3)
        c.paint(c.blob((-9, -13, 1), (-6, -22), (2, -23), (3, -13, 1)), rgb("6B4A3A"))
    else:
        c.paint(c.blob((24, -9, 1), (10, -31), (0, -35), (-7, -32), (2, -9, 1)), dark(accent, 0.2))
        draw_glass(c, c.blob((-18, -9), (-13, -20), (-4, -24), (7, -21), (14, -9)), [(-8, -4)])
    outline = [(-47, -7), (-30, -11), (-6, -14), (20, -15), (33, -12), (37, -1), (34, 11), (20, 15), (-2, 14), (-26, 8)]
    body = c.paint(c.blob(*outline, (-46, 0)), colour, depth=5)
    c.paint(c.box(24, -20, 44, 20), light(colour, 0.6), 0.35, rim=0, clip=body)
    c.flat(c.box(-26, -20, -22, 20), light(colour, 0.75), clip=body)
    c.paint(c.ellipse(-40, -3, 7.5, 2.6), light(colour, 0.3), shadow=0.2)
    c.paint(c.limb([(14, 10), (17, 25)], 1.5), STEEL, 0.3)
    draw_wheels(c, (18,), 28, 6.5)
    if two_wings:
        c.paint(c.box(-11, -31, 29, -24, 3.5) | c.box(-12, 3, 27, 10, 3.5), accent, shadow=0.25)
    else:
        wing = [(20, 2, 1), (10, 17), (-5, 29), (-17, 30), (-17, 23), (-11, 13), (-7, 2, 1)]
        c.paint(c.blob(*wing), accent, shadow=0.25)
    c.paint(c.ellipse(42, -12, 2, 11) | c.ellipse(42, 10, 2, 11), WOOD)
    c.paint(c.blob((36, -6), (43, -4), (47, -1), (43, 2), (36, 4)), BRASS, shadow=0.2)


# ---- hot-air balloon

_ENVELOPES: dict[str, list[Point]] = {  # the right half, from top to bottom
    "pear": [(0, 0), (20, 3), (34, 16), (36, 32), (28, 48), (16, 60), (10, 67, 1), (0, 67)],
    "wide": [(0, 0), (24, 4), (40, 18), (43, 34), (33, 52), (18, 61), (10, 65, 1), (0, 65)],
    "slim": [(0, 0), (16, 3), (27, 14), (30, 30), (26, 46), (17, 60), (9, 69, 1), (0, 69)],
    "heart": [(0, 12, 1), (9, 4), (25, 3), (37, 14), (38, 28), (27, 46), (14, 61), (9, 68, 1), (0, 68)],
}


@subject(
    "balloon",
    en="balloon, hot-air balloon, hot air balloon, air balloon",
    ko="열기구, 열기구풍선, 풍선",
    scenes="sky, mountains, meadow, desert",
    size=1.9,
    where="air",
)
def balloon(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("D8473F", "3E86C8", "F0A63C", "8A63B8", "4FA886"))
    kind, pattern = ("pear", "wide", "slim", "heart")[rng.integers(4)], ("gores", "zigzag", "belt")[rng.integers(3)]
    accent = far_from(colour, rng.permutation(["F7D46B", "FFF1D6", "D8473F"]))
    outline = _ENVELOPES[kind]
    bottom = outline[-1][1]

    def gore(share: float) -> Mask:
        return c.symmetric(*[(x * share, y, *sharp) for x, y, *sharp in outline])

    with c.frame(50, 3, rng.uniform(-4, 4), rng.uniform(0.94, 1), 1):
        ropes = [[(x, bottom - 3), (x * 0.65, 80)] for x in (-11, 0, 11)]
        c.flat(joined(c.limb(rope, 0.5) for rope in ropes), WOOD)
        body = c.paint(gore(1), colour, depth=8)
        if pattern == "gores":
            c.paint(gore(0.24) | (gore(0.84) - gore(0.56)), accent, 0.35, 6, rim=0, clip=body)
        elif pattern == "zigzag":
            _zigzag(c, body, accent)
        else:
            c.paint(gore(0.5), light(colour, 0.3), 0.2, rim=0, clip=body)
            c.paint(c.box(-50, 26, 50, 38), accent, 0.2, rim=0, clip=body)
        c.paint(c.box(-11, bottom - 3, 11, bottom + 1, 2), accent, 0.3, shadow=0.2)
        _basket(c, 11 if kind == "wide" else 8.5)


def _zigzag(c: Canvas, body: Mask, accent: Colour) -> None:
    ups = [(x, 24 + 8 * (i % 2)) for i, x in enumerate(range(-48, 49, 8))]
    c.paint(c.polygon(ups + [(x, y + 13) for x, y in reversed(ups)]), accent, 0.2, rim=0, clip=body)


def _basket(c: Canvas, half: float) -> None:
    weave = c.paint(c.polygon([(-half, 79), (half, 79), (half - 1.5, 92), (1.5 - half, 92)]), STRAW)
    c.flat(joined(c.box(-half, y, half, y + 0.9) for y in (83, 87)), dark(STRAW, 0.35), clip=weave)
    c.paint(c.box(-half - 1.4, 77.4, half + 1.4, 80.6, 1.6), dark(STRAW, 0.2), shadow=0.2)


# ---- rocket


@subject(
    "rocket",
    en="rocket, spaceship, spacecraft, rocket ship, space shuttle",
    ko="로켓, 우주선, 우주왕복선, 우주로켓",
    scenes="space, sky",
    size=1.7,
    where="air",
)
def rocket(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("F1ECE4", "D8473F", "3E86C8", "F0A63C", "4FA886"))
    kind = ("plump", "slim", "boosters")[rng.integers(3)]
    accent = far_from(colour, rng.permutation(["D8473F", "3E86C8"]))
    tilt, flame = rng.uniform(-16, 16), rng.uniform(13, 18)
    half = (20 if kind == "plump" else 13) * rng.uniform(0.93, 1.05)
    with c.frame(50, 50, tilt, 0.95), c.frame(0, -48):
        _flame(c, 0, half * 0.62, 76, flame)
        for side in (-1, 1):
            if kind == "boosters":
                _booster(c, side * (half + 6), accent, flame)
            else:
                _fin(c, side, half, accent)
        c.paint(c.box(-half * 0.55, 70, half * 0.55, 78, 2), IRON, rim=0.4)
        with c.frame(0, 0, 0, half / 20, 1):
            outline = [(0, 1, 1), (11, 13), (19, 30), (20, 48), (17, 64), (13, 73, 1), (0, 74)]
            body = c.paint(c.symmetric(*outline), colour, depth=6, shadow=0.2)
        c.paint(c.box(-30, -2, 30, 19), accent, rim=0.2, clip=body)
        c.paint(c.box(-30, 62, 30, 66), accent, rim=0, clip=body)
        porthole = min(half * 0.56, 9)
        c.paint(c.ellipse(0, 34, porthole + 2.4), STEEL, 0.4, 2, shadow=0.15)
        draw_glass(c, c.ellipse(0, 34, porthole), [(-3, 0)], 20)
        if kind == "plump":
            c.paint(c.symmetric((0, 51, 1), (2.6, 60), (2.6, 79, 1), (0, 82)), accent, shadow=0.2)
        else:
            c.paint(c.ellipse(0, 53, 3.6), GLASS, 0.3, 2)


def _fin(c: Canvas, side: int, half: float, colour: Colour) -> None:
    with c.frame(0, 0, 0, side, 1):
        c.paint(c.blob((half * 0.8, 42, 1), (half + 12, 60), (half + 14, 81, 1), (half + 6, 74), (5, 71, 1)), colour)


def _flame(c: Canvas, x: float, half: float, y: float, length: float) -> None:
    for share, colour in ((1, rgb("F0803C")), (0.66, rgb("FFC94D")), (0.34, rgb("FFF3C4"))):
        long, wide = length * (0.35 + 0.65 * share), half * share
        with c.frame(x, y):
            c.flat(c.symmetric((0, 0), (wide, 0), (wide * 0.9, long * 0.4), (0, long, 1)), colour)


def _booster(c: Canvas, x: float, colour: Colour, flame: float) -> None:
    _flame(c, x, 4, 77, flame * 0.8)
    c.paint(c.polygon([(x - 4, 72), (x + 4, 72), (x + 5, 78), (x - 5, 78)]), IRON, rim=0.4)
    c.paint(c.blob((x, 30, 1), (x + 6, 42), (x + 6, 73, 1), (x - 6, 73, 1), (x - 6, 42)), colour)
    c.flat(c.box(x - 6, 62, x + 6, 65), light(colour, 0.7))


# ---- helicopter


@subject(
    "helicopter",
    en="helicopter, chopper, rescue helicopter",
    ko="헬리콥터, 헬기, 구조헬기",
    scenes="sky, city, mountains, sea",
    size=1.2,
    where="air",
)
def helicopter(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("D8473F", "3E86C8", "F0B83C", "4FA886", "E98A4A"))
    accent = far_from(colour, ("F7D46B", "FFF1D6", "3E6FA8"))
    way, tandem, tilt = facing(rng), rng.random() < 0.4, rng.uniform(-3, 6)
    with c.frame(50, 50, tilt * way, way * rng.uniform(0.83, 0.88), 0.9):
        if tandem:
            _tandem_helicopter(c, colour, accent)
        else:
            _light_helicopter(c, colour, accent)


def _rotor(c: Canvas, x: float, y: float, half: float) -> None:
    """Blades seen from the side, on a mast 9 high that stands on (x, y)."""
    c.paint(c.box(x - 1.6, y - 9, x + 1.6, y), IRON, 0.3)
    c.paint(c.ellipse(x, y - 9.6, half, 1.5), STEEL, 0.4, 1)
    c.paint(c.ellipse(x, y - 10, 4.4, 2.6), IRON, 0.4, rim=0.4)


def _light_helicopter(c: Canvas, colour: Colour, accent: Colour) -> None:
    c.paint(c.blob((-2, -10), (-24, -9), (-43, -12), (-46, -8), (-42, -5), (-22, 0), (-2, 8)), colour, 0.4)
    c.paint(c.blob((-40, -8), (-46, -25), (-50, -27), (-51, -22), (-47, -6)), accent, 0.4)
    spin = joined(c.ellipse(-45, -10, 1.8, 9, turn) for turn in (20, 110))
    c.paint(spin, STEEL, 0.3, 1, shadow=0.2)
    skids = [c.limb([(-16, 30), (32, 30), (39, 26)], 1.5), *(c.limb([(x, 18), (x + 2, 30)], 1.2) for x in (-4, 20))]
    c.paint(joined(skids), IRON, 0.3, rim=0.4)
    _rotor(c, 8, -18, 41)
    outline = [(-14, -10), (-2, -19), (14, -21), (28, -17), (39, -6), (44, 6), (40, 16), (26, 21), (0, 21), (-14, 12)]
    body = c.paint(c.blob(*outline), colour, depth=5, shadow=0.15)
    c.paint(c.box(-30, 9, 60, 13.4), accent, 0.2, rim=0, clip=body)
    screen = c.blob((16, -16), (27, -14), (37, -5), (41, 5, 1), (20, 6, 1), (15, -4)) & body
    draw_glass(c, screen, [(22, 25), (28, 30)])
    draw_glass(c, c.box(-3, -13, 11, 5, 3), [(2, 5)])


def _tandem_helicopter(c: Canvas, colour: Colour, accent: Colour) -> None:
    """Long, with a rotor at each end and wheels below."""
    draw_wheels(c, (-24, 27), 22, 5.4)
    _rotor(c, 29, -14, 19)
    _rotor(c, -30, -25, 19)
    tower = [(-42, 0), (-42, -22), (-36, -27), (-24, -26), (-16, -12)]
    c.paint(c.blob(*tower), dark(colour, 0.1))
    outline = [(-46, -4), (-38, -13), (0, -13), (24, -17), (36, -14), (45, 0), (46, 10), (38, 19), (0, 20), (-36, 18)]
    body = c.paint(c.blob(*outline, (-45, 8)), colour, depth=5)
    c.paint(c.box(-60, 9, 60, 13), accent, 0.2, rim=0, clip=body)
    draw_glass(c, c.blob((30, -12), (37, -9), (43, 0, 1), (29, 2, 1)) & body, [(34, 36)])
    windows = joined(c.ellipse(x, -3, 4, 4.4) for x in (-30, -17, -4, 9))
    draw_glass(c, windows, [(-30, -28), (-17, -15), (-4, -2), (9, 11)], 2)


# ---- flying saucer


@subject(
    "ufo",
    en="UFO, flying saucer, alien spaceship, alien ship, UFOs",
    ko="유에프오, 비행접시, 외계인 우주선, 미확인 비행 물체",
    scenes="space, sky, desert, city",
    size=1.1,
    where="air",
)
def ufo(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    hull = main_colour(wish, rng, ("7F8FA8", "6F7FA6", "9A86B8", "6FA3A3"))
    lamp = rgb(("FFD95A", "7CF0C8", "FF8FA8")[rng.integers(3)])
    beaming, way, tilt = rng.random() < 0.5, facing(rng), rng.uniform(3, 12)
    flat = rng.uniform(0.92, 1.1)
    with c.frame(50, 34 if beaming else 54, 0 if beaming else way * tilt, way * 0.95, 0.95):
        if beaming:
            c.paint(c.blob((-13, 4, 1), (13, 4, 1), (33, 61, 1), (0, 65), (-33, 61, 1)), lamp, 0, 1, rim=0, alpha=0.5)
            c.paint(c.blob((-6, 4, 1), (6, 4, 1), (15, 62, 1), (0, 64), (-15, 62, 1)), lamp, 0, 1, rim=0, alpha=0.45)
        _saucer(c, hull, lamp, flat)


def _saucer(c: Canvas, hull: Colour, lamp: Colour, flat: float) -> None:
    """A saucer about (0, 0), with its pilot under a dome."""
    skin = rgb("8FCB5A")
    dome = c.symmetric((0, -31), (13, -28), (20, -16), (21, -3), (0, 0))
    c.paint(dome, GLASS, 0.3, rim=0.3)
    feelers = joined(c.limb([(x, -18), (x * 2, -25.4)], 0.7) | c.ellipse(x * 2, -25.6, 1.5) for x in (-3, 3))
    head = c.paint(feelers | c.symmetric((0, -21), (9, -17), (9, -8), (5, -2), (0, 0)), skin, 0.4, clip=dome)
    for side in (-1, 1):
        c.eye(side * 4, -12.6, 2.5, 3.4)
    c.smile(0, -6.4, 2.6, 1.4, 0.5, dark(skin, 0.5))
    c.flat(c.ellipse(-7, -7, 1.6, 1.1) | c.ellipse(7, -7, 1.6, 1.1), rgb("F0857A"), 0.5, clip=head)
    c.stroke([(-16, -10), (-13, -20), (-7, -26)], (0.6, 1.5, 0.6), rgb("FFFFFF"), 0.7, clip=dome)
    with c.frame(0, 0, 0, 1, flat):
        c.paint(c.symmetric((0, 6), (22, 6), (17, 15), (0, 18)), dark(hull, 0.25), 0.5)
        rim = [(0, -5), (20, -4.6), (38, 1), (48, 7), (38, 11), (18, 14), (0, 14.6)]
        c.paint(c.symmetric(*rim), hull, 0.55, 4, rim=0.4, shadow=0.2)
        c.paint(c.symmetric((0, -6), (21, -5), (24, -1), (0, 2.6)), light(hull, 0.25), 0.3)
        lamps = [c.ellipse(x, 7.6 - (x / 38) ** 2 * 2.4, 3.2, 2.6) for x in (-36, -22, -7.4, 7.4, 22, 36)]
        c.paint(joined(lamps), lamp, 0.35, 1.5, rim=0.5)
