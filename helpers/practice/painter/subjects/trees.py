"""Trees: crowns are clumps of leaves, firs are storeys of twigs."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, joined
from helpers.practice.painter.colours import LEAF_GREENS, Colour, dark, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._shapes import Line, star

# ---- trees with leaves

BARKS = ("8A5D3B", "7A5240", "9A6B45")
# clumps of a crown from back to front: (x, y, width, height), the foot of the trunk at (0, 0)
ROUND_CROWN = (
    (-18, -46, 17, 14),
    (18, -45, 17, 14),
    (-24, -62, 16, 14),
    (24, -61, 16, 14),
    (1, -45, 17, 12),
    (13, -77, 17, 13),
    (-13, -76, 18, 14),
    (9, -60, 19, 14),
    (-11, -58, 17, 13),
)
TALL_CROWN = (
    (-12, -38, 14, 11),
    (12, -37, 14, 11),
    (15, -53, 13, 12),
    (-15, -54, 13, 12),
    (1, -43, 14, 11),
    (10, -68, 14, 12),
    (-9, -69, 14, 12),
    (1, -81, 13, 11),
    (-1, -58, 15, 12),
)
SPREADING_CROWN = (
    (0, -55, 22, 14),
    (-32, -51, 13, 11),
    (32, -55, 13, 11),
    (-20, -54, 14, 11),
    (21, -57, 14, 11),
    (-17, -67, 17, 13),
    (18, -70, 17, 13),
    (1, -76, 19, 14),
    (0, -60, 17, 11),
)
SEASONS = {
    "summer": LEAF_GREENS,
    "fruit": LEAF_GREENS,
    "blossom": ("F0AFC2", "F4C3CF", "F5B5C8"),
    "autumn": ("E0913A", "D6693B", "E3B03F"),
}


def _scalloped(c: Canvas, x: float, y: float, width: float, height: float, bumps: int, turn: float) -> Mask:
    """A clump of leaves: an ellipse with a bumpy edge."""
    angle = np.linspace(0, 2 * np.pi, bumps * 9, endpoint=False)
    uneven = angle + 0.22 * np.sin(2 * angle + turn * 3)
    reach = 0.85 + 0.17 * np.abs(np.sin(uneven * bumps / 2 + turn)) ** 0.75
    return c.polygon(np.stack([x + width * reach * np.cos(angle), y + height * reach * np.sin(angle)], 1))


def _trunk(c: Canvas, bark: Colour, fork: Line) -> None:
    """A trunk with roots; a bough grows to each point of the fork."""
    right = [(4.5, -50), (5, -22), (7, -7), (15, 0, 1), (5, -1.5), (0, 0)]
    left = [(-4, -1.5), (-14, 0, 1), (-7, -7), (-5, -22), (-4.5, -50)]
    trunk = c.blob(*right, *left)
    boughs = [c.limb([(0, -18), (x * 0.5, y * 0.72), (x, y)], (3.8, 3, 2)) for x, y in fork]
    wood = c.paint(joined([trunk, *boughs]), bark, 0.6)
    cracks = ((-2.2, -10, -19), (1.8, -6, -13), (0.6, -19, -27))
    lines = joined(c.limb([(x, low), (x * 0.8, high)], (0.5, 0.2)) for x, low, high in cracks)
    c.flat(lines, dark(bark, 0.4), 0.7, clip=wood)


def _scattered(rng: np.random.Generator, clumps: tuple[tuple[float, float, float, float], ...]) -> Line:
    """One place in each clump, for fruit and blossom."""
    shifts = rng.uniform(-0.55, 0.55, (len(clumps), 2))
    return [(x + width * dx, y + height * dy) for (x, y, width, height), (dx, dy) in zip(clumps, shifts, strict=True)]


def _leafy_tree(c: Canvas, rng: np.random.Generator, wish: Colour | None, season: str) -> None:
    leaves, bark = main_colour(wish, rng, SEASONS[season]), pick(rng, BARKS)
    shape = rng.integers(3)
    clumps = (ROUND_CROWN, TALL_CROWN, SPREADING_CROWN)[shape]
    fork = ([(-17, -40), (18, -42)], [(-9, -38), (9, -40)], [(-30, -48), (30, -51), (-14, -52), (15, -54)])[shape]
    way, stretch = rng.choice((-1, 1)), rng.uniform(0.93, 1.04)
    with c.frame(50, 94.5, 0, way * stretch, 1):
        _trunk(c, bark, fork)
        for x, y, width, height in clumps:
            height_share = np.clip((-y - 38) / 40 - way * x / 90, 0, 1)
            colour = mix(dark(leaves, 0.2), light(leaves, 0.2), height_share)
            wide, bumps = width * rng.uniform(0.95, 1.05), int(rng.integers(8, 11))
            clump = _scalloped(c, x, y, wide, height, bumps, rng.uniform(0, 6))
            c.paint(clump, colour, 0.5, 4, 0.1, shadow=0.2)
        places = _scattered(rng, clumps)
        if season == "fruit":
            c.paint(joined(c.ellipse(x, y, 2.6) for x, y in places), rgb("E2483F"), 0.5, 1.5, shadow=0.25)
        else:
            trio = ((-2.5, 0), (1, -2.2), (3.4, 0.8))
            flecks = [c.ellipse(x + dx, y + dy, 1.5, 0.9, -30) for x, y in places for dx, dy in trio]
            c.flat(joined(flecks), light(leaves, 0.55), 0.75)


@subject(
    "tree",
    en="tree, oak, oak tree, elm, birch, linden",
    ko="나무, 참나무, 느티나무, 떡갈나무, 버드나무, 자작나무, 밤나무, 배나무, 감나무",
    scenes="meadow, garden, village, forest",
    size=1.9,
)
def tree(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    season = ("summer", "summer", "summer", "summer", "fruit", "blossom", "autumn")[rng.integers(7)]
    _leafy_tree(c, rng, wish, season)


@subject(
    "blossom tree",
    en="cherry tree, blossom tree, cherry blossom, blossoming tree, flowering tree, sakura",
    ko="벚나무, 벚꽃, 벚꽃나무, 벚꽃 나무, 꽃나무, 매화, 매화나무, 복숭아나무",
    scenes="garden, village, meadow",
    size=1.8,
)
def blossom_tree(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _leafy_tree(c, rng, wish, "blossom")


@subject(
    "apple tree",
    en="apple tree, fruit tree",
    ko="사과나무, 사과 나무, 과일나무, 과일 나무, 과수",
    scenes="garden, meadow, village",
    size=1.7,
)
def apple_tree(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _leafy_tree(c, rng, wish, "fruit")


@subject(
    "autumn tree",
    en="autumn tree, fall tree, maple, maple tree, ginkgo, ginkgo tree",
    ko="단풍나무, 단풍 나무, 가을나무, 가을 나무, 은행나무",
    scenes="forest, meadow, street",
    size=1.9,
)
def autumn_tree(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _leafy_tree(c, rng, wish, "autumn")


# ---- palms


def _frond(c: Canvas, turn: float, side: int, length: float, colour: Colour) -> None:
    """A palm leaf from (0, 0), bent down, its lower edge in fingers."""
    teeth = [(0.96, 0.4), (0.9, 0.58), (0.8, 0.2), (0.72, 0.42), (0.6, 0.08), (0.51, 0.32), (0.38, 0.02), (0.28, 0.22)]
    upper = [(0, -2), (length * 0.3, -length * 0.19), (length * 0.68, -length * 0.12), (length, length * 0.28, 1)]
    lower = [(length * x, length * y, *([1] if number % 2 else [])) for number, (x, y) in enumerate(teeth)]
    with c.frame(0, 0, turn * side, side, 1):
        leaf = c.paint(c.blob(*upper, *lower, (0, 2)), colour, 0.5, 3, shadow=0.25)
        tip = (length * 0.92, length * 0.22, 1)
        rib = [(0, -1), (length * 0.34, -length * 0.12), (length * 0.66, -length * 0.04), tip]
        back = [(length * 0.64, -length * 0.01), (length * 0.32, -length * 0.08), (0, 1)]
        c.flat(c.blob(*rib, *back), light(colour, 0.35), 0.8, clip=leaf)


def _palm(
    c: Canvas, rng: np.random.Generator, leaves: Colour, bark: Colour, bend: float, high: float, fronds: int = 8
) -> None:
    """A palm with its foot at (0, 0), its trunk bent to the right by `bend`."""
    line = [(0, -3), (bend * 0.12, -high * 0.35), (bend * 0.45, -high * 0.7), (bend, -high)]
    root = c.blob((-5, -8), (5, -8), (9, 0, 1), (-9, 0, 1))
    trunk = c.paint((c.limb(line, (5, 4.2, 3.6, 3.2)) | root) - c.box(-20, 0, 20, 10), bark, 0.55, 3.4)
    rings = []
    for share in np.linspace(0.12, 0.88, fronds - 2):
        x, y = np.interp(share, (0, 0.35, 0.7, 1), [at for at, _ in line]), -high * share
        rings.append(c.limb([(x - 6, y - 0.4), (x, y + 1.2), (x + 6, y - 1.6)], 0.55))
    c.flat(joined(rings), dark(bark, 0.4), 0.7, clip=trunk)
    length, droop = rng.uniform(34, 38), rng.uniform(-4, 4)
    with c.frame(bend, -high - 1):
        for turn, reach, tone in ((-62, 0.74, 0.2), (-34, 0.95, 0.08), (34, 0.9, 0.14), (2, 1, 0))[4 - fronds // 2 :]:
            for side in (-1, 1):
                colour = light(dark(leaves, tone), 0.1 if side < 0 else 0)
                _frond(c, turn + droop, side, length * reach, colour)
        nuts = joined(c.ellipse(x, y, 3.6) for x, y in ((-4, 4), (4, 4.5), (0, 6.5)))
        c.paint(nuts, rgb("7A4A2C"), 0.5, 1.8, rim=0.4, shadow=0.25)


@subject(
    "palm tree",
    en="palm, palm tree, coconut tree, coconut palm, date palm",
    ko="야자수, 야자나무, 야자 나무, 코코넛나무, 종려나무",
    scenes="beach, desert, sea",
    size=2.0,
)
def palm_tree(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    leaves, bark = main_colour(wish, rng, ("4F9A45", "3F8F5A", "6AA53F")), pick(rng, ("A87A4E", "96683F", "B58A5C"))
    way, bent, pair = rng.choice((-1, 1)), rng.uniform(8, 18), bool(rng.random() < 0.35)
    with c.frame(50, 95, 0, way, 1):
        if pair:
            with c.frame(12, 0, 0, 0.6):
                _palm(c, rng, dark(leaves, 0.1), bark, bent, rng.uniform(58, 66), fronds=6)
            with c.frame(-10, 0, 0, -0.82, 0.95):
                _palm(c, rng, leaves, bark, bent * 0.5, 68, fronds=6)
        else:
            with c.frame(-bent * 0.75, 0):
                _palm(c, rng, leaves, bark, bent, rng.uniform(62, 68))


# ---- firs

SNOW = rgb("F7FAFF")
GOLD = rgb("F6C445")


def _tier(c: Canvas, tip: float, hem: float, half: float, teeth: int, sway: float) -> Mask:
    """One storey of a fir: narrow at the tip, its hem of hanging twigs."""
    right = [(half * 0.26, tip + (hem - tip) * 0.36), (half * 0.62, tip + (hem - tip) * 0.7)]
    twigs: list[tuple[float, ...]] = []
    for number in range(2 * teeth + 1):
        share = 1 - number / teeth
        drop = 3.4 * (1 - share**2)
        twigs.append((half * share, hem + drop, 1) if number % 2 == 0 else (half * share + sway, hem + drop - 4))
    left = [(-x, y) for x, y in reversed(right)]
    return c.blob((sway, tip, 1), *right, *twigs, *left)


def _fir(
    c: Canvas, rng: np.random.Generator, needles: Colour, bark: Colour, snowy: bool, most: int = 5
) -> tuple[int, float]:
    """A fir with its foot at (0, 0); how many storeys it has (3 to `most`) and how wide it is."""
    storeys, half = ((3, 38.0), (4, 35.0), (5, 29.0))[rng.integers(most - 2)]
    half *= rng.uniform(0.93, 1.06)
    sway = rng.uniform(-1, 1)
    c.paint(c.blob((-4.5, -18, 1), (4.5, -18, 1), (5, -5), (9, 0, 1), (0, -0.8), (-9, 0, 1), (-5, -5)), bark, 0.6)
    step = 66 / storeys
    for storey in range(storeys):
        hem, width = -12 - step * storey, half * (1 - 0.62 * storey / (storeys - 0.4))
        tip = hem - step * 1.45 if storey < storeys - 1 else -91
        colour = mix(dark(needles, 0.12), light(needles, 0.2), storey / (storeys - 1))
        tier = c.paint(_tier(c, tip, hem, width, 4 if storey < 2 else 3, sway), colour, 0.6, 5, shadow=0.32)
        if snowy:
            snow = [_snow_drift(c, side * width * 0.62, hem - 2.6, width * 0.36) for side in (-1, 1)]
            if storey == storeys - 1:
                snow.append(c.symmetric((0, -92), (width * 0.5, -70), (width * 0.22, -74), (0, -69)))
            c.paint(joined(snow), SNOW, 0.35, 2, clip=tier)
    return storeys, half


def _snow_drift(c: Canvas, x: float, y: float, half: float) -> Mask:
    outwards = 1 if x > 0 else -1
    with c.frame(x, y, 0, outwards, 1):
        return c.blob((-half, -5), (0, -9), (half * 1.4, 3), (half * 0.7, 0.5), (half * 0.2, 1.6), (-half * 0.3, -2.6))


@subject(
    "pine",
    en="pine, pine tree, fir, fir tree, spruce, conifer, evergreen, cedar",
    ko="소나무, 전나무, 침엽수, 가문비나무, 상록수, 삼나무, 잣나무",
    scenes="mountains, forest, snowfield, lake",
    size=2.0,
)
def pine(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    needles, bark = main_colour(wish, rng, ("3F8A5C", "2F7D6B", "5C9440", "4A8F4E")), pick(rng, BARKS)
    snowy = bool(rng.random() < 0.3)
    with c.frame(50, 94.5):
        _fir(c, rng, needles, bark, snowy)


def _gift(c: Canvas, x: float, width: float, height: float, paper: Colour, ribbon: Colour) -> None:
    box = c.paint(c.box(x - width, -height, x + width, 0, 1), paper, shadow=0.3)
    c.flat(c.box(x - width * 0.2, -height, x + width * 0.2, 0), ribbon, clip=box)
    bow = [c.ellipse(x + side * width * 0.38, -height - 1.4, width * 0.4, 1.8, side * -25) for side in (-1, 1)]
    c.paint(joined(bow), ribbon, 0.4, 1.5)


@subject(
    "christmas tree",
    en="christmas tree, xmas tree",
    ko="크리스마스트리, 크리스마스 트리, 성탄 트리, 성탄목, 트리",
    scenes="room, snowfield, village, street",
    size=1.6,
)
def christmas_tree(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    needles, bark = main_colour(wish, rng, ("3F8A5C", "2F7D6B", "4A8F4E")), pick(rng, BARKS)
    with c.frame(50, 95, 0, 1, 0.93):
        storeys, half = _fir(c, rng, needles, bark, False, most=4)
        step = 66 / storeys
        red, blue, gold = [], [], []
        for storey in range(storeys):
            hem, width = -12 - step * storey, half * (1 - 0.62 * storey / (storeys - 0.4))
            swag = [(-width * 0.66, hem - 5.5), (0, hem - 3), (width * 0.42, hem - step * 0.55)]
            c.stroke(swag, 0.75, light(GOLD, 0.35), 0.9)
            red.append(c.ellipse(-width * 0.36, hem - step * 0.1, 2.7))
            blue.append(c.ellipse(width * 0.55, hem - step * 0.06, 2.7))
            gold.append(c.ellipse(width * 0.08, hem - step * 0.36, 2.5))
        for balls, colour in ((red, "E2483F"), (blue, "5AB4E6"), (gold, "F6C445")):
            c.paint(joined(balls), rgb(colour), 0.5, 1.6, rim=0.5, shadow=0.25)
        c.paint(star(c, 0, -91, 8), GOLD, 0.35, 1.6, rim=0.5)
        papers = (("D9534F", "FFF3D6"), ("4F86C6", "FFD966"), ("8E63B5", "F6C445"))
        side, (paper, ribbon) = rng.choice((-1, 1)), papers[rng.integers(3)]
        _gift(c, side * 15, 6.5, 9, rgb(paper), rgb(ribbon))
        _gift(c, side * -14, 5, 6.5, rgb("F2E3C2"), rgb("D9534F"))
