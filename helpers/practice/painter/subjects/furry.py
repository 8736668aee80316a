"""Animals with fur and paws, from the mouse to the bear."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import INK, PINK, WHITE, Colour, dark, is_dark, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects.bodies import (
    Animal,
    Line,
    Look,
    amble,
    curl,
    lie,
    posed,
    sit,
    squat,
    stand,
)

NOSE: Colour = (58, 42, 48)
AMBER: Colour = (214, 150, 70)
FAWN: Colour = (188, 150, 116)

# ---- what the faces share


def marking(fur: Colour, amount: float = 0.45) -> Colour:
    """A colour for stripes and manes: darker than the fur, lighter on black, fawn on white."""
    if is_dark(fur):
        return light(fur, amount * 0.6)
    if sum(fur) > 690:
        return mix(fur, FAWN, min(1, amount * 1.6))
    return dark(fur, amount)


def eyes(
    c: Canvas,
    x: float,
    y: float,
    apart: float,
    size: tuple[float, float],
    fur: Colour,
    look: Look,
    iris: Colour | None = None,
) -> None:
    """Both eyes, or two closed lids; on dark fur with an iris, or they would be lost."""
    for side in (-1, 1):
        if look.asleep:
            line = light(fur, 0.6) if is_dark(fur) else INK
            c.smile(x + side * apart, y, size[0] * 1.15, size[1] * 0.7, 0.62, line)
        else:
            width = size[0] * (1 - side * look.turn * 0.06)
            c.eye(x + side * apart, y, width, size[1], iris or (AMBER if is_dark(fur) else None))


def snout(c: Canvas, x: float, y: float, width: float = 3.4, mouth: float = 2.3, colour: Colour = NOSE) -> None:
    """A rounded nose with a glint, and the two curves of a mouth below it."""
    for side in (-1, 1):
        c.smile(x + side * mouth, y + 4.4, mouth, 1.7, 0.45)
    nose = [
        (x - width, y - 1),
        (x, y - 1.8),
        (x + width, y - 1),
        (x + width * 0.45, y + 2.2),
        (x - width * 0.45, y + 2.2),
    ]
    c.paint(c.blob(*nose), colour, 0.2)
    c.flat(c.ellipse(x - width * 0.35, y - 0.5, width * 0.28, 0.6), WHITE)


def round_ears(c: Canvas, x: float, y: float, radius: float, fur: Colour, inside: Colour) -> None:
    for side in (-1, 1):
        c.paint(c.ellipse(side * x, y, radius), fur, shadow=0.1)
        c.paint(c.ellipse(side * x * 0.98, y + radius * 0.12, radius * 0.6), inside, 0.3, rim=0)


def shortened(line: Line, share: float) -> Line:
    """A line drawn in towards its first point: room for a bushy tip."""
    root_x, root_y = line[0]
    return [(root_x + (x - root_x) * share, root_y + (y - root_y) * share) for x, y in line]


def whiskers(c: Canvas, x: float, y: float, inner: float, outer: float) -> None:
    for side in (-1, 1):  # two masks: one over both sides would be mostly empty
        lines = [[(x + side * inner, y + drop * 0.6), (x + side * outer, y - 2 + drop * 1.7)] for drop in (0, 3)]
        c.flat(joined(c.limb(line, 0.24) for line in lines), mix(INK, WHITE, 0.35))


def stripes(c: Canvas, lines: list[Line], thickness: float, colour: Colour, clip: Mask, alpha: float = 0.85) -> None:
    """Stripes along lines of three points, pointed at their ends, all painted at once."""

    def leaf(line: Line) -> Mask:
        start, middle, end = np.array(line, float)
        along = (end - start) / np.hypot(*(end - start))
        across = np.array([-along[1], along[0]]) * thickness
        return c.blob(start - across, start + across, middle + across * 0.75, (*end, 1), middle - across * 0.75)

    c.flat(joined(leaf(line) for line in lines), colour, alpha, clip=clip)


# ---- cats, great and small


@subject(
    "cat",
    en="cat, kitten, kitty, tabby, tomcat, kitty cat, pussycat, house cat",
    ko="고양이, 새끼고양이, 새끼 고양이, 아기고양이, 아기 고양이, 냥이, 야옹이, 고냥이, 길고양이, 들고양이",
    scenes="meadow, room, street, garden",
    size=0.5,
)
def cat(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("E9A24C", "8C8791", "5B5560", "F1E3CF", "C98B5A", "D9B48A"))
    stripe, pale = marking(fur), light(fur, 0.65)
    coat = ("tabby", "patched", "plain")[rng.integers(3)]
    sock = pale if rng.random() < 0.6 else fur
    iris = pick(rng, ("A8D35A", "F0C64B", "7CC6E0"))

    def tail(line: Line) -> None:
        whole = c.paint(c.limb(line, (3.6, 3.6, 3.4, 3.2, 2.8)), fur, shadow=0.15)
        if coat == "tabby":
            for x, y in line[1:4]:
                c.flat(c.ellipse(x, y, 1.6, 6, 45), stripe, 0.8, clip=whole)
        c.paint(c.ellipse(*line[-1], 6), stripe if coat == "tabby" else pale, clip=whole)

    def marks(body: Mask, pose: str) -> None:
        top = {"stand": 44, "lie": 55, "curl": 44}.get(pose)
        if top is None:
            return
        if coat == "tabby":
            lines = [[(x - 1, top), (x + 1, top + 9), (x - 1, top + 17)] for x in (44, 53, 62)]
            stripes(c, lines, 2, stripe, body, 0.8)
        elif coat == "patched":
            c.paint(c.ellipse(60, top + 6, 12, 9), pale, 0.1, rim=0, clip=body)

    def head(look: Look) -> None:
        for side in (-1, 1):
            ear = [(side * 19, -3), (side * 18.5, -25, 1), (side * 11, -21), (side * 3, -12), (side * 8, 0)]
            c.paint(c.blob(*ear), fur, shadow=0.1)
            c.paint(c.blob((side * 16, -8), (side * 16.6, -20.5, 1), (side * 8, -13)), PINK, 0.3, rim=0)
        face = c.paint(c.symmetric((0, -16), (9, -15.5), (18, -7), (21, 3), (15, 12.5), (0, 16)), fur, shadow=0.3)
        x = look.turn * 3.2
        if coat == "tabby":
            brow = x * 0.6
            lines = [
                [(brow + at, -18), (brow + at, -13), (brow + at * 0.8, end)] for at, end in ((-5, -8), (0, -6), (5, -8))
            ]
            lines += [[(side * 22, y), (side * 18, y + 0.5), (side * 14, y + 0.5)] for side in (-1, 1) for y in (2, 6)]
            stripes(c, lines, 1.6, stripe, face)
        elif coat == "patched":
            c.paint(c.ellipse(look.turn * 2, 10, 7, 18), pale, 0.1, rim=0, clip=face)
        c.paint(c.ellipse(x - 3.9, 8, 5.4, 4.6) | c.ellipse(x + 3.9, 8, 5.4, 4.6), pale, 0.25, rim=0, clip=face)
        eyes(c, x, -0.5, 9, (3.5, 4.4), fur, look, iris)
        c.flat(c.blob((x - 2.4, 3.6), (x + 2.4, 3.6), (x, 6.4)), rgb("E07A80"))
        for side in (-1, 1):
            c.smile(x + side * 2.1, 7.6, 2.1, 1.6, 0.4)
        whiskers(c, x, 8, 9, 22)

    posed(c, rng, Animal(fur, sock, pale, tail, head, marks), (sit, stand, curl))


@subject(
    "lion",
    en="lion, lion cub",
    ko="사자, 숫사자, 수사자, 새끼사자, 새끼 사자, 아기사자, 라이온",
    scenes="meadow, desert",
    size=0.8,
)
def lion(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("EBB458", "E3A347", "F0C373", "D99A4E"))
    brown = pick(rng, ("9A4E22", "B5652B", "7A3F22"))
    mane = brown if wish is None else marking(wish, 0.5)
    pale = light(fur, 0.6)
    locks = int(rng.integers(11, 15))

    def tail(line: Line) -> None:
        line = shortened(line, 0.86)
        c.paint(c.limb(line, (3, 2.7, 2.4, 2.2, 2)), fur, shadow=0.15)
        (x0, y0), (x1, y1) = line[-2:]
        turn = np.degrees(np.arctan2(y1 - y0, x1 - x0)) + 90
        with c.frame(x1, y1, turn):
            c.paint(c.blob((0, 4), (-4.6, 1), (-4.8, -4), (0, -11, 1), (4.8, -4), (4.6, 1)), mane)

    def head(look: Look) -> None:
        angles = np.linspace(0, 2 * np.pi, 2 * locks, endpoint=False)
        reach = np.where(np.arange(2 * locks) % 2, 22.0, 26.0) * (1 - 0.1 * np.cos(angles))
        ring = np.stack([np.sin(angles) * reach, 1 - np.cos(angles) * reach], 1)
        c.paint(c.blob(*ring), mane, shadow=0.3, depth=4)
        c.paint(c.blob(*np.roll(ring, 1, 0) * 0.8), light(mane, 0.1), 0.4, rim=0.15)
        round_ears(c, 14, -13.5, 5.6, fur, mix(pale, PINK, 0.45))
        face = c.paint(c.symmetric((0, -14.5), (9, -13.5), (15.5, -5), (15.5, 5), (10, 13.5), (0, 17)), fur, shadow=0.3)
        x = look.turn * 2.6
        c.paint(c.symmetric((0, 9), (8, 10), (9, 20), (0, 24)), pale, 0.2, rim=0, clip=face)
        c.paint(c.ellipse(x - 4, 8.4, 5.8, 5) | c.ellipse(x + 4, 8.4, 5.8, 5), pale, 0.3, rim=0.1, shadow=0.06)
        bridge = [(x * 0.8 - 3.4, -7), (x * 0.8 + 3.4, -7), (x + 4.4, 4), (x, 5.6), (x - 4.4, 4)]
        c.paint(c.blob(*bridge), light(fur, 0.22), 0.12, rim=0)
        eyes(c, x * 0.9, -2.6, 7.8, (2.6, 3.4), fur, look)
        for side in (-1, 1):
            brow = [(x * 0.9 + side * 5.2, -8), (x * 0.9 + side * 8, -9), (x * 0.9 + side * 10.6, -7.6)]
            c.stroke(brow, 0.7, mane)
        snout(c, x, 4.4, 4.6, 2.8, rgb("7A4038"))

    posed(c, rng, Animal(fur, light(fur, 0.15), pale, tail, head, bulk=1.18, bib=False), (sit, stand, lie))


_TIGER_STRIPES: dict[str, list[Line]] = {  # by the part of the body that a pose asks marks for
    "stand": [
        *([(x, 43), (x + 2, 51), (x - 1, end)] for x, end in ((39, 62), (47, 59), (55, 62), (63, 59), (71, 61))),
        *([(86, y), (79, y + 1), (73, y + 0.5)] for y in (60, 67.5, 75)),
        *([(22, y), (28, y + 1), (33, y)] for y in (70, 77)),
    ],
    "sit": [[(side * 22, y), (side * 15, y + 2), (side * 9, y)] for side in (-1, 1) for y in (-38, -29)],
    "thigh": [[(side * 26, y), (side * 19, y + 1), (side * 14, y - 1)] for side in (-1, 1) for y in (-16, -9)],
    "lie": [[(x, 54), (x + 2, 63), (x, end)] for x, end in ((46, 75), (54, 71), (62, 74), (70, 71))],
    "lie-thigh": [[(92, y), (84, y + 1), (77, y - 1)] for y in (73, 79.5, 86)],
}


@subject(
    "tiger",
    en="tiger, tigress, tiger cub, bengal tiger",
    ko="호랑이, 새끼호랑이, 새끼 호랑이, 아기호랑이, 아기 호랑이, 타이거",
    scenes="forest, meadow, mountains",
    size=0.75,
)
def tiger(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("F08A2C", "EE7F24", "F29A3A", "E8781F"))
    stripe = light(fur, 0.45) if is_dark(fur) else mix(INK, dark(fur, 0.5), 0.12)
    pale = light(fur, 0.8)

    def tail(line: Line) -> None:
        whole = c.paint(c.limb(line, (4.2, 4.2, 4, 3.8, 3.4)), fur, shadow=0.15)
        bands = c.ellipse(*line[-1], 5.5)
        for (x0, y0), (x1, y1) in pairwise(line):
            turn = float(np.degrees(np.arctan2(y1 - y0, x1 - x0)))
            bands |= c.ellipse((x0 + x1) / 2, (y0 + y1) / 2, 1.7, 7, turn)
        c.flat(bands, stripe, clip=whole)

    def marks(body: Mask, pose: str) -> None:
        lines = _TIGER_STRIPES.get(pose)
        if lines:
            stripes(c, lines, 1.9, stripe, body, 0.95)

    def head(look: Look) -> None:
        round_ears(c, 15.5, -15, 7, fur, pale)
        outline = [(0, -17), (11, -16), (19, -7), (21, 2), (25, 12, 1), (17, 14.5), (9, 18), (0, 18.5)]
        face = c.paint(c.symmetric(*outline), fur, shadow=0.3)
        x = look.turn * 3
        ruff = c.blob((28, 6), (17, 7), (12, 20), (28, 20)) | c.blob((-28, 6), (-17, 7), (-12, 20), (-28, 20))
        lids = c.ellipse(x * 0.9 - 8.6, -6, 4.6, 4.2) | c.ellipse(x * 0.9 + 8.6, -6, 4.6, 4.2)
        c.paint(ruff | lids | c.symmetric((0, 12), (9, 13), (9, 20), (0, 21)), pale, 0.15, rim=0, clip=face)
        lines = [
            [(x * 0.6 + at, -19), (x * 0.6 + at, -15), (x * 0.7 + at * 0.7, end)]
            for at, end in ((-6, -11), (0, -8), (6, -11))
        ]
        lines += [[(side * 24, y), (side * 19, y + 1), (side * 14.5, y)] for side in (-1, 1) for y in (-2, 3.5, 9)]
        stripes(c, lines, 1.7, stripe, face, 0.95)
        muzzle = c.ellipse(x - 4.2, 8.6, 6.2, 5.4) | c.ellipse(x + 4.2, 8.6, 6.2, 5.4)
        c.paint(muzzle, light(pale, 0.5), 0.3, rim=0.1, shadow=0.06)
        eyes(c, x * 0.9, -2.4, 8.6, (2.8, 3.6), fur, look, AMBER if wish is not None else None)
        snout(c, x, 4.4, 4.4, 2.8, rgb("E27F86"))

    animal = Animal(fur, light(fur, 0.1), pale, tail, head, marks, bulk=1.14)
    posed(c, rng, animal, (sit, stand, lie))


# ---- dogs and foxes


@subject(
    "dog",
    en="dog, puppy, puppies, pup, doggy, doggie, hound, retriever, labrador, beagle, poodle, corgi, dachshund,"
    " golden retriever, chihuahua, pomeranian, shiba, shiba inu, maltese, husky, german shepherd, bulldog",
    ko="개, 강아지, 새끼 강아지, 아기 강아지, 들개, 멍멍이, 댕댕이, 새끼강아지, 아기강아지, 반려견, 진돗개, 푸들,"
    " 리트리버, 웰시코기, 닥스훈트, 시바견, 시바, 치와와, 포메라니안, 말티즈, 비글, 허스키, 골든 리트리버",
    scenes="meadow, street, garden, room",
    size=0.55,
)
def dog(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("D9A066", "F0E2CC", "9A6A48", "C9824A", "EBC58C"))
    brown = pick(rng, ("7A4A33", "5A4038", "A4602F"))
    ear = brown if wish is None else marking(wish, 0.42)
    collar = pick(rng, ("E4574C", "3F8FC4", "4FA36C"))
    pale = light(fur, 0.6)
    spotted, panting, long_ears = rng.random(3) < (0.5, 0.6, 0.55)
    sock = pale if rng.random() < 0.5 else fur
    drop = 11.0 if rng.random() < 0.35 else 0.0

    def tail(line: Line) -> None:
        c.paint(c.limb(line[:4], (4, 4, 3.4, 2.2)), fur)

    def marks(body: Mask, pose: str) -> None:
        if spotted and pose in ("stand", "lie"):
            top = 50 if pose == "stand" else 63
            c.paint(c.ellipse(57, top, 12, 9), ear, 0.2, rim=0, clip=body)

    def head(look: Look) -> None:
        x = look.turn * 3
        c.paint(c.ellipse(0, 15, 11, 4.6), collar, 0.4)
        c.paint(c.ellipse(0, 20, 2.6), rgb("F2C84B"), shadow=0.2)
        face = c.paint(c.symmetric((0, -18), (10, -16), (16, -6), (15.5, 4), (11, 14), (0, 17)), fur, shadow=0.3)
        if spotted:
            c.paint(c.ellipse(x + 7.4, -5, 7, 8.5, 15), ear, 0.1, rim=0, clip=face)
        length = 15 if long_ears else 6
        for side in (-1, 1):
            flap = [(8, -17), (16, -16.5), (22.5, -4), (22.5, length), (17, length + 2.5), (14.2, 1)]
            c.paint(c.blob(*((side * flap_x, flap_y) for flap_x, flap_y in flap)), ear, 0.5, shadow=0.25)
        if panting:
            tongue = [(x - 3, 11), (x + 3, 11), (x + 2.8, 18.5), (x, 20.6), (x - 2.8, 18.5)]
            c.paint(c.blob(*tongue), rgb("E8788A"), 0.3)
        c.paint(c.ellipse(x, 7.4, 9.8, 7.6), pale, 0.3, rim=0.1, shadow=0.06)
        eyes(c, x * 0.8, -4.4, 7.2, (2.7, 3.5), ear if spotted else fur, look)
        snout(c, x, 4, 4.2, 3)

    animal = Animal(fur, sock, pale, tail, head, marks, drop=drop, bib=not spotted, bulk=1.04)
    posed(c, rng, animal, (sit, stand, stand, lie))


@subject(
    "fox",
    en="fox, foxes, vixen, fox cub, red fox",
    ko="여우, 새끼여우, 새끼 여우, 아기여우, 아기 여우, 붉은여우",
    scenes="forest, meadow, snowfield",
    size=0.5,
)
def fox(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("E9742B", "DE6424", "EF8A3C", "D9813F"))
    cream, sock = rgb("FFF1DC"), rgb("4A3035")
    if is_dark(fur):
        sock = dark(fur, 0.25)

    def tail(line: Line) -> None:
        line = shortened(line, 0.86)
        brush = c.paint(c.limb(line, (3, 7, 9.2, 8, 1)), fur, shadow=0.18)
        c.paint(c.ellipse(*line[-1], 12.5), cream, rim=0, clip=brush)

    def head(look: Look) -> None:
        x = look.turn * 2.5
        for side in (-1, 1):
            outer = [(side * 20, -4), (side * 19, -29, 1), (side * 11, -23), (side * 3, -11), (side * 8, 0)]
            ear = c.paint(c.blob(*outer), fur, shadow=0.1)
            c.flat(c.ellipse(side * 20, -29, 8.5), sock, clip=ear)
            c.paint(c.blob((side * 16.5, -9), (side * 17, -22, 1), (side * 8, -12)), rgb("F6D3BE"), 0.3, rim=0)
        left = [(x - 4, 19), (-14, 11), (-25, 7, 1), (-18, -6), (-11, -14)]
        face = c.blob((0, -15), (11, -14), (18, -6), (25, 7, 1), (14, 11), (x + 4, 19), (x, 20.5), *left)
        c.paint(face, fur, shadow=0.3)
        cheek = [(27, 6), (15, 2.5), (x + 6, 6), (x + 0.6, 14), (x, 24), (14, 18)]
        other_cheek = [(-27, 6), (-15, 2.5), (x - 6, 6), (x - 0.6, 14), (x, 24), (-14, 18)]
        c.paint(c.blob(*cheek) | c.blob(*other_cheek), cream, 0.2, rim=0, clip=face)
        eyes(c, x * 0.8, 0, 9, (3, 3.9), fur, look)
        at = x * 0.8
        brows = [[(at + side * 6.5, -7.2), (at + side * 9, -8.2), (at + side * 11.5, -6.6)] for side in (-1, 1)]
        c.flat(joined(c.limb(brow, 0.55) for brow in brows), marking(fur, 0.5))
        c.paint(c.blob((x - 3.4, 15.4), (x + 3.4, 15.4), (x, 19.8)), NOSE, 0)
        c.flat(c.ellipse(x - 0.9, 16.4, 0.9, 0.5), WHITE)

    posed(c, rng, Animal(fur, sock, cream, tail, head), (sit, stand, curl))


# ---- bears


@subject(
    "bear",
    en="bear, bear cub, brown bear, grizzly, grizzly bear",
    ko="곰, 아기곰, 아기 곰, 새끼곰, 새끼 곰, 불곰, 갈색곰, 반달곰, 반달가슴곰",
    scenes="forest, mountains, meadow",
    size=0.95,
)
def bear(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _bear(c, rng, main_colour(wish, rng, ("8A5A3C", "75503C", "B5794A", "9C6B44")))


@subject(
    "polar bear",
    en="polar bear, white bear, ice bear, polar bear cub",
    ko="북극곰, 백곰, 흰곰, 아기북극곰, 아기 북극곰",
    scenes="snowfield, sea",
    size=0.95,
)
def polar_bear(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _bear(c, rng, main_colour(wish, rng, ("F4F1EA", "F1EEEA", "F6F0E2")))


def _bear(c: Canvas, rng: np.random.Generator, fur: Colour) -> None:
    pale = light(fur, 0.5)
    sole = marking(fur, 0.3) if sum(fur) > 600 else pale

    def tail(line: Line) -> None:
        c.paint(c.ellipse(*line[1], 4.5), fur)

    def head(look: Look) -> None:
        x = look.turn * 3
        round_ears(c, 14.5, -13, 6.4, fur, mix(pale, PINK, 0.35))
        c.paint(c.symmetric((0, -17), (12, -14), (19.5, -1), (15.5, 11), (0, 16)), fur, shadow=0.3)
        c.paint(c.ellipse(x, 7, 9.4, 7.4), pale, 0.3, rim=0.1, shadow=0.06)
        eyes(c, x * 0.8, -3.4, 8.2, (2.4, 3), fur, look)
        snout(c, x, 3.8, 3.8, 2.4)

    posed(c, rng, Animal(fur, sole, light(fur, 0.38), tail, head), (squat, amble))


@subject(
    "panda",
    en="panda, panda bear, giant panda, baby panda, panda cub",
    ko="판다, 팬더, 판다곰, 팬더곰, 자이언트판다, 자이언트 판다, 아기판다, 아기 판다",
    scenes="forest, mountains, garden",
    size=0.8,
)
def panda(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("F7F2EA", "F4F0EC", "FBF6EC"))
    black = rgb("3E3840")
    if is_dark(fur):  # a black panda is a panda
        fur = rgb("F7F2EA")
    bamboo = rng.random() < 0.6
    green = pick(rng, ("7DB652", "8FBF4F", "69A85A"))

    def tail(line: Line) -> None:
        c.paint(c.ellipse(*line[1], 4.5), fur)

    def marks(body: Mask, pose: str) -> None:
        if pose == "amble":
            band = [(34, 25), (47, 28), (47, 44), (42, 66), (36, 84), (20, 80), (20, 60), (28, 44)]
            c.paint(c.blob(*band), black, 0.2, rim=0.1, clip=body)
        elif pose == "squat":
            c.paint(c.symmetric((0, -56), (20, -54), (28, -40), (16, -34), (0, -33)), black, 0.2, rim=0, clip=body)

    def head(look: Look) -> None:
        x = look.turn * 3
        round_ears(c, 15, -13.5, 6.8, black, dark(black, 0.3))
        c.paint(c.symmetric((0, -17), (12, -15), (20.5, -1), (17, 11), (0, 16.5)), fur, shadow=0.3)
        patches = c.ellipse(x * 0.8 - 8.6, -1.6, 4.7, 6.2, 32) | c.ellipse(x * 0.8 + 8.6, -1.6, 4.7, 6.2, -32)
        c.paint(patches, black, 0.15, rim=0)
        c.paint(c.ellipse(x, 8.4, 7.2, 5.4), light(fur, 0.5), 0.2, rim=0)
        for side in (-1, 1):
            c.flat(c.ellipse(x * 0.8 + side * 7.8, -2.4, 3.2, 3.6), WHITE)
            c.eye(x * 0.8 + side * 7.8, -2.4, 2.5, 3)
        snout(c, x, 5.6, 3.2, 2)

    def squat_with_bamboo(c: Canvas, rng: np.random.Generator, animal: Animal) -> None:
        squat(c, rng, animal)
        if bamboo:
            _bamboo(c, green, black)

    animal = Animal(fur, light(black, 0.45), light(fur, 0.3), tail, head, marks, limbs=black)
    posed(c, rng, animal, (squat_with_bamboo, amble))


def _bamboo(c: Canvas, green: Colour, paw: Colour) -> None:
    """A stick of bamboo in the left paw of a squatting animal."""
    with c.frame(31, 73, -14):
        c.paint(c.limb([(0, 12), (0, -40)], 1.9), green, depth=1.5)
        for y in (-24, -9, 4):
            c.stroke([(-2, y), (2, y)], 0.5, dark(green, 0.4))
        for side, y in ((-1, -38), (1, -33), (-1, -26)):
            leaf = [(0, y, 1), (side * 6, y - 5), (side * 13, y - 4, 1), (side * 7, y + 0.6)]
            c.paint(c.blob(*leaf), light(green, 0.1), 0.3, depth=1.5)
        c.paint(c.ellipse(0, 0, 5.6, 5), paw, shadow=0.2)


# ---- rabbits and rodents


@subject(
    "rabbit",
    en="rabbit, bunny, bunnies, hare, bunny rabbit",
    ko="토끼, 산토끼, 집토끼, 아기토끼, 아기 토끼, 새끼토끼, 토깽이, 깡총이",
    scenes="meadow, garden, forest",
    size=0.42,
)
def rabbit(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("C9B29B", "A9A3A8", "F3EBE2", "B5835A", "8E7C78"))
    pale = light(fur, 0.7)
    bend = rng.uniform(0.4, 1) if rng.random() < 0.5 else rng.uniform(-0.2, 0.1)
    tilt, turn = rng.uniform(-6, 6), rng.uniform(-1, 1)
    upright = rng.random() < 0.5
    side = 1 if rng.random() < 0.5 else -1
    with c.frame(50, 0, 0, side, 1), c.frame(-50, 0):
        if upright:
            _upright_rabbit(c, fur, pale)
            with c.frame(50, 51, tilt, 1.04):
                _rabbit_head(c, fur, pale, bend, turn)
        else:
            _crouching_rabbit(c, fur)
            with c.frame(30, 51, tilt - 4, 1.06):
                _rabbit_head(c, fur, pale, bend, -0.9)


def _upright_rabbit(c: Canvas, fur: Colour, pale: Colour) -> None:
    c.paint(c.ellipse(70, 84, 6.5), light(fur, 0.8))
    right = [(0, 50), (10, 54), (18, 70), (20.5, 84), (12, 93), (0, 94)]
    with c.frame(50, 0):
        body = c.paint(c.symmetric(*right), fur)
        c.paint(c.ellipse(0, 77, 11.5, 15), pale, 0.2, rim=0, clip=body)
        for side in (-1, 1):
            c.paint(c.ellipse(side * 12.5, 90.5, 9.4, 4.4, side * -8), light(fur, 0.25), shadow=0.2)
            c.paint(c.limb([(side * 13, 63), (side * 12.4, 71), (side * 5, 74)], (4.2, 3.9, 3.6)), fur, shadow=0.2)


def _crouching_rabbit(c: Canvas, fur: Colour) -> None:
    c.paint(c.ellipse(88, 76, 6.5), light(fur, 0.8))
    c.paint(c.limb([(36, 70), (34, 84), (32, 90)], (5, 4, 3.6)), dark(fur, 0.3))
    back = [(26, 60), (36, 54), (52, 54), (70, 52), (84, 62), (88, 78), (80, 92), (56, 92), (38, 86), (28, 74)]
    c.paint(c.blob(*back), fur)
    c.paint(c.blob((52, 80), (58, 66), (72, 64), (82, 75), (79, 90), (62, 92)), fur, shadow=0.22)
    c.paint(c.ellipse(61, 90.4, 13.5, 4.2), light(fur, 0.2), shadow=0.2)
    c.paint(c.limb([(37, 74), (38, 84), (35, 90.4)], (5.5, 4.4, 3.8)), light(fur, 0.12), shadow=0.15)


def _rabbit_head(c: Canvas, fur: Colour, pale: Colour, bend: float, turn: float) -> None:
    for side in (-1, 1):
        droop = max(bend, 0) if side > 0 else 0
        line = [(5, -9), (8.5, -24), (10.5 + droop * 5, -35 + droop * 3), (11 + droop * 14, -41.5 + droop * 14)]
        ear = [(side * x, y) for x, y in line]
        c.paint(c.limb(ear, (4, 5.4, 5, 2.6)), fur, shadow=0.15)
        c.paint(c.limb(ear, (1.8, 3, 2.8, 0.8)), rgb("F2B5AE"), 0.3, rim=0)
    face = c.paint(c.symmetric((0, -14), (9, -13), (15, -4), (17, 5), (11.5, 12), (0, 14)), fur, shadow=0.3)
    x = turn * 2.5
    c.paint(c.ellipse(x - 3.4, 6.6, 4.8, 4.2) | c.ellipse(x + 3.4, 6.6, 4.8, 4.2), pale, 0.25, rim=0, clip=face)
    eyes(c, x, -1.5, 7.8, (3, 3.9), fur, Look(turn))
    c.flat(c.ellipse(x - 11, 5, 2.6, 1.7) | c.ellipse(x + 11, 5, 2.6, 1.7), PINK, 0.5, clip=face)
    c.paint(c.box(x - 1.6, 7, x + 1.6, 10.6, 0.9), WHITE, 0.2)
    c.flat(c.blob((x - 2, 3), (x + 2, 3), (x, 5.4)), rgb("E58A8E"))
    for side in (-1, 1):
        c.smile(x + side * 1.8, 6.6, 1.8, 1.3, 0.4)


@subject(
    "mouse",
    en="mouse, mice, field mouse, house mouse, rat",
    ko="쥐, 생쥐, 새앙쥐, 들쥐, 시궁쥐, 집쥐",
    scenes="room, meadow, garden",
    size=0.22,
)
def mouse(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("A7A2AC", "8F8791", "C2A78E", "B9B4BC"))
    pale, skin = light(fur, 0.6), mix(light(fur, 0.3), rgb("F0A0A4"), 0.75)
    upright = rng.random() < 0.5
    lift = rng.uniform(-6, 4)
    side = 1 if rng.random() < 0.5 else -1
    with c.frame(50, 0, 0, side, 1), c.frame(-50, 0):
        (_upright_mouse if upright else _scurrying_mouse)(c, fur, pale, skin, lift)


def _scurrying_mouse(c: Canvas, fur: Colour, pale: Colour, skin: Colour, lift: float) -> None:
    """Seen from the side, the nose at the left, a long bare tail behind."""
    tail = [(74, 86), (86, 90), (95, 80), (88, 66), (92, 50 + lift)]
    c.paint(c.limb(tail, (2.6, 2.2, 1.8, 1.5, 0.9)), skin, depth=1.5)
    c.paint(c.ellipse(47, 44, 12.5, 13.5), dark(fur, 0.25))
    for x in (38, 66):
        c.paint(c.ellipse(x, 91.4, 6, 3), dark(skin, 0.25))
    outline = [
        (7, 74),
        (14, 65),
        (27, 54),
        (42, 50),
        (60, 52),
        (76, 62),
        (84, 78),
        (78, 91),
        (54, 93),
        (34, 90),
        (20, 83),
        (10, 79),
    ]
    body = c.paint(c.blob(*outline), fur, depth=4.5)
    c.paint(c.blob((12, 79), (30, 82), (56, 86), (66, 96), (30, 96)), pale, 0.1, rim=0, clip=body)
    c.paint(c.blob((58, 82), (62, 69), (74, 69), (82, 80), (77, 91), (64, 92)), fur, 0.3, rim=0.08, shadow=0.18)
    for x in (29, 62):
        c.paint(c.ellipse(x, 91.6, 7, 3.2), skin, shadow=0.15)
    c.paint(c.ellipse(35, 47, 14, 15, -12), fur, shadow=0.25)
    c.paint(c.ellipse(34.4, 48.4, 9.6, 10.6, -12), skin, 0.3, rim=0)
    c.eye(21.5, 66.5, 3.4, 4.3, AMBER if is_dark(fur) else None)
    c.paint(c.ellipse(7.6, 74, 3.2, 2.9), rgb("E27F86"), shadow=0.1)
    c.flat(c.ellipse(27, 75, 3.6, 2.4), PINK, 0.6)
    c.smile(14.6, 77.4, 3.4, 2.2, 0.55)
    for y in (-3, 2):
        c.stroke([(13, 74), (2.6 + abs(y), 80 + y * 2)], 0.3, mix(INK, WHITE, 0.35))


def _upright_mouse(c: Canvas, fur: Colour, pale: Colour, skin: Colour, lift: float) -> None:
    """Seen from the front on its hind legs, with a piece of cheese."""
    tail = [(58, 90), (76, 91), (86, 80), (80, 67), (86, 54 + lift)]
    c.paint(c.limb(tail, (2.6, 2.2, 1.8, 1.5, 0.9)), skin, depth=1.5)
    with c.frame(50, 0):
        body = c.paint(c.symmetric((0, 46), (10, 52), (17, 68), (20, 82), (13, 92), (0, 93)), fur)
        c.paint(c.ellipse(0, 77, 11.5, 14), pale, 0.15, rim=0, clip=body)
        for side in (-1, 1):
            c.paint(c.ellipse(side * 10.5, 91.4, 8.4, 3.6, side * -6), skin, shadow=0.2)
        cheese = c.paint(c.blob((-10, 66, 1), (10, 62, 1), (10, 74, 1), (-10, 74, 1)), rgb("F6CB4A"), 0.3, shadow=0.2)
        c.flat(c.ellipse(3, 68, 2) | c.ellipse(-3, 71.5, 1.5) | c.ellipse(8, 72, 1.6), rgb("DFA530"), clip=cheese)
        for side in (-1, 1):
            c.paint(c.limb([(side * 14, 60), (side * 17, 68), (side * 10, 71)], (4, 3.8, 3.2)), fur, shadow=0.2)
            c.paint(c.ellipse(side * 9, 71, 2.8), skin)
        with c.frame(0, 36, lift * 0.8, 1.12):
            round_ears(c, 18, -12, 13, fur, skin)
            right = [(0, -15), (10, -13), (16, -3), (14, 7), (6, 14), (0, 16)]
            c.paint(c.symmetric(*right), fur, shadow=0.3)
            c.paint(c.symmetric((0, 3), (5, 6), (6, 12), (0, 15)), pale, 0.1, rim=0)
            eyes(c, 0, -1, 6.8, (2.8, 3.6), fur, Look())
            c.flat(c.ellipse(-10.5, 6, 2.6, 1.7) | c.ellipse(10.5, 6, 2.6, 1.7), PINK, 0.5)
            c.smile(0, 10.6, 2.6, 1.4, 0.45)
            c.paint(c.ellipse(0, 7, 3, 2.5), rgb("E27F86"), shadow=0.1)
            whiskers(c, 0, 8.5, 6, 17)


@subject(
    "squirrel",
    en="squirrel, chipmunk, red squirrel",
    ko="다람쥐, 청설모, 청솔모",
    scenes="forest, garden, meadow",
    size=0.3,
)
def squirrel(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    fur = main_colour(wish, rng, ("C8702F", "B85F2C", "D98A45", "A8683E"))
    pale = light(fur, 0.72)
    brush = marking(fur, 0.14)
    running = rng.random() < 0.4
    tilt = rng.uniform(-6, 6)
    plump = rng.uniform(0.94, 1.08)
    side = 1 if rng.random() < 0.5 else -1
    with c.frame(50, 0, 0, side, 1), c.frame(-50, 0):
        (_running_squirrel if running else _nibbling_squirrel)(c, fur, pale, brush, tilt, plump)


def _plume(c: Canvas, line: Line, radii: tuple[float, ...], brush: Colour) -> None:
    """A bushy tail with a paler stripe along its middle."""
    whole = c.paint(c.limb(line, radii), brush, depth=4.5)
    c.paint(
        c.limb(line[1:], [radius * 0.42 for radius in radii[1:]]), light(brush, 0.35), 0, rim=0, alpha=0.7, clip=whole
    )


def _nibbling_squirrel(c: Canvas, fur: Colour, pale: Colour, brush: Colour, tilt: float, plump: float) -> None:
    """Sitting up with an acorn, the tail in an S behind it."""
    _plume(
        c, [(54, 87), (74, 83), (81, 64), (71, 44), (71, 24), (84, 17), (87, 28)], (4, 9, 13, 13, 13.5, 11, 7), brush
    )
    with c.frame(40, 0, 0, plump, 1):
        right = [(-2, 46), (9, 52), (18, 68), (22, 82), (14, 92.5), (-8, 93), (-16, 82), (-14, 62)]
        body = c.paint(c.blob(*right), fur, shadow=0.2)
        c.paint(c.blob((-6, 52), (2, 58), (4, 76), (-4, 90), (-18, 86), (-16, 62)), pale, 0.1, rim=0, clip=body)
        c.paint(c.blob((0, 84), (5, 71), (16, 70), (23, 81), (17, 92), (4, 93)), fur, 0.4, rim=0.08, shadow=0.2)
        for x in (-10, 4):
            c.paint(c.ellipse(x, 91.6, 9, 3.4), light(fur, 0.15), shadow=0.2)
        _acorn(c, -13, 66)
        c.paint(c.limb([(6, 60), (1, 69), (-8, 68)], (4.6, 4, 3.4)), fur, shadow=0.22)
    with c.frame(36, 38, tilt, 1.06):
        _squirrel_head(c, fur, pale)


def _running_squirrel(c: Canvas, fur: Colour, pale: Colour, brush: Colour, tilt: float, plump: float) -> None:
    """On all fours, the tail arched over its back."""
    _plume(c, [(76, 82), (84, 68), (75, 50), (66, 34), (70, 18), (83, 16), (86, 27)], (5, 9, 12, 13, 13, 11, 7), brush)
    for x in (42, 70):
        c.paint(c.limb([(x, 78), (x - 3, 86), (x - 7, 91)], (5, 3.8, 3.2)), dark(fur, 0.3))
    outline = [(24, 70), (34, 60), (52, 58), (72, 58), (86, 70), (87, 84), (76, 90), (52, 87), (34, 86), (26, 80)]
    body = c.paint(c.blob(*outline), fur, shadow=0.15)
    c.paint(c.blob((24, 74), (34, 80), (54, 84), (62, 94), (30, 94)), pale, 0.1, rim=0, clip=body)
    for y, colour in ((63, marking(fur, 0.4)), (66.5, pale), (70, marking(fur, 0.4))):
        c.stroke([(34, y + 3), (54, y), (74, y), (86, y + 9)], (1, 1.9, 1.9, 1), colour, 0.8, clip=body)
    thigh = [(58, 86), (62, 73), (75, 69), (88, 78), (86, 89), (70, 91)]
    c.paint(c.blob(*thigh), fur, 0.35, rim=0.08, shadow=0.2)
    c.paint(c.ellipse(71, 91.4, 10 * plump, 3.4), light(fur, 0.15), shadow=0.2)
    c.paint(c.limb([(36, 76), (34, 85), (29, 91)], (5.6, 4.2, 3.4)), fur, shadow=0.15)
    with c.frame(28, 58, tilt - 4, 1):
        _squirrel_head(c, fur, pale)


def _squirrel_head(c: Canvas, fur: Colour, pale: Colour) -> None:
    for side in (-1, 1):
        ear = [(side * 15, -6), (side * 16.5, -15), (side * 14, -23.5, 1), (side * 8, -18), (side * 5, -10)]
        c.flat(c.blob((side * 16, -19), (side * 15.2, -28.5, 1), (side * 11, -20)), marking(fur, 0.35))
        c.paint(c.blob(*ear), fur, shadow=0.1)
        c.paint(c.blob((side * 13, -9), (side * 13.6, -17, 1), (side * 8.4, -12.5)), mix(pale, PINK, 0.6), 0.3, rim=0)
    face = c.paint(c.symmetric((0, -14.5), (9, -13.5), (15, -5), (19, 6), (13, 13.5), (0, 15)), fur, shadow=0.3)
    x = -2.4
    cheeks = c.ellipse(x - 6.4, 7.6, 7.6, 5.8) | c.ellipse(x + 6.4, 7.6, 7.6, 5.8)
    c.paint(cheeks, pale, 0.2, rim=0, clip=face)
    eyes(c, x, -2, 7.6, (3.1, 4), fur, Look(-0.8))
    c.paint(c.box(x - 1.7, 7, x + 1.7, 10.8, 0.9), WHITE, 0.2)
    snout(c, x, 3.4, 2.4, 1.9)


def _acorn(c: Canvas, x: float, y: float) -> None:
    c.paint(
        c.blob((x - 4.6, y - 1), (x + 4.6, y - 1), (x + 3.8, y + 5), (x, y + 9, 1), (x - 3.8, y + 5)),
        rgb("C98B4A"),
        shadow=0.2,
    )
    c.paint(c.blob((x - 5.8, y), (x - 4, y - 5), (x, y - 6), (x + 4, y - 5), (x + 5.8, y), (x, y + 1.2)), rgb("7C5232"))
    c.stroke([(x, y - 6), (x + 0.8, y - 8.6)], 0.8, rgb("7C5232"))
