"""Horse and unicorn: one body in three poses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, Point
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
from helpers.practice.painter.subjects._hooves import CANTER, WALK, Legs, Stride, draw_eye, draw_standing, either_way


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
    draw_eye(c, coat, -5.5, 6, 2.4, 3.1)


def _streaks(c: Canvas, hair: Mask, lines: Sequence[Sequence[Point]], colours: Sequence[Colour]) -> None:
    """Strands of other colours in a mane or a tail, as many as there are colours."""
    for line, colour in zip(lines, colours, strict=False):
        c.stroke(line, 2, colour, 0.9, clip=hair)


def _horse_mane(c: Canvas, hair: Sequence[Colour], flowing: bool) -> None:
    crest = [(-2, -41), (7, -42), (14, -32)]
    if flowing:
        locks = [(21, -33), (27, -35, 1), (24, -27), (21, -22), (28, -21), (33, -25, 1)]
        locks += [(30, -15), (24, -9), (30, -8), (34, -11, 1), (30, -1), (20, 3)]
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
    with either_way(c, rng, size, pose.shift), c.frame(52, 57, pose.lean), c.frame(-52, -57):
        _horse_tail(c, hair, flowing)
        hindquarters = [(70, 41), (79, 43), (84, 51), (81, 60), (73, 64)]
        trunk = c.blob((29, 49), (36, 41), (46, 43), (58, 44), *hindquarters, (62, 63), (48, 66), (36, 66), (28, 60))
        with c.frame(37, 52, pose.neck_turn, pose.neck_size):
            throat = [(-11, 6), (-9, -8), (-9, -20), (-9, -34), (0, -41)]
            trunk |= c.blob(*throat, (7, -36), (11, -22), (15, -8), (20, 2), (4, 14))
        body = draw_standing(c, Legs(fore=36, hind=73, top=57, thigh=7.6, shank=2.8), pose.stride, trunk, coat, hoof)
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
    if wish is not None and not is_white(wish):
        mane = light(coat, 0.35) if is_dark(coat) else dark(coat, 0.5)
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
