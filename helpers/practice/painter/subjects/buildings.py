"""Buildings: seen from the front, standing on y = 0 of a frame at the foot of the paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, Point
from helpers.practice.painter.colours import Colour, dark, light, main_colour, mix, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects.vehicles import GLASS, IRON, WOOD, facing, far_from, joined

LIT = rgb("FFD97A")
STONE = rgb("B9B0AB")
NIGHT = rgb("4B4460")
OAK = rgb("7A4E35")
LACQUER = rgb("B5483C")  # the red and green of Korean halls
BEAM = rgb("3F8A78")
PLASTER = rgb("E9DDC6")


def _pale_frame(wall: Colour) -> Colour:
    return rgb("FFF9EE") if sum(wall) < 690 else rgb("A98B74")


def _windows(c: Canvas, places: Sequence[tuple[float, float]], width: float, height: float, frame: Colour) -> None:
    """Windows with a cross in a pale frame, all alike: each place is the middle of one."""

    def panes(margin: float, radius: float) -> Mask:
        across, down = width / 2 + margin, height / 2 + margin
        return joined(c.box(x - across, y - down, x + across, y + down, radius) for x, y in places)

    c.paint(panes(1.3, 1), frame, 0.3, shadow=0.15)
    glass = c.paint(panes(0, 0.6), GLASS, 0.2, rim=0)
    crosses = [
        c.box(x - 0.5, y - height, x + 0.5, y + height) | c.box(x - width, y - 0.5, x + width, y + 0.5)
        for x, y in places
    ]
    c.flat(joined(crosses), frame, clip=glass)


def _arch(c: Canvas, x: float, width: float, top: float, bottom: float = 0) -> Mask:
    left, right = x - width / 2, x + width / 2
    return c.box(left, top, right, bottom + width, width / 2) & c.box(left - 1, top - 1, right + 1, bottom)


def _door(c: Canvas, x: float, width: float, top: float, colour: Colour, around: Colour) -> None:
    """An arched door with a knob."""
    c.paint(_arch(c, x, width + 4, top - 2), around, 0.3, shadow=0.15)
    leaf = c.paint(_arch(c, x, width, top), colour, 0.4)
    boards = [c.box(x + share * width - 0.35, top, x + share * width + 0.35, 0) for share in (-0.25, 0, 0.25)]
    c.flat(joined(boards), dark(colour, 0.45), clip=leaf)
    c.flat(c.ellipse(x + width * 0.3, top * 0.45, 1), rgb("E8C25A"))


def _chimney(c: Canvas, x: float, top: float, bottom: float) -> None:
    c.paint(c.box(x - 4, top, x + 4, bottom), rgb("A9654F"))
    c.paint(c.box(x - 5.2, top - 3, x + 5.2, top + 0.5, 0.8), rgb("8C5346"))


def _tile_lines(c: Canvas, roof: Mask, ys: Iterable[float], colour: Colour) -> None:
    c.flat(joined(c.box(-50, y, 50, y + 1) for y in ys), dark(colour, 0.35), 0.6, clip=roof)


# ---- house


@subject(
    "house",
    en="house, cottage, cabin, hut, farmhouse",
    ko="집, 주택, 오두막, 오두막집, 통나무집, 가옥",
    scenes="village, meadow, street, garden, snowfield",
    size=1.8,
)
def house(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    wall = main_colour(wish, rng, ("F4E3C3", "F0CDA0", "E9B7A2", "BFD8DC", "F3EBDD"))
    roof = far_from(wall, rng.permutation(["C9524A", "4A78B0", "8A5A44", "3F8F86"]))
    door = far_from(wall, rng.permutation(["A8623C", "3F8F86", "C9524A"]))
    kind = rng.integers(3)
    with c.frame(50, 95, 0, facing(rng), rng.uniform(0.94, 1)):
        (_gabled_house, _long_house, _tall_house)[kind](c, wall, roof, door)


def _gabled_house(c: Canvas, wall: Colour, roof: Colour, door: Colour) -> None:
    """The gable in front, as children draw it."""
    _chimney(c, 20, -76, -50)
    c.paint(c.polygon([(-32, 0), (-32, -46), (0, -80), (32, -46), (32, 0)]), wall, depth=5)
    c.paint(c.box(-34, -5, 34, 0, 1), STONE)
    for side in (1, -1):
        slab = [(0, -88), (side * 44, -43), (side * 39, -37.5), (0, -77)]
        c.paint(c.polygon(slab), roof, shadow=0.25)
    c.paint(c.ellipse(0, -56, 7), _pale_frame(wall), 0.3, shadow=0.15)
    c.paint(c.ellipse(0, -56, 5.4), GLASS, 0.3)
    c.flat(c.box(-0.5, -61.4, 0.5, -50.6) | c.box(-5.4, -56.5, 5.4, -55.5), _pale_frame(wall))
    _windows(c, [(-18, -28)], 13, 14, _pale_frame(wall))
    _windows(c, [(20, -28)], 10, 14, _pale_frame(wall))
    c.paint(c.box(-26, -21, -10, -16.5, 1), WOOD, shadow=0.15)
    c.flat(joined(c.ellipse(x, -22, 2.2) for x in (-24, -20, -16, -12)), rgb("6FAE4B"))
    _door(c, 3, 13, -27, door, _pale_frame(wall))


def _long_house(c: Canvas, wall: Colour, roof: Colour, door: Colour) -> None:
    """A cottage under a broad roof, with a small gable in it."""
    _chimney(c, -25, -80, -60)
    c.paint(c.box(-40, -42, 40, 0), wall, depth=5)
    c.paint(c.box(-42, -4, 42, 0, 1), STONE)
    shape = c.blob((-46, -37, 1), (-31, -69, 1), (0, -70), (31, -69, 1), (46, -37, 1), (0, -36))
    tiled = c.paint(shape, roof, depth=5, shadow=0.3)
    _tile_lines(c, tiled, (-61, -53, -45), roof)
    c.paint(c.polygon([(-1, -34), (-1, -60), (13, -74), (27, -60), (27, -34)]), wall, shadow=0.25)
    for side in (1, -1):
        slab = [(13, -80), (13 + side * 20, -57), (13 + side * 16, -53), (13, -72)]
        c.paint(c.polygon(slab), roof, shadow=0.2)
    _windows(c, [(13, -51)], 9, 11, _pale_frame(wall))
    _windows(c, [(-26, -22), (29, -22)], 12, 14, _pale_frame(wall))
    _door(c, 2, 14, -28, door, _pale_frame(wall))


def _tall_house(c: Canvas, wall: Colour, roof: Colour, door: Colour) -> None:
    """Two storeys with a lower wing beside them."""
    c.paint(c.box(4, -36, 42, 0), dark(wall, 0.08), depth=5)
    wing = c.paint(c.blob((2, -33, 1), (2, -54, 1), (38, -54, 1), (47, -33, 1)), roof)
    _tile_lines(c, wing, (-47, -40), roof)
    _chimney(c, -24, -88, -60)
    c.paint(c.polygon([(-38, 0), (-38, -60), (-14, -84), (10, -60), (10, 0)]), wall, depth=5, shadow=0.25)
    c.paint(c.box(-40, -4, 44, 0, 1), STONE)
    for side in (1, -1):
        slab = [(-14, -92), (-14 + side * 33, -58), (-14 + side * 28, -53.5), (-14, -81.5)]
        c.paint(c.polygon(slab), roof, shadow=0.25)
    _windows(c, [(-26, -47), (-3, -47)], 10, 13, _pale_frame(wall))
    _windows(c, [(-3, -20)], 10, 13, _pale_frame(wall))
    _windows(c, [(27, -18)], 18, 14, _pale_frame(wall))
    c.paint(c.ellipse(-14, -67, 4.4), GLASS, 0.3)
    _door(c, -25, 13, -27, door, _pale_frame(wall))


# ---- castle


@subject(
    "castle",
    en="castle, fortress, fort",
    ko="성, 캐슬, 요새, 성채, 궁전",
    scenes="mountains, meadow, forest",
    size=2.4,
)
def castle(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    stone = main_colour(wish, rng, ("CFC3BA", "D8C7A6", "B9B4C4", "E2CFC6"))
    roof = far_from(stone, rng.permutation(["C9524A", "4A78B0", "7C5AA8", "3F8F86"]))
    flag = far_from(roof, rng.permutation(["F2B441", "E4574C", "5BAA6A"]))
    kind, tall = rng.integers(3), rng.uniform(-3, 3)
    with c.frame(50, 95, 0, facing(rng)):
        (_fairy_castle, _fortress, _lone_keep)[kind](c, stone, roof, flag, tall)


def _wall(c: Canvas, x0: float, x1: float, top: float, colour: Colour, battlements: bool = True) -> None:
    shape = c.box(x0, top, x1, 0)
    if battlements:
        count = max(3, int((x1 - x0) / 5)) // 2 * 2 + 1
        edges = np.linspace(x0 - 1.5, x1 + 1.5, count + 1)
        teeth = [c.box(edges[i], top - 4.5, edges[i + 1], top + 1) for i in range(0, count, 2)]
        shape = joined([shape, c.box(x0 - 1.5, top, x1 + 1.5, top + 4), *teeth])
    whole = c.paint(shape, colour, 0.55, 5, shadow=0.22)
    bricks = [(x0 + share * (x1 - x0), top + y) for share, y in ((0.2, 10), (0.55, 17), (0.3, 27), (0.6, 36))]
    c.flat(joined(c.box(x, y, x + 4, y + 2, 0.6) for x, y in bricks), dark(colour, 0.22), 0.7, clip=whole)


def _spire(c: Canvas, x: float, half: float, y: float, height: float, roof: Colour, flag: Colour | None) -> None:
    """A pointed roof whose eaves are at y."""
    if flag is not None:
        _flag(c, x, y - height + 2, flag)
    shape = [(x, y - height, 1), (x + half * 0.42, y - height * 0.42), (x + half, y, 1), (x, y + 2.2), (x - half, y, 1)]
    c.paint(c.blob(*shape, (x - half * 0.42, y - height * 0.42)), roof, 0.6, 5, shadow=0.22)


def _flag(c: Canvas, x: float, foot: float, colour: Colour) -> None:
    c.flat(c.box(x - 0.6, foot - 12, x + 0.6, foot), NIGHT)
    cloth = [(x, foot - 12, 1), (x + 5, foot - 11.5), (x + 11, foot - 9, 1), (x + 5, foot - 7), (x, foot - 6, 1)]
    c.paint(c.blob(*cloth), colour)


def _slits(c: Canvas, wall: Colour, places: Sequence[tuple[float, float]]) -> None:
    """Narrow windows, dark by day; lit in a wall as dark as they are."""
    c.flat(joined(_arch(c, x, 4, y - 4, y + 4) for x, y in places), NIGHT if sum(wall) > 260 else LIT)


def _gate(c: Canvas, x: float, width: float, top: float, stone: Colour) -> None:
    _door(c, x, width, top, OAK, dark(stone, 0.25))


def _fairy_castle(c: Canvas, stone: Colour, roof: Colour, flag: Colour, tall: float) -> None:
    """Many towers under pointed roofs."""
    for x, top in ((-15, -58), (16, -54)):
        _wall(c, x - 6, x + 6, top - tall, dark(stone, 0.12), battlements=False)
        _spire(c, x, 9, top - tall, 18, roof, None)
    _wall(c, -11, 11, -62, stone, battlements=False)
    _spire(c, 0, 15, -62, 20, roof, flag)
    _wall(c, -28, 28, -34, stone)
    for side in (-1, 1):
        _wall(c, side * 31 - 9, side * 31 + 9, -43 + tall, light(stone, 0.12), battlements=False)
        _spire(c, side * 31, 12.5, -43 + tall, 24, roof, flag)
    _slits(c, stone, [(0, -50), (-31, -30), (31, -30), (-31, -14), (31, -14), (-16, -17), (16, -17)])
    _gate(c, 0, 16, -25, stone)


def _fortress(c: Canvas, stone: Colour, roof: Colour, flag: Colour, tall: float) -> None:
    """Battlements everywhere, and banners on the wall."""
    _flag(c, 0, -73 - tall, flag)
    _wall(c, -15, 15, -68 - tall, dark(stone, 0.1))
    _wall(c, -30, 30, -38, stone)
    for side in (-1, 1):
        _flag(c, side * 33, -62 + tall, flag)
        _wall(c, side * 33 - 11, side * 33 + 11, -57 + tall, light(stone, 0.12))
    _slits(c, stone, [(-7, -56), (7, -56), (-33, -40), (33, -40)])
    for x in (-33, 33):
        banner = [(x - 4, -30), (x + 4, -30), (x + 4, -13), (x, -17), (x - 4, -13)]
        c.paint(c.polygon(banner), roof, shadow=0.15)
    _gate(c, 0, 20, -27, stone)


def _lone_keep(c: Canvas, stone: Colour, roof: Colour, flag: Colour, tall: float) -> None:
    """One great tower at a side, a lower hall and a small tower."""
    _wall(c, -14, 20, -46, dark(stone, 0.1), battlements=False)
    c.paint(c.polygon([(-16, -44), (-6, -62), (18, -62), (26, -44)]), roof, shadow=0.2)
    _wall(c, -40, -14, -58 - tall, stone, battlements=False)
    c.paint(c.box(-42.5, -62 - tall, -11.5, -54 - tall, 1), light(stone, 0.1), shadow=0.2)
    _spire(c, -27, 18.5, -61 - tall, 19, roof, flag)
    _wall(c, -16, 30, -28, stone)
    _wall(c, 27, 43, -40 + tall, light(stone, 0.12), battlements=False)
    _spire(c, 35, 11.5, -40 + tall, 24, roof, flag)
    _slits(c, stone, [(-32, -46), (-22, -46), (-27, -28), (35, -26), (35, -11), (22, -14)])
    _gate(c, 3, 17, -20, stone)


# ---- towers


class _Tower(NamedTuple):
    foot: float  # half its width there
    head: float
    top: float
    bands: int
    rocks: float  # half the width of the rocks it stands on


_TOWERS = {
    "slender": _Tower(foot=15.5, head=9.2, top=-62, bands=7, rocks=30),
    "stout": _Tower(foot=19.5, head=12.2, top=-54, bands=5, rocks=32),
    "cottage": _Tower(foot=13.5, head=10.2, top=-62, bands=7, rocks=42),
}


@subject(
    "lighthouse",
    en="lighthouse",
    ko="등대",
    scenes="sea, beach",
    size=2.3,
)
def lighthouse(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    colour = main_colour(wish, rng, ("D8473F", "D8473F", "2F6DA3", "3F8F86"))
    kind, grow = ("slender", "stout", "cottage")[rng.integers(3)], rng.uniform(0.92, 1.08)
    foot, head, top, count, rocks = _TOWERS[kind]
    plaster, cap, band = rgb("F7F1E6"), dark(colour, 0.15), colour
    if sum(colour) > 690:  # white bands would not show on white
        cap, band = rgb("C8473F"), rgb("D5D3D8")
    with c.frame(50, 95, 0, facing(rng) * grow, 1):
        if kind == "cottage":
            _keepers_house(c, band, plaster)
        _rocks(c, rocks)
        tower = c.paint(c.polygon([(-foot, -5), (-head, top), (head, top), (foot, -5)]), plaster, depth=6)
        edges = np.linspace(top, -5, count + 1)
        bands = [c.box(-30, edges[i], 30, edges[i + 1]) for i in range(0, count, 2)]
        c.paint(joined(bands), band, 0.5, 6, rim=0, clip=tower)
        _slits(c, plaster, [(0, (edges[i] + edges[i + 1]) / 2) for i in range(1, count - 2, 2)])
        _door(c, 0, 8, -18, WOOD, light(STONE, 0.5))
        _lantern(c, top, head, cap)


def _rocks(c: Canvas, half: float) -> None:
    for share, wide, high in ((-0.72, 12, 9), (0.66, 13, 11), (-0.3, 12, 6), (0.18, 14, 7)):
        with c.frame(share * half, 0, 0, wide, high):
            rock = c.blob((-1, 0, 1), (-0.8, -0.7), (-0.2, -1), (0.5, -0.85), (1, 0, 1))
        c.paint(rock, rgb("8F8A92"), shadow=0.2)


def _keepers_house(c: Canvas, roof: Colour, wall: Colour) -> None:
    c.paint(c.box(4, -26, 38, -5), wall)
    c.paint(c.polygon([(2, -24), (6, -40), (33, -40), (42, -24)]), roof)
    _windows(c, [(26, -15)], 8, 8, WOOD)


def _lantern(c: Canvas, y: float, half: float, cap: Colour) -> None:
    """The gallery and the lamp room on a tower that ends at y."""
    c.paint(c.box(-half + 1.5, y - 16, half - 1.5, y - 2), LIT, 0.2)
    c.flat(c.ellipse(0, y - 9, 4), rgb("FFF6D0"))
    c.flat(joined(c.box(x - 0.5, y - 16, x + 0.5, y - 2) for x in (-half + 2, -half / 3, half / 3, half - 2)), IRON)
    c.paint(c.box(-half - 4, y - 3, half + 4, y + 1, 1), IRON, rim=0.4, shadow=0.25)
    posts = [c.box(x - 0.4, y - 8, x + 0.4, y - 2) for x in np.linspace(-half - 3, half + 3, 7)]
    c.flat(joined([*posts, c.box(-half - 3.6, y - 8.6, half + 3.6, y - 7.6)]), IRON)
    c.paint(c.ellipse(0, y - 28, 1.8) | c.box(-0.7, y - 27, 0.7, y - 20), IRON)
    dome = [(0, y - 26, 1), (half * 0.6, y - 23), (half + 1.5, y - 15, 1), (0, y - 14)]
    c.paint(c.symmetric(*dome), cap, shadow=0.2)


@subject(
    "windmill",
    en="windmill, mill",
    ko="풍차, 풍차집, 방앗간",
    scenes="meadow, village, garden",
    size=2.1,
)
def windmill(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    wall = main_colour(wish, rng, ("F3E9D8", "D9A878", "C98B6B", "E7D2B8"))
    cap = far_from(wall, rng.permutation(["B5533F", "4A6E9A", "6B5B52"]))
    kind, turn = ("tower", "smock", "round")[rng.integers(3)], rng.uniform(14, 76)
    mill = {"tower": _tower_mill, "smock": _smock_mill, "round": _round_mill}[kind]
    with c.frame(50, 95, 0, facing(rng)):
        hub = mill(c, wall, cap)
        with c.frame(0, hub, turn, 0.94):
            _sails(c, cloth=kind == "round")
        c.paint(c.ellipse(0, hub, 3.4), dark(OAK, 0.15), shadow=0.25)


def _sails(c: Canvas, cloth: bool) -> None:
    """Four sails about (0, 0): lattices, or three-cornered cloths."""
    arms, frames, cloths = [], [], []
    for quarter in range(4):
        with c.frame(0, 0, quarter * 90):
            arms.append(c.box(-1.1, -37, 1.1, 0))
            if cloth:
                cloths.append(c.blob((1, -36, 1), (9, -30), (13, -22, 1), (8, -14), (1, -7, 1)))
            else:
                cloths.append(c.box(1, -36, 10, -9, 0.5))
                frames += [c.box(1, y, 10, y + 1) for y in (-36, -29.5, -23, -16.5, -10)]
                frames.append(c.box(9.4, -36, 10.6, -9))
    c.paint(joined(cloths), rgb("FFF4DF"), 0.35, 2, shadow=0.3)
    c.paint(joined(arms + frames), OAK, 0.3, 2)


def _tower_mill(c: Canvas, wall: Colour, cap: Colour) -> float:
    """As in Holland. Like its fellows it returns the height of the hub."""
    c.paint(c.polygon([(-23, 0), (-13.5, -56), (13.5, -56), (23, 0)]), wall, depth=6)
    c.paint(c.box(-24.5, -4, 24.5, 0, 1), STONE)
    c.paint(c.symmetric((0, -73), (9, -70), (15, -61), (16, -54, 1), (0, -53)), cap, shadow=0.25)
    _windows(c, [(0, -34)], 7, 8, _pale_frame(wall))
    _door(c, 0, 11, -20, OAK, _pale_frame(wall))
    return -57


def _smock_mill(c: Canvas, wall: Colour, cap: Colour) -> float:
    """Wooden boards on a foot of stone, with a gallery round it."""
    c.paint(c.box(-21, -22, 21, 0), dark(wall, 0.25), depth=5)
    tower = c.paint(c.polygon([(-20, -22), (-12, -54), (12, -54), (20, -22)]), wall, depth=6)
    c.flat(joined(c.box(-30, y, 30, y + 0.8) for y in (-48, -41, -34, -27)), dark(wall, 0.35), 0.7, clip=tower)
    c.paint(c.blob((-16, -52, 1), (-13, -64), (0, -70), (13, -64), (16, -52, 1), (0, -51)), cap, shadow=0.25)
    posts = [c.box(x - 0.6, -29, x + 0.6, -21) for x in np.linspace(-28, 28, 9)]
    c.flat(joined([*posts, c.box(-29, -30, 29, -28.6)]), OAK)
    c.paint(c.box(-30, -22.5, 30, -19, 1), OAK, shadow=0.3)
    _door(c, 0, 10, -15, OAK, light(STONE, 0.5))
    return -54


def _round_mill(c: Canvas, wall: Colour, cap: Colour) -> float:
    """A stout white mill under a thatched cone, as on Greek islands."""
    c.paint(c.polygon([(-22, 0), (-19.5, -48), (19.5, -48), (22, 0)]), wall, depth=6)
    thatch = mix(cap, rgb("B5824A"), 0.6)
    c.paint(c.blob((0, -76, 1), (12, -62), (25, -45, 1), (0, -42), (-25, -45, 1), (-12, -62)), thatch, shadow=0.3)
    _windows(c, [(-10, -26), (10, -26)], 6, 7, _pale_frame(wall))
    _door(c, 0, 11, -19, rgb("3F78A8"), _pale_frame(wall))
    return -57


# ---- hanok


@subject(
    "hanok",
    en="hanok, temple, palace, pagoda, Korean house, pavilion",
    ko="한옥, 기와집, 궁궐, 궁, 절, 사찰, 고궁, 한옥집, 전통가옥, 경복궁",
    scenes="village, mountains, forest, garden",
    size=1.6,
)
def hanok(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    tiles = main_colour(wish, rng, ("565B68", "4E5560", "62606B", "4B5A66"))
    kind, lift = rng.integers(3), rng.uniform(5, 8)
    with c.frame(50, 95):
        (_home, _hall, _gate_tower)[kind](c, tiles, lift)


def _tiled_roof(c: Canvas, y: float, half: float, height: float, tiles: Colour, lift: float, ridge: float) -> None:
    """A curved roof whose eaves are about y, their corners lifted; its ridge reaches `ridge` to each side."""
    edge: list[Point] = [(0, y - height + 1), (ridge, y - height - 1.5, 1), (ridge + 4, y - height * 0.55)]
    edge += [(half * 0.82, y - height * 0.22 - lift * 0.4), (half, y - lift - 1, 1), (half - 1, y - lift + 3, 1)]
    whole = c.paint(c.symmetric(*edge, (half * 0.6, y + 0.6), (0, y + 2)), tiles, 0.5, 4, shadow=0.3)
    shares, rows = np.linspace(-0.9, 0.9, 11), []
    for top, bottom in zip(shares * ridge, shares * half, strict=True):
        rows.append(
            c.polygon([(top - 0.4, y - height), (top + 0.4, y - height), (bottom + 0.7, y + 3), (bottom - 0.7, y + 3)])
        )
    c.flat(joined(rows), dark(tiles, 0.4), 0.75, clip=whole)
    ends = [(half * share, y - lift * abs(share) ** 2.4 + 0.4) for share in shares]
    c.flat(joined(c.ellipse(x, end, 1.3) for x, end in ends), light(tiles, 0.45))
    crest = [(-ridge - 1, y - height - 3), (0, y - height), (ridge + 1, y - height - 3)]
    c.paint(c.limb(crest, (2.2, 1.7, 2.2)), light(tiles, 0.12))


def _rooms(
    c: Canvas, half: float, top: float, bottom: float, bays: int, pillar: Colour, wall: Colour, plain: int = 0
) -> None:
    """A wall between pillars: lattice doors in its bays, but small windows in so many at each end."""
    c.paint(c.box(-half, top, half, bottom), wall, 0.3)
    pillars = np.linspace(-half, half, bays + 1)
    middles = [(left + right) / 2 for left, right in pairwise(pillars)]
    low, high, width = bottom - 1, top + 6, half * 0.6 / bays
    lows = [low if plain <= i < bays - plain else (high + low) / 2 for i in range(bays)]
    panes = [c.box(x - width, high, x + width, y) for x, y in zip(middles, lows, strict=True)]
    paper = c.paint(joined(panes), rgb("FFEFC4"), 0.15, rim=0)
    bars = [
        c.box(x + dx - 0.5, high, x + dx + 0.5, low) for x in middles for dx in (-width, -width / 3, width / 3, width)
    ]
    bars += [c.box(-half, y - 0.5, half, y + 0.5) for y in np.linspace(high, low, 5)]
    c.flat(joined(bars), WOOD, clip=paper)
    posts = [c.box(x - 1.7, top, x + 1.7, bottom + 1, 0.6) for x in pillars]
    c.paint(joined([*posts, c.box(-half - 2, top, half + 2, top + 3)]), pillar, 0.4, 2)


def _steps(c: Canvas, half: float, height: float) -> None:
    """The stone terrace below a hall."""
    c.paint(c.box(-half, -height, half, 0, 1), STONE, depth=3)
    c.flat(c.box(-half, -height / 2 - 0.4, half, -height / 2 + 0.4), dark(STONE, 0.3))
    c.paint(c.box(-9, -height * 0.55, 9, 0, 0.6) | c.box(-7, -height + 0.5, 7, 0), light(STONE, 0.3), shadow=0.2)


def _home(c: Canvas, tiles: Colour, lift: float) -> None:
    """A family's house: one floor, wooden pillars, white walls."""
    _steps(c, 42, 8)
    _rooms(c, 34, -38, -8, 4, rgb("9A6238"), rgb("F8F1E4"), plain=1)
    c.paint(c.box(-38, -12, 38, -8.5, 1), rgb("B47C48"), shadow=0.2)
    _tiled_roof(c, -36, 47, 27, tiles, lift, 27)


def _hall(c: Canvas, tiles: Colour, lift: float) -> None:
    """A palace hall or temple of two roofs, red pillars and green beams."""
    _steps(c, 46, 9)
    _rooms(c, 33, -34, -9, 5, LACQUER, PLASTER)
    c.paint(c.box(-37, -36, 37, -30, 1), BEAM, 0.3)
    _tiled_roof(c, -34, 47, 16, tiles, lift, 30)
    c.paint(c.box(-24, -58, 24, -48), PLASTER, 0.3)
    c.paint(joined(c.box(x - 1.4, -58, x + 1.4, -48.5) for x in (-24, -12, 0, 12, 24)), LACQUER, 0.3)
    c.paint(c.box(-28, -60, 28, -55, 1), BEAM, 0.3)
    _tiled_roof(c, -58, 40, 22, tiles, lift, 21)


def _gate_tower(c: Canvas, tiles: Colour, lift: float) -> None:
    """A pavilion on a stone gate."""
    c.paint(c.polygon([(-43, 0), (-40, -32), (40, -32), (43, 0)]), rgb("CBBBA8"), depth=5)
    c.flat(joined(c.box(-50, y, 50, y + 0.7) for y in (-24, -16, -8)) & c.box(-40, -32, 40, 0), rgb("A89684"), 0.8)
    c.paint(_arch(c, 0, 23, -24), rgb("9C8A7A"), 0.3)
    c.flat(_arch(c, 0, 18, -21), rgb("5A4A48"))
    c.paint(c.box(-42, -36, 42, -31, 1), light(STONE, 0.35), shadow=0.2)
    _rooms(c, 30, -54, -36, 4, LACQUER, PLASTER)
    c.paint(c.box(-34, -56, 34, -51, 1), BEAM, 0.3)
    _tiled_roof(c, -54, 46, 25, tiles, lift, 26)
