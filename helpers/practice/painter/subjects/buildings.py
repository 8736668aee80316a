"""Houses, castles and Korean halls: seen from the front, standing on y = 0 of a frame at the foot of the paper."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from helpers.practice.painter.canvas import Canvas, Mask, Point, joined
from helpers.practice.painter.colours import GLASS, WOOD, Colour, dark, far_from, light, main_colour, rgb
from helpers.practice.painter.subjects import subject
from helpers.practice.painter.subjects._building_parts import (
    NIGHT,
    OAK,
    STONE,
    arch,
    draw_door,
    draw_slits,
    draw_windows,
    pale_frame,
)
from helpers.practice.painter.subjects._shapes import facing

# ---- house


def _chimney(c: Canvas, x: float, top: float, bottom: float) -> None:
    c.paint(c.box(x - 4, top, x + 4, bottom), rgb("A9654F"))
    c.paint(c.box(x - 5.2, top - 3, x + 5.2, top + 0.5, 0.8), rgb("8C5346"))


def _tile_lines(c: Canvas, roof: Mask, ys: Iterable[float], colour: Colour) -> None:
    c.flat(joined(c.box(-50, y, 50, y + 1) for y in ys), dark(colour, 0.35), 0.6, clip=roof)


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
    draw = (_gabled_house, _long_house, _tall_house)[rng.integers(3)]
    with c.frame(50, 95, 0, facing(rng), rng.uniform(0.94, 1)):
        draw(c, wall, roof, door)


def _gabled_house(c: Canvas, wall: Colour, roof: Colour, door: Colour) -> None:
    """The gable in front, as children draw it."""
    _chimney(c, 20, -76, -50)
    c.paint(c.polygon([(-32, 0), (-32, -46), (0, -80), (32, -46), (32, 0)]), wall, depth=5)
    c.paint(c.box(-34, -5, 34, 0, 1), STONE)
    for side in (1, -1):
        slab = [(0, -88), (side * 44, -43), (side * 39, -37.5), (0, -77)]
        c.paint(c.polygon(slab), roof, shadow=0.25)
    c.paint(c.ellipse(0, -56, 7), pale_frame(wall), 0.3, shadow=0.15)
    c.paint(c.ellipse(0, -56, 5.4), GLASS, 0.3)
    c.flat(c.box(-0.5, -61.4, 0.5, -50.6) | c.box(-5.4, -56.5, 5.4, -55.5), pale_frame(wall))
    draw_windows(c, [(-18, -28)], 13, 14, pale_frame(wall))
    draw_windows(c, [(20, -28)], 10, 14, pale_frame(wall))
    c.paint(c.box(-26, -21, -10, -16.5, 1), WOOD, shadow=0.15)
    c.flat(joined(c.ellipse(x, -22, 2.2) for x in (-24, -20, -16, -12)), rgb("6FAE4B"))
    draw_door(c, 3, 13, -27, door, pale_frame(wall))


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
    draw_windows(c, [(13, -51)], 9, 11, pale_frame(wall))
    draw_windows(c, [(-26, -22), (29, -22)], 12, 14, pale_frame(wall))
    draw_door(c, 2, 14, -28, door, pale_frame(wall))


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
    draw_windows(c, [(-26, -47), (-3, -47)], 10, 13, pale_frame(wall))
    draw_windows(c, [(-3, -20)], 10, 13, pale_frame(wall))
    draw_windows(c, [(27, -18)], 18, 14, pale_frame(wall))
    c.paint(c.ellipse(-14, -67, 4.4), GLASS, 0.3)
    draw_door(c, -25, 13, -27, door, pale_frame(wall))


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
    draw, tall = (_fairy_castle, _fortress, _lone_keep)[rng.integers(3)], rng.uniform(-3, 3)
    with c.frame(50, 95, 0, facing(rng)):
        draw(c, stone, roof, flag, tall)


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


def _gate(c: Canvas, x: float, width: float, top: float, stone: Colour) -> None:
    draw_door(c, x, width, top, OAK, dark(stone, 0.25))


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
    draw_slits(c, stone, [(0, -50), (-31, -30), (31, -30), (-31, -14), (31, -14), (-16, -17), (16, -17)])
    _gate(c, 0, 16, -25, stone)


def _fortress(c: Canvas, stone: Colour, roof: Colour, flag: Colour, tall: float) -> None:
    """Battlements everywhere, and banners on the wall."""
    _flag(c, 0, -73 - tall, flag)
    _wall(c, -15, 15, -68 - tall, dark(stone, 0.1))
    _wall(c, -30, 30, -38, stone)
    for side in (-1, 1):
        _flag(c, side * 33, -62 + tall, flag)
        _wall(c, side * 33 - 11, side * 33 + 11, -57 + tall, light(stone, 0.12))
    draw_slits(c, stone, [(-7, -56), (7, -56), (-33, -40), (33, -40)])
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
    draw_slits(c, stone, [(-32, -46), (-22, -46), (-27, -28), (35, -26), (35, -11), (22, -14)])
    _gate(c, 3, 17, -20, stone)


# ---- hanok

LACQUER = rgb("B5483C")  # the red and green of Korean halls
BEAM = rgb("3F8A78")
PLASTER = rgb("E9DDC6")


@subject(
    "hanok",
    en="hanok, temple, palace, pagoda, Korean house, pavilion",
    ko="한옥, 기와집, 궁궐, 궁, 절, 사찰, 고궁, 한옥집, 전통가옥, 경복궁",
    scenes="village, mountains, forest, garden",
    size=1.6,
)
def hanok(c: Canvas, rng: np.random.Generator, wish: Colour | None) -> None:
    tiles = main_colour(wish, rng, ("565B68", "4E5560", "62606B", "4B5A66"))
    draw, lift = (_home, _hall, _gate_tower)[rng.integers(3)], rng.uniform(5, 8)
    with c.frame(50, 95):
        draw(c, tiles, lift)


def _tiled_roof(c: Canvas, y: float, half: float, height: float, tiles: Colour, lift: float, ridge: float) -> None:
    """A curved roof whose eaves are about y, their corners lifted; its ridge reaches `ridge` to each side."""
    edge: list[Point] = [(0, y - height + 1), (ridge, y - height - 1.5, 1), (ridge + 4, y - height * 0.55)]
    edge += [(half * 0.82, y - height * 0.22 - lift * 0.4), (half, y - lift - 1, 1), (half - 1, y - lift + 3, 1)]
    whole = c.paint(c.symmetric(*edge, (half * 0.6, y + 0.6), (0, y + 2)), tiles, 0.5, 4, shadow=0.3)
    shares, rows = np.linspace(-0.9, 0.9, 11), []
    for x0, x1 in zip(shares * ridge, shares * half, strict=True):
        rows.append(c.polygon([(x0 - 0.4, y - height), (x0 + 0.4, y - height), (x1 + 0.7, y + 3), (x1 - 0.7, y + 3)]))
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
    c.paint(arch(c, 0, 23, -24), rgb("9C8A7A"), 0.3)
    c.flat(arch(c, 0, 18, -21), rgb("5A4A48"))
    c.paint(c.box(-42, -36, 42, -31, 1), light(STONE, 0.35), shadow=0.2)
    _rooms(c, 30, -54, -36, 4, LACQUER, PLASTER)
    c.paint(c.box(-34, -56, 34, -51, 1), BEAM, 0.3)
    _tiled_roof(c, -54, 46, 25, tiles, lift, 26)
