"""Made-up beings: snowman, dragon, ghost, alien."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import INK, PINK, WHITE, Colour, dark, is_dark, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import Spot, facing, mirrored, some_sides

IVORY = rgb("FBE9C6")


def _open_eye(c: Canvas, x: float, y: float, radius: float, ground: Colour) -> None:
    """An eye that is seen on a dark ground too."""
    if is_dark(ground):
        c.flat(c.ellipse(x, y, radius * 1.5, radius * 1.8), WHITE)
    c.eye(x, y, radius)


# ---- snowman

CARROT = rgb("F08A2C")


@subject(
    "snowman",
    en="snowman, snowmen, snow man, snow men",
    ko="눈사람",
    scenes="snowfield, village, forest",
    size=0.85,
)
def snowman(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    snow = main_colour(wish, rng, ("F1F6FB", "EAF2FA", "F6F8FA"))
    wool = pick(rng, ("E4574C", "3F8FC4", "4FA36C", "8D6BB8", "F2A03C"))
    other = pick(rng, ("F2C14E", "FFF4E0", "2F6F8F"))
    three = rng.random() < 0.55  # balls of snow, not two
    hat, raised = ("top hat", "bobble hat", "earmuffs")[rng.integers(3)], some_sides(rng)
    way, tilt, turn = facing(rng), rng.uniform(-6, 6), rng.uniform(-1, 1)
    size = rng.uniform(0.96, 1.03)
    button = WHITE if is_dark(snow) else INK
    head = -64.0 if three else -57.0
    with c.frame(50, 95, 0, way * size * 0.96, 0.96):
        for side in (-1, 1):
            _twig(c, (side * 12, -41 if three else -34), side, side in raised)
        if three:
            c.paint(c.ellipse(0, -18.5, 24, 18.5), snow, depth=5)
            c.paint(c.ellipse(0, -42, 17.5, 15.5), snow, depth=4, shadow=0.16)
            buttons = (-47, -40.5, -34)
        else:
            c.paint(c.ellipse(0, -22.5, 27, 22.5), snow, depth=5)
            buttons = (-32, -24, -16)
        for y in buttons:
            c.paint(c.ellipse(turn * 1.5, y, 1.9), button, 0.3)
        with c.frame(0, head, tilt, 1 if three else 1.18):
            _snow_head(c, snow, turn, button)
            _snow_hat(c, hat, wool, other)
        _scarf(c, head + (12.5 if three else 15), 1 if three else 1.15, wool, other)


def _twig(c: Canvas, shoulder: Spot, side: int, raised: bool) -> None:
    bark = rgb("7A5238")
    with c.frame(*shoulder, side * (-32 if raised else 14), side, 1):
        twig = c.limb([(0, 0), (14, 0.6), (27, -1)], (1.5, 1.2, 0.8)) | c.limb([(19, 0), (25, -6.4)], (1, 0.7))
        c.paint(twig | c.limb([(20, 0.4), (25.5, 5)], (1, 0.7)), bark, 0.4, depth=1.2)


def _snow_head(c: Canvas, snow: Colour, turn: float, coal: Colour) -> None:
    face = c.paint(c.ellipse(0, 0, 14, 13.5), snow, shadow=0.18)
    x = turn * 2.6
    for side in (-1, 1):
        _open_eye(c, x + side * 5, -2.4, 1.9, snow)
        c.flat(c.ellipse(x + side * 8.2, 3.4, 2.5, 1.7), PINK, 0.65, clip=face)
    for share in (-1, -0.5, 0, 0.5, 1):
        c.flat(c.ellipse(x + share * 5.2, 8.2 - share**2 * 2.2, 0.85), coal)
    way = 1 if turn >= 0 else -1
    nose = c.limb([(x, 1.6), (x + way * 6, 2.4), (x + way * 12, 3.6)], (2.4, 1.6, 0.4))
    c.paint(nose, CARROT, 0.45, depth=1.6, shadow=0.15)


def _snow_hat(c: Canvas, kind: str, wool: Colour, other: Colour) -> None:
    if kind == "top hat":
        felt = rgb("4A4453")
        c.paint(c.symmetric((0, -27.5), (10, -27, 1), (9, -18), (9.6, -9, 1), (0, -8)), felt, 0.5)
        c.paint(c.box(-9.4, -15, 9.4, -10, 0.5), wool, 0.3)
        c.paint(c.ellipse(0, -9.4, 15.5, 3), felt, 0.5, depth=1.5, shadow=0.25)
    elif kind == "bobble hat":
        c.paint(c.symmetric((0, -23), (9, -20), (14, -9), (13, -6), (0, -7)), wool, 0.5, shadow=0.2)
        for x in (-5, 5):
            c.stroke([(x * 0.6, -21), (x * 1.1, -11)], 0.6, dark(wool, 0.25))
        c.paint(c.box(-14.4, -11, 14.4, -5.4, 2.6), other, 0.35, shadow=0.2)
        c.paint(c.ellipse(0, -24.5, 4.4), other, 0.4)
    else:
        band = c.ellipse(0, -2, 16.4, 17) - c.ellipse(0, -1, 14.2, 14.6) - c.box(-20, -2, 20, 20)
        c.paint(band, dark(wool, 0.2), 0.2)
        for side in (-1, 1):
            c.paint(c.ellipse(side * 14.6, -1, 4.4, 5.4), wool, 0.5, shadow=0.2)


def _scarf(c: Canvas, y: float, wide: float, wool: Colour, other: Colour) -> None:
    with c.frame(0, y, 0, wide, 1):
        end = c.paint(c.blob((5, -1), (12, -1), (13.5, 16, 1), (6.5, 17.5, 1)), wool, 0.45, shadow=0.2)
        c.flat(c.polygon([(4, 10), (16, 9), (16, 12), (4, 13)]), other, clip=end)
        band = c.blob((-13.5, -3.4), (0, 0.4), (13.5, -3.4), (14, 1.4), (0, 5.4), (-14, 1.4))
        c.paint(band, wool, 0.45, shadow=0.2)


# ---- dragon


@subject(
    "dragon",
    en="dragon, wyvern, baby dragon, fire dragon",
    ko="용, 드래곤, 아기용, 아기드래곤",
    scenes="mountains, meadow, forest, sky",
    size=1.3,
)
def dragon(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    skin = main_colour(wish, rng, ("5DAA58", "D9564A", "4B8FC9", "8B68BF", "2FA398", "E58A3C"))
    belly, spike = mix(skin, IVORY, 0.72), pick(rng, ("F2B441", "F08A5A", "FBE3A6"))
    wing = light(skin, 0.3)
    way, tilt = facing(rng), rng.uniform(-5, 5)
    sitting, fiery = rng.random() < 0.5, rng.random() < 0.5
    with c.frame(50, 95, 0, way, 1):
        if sitting:
            _dragon_sits(c, skin, belly, spike, wing)
            with c.frame(-1, -60, tilt, 1.02):
                _dragon_head(c, skin, belly, spike, -0.2)
        else:
            with c.frame(4 if fiery else 0, 0, 0, 0.92 if fiery else 1):
                _dragon_stands(c, skin, belly, spike, wing)
                with c.frame(-25, -58, tilt, 0.88):
                    _dragon_head(c, skin, belly, spike, -1)
                    if fiery:
                        _flame(c)


def _dragon_wing(c: Canvas, wing: Colour, bone: Colour) -> None:
    """A spread wing: its root is at (0, 0), its tips are at the right."""
    membrane = [
        (0, 2, 1),
        (3, -14),
        (10, -26),
        (22, -34, 1),
        (33, -24),
        (38, -9, 1),
        (29, -10.5),
        (25, -1, 1),
        (18, -4),
        (12, 5, 1),
        (6, 3),
    ]
    c.paint(c.blob(*membrane), wing, 0.5)
    fingers = c.limb([(21, -32), (30.5, -23), (36.5, -9.5)], (0.9, 0.7, 0.3))
    c.flat(fingers | c.limb([(21, -32), (24.5, -19), (24.5, -2.5)], (0.9, 0.7, 0.3)), dark(wing, 0.3))
    c.paint(c.limb([(1, 2), (7, -20), (21.5, -33)], (2.3, 1.8, 1.2)), bone, 0.4)


def _spikes(c: Canvas, line: list[tuple[float, float, float, float]], colour: Colour) -> None:
    """Triangles at x, y, turned by degrees, of a size."""
    spikes = []
    for x, y, turn, size in line:
        with c.frame(x, y, turn, size):
            spikes.append(c.blob((-3.4, 2.4, 1), (0.8, -6.4, 1), (3.4, 2.4, 1)))
    c.paint(joined(spikes), colour, 0.4)


def _tail_tip(c: Canvas, x: float, y: float, turn: float, colour: Colour) -> None:
    with c.frame(x, y, turn):
        c.paint(c.symmetric((0, -9, 1), (6.4, 1, 1), (2, 1.4), (0, 4)), colour, 0.4)


def _claws(c: Canvas, x: float, y: float, wide: float) -> None:
    reach = 0.62 * wide
    c.flat(joined(c.ellipse(at, y, 1.15, 1.6) for at in (x - reach, x, x + reach)), IVORY)


def _belly_lines(c: Canvas, belly: Mask, colour: Colour, lines: list[list[Spot]]) -> None:
    c.flat(joined(c.limb(line, 0.5) for line in lines), dark(colour, 0.22), clip=belly)


def _dragon_sits(c: Canvas, skin: Colour, belly: Colour, spike: Colour, wing: Colour) -> None:
    for side in (-1, 1):
        with c.frame(side * 8, -40, side * 4, side, 1):
            _dragon_wing(c, wing, skin)
    _spikes(c, [(33, -9.5, 10, 0.8), (41, -16, 60, 0.7)], spike)
    c.paint(c.limb([(8, -8), (26, -6.6), (39, -9.5), (38, -24)], (8, 6.4, 4, 1.6)), skin)
    _tail_tip(c, 38, -26, -4, spike)
    c.paint(c.symmetric((0, -58), (9, -54), (13, -42), (18.5, -24), (19, -8), (11, -1), (0, -0.5)), skin)
    front = c.paint(c.symmetric((0, -52), (6.5, -48), (9.6, -34), (11.5, -18), (8, -3), (0, -1.5)), belly, 0.3, rim=0)
    _belly_lines(c, front, belly, [[(-14, y - 1.5), (0, y), (14, y - 1.5)] for y in (-40, -32, -24, -16, -8)])
    for side in (-1, 1):
        thigh = mirrored([(10, -15), (17, -19), (23, -12), (22, -3), (13, -1.5)], side)
        c.paint(c.blob(*thigh), skin, shadow=0.2, rim=0.1)
        c.paint(c.ellipse(side * 15.5, -3, 7.6, 3.8), skin, shadow=0.2)
        _claws(c, side * 14.5, -0.9, 5)
        c.paint(c.limb([(side * 12, -41), (side * 13.5, -31), (side * 7, -27)], (4.4, 3.8, 3.4)), skin, shadow=0.22)
        _claws(c, side * 5.4, -25.4, 2.4)


def _dragon_stands(c: Canvas, skin: Colour, belly: Colour, spike: Colour, wing: Colour) -> None:
    with c.frame(-2, -43, -24, 0.86):
        _dragon_wing(c, dark(wing, 0.25), dark(skin, 0.25))
    for x in (-12, 17):
        c.paint(c.limb([(x, -26), (x - 1, -5)], (5.4, 4.4)), dark(skin, 0.28))
        c.paint(c.ellipse(x - 2, -3.6, 5.6, 3.4), dark(skin, 0.28))
    ridge = [(-12, -50, 20, 0.9), (-3, -43, 26, 1), (20, -38.5, 20, 0.95), (28.5, -31, 48, 0.85), (36, -22.5, 36, 0.7)]
    _spikes(c, ridge, spike)
    tail = c.limb([(14, -27), (28, -20), (39, -13.5), (44, -21), (41, -31)], (10, 7, 4.2, 2.8, 1.4))
    neck = c.limb([(-9, -32), (-17, -46), (-23, -58)], (11, 8, 6.5))
    trunk = c.blob((-21, -32), (-14, -42), (4, -41), (20, -38), (27, -28), (22, -15), (4, -12), (-14, -14))
    _tail_tip(c, 41, -32, 4, spike)
    body = c.paint(tail | neck | trunk, skin)
    underside = [(-26, -60), (-20, -46), (-17, -31), (-8, -19), (6, -16), (24, -17), (10, -6), (-26, -6), (-40, -40)]
    front = c.paint(c.blob(*underside), belly, 0.2, rim=0, clip=body)
    lines: list[list[Spot]] = [[(x - 9, y + 3), (x + 5, y - 1)] for x, y in ((-23, -42), (-21, -35), (-18, -27))]
    _belly_lines(c, front, belly, lines)
    for x, foot in ((-15, -17), (20, 21)):
        c.paint(c.limb([(x, -25), (x + 0.5, -14), (foot, -5)], (7.4, 5.4, 4.6)), skin, shadow=0.2, rim=0.08)
        c.paint(c.ellipse(foot - 2, -3.6, 6.4, 3.8), skin, shadow=0.12)
        _claws(c, foot - 4, -1.4, 4)
    with c.frame(5, -37, 6, 1.06):
        _dragon_wing(c, wing, skin)


def _flame(c: Canvas) -> None:
    """A small fire before the mouth of a head that looks to the left."""
    outer = [
        (-11, 10, 1),
        (-17, 5),
        (-24, 2, 1),
        (-25, 6),
        (-33, 8, 1),
        (-27, 11.5),
        (-30, 16, 1),
        (-23, 15.5),
        (-20, 19, 1),
        (-15, 15),
    ]
    c.paint(c.blob(*outer), rgb("F2682E"), 0.15)
    c.flat(c.blob((-13, 10.4, 1), (-19, 7), (-26, 8.6, 1), (-23, 11.6), (-24, 13.6, 1), (-17, 13.4)), rgb("FFD257"))


def _dragon_head(c: Canvas, skin: Colour, belly: Colour, spike: Colour, turn: float) -> None:
    x = turn * 5
    for side in (-1, 1):
        horn = [(side * 7, -9), (side * 11, -17), (side * 10 - turn * 3, -25), (side * 7 - turn * 5, -29)]
        c.paint(c.limb(horn, (3, 2.6, 1.8, 0.5)), IVORY, 0.5)
        ear = [(side * 13, -5), (side * 21, -12, 1), (side * 22, -5), (side * 24, 1, 1), (side * 14, 4)]
        c.paint(c.blob(*ear), spike, 0.45)
    _spikes(c, [(-turn * 2, -14, 0, 1)], spike)
    skull = c.ellipse(-turn * 1.5, -2.5, 16.4, 13.6) | c.ellipse(x, 6, 14.4, 8.8)
    c.paint(skull, skin, shadow=0.25)
    c.paint(c.ellipse(x * 1.1, 8.8, 11.5, 5), belly, 0.2, rim=0, clip=skull)
    for side in (-1, 1):
        eye = x * 0.55 + side * 7.4
        c.flat(c.ellipse(eye, -3.6, 4.2, 5), WHITE)
        c.eye(eye + turn * 0.5, -3.2, 3, 3.9)
        c.flat(c.ellipse(x * 0.6 + side * 13, 3, 2.6, 1.7), PINK, 0.5, clip=skull)
    c.flat(c.ellipse(x - 3.6, 3.4, 1.15, 0.8) | c.ellipse(x + 3.6, 3.4, 1.15, 0.8), dark(skin, 0.5))
    fangs = [c.polygon([(x + side * 5.2, 8.6), (x + side * 7.6, 8.2), (x + side * 6.4, 11.2)]) for side in (-1, 1)]
    c.flat(fangs[0] | fangs[1], WHITE)
    c.smile(x, 7.8, 8.6, 3, 0.6, dark(skin, 0.5) if not is_dark(skin) else INK)


# ---- ghost


@subject(
    "ghost",
    en="ghost, spook, phantom, spectre, specter, poltergeist",
    ko="유령, 귀신, 고스트, 꼬마유령",
    scenes="forest, village, room",
    size=0.7,
)
def ghost(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    sheet = main_colour(wish, rng, ("FBFAFF", "E2EEFB", "F3E6F8"))
    body = light(sheet, 0.15) if is_dark(sheet) else mix(sheet, rgb("C9D2EA"), 0.18 if wish is None else 0)
    tailed, raised, mood = rng.random() < 0.5, some_sides(rng), ("howl", "laugh", "smile")[rng.integers(3)]
    way, lean, turn = facing(rng), rng.uniform(-4, 4), rng.uniform(-1, 1)
    with c.frame(50, 95, 0, way, 1), c.frame(0, -45, lean), c.frame(0, 45):
        if tailed:
            outline = [(0, -90), (18, -85), (28, -68), (29, -44), (25, -24), (32, -10), (42, -9, 1), (36, -1)]
            outline += [(18, -2), (-4, -12), (-22, -28), (-28, -46), (-28, -68), (-18, -85)]
        else:
            hem = [(31, -3, 1), (23, -10), (15.5, -2, 1), (8, -9.5), (0, -1.5, 1)]
            hem += [(-x, y, *corner) for x, y, *corner in reversed(hem[:-1])]
            outline = [(0, -90), (18, -85), (28, -66), (29.5, -40), (31, -18), *hem]
            outline += [(-31, -18), (-29.5, -40), (-28, -66), (-18, -85)]
        c.paint(c.blob(*outline), body, 0.45, depth=5)
        for side in (-1, 1):
            arm = [(24, -46), (34, -50), (38, -62)] if side in raised else [(24, -46), (33, -40), (39, -42)]
            c.paint(c.limb(mirrored(arm, side), (6, 5.4, 4)), body, 0.4, shadow=0.06, rim=0.15)
        _ghost_face(c, turn * 4, mood, body)


def _ghost_face(c: Canvas, x: float, mood: str, body: Colour) -> None:
    for side in (-1, 1):
        if is_dark(body):
            c.flat(c.ellipse(x + side * 9.5, -65, 6.2, 8), WHITE)
        c.eye(x + side * 9.5, -65, 4.4, 6)
        c.flat(c.ellipse(x + side * 17, -55.5, 4, 2.6), PINK, 0.6)
    mouth = rgb("6A3A4A")
    if mood == "howl":
        c.flat(c.ellipse(x, -51.5, 4.4, 5.6), mouth)
        c.flat(c.ellipse(x, -48.8, 2.8, 2.2), PINK)
    elif mood == "laugh":
        c.flat(c.blob((x - 7, -55.5, 1), (x, -54), (x + 7, -55.5, 1), (x + 4.6, -49), (x, -47), (x - 4.6, -49)), mouth)
        c.flat(c.ellipse(x, -48.8, 3.2, 1.8), PINK)
    else:
        c.smile(x, -54.5, 5.5, 3.6, 1, WHITE if is_dark(body) else mouth)


# ---- alien


@subject(
    "alien",
    en="alien, extraterrestrial, martian, space creature, monster",
    ko="외계인, 화성인, 외계 생명체, 괴물, 몬스터",
    scenes="space, desert, meadow",
    size=0.75,
)
def alien(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    skin = main_colour(wish, rng, ("7CC35A", "62BFA4", "9A7BD0", "B5CC4E", "5FA8D8"))
    accent = pick(rng, ("F2C14E", "F08AA8", "7FD6F0"))
    eyes, feelers, raised = int(rng.integers(1, 4)), int(rng.integers(1, 4)), some_sides(rng)
    way, tilt, wide = facing(rng), rng.uniform(-5, 5), rng.uniform(23, 29)
    with c.frame(50, 95, 0, way, 1):
        for side in (-1, 1):
            c.paint(c.limb([(side * 7, -16), (side * 8, -5)], (4.6, 4)), skin, 0.5)
            c.paint(c.ellipse(side * 9.5, -3.6, 7, 3.6), dark(skin, 0.15), 0.4, shadow=0.1)
            _alien_arm(c, skin, side, side in raised)
        c.paint(c.symmetric((0, -42), (10, -39), (15, -26), (14, -13), (0, -9)), skin)
        c.paint(c.ellipse(0, -22, 9, 9.5), mix(skin, IVORY, 0.5), 0.2, rim=0)
        with c.frame(0, -40, tilt):
            _alien_head(c, skin, accent, wide, eyes, feelers)


def _alien_arm(c: Canvas, skin: Colour, side: int, raised: bool) -> None:
    """An arm with three fingers."""
    elbow, hand = ((side * 26, -30), (side * 33, -42)) if raised else ((side * 23, -25), (side * 25, -14))
    fingers = c.ellipse(*hand, 4)
    for spread in (-40, 0, 40):
        reach = radians(spread) + 0.3
        end = (hand[0] + side * 6.4 * sin(reach), hand[1] + (-1 if raised else 1) * 6.4 * cos(reach))
        fingers |= c.limb([hand, end], 1.5)
    c.paint(c.limb([(side * 11, -33), elbow, hand], (4, 3.2, 2.8)) | fingers, skin, 0.5)


def _alien_head(c: Canvas, skin: Colour, accent: Colour, wide: float, eyes: int, feelers: int) -> None:
    for number in range(feelers):
        x = (number - (feelers - 1) / 2) * 17
        c.paint(c.limb([(x * 0.7, -32), (x, -40), (x * 1.35, -46)], (1.8, 1.4, 1.2)), skin, 0.4)
        c.paint(c.ellipse(x * 1.35, -47, 3.4), accent, 0.4)
    outline = [(0, -39), (wide * 0.66, -35), (wide, -20), (wide * 0.66, -4), (0, 4)]
    face = c.paint(c.symmetric(*outline), skin, shadow=0.25)
    for x, y, size in ((-wide * 0.55, -31, 2.6), (-wide * 0.3, -34.4, 1.5), (wide * 0.68, -29, 2)):
        c.flat(c.ellipse(x, y, size, size * 0.8), dark(skin, 0.18), clip=face)
    places = (
        ((0, -19, 7.6),),
        ((-9.5, -18, 5.2), (9.5, -18, 5.2)),
        ((-12.5, -16, 4.6), (0, -21.5, 5), (12.5, -16, 4.6)),
    )[eyes - 1]
    for x, y, size in places:
        c.flat(c.ellipse(x, y, size * 1.22, size * 1.3), WHITE)
        c.eye(x, y + 0.3, size * 0.82, size * 0.95)
    mouth = mix(dark(skin, 0.5), rgb("7A2A3A"), 0.5)
    c.flat(c.blob((-6.5, -6.6, 1), (0, -5.4), (6.5, -6.6, 1), (4, -1.4), (0, 0), (-4, -1.4)), mouth)
    c.flat(c.polygon([(1.6, -5.6), (4.6, -6), (3.2, -3.2)]), WHITE)
    for side in (-1, 1):
        c.flat(c.ellipse(side * wide * 0.62, -8.5, 3, 2), PINK, 0.55, clip=face)
