"""Farm animals on hooves: cow, sheep, pig."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import (
    INK,
    PINK,
    Colour,
    dark,
    is_dark,
    is_pale,
    light,
    main_colour,
    mix,
    pick,
    rgb,
)
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._hooves import (
    STAND,
    WALK,
    Legs,
    draw_ears,
    draw_eye,
    draw_lying,
    draw_standing,
    either_way,
    gait,
    line_on,
    two_legs,
)
from helpers.practice.painter.subjects._shapes import mirrored

# ---- cow

COW_HOOF = rgb("4A3D3C")
UDDER = rgb("F2B5AC")
NOSTRIL = rgb("9C5A5C")


def _cow_head(c: Canvas, coat: Colour, mark: Colour, turn: float) -> None:
    for side in (-1, 1):
        c.paint(c.blob(*mirrored([(5, -13), (12, -16), (15, -25, 1), (18, -16), (11, -9)], side)), rgb("E8D9B5"))
    outer, inner = [(9, -10), (18, -13), (26, -7), (21, -2), (10, -3)], [(13, -8), (18, -10), (23, -6.5), (18, -4)]
    draw_ears(c, outer, inner, mark, PINK)
    face = c.paint(c.symmetric((0, -17), (9, -16), (14, -8), (12.5, 3), (12, 10), (0, 14)), coat, shadow=0.25)
    with c.frame(turn * 2, 0):
        for side in (-1, 1):
            c.paint(c.ellipse(side * 11, -6, 7.5, 11, side * 12), mark, 0.2, rim=0, clip=face)
        c.paint(c.symmetric((0, 3), (8, 3.5), (14, 9), (11, 16), (0, 18.5)), UDDER, 0.35, rim=0.2, shadow=0.15)
        for side in (-1, 1):
            c.flat(c.ellipse(side * 5.4, 8, 1.5, 2, side * 20), NOSTRIL)
            draw_eye(c, mark, side * 7.2, -4, 2.5, 3.3)
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
    if not is_pale(coat):
        mark = light(coat, 0.8)
    pose = ("stand", "graze", "lie")[rng.integers(3)]
    tilt, turn, moved = rng.uniform(-7, 7), rng.uniform(-1, 0), rng.uniform(-4, 4, (4, 2))
    with either_way(c, rng, 0.99, 1.5 if pose == "graze" else 0):
        head_at = {"stand": (29, 38), "graze": (27, 67), "lie": (28, 43)}[pose]
        if pose == "lie":
            c.stroke([(86, 82), (93, 86), (91, 91)], 1.3, dark(coat, 0.2))
            c.paint(c.ellipse(90.4, 92, 2.4, 3, 20), mark)
            body = draw_lying(c, coat, COW_HOOF)
            spots = [(48, 66, 12, 8), (72, 62, 9, 8), (80, 85, 9, 7), (24, 68, 7, 7)]
        else:
            body = _standing_cow(c, rng, coat, mark, head_at)
            spots = [(46, 52, 10, 9), (66, 46, 11, 7), (80, 60, 8, 10), (30, 66, 6, 7)]
        patches = zip(spots, moved, strict=True)
        mask = joined(c.ellipse(x + dx, y + dy, rx, ry, dx * 8) for (x, y, rx, ry), (dx, dy) in patches)
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
    return draw_standing(c, Legs(fore=34, hind=76, top=64, thigh=8.5, shank=4), gait(rng), trunk, coat, COW_HOOF)


# ---- sheep


def _ram_horns(c: Canvas) -> None:
    for side in (-1, 1):
        curl = mirrored([(4, -12), (13, -16), (20, -9), (18, 0), (11, 0), (11, -6), (14.5, -6)], side)
        c.paint(c.limb(curl, (3.6, 3.6, 3.4, 3, 2.4, 1.8, 1)), rgb("CDB083"), 0.6, shadow=0.2)


def _sheep_head(c: Canvas, wool: Colour, skin: Colour, ram: bool, turn: float) -> None:
    outer, inner = [(6, -7), (14, -9), (20, -3), (14, 1), (7, -1)], [(10, -5), (14, -6), (17.5, -3), (13, -1)]
    draw_ears(c, outer, inner, skin, mix(skin, PINK, 0.6))
    c.paint(c.symmetric((0, -13), (8, -11), (10.5, -2), (8, 10), (4, 14.5), (0, 15)), skin, shadow=0.25)
    with c.frame(turn * 1.5, 0):
        for side in (-1, 1):
            c.flat(c.ellipse(side * 5, -0.5, 3, 3.6), light(skin, 0.75))
            c.eye(side * 5, -0.5, 2.2, 2.9)
        c.flat(c.blob((-2, 7), (2, 7), (0, 9.4)), mix(PINK, INK, 0.15))
        c.smile(0, 10.6, 2.6, 1.2, 0.45, line_on(skin))
    if ram:
        _ram_horns(c)
    c.paint(c.polygon(_round_outline(0, -13, 11, 7.5, 8, 0.16)), wool, 0.4, shadow=0.2)


def _round_outline(
    x: float, y: float, rx: float, ry: float, bumps: int, depth: float, start: float = 0.0
) -> np.ndarray:
    """An ellipse whose edge is a row of round bumps: wool, a cloud."""
    angle = np.linspace(0, 2 * np.pi, bumps * 9, endpoint=False) + start
    swell = 1 - depth * (1 - np.abs(np.sin((angle - start) * bumps / 2)))
    return np.stack([x + rx * swell * np.cos(angle), y + ry * swell * np.sin(angle)], 1)


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
    if is_dark(wool):
        skin = rgb("D9BFA6")
    pose = ("stand", "graze", "lie")[rng.integers(3)]
    ram, start, turn = rng.random() < 0.35, rng.uniform(0, 0.5), rng.uniform(-1, 1)
    with either_way(c, rng, 0.98, 3.5):
        middle = 73 if pose == "lie" else 56
        c.paint(c.polygon(_round_outline(87, middle - 6, 6, 6, 6, 0.16)), wool)
        if pose == "lie":
            c.paint(joined(c.ellipse(x, 92.4, 5, 2.8) for x in (30, 42, 66)), skin)
        else:
            _sheep_legs(c, skin)
        c.paint(c.polygon(_round_outline(54, middle, 33, 23, 15, 0.1, start)), wool, 0.45, depth=5)
        for x, y in ((50, -9), (68, -6), (60, 5), (76, 7), (44, 9)):
            ends = middle + y
            curl = [(x - 4, ends), (x - 2, ends + 3.4), (x + 2, ends + 3.4), (x + 4, ends)]
            c.stroke(curl, 0.7, light(wool, 0.3) if is_dark(wool) else dark(wool, 0.3), 0.7)
        at = {"stand": (27, 42), "graze": (25, 70), "lie": (27, 60)}[pose]
        with c.frame(*at, turn * 5, 1.03 if ram else 1.12):
            _sheep_head(c, wool, skin, ram, turn)


def _sheep_legs(c: Canvas, skin: Colour) -> None:
    legs, hoof = Legs(fore=38, hind=72, top=66, thigh=5.5, shank=3), dark(COW_HOOF, 0.3)
    for shift, fore_pose, hind_pose in ((5, WALK.far_fore, WALK.far_hind), (0, STAND.near_fore, STAND.near_hind)):
        fore, hind, hooves = two_legs(c, legs, fore_pose, hind_pose, shift)
        c.paint(fore | hind, dark(skin, 0.3) if shift else skin, rim=0.1)
        c.paint(hooves, hoof, rim=0)


# ---- pig


def _pig_head(c: Canvas, skin: Colour, turn: float) -> None:
    outer = [(6, -14), (15, -23), (22, -21, 1), (20, -10), (15, -4)]
    inner = [(11, -14), (16, -19), (20, -18.5), (17, -9)]
    draw_ears(c, outer, inner, skin, dark(skin, 0.2))
    c.paint(c.symmetric((0, -17), (11, -15.5), (19, -5), (19, 6), (11, 14.5), (0, 16.5)), skin, shadow=0.25)
    with c.frame(turn * 3, 0):
        for side in (-1, 1):
            c.flat(c.ellipse(side * 13, 6, 3.6, 2.6), mix(skin, rgb("E8607A"), 0.4), 0.6)
            draw_eye(c, skin, side * 9, -3, 2.4, 3.1)
        c.smile(0, 9.6, 5, 3, 0.55, line_on(skin))
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
    with either_way(c, rng, 0.98):
        if sitting:
            _sitting_pig(c, skin, hoof, fat)
        else:
            body = _standing_pig(c, rng, skin, hoof, fat)
            if spots:
                spot = light(skin, 0.3) if is_dark(skin) else dark(skin, 0.35)
                c.flat(c.ellipse(62, 46, 9, 7, 20) | c.ellipse(76, 62, 6, 7), spot, 0.8, clip=body)
        at, size = ((50, 37), 1.25) if sitting else ((28, 50), 1.12)
        with c.frame(*at, tilt, size):
            _pig_head(c, skin, turn if sitting else -0.8)


def _standing_pig(c: Canvas, rng: np.random.Generator, skin: Colour, hoof: Colour, fat: float) -> Mask:
    curl = [(82, 54), (89, 54), (93, 48), (89, 43), (85, 47), (89, 52), (96, 50)]
    c.paint(c.limb(curl, (2, 1.9, 1.8, 1.7, 1.6, 1.5, 1)), dark(skin, 0.1))
    legs = Legs(fore=38, hind=73, top=70, thigh=7.5, shank=5)
    return draw_standing(c, legs, gait(rng), c.ellipse(54, 58, 31, 23 * fat), skin, hoof)


def _sitting_pig(c: Canvas, skin: Colour, hoof: Colour, fat: float) -> None:
    with c.frame(50, 95, 0, fat, 1):
        c.paint(c.symmetric((0, -50), (12, -46), (22, -30), (26, -14), (20, -3), (0, -1)), skin, depth=4)
        c.paint(c.symmetric((0, -38), (9, -34), (14, -20), (10, -7), (0, -4)), light(skin, 0.35), 0.15, rim=0)
        for side in (-1, 1):
            c.paint(c.limb([(side * 17, -38), (side * 19, -26), (side * 13, -19)], (6, 5, 4.4)), skin, shadow=0.2)
            c.paint(c.ellipse(side * 11.5, -18, 3.4, 4, side * 30), hoof)
            c.paint(c.limb([(side * 16, -9), (side * 22, -6.6)], (8, 6.4)), skin, shadow=0.2)
            c.paint(c.ellipse(side * 25, -6.4, 4, 5.4), hoof)
