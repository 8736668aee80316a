"""Wild animals on hooves, and the camel: deer, elephant, giraffe, camel."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import atan2, degrees

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, Point, joined
from helpers.practice.painter.colours import (
    INK,
    PINK,
    Colour,
    dark,
    is_dark,
    is_white,
    light,
    main_colour,
    mix,
    pick,
    rgb,
)
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._hooves import (
    Legs,
    draw_ears,
    draw_eye,
    draw_folded_legs,
    draw_lying,
    draw_standing,
    either_way,
    gait,
    line_on,
)
from helpers.practice.painter.subjects._shapes import mirrored

# ---- deer


def _antlers(c: Canvas, points: int) -> None:
    tines = [[(11, -22), (13, -29), (11, -34)], [(16, -27), (23, -29), (26, -34)], [(6, -19), (2, -24), (2, -28)]]
    for side in (-1, 1):
        antler = c.limb(mirrored([(4, -13), (8, -20), (16, -27), (18, -38)], side), (2, 1.9, 1.7, 0.9))
        for tine in tines[:points]:
            antler |= c.limb(mirrored(tine, side), (1.5, 1.3, 0.8))
        c.paint(antler, rgb("B58F66"), 0.5)


def _deer_head(c: Canvas, fur: Colour, pale: Colour, turn: float) -> None:
    outer, inner = [(6, -9), (13, -17), (25, -18, 1), (22, -9), (12, -4)], [(11, -9), (15, -14), (22, -15.5), (19, -9)]
    draw_ears(c, outer, inner, fur, mix(pale, PINK, 0.45))
    face = c.paint(c.symmetric((0, -16), (8, -14.5), (12.5, -5), (10.5, 3), (7, 11), (0, 15)), fur, shadow=0.25)
    with c.frame(turn * 1.6, 0):
        c.paint(c.symmetric((0, -15), (4, -15), (2.6, -6), (3, 4), (0, 8)), dark(fur, 0.15), 0.1, rim=0, clip=face)
        for side in (-1, 1):
            c.flat(c.ellipse(side * 7.4, -2.5, 4.4, 4.6), pale, 0.65, clip=face)
        c.paint(c.ellipse(0, 10, 6, 5.4), pale, 0.25, rim=0, clip=face)
        for side in (-1, 1):
            c.eye(side * 7, -2, 2.7, 3.5)
        c.paint(c.blob((-3.2, 6), (0, 5.2), (3.2, 6), (1.6, 9.2), (-1.6, 9.2)), rgb("45323A"), 0.2)
        c.smile(0, 10.8, 2.6, 1.3, 0.45)


@subject(
    "deer",
    en="deer, stag, doe, fawn, reindeer, elk",
    ko="사슴, 새끼사슴, 아기사슴, 꽃사슴, 노루, 고라니, 순록, 수사슴",
    scenes="forest, meadow, mountains, snowfield",
    size=0.95,
)
def deer(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("B87842", "A5673C", "C98C50", "94603F"))
    pale = light(fur, 0.72)
    lying, fawn = rng.random() < 0.35, rng.random() < 0.4
    antlers, turn, tilt = int(rng.integers(2, 4)), rng.uniform(-1, 0.4), rng.uniform(-6, 6)
    hoof = mix(dark(fur, 0.5), INK, 0.5)
    with either_way(c, rng, 0.96, 2 if lying else 5.5):
        if lying:
            c.paint(c.blob((84, 66), (92, 62), (95, 69), (88, 75)), pale)
            body = draw_lying(c, fur, hoof)
            bib, head_at, size = c.ellipse(22, 70, 8, 17), (28, 45), 1.0
            dots = [(44, 66), (53, 71), (60, 64), (70, 69), (78, 66), (76, 78), (84, 79), (48, 79)]
        else:
            body = _standing_deer(c, rng, fur, pale, hoof)
            bib, head_at, size = c.ellipse(27, 57, 6, 12, -14), (29, 37), 0.96
            dots = [(46, 53), (54, 56), (62, 52), (70, 55), (76, 52), (58, 61), (67, 61), (75, 60)]
        c.paint(bib, pale, 0.15, rim=0, clip=body)
        if fawn:
            c.flat(joined(c.ellipse(x, y, 1.7, 1.4) for x, y in dots), pale, 0.9)
        with c.frame(*head_at, tilt, size * (1.13 if fawn else 0.94)):
            if not fawn:
                _antlers(c, antlers)
            _deer_head(c, fur, pale, turn)


def _standing_deer(c: Canvas, rng: np.random.Generator, fur: Colour, pale: Colour, hoof: Colour) -> Mask:
    c.paint(c.blob((78, 50), (86, 44), (90, 52), (84, 58)), pale)
    back, belly = [(38, 47), (54, 49), (70, 46), (80, 51)], [(80, 61), (70, 66), (52, 67), (38, 69)]
    trunk = c.blob((29, 52), *back, *belly, (29, 62)) | c.limb([(39, 58), (33, 46), (30, 36)], (11, 8, 6.5))
    return draw_standing(c, Legs(fore=37, hind=72, top=61, thigh=7.2, shank=2.6), gait(rng), trunk, fur, hoof)


# ---- elephant

IVORY = rgb("FBF3E2")


def _shrunk(points: Sequence[Point], x: float, y: float, share: float = 0.72) -> list[Point]:
    """An outline drawn nearer to the point (x, y): the lining of an ear."""
    return [(x + (point[0] - x) * share, y + (point[1] - y) * share) for point in points]


def _elephant_trunk(c: Canvas, line: Sequence[Point], skin: Colour) -> None:
    trunk = c.paint(c.limb(line, np.linspace(7, 3.2, len(line)).tolist()), skin, shadow=0.2)
    for (x, y), (next_x, next_y) in pairwise(line[1:-1]):
        turn = degrees(atan2(next_y - y, next_x - x))
        with c.frame(x, y, turn):
            c.stroke([(0, -7), (1.4, 0), (0, 7)], 0.45, line_on(skin), 0.45, clip=trunk)


def _toes(c: Canvas, at: Sequence[float], y: float, nail: Colour) -> None:
    c.flat(joined(c.ellipse(x + toe, y, 1.8, 2.2) for x in at for toe in (-5, -1, 3)), nail)


def _elephant_standing(c: Canvas, skin: Colour, raised: bool, step: float) -> None:
    nail, lining = light(skin, 0.6), mix(light(skin, 0.3), PINK, 0.5)
    c.paint(c.limb([(86, 48), (92, 56), (92, 67)], (1.8, 1.4, 1)) | c.ellipse(92, 69, 1.8, 3), dark(skin, 0.25))
    ground = c.box(0, 95, 100, 110)
    far = c.limb([(46, 66), (46 - step, 90)], (9, 7)) | c.limb([(70, 66), (69 + step, 90)], (9, 7))
    c.paint(far - ground, dark(skin, 0.3), rim=0)
    trunk = c.blob((26, 40), (40, 29), (58, 28), (76, 33), (87, 46), (88, 62), (82, 74), (56, 77), (36, 76), (26, 60))
    fore = c.limb([(38, 66), (37 + step, 90)], (10, 7.6))
    hind = c.limb([(78, 64), (79 - step, 90)], (11, 7.8))
    c.paint((trunk | fore | hind) - ground, skin, depth=4)
    c.paint(hind - ground, skin, 0.3, rim=0, shadow=0.1)
    _toes(c, (37 + step, 79 - step), 93, nail)
    with c.frame(2, 0):
        _elephant_profile(c, skin, lining, raised)


def _elephant_profile(c: Canvas, skin: Colour, lining: Colour, raised: bool) -> None:
    c.paint(c.ellipse(26, 40, 17.5, 18.5), skin, 0.4, shadow=0.18)
    down = [(17, 46), (11, 58), (11, 70), (9, 79), (4, 80)]
    up = [(22, 46), (10, 53), (1, 46), (1, 33), (7, 24), (4, 14)]
    _elephant_trunk(c, up if raised else down, skin)
    c.paint(c.blob((22, 52), (18, 60), (10, 62, 1), (14.5, 57), (16, 50)), IVORY, 0.4, shadow=0.15)
    ear = [(32, 28), (44, 22), (56, 30), (57, 46), (50, 60), (41, 62), (35, 52), (31, 42)]
    c.paint(c.blob(*ear), skin, shadow=0.28)
    c.paint(c.blob(*_shrunk(ear, 44.5, 42)), lining, 0.2, rim=0)
    c.flat(c.ellipse(24, 51, 3.4, 2.4), PINK, 0.5)
    draw_eye(c, skin, 20, 39, 2.5, 3.3)
    c.stroke([(21, 55.5), (24.5, 57), (27.5, 54.5)], 0.55, line_on(skin))


def _elephant_sitting(c: Canvas, skin: Colour, raised: bool, sway: float) -> None:
    nail, lining = light(skin, 0.6), mix(light(skin, 0.3), PINK, 0.5)
    with c.frame(50, 95):
        c.paint(c.symmetric((0, -54), (14, -50), (23, -32), (26, -15), (20, -4), (0, -1)), skin, depth=4)
        c.paint(c.ellipse(0, -22, 14, 17), light(skin, 0.35), 0.15, rim=0)
        for side in (-1, 1):
            c.paint(c.limb([(side * 17, -42), (side * 20, -28), (side * 14, -19)], (7, 6, 5.4)), skin, shadow=0.2)
            c.paint(c.limb([(side * 16, -11), (side * 23, -8.6)], (8.5, 8.2)), skin, shadow=0.2)
            c.paint(c.ellipse(side * 25.4, -8.2, 5, 6.2), light(skin, 0.35), 0.2, rim=0)
        _toes(c, (-12, 14.5), -15.5, nail)
    with c.frame(50, 36, sway * 4):
        ear = [(12, -16), (24, -26), (38, -20), (42, -4), (36, 11), (25, 15), (16, 8)]
        draw_ears(c, ear, _shrunk(ear, 26, -5), skin, lining)
        c.paint(c.symmetric((0, -24), (12, -21), (19, -8), (18, 6), (11, 16), (0, 19)), skin, shadow=0.28)
        for side in (-1, 1):
            c.flat(c.ellipse(side * 13, 5, 3.6, 2.6), PINK, 0.5)
            draw_eye(c, skin, side * 9.6, -3, 2.6, 3.4)
            tusk = mirrored([(6, 12), (11.5, 11), (12, 19), (9, 23, 1), (8, 17)], side)
            c.paint(c.blob(*tusk), IVORY, 0.4, shadow=0.15)
        down = [(0, 4), (0, 14), (-1, 24), (-5, 33), (-12, 33)]
        up = [(0, 4), (-1, 15), (-8, 25), (-20, 24), (-25, 14), (-24, 6)]
        _elephant_trunk(c, up if raised else down, skin)


@subject(
    "elephant",
    en="elephant",
    ko="코끼리, 아기코끼리, 새끼코끼리",
    scenes="meadow, desert, forest",
    size=1.5,
)
def elephant(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    skin = main_colour(wish, rng, ("9BA0B0", "8E94A6", "A79FA8", "8C9CB4"))
    sitting, raised, step = rng.random() < 0.4, rng.random() < 0.55, rng.uniform(-4, 4)
    with either_way(c, rng, 0.96, 0 if sitting else 4):
        if sitting:
            _elephant_sitting(c, skin, raised, step / 4)
        else:
            _elephant_standing(c, skin, raised, step)


# ---- giraffe

Patch = tuple[float, float, float]  # x, y and radius
GIRAFFE_HOOF = rgb("5C4038")
NECK_SPOTS: list[Patch] = [(-1, -2, 4), (2, -12, 3.4), (-6, -14, 3.2), (-1, -23, 3.2), (-7, -28, 2.6), (-2, -34, 2.6)]
BACK_SPOTS: list[Patch] = [(46, 54, 4.6), (56, 56, 4.6), (66, 58, 4.4), (74, 61, 3.6), (50, 64, 4), (60, 65, 4)]
LEG_SPOTS: list[Patch] = [(38, 63, 4.6), (70, 69, 3.4), (36, 73, 2.6), (74, 77, 2.2)]
LYING_SPOTS: list[Patch] = [
    (44, 66, 5),
    (56, 66, 5.4),
    (68, 65, 5),
    (50, 78, 5.4),
    (40, 80, 4),
    (76, 72, 4.6),
    (80, 84, 5),
]


def _giraffe_head(c: Canvas, coat: Colour, patch: Colour) -> None:
    """In profile about the top of the neck, the nose at the lower left."""
    c.paint(c.blob((5, -3), (12, -9), (18, -8, 1), (14, -2), (6, 1)), coat)
    for x in (-4, 2):
        c.paint(c.limb([(x + 1, -5), (x, -13)], (1.7, 1.4)), coat, 0.4)
        c.paint(c.ellipse(x, -14.5, 2.5, 2.2), patch, 0.4)
    shape = [(-6, -8), (2, -8), (8, -1), (7, 7), (0, 11), (-9, 14), (-17, 16), (-22, 12), (-20, 6), (-12, 0)]
    head = c.paint(c.blob(*shape), coat, shadow=0.2)
    c.paint(c.ellipse(-19, 12, 8, 7, -20), light(coat, 0.6), 0.2, rim=0, clip=head)
    c.flat(c.ellipse(-19, 7.6, 0.9, 1.3, 40), INK)
    c.stroke([(-20.5, 13), (-16, 13), (-12.5, 10.6)], 0.5, INK)
    draw_eye(c, coat, -4, 0, 2.5, 3.2)


def _giraffe_patches(c: Canvas, rng: np.random.Generator, spots: Sequence[Patch]) -> Mask:
    """Blunt patches of uneven outline."""
    masks = []
    for x, y, radius in spots:
        angle = np.linspace(0, 2 * np.pi, 5, endpoint=False) + rng.uniform(0, 1.2)
        reach = radius * rng.uniform(0.8, 1.15, 5)
        masks.append(c.blob(*np.stack([x + reach * np.cos(angle), y + reach * np.sin(angle)], 1).tolist()))
    return joined(masks)


def _standing_giraffe(c: Canvas, rng: np.random.Generator, coat: Colour, neck: Mask) -> Mask:
    c.paint(c.limb([(76, 54), (83, 58), (84, 70)], (1.5, 1.1, 0.9)) | c.ellipse(84, 72, 2.2, 4), dark(coat, 0.3))
    back, belly = [(38, 46), (52, 48), (66, 51), (77, 54)], [(79, 62), (72, 68), (54, 69), (38, 70)]
    trunk = c.blob((31, 54), *back, *belly, (30, 63))
    legs = Legs(fore=38, hind=71, top=63, thigh=7, shank=2.7)
    return draw_standing(c, legs, gait(rng), trunk | neck, coat, GIRAFFE_HOOF)


@subject(
    "giraffe",
    en="giraffe",
    ko="기린, 아기기린, 새끼기린",
    scenes="meadow, desert, forest",
    size=1.8,
)
def giraffe(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    coat = main_colour(wish, rng, ("F2C563", "EEB955", "F5D283"))
    patch = pick(rng, ("A8653A", "B8743C", "8F5434"))
    if wish is not None and not is_white(wish):
        patch = light(coat, 0.35) if is_dark(coat) else dark(coat, 0.42)
    pose = ("tall", "forward", "lie")[rng.integers(3)]
    x, y, lean, size = {"tall": (40, 56, -2, 0.96), "forward": (41, 56, -30, 0.9), "lie": (32, 74, -3, 1.16)}[pose]
    with either_way(c, rng, 0.98, 8 if pose == "forward" else 2):
        with c.frame(x, y, lean, size):
            neck = c.limb([(0, 2), (-3, -20), (-6, -42)], (9, 6, 5))
        if pose == "lie":
            body = draw_lying(c, coat, GIRAFFE_HOOF) | c.paint(neck, coat, 0.4)
            patches = _giraffe_patches(c, rng, LYING_SPOTS)
        else:
            body = _standing_giraffe(c, rng, coat, neck)
            patches = _giraffe_patches(c, rng, BACK_SPOTS + LEG_SPOTS)
        with c.frame(x, y, lean, size):
            patches |= _giraffe_patches(c, rng, NECK_SPOTS)
            c.paint(c.blob((7, -5), (2, -20), (-2, -40), (1, -46), (5.6, -20), (10, -5)), patch, 0.2, rim=0)
        c.paint(patches, patch, 0.15, rim=0, clip=body)
        with c.frame(x, y, lean, size), c.frame(-6, -43, -lean + rng.uniform(-6, 6), 0.95 / size):
            _giraffe_head(c, coat, patch)


# ---- camel


def _camel_head(c: Canvas, fur: Colour, tuft: Colour) -> None:
    c.paint(c.blob((2, -5), (6, -12, 1), (8, -4)), fur)
    shape = [(-6, -7), (2, -8), (8, -1), (7, 7), (-1, 10), (-9, 14), (-17, 15), (-21, 10), (-18, 4), (-11, 0)]
    head = c.paint(c.blob(*shape), fur, shadow=0.2)
    c.paint(c.ellipse(-19, 12, 8, 6.4, -20), light(fur, 0.4), 0.2, rim=0, clip=head)
    c.paint(c.blob((-6, -7), (-1, -12), (5, -8), (3, -3), (-3, -3)), tuft, 0.4)
    c.flat(c.ellipse(-18, 6.6, 0.9, 1.4, 50), INK)
    c.stroke([(-20, 11.6), (-15, 12.4), (-11.5, 9.6)], 0.5, INK)
    draw_eye(c, fur, -4, 1, 2.4, 3)
    c.stroke([(-7.6, -1.6), (-4.4, -3), (-1, -1.4)], 0.9, dark(fur, 0.4))


@subject(
    "camel",
    en="camel, dromedary",
    ko="낙타, 쌍봉낙타, 단봉낙타",
    scenes="desert, mountains",
    size=1.25,
)
def camel(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("D2A264", "C08E54", "DDB57E", "B5834F"))
    tuft = dark(fur, 0.3)
    cloth = pick(rng, ("C8473F", "3F7FB8", "8A4FA3"))
    lying, two_humps, saddled = rng.random() < 0.35, rng.random() < 0.5, rng.random() < 0.5
    with either_way(c, rng, 0.98, 4.5), c.frame(0, 17 if lying else 0):
        c.paint(c.limb([(82, 50), (89, 56), (89, 66)], (1.6, 1.3, 1)) | c.ellipse(89, 68, 2.2, 4), tuft)
        trunk = _camel_trunk(c, two_humps)
        if lying:
            body = c.paint(trunk, fur, depth=4)
            with c.frame(0, -17):
                draw_folded_legs(c, fur, tuft)
        else:
            body = draw_standing(c, Legs(fore=39, hind=74, top=62, thigh=7.6, shank=3), gait(rng), trunk, fur, tuft)
        if saddled:
            _camel_cloth(c, body, 6 if two_humps else 10, cloth)
        with c.frame(21, 25, rng.uniform(-5, 5)):
            _camel_head(c, fur, tuft)


def _camel_trunk(c: Canvas, two_humps: bool) -> Mask:
    back, belly = [(42, 44), (58, 43), (74, 44), (83, 52)], [(82, 63), (72, 68), (54, 70), (38, 70)]
    trunk = c.blob((32, 52), *back, *belly, (31, 62))
    trunk |= c.limb([(40, 58), (28, 62), (20, 54), (19, 36), (20, 26)], (12, 9, 7, 5.6, 5.6))
    if two_humps:
        trunk |= c.blob((36, 52), (42, 34), (47, 27), (52, 34), (56, 50))
        return trunk | c.blob((58, 50), (64, 33), (69, 28), (74, 34), (79, 52))
    return trunk | c.blob((37, 54), (46, 38), (54, 24), (60, 22), (66, 28), (72, 40), (80, 54))


def _camel_cloth(c: Canvas, body: Mask, width: float, cloth: Colour) -> None:
    trim = rgb("F2C14E")
    with c.frame(58, 60, 0, width, 1):
        drape = [(-0.7, -50), (0.7, -50), (1, -12), (1.2, 0), (-1.2, 0), (-1, -12)]
        blanket = c.paint(c.polygon(drape), cloth, 0.4, shadow=0.15, clip=body)
        c.flat(c.box(-2, -7, 2, -4.4) | c.box(-2, -15, 2, -13.8), trim, clip=blanket)
        c.flat(joined(c.ellipse(x, 1, 1.4 / width, 2) for x in (-1, -0.5, 0, 0.5, 1)), trim)
