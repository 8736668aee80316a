"""Animals on hooves, and the elephant: horse, unicorn, cow, sheep, pig, deer, elephant, giraffe, camel.

All are drawn facing left, standing at y = 95; `_facing` turns them round for half of the seeds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from math import atan2, degrees
from operator import or_

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, Point
from helpers.practice.painter.colours import INK, PINK, Colour, dark, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject

# ---- what the bodies share


@dataclass(frozen=True, slots=True)
class Legs:
    """Where the near legs leave the trunk, and how stout they are."""

    fore: float
    hind: float
    top: float
    thigh: float
    shank: float


@dataclass(frozen=True, slots=True)
class Stride:
    """Four legs in a pose, each as (knee x, knee y, foot x, foot y) from its hip, in lengths of a standing leg."""

    far_fore: tuple[float, float, float, float]
    far_hind: tuple[float, float, float, float]
    near_fore: tuple[float, float, float, float]
    near_hind: tuple[float, float, float, float]


STAND = Stride((0.14, 0.5, 0.14, 1), (-0.02, 0.5, -0.14, 1), (-0.03, 0.5, -0.05, 1), (0.18, 0.5, 0.12, 1))
WALK = Stride((-0.3, 0.4, -0.2, 0.84), (-0.08, 0.5, -0.32, 1), (0.04, 0.5, 0.1, 1), (0.24, 0.48, 0.3, 1))
CANTER = Stride((-0.46, 0.2, -0.86, 0.4), (0.38, 0.4, 0.56, 0.76), (-0.48, 0.28, -0.34, 0.72), (0.2, 0.44, 0.22, 0.82))


@contextmanager
def _facing(c: Canvas, rng: np.random.Generator, size: float = 1.0, shift: float = 0.0) -> Iterator[None]:
    """A frame that stands on y = 95, mirrored for half of the seeds; `shift` is to the right before mirroring."""
    side = 1 if rng.random() < 0.5 else -1
    scale = size * rng.uniform(0.95, 1)
    with c.frame(50, 95, 0, side * scale, scale), c.frame(shift - 50, -95):
        yield


def _gait(rng: np.random.Generator) -> Stride:
    return WALK if rng.random() < 0.55 else STAND


def _union(masks: Iterable[Mask]) -> Mask:
    return reduce(or_, masks)


def _mirrored(points: Sequence[Point], side: int) -> list[Point]:
    return [(side * point[0], *point[1:]) for point in points]


def _is_dark(colour: Colour) -> bool:
    return sum(colour) < 260


def _line(skin: Colour) -> Colour:
    """A colour for mouths and wrinkles that shows on any skin."""
    return light(skin, 0.45) if _is_dark(skin) else mix(dark(skin, 0.5), INK, 0.5)


def _eye(c: Canvas, skin: Colour, x: float, y: float, rx: float, ry: float) -> None:
    """A glossy eye, ringed with light on a dark skin."""
    if _is_dark(skin):
        c.flat(c.ellipse(x, y, rx + 1, ry + 1), light(skin, 0.6))
    c.eye(x, y, rx, ry)


def _two_legs(
    c: Canvas, legs: Legs, fore: Sequence[float], hind: Sequence[float], shift: float
) -> tuple[Mask, Mask, Mask]:
    """A foreleg, a hind leg and the hooves of both; `shift` moves the pair towards the middle of the body."""
    length, width = 90.5 - legs.top, legs.shank
    limbs, hooves = [], []
    for x, (knee_x, knee_y, foot_x, foot_y) in ((legs.fore + shift, fore), (legs.hind - shift, hind)):
        knee = (x + knee_x * length, legs.top + knee_y * length)
        foot = (x + foot_x * length, legs.top + foot_y * length)
        limbs.append(c.limb([(x, legs.top), knee, foot], (legs.thigh, width * 1.15, width)))
        on_the_ground = foot_y == 1
        turn = 0 if on_the_ground else degrees(atan2(knee[0] - foot[0], foot[1] - knee[1]))
        with c.frame(*foot, turn):
            sole = [(width * 1.13, 4.5), (-width * 1.4, 4.5)]
            hooves.append(c.polygon([(-width, -width * 0.53), (width, -width * 0.53), *sole]))
    return limbs[0], limbs[1], _union(hooves)


def _standing(c: Canvas, legs: Legs, stride: Stride, trunk: Mask, coat: Colour, hoof: Colour) -> Mask:
    """A trunk on four legs; returns the trunk with the near legs, for marks."""
    fore, hind, hooves = _two_legs(c, legs, stride.far_fore, stride.far_hind, 4)
    c.paint(fore | hind, dark(coat, 0.3), rim=0)
    c.paint(hooves, dark(hoof, 0.25), rim=0)
    fore, hind, hooves = _two_legs(c, legs, stride.near_fore, stride.near_hind, 0)
    body = c.paint(trunk | fore | hind, coat, depth=4)
    c.paint(hind, coat, 0.3, rim=0, shadow=0.1)
    c.paint(hooves, hoof, 0.3)
    return body


def _lying(c: Canvas, coat: Colour, hoof: Colour) -> Mask:
    """A body at rest with its legs folded; the head's place is about (28, 44)."""
    back, belly = [(32, 55), (50, 58), (68, 56), (82, 62), (89, 75)], [(87, 87), (76, 92), (50, 93), (30, 92)]
    trunk = c.blob((20, 62), *back, *belly, (19, 86), (16, 74)) | c.limb([(36, 70), (26, 52)], (15, 11))
    body = c.paint(trunk, coat, depth=4)
    _folded_legs(c, coat, hoof)
    return body


def _folded_legs(c: Canvas, coat: Colour, hoof: Colour) -> None:
    """The haunch of a lying animal, its hind foot and a foreleg tucked under."""
    c.paint(c.ellipse(49, 92, 4, 3), hoof)
    c.paint(c.limb([(76, 90.6), (54, 91.6)], (4, 3.2)), coat, 0.4, shadow=0.2)
    haunch = [(66, 64), (77, 63), (87, 74), (86, 88), (75, 94.5), (62, 92), (58, 79)]
    c.paint(c.blob(*haunch), coat, 0.4, rim=0.08, shadow=0.16)
    c.paint(c.ellipse(37, 92, 4, 3), hoof)
    c.paint(c.limb([(33, 78), (18, 89), (33, 91.6)], (6, 4, 3.2)), coat, 0.4, rim=0.1, shadow=0.2)


def _ears(c: Canvas, outer: Sequence[Point], inner: Sequence[Point], colour: Colour, lining: Colour) -> None:
    """Both ears of a head seen from the front, given by the right one."""
    for side in (-1, 1):
        c.paint(c.blob(*_mirrored(outer, side)), colour, shadow=0.1)
        c.paint(c.blob(*_mirrored(inner, side)), lining, 0.3, rim=0)


def _round_outline(
    x: float, y: float, rx: float, ry: float, bumps: int, depth: float, start: float = 0.0
) -> np.ndarray:
    """An ellipse whose edge is a row of round bumps: wool, a cloud."""
    angle = np.linspace(0, 2 * np.pi, bumps * 9, endpoint=False) + start
    swell = 1 - depth * (1 - np.abs(np.sin((angle - start) * bumps / 2)))
    return np.stack([x + rx * swell * np.cos(angle), y + ry * swell * np.sin(angle)], 1)


# ---- horse and unicorn


def _horse_head(c: Canvas, coat: Colour, mane: Colour, blaze: bool) -> None:
    """In profile about its poll at (0, 0), the nose at the lower left."""
    c.paint(c.blob((0, -4), (1, -16, 1), (-6, -9), (-5, -2)), dark(coat, 0.2), rim=0)
    brow_to_nose = [(-7, -6), (-11, 0), (-16, 8), (-22, 16), (-23, 22), (-18, 26)]
    head = c.paint(c.blob(*brow_to_nose, (-12, 24), (-6, 18), (3, 14), (9, 7), (8, -2), (1, -8)), coat, shadow=0.22)
    if blaze:
        c.stroke([(-9, -2), (-16, 8), (-22, 16)], (2.6, 1.7, 2.4), light(coat, 0.75), clip=head)
    c.paint(c.ellipse(-21, 22, 8, 7, -40), mix(light(coat, 0.4), PINK, 0.25), 0.2, rim=0, clip=head)
    c.flat(c.ellipse(-20, 18, 1, 1.6, 40), INK)
    c.stroke([(-20.5, 24), (-17, 23.2), (-14.5, 20.6)], 0.5, INK)
    c.paint(c.blob((5, -3), (8, -17, 1), (0, -10), (-2, -4)), coat, shadow=0.15)
    c.paint(c.blob((-4, -10), (3, -10), (0, -3), (-6, 3), (-12, 4, 1), (-9, -3)), mane, 0.4, shadow=0.12)
    _eye(c, coat, -5.5, 6, 2.4, 3.1)


def _streaks(c: Canvas, hair: Mask, lines: Sequence[Sequence[Point]], colours: Sequence[Colour]) -> None:
    """Strands of other colours in a mane or a tail."""
    for line, colour in zip(lines, colours, strict=False):
        c.stroke(line, 2, colour, 0.9, clip=hair)


def _horse_mane(c: Canvas, hair: Sequence[Colour], flowing: bool) -> None:
    crest = [(-2, -41), (7, -42), (14, -32)]
    if flowing:
        locks = [
            (21, -33),
            (27, -35, 1),
            (24, -27),
            (21, -22),
            (28, -21),
            (33, -25, 1),
            (30, -15),
            (24, -9),
            (30, -8),
            (34, -11, 1),
            (30, -1),
            (20, 3),
        ]
    else:
        locks = [(18, -22), (18, -16, 1), (15, -19), (19, -8), (19, -3, 1), (15, -7), (19, 5), (15, 12, 1)]
    under = [(9, -2), (7, -8, 1), (5, -16), (3, -20, 1), (2, -30)]
    mane = c.paint(c.blob(*crest, *locks, *under), hair[0], 0.5, shadow=0.15)
    _streaks(c, mane, [[(4, -40), (11, -30), (22, -8)], [(3, -33), (8, -22), (14, 4)]], hair[1:])


def _horse_tail(c: Canvas, hair: Sequence[Colour], flowing: bool) -> None:
    if flowing:
        tail = [(76, 46), (85, 39), (94, 42), (97, 51), (96, 62, 1), (91, 57), (89, 62, 1), (86, 53), (80, 53)]
    else:
        tail = [(77, 46), (86, 43), (92, 51), (92, 66), (95, 81, 1), (88, 78), (86, 82, 1), (83, 66), (80, 54)]
    drop = 0 if flowing else 14
    mane = c.paint(c.blob(*tail), hair[0], 0.5)
    _streaks(c, mane, [[(80, 44), (90, 46), (93, 54 + drop)], [(80, 50), (86, 51), (90, 60 + drop)]], hair[1:])


@dataclass(frozen=True, slots=True)
class HorsePose:
    stride: Stride
    size: float
    shift: float = 0
    lean: float = 0  # degrees by which the whole body rears up
    neck_turn: float = -4
    neck_size: float = 1
    head_turn: float = 0


WALKING = HorsePose(WALK, size=0.96, shift=0.5)
REARING = HorsePose(CANTER, size=0.91, shift=1.5, lean=14, neck_turn=-14, head_turn=10)
GRAZING = HorsePose(WALK, size=0.94, shift=6, neck_turn=-106, neck_size=0.8, head_turn=64)


def _horse(
    c: Canvas,
    rng: np.random.Generator,
    coat: Colour,
    hair: Sequence[Colour],
    hoof: Colour,
    horn: Colour | None = None,
) -> None:
    """With a horn (a unicorn) it is smaller on its sheet and never grazes. The hair may be of several colours."""
    pose = (WALKING, REARING, GRAZING)[rng.integers(3 if horn is None else 2)]
    blaze, socks, nod = rng.random() < 0.5, rng.random() < 0.5, rng.uniform(-4, 4)
    flowing = pose is REARING or horn is not None
    size = pose.size if horn is None else pose.size * 0.9
    with _facing(c, rng, size, pose.shift), c.frame(52, 57, pose.lean), c.frame(-52, -57):
        _horse_tail(c, hair, flowing)
        hindquarters = [(70, 41), (79, 43), (84, 51), (81, 60), (73, 64)]
        trunk = c.blob((29, 49), (36, 41), (46, 43), (58, 44), *hindquarters, (62, 63), (48, 66), (36, 66), (28, 60))
        with c.frame(37, 52, pose.neck_turn, pose.neck_size):
            throat = [(-11, 6), (-9, -8), (-9, -20), (-9, -34), (0, -41)]
            trunk |= c.blob(*throat, (7, -36), (11, -22), (15, -8), (20, 2), (4, 14))
        body = _standing(c, Legs(fore=36, hind=73, top=57, thigh=7.6, shank=2.8), pose.stride, trunk, coat, hoof)
        if socks and pose is not REARING:
            c.flat(c.box(30, 83, 90, 90.2), light(coat, 0.75), clip=body)
        with c.frame(37, 52, pose.neck_turn, pose.neck_size):
            _horse_mane(c, hair, flowing)
            with c.frame(-2, -35, pose.head_turn + nod, 1.04 / pose.neck_size):
                if horn is not None:
                    c.paint(c.blob((-9, -4), (-17, -25, 1), (-3, -7)), horn, 0.6)
                _horse_head(c, coat, hair[0], blaze)


@subject(
    "horse",
    en="horse, pony, stallion, mare, foal, colt, steed",
    ko="말, 망아지, 조랑말, 백마, 흑마, 야생마",
    scenes="meadow, mountains, village",
    size=1.15,
)
def horse(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    coat = main_colour(wish, rng, ("A8653A", "7E4B31", "EDE3D6", "C89558", "6C6570"))
    mane = pick(rng, ("46302B", "322A33", "F1DFBB"))
    if wish is not None and sum(wish) < 650:
        mane = light(coat, 0.35) if _is_dark(coat) else dark(coat, 0.5)
    _horse(c, rng, coat, (mane,), rgb("4A3A38"))


@subject(
    "unicorn",
    en="unicorn",
    ko="유니콘, 일각수",
    scenes="meadow, forest, sky",
    size=1.15,
)
def unicorn(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    coat = main_colour(wish, rng, ("FBF6F4", "F6EAF2", "EDEBFA"))
    rainbow = ["F07FA8", "9B7FD6", "63B8E0", "F5B95E"]
    hair = [rgb(rainbow[i]) for i in rng.permutation(4)[:3]]
    if wish is not None:
        hair = [light(colour, 0.25) for colour in hair]
    _horse(c, rng, coat, hair, mix(hair[0], INK, 0.25), rgb("F4C551"))


# ---- cow

COW_HOOF = rgb("4A3D3C")
UDDER = rgb("F2B5AC")
NOSTRIL = rgb("9C5A5C")


def _cow_head(c: Canvas, coat: Colour, mark: Colour, turn: float) -> None:
    for side in (-1, 1):
        c.paint(c.blob(*_mirrored([(5, -13), (12, -16), (15, -25, 1), (18, -16), (11, -9)], side)), rgb("E8D9B5"))
    outer, inner = [(9, -10), (18, -13), (26, -7), (21, -2), (10, -3)], [(13, -8), (18, -10), (23, -6.5), (18, -4)]
    _ears(c, outer, inner, mark, PINK)
    face = c.paint(c.symmetric((0, -17), (9, -16), (14, -8), (12.5, 3), (12, 10), (0, 14)), coat, shadow=0.25)
    with c.frame(turn * 2, 0):
        for side in (-1, 1):
            c.paint(c.ellipse(side * 11, -6, 7.5, 11, side * 12), mark, 0.2, rim=0, clip=face)
        c.paint(c.symmetric((0, 3), (8, 3.5), (14, 9), (11, 16), (0, 18.5)), UDDER, 0.35, rim=0.2, shadow=0.15)
        for side in (-1, 1):
            c.flat(c.ellipse(side * 5.4, 8, 1.5, 2, side * 20), NOSTRIL)
            _eye(c, mark, side * 7.2, -4, 2.5, 3.3)
        c.smile(0, 12.6, 4.6, 2, 0.5, NOSTRIL)


@subject(
    "cow",
    en="cow, cattle, calf, calves, heifer, bull, ox, oxen",
    ko="소, 젖소, 암소, 송아지, 황소, 얼룩소",
    scenes="meadow, village, mountains",
    size=0.95,
)
def cow(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    coat = main_colour(wish, rng, ("F6F0E6", "B5713F", "F6F0E6", "8A5638", "F6F0E6", "D9A66B"))
    mark = pick(rng, ("3F383F", "7A4A33"))
    if sum(coat) < 620:
        mark = light(coat, 0.8)
    pose = ("stand", "graze", "lie")[rng.integers(3)]
    tilt, turn, moved = rng.uniform(-7, 7), rng.uniform(-1, 0), rng.uniform(-4, 4, (4, 2))
    with _facing(c, rng, 0.99, 1.5 if pose == "graze" else 0):
        head_at = {"stand": (29, 38), "graze": (27, 67), "lie": (28, 43)}[pose]
        if pose == "lie":
            c.stroke([(86, 82), (93, 86), (91, 91)], 1.3, dark(coat, 0.2))
            c.paint(c.ellipse(90.4, 92, 2.4, 3, 20), mark)
            body = _lying(c, coat, COW_HOOF)
            spots = [(48, 66, 12, 8), (72, 62, 9, 8), (80, 85, 9, 7), (24, 68, 7, 7)]
        else:
            body = _standing_cow(c, rng, coat, mark, head_at)
            spots = [(46, 52, 10, 9), (66, 46, 11, 7), (80, 60, 8, 10), (30, 66, 6, 7)]
        patches = zip(spots, moved, strict=True)
        mask = _union(c.ellipse(x + dx, y + dy, rx, ry, dx * 8) for (x, y, rx, ry), (dx, dy) in patches)
        c.paint(mask, mark, 0.15, rim=0, clip=body)
        with c.frame(*head_at, tilt):
            _cow_head(c, coat, mark, turn)


def _standing_cow(
    c: Canvas, rng: np.random.Generator, coat: Colour, mark: Colour, head_at: tuple[float, float]
) -> Mask:
    c.paint(c.limb([(84, 46), (92, 52), (91.5, 66)], (1.8, 1.5, 1.2)), dark(coat, 0.15))
    c.paint(c.blob((90, 64), (93, 64), (95, 72), (92, 79, 1), (88.5, 72)), mark)
    c.paint(c.ellipse(63, 72, 8, 6), UDDER)
    back, belly = [(32, 41), (50, 44), (68, 42), (82, 42), (87, 51)], [(76, 70), (56, 73), (38, 73), (25, 68)]
    trunk = c.blob((22, 47), *back, (85, 64), *belly, (19, 58))
    trunk |= c.limb([(36, 55), (head_at[0] + 3, head_at[1] + 2)], (15, 10))
    return _standing(c, Legs(fore=34, hind=76, top=64, thigh=8.5, shank=4), _gait(rng), trunk, coat, COW_HOOF)


# ---- sheep


def _ram_horns(c: Canvas) -> None:
    for side in (-1, 1):
        curl = _mirrored([(4, -12), (13, -16), (20, -9), (18, 0), (11, 0), (11, -6), (14.5, -6)], side)
        c.paint(c.limb(curl, (3.6, 3.6, 3.4, 3, 2.4, 1.8, 1)), rgb("CDB083"), 0.6, shadow=0.2)


def _sheep_head(c: Canvas, wool: Colour, skin: Colour, ram: bool, turn: float) -> None:
    outer, inner = [(6, -7), (14, -9), (20, -3), (14, 1), (7, -1)], [(10, -5), (14, -6), (17.5, -3), (13, -1)]
    _ears(c, outer, inner, skin, mix(skin, PINK, 0.6))
    c.paint(c.symmetric((0, -13), (8, -11), (10.5, -2), (8, 10), (4, 14.5), (0, 15)), skin, shadow=0.25)
    with c.frame(turn * 1.5, 0):
        for side in (-1, 1):
            c.flat(c.ellipse(side * 5, -0.5, 3, 3.6), light(skin, 0.75))
            c.eye(side * 5, -0.5, 2.2, 2.9)
        c.flat(c.blob((-2, 7), (2, 7), (0, 9.4)), mix(PINK, INK, 0.15))
        c.smile(0, 10.6, 2.6, 1.2, 0.45, _line(skin))
    if ram:
        _ram_horns(c)
    c.paint(c.polygon(_round_outline(0, -13, 11, 7.5, 8, 0.16)), wool, 0.4, shadow=0.2)


@subject(
    "sheep",
    en="sheep, lamb, ram, ewe",
    ko="양, 어린양, 새끼양, 숫양, 면양",
    scenes="meadow, mountains, village",
    size=0.6,
)
def sheep(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    wool = main_colour(wish, rng, ("F7F0E4", "F3E6D2", "FBF7F0", "D8C7B2"))
    skin = pick(rng, ("4A4048", "5F4A44", "EBCDB0"))
    if _is_dark(wool):
        skin = rgb("D9BFA6")
    pose = ("stand", "graze", "lie")[rng.integers(3)]
    ram, start, turn = rng.random() < 0.35, rng.uniform(0, 0.5), rng.uniform(-1, 1)
    with _facing(c, rng, 0.98, 3.5):
        middle = 73 if pose == "lie" else 56
        c.paint(c.polygon(_round_outline(87, middle - 6, 6, 6, 6, 0.16)), wool)
        if pose == "lie":
            c.paint(_union(c.ellipse(x, 92.4, 5, 2.8) for x in (30, 42, 66)), skin)
        else:
            _sheep_legs(c, skin)
        c.paint(c.polygon(_round_outline(54, middle, 33, 23, 15, 0.1, start)), wool, 0.45, depth=5)
        for x, y in ((50, -9), (68, -6), (60, 5), (76, 7), (44, 9)):
            ends = middle + y
            curl = [(x - 4, ends), (x - 2, ends + 3.4), (x + 2, ends + 3.4), (x + 4, ends)]
            c.stroke(curl, 0.7, light(wool, 0.3) if _is_dark(wool) else dark(wool, 0.3), 0.7)
        at = {"stand": (27, 42), "graze": (25, 70), "lie": (27, 60)}[pose]
        with c.frame(*at, turn * 5, 1.03 if ram else 1.12):
            _sheep_head(c, wool, skin, ram, turn)


def _sheep_legs(c: Canvas, skin: Colour) -> None:
    legs, hoof = Legs(fore=38, hind=72, top=66, thigh=5.5, shank=3), dark(COW_HOOF, 0.3)
    for shift, fore_pose, hind_pose in ((5, WALK.far_fore, WALK.far_hind), (0, STAND.near_fore, STAND.near_hind)):
        fore, hind, hooves = _two_legs(c, legs, fore_pose, hind_pose, shift)
        c.paint(fore | hind, dark(skin, 0.3) if shift else skin, rim=0.1)
        c.paint(hooves, hoof, rim=0)


# ---- pig


def _pig_head(c: Canvas, skin: Colour, turn: float) -> None:
    outer, inner = (
        [(6, -14), (15, -23), (22, -21, 1), (20, -10), (15, -4)],
        [(11, -14), (16, -19), (20, -18.5), (17, -9)],
    )
    _ears(c, outer, inner, skin, dark(skin, 0.2))
    c.paint(c.symmetric((0, -17), (11, -15.5), (19, -5), (19, 6), (11, 14.5), (0, 16.5)), skin, shadow=0.25)
    with c.frame(turn * 3, 0):
        for side in (-1, 1):
            c.flat(c.ellipse(side * 13, 6, 3.6, 2.6), mix(skin, rgb("E8607A"), 0.4), 0.6)
            _eye(c, skin, side * 9, -3, 2.4, 3.1)
        c.smile(0, 9.6, 5, 3, 0.55, _line(skin))
        c.paint(c.ellipse(turn, 3.6, 8, 6.2), mix(light(skin, 0.15), rgb("EE8A94"), 0.45), 0.45, rim=0.3, shadow=0.2)
        for side in (-1, 1):
            c.flat(c.ellipse(turn + side * 2.9, 3.6, 1.3, 2.2), mix(dark(skin, 0.5), INK, 0.4))


@subject(
    "pig",
    en="pig, piglet, hog, swine, piggy",
    ko="돼지, 아기돼지, 새끼돼지, 꽃돼지",
    scenes="meadow, village, garden",
    size=0.55,
)
def pig(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    skin = main_colour(wish, rng, ("F3B0AE", "EFA3A6", "F6C3B2", "F3B0AE"))
    spots = rng.random() < 0.35
    sitting = rng.random() < 0.4
    fat, tilt, turn = rng.uniform(0.92, 1.06), rng.uniform(-8, 8), rng.uniform(-1, 1)
    hoof = mix(dark(skin, 0.4), INK, 0.35)
    with _facing(c, rng, 0.98):
        if sitting:
            _sitting_pig(c, skin, hoof, fat)
        else:
            body = _standing_pig(c, rng, skin, hoof, fat)
            if spots:
                spot = light(skin, 0.3) if _is_dark(skin) else dark(skin, 0.35)
                c.flat(c.ellipse(62, 46, 9, 7, 20) | c.ellipse(76, 62, 6, 7), spot, 0.8, clip=body)
        at, size = ((50, 37), 1.25) if sitting else ((28, 50), 1.12)
        with c.frame(*at, tilt, size):
            _pig_head(c, skin, turn if sitting else -0.8)


def _standing_pig(c: Canvas, rng: np.random.Generator, skin: Colour, hoof: Colour, fat: float) -> Mask:
    curl = [(82, 54), (89, 54), (93, 48), (89, 43), (85, 47), (89, 52), (96, 50)]
    c.paint(c.limb(curl, (2, 1.9, 1.8, 1.7, 1.6, 1.5, 1)), dark(skin, 0.1))
    legs = Legs(fore=38, hind=73, top=70, thigh=7.5, shank=5)
    return _standing(c, legs, _gait(rng), c.ellipse(54, 58, 31, 23 * fat), skin, hoof)


def _sitting_pig(c: Canvas, skin: Colour, hoof: Colour, fat: float) -> None:
    with c.frame(50, 95, 0, fat, 1):
        c.paint(c.symmetric((0, -50), (12, -46), (22, -30), (26, -14), (20, -3), (0, -1)), skin, depth=4)
        c.paint(c.symmetric((0, -38), (9, -34), (14, -20), (10, -7), (0, -4)), light(skin, 0.35), 0.15, rim=0)
        for side in (-1, 1):
            c.paint(c.limb([(side * 17, -38), (side * 19, -26), (side * 13, -19)], (6, 5, 4.4)), skin, shadow=0.2)
            c.paint(c.ellipse(side * 11.5, -18, 3.4, 4, side * 30), hoof)
            c.paint(c.limb([(side * 16, -9), (side * 22, -6.6)], (8, 6.4)), skin, shadow=0.2)
            c.paint(c.ellipse(side * 25, -6.4, 4, 5.4), hoof)


# ---- deer


def _antlers(c: Canvas, points: int) -> None:
    tines = [[(11, -22), (13, -29), (11, -34)], [(16, -27), (23, -29), (26, -34)], [(6, -19), (2, -24), (2, -28)]]
    for side in (-1, 1):
        antler = c.limb(_mirrored([(4, -13), (8, -20), (16, -27), (18, -38)], side), (2, 1.9, 1.7, 0.9))
        for tine in tines[:points]:
            antler |= c.limb(_mirrored(tine, side), (1.5, 1.3, 0.8))
        c.paint(antler, rgb("B58F66"), 0.5)


def _deer_head(c: Canvas, fur: Colour, pale: Colour, turn: float) -> None:
    outer, inner = [(6, -9), (13, -17), (25, -18, 1), (22, -9), (12, -4)], [(11, -9), (15, -14), (22, -15.5), (19, -9)]
    _ears(c, outer, inner, fur, mix(pale, PINK, 0.45))
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
    with _facing(c, rng, 0.96, 2 if lying else 5.5):
        if lying:
            c.paint(c.blob((84, 66), (92, 62), (95, 69), (88, 75)), pale)
            body = _lying(c, fur, hoof)
            bib, head_at, size = c.ellipse(22, 70, 8, 17), (28, 45), 1.0
            dots = [(44, 66), (53, 71), (60, 64), (70, 69), (78, 66), (76, 78), (84, 79), (48, 79)]
        else:
            body = _standing_deer(c, rng, fur, pale, hoof)
            bib, head_at, size = c.ellipse(27, 57, 6, 12, -14), (29, 37), 0.96
            dots = [(46, 53), (54, 56), (62, 52), (70, 55), (76, 52), (58, 61), (67, 61), (75, 60)]
        c.paint(bib, pale, 0.15, rim=0, clip=body)
        if fawn:
            c.flat(_union(c.ellipse(x, y, 1.7, 1.4) for x, y in dots), pale, 0.9)
        with c.frame(*head_at, tilt, size * (1.13 if fawn else 0.94)):
            if not fawn:
                _antlers(c, antlers)
            _deer_head(c, fur, pale, turn)


def _standing_deer(c: Canvas, rng: np.random.Generator, fur: Colour, pale: Colour, hoof: Colour) -> Mask:
    c.paint(c.blob((78, 50), (86, 44), (90, 52), (84, 58)), pale)
    back, belly = [(38, 47), (54, 49), (70, 46), (80, 51)], [(80, 61), (70, 66), (52, 67), (38, 69)]
    trunk = c.blob((29, 52), *back, *belly, (29, 62)) | c.limb([(39, 58), (33, 46), (30, 36)], (11, 8, 6.5))
    return _standing(c, Legs(fore=37, hind=72, top=61, thigh=7.2, shank=2.6), _gait(rng), trunk, fur, hoof)


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
            c.stroke([(0, -7), (1.4, 0), (0, 7)], 0.45, _line(skin), 0.45, clip=trunk)


def _toes(c: Canvas, at: Sequence[float], y: float, nail: Colour) -> None:
    c.flat(_union(c.ellipse(x + toe, y, 1.8, 2.2) for x in at for toe in (-5, -1, 3)), nail)


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
    _eye(c, skin, 20, 39, 2.5, 3.3)
    c.stroke([(21, 55.5), (24.5, 57), (27.5, 54.5)], 0.55, _line(skin))


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
        _ears(c, ear, _shrunk(ear, 26, -5), skin, lining)
        c.paint(c.symmetric((0, -24), (12, -21), (19, -8), (18, 6), (11, 16), (0, 19)), skin, shadow=0.28)
        for side in (-1, 1):
            c.flat(c.ellipse(side * 13, 5, 3.6, 2.6), PINK, 0.5)
            _eye(c, skin, side * 9.6, -3, 2.6, 3.4)
            tusk = _mirrored([(6, 12), (11.5, 11), (12, 19), (9, 23, 1), (8, 17)], side)
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
    with _facing(c, rng, 0.96, 0 if sitting else 4):
        if sitting:
            _elephant_sitting(c, skin, raised, step / 4)
        else:
            _elephant_standing(c, skin, raised, step)


# ---- giraffe

Spot = tuple[float, float, float]  # x, y and radius
GIRAFFE_HOOF = rgb("5C4038")
NECK_SPOTS: list[Spot] = [(-1, -2, 4), (2, -12, 3.4), (-6, -14, 3.2), (-1, -23, 3.2), (-7, -28, 2.6), (-2, -34, 2.6)]
BACK_SPOTS: list[Spot] = [(46, 54, 4.6), (56, 56, 4.6), (66, 58, 4.4), (74, 61, 3.6), (50, 64, 4), (60, 65, 4)]
LEG_SPOTS: list[Spot] = [(38, 63, 4.6), (70, 69, 3.4), (36, 73, 2.6), (74, 77, 2.2)]
LYING_SPOTS: list[Spot] = [
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
    _eye(c, coat, -4, 0, 2.5, 3.2)


def _giraffe_patches(c: Canvas, rng: np.random.Generator, spots: Sequence[Spot]) -> Mask:
    """Blunt patches of uneven outline."""
    masks = []
    for x, y, radius in spots:
        angle = np.linspace(0, 2 * np.pi, 5, endpoint=False) + rng.uniform(0, 1.2)
        reach = radius * rng.uniform(0.8, 1.15, 5)
        masks.append(c.blob(*np.stack([x + reach * np.cos(angle), y + reach * np.sin(angle)], 1).tolist()))
    return _union(masks)


def _standing_giraffe(c: Canvas, rng: np.random.Generator, coat: Colour, neck: Mask) -> Mask:
    c.paint(c.limb([(76, 54), (83, 58), (84, 70)], (1.5, 1.1, 0.9)) | c.ellipse(84, 72, 2.2, 4), dark(coat, 0.3))
    back, belly = [(38, 46), (52, 48), (66, 51), (77, 54)], [(79, 62), (72, 68), (54, 69), (38, 70)]
    trunk = c.blob((31, 54), *back, *belly, (30, 63))
    legs = Legs(fore=38, hind=71, top=63, thigh=7, shank=2.7)
    return _standing(c, legs, _gait(rng), trunk | neck, coat, GIRAFFE_HOOF)


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
    if wish is not None and sum(wish) < 650:
        patch = light(coat, 0.35) if _is_dark(coat) else dark(coat, 0.42)
    pose = ("tall", "forward", "lie")[rng.integers(3)]
    x, y, lean, size = {"tall": (40, 56, -2, 0.96), "forward": (41, 56, -30, 0.9), "lie": (32, 74, -3, 1.16)}[pose]
    with _facing(c, rng, 0.98, 8 if pose == "forward" else 2):
        with c.frame(x, y, lean, size):
            neck = c.limb([(0, 2), (-3, -20), (-6, -42)], (9, 6, 5))
        if pose == "lie":
            body = _lying(c, coat, GIRAFFE_HOOF) | c.paint(neck, coat, 0.4)
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
    _eye(c, fur, -4, 1, 2.4, 3)
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
    with _facing(c, rng, 0.98, 4.5), c.frame(0, 17 if lying else 0):
        c.paint(c.limb([(82, 50), (89, 56), (89, 66)], (1.6, 1.3, 1)) | c.ellipse(89, 68, 2.2, 4), tuft)
        trunk = _camel_trunk(c, two_humps)
        if lying:
            body = c.paint(trunk, fur, depth=4)
            with c.frame(0, -17):
                _folded_legs(c, fur, tuft)
        else:
            body = _standing(c, Legs(fore=39, hind=74, top=62, thigh=7.6, shank=3), _gait(rng), trunk, fur, tuft)
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
        c.flat(_union(c.ellipse(x, 1, 1.4 / width, 2) for x in (-1, -0.5, 0, 0.5, 1)), trim)
