"""Plants and mushrooms: crowns are clumps of leaves, flower heads sit on a shared stem."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask
from helpers.practice.painter.colours import WHITE, Colour, dark, light, main_colour, mix, pick, rgb
from helpers.practice.painter.subjects import subject

Line = list[tuple[float, float]]

LEAF_GREENS = ("5E9E45", "4F9A55", "7FB04A")
BARKS = ("8A5D3B", "7A5240", "9A6B45")
SNOW = rgb("F7FAFF")
GOLD = rgb("F6C445")

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


def is_pale(colour: Colour) -> bool:
    return sum(colour) > 600


def scalloped(c: Canvas, x: float, y: float, width: float, height: float, bumps: int, turn: float) -> Mask:
    """A clump of leaves: an ellipse with a bumpy edge."""
    angle = np.linspace(0, 2 * np.pi, bumps * 9, endpoint=False)
    uneven = angle + 0.22 * np.sin(2 * angle + turn * 3)
    reach = 0.85 + 0.17 * np.abs(np.sin(uneven * bumps / 2 + turn)) ** 0.75
    return c.polygon(np.stack([x + width * reach * np.cos(angle), y + height * reach * np.sin(angle)], 1))


def all_of(masks: list[Mask]) -> Mask:
    """Several shapes as one, to be painted at one go."""
    masks = [mask for mask in masks if mask.cover.size]
    if not masks:
        return Mask(0, 0, np.zeros((0, 0), np.float32))
    x, y = min(mask.x for mask in masks), min(mask.y for mask in masks)
    right = max(mask.x + mask.cover.shape[1] for mask in masks)
    foot = max(mask.y + mask.cover.shape[0] for mask in masks)
    cover = np.zeros((foot - y, right - x), np.float32)
    for mask in masks:
        height, width = mask.cover.shape
        window = cover[mask.y - y : mask.y - y + height, mask.x - x : mask.x - x + width]
        np.maximum(window, mask.cover, out=window)
    return Mask(x, y, cover)


def star(c: Canvas, x: float, y: float, radius: float) -> Mask:
    """A star of five points."""
    angles = np.radians(np.arange(10) * 36 - 90)
    reach = np.where(np.arange(10) % 2 == 0, radius, radius * 0.48)
    return c.polygon(np.stack([x + reach * np.cos(angles), y + reach * np.sin(angles)], 1))


def spiral(count: int, radius: float) -> Line:
    """Places on a disc as seeds grow, from the middle outwards."""
    number = np.arange(count)
    turn, reach = number * 2.39996, radius * np.sqrt(number / count)
    return np.stack([reach * np.cos(turn), reach * np.sin(turn)], 1).tolist()


# ---- trees


def _trunk(c: Canvas, bark: Colour, fork: Line) -> None:
    """A trunk with roots; a bough grows to each point of the fork."""
    right = [(4.5, -50), (5, -22), (7, -7), (15, 0, 1), (5, -1.5), (0, 0)]
    left = [(-4, -1.5), (-14, 0, 1), (-7, -7), (-5, -22), (-4.5, -50)]
    trunk = c.blob(*right, *left)
    boughs = [c.limb([(0, -18), (x * 0.5, y * 0.72), (x, y)], (3.8, 3, 2)) for x, y in fork]
    wood = c.paint(all_of([trunk, *boughs]), bark, 0.6)
    for x, low, high in ((-2.2, -10, -19), (1.8, -6, -13), (0.6, -19, -27)):
        c.stroke([(x, low), (x * 0.8, high)], (0.5, 0.2), dark(bark, 0.4), 0.7, clip=wood)


def _scattered(rng: np.random.Generator, clumps: tuple[tuple[float, float, float, float], ...]) -> Line:
    """One place in each clump, for fruit and blossom."""
    shifts = rng.uniform(-0.55, 0.55, (len(clumps), 2))
    return [(x + width * dx, y + height * dy) for (x, y, width, height), (dx, dy) in zip(clumps, shifts, strict=True)]


SEASONS = {
    "summer": LEAF_GREENS,
    "fruit": LEAF_GREENS,
    "blossom": ("F0AFC2", "F4C3CF", "F5B5C8"),
    "autumn": ("E0913A", "D6693B", "E3B03F"),
}


def _leafy_tree(c: Canvas, rng: np.random.Generator, wish: Colour | None, season: str) -> None:
    leaves, bark = main_colour(wish, rng, SEASONS[season]), pick(rng, BARKS)
    shape = rng.integers(3)
    clumps = (ROUND_CROWN, TALL_CROWN, SPREADING_CROWN)[shape]
    fork = ([(-17, -40), (18, -42)], [(-9, -38), (9, -40)], [(-30, -48), (30, -51), (-14, -52), (15, -54)])[shape]
    side, stretch = rng.choice((-1, 1)), rng.uniform(0.93, 1.04)
    with c.frame(50, 94.5, 0, side * stretch, 1):
        _trunk(c, bark, fork)
        for x, y, width, height in clumps:
            height_share = np.clip((-y - 38) / 40 - side * x / 90, 0, 1)
            colour = mix(dark(leaves, 0.2), light(leaves, 0.2), height_share)
            wide, bumps = width * rng.uniform(0.95, 1.05), int(rng.integers(8, 11))
            clump = scalloped(c, x, y, wide, height, bumps, rng.uniform(0, 6))
            c.paint(clump, colour, 0.5, 4, 0.1, shadow=0.2)
        places = _scattered(rng, clumps)
        if season == "fruit":
            c.paint(all_of([c.ellipse(x, y, 2.6) for x, y in places]), rgb("E2483F"), 0.5, 1.5, shadow=0.25)
        else:
            trio = ((-2.5, 0), (1, -2.2), (3.4, 0.8))
            flecks = [c.ellipse(x + dx, y + dy, 1.5, 0.9, -30) for x, y in places for dx, dy in trio]
            c.flat(all_of(flecks), light(leaves, 0.55), 0.75)


@subject(
    "tree",
    en="tree, oak, oak tree, elm, birch, linden",
    ko="나무, 참나무, 느티나무, 떡갈나무, 버드나무, 자작나무",
    scenes="meadow, garden, village, forest",
    size=1.9,
)
def tree(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    season = ("summer", "summer", "fruit", "blossom", "autumn")[rng.integers(5)]
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
    ko="단풍나무, 단풍, 단풍 나무, 가을나무, 가을 나무, 은행나무",
    scenes="forest, meadow, street",
    size=1.9,
)
def autumn_tree(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _leafy_tree(c, rng, wish, "autumn")


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
    c.flat(all_of(rings), dark(bark, 0.4), 0.7, clip=trunk)
    length, droop = rng.uniform(34, 38), rng.uniform(-4, 4)
    with c.frame(bend, -high - 1):
        for turn, reach, tone in ((-62, 0.74, 0.2), (-34, 0.95, 0.08), (34, 0.9, 0.14), (2, 1, 0))[4 - fronds // 2 :]:
            for side in (-1, 1):
                colour = light(dark(leaves, tone), 0.1 if side < 0 else 0)
                _frond(c, turn + droop, side, length * reach, colour)
        nuts = all_of([c.ellipse(x, y, 3.6) for x, y in ((-4, 4), (4, 4.5), (0, 6.5))])
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
    side, bent, pair = rng.choice((-1, 1)), rng.uniform(8, 18), bool(rng.random() < 0.35)
    with c.frame(50, 95, 0, side, 1):
        if pair:
            with c.frame(12, 0, 0, 0.6):
                _palm(c, rng, dark(leaves, 0.1), bark, bent, rng.uniform(58, 66), fronds=6)
            with c.frame(-10, 0, 0, -0.82, 0.95):
                _palm(c, rng, leaves, bark, bent * 0.5, 68, fronds=6)
        else:
            with c.frame(-bent * 0.75, 0):
                _palm(c, rng, leaves, bark, bent, rng.uniform(62, 68))


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
            c.paint(all_of(snow), SNOW, 0.35, 2, clip=tier)
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
    c.paint(all_of(bow), ribbon, 0.4, 1.5)


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
            c.paint(all_of(balls), rgb(colour), 0.5, 1.6, rim=0.5, shadow=0.25)
        c.paint(star(c, 0, -91, 8), GOLD, 0.35, 1.6, rim=0.5)
        papers = (("D9534F", "FFF3D6"), ("4F86C6", "FFD966"), ("8E63B5", "F6C445"))
        side, (paper, ribbon) = rng.choice((-1, 1)), papers[rng.integers(3)]
        _gift(c, side * 15, 6.5, 9, rgb(paper), rgb(ribbon))
        _gift(c, side * -14, 5, 6.5, rgb("F2E3C2"), rgb("D9534F"))


# ---- flowers


def _leaf(c: Canvas, x: float, y: float, length: float, half: float, turn: float, colour: Colour) -> None:
    """A leaf from (x, y) upwards, turned clockwise, with its vein."""
    with c.frame(x, y, turn):
        outline = [(0, 0, 1), (half, -length * 0.35), (half * 0.6, -length * 0.75), (0, -length, 1)]
        c.paint(c.symmetric(*reversed(outline)), colour, 0.45, shadow=0.15)
        c.stroke([(0, -1), (0, -length * 0.82)], (0.6, 0.2), light(colour, 0.4), 0.8)


def _petals(c: Canvas, count: int, reach: float, half: float, start: float, pointed: bool) -> Mask:
    """A ring of petals about (0, 0)."""
    ring = []
    for turn in np.arange(count) * 360 / count + start:
        with c.frame(0, 0, float(turn)):
            if pointed:
                petal = [(0, -reach, 1), (half * 0.8, -reach * 0.78), (half, -reach * 0.5), (0, 0, 1)]
            else:
                petal = [(0, -reach), (half * 0.8, -reach * 0.92), (half, -reach * 0.66), (half * 0.35, 0)]
            ring.append(c.symmetric(*petal))
    return all_of(ring)


def _daisy_head(c: Canvas, rng: np.random.Generator, petal: Colour) -> None:
    count, start = int(rng.integers(8, 11)), rng.uniform(0, 40)
    half = 46 / count
    c.paint(_petals(c, count, 28, half, start + 180 / count, False), dark(petal, 0.16), 0.4, 2)
    c.paint(_petals(c, count, 29, half, start, False), petal, 0.5, 2.2, shadow=0.22)
    _yellow_eye(c, petal, 9.5)


def _blossom_head(c: Canvas, rng: np.random.Generator, petal: Colour) -> None:
    """Five wide petals."""
    start = rng.uniform(0, 72)
    for turn in np.arange(5) * 72 + start:
        with c.frame(0, 0, float(turn)):
            c.paint(c.symmetric((0, -26.5), (8, -29), (15.5, -21), (11, -9), (0, 0)), petal, 0.35, 2.6, shadow=0.2)
            c.stroke([(0, -7), (0, -19)], (1.4, 0.3), dark(petal, 0.32), 0.6)
    _yellow_eye(c, petal, 8)


def _yellow_eye(c: Canvas, petal: Colour, radius: float) -> None:
    yellow = rgb("F5B93A")
    if np.abs(np.subtract(petal, yellow)).sum() < 120:
        yellow = rgb("A8642F")
    c.paint(c.ellipse(0, 0, radius, radius * 0.96), yellow, 0.55, 3, shadow=0.3)
    dots = [c.ellipse(x, y, 0.8) for x, y in spiral(10, radius * 0.75)]
    c.flat(all_of(dots), dark(yellow, 0.35), 0.7)


def _tulip_head(c: Canvas, rng: np.random.Generator, petal: Colour) -> None:
    """A cup of petals, open or still nearly closed."""
    gape = (1.0, 0.62)[rng.integers(2)] * rng.uniform(0.92, 1.08)
    with c.frame(0, 4):
        for side in (-1, 1):
            inner = [(side * 2, -24), (side * 9 * gape, -32, 1), (side * 15 * gape, -18), (side * 8, 6), (0, 4)]
            c.paint(c.blob(*inner), dark(petal, 0.28), 0.3)
        for side in (-1, 1):
            tip, edge = (side * (22 * gape - 1), -30, 1), (side * (8 + 14 * gape), -8)
            outer = [tip, edge, (side * 16, 11), (side * 3, 17), (side * -4, 10), (side * 7 * gape, -12)]
            c.paint(c.blob(*outer), petal, 0.45, 3.4, shadow=0.22)
        front = [(0, -29, 1), (9, -16), (12.5, 0), (8, 13), (0, 17.5)]
        c.paint(c.symmetric(*front), light(petal, 0.08), 0.5, 3.6, shadow=0.3)
        c.stroke([(0, -17), (0, 6)], (0.3, 0.8), dark(petal, 0.3), 0.45)


def _rose_head(c: Canvas, rng: np.random.Generator, petal: Colour) -> None:
    """Petals wrapped around a whorl, the outer ones folded over it."""
    with c.frame(0, 1, 0, rng.uniform(0.96, 1.1), 1):
        for turn in (-70, -25, 25, 70):
            with c.frame(0, 15, turn):
                c.paint(c.symmetric((0, 17, 1), (4.5, 8), (4, 0), (0, -3)), rgb("5C9A48"), 0.4, 2)
        for side in (-1, 1):
            outer = [(side * 22, -14), (side * 28, -4), (side * 21, 16), (0, 22), (side * -2, -8), (side * 12, -16)]
            c.paint(c.blob(*outer), petal, 0.45, shadow=0.15)
        behind = [(-18, -14), (-12, -25), (2, -29), (15, -24), (19, -12), (12, 4), (-12, 4)]
        c.paint(c.blob(*behind), light(petal, 0.04), 0.3, shadow=0.2)
        whorl = ((0.5, 14, 10, 0.3), (-1, 10.5, 7.4, 0.08), (1, 7.6, 5.2, 0.32), (-0.4, 4.6, 3.2, 0.06))
        for x, width, height, depth in whorl:
            c.paint(c.ellipse(x, -15.3, width, height, -8), dark(petal, depth), 0.3, 1.6, rim=0.3)
        left = [(-21, -17), (-13, -11), (-2, -5), (9, 3), (6, 19), (-10, 19), (-22, 4)]
        c.paint(c.blob(*left), light(petal, 0.06), 0.45, shadow=0.3)
        right = [(22, -17), (14, -9), (0, -1), (-12, 9), (-5, 21), (11, 20), (23, 4)]
        c.paint(c.blob(*right), light(petal, 0.1), 0.5, shadow=0.32)
        c.stroke([(20.5, -14.5), (11, -5.5), (-1, 1.8), (-10, 9)], (0.3, 0.9, 0.9, 0.2), light(petal, 0.5), 0.75)


Head = Callable[[Canvas, np.random.Generator, Colour], None]


def _on_a_stem(
    c: Canvas, rng: np.random.Generator, petal: Colour, head: Head, long_leaves: bool = False, bud: bool | None = None
) -> None:
    """A flower with its stem and leaves, sometimes with a bud on a twig of its own."""
    green = pick(rng, LEAF_GREENS)
    side, lean, tilt = rng.choice((-1, 1)), rng.uniform(0, 6), rng.uniform(-6, 10)
    budding = bool(rng.random() < 0.5) if bud is None else bud
    with c.frame(50, 95, 0, side, 1):
        if budding:
            c.paint(c.limb([(0, -16), (-13, -25), (-25, -26), (-29, -33)], (1.6, 1.5, 1.4, 1.3)), green, 0.4, 1.5)
            with c.frame(-30, -36, -12, 0.36):
                c.paint(c.symmetric((0, -30, 1), (12, -14), (15, 2), (0, 16)), petal, 0.5)
                c.paint(c.symmetric((0, -6), (9, -12, 1), (17, 4), (8, 17), (0, 18)), green, 0.4)
        c.paint(c.limb([(0, -1.6), (-2, -22), (lean * 0.5, -44), (lean, -62)], (2.3, 2, 1.9, 1.9)), green, 0.5, 2)
        if long_leaves:
            for way, tip in ((-1, -47), (1, -40)):
                outside = [(way * -1, -1, 1), (way * 9, -12), (way * 15, -30), (way * 17, tip, 1)]
                blade = [*outside, (way * 8, -30), (0, -12)]
                c.paint(c.blob(*blade), mix(green, (60, 120, 70), 0.25 if way < 0 else 0), 0.45, shadow=0.2)
        else:
            _leaf(c, -0.6, -6, 25, 6.6, -64, green)
            _leaf(c, -0.6, -12, 27, 7, 56, light(green, 0.06))
        with c.frame(lean, -62, tilt):
            head(c, rng, petal)


@subject(
    "flower",
    en="flower, blossom, bloom, wildflower, anemone, poppy, poppies",
    ko="꽃, 꽃송이, 들꽃, 코스모스, 양귀비, 야생화",
    scenes="meadow, garden",
    size=0.42,
)
def flower(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    petal = main_colour(wish, rng, ("E8697F", "F08CAA", "F2B63C", "A77BD0", "6C8FE0", "F4EEDF", "E8563F"))
    kind = rng.integers(4)
    head = (_daisy_head, _blossom_head, _tulip_head, _blossom_head)[kind]
    _on_a_stem(c, rng, petal, head, long_leaves=bool(kind == 2), bud=False if kind == 2 else None)


@subject(
    "daisy",
    en="daisy, daisies, chamomile, marguerite, aster, gerbera",
    ko="데이지, 국화, 들국화, 구절초, 마거리트, 캐모마일, 카모마일, 거베라",
    scenes="meadow, garden",
    size=0.38,
)
def daisy(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _on_a_stem(c, rng, main_colour(wish, rng, ("FBF6EA", "FBF6EA", "F6D0DA")), _daisy_head)


@subject("tulip", en="tulip", ko="튤립", scenes="garden, meadow", size=0.4)
def tulip(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    petal = main_colour(wish, rng, ("DE4747", "F2B63C", "EE7FA3", "8F62C0", "F08A4B"))
    _on_a_stem(c, rng, petal, _tulip_head, long_leaves=True, bud=False)


@subject("rose", en="rose, rosebud", ko="장미, 장미꽃, 장미 꽃", scenes="garden, room", size=0.42)
def rose(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    _on_a_stem(c, rng, main_colour(wish, rng, ("D03A48", "D03A48", "EE8CA6", "F3D9C6")), _rose_head)


@subject("sunflower", en="sunflower", ko="해바라기, 해바라기꽃", scenes="meadow, garden, village", size=0.95)
def sunflower(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    petal, green = main_colour(wish, rng, ("F6C02E", "F4B12B", "F8CE4C")), pick(rng, LEAF_GREENS)
    seeds, side = pick(rng, ("7A4A2C", "5E3A28", "8A5A30")), rng.choice((-1, 1))
    aside, count = bool(rng.random() < 0.5), int(rng.integers(12, 16))
    lean = rng.uniform(7, 11) if aside else rng.uniform(-2, 4)
    with c.frame(50 - lean * side * 0.5, 95, 0, side, 1):
        c.paint(c.limb([(0, -2.2), (-2.5, -24), (lean * 0.3, -50), (lean, -62)], (2.8, 2.6, 2.4, 2.4)), green, 0.5, 2)
        _leaf(c, -1, -9, 28, 9.5, -58, green)
        _leaf(c, -1, -17, 28, 9.5, 60, light(green, 0.06))
        if not aside:
            _leaf(c, -1, -28, 19, 6, -66, green)
        with c.frame(lean, -62, 24 if aside else 0, 0.78 if aside else 1, 1):
            c.paint(_petals(c, count, 30, 5.4, 180 / count, True), mix(petal, dark(petal, 0.4), 0.4), 0.4, 2)
            c.paint(_petals(c, count, 29.5, 5.2, 0, True), petal, 0.5, 2.2, shadow=0.2)
            disc = c.paint(c.ellipse(0, 0, 14.5), seeds, 0.5, shadow=0.35)
            c.paint(c.ellipse(0, 0, 8.5), dark(seeds, 0.28), 0.3, rim=0, clip=disc)
            c.flat(all_of([c.ellipse(x, y, 0.9) for x, y in spiral(31, 13.2)[3:]]), light(seeds, 0.4), 0.75)


# ---- cactuses


def _ribbed(c: Canvas, line: Line, radius: float | tuple[float, ...], colour: Colour, shadow: float = 0.0) -> None:
    """A column of a cactus with its ribs, along a line; it ends at the ground."""
    column = c.paint(c.limb(line, radius) - c.box(-20, 0, 20, 30), colour, 0.55, 4, shadow=shadow)
    middle = np.array(line, float)
    ahead = np.gradient(middle, axis=0)
    across = np.stack([-ahead[:, 1], ahead[:, 0]], 1) / np.hypot(*ahead.T)[:, None]
    for share in (-0.45, 0.05, 0.5):
        c.stroke((middle + across * np.max(radius) * share).tolist(), 0.55, dark(colour, 0.34), 0.6, clip=column)


def _spines(c: Canvas, places: Line, colour: Colour) -> None:
    """Prickles in pairs."""
    ends = [(x, y, x + s * 1.4, y - 1.7) for x, y in places for s in (-1, 1)]
    prickles = [c.polygon([(x - 0.55, y), (tip_x, tip_y), (x + 0.55, y)]) for x, y, tip_x, tip_y in ends]
    c.flat(all_of(prickles), dark(colour, 0.45) if is_pale(colour) else mix(WHITE, colour, 0.1))


def _cactus_flower(c: Canvas, x: float, y: float, colour: Colour, size: float = 1.0) -> None:
    with c.frame(x, y, 0, size):
        for turn in (-52, 52, 0):
            with c.frame(0, 1.5, turn):
                c.paint(c.symmetric((0, -8.5, 1), (3.2, -5), (2.4, 0), (0, 1)), colour, 0.4, 1.6, shadow=0.15)


def _saguaro(c: Canvas, rng: np.random.Generator, green: Colour, bloom: Colour) -> None:
    tall, left, right = rng.uniform(-74, -69), rng.uniform(-44, -36), rng.uniform(-32, -26)
    both = rng.random() < 0.75
    _ribbed(c, [(-9, left + 4), (-20, left + 1), (-27, left - 4), (-28, left - 14), (-28, left - 24)], 6.4, green)
    if both:
        _ribbed(c, [(9, right + 3), (20, right), (27, right - 5), (28, right - 16), (28, right - 30)], 6.4, green)
    _ribbed(c, [(0, 4), (0, -20), (0, -48), (0, tall)], (12.5, 11, 12, 11.5), green, 0.2)
    heights = np.linspace(tall + 2, -6, 6)
    trunk = [(-2.2 + 4.4 * (number % 2), y) for number, y in enumerate(heights)]
    arm = [(-29 + 2 * (number % 2), left - 22 + 9 * number) for number in range(3)]
    _spines(c, trunk + arm, green)
    _cactus_flower(c, 1, tall - 11, bloom, 1.05)
    if both:
        _cactus_flower(c, 28, right - 35.5, bloom, 0.75)


@subject(
    "cactus",
    en="cactus, cacti, cactuses, saguaro, succulent, prickly pear",
    ko="선인장, 다육식물, 다육이, 사보텐",
    scenes="desert",
    size=0.8,
)
def cactus(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    green = main_colour(wish, rng, ("4F9A55", "5FA35A", "3F8F6A", "78A84A"))
    bloom = pick(rng, ("F07A9A", "F2B63C", "E8563F", "FFF1DC"))
    kind, side = rng.integers(3), rng.choice((-1, 1))
    with c.frame(50, 95, 0, side, 1):
        (_saguaro, _prickly_pear, _potted)[kind](c, rng, green, bloom)


def _prickly_pear(c: Canvas, rng: np.random.Generator, green: Colour, bloom: Colour) -> None:
    """Flat pads growing out of each other: (x, y, width, height, turn), back to front."""
    wide = rng.uniform(0.95, 1.08)
    pads = (
        (-15, -44, 10, 15, -34),
        (17, -46, 11, 17, 32),
        (1, -62, 12.5, 18, -4),
        (27, -70, 7.5, 11, 18),
        (0, -22, 17, 22.5, 0),
    )
    for number, (x, y, width, height, turn) in enumerate(pads):
        with c.frame(x, y, turn, wide, 1):
            colour = light(green, 0.05 * (number % 3))
            right = [(0, -height), (width * 0.9, -height * 0.5), (width * 0.84, height * 0.5), (0, height)]
            c.paint(c.symmetric(*right), colour, shadow=0.2)
            grid = ((-1, -1), (1, -1), (0, 0), (-1, 0.9), (1, 0.9))
            _spines(c, [(width * 0.42 * across, height * 0.42 * down) for across, down in grid], green)
    for x, y, size in ((-25.5, -57, 0.8), (1, -82, 1.05), (30.5, -82, 0.7)):
        _cactus_flower(c, x, y, bloom, size)


def _potted(c: Canvas, rng: np.random.Generator, green: Colour, bloom: Colour) -> None:
    """A round cactus in a pot."""
    half, top = rng.uniform(23, 27), rng.uniform(-78, -70)
    middle = (top - 26) / 2
    right = [(0, top), (half * 0.7, top + 7), (half, middle), (half * 0.8, -26), (0, -22)]
    body = c.paint(c.symmetric(*right), green, 0.55, 5)
    for share in (-0.72, -0.26, 0.26, 0.72):
        rib = [(half * share * 0.3, top + 2), (half * share, middle), (half * share * 0.8, -22)]
        c.stroke(rib, 0.7, dark(green, 0.36), 0.65, clip=body)
    places = [(half * share, middle + dy) for share in (-0.5, 0, 0.5) for dy in (-14, 0, 13)]
    _spines(c, places, green)
    clay = pick(rng, ("CF7A4B", "E0A05A", "6FA8B8", "D9C3A5"))
    c.paint(c.blob((-24, -24, 1), (24, -24, 1), (19, -1.5), (16, 0), (-16, 0), (-19, -1.5)), clay, 0.55, 4, shadow=0.2)
    c.paint(c.box(-27, -30, 27, -21, 2), light(clay, 0.1), shadow=0.3)
    _cactus_flower(c, 2, top - 1, bloom, 1.4)


# ---- mushrooms


def _mushroom(c: Canvas, cap: Colour, spots: Colour, kind: int) -> None:
    """One mushroom, its foot at (0, 0), 80 units high: a dome, a flat cap or a cone."""
    stalk_colour = rgb("F3E6CF")
    stalk = [(8, -48), (8.5, -24), (12, -9), (9, -0.6), (0, 0)]
    c.paint(c.symmetric((0, -50), *stalk), stalk_colour, 0.5, 4)
    rim_y, half, top = ((-38, 37, -82), (-46, 40, -79), (-34, 30, -87))[kind]
    with c.frame(0, rim_y):
        under = c.paint(c.ellipse(0, 0, half * 0.93, 7), dark(stalk_colour, 0.2), 0.2, rim=0)
        for x in np.linspace(-0.85, 0.85, 9):
            c.stroke([(x * half * 0.25, 1), (x * half, 7)], 0.4, dark(stalk_colour, 0.42), 0.6, clip=under)
        c.paint(c.symmetric((0, 2), (8, 2), (7.8, 11), (0, 12)), stalk_colour, 0.4, 3)
        skirt = [(0, 9), (8, 9), (13.5, 17), (9, 17.5), (4, 19.5), (0, 18.5)]
        c.paint(c.symmetric(*skirt), light(stalk_colour, 0.4), 0.3, 2, shadow=0.2)
        _mushroom_cap(c, cap, spots, half, rim_y - top, kind)


def _mushroom_cap(c: Canvas, cap: Colour, spots: Colour, half: float, high: float, kind: int) -> None:
    """The cap above (0, 0), with its spots."""
    shoulder = ((half * 0.68, 8 - high), (half * 0.62, 7 - high), (half * 0.58, 13 - high))[kind]
    edge = [(half * 0.98, -9), (half, 1), (half * 0.8, 2.5), (half * 0.4, -1), (0, -2)]
    dome = c.paint(c.symmetric((0, -high), shoulder, *edge), cap, 0.55, 5, 0.16, 0.35, shadow=0.25)
    upper = ((-0.1, 0.66, 7), (-0.58, 0.36, 5.5), (0.5, 0.52, 5.2))
    lower = ((0.22, 0.22, 4.6), (-0.28, 0.12, 3.6), (0.85, 0.2, 4), (-0.92, 0.1, 3))
    reach = half * (0.72 if kind == 2 else 1)
    discs = [c.ellipse(x * reach, -y * high, radius, radius * 0.8) for x, y, radius in upper + lower]
    c.paint(all_of(discs) & dome, spots, 0.3, 1.6, rim=0.1)


@subject(
    "mushroom",
    en="mushroom, toadstool, fungus, fungi, fly agaric",
    ko="버섯, 독버섯, 송이버섯, 표고버섯, 광대버섯",
    scenes="forest, meadow",
    size=0.28,
)
def mushroom(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    cap = main_colour(wish, rng, ("D8403A", "D8403A", "B9793F", "D8403A", "E58A3C", "8E6BB5"))
    spots = dark(cap, 0.22) if is_pale(cap) else rgb("FBF3E4")
    kind, side, family = int(rng.integers(3)), rng.choice((-1, 1)), rng.random() < 0.6
    with c.frame(50, 95, 0, side, 1):
        if not family:
            with c.frame(0, 0, rng.uniform(-3, 3), 1.02):
                _mushroom(c, cap, spots, kind)
            return
        with c.frame(-10, 0, -3, 0.85):
            _mushroom(c, cap, spots, kind)
        with c.frame(26, 0, 8, rng.uniform(0.42, 0.5)):
            _mushroom(c, light(cap, 0.06), spots, (kind + 2) % 3)
