"""Animals of the sea, the lake and the shore. Those seen from the side face left in a mirrored frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, Point, joined
from helpers.practice.painter.colours import BLUSH, INK, WHITE, Colour, dark, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import facing, mirrored

SPRAY = rgb("9FD4F0")


@subject(
    "fish",
    en="fish, tropical fish, little fish",
    ko="물고기, 열대어, 생선",
    scenes="underwater, sea, lake",
    size=0.3,
    where="water",
)
def fish(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    scales = main_colour(wish, rng, ("F28C38", "F6C445", "3F9BD8", "E4574C", "4FB39A", "9A6FC8"))
    accent, two_coloured = pick(rng, ("F6B24A", "F7D05A", "F0846A")), bool(rng.random() < 0.5)
    fins = accent if two_coloured and wish is None else light(scales, 0.32)
    kind, pattern = ("round", "long", "fancy")[rng.integers(3)], ("bands", "scales", "plain")[rng.integers(3)]
    _draw_fish(c, rng, scales, fins, kind, pattern)


@subject("goldfish", en="goldfish", ko="금붕어", scenes="underwater, lake", size=0.2, where="water")
def goldfish(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    scales = main_colour(wish, rng, ("F28C2E", "F06A2E", "F7A63A"))
    kind, pattern = ("fancy", "round")[rng.integers(2)], ("scales", "plain")[rng.integers(2)]
    _draw_fish(c, rng, scales, light(scales, 0.3), kind, pattern)


@subject(
    "clownfish",
    en="clownfish, clown fish, anemonefish",
    ko="흰동가리, 니모, 광대물고기",
    scenes="underwater, sea",
    size=0.2,
    where="water",
)
def clownfish(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    scales = main_colour(wish, rng, ("F5822A", "F06A2E", "F49A34"))
    _draw_fish(c, rng, scales, light(scales, 0.15), ("long", "round", "fancy")[rng.integers(3)], "bands")


def _draw_fish(c: Canvas, rng: np.random.Generator, scales: Colour, fins: Colour, kind: str, pattern: str) -> None:
    way, tilt = facing(rng), rng.uniform(-9, 9)
    height = {"round": 33, "long": 22, "fancy": 26}[kind] * rng.uniform(0.94, 1.06)
    with c.frame(50 - way * 2, 51, tilt, way * 0.92, 0.98):
        _fish_fins(c, fins, kind, height)
        outline = [(-43, 3), (-34, -height * 0.6), (-12, -height), (10, -height * 0.72), (24, -6), (25, 6)]
        outline += [(12, height * 0.7), (-10, height), (-33, height * 0.68)]
        body = c.paint(c.blob(*outline), scales)
        c.paint(c.ellipse(-14, height * 1.05, 30, height * 0.62), light(scales, 0.5), 0.15, rim=0, clip=body)
        _fish_pattern(c, pattern, scales, height, body)
        c.paint(c.blob((-8, 2), (0, -3), (13, -1), (17, 8, 1), (8, 12), (-4, 11)), fins, 0.5, 2, shadow=0.25)
        _fish_face(c)


def _fish_fins(c: Canvas, fins: Colour, kind: str, height: float) -> None:
    top = [(-16, -height * 0.8), (-6, -height - 9), (12, -height - 11), (22, -height * 0.8 - 4, 1), (18, -height * 0.3)]
    tail = [(19, -5), (32, -14), (47, -24), (44, -10), (40, 0, 1), (44, 10), (47, 23), (32, 14), (19, 5)]
    if kind == "long":
        top = [(-8, -height * 0.8), (0, -height - 12), (12, -height - 8, 1), (10, -height * 0.5)]
        tail = [(19, -5), (34, -14), (47, -26, 1), (42, -8), (39, 0, 1), (42, 9), (47, 26, 1), (34, 14), (19, 5)]
    elif kind == "fancy":
        tail = [(18, -5), (24, -26), (38, -36), (46, -22), (40, -12, 1), (49, 2), (41, 10, 1), (45, 28), (32, 38)]
        tail += [(24, 24), (18, 6)]
    c.paint(c.blob(*tail), fins)
    c.paint(c.blob(*top), fins)
    low = [(-8, height * 0.7), (-3, height + 5), (9, height + 11, 1), (11, height * 0.5)]
    c.paint(c.blob(*low), dark(fins, 0.1))
    spread = 1.1 if kind == "fancy" else 0.9
    rays = joined(c.limb([(25, y * 0.35), (38, y * spread)], (0.7, 0.3)) for y in (-14, 0, 14))
    c.flat(rays, dark(fins, 0.3), 0.7)


def _fish_pattern(c: Canvas, pattern: str, scales: Colour, height: float, body: Mask) -> None:
    if pattern == "bands":
        for x, width in ((-13, 4.6), (9, 3.6)):
            line = [(x + 3, -height - 2), (x - 2, 0), (x + 3, height + 2)]
            c.stroke(line, width + 1, dark(scales, 0.45), clip=body)
            c.paint(c.limb(line, width), WHITE, 0.25, rim=0, clip=body)
    elif pattern == "scales":
        places = ((-4, -13), (-4, -3), (5, -8), (5, 2), (14, -3))
        bows = joined(c.limb([(x, y - 4), (x + 3.6, y), (x, y + 4)], (0.3, 0.8, 0.3)) for x, y in places)
        c.flat(bows, dark(scales, 0.35), 0.75, clip=body)


def _fish_face(c: Canvas) -> None:
    c.flat(c.ellipse(-27, -5, 7, 7.6), WHITE)
    c.eye(-28, -4.6, 4.6, 5.4)
    c.flat(c.ellipse(-25, 7, 4, 2.6), BLUSH, 0.55)
    c.stroke([(-41, 5), (-37, 8.4), (-32, 8)], 0.8, INK)


@subject(
    "whale",
    en="whale, blue whale, humpback, sperm whale",
    ko="고래, 흰수염고래, 대왕고래, 향유고래, 혹등고래",
    scenes="sea, underwater",
    size=1.3,
    where="water",
)
def whale(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    skin = main_colour(wish, rng, ("4A86C5", "5B9BD0", "5A7FA8", "6A8FB8", "4F6FA5"))
    belly = mix(light(skin, 0.7), WHITE, 0.4)
    way, boxy, breaching = facing(rng), bool(rng.random() < 0.35), bool(rng.random() < 0.4)
    lift, long = rng.uniform(-4, 4), rng.uniform(0.95, 1.02)
    if breaching:
        with c.frame(50 - way * 9, 57, way * 27, way * 0.73, 0.92), c.frame(0, 30):
            _whale_body(c, skin, belly, boxy, lift)
    else:
        with c.frame(50 - way * 5.5, 93, 0, way * long * 0.85, 0.98):
            _spout(c, -22)
            _whale_body(c, skin, belly, boxy, lift)


def _spout(c: Canvas, x: float) -> None:
    """A fountain from the blowhole, its foot hidden by the body."""
    water = c.limb([(x, -52), (x, -70), (x - 6, -80), (x - 13, -74)], (2.6, 3, 3.4, 2.2))
    water |= c.limb([(x, -52), (x, -70), (x + 6, -80), (x + 13, -74)], (2.6, 3, 3.4, 2.2))
    c.paint(water, SPRAY, 0.4, 2)
    drops = c.ellipse(x - 15, -63, 2.2, 3) | c.ellipse(x + 15, -63, 2.2, 3) | c.ellipse(x, -86, 2.4, 3.2)
    c.paint(drops, SPRAY, 0.4, 1.5)


def _whale_body(c: Canvas, skin: Colour, belly: Colour, boxy: bool, lift: float) -> None:
    with c.frame(37, -55 + lift, 12):
        fluke = [(0, 6), (5, -3), (15, -9), (20, -17), (8, -20), (0, -12, 1)]
        c.paint(c.symmetric(*reversed(fluke)), skin)
    stem = [(22, -34), (30, -42), (32, -58 + lift), (41, -57 + lift), (43, -36), (36, -17), (16, -3)]
    if boxy:
        outline = [(-46, -18), (-47, -44), (-42, -54), (-20, -55), (4, -47), *stem, (-12, 0), (-34, -3), (-43, -9)]
    else:
        outline = [(-46, -24), (-41, -44), (-24, -55), (0, -52), *stem, (-12, 0), (-34, -6)]
    body = c.paint(c.blob(*outline), skin, depth=4)
    if boxy:
        jaw = [(-48, -15), (-30, -17), (-12, -16), (6, -8), (20, -6), (10, 4), (-40, 4)]
        smile = [(-45, -15.5), (-35, -16.2), (-30, -18), (-28, -20.4)]
    else:
        jaw = [(-50, -24), (-38, -20), (-20, -18), (0, -10), (22, -8), (28, 2), (0, 8), (-40, 6)]
        smile = [(-45, -21.5), (-36, -18.4), (-30, -20.4), (-28, -22)]
    pale = c.paint(c.blob(*jaw), belly, 0.3, rim=0, clip=body)
    lines = [[(-44, drop - 14), (-26, drop - 9), (-8, drop - 4), (6, drop)] for drop in (0, 5, 10)]
    c.flat(joined(c.limb(line, 0.55) for line in lines), mix(skin, belly, 0.35), 0.8, clip=pale)
    c.paint(c.blob((-14, -17), (-4, -18), (8, -6), (10, 3, 1), (-4, -1), (-14, -8)), dark(skin, 0.12), shadow=0.25)
    c.stroke(smile, 0.7, INK, clip=body)
    c.flat(c.ellipse(-26, -27.5, 4.2, 5), light(skin, 0.3), 0.7)
    c.eye(-26, -27.5, 2.8, 3.5)
    c.flat(c.ellipse(-19.5, -20.5, 3.6, 2.2), BLUSH, 0.45)
    c.flat(c.ellipse(-30, -43, 4, 2, -28), light(skin, 0.5), 0.6)


@subject(
    "dolphin",
    en="dolphin, porpoise",
    ko="돌고래, 아기돌고래",
    scenes="sea, underwater, beach",
    size=0.75,
    where="water",
)
def dolphin(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    skin = main_colour(wish, rng, ("5E8FB8", "6FA3C8", "7F93B0", "4F7FAE"))
    belly = mix(light(skin, 0.7), WHITE, 0.4)
    way, leaping, tilt = facing(rng), bool(rng.random() < 0.6), rng.uniform(-8, 8)
    scale = rng.uniform(0.77, 0.81)
    with c.frame(50 - way * 4, 58 if leaping else 54, way * (tilt + (14 if leaping else 6)), way * scale, scale + 0.05):
        if leaping:
            _leaping_dolphin(c, skin, belly)
        else:
            _swimming_dolphin(c, skin, belly)


def _fluke(c: Canvas, skin: Colour) -> None:
    """A tail fin that opens downwards from (0, 0)."""
    c.paint(c.symmetric((0, -6), (4, 0), (12, 6), (17, 15, 1), (7, 13), (0, 9, 1)), dark(skin, 0.1))


def _leaping_dolphin(c: Canvas, skin: Colour, belly: Colour) -> None:
    with c.frame(38, 17, -18):
        _fluke(c, skin)
    c.paint(c.blob((-4, -24), (4, -42), (18, -48, 1), (16, -36), (20, -24)), dark(skin, 0.1))
    outline = [(-51, 12), (-44, 7), (-37, 3), (-35, -7), (-25, -22), (-4, -32), (18, -28), (34, -11), (42, 18)]
    outline += [(35, 19), (26, 4), (10, -3), (-6, 3), (-20, 13), (-36, 17), (-44, 18), (-50, 17.5)]
    body = c.paint(c.blob(*outline), skin, depth=4)
    under = c.blob((-58, 16), (-40, 11), (-20, 2), (-4, -8), (14, -11), (28, 2), (20, 12), (-10, 22), (-44, 24))
    c.paint(under, belly, 0.3, rim=0, clip=body)
    c.paint(c.blob((-17, 2), (-8, -4), (-1, 10), (2, 22, 1), (-9, 17), (-15, 9)), dark(skin, 0.12), shadow=0.25)
    _dolphin_face(c, skin, -28, -2)


def _swimming_dolphin(c: Canvas, skin: Colour, belly: Colour) -> None:
    with c.frame(43, 3, -58, 1.05):
        _fluke(c, skin)
    c.paint(c.blob((0, -14), (8, -31), (22, -36, 1), (20, -24), (24, -10)), dark(skin, 0.1))
    outline = [(-51, 11), (-44, 7), (-37, 3), (-34, -7), (-20, -18), (2, -21), (24, -15), (42, -2), (43, 5), (36, 8)]
    outline += [(26, 6), (8, 14), (-14, 18), (-35, 16), (-44, 16.5), (-50, 16)]
    body = c.paint(c.blob(*outline), skin, depth=4)
    under = c.blob((-58, 14.5), (-40, 10), (-14, 5), (6, 3), (28, 2), (20, 16), (-10, 24), (-44, 24))
    c.paint(under, belly, 0.3, rim=0, clip=body)
    c.paint(c.blob((-15, 7), (-5, 3), (4, 15), (9, 27, 1), (-4, 23), (-13, 15)), dark(skin, 0.12), shadow=0.25)
    _dolphin_face(c, skin, -27, -2)


def _dolphin_face(c: Canvas, skin: Colour, x: float, y: float) -> None:
    c.flat(c.ellipse(x, y, 3.9, 4.7), light(skin, 0.3), 0.7)
    c.eye(x, y, 2.6, 3.3)
    c.stroke([(x - 21, y + 16.6), (x - 12, y + 13.4), (x - 3, y + 11), (x + 1.5, y + 7)], (0.3, 0.6, 0.6, 0.5), INK)
    c.flat(c.ellipse(x + 5, y + 7, 3.4, 2.2), BLUSH, 0.5)


@subject(
    "octopus",
    en="octopus, octopuses, octopi",
    ko="문어, 낙지, 아기문어",
    scenes="underwater, sea",
    size=0.5,
    where="water",
)
def octopus(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    skin = main_colour(wish, rng, ("E8694F", "D9638F", "9A6FC8", "E58A3F", "4FA9A0"))
    swimming, way = bool(rng.random() < 0.45), facing(rng)
    width, tilt, spotted = rng.uniform(0.93, 1.05), rng.uniform(-4, 4), bool(rng.random() < 0.6)
    curls = rng.uniform(-2.5, 2.5, 4)
    if swimming:
        with c.frame(50 - way * 3, 87, way * (-12 + tilt), way * 0.93):
            _trailing_arms(c, skin, curls)
            _octopus_head(c, skin, width, spotted)
    else:
        with c.frame(50, 93, 0, way):
            _curled_arms(c, skin, curls)
            with c.frame(0, 0, tilt * 0.6):
                _octopus_head(c, skin, width, spotted)


def _arm(c: Canvas, line: Sequence[Point], skin: Colour, shadow: float) -> None:
    whole = c.paint(c.limb(line, (6.6, 5.6, 4.6, 3.5, 2.2)), skin, shadow=shadow, rim=0.15)
    for (x, y), radius in zip(line[2:4], (2.2, 1.7), strict=True):
        c.flat(c.ellipse(x, y + radius * 1.7, radius, radius * 0.75), light(skin, 0.6), clip=whole)


def _curled_arms(c: Canvas, skin: Colour, curls: np.ndarray) -> None:
    for side in (-1, 1):
        far = [(14, -36), (28, -30), (38, -38), (40, -51 + side * curls[0]), (32, -55)]
        c.paint(c.limb(mirrored(far, side), (6, 5.6, 4.8, 3.6, 2.4)), dark(skin, 0.22))
    for side in (-1, 1):
        outer = [(14, -32), (26, -16), (37, -13), (43, -22 + curls[1]), (37, -28)]
        middle = [(10, -30), (18, -10), (28, -3.5), (39, -3 - side * curls[2] * 0.3), (43, -9)]
        _arm(c, mirrored(outer, side), skin, 0.12)
        _arm(c, mirrored(middle, side), skin, 0.15)
    for side in (-1, 1):
        inner = [(5, -30), (6, -12), (10, -4), (19, -2.8), (23, -8 + side * curls[3] * 0.5)]
        _arm(c, mirrored(inner, side), skin, 0.2)


def _trailing_arms(c: Canvas, skin: Colour, curls: np.ndarray) -> None:
    for x, bend in ((-13, curls[0]), (5, curls[1]), (14, curls[2])):
        far = [(x * 0.8, -38), (x * 1.2 - 3, -24), (x * 1.5 + 2, -12), (x * 1.8 - 2 + bend, -3)]
        c.paint(c.limb(far, (6, 5.4, 4.2, 2.2)), dark(skin, 0.22))
    for x, bend in ((-18, curls[3]), (18, -curls[3]), (-9, curls[1]), (9, curls[0]), (0, curls[2])):
        line = [(x * 0.8, -38), (x * 1.3 + bend, -26), (x * 1.35 - bend, -15), (x * 1.9, -5), (x * 2.2 + 6, 0)]
        _arm(c, line, skin, 0.15)


def _octopus_head(c: Canvas, skin: Colour, width: float, spotted: bool) -> None:
    with c.frame(0, 0, 0, width, 1):
        dome = c.symmetric((0, -90), (18, -86), (28, -70), (26, -54), (20, -42), (18, -32), (0, -25))
        c.paint(dome, skin, depth=4, shadow=0.25)
        if spotted:
            spots = c.ellipse(-14, -79, 4, 3, -30) | c.ellipse(-5, -84, 2.4, 1.8) | c.ellipse(13, -80, 3.2, 2.4, 30)
            c.flat(spots | c.ellipse(20, -70, 2.2, 2.6), dark(skin, 0.28), 0.7, clip=dome)
        for side in (-1, 1):
            c.flat(c.ellipse(side * 10, -56, 7.4, 8.2), WHITE)
            c.eye(side * 9.2, -55.4, 5, 6)
            c.flat(c.ellipse(side * 18, -45, 4, 2.6), BLUSH if skin[0] < 200 else rgb("FFB09A"), 0.6)
        c.smile(0, -43, 4.4, 3.2, 0.8)


@subject(
    "turtle",
    en="turtle, tortoise, sea turtle",
    ko="거북, 거북이, 바다거북, 남생이, 아기거북",
    scenes="beach, meadow, garden, underwater",
    size=0.3,
)
def turtle(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    shell = main_colour(wish, rng, ("8A6A3F", "5F8F4A", "A9743F", "4F7F6A"))
    skin = light(wish, 0.42) if wish else pick(rng, ("9CC25A", "7FB86A", "B5C46A", "6FB59A"))
    way, swimmer, high = facing(rng), bool(rng.random() < 0.4), rng.uniform(0.92, 1.08)
    with c.frame(50 + way * (2 if swimmer else 3), 92 if swimmer else 94.5, 0, way * rng.uniform(0.86, 0.91), 1):
        if swimmer:
            _sea_turtle(c, shell, skin, high)
        else:
            _tortoise(c, shell, skin, high)


def _shell(c: Canvas, shell: Colour, outline: list[Point], plates: list[list[Point]]) -> None:
    dome = c.paint(c.blob(*outline), shell, depth=5, shadow=0.2)
    for plate in plates:
        c.paint(c.blob(*plate), light(shell, 0.22), 0.35, 2, rim=0.15, clip=dome)


def _turtle_head(c: Canvas, skin: Colour) -> None:
    skull = c.blob((-20, 2), (-16, -11), (-3, -16), (11, -12), (15, 0), (8, 11), (-8, 13), (-18, 10))
    c.paint(skull, skin, shadow=0.12)
    c.eye(-6, -2.5, 3.3, 4.2)
    c.stroke([(-19, 5), (-13, 7.6), (-6, 6)], 0.6, INK)
    c.flat(c.ellipse(0.5, 5, 3.4, 2.2), BLUSH, 0.55)


def _tortoise(c: Canvas, shell: Colour, skin: Colour, high: float) -> None:
    far = dark(skin, 0.25)
    for x in (-12, 28):
        c.paint(c.box(x - 6, -22, x + 6, -2, 5), far)
    c.paint(c.blob((32, -20), (47, -13, 1), (34, -12)), skin)
    c.paint(c.limb([(-14, -22), (-26, -32), (-32, -46)], (11, 9, 9)), skin)
    for x in (-16, 24):
        c.paint(c.blob((x - 8, -22), (x + 8, -22), (x + 8, -3), (x, 0), (x - 9, -2)), skin, shadow=0.1)
    with c.frame(0, -14, 0, 1, high):
        dome = [(-25, -6), (-22, -26), (-8, -43), (8, -47), (24, -40), (36, -22), (38, -5), (6, 1)]
        plates: list[list[Point]] = [
            [(0, -38, 1), (14, -38, 1), (20, -23, 1), (8, -14, 1), (-5, -23, 1)],
            [(-20, -26), (-5, -40, 1), (-9, -24, 1), (-16, -13, 1), (-28, -12)],
            [(19, -38, 1), (30, -32), (40, -12), (29, -13, 1), (24, -24, 1)],
            [(-12, -11, 1), (-6, -20, 1), (6, -11, 1), (4, -4, 1), (-11, -5, 1)],
            [(11, -11, 1), (21, -20, 1), (26, -10, 1), (24, -4, 1), (9, -4, 1)],
        ]
        _shell(c, shell, dome, plates)
        rim = [(-28, -3), (-10, 1.5), (14, 2), (41, -3)]
        c.paint(c.limb(rim, (3.4, 4, 4, 3.4)), mix(light(shell, 0.45), skin, 0.3), shadow=0.2)
    with c.frame(-31, -54, 0, 0.98):
        _turtle_head(c, skin)


def _sea_turtle(c: Canvas, shell: Colour, skin: Colour, high: float) -> None:
    with c.frame(0, -8, 6):
        c.paint(c.blob((26, -24), (38, -28), (48, -18), (44, -10), (28, -12)), dark(skin, 0.12))
        c.paint(c.blob((-14, -36), (-20, -52), (-8, -66, 1), (2, -56), (2, -40)), dark(skin, 0.22))
        c.paint(c.limb([(-12, -26), (-24, -32), (-30, -36)], (11, 10, 9)), skin)
        c.paint(c.blob((-22, -14), (-10, -8), (20, -6), (38, -14), (10, -20)), mix(skin, WHITE, 0.5))
        with c.frame(0, -10, 0, 1, high):
            dome = [(-25, -10), (-20, -26), (-4, -38), (14, -37), (32, -25), (45, -7), (20, -2), (-12, -2)]
            plates: list[list[Point]] = [
                [(-4, -33, 1), (10, -34, 1), (15, -22, 1), (4, -14, 1), (-8, -21, 1)],
                [(15, -33, 1), (27, -25, 1), (29, -15, 1), (20, -13, 1), (19, -22, 1)],
                [(-10, -29, 1), (-12, -20, 1), (-16, -12, 1), (-27, -12), (-20, -27)],
                [(-11, -15, 1), (1, -11, 1), (2, -5, 1), (-13, -4, 1)],
                [(7, -10, 1), (18, -9, 1), (28, -10, 1), (26, -3, 1), (7, -4, 1)],
            ]
            _shell(c, shell, dome, plates)
        flipper = [(-18, -20), (-8, -25), (4, -14), (18, 0), (24, 10, 1), (8, 9), (-8, 2), (-18, -8)]
        c.paint(c.blob(*flipper), skin, shadow=0.3)
        with c.frame(-34, -42, -6, 0.95):
            _turtle_head(c, skin)


@subject(
    "crab",
    en="crab",
    ko="게, 꽃게, 대게, 킹크랩, 바닷게",
    scenes="beach, underwater, sea",
    size=0.24,
)
def crab(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    shell = main_colour(wish, rng, ("E2523F", "F0803F", "D9465A", "E8974A"))
    way, lifts = facing(rng), rng.choice((-8, 12, 36), 2)
    stalk, wide, tilt = rng.uniform(5, 11), rng.uniform(0.95, 1.04), rng.uniform(-4, 4)
    with c.frame(50, 93.5, tilt, way * wide * 0.83, 0.98):
        for side in (-1, 1):
            for x, y, knee in ((33, -18, 36), (29, -7, 28), (22, 0, 21)):
                line = [(side * 14, -28), (side * (x + 3), -knee), (side * (x + 7), y)]
                c.paint(c.limb(line, (4.4, 3.6, 1.5)), dark(shell, 0.18), shadow=0.1)
        for side, lift in zip((-1, 1), lifts, strict=True):
            _claw(c, shell, side, lift)
        for side in (-1, 1):
            c.paint(c.limb([(side * 8, -44), (side * 9, -52 - stalk)], 2.6), shell)
        body = c.symmetric((0, -51), (17, -48), (28, -36), (25, -22), (13, -13), (0, -12))
        c.paint(body, shell, depth=4, shadow=0.25)
        for side in (-1, 1):
            c.flat(c.ellipse(side * 9, -55 - stalk, 6.4, 6.8), WHITE)
            c.eye(side * 8.4, -54.6 - stalk, 4.4, 5)
            c.flat(c.ellipse(side * 17, -30, 4.4, 2.8), light(shell, 0.4), 0.7)
        c.flat(c.ellipse(-10, -45, 5, 2, -18), light(shell, 0.5), 0.7)
        c.smile(0, -32, 6, 4.4, 0.9)


def _claw(c: Canvas, shell: Colour, side: int, lift: float) -> None:
    with c.frame(side * 22, -38, -side * lift * 0.5, side, 1):
        c.paint(c.limb([(0, 0), (12, -6), (13, -18)], (4.4, 4.2, 4.6)), dark(shell, 0.1))
        with c.frame(13, -20, -lift * 0.5):
            pincer = [(-6, 4), (-10, -8), (-8, -21), (0, -29, 1), (1, -19), (2.4, -12, 1), (7, -17), (11, -24, 1)]
            c.paint(c.blob(*pincer, (13, -10), (7, 3)), shell, shadow=0.2)
