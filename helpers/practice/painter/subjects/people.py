"""People: one jointed figure for women, men, children and those in costume, and the astronaut in a suit of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from math import cos, radians, sin
from operator import or_

import numpy as np

from helpers.practice.painter.canvas import INK, WHITE, Canvas, Mask
from helpers.practice.painter.colours import Colour, dark, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject

Spot = tuple[float, float]
Outline = list[tuple[float, ...]]
Bend = tuple[float, float]  # degrees from hanging straight down, upper and lower half of an arm or a leg

GOLD = rgb("F2BE3F")
SKINS = ("F8D4B4", "F1C39C", "DDA274", "B97B4E", "8D5A3A")
FAIR_HAIR = ("4A2F27", "2E2630", "B5652E", "E3B75B", "7A4A30")
DARK_HAIR = ("3A2823", "2B2430", "4A2F27")
GREY_HAIR = ("C9C5C8", "E6E1DC", "A39DA3")
CLOTHES = ("E4574C", "3F8FC4", "F2B441", "4FA36C", "8D6BB8", "E98AA0", "2FA7A0")
LOWER_CLOTHES = ("3A5A8C", "5C6B7A", "8A6A4A", "4A4A63", "B08B5A", "3F7A73")
SHOES = ("5A3B36", "3B3A4A", "C8574E", "3F6FA0", "7A4A2E")


@dataclass(frozen=True, slots=True)
class Build:
    """The proportions of a body that stands on y = 0, in units."""

    hip: float  # height of the hip joints
    shoulder: float  # height of the shoulders
    half: float  # half the breadth of the shoulders
    waist: float  # half the breadth of the waist
    head: float  # 1 is a head 26 units tall
    arm: float  # length of an arm without its hand
    thick: float  # of arms and legs

    @property
    def trunk(self) -> float:
        return self.shoulder - self.hip


BUILDS = {
    "woman": Build(hip=36, shoulder=57, half=8.6, waist=6.6, head=1.16, arm=21, thick=0.88),
    "man": Build(hip=36, shoulder=58, half=11, waist=9.4, head=1.12, arm=22, thick=1.06),
    "girl": Build(hip=25, shoulder=43, half=7.4, waist=7, head=1.36, arm=18, thick=0.88),
    "boy": Build(hip=25, shoulder=43, half=8, waist=7.6, head=1.36, arm=18, thick=0.94),
}


@dataclass(frozen=True, slots=True)
class Pose:
    """Arms bend outwards from the body, legs towards +x; the left one is the one at the viewer's left."""

    left_arm: Bend = (15, 7)
    right_arm: Bend = (15, 7)
    left_leg: Bend = (-3, -2)
    right_leg: Bend = (3, 2)
    turn: float = 0  # 1: the figure walks towards +x
    seat: float = (
        0  # height of the hips of one who sits: low is on the ground, the legs towards the viewer; high is on a bench
    )


STANDING = Pose()
WAVING = Pose(right_arm=(96, 156))
HANDS_ON_HIPS = Pose((60, -34), (60, -34), (-7, -4), (7, 4))
HAND_ON_HIP = Pose(right_arm=(60, -34), right_leg=(9, 5))
WALKING = Pose((32, 20), (24, 62), (-20, -34), (22, 6), turn=1)
SITTING = Pose((24, -12), (24, -12), seat=22)
SITTING_WAVING = Pose((40, -24), (96, 142), seat=6.5)
CHEERING = Pose((102, 142), (102, 142), (-8, -5), (8, 5))
HOLDING = Pose(right_arm=(38, 68))
POSES = (STANDING, WAVING, HANDS_ON_HIPS, WALKING, SITTING, HAND_ON_HIP, WALKING)
CHILD_POSES = (STANDING, WAVING, HANDS_ON_HIPS, WALKING, SITTING_WAVING, CHEERING, WALKING)


@dataclass(frozen=True, slots=True)
class Outfit:
    sleeve: str  # long, short
    lower: str  # trousers, shorts, skirt, dress, gown
    detail: str  # plain, stripes, buttons, dungarees, jacket, hood, belt, dots


OUTFITS = {
    "woman": (
        Outfit("short", "dress", "belt"),
        Outfit("long", "skirt", "plain"),
        Outfit("short", "trousers", "buttons"),
        Outfit("long", "dress", "dots"),
        Outfit("long", "trousers", "jacket"),
    ),
    "man": (
        Outfit("short", "trousers", "plain"),
        Outfit("long", "trousers", "jacket"),
        Outfit("long", "trousers", "stripes"),
        Outfit("long", "trousers", "buttons"),
        Outfit("long", "trousers", "hood"),
    ),
    "girl": (
        Outfit("short", "dress", "dots"),
        Outfit("long", "skirt", "stripes"),
        Outfit("long", "trousers", "dungarees"),
        Outfit("short", "dress", "belt"),
    ),
    "boy": (
        Outfit("short", "shorts", "stripes"),
        Outfit("short", "trousers", "dungarees"),
        Outfit("long", "trousers", "hood"),
        Outfit("short", "shorts", "plain"),
    ),
}


@dataclass(frozen=True, slots=True)
class Look:
    """Everything about a figure but its pose."""

    build: Build
    outfit: Outfit
    skin: Colour
    hair: Colour
    top: Colour
    bottom: Colour
    accent: Colour
    shoe: Colour
    style: str  # of the hair: a name in STYLES
    lashes: bool = False
    beard: str = ""  # short, moustache, long
    glasses: bool = False
    hat: str = ""  # cap, straw, crown, pointed
    cape: Colour | None = None
    held: Callable[[Canvas], None] | None = None  # drawn behind the right hand, which is (0, 0)


def _union(masks: Iterable[Mask]) -> Mask:
    return reduce(or_, masks)


# ---- hair, in units of the head: its middle is (0, 0), its chin (0, 13); outlines of what is behind are right halves

BEHIND: dict[str, Outline] = {
    "long": [(0, -15), (12, -11), (15, 1), (15.6, 14), (17, 24), (9, 27), (0, 22)],
    "bob": [(0, -15), (12, -11), (15.4, 0), (16, 9), (13, 14.5, 1), (0, 12)],
}
# fmt: off
FRINGES: dict[str, Outline] = {
    "swept": [
        (-12.6, 5, 1), (-14, -5), (-8.5, -14), (1, -16), (10, -13.4), (14, -4), (12.6, 5, 1), (10.8, -2),
        (5, -9.4, 1), (-1, -5.6), (-7, -4), (-10.8, -1),
    ],
    "parted": [
        (-12.6, 5, 1), (-14, -5), (-8, -14.2), (0, -15.6), (8, -14.2), (14, -5), (12.6, 5, 1), (10.6, -3.4),
        (0, -11, 1), (-10.6, -3.4),
    ],
    "straight": [
        (-12.8, 5, 1), (-14.2, -5), (-8.5, -14.2), (0, -15.8), (8.5, -14.2), (14.2, -5), (12.8, 5, 1),
        (10.6, -5, 1), (0, -7), (-10.6, -5, 1),
    ],
    "short": [
        (-12.8, 1, 1), (-13.4, -8), (-7, -15.2), (3, -16.6), (11.5, -12), (13.2, -5), (12.8, 1, 1),
        (10.8, -5.2), (5, -7.4), (-3, -7), (-9, -9, 1), (-11, -5),
    ],
    "quiff": [
        (-12.8, 1, 1), (-13.2, -8), (-10, -14), (-3, -16), (6, -19.6), (13.2, -17, 1), (12.4, -11), (13.2, -6),
        (12.8, 1, 1), (10.8, -6), (4, -8.6), (-4, -7.6), (-11, -6),
    ],
    "tousled": [
        (-12.8, 3, 1), (-15.4, -5, 1), (-13.4, -9), (-13.6, -14.4, 1), (-7, -14.4), (-4, -19, 1), (1, -15.8),
        (7.4, -18, 1), (9.5, -13), (14.6, -12, 1), (13.6, -6), (12.8, 3, 1), (10.4, -4, 1), (7, -7.4),
        (4.6, -3.8, 1), (0, -7.6), (-3.6, -3.6, 1), (-7, -7), (-10.6, -3, 1),
    ],
    "crop": [
        (-12.7, 0, 1), (-12.9, -8), (-8, -13.6), (0, -15), (8, -13.6), (12.9, -8), (12.7, 0, 1), (10.6, -6.2),
        (0, -8.2), (-10.6, -6.2),
    ],
}
# fmt: on
CURLS = [(-12.5, -3), (-11, -9.5), (-5.5, -13.5), (1, -14.5), (7, -12.6), (11.6, -8.4), (12.6, -2.4)]
# name -> (what is behind the body: of BEHIND or TIED, fringe: of FRINGES or curly)
STYLES = {
    "long": ("long", "swept"),
    "long, parted": ("long", "parted"),
    "bob": ("bob", "straight"),
    "bun": ("bun", "parted"),
    "ponytail": ("ponytail", "swept"),
    "curly": ("curly", "curly"),
    "pigtails": ("pigtails", "straight"),
    "braids": ("braids", "parted"),
    "short": ("", "short"),
    "quiff": ("", "quiff"),
    "tousled": ("", "tousled"),
    "crop": ("", "crop"),
    "bowl": ("", "straight"),
    "short curls": ("", "curly"),
    "bald": ("", ""),
}
HAIRSTYLES = {
    "woman": ("long", "bun", "bob", "ponytail", "curly", "long, parted"),
    "man": ("short", "quiff", "crop", "short curls", "bald", "short"),
    "girl": ("pigtails", "long", "braids", "curly", "ponytail", "bob"),
    "boy": ("tousled", "short", "bowl", "short curls", "quiff"),
}
# how far a style or a hat rises above plain hair
RISE = {"bun": 6.0, "quiff": 3.0, "tousled": 2.5, "curly": 4.5, "short curls": 3.5, "pigtails": 3.0, "long": 0.5}
RISE |= {"crown": 9.0, "pointed": 22.0, "straw": 4.5, "cap": 3.0}


def _bun(c: Canvas, look: Look) -> None:
    c.paint(c.ellipse(0, -17, 6.4, 5.6), look.hair)


def _ponytail(c: Canvas, look: Look) -> None:
    tail = [(-6, -14), (-15, -14), (-22, -5), (-20, 8), (-23, 16, 1), (-14, 12), (-12, 0)]
    c.paint(c.blob(*tail), look.hair)
    c.flat(c.ellipse(-11, -12.6, 2.4, 3.4, 40), look.accent)


def _pigtails(c: Canvas, look: Look) -> None:
    for side in (-1, 1):
        bunch = [(side * 11, -7), (side * 17, -9), (side * 22, 0), (side * 21, 10), (side * 16, 14), (side * 14, 4)]
        c.paint(c.blob(*bunch), look.hair)
        c.flat(c.ellipse(side * 13, -5.5, 2.3), look.accent)


def _braids(c: Canvas, look: Look) -> None:
    for side in (-1, 1):
        strands = ((12.5, 9, 3.8), (13.6, 13.5, 3.4), (14.2, 17.6, 3.4))
        c.paint(_union(c.ellipse(side * x, y, size) for x, y, size in strands), look.hair, depth=2)
        c.paint(c.ellipse(side * 14.5, 21, 2, 1.7), look.accent, 0.3)


def _ball_of_curls(c: Canvas, look: Look) -> None:
    curls = (*CURLS, (-14, 4), (14, 4), (-12.5, 10), (12.5, 10))
    ball = _union(c.ellipse(x * 1.06, y * 1.06, 4.8) for x, y in curls)
    c.paint(ball | c.ellipse(0, -3, 14.5, 13.5), dark(look.hair, 0.15))


TIED = {"bun": _bun, "ponytail": _ponytail, "pigtails": _pigtails, "braids": _braids, "curly": _ball_of_curls}


def _hair_behind(c: Canvas, look: Look) -> None:
    kind = STYLES[look.style][0]
    if kind in TIED:
        TIED[kind](c, look)
    elif kind:
        c.paint(c.symmetric(*BEHIND[kind]), dark(look.hair, 0.2))


def _hair_front(c: Canvas, look: Look) -> None:
    kind = STYLES[look.style][1]
    if kind == "curly":
        cap = c.symmetric((0, -15), (9, -12), (12.6, -3), (9.6, -5.4), (0, -8))
        c.paint(cap | _union(c.ellipse(x, y, 4.2) for x, y in CURLS), look.hair, 0.4, shadow=0.2)
    elif kind:
        c.paint(c.blob(*FRINGES[kind]), look.hair, 0.4, shadow=0.2)


# ---- head


def _mouth(c: Canvas, x: float, lips: Colour, grin: bool) -> None:
    if grin:
        grinning = [(x - 3.8, 5.3, 1), (x, 6.1), (x + 3.8, 5.3, 1), (x + 2.5, 8.8), (x, 9.8), (x - 2.5, 8.8)]
        mouth = c.flat(c.blob(*grinning), lips)
        c.flat(c.box(x - 4, 4, x + 4, 7), WHITE, clip=mouth)
    else:
        c.smile(x, 6, 3.1, 2, 0.55, lips)


def _face(c: Canvas, look: Look, turn: float, grin: bool) -> None:
    skin, x = look.skin, turn * 1.9
    jaw = (9.6, 9.4) if not look.lashes else (8.8, 9.2)
    c.paint(c.ellipse(-12 + turn * 0.6, 1, 2.5, 3) | c.ellipse(12 + turn * 0.6, 1, 2.5, 3), skin)
    face = c.paint(c.symmetric((0, -13.4), (9.4, -10.6), (12.3, 0), jaw, (0, 13)), skin, 0.4, shadow=0.25)
    blush = mix(skin, (232, 78, 78), 0.32)
    c.flat(c.ellipse(x - 7.9, 4.6, 2.4, 1.6) | c.ellipse(x + 7.9, 4.6, 2.4, 1.6), blush, 0.7, clip=face)
    if look.beard:
        _beard(c, look)
    for side in (-1, 1):
        at, lift = x + side * 4.8, 0.4 if look.lashes else 0
        if look.lashes:
            c.stroke([(at + side * 1, -1.5), (at + side * 2.8, -2.5)], (0.5, 0.2), INK)
        c.eye(at, 0, 1.75, 2.4)
        brow = [(at - side * 1.6, -4.8 - lift), (at + side * 0.4, -5.4 - lift), (at + side * 2.3, -4.4 - lift)]
        c.stroke(brow, 0.4 if look.lashes else 0.6, dark(look.hair, 0.3))
        if look.glasses:
            c.flat(c.ellipse(at, 0.2, 4.1) - c.ellipse(at, 0.2, 3.5), INK)
    if look.glasses:
        c.stroke([(x - 1, -0.4), (x + 1, -0.4)], 0.35, INK)
    c.flat(c.ellipse(x + turn * 0.4, 3.1, 1.3, 0.95), dark(skin, 0.3))
    lips = rgb("DE8274") if look.beard in ("short", "long") else mix(dark(skin, 0.45), (168, 44, 52), 0.6)
    _mouth(c, x, lips, grin)


def _beard(c: Canvas, look: Look) -> None:
    if look.beard == "moustache":
        c.paint(c.symmetric((0, 4.2), (3, 3.8), (6.6, 6.4, 1), (3, 6.6), (0, 5.6)), look.hair, 0.3)
        return
    length = {"short": 15.5, "long": 31.0}[look.beard]
    cheeks = [(0, 4.4), (4.5, 4.3), (9, 3.6), (12.8, -2, 1), (12.6, 7), (8.6, 12 + (length - 15) * 0.4), (0, length)]
    c.paint(c.symmetric(*cheeks), look.hair, 0.35, shadow=0.15)


def _crown(c: Canvas, look: Look) -> None:
    spikes = [(0, -23, 1), (3.4, -16.6), (7.4, -22.4, 1), (8.6, -16), (12.6, -19.6, 1), (10.8, -9, 1), (0, -7.6)]
    c.paint(c.symmetric(*spikes), GOLD, 0.5, shadow=0.25)
    tips = ((-12.4, -20), (-7.4, -22.8), (0, -23.6), (7.4, -22.8), (12.4, -20))
    c.paint(_union(c.ellipse(x, y, 1.5) for x, y in tips), light(GOLD, 0.3), 0.3)
    c.flat(c.ellipse(-6, -11.8, 1.4, 1.7) | c.ellipse(6, -11.8, 1.4, 1.7), rgb("4FA3DC"))
    c.flat(c.ellipse(0, -11.6, 1.4, 1.7), rgb("D8433F"))


def _cap(c: Canvas, look: Look) -> None:
    peak = [(-4, -8, 1), (8, -8.4), (16, -6.6), (20, -3), (10, -3.4), (-2, -4.4)]
    c.paint(c.symmetric((0, -17.4), (9, -15), (13.6, -6), (12.6, -4.4, 1), (0, -7)), look.accent, 0.4, shadow=0.2)
    c.paint(c.blob(*peak), dark(look.accent, 0.2), 0.4, shadow=0.3)
    c.flat(c.ellipse(0, -17.2, 1.6, 1), dark(look.accent, 0.3))


def _straw_hat(c: Canvas, look: Look) -> None:
    straw = rgb("F2D08A")
    c.paint(c.symmetric((0, -20), (8, -18), (10.8, -8), (0, -7)), straw, 0.4)
    c.paint(c.symmetric((0, -12), (10.4, -11), (10.8, -7.4), (0, -7)), look.accent, 0.2)
    c.paint(c.ellipse(0, -7.2, 18.5, 3.2), straw, 0.5, depth=1.5, shadow=0.3)


def _pointed_hat(c: Canvas, look: Look) -> None:
    point = [(-12, -8, 1), (-6, -22), (2, -32), (10, -37.5, 1), (7, -28), (8.5, -20), (12, -8, 1), (0, -6)]
    hat = c.paint(c.blob(*point), look.top, 0.55)
    stars = ((-3, -18, 2.4), (4, -25, 1.7), (5.5, -14.5, 1.8))
    c.flat(_union(_star(c, x, y, size) for x, y, size in stars), GOLD, clip=hat)
    c.paint(c.ellipse(0, -7, 19, 3.6), dark(look.top, 0.12), 0.5, depth=1.5, shadow=0.3)


HATS = {"crown": _crown, "cap": _cap, "straw": _straw_hat, "pointed": _pointed_hat}


def _star(c: Canvas, x: float, y: float, size: float) -> Mask:
    reach = [(size if corner % 2 == 0 else size * 0.45) for corner in range(10)]
    return c.polygon([(x + r * sin(radians(36 * k)), y - r * cos(radians(36 * k))) for k, r in enumerate(reach)])


# ---- body


def _along(start: Spot, degrees: float, length: float, side: float = 1) -> Spot:
    """The point that far from start, the degrees counted from straight down towards side."""
    return start[0] + side * length * sin(radians(degrees)), start[1] + length * cos(radians(degrees))


def _between(start: Spot, end: Spot, share: float) -> Spot:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _hand(c: Canvas, spread: bool) -> Mask:
    """A hand hanging down from the wrist at (0, 0), its thumb towards the body; spread, it is held up."""
    if not spread:
        return c.ellipse(0.2, 2.2, 2.5, 3.5) | c.limb([(-1.2, 0.8), (-2.6, 3.2)], 1)
    fingers = _union(c.limb([(x * 0.6, 3), (x, y)], 1.1) for x, y in ((-3, 6.4), (-1, 7.6), (1.1, 7.4)))
    return fingers | c.ellipse(0, 2.6, 2.8, 3) | c.limb([(1, 2.2), (3.9, 3.2)], (1.2, 0.95))


def _arm(c: Canvas, look: Look, side: int, bend: Bend) -> None:
    build, thick = look.build, look.build.thick
    shoulder = (side * (build.half - 1.8 * thick), -build.shoulder + 3.2 * thick)
    elbow = _along(shoulder, bend[0], build.arm / 2, side)
    wrist = _along(elbow, bend[1], build.arm / 2, side)
    if look.held and side > 0:
        with c.frame(*_along(wrist, bend[1], 2.5, side)):
            look.held(c)
    with c.frame(*wrist, -side * bend[1], side * thick * 1.02, thick * 1.02):
        hand = _hand(c, bend[1] > 120)
    bare = c.limb([shoulder, elbow, wrist], (3 * thick, 2.5 * thick, 2 * thick))
    c.paint(bare | hand, look.skin, 0.4, depth=2.4, shadow=0.18)
    if look.outfit.sleeve == "long":
        wide = 1.35 if look.outfit.lower == "gown" else 1
        sleeve = c.limb([shoulder, elbow, _between(elbow, wrist, 0.86)], (3.7 * thick, 3.3 * thick, 2.9 * thick * wide))
    else:
        sleeve = c.limb([shoulder, _between(shoulder, elbow, 0.62)], (3.7 * thick, 3.6 * thick))
    c.paint(sleeve, _shirt_colour(look), 0.45, depth=2.4, shadow=0.12, rim=0.15)


def _shirt_colour(look: Look) -> Colour:
    return light(look.top, 0.72) if look.outfit.detail == "dungarees" else look.top


def _shoe(c: Canvas, look: Look, ankle: Spot, turn: float, side: float) -> None:
    """A shoe under the ankle, its toe towards side."""
    size = look.build.thick * 1.15
    with c.frame(*ankle, turn, size * side, size):
        shoe = [(-3.6, 2.25, 1), (-3.8, -0.8), (-2.6, -3.2), (1.4, -3.2), (4.6, -1), (6, 1), (5.4, 2.25, 1)]
        c.paint(c.blob(*shoe), look.shoe, 0.4, depth=2, shadow=0.1)


def _sole(c: Canvas, look: Look, heel: Spot, turn: float) -> None:
    """The shoe of somebody who sits with the legs towards the viewer."""
    with c.frame(*heel, turn, look.build.thick):
        c.paint(c.ellipse(0, -0.8, 4.3, 5.8), look.shoe, 0.4, depth=2, shadow=0.25)
        c.paint(c.ellipse(0, -0.9, 3, 4.3), light(look.shoe, 0.3), 0.15)


Leg = tuple[Spot, Spot, Spot]


def _sitting_leg(build: Build, seat: float, side: int) -> Leg:
    waist = build.waist
    if seat < 10:
        return (side * waist * 0.4, -seat), (side * (waist + 1), 0.5 - seat), (side * (waist + 7.5), 1.5 - seat)
    return (side * waist * 0.5, -seat - 1), (side * (waist * 0.5 + 2), 2.5 - seat), (side * waist * 0.7, -3)


def _legs(build: Build, pose: Pose) -> list[Leg]:
    """Hip, knee and ankle of both legs, with the lower foot on the ground."""
    if pose.seat:
        return [_sitting_leg(build, pose.seat, side) for side in (-1, 1)]
    ankle_height, legs = 2.6 * build.thick, []
    half = (build.hip - ankle_height) / 2
    bends = ((-1, pose.left_leg), (1, pose.right_leg))
    hip_height = ankle_height + max(half * (cos(radians(upper)) + cos(radians(lower))) for _, (upper, lower) in bends)
    for side, (upper, lower) in bends:
        hip = (side * build.waist * 0.52, -hip_height)
        knee = _along(hip, upper, half)
        legs.append((hip, knee, _along(knee, lower, half)))
    return legs


def _draw_legs(c: Canvas, look: Look, pose: Pose, legs: list[Leg]) -> None:
    thick, lower = look.build.thick, look.outfit.lower
    on_ground = 0 < pose.seat < 10
    for number, (hip, knee, ankle) in enumerate(legs):
        side = 1 if number else -1
        far = pose.turn > 0 and number == 0
        cloth = dark(look.bottom, 0.15) if far else look.bottom
        skin = dark(look.skin, 0.12) if far else look.skin
        tilt, toe = (32 if far else 0), (1 if pose.turn else side)
        if lower == "trousers":
            if not on_ground:
                _shoe(c, look, ankle, tilt, toe)
            cuff = _between(knee, ankle, 0.86)
            c.paint(c.limb([hip, knee, cuff], (5.2 * thick, 4.5 * thick, 3.9 * thick)), cloth, 0.45, shadow=0.15)
        elif lower != "gown":
            bare = [knee, ankle] if pose.seat else [hip, knee, ankle]
            c.paint(c.limb(bare, (4 * thick, 3.2 * thick, 2.5 * thick)[-len(bare) :]), skin, 0.4, shadow=0.1)
        if lower != "trousers" and not on_ground:
            _shoe(c, look, ankle, tilt, toe)
        if lower == "shorts":
            c.paint(c.limb([hip, knee], (5.2 * thick, 5 * thick)), cloth, 0.45, shadow=0.15)
        if on_ground:
            _sole(c, look, (ankle[0] + side * 2, ankle[1]), side * 14)


def _bench(c: Canvas, seat: float) -> None:
    wood = rgb("B07B4A")
    for x in (-18, 18):
        c.paint(c.box(x - 2.2, 4 - seat, x + 2.2, 0, 1), dark(wood, 0.2), 0.4)
    c.paint(c.box(-24, 1.5 - seat, 24, 6.5 - seat, 2), wood, 0.5, shadow=0.2)


# ---- clothes of the trunk, drawn about the middle of the hips as (0, 0)


def _trunk(c: Canvas, look: Look, hem: float, seat: float) -> None:
    """From the neck to below the hips; a skirt ends at `hem`."""
    build, lower = look.build, look.outfit.lower
    half, waist, top = build.half, build.waist, -build.trunk
    upper: Outline = [(0, top - 3.4), (half * 0.55, top - 2.8), (half, top + 2), (waist, top * 0.36)]
    if lower in ("dress", "gown"):
        cloth = c.paint(c.symmetric(*upper, *_skirt(look, hem, seat)), look.top, 0.55)
        _folds(c, look, hem, look.top, cloth)
    else:
        if lower == "skirt":
            skirt = c.paint(c.symmetric((0, -5), (waist, -4), *_skirt(look, hem, seat)), look.bottom, 0.55)
            _folds(c, look, hem, look.bottom, skirt)
        else:
            breeches = c.symmetric((0, -5), (waist, -4), (waist + 0.5, 2), (waist * 0.6, 4.5), (0, 3))
            c.paint(breeches, look.bottom, 0.3, rim=0)
        cloth = c.paint(c.symmetric(*upper, (waist + 0.3, 0.5), (0, 1.5)), _shirt_colour(look), shadow=0.15)
    DETAILS[look.outfit.detail](c, look, cloth)


def _hem(look: Look, hip: float, seat: float) -> float:
    if look.outfit.lower == "gown":
        return hip - 1.4
    return min(8.0, seat - 1) if seat else hip * 0.54


def _skirt(look: Look, hem: float, seat: float) -> Outline:
    """The right half of a skirt's outline, from the hip down."""
    waist = look.build.waist
    if look.outfit.lower == "gown":
        return [(waist + 2, 0), (waist + 8, hem - 8.6), (waist + 10, hem - 2.2, 1), (0, hem)]
    if seat:
        return [(waist + 2.5, -1), (waist + 5, hem - 4), (waist + 3, hem - 0.5), (0, hem)]
    return [(waist + 2, -1), (waist + 8, hem - 2.2, 1), (waist * 0.6 + 4.8, hem + 0.4), (0, hem + 1.4)]


def _folds(c: Canvas, look: Look, hem: float, colour: Colour, skirt: Mask) -> None:
    flares = [x * (look.build.waist + 4) for x in (-0.8, 0.1, 0.85)]
    lines = _union(c.limb([(x * 0.55, 0), (x, hem - 2)], (0.15, 0.55)) for x in flares)
    c.flat(lines, dark(colour, 0.25), clip=skirt)


def _neckline(c: Canvas, look: Look, cloth: Mask) -> None:
    wide, top = look.build.half * 0.46, -look.build.trunk
    neck = c.symmetric((0, top - 4), (wide, top - 3.4), (wide * 0.7, top - 0.6), (0, top + 1))
    c.flat(neck, dark(look.skin, 0.08))


def _belt(c: Canvas, look: Look, cloth: Mask) -> None:
    waist, y = look.build.waist + 0.4, look.build.trunk * -0.3
    c.paint(c.box(-waist, y - 1.6, waist, y + 1.6, 1), look.accent, 0.3)
    _neckline(c, look, cloth)


def _dots(c: Canvas, look: Look, cloth: Mask) -> None:
    spots = ((-3.4, -8), (3, -5), (-6, 4), (1, 6), (7, 3), (-9, 12), (-2.5, 13.5), (5, 12.5))
    spread = 0.6 + look.build.hip / 90
    c.flat(_union(c.ellipse(x, y * spread - 2, 1.1) for x, y in spots), light(look.top, 0.75), clip=cloth)
    _neckline(c, look, cloth)


def _stripes(c: Canvas, look: Look, cloth: Mask) -> None:
    trunk = look.build.trunk
    bands = _union(c.box(-20, trunk * share, 20, trunk * (share + 0.13)) for share in (-0.8, -0.52, -0.24))
    c.flat(bands, light(look.top, 0.65), clip=cloth)
    _neckline(c, look, cloth)


def _bib(c: Canvas, look: Look, cloth: Mask) -> None:
    half, top = look.build.half, -look.build.trunk
    middle = top * 0.42
    bib = c.box(-half * 0.62, middle - 3, half * 0.62, 4, 1) | c.box(-20, middle + 3.5, 20, 4)
    for side in (-1, 1):
        bib |= c.box(side * half * 0.3, top - 4, side * half * 0.58, middle, 0.6)
    c.paint(bib, look.top, 0.4, clip=cloth, shadow=0.12)
    c.flat(_union(c.ellipse(side * half * 0.43, middle - 1.4, 0.9) for side in (-1, 1)), GOLD)


def _jacket(c: Canvas, look: Look, cloth: Mask) -> None:
    half, top = look.build.half, -look.build.trunk
    tie = [(0, top - 1.4), (1.1, top - 0.8), (1.6, top * 0.5), (0, top * 0.36, 1)]
    c.flat(c.symmetric((0, top - 4), (half * 0.42, top - 3.6), (0, top * 0.2, 1)), WHITE)
    c.paint(c.symmetric(*tie), look.accent, 0.3)
    c.flat(c.limb([(0, -4), (0.2, 1)], 0.3) | c.ellipse(0, -1.6, 0.8), dark(look.top, 0.45))


def _hood(c: Canvas, look: Look, cloth: Mask) -> None:
    half, top = look.build.half, -look.build.trunk
    hood = c.symmetric((0, top - 4), (half * 0.8, top - 2.4), (half * 0.55, top + 2), (0, top + 3.6))
    pocket = c.symmetric((0, -6), (half * 0.42, -6), (half * 0.62, -0.5), (0, 0))
    c.paint(hood, dark(look.top, 0.2), 0.3)
    _neckline(c, look, cloth)
    c.flat(_union(c.limb([(side * 2, top + 2.4), (side * 2.2, top + 7)], 0.4) for side in (-1, 1)), WHITE)
    c.paint(pocket, look.top, 0.3, shadow=0.2)


def _buttons(c: Canvas, look: Look, cloth: Mask) -> None:
    half, top, pale = look.build.half, -look.build.trunk, light(look.top, 0.65)
    _neckline(c, look, cloth)
    for side in (-1, 1):
        tab = [
            (side * 0.4, top + 1.5),
            (side * 1.5, top - 3.4),
            (side * half * 0.5, top - 2.6),
            (side * 3.4, top + 2.2),
        ]
        c.paint(c.blob(*tab), pale, 0.2)
    c.flat(_union(c.ellipse(0, top * share, 0.8) for share in (0.68, 0.44, 0.2)), pale)


DETAILS: dict[str, Callable[[Canvas, Look, Mask], None]] = {
    "plain": _neckline,
    "belt": _belt,
    "dots": _dots,
    "stripes": _stripes,
    "dungarees": _bib,
    "jacket": _jacket,
    "hood": _hood,
    "buttons": _buttons,
}


def _cape(c: Canvas, look: Look, colour: Colour) -> None:
    half, top, hip = look.build.half, look.build.shoulder, look.build.hip
    c.paint(c.symmetric((0, -top - 3), (half, -top), (half + 7, -hip), (half + 13, -2, 1), (0, -1)), colour)


def _collar(c: Canvas, look: Look) -> None:
    half, top = look.build.half, look.build.shoulder
    fur = [(0, -top - 4), (half * 0.7, -top - 3.4), (half + 2.4, -top + 2), (half * 0.5, -top + 5), (0, -top + 7)]
    c.paint(c.symmetric(*fur), WHITE, 0.4, shadow=0.2)
    spots = ((-0.7, 1), (-0.26, 4), (0.28, 3.8), (0.72, 0.8))
    c.flat(_union(c.ellipse(x * half, y - top, 0.7, 1.1) for x, y in spots), INK)


def _arms(c: Canvas, look: Look, pose: Pose, raised: bool) -> None:
    for side, bend in ((-1, pose.left_arm), (1, pose.right_arm)):
        if (bend[1] > 120) == raised:
            _arm(c, look, side, bend)


def _figure(c: Canvas, rng: np.random.Generator, look: Look, pose: Pose) -> None:
    side = 1 if rng.random() < 0.5 else -1
    tilt, turn, grin = rng.uniform(-4, 4), rng.uniform(-0.8, 0.8), bool(rng.random() < 0.4)
    build, legs = look.build, _legs(look.build, pose)
    hip = -legs[0][0][1]
    lowered = build.hip - hip
    neck = build.shoulder + 2 - lowered
    top = neck + (29 + max(RISE.get(look.style, 0), RISE.get(look.hat, 0))) * build.head
    scale = 91.5 / (top + lowered * (0.7 if pose.seat else 1))
    middle = -neck - 13 * build.head
    with c.frame(50, 94.8, 0, scale * side, scale):
        if look.cape:
            _cape(c, look, look.cape)
        with c.frame(0, middle, tilt + 3 * pose.turn, build.head):
            _hair_behind(c, look)
        if pose.seat > 10:
            _bench(c, pose.seat)
        if not pose.seat:
            _draw_legs(c, look, pose, legs)
        c.paint(c.limb([(0, -neck - 4), (0, -neck + 4)], 3.2 * build.thick), dark(look.skin, 0.22), 0.2)
        with c.frame(0, -hip):
            _trunk(c, look, _hem(look, hip, pose.seat), pose.seat)
        if pose.seat:
            _draw_legs(c, look, pose, legs)
        if look.cape:
            _collar(c, look)
        with c.frame(0, lowered):
            _arms(c, look, pose, raised=False)
        with c.frame(0, middle, tilt + 3 * pose.turn, build.head):
            _face(c, look, pose.turn or turn, grin)
            _hair_front(c, look)
            if look.hat:
                HATS[look.hat](c, look)
        with c.frame(0, lowered):
            _arms(c, look, pose, raised=True)


def _look(rng: np.random.Generator, wish: Colour | None, kind: str) -> Look:
    """A woman, a man, a girl or a boy as the seed has it; a wish is the colour of the clothes."""
    skin = pick(rng, SKINS)
    hair = pick(rng, FAIR_HAIR if skin[0] > 230 else DARK_HAIR)
    grey, top, bottom = pick(rng, GREY_HAIR), main_colour(wish, rng, CLOTHES), pick(rng, LOWER_CLOTHES)
    accent, shoe = pick(rng, CLOTHES), pick(rng, SHOES)
    outfit = OUTFITS[kind][rng.integers(len(OUTFITS[kind]))]
    style = HAIRSTYLES[kind][rng.integers(len(HAIRSTYLES[kind]))]
    old, bearded, glasses, hatted = rng.random(4) < (0.14, 0.4, 0.16, 0.3)
    if outfit.detail in ("jacket", "dungarees"):
        bottom = dark(top, 0.1)
    elif wish is not None:
        bottom = dark(wish, 0.3)
    grown = kind in ("woman", "man")
    beard = ("short", "moustache")[int(glasses)] if kind == "man" and (bearded or style == "bald") else ""
    hat = ""
    if hatted and kind == "boy":
        hat = "cap"
    elif hatted and kind == "girl" and style in ("long", "braids", "bob"):
        hat = "straw"
    return Look(
        build=BUILDS[kind],
        outfit=outfit,
        skin=skin,
        hair=grey if grown and old else hair,
        top=top,
        bottom=bottom,
        accent=accent,
        shoe=shoe,
        style="short" if hat == "cap" else style,
        lashes=kind in ("woman", "girl"),
        beard=beard,
        glasses=bool(glasses and grown),
        hat=hat,
    )


def _draw(c: Canvas, rng: np.random.Generator, wish: Colour | None, kind: str) -> None:
    look = _look(rng, wish, kind)
    poses = POSES if kind in ("woman", "man") else CHILD_POSES
    _figure(c, rng, look, poses[rng.integers(len(poses))])


@subject(
    "person",
    en="person, people, human, human being, someone, somebody, grown-up, pedestrian, neighbour, neighbor",
    ko="사람, 인물, 인간, 어른, 성인, 사람들, 행인, 이웃",
    scenes="meadow, street, city, village, beach",
    size=1.0,
)
def person(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _draw(c, rng, wish, ("woman", "man")[rng.integers(2)])


@subject(
    "woman",
    en="woman, women, lady, ladies, mother, mom, mum, mommy, aunt, wife, wives",
    ko="여자, 여성, 여인, 아줌마, 아주머니, 아가씨, 엄마, 어머니, 이모, 고모, 아내",
    scenes="garden, street, city, meadow, beach",
    size=1.0,
)
def woman(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _draw(c, rng, wish, "woman")


@subject(
    "man",
    en="man, men, gentleman, gentlemen, guy, father, dad, daddy, uncle, husband",
    ko="남자, 남성, 아저씨, 신사, 아빠, 아버지, 삼촌, 남편",
    scenes="street, city, meadow, village, forest",
    size=1.0,
)
def man(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _draw(c, rng, wish, "man")


@subject(
    "girl",
    en="girl, little girl, schoolgirl, daughter, sister",
    ko="소녀, 여자아이, 여자애, 여자 아이, 딸, 꼬마숙녀",
    scenes="meadow, garden, beach, room",
    size=0.72,
)
def girl(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _draw(c, rng, wish, "girl")


@subject(
    "boy",
    en="boy, little boy, schoolboy, son, brother",
    ko="소년, 남자아이, 남자애, 남자 아이, 아들",
    scenes="meadow, garden, beach, room",
    size=0.72,
)
def boy(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _draw(c, rng, wish, "boy")


@subject(
    "child",
    en="child, children, kid, youngster, toddler",
    ko="아이, 어린이, 아동, 꼬마, 아이들, 어린아이, 꼬마아이",
    scenes="meadow, garden, beach, room",
    size=0.7,
)
def child(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _draw(c, rng, wish, ("girl", "boy")[rng.integers(2)])


# ---- costumes

STAFF_FOOT = 39.0  # below the hand of somebody in the pose HOLDING


def _sceptre(c: Canvas) -> None:
    c.paint(c.limb([(-1, 7), (2, -15)], 1.1), GOLD, 0.4)
    c.paint(c.ellipse(2.3, -17, 3.2), rgb("5FB7E5"), 0.4)
    c.paint(c.box(0, -14.4, 4.2, -12.6, 0.8), light(GOLD, 0.3), 0.3)


def _staff(c: Canvas) -> None:
    wood = rgb("8B5E3C")
    c.paint(c.limb([(0, STAFF_FOOT), (0.6, 10), (-0.6, -14), (0, -28)], (1.4, 1.3, 1.5, 1.9)), wood, 0.5)
    c.paint(c.limb([(-4, -34), (-4.6, -29), (0, -26.6), (4.6, -29), (4, -34)], 1.2), wood, 0.4)
    c.paint(c.ellipse(0, -32.4, 3.9), rgb("62D0E8"), 0.4)


def _wand(c: Canvas) -> None:
    c.paint(c.limb([(-1.5, 4), (5, -13)], (0.9, 0.7)), rgb("8B5E3C"), 0.4)
    c.paint(_star(c, 5.6, -15, 5), GOLD, 0.3)


def _broom(c: Canvas) -> None:
    straw = rgb("E2B75E")
    c.paint(c.limb([(0, -26), (0.5, 0), (0, 24)], 1.2), rgb("8B5E3C"), 0.5)
    c.paint(c.symmetric((0, 20), (2.4, 21), (6, 30), (6.6, STAFF_FOOT - 1, 1), (0, STAFF_FOOT)), straw, 0.5)
    lines = _union(c.limb([(x * 0.5, 26), (x, STAFF_FOOT - 1)], 0.35) for x in (-2.6, 0.4, 3.2))
    c.flat(lines, dark(straw, 0.3))
    c.paint(c.box(-3, 21.6, 3, 24.4, 1), rgb("B4483E"), 0.3)


def _royal(c: Canvas, rng: np.random.Generator, wish: Colour | None, kind: str) -> None:
    look = _look(rng, None, kind)
    robe = main_colour(wish, rng, ("3A5FA8", "8B4FA8", "2F8C6E", "E98AA0" if kind == "woman" else "3F6FB0"))
    cape = rgb("C93B3F") if wish is None else dark(wish, 0.34)
    pose, held = ((HOLDING, _sceptre), (WAVING, None), (HAND_ON_HIP, None))[rng.integers(3)]
    build = replace(look.build, waist=look.build.waist + (2 if kind == "man" else 0))
    style = ("long", "bob", "long, parted", "braids")[rng.integers(4)] if kind == "woman" else "short"
    costume = replace(
        look,
        build=build,
        outfit=Outfit("long", "gown", "belt"),
        top=robe,
        accent=GOLD,
        style=style,
        hat="crown",
        cape=cape,
        held=held,
        beard="short" if kind == "man" else "",
        glasses=False,
    )
    _figure(c, rng, costume, pose)


@subject(
    "king", en="king, prince", ko="왕, 임금, 임금님, 국왕, 왕자, 왕자님", scenes="meadow, room, mountains", size=1.05
)
def king(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _royal(c, rng, wish, "man")


@subject(
    "queen",
    en="queen, princess, princesses, empress, empresses",
    ko="여왕, 왕비, 공주, 공주님, 여왕님, 황후",
    scenes="garden, room, meadow",
    size=1.0,
)
def queen(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _royal(c, rng, wish, "woman")


@subject(
    "wizard", en="wizard, sorcerer, magician, mage", ko="마법사, 마술사", scenes="forest, mountains, room", size=1.15
)
def wizard(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    look = _look(rng, None, "man")
    robe = main_colour(wish, rng, ("4B4FA6", "6A45A0", "2E6F9E", "3F7A5A"))
    pose, held = ((HOLDING, _staff), (HOLDING, _wand), (HAND_ON_HIP, None))[rng.integers(3)]
    costume = replace(
        look,
        outfit=Outfit("long", "gown", "belt"),
        hair=pick(rng, ("EFEBE6", "D9D6D8", "B9B4B8")),
        top=robe,
        accent=GOLD,
        style="bob",
        hat="pointed",
        held=held,
        beard="long",
    )
    _figure(c, rng, costume, pose)


@subject(
    "witch", en="witch, witches, sorceress, sorceresses", ko="마녀, 꼬마마녀", scenes="forest, village, room", size=1.1
)
def witch(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    look = _look(rng, None, "woman")
    robe = main_colour(wish, rng, ("4A3F5C", "5B3A7A", "3D4458"))
    pose, held = ((HOLDING, _broom), (HOLDING, _wand), (HOLDING, _broom))[rng.integers(3)]
    costume = replace(
        look,
        outfit=Outfit("long", "dress", "belt"),
        hair=pick(rng, ("E0752E", "5E3F8C", "3A2B3A", "6FA04A")),
        top=robe,
        accent=rgb("F0883A"),
        style=("long", "bob", "braids")[rng.integers(3)],
        hat="pointed",
        held=held,
        glasses=False,
    )
    _figure(c, rng, costume, pose)


SUIT = Build(hip=31, shoulder=53, half=13, waist=11.4, head=1.06, arm=23, thick=1.42)


@subject(
    "astronaut",
    en="astronaut, cosmonaut, spaceman, spacemen, space traveller, space traveler",
    ko="우주비행사, 우주인, 우주 비행사",
    scenes="space",
    size=1.05,
)
def astronaut(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    wearer = _look(rng, None, ("woman", "man")[rng.integers(2)])
    suit = main_colour(wish, rng, ("F4F2EE", "F4F2EE", "F2A65A", "E9ECF2"))
    pose = (STANDING, WAVING, WALKING, HANDS_ON_HIPS)[rng.integers(4)]
    side, tilt, mirrored = (1 if rng.random() < 0.5 else -1), rng.uniform(-4, 4), bool(rng.random() < 0.4)
    trim = pick(rng, ("3F7FC4", "E4574C", "F2A03C"))
    look = replace(
        wearer,
        build=SUIT,
        outfit=Outfit("long", "trousers", "plain"),
        skin=mix(suit, trim, 0.85),
        top=suit,
        bottom=suit,
        shoe=mix(suit, trim, 0.85),
    )
    face = replace(wearer, style="short" if wearer.style == "bald" else wearer.style, beard="", glasses=False)
    legs = _legs(SUIT, pose)
    lowered = SUIT.hip + legs[0][0][1]
    with c.frame(50, 94.5, 0, side, 1):
        with c.frame(0, lowered):
            c.paint(
                c.box(-16, -SUIT.shoulder - 2, 16, -SUIT.hip - 1, 5), mix(dark(suit, 0.25), rgb("7B8794"), 0.5), 0.5
            )
        _draw_legs(c, look, pose, legs)
        with c.frame(0, lowered):
            _suit(c, look, trim)
            _arms(c, look, pose, raised=False)
            with c.frame(0, -SUIT.shoulder - 17, tilt):
                _helmet(c, face, suit, mirrored)
            _arms(c, look, pose, raised=True)


def _suit(c: Canvas, look: Look, trim: Colour) -> None:
    build, suit = look.build, look.top
    top, hip = build.shoulder, build.hip
    outline = [(0, -top - 2), (9, -top - 2), (build.half, 3 - top), (build.waist, -hip - 8), (build.waist, 2 - hip)]
    trunk = c.paint(c.symmetric(*outline, (0, 6 - hip)), suit)
    c.paint(c.box(-20, -hip - 5.5, 20, -hip - 2, 0), trim, 0.3, clip=trunk)
    c.paint(c.box(-7, -top + 4.5, 7, -top + 13.5, 2), mix(dark(suit, 0.2), rgb("8E9AA8"), 0.5), 0.4, shadow=0.15)
    for x, colour in ((-4, "E4574C"), (0, "F2BE3F"), (4, "5CC06E")):
        c.flat(c.ellipse(x, -top + 7.4, 1.3), rgb(colour))
    c.flat(c.box(-5, -top + 10, 5, -top + 11.6, 0.6), rgb("3B4252"))


def _helmet(c: Canvas, wearer: Look, suit: Colour, mirrored: bool) -> None:
    """A helmet about (0, 0) with its wearer's face, or the land mirrored in its visor."""
    for side in (-1, 1):
        c.paint(c.box(side * 17, -5, side * 23, 5, 2.4), mix(dark(suit, 0.2), rgb("8E9AA8"), 0.5), 0.4)
    shell, visor = c.ellipse(0, 0, 20.5, 19.5), c.ellipse(0, 1, 15.4, 13.4)
    if mirrored:
        c.paint(visor, rgb("E8A93A"), 0.5, sheen=0.4)
        c.flat(c.blob((-16, 8), (-6, 3), (4, 6), (16, 1), (16, 16), (-16, 16)), rgb("9C5A2E"), 0.55, clip=visor)
    else:
        c.flat(visor, rgb("5E86B8"))
        with c.frame(0, 2.6, 0, 0.98):
            _face(c, wearer, 0, False)
            _hair_front(c, wearer)
    c.paint(shell - visor, suit, depth=2.4, shadow=0.25)
    c.flat(c.ellipse(0, 1, 16.2, 14.2) - visor, dark(suit, 0.35))
    c.stroke([(-10.6, -1), (-9, -6), (-5, -9)], (0.5, 1.3, 0.5), WHITE, 0.75)
