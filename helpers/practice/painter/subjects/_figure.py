"""A jointed human figure: its limbs, and the whole put together.

`_figure_look` says who it is, `_figure_head` and `_figure_clothes` draw the rest of it.
"""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import dark, light, rgb
from helpers.practice.painter.subjects._figure_clothes import draw_cape, draw_collar, draw_trunk, hem_of, shirt_colour
from helpers.practice.painter.subjects._figure_head import (
    HAT_RISE,
    HATS,
    STYLE_RISE,
    draw_face,
    draw_hair_behind,
    draw_hair_front,
)
from helpers.practice.painter.subjects._figure_look import Bend, Build, Look, Pose
from helpers.practice.painter.subjects._shapes import Spot, facing


def _along(start: Spot, degrees: float, length: float, side: float = 1) -> Spot:
    """The point that far from start, the degrees counted from straight down towards side."""
    return start[0] + side * length * sin(radians(degrees)), start[1] + length * cos(radians(degrees))


def _between(start: Spot, end: Spot, share: float) -> Spot:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


# ---- arms


def _hand(c: Canvas, spread: bool) -> Mask:
    """A hand hanging down from the wrist at (0, 0), its thumb towards the body; spread, it is held up."""
    if not spread:
        return c.ellipse(0.2, 2.2, 2.5, 3.5) | c.limb([(-1.2, 0.8), (-2.6, 3.2)], 1)
    fingers = joined(c.limb([(x * 0.6, 3), (x, y)], 1.1) for x, y in ((-3, 6.4), (-1, 7.6), (1.1, 7.4)))
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
    c.paint(sleeve, shirt_colour(look), 0.45, depth=2.4, shadow=0.12, rim=0.15)


def draw_arms(c: Canvas, look: Look, pose: Pose, raised: bool) -> None:
    """The arms that are held up, which hide the head, or those that are not."""
    for side, bend in ((-1, pose.left_arm), (1, pose.right_arm)):
        if (bend[1] > 120) == raised:
            _arm(c, look, side, bend)


# ---- legs


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


def leg_joints(build: Build, pose: Pose) -> list[Leg]:
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


def draw_legs(c: Canvas, look: Look, pose: Pose, legs: list[Leg]) -> None:
    """Legs, what clothes them, and shoes; the left leg of one who walks is the far one."""
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


# ---- the whole


def draw_figure(c: Canvas, rng: np.random.Generator, look: Look, pose: Pose) -> None:
    """The figure as large as the paper allows, either way round."""
    way = facing(rng)
    tilt, turn, grin = rng.uniform(-4, 4), rng.uniform(-0.8, 0.8), bool(rng.random() < 0.4)
    build, legs = look.build, leg_joints(look.build, pose)
    hip = -legs[0][0][1]
    lowered = build.hip - hip
    neck = build.shoulder + 2 - lowered
    top = neck + (29 + max(STYLE_RISE.get(look.style, 0), HAT_RISE.get(look.hat, 0))) * build.head
    scale = 91.5 / (top + lowered * (0.7 if pose.seat else 1))
    middle = -neck - 13 * build.head
    with c.frame(50, 94.8, 0, scale * way, scale):
        if look.cape:
            draw_cape(c, look, look.cape)
        with c.frame(0, middle, tilt + 3 * pose.turn, build.head):
            draw_hair_behind(c, look)
        if pose.seat > 10:
            _bench(c, pose.seat)
        if not pose.seat:
            draw_legs(c, look, pose, legs)
        c.paint(c.limb([(0, -neck - 4), (0, -neck + 4)], 3.2 * build.thick), dark(look.skin, 0.22), 0.2)
        with c.frame(0, -hip):
            draw_trunk(c, look, hem_of(look, hip, pose.seat), pose.seat)
        if pose.seat:
            draw_legs(c, look, pose, legs)
        if look.cape:
            draw_collar(c, look)
        with c.frame(0, lowered):
            draw_arms(c, look, pose, raised=False)
        with c.frame(0, middle, tilt + 3 * pose.turn, build.head):
            draw_face(c, look, pose.turn or turn, grin)
            draw_hair_front(c, look)
            if look.hat:
                HATS[look.hat](c, look)
        with c.frame(0, lowered):
            draw_arms(c, look, pose, raised=True)
