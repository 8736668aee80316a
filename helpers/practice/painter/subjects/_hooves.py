"""Bodies of animals on hooves, shared by their drawings.

All face left and stand at y = 95; `either_way` turns them round for half of the seeds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import atan2, degrees

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, Point, joined
from helpers.practice.painter.colours import INK, Colour, dark, is_dark, light, mix
from helpers.practice.painter.subjects._shapes import facing, mirrored


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
def either_way(c: Canvas, rng: np.random.Generator, size: float = 1.0, shift: float = 0.0) -> Iterator[None]:
    """A frame that stands on y = 95, mirrored for half of the seeds; `shift` is to the right before mirroring."""
    way = facing(rng)
    scale = size * rng.uniform(0.95, 1)
    with c.frame(50, 95, 0, way * scale, scale), c.frame(shift - 50, -95):
        yield


def gait(rng: np.random.Generator) -> Stride:
    """How an animal stands: walking or at rest."""
    return WALK if rng.random() < 0.55 else STAND


# ---- heads


def line_on(skin: Colour) -> Colour:
    """A colour for mouths and wrinkles that shows on any skin."""
    return light(skin, 0.45) if is_dark(skin) else mix(dark(skin, 0.5), INK, 0.5)


def draw_eye(c: Canvas, skin: Colour, x: float, y: float, rx: float, ry: float) -> None:
    """A glossy eye, ringed with light on a dark skin."""
    if is_dark(skin):
        c.flat(c.ellipse(x, y, rx + 1, ry + 1), light(skin, 0.6))
    c.eye(x, y, rx, ry)


def draw_ears(c: Canvas, outer: Sequence[Point], inner: Sequence[Point], colour: Colour, lining: Colour) -> None:
    """Both ears of a head seen from the front, given by the right one."""
    for side in (-1, 1):
        c.paint(c.blob(*mirrored(outer, side)), colour, shadow=0.1)
        c.paint(c.blob(*mirrored(inner, side)), lining, 0.3, rim=0)


# ---- bodies


def two_legs(
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
    return limbs[0], limbs[1], joined(hooves)


def draw_standing(c: Canvas, legs: Legs, stride: Stride, trunk: Mask, coat: Colour, hoof: Colour) -> Mask:
    """A trunk on four legs; returns the trunk with the near legs, for marks."""
    fore, hind, hooves = two_legs(c, legs, stride.far_fore, stride.far_hind, 4)
    c.paint(fore | hind, dark(coat, 0.3), rim=0)
    c.paint(hooves, dark(hoof, 0.25), rim=0)
    fore, hind, hooves = two_legs(c, legs, stride.near_fore, stride.near_hind, 0)
    body = c.paint(trunk | fore | hind, coat, depth=4)
    c.paint(hind, coat, 0.3, rim=0, shadow=0.1)
    c.paint(hooves, hoof, 0.3)
    return body


def draw_lying(c: Canvas, coat: Colour, hoof: Colour) -> Mask:
    """A body at rest with its legs folded; the head's place is about (28, 44)."""
    back, belly = [(32, 55), (50, 58), (68, 56), (82, 62), (89, 75)], [(87, 87), (76, 92), (50, 93), (30, 92)]
    trunk = c.blob((20, 62), *back, *belly, (19, 86), (16, 74)) | c.limb([(36, 70), (26, 52)], (15, 11))
    body = c.paint(trunk, coat, depth=4)
    draw_folded_legs(c, coat, hoof)
    return body


def draw_folded_legs(c: Canvas, coat: Colour, hoof: Colour) -> None:
    """The haunch of a lying animal, its hind foot and a foreleg tucked under."""
    c.paint(c.ellipse(49, 92, 4, 3), hoof)
    c.paint(c.limb([(76, 90.6), (54, 91.6)], (4, 3.2)), coat, 0.4, shadow=0.2)
    haunch = [(66, 64), (77, 63), (87, 74), (86, 88), (75, 94.5), (62, 92), (58, 79)]
    c.paint(c.blob(*haunch), coat, 0.4, rim=0.08, shadow=0.16)
    c.paint(c.ellipse(37, 92, 4, 3), hoof)
    c.paint(c.limb([(33, 78), (18, 89), (33, 91.6)], (6, 4, 3.2)), coat, 0.4, rim=0.1, shadow=0.2)
