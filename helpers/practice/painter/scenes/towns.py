"""City, street, village and garden."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import dark, mix, rgb
from helpers.practice.painter.colours import light as brighter
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes import Place, scene
from helpers.practice.painter.scenes.brush import Sketch, blend, fill_rows, lattice, profile, rows, texture, wide
from helpers.practice.painter.scenes.buildings import LAMPLIGHT, house, shop, street_lamp, tower
from helpers.practice.painter.scenes.hills import strew, turf
from helpers.practice.painter.scenes.plants import FLOWERS, SNOW, SNOW_SHADE, bush, firs, flowers, grass, tree
from helpers.practice.painter.scenes.sky import paint_sky


@scene(
    "city",
    en="city, skyline, cityscape, downtown, skyscraper, skyscrapers, metropolis, urban, futuristic city, new york, "
    "seoul, tokyo, rooftop, cyberpunk city, plaza",
    ko="도시, 도심, 스카이라인, 시내, 시내 중심가, 고층 빌딩, 빌딩, 빌딩숲, 마천루, 대도시, 서울, 뉴욕, 도쿄, "
    "광장, 미래 도시",
)
def city(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    foot = 70
    paint_sky(c, light, foot)
    for far, low, tall, pitch in ((0.85, 46, 16, 8.5), (0.5, 40, 24, 11), (0.18, 50, 20, 13)):
        with Sketch(c, 8, foot) as s:
            count = int(wide(c) / pitch) + 2
            for i, (size, broad, off) in enumerate(rng.random((count, 3)).tolist()):
                if far < 0.3 and 0.3 < (i + 0.5) / count < 0.7:
                    size = size * 0.35 - 0.1  # the near row is low in the middle, so that the high ones show
                top = low - tall * max(0, size) ** 1.5 + (4 if size < 0 else 0)
                tower(s, rng, (i - 0.6 + 0.3 * off) * pitch, top, pitch * (0.72 + 0.5 * broad), foot, light, far)
    _glow(c, light, foot)
    with Sketch(c, foot - 8, foot + 3) as s:
        for x, size in rng.random((int(wide(c) / 10), 2)).tolist():
            bush(s, rng, x * wide(c), foot + 0.8, 6 + 4 * size, light, 0.12)
    _paving(c, rng, light, foot)
    with Sketch(c, 30) as s:
        for side in (0.045, 0.955):
            street_lamp(s, side * wide(c), 80, 36, light)
    return Place(ground=(75, 93), air=(14, 42), far_scale=0.7)


def _glow(c: Canvas, seen: Light, y: float) -> None:
    """The shimmer of a lit town over its roofs."""
    if not seen.lamps:
        return
    first, last = rows(c, y - 34, y)
    up = np.linspace(0, 1, last - first, dtype=np.float32)[:, None] ** 2 * np.float32(0.22)
    blend(c.rgb[first:last], up, np.asarray(LAMPLIGHT, np.float32) / 255)


def _paving(c: Canvas, rng: np.random.Generator, seen: Light, top: float) -> None:
    """Large slabs in perspective; the lines meet in the middle of the horizon."""
    own = mix(SNOW, SNOW_SHADE, 0.3) if seen.white else rgb("C9C2B6")
    fill_rows(
        c, top, [(top, seen.of(dark(own, 0.12), 0.2)), (top + 9, seen.of(own, 0.05)), (100, seen.of(dark(own, 0.18)))]
    )
    texture(c, top, 0.07, lattice(rng, int(wide(c) / 8) + 2, 12, 3))
    joint = seen.of(dark(own, 0.26), 0.1)
    middle, eye, spread = wide(c) / 2, top - 14, 8.5
    reach = int(middle / spread) + 2
    with Sketch(c, top) as s:
        for i in range(8):  # level joints, nearer ones farther apart
            y = eye + 14 / (1 - i / 8 * 0.56)
            s.box(0, y, wide(c) + 1, y + 0.1 + 0.03 * i, joint)
        for k in range(-reach, reach + 1):
            far, near = middle + k * spread, middle + k * spread * 3.15
            s.polygon([(far - 0.06, top), (far + 0.06, top), (near + 0.16, 100), (near - 0.16, 100)], joint)


@scene(
    "street",
    en="street, road, avenue, alley, sidewalk, market, shopping street, main street, crosswalk, town square, shop, "
    "store, highway, bridge",
    ko="거리, 길거리, 도로, 골목, 골목길, 길, 시장, 상점가, 번화가, 대로, 가게, 고속도로, 다리",
)
def street(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    foot = 67
    paint_sky(c, light, foot)
    with Sketch(c, 12, foot) as s:
        x = -4 * rng.random()
        while x < wide(c):
            width = rng.uniform(18, 25)
            shop(s, rng, x, width, foot, light)
            x += width
    kerb = mix(SNOW, SNOW_SHADE, 0.3) if light.white else rgb("CBBFB0")
    fill_rows(c, foot, [(foot, light.of(dark(kerb, 0.15))), (73, light.of(kerb))], bottom=73)
    road = mix(SNOW, SNOW_SHADE, 0.6) if light.white else rgb("7C7F86")
    fill_rows(c, 73, [(73, light.of(dark(kerb, 0.4)))], bottom=74)
    fill_rows(c, 74, [(74, light.of(dark(road, 0.12))), (84, light.of(road)), (100, light.of(dark(road, 0.18)))])
    texture(c, 74, 0.08, lattice(rng, int(wide(c) / 4) + 2, 24, 3))
    with Sketch(c, 28) as s:
        for i in range(int(wide(c) / 6) + 1):
            s.line([(i * 6, foot), (i * 6 + (i * 6 - wide(c) / 2) * 0.16, 73)], 0.2, light.of(dark(kerb, 0.25)))
        stripe = light.of(rgb("F6F1DE"))
        for k in range(-1, int(wide(c) / 22) + 2):
            x = k * 22 + 4
            s.polygon([(x, 85.2), (x + 11, 85.2), (x + 11.4, 86.8), (x - 0.2, 86.8)], stripe)
        for x in np.arange(0.06, 1, max(0.44, 40 / wide(c))).tolist():
            street_lamp(s, x * wide(c), 72, 34, light)
        fill = light.of(kerb)
        s.box(0, 98.3, wide(c) + 1, 101, fill)
        s.box(0, 97.6, wide(c) + 1, 98.4, dark(fill, 0.3))
    _glow(c, light, foot)
    return Place(ground=(72, 94), air=(9, 30), far_scale=0.8)


@scene(
    "village",
    en="village, town, hamlet, cottage, countryside village, small town, old town, neighborhood, neighbourhood, "
    "suburb, fairy tale village",
    ko="마을, 시골 마을, 동네, 작은 마을, 촌락, 읍내, 전원 마을, 시골집, 시골마을, 산골 마을",
)
def village(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    paint_sky(c, light, 60)
    green = SNOW if light.white else grass(light)
    for y, tall, cell, far in ((50, 5, 40, 0.9), (58, 3.5, 34, 0.55)):
        line = y - profile(c, rng, cell, 2) * np.float32(tall)
        own = mix(green, rgb("4F8A50"), 0.4 if not light.white else 0.05)
        fill_rows(c, y, [(y - tall, light.of(own, far)), (y + 10, light.of(own, far * 0.6))], line, y + 12)
        across, size, down = rng.random((3, int(wide(c) * 0.3)))
        with Sketch(c, y - tall - 6, y + tall + 5) as s:
            firs(s, across * wide(c), line[(across * c.width).astype(int)] + 0.6 + 3 * down, 2.4 + 2 * size, light, far)
    turf(c, rng, light, 64, 66 - profile(c, rng, 60, 2) * np.float32(1))
    _lane(c, light)
    with Sketch(c, 20) as s:
        count = max(4, int(wide(c) / 17))
        chapel = int(rng.integers(count))
        for i, (off, size) in enumerate(rng.random((count, 2)).tolist()):
            x = (i + 0.2 + 0.6 * off) / count * wide(c)
            house(s, rng, x, 67 + size, 9.5 + 3 * size, light, 0.3, church=i == chapel)
        for side, width in ((0.08, 26), (0.925, 23)):
            x = side * wide(c)
            if wide(c) > 70 or side > 0.5:
                house(s, rng, x, 77, width, light, 0.05)
            bush(s, rng, x - width * 0.45, 78, 7, light)
            bush(s, rng, x + width * 0.42, 78, 6, light)
        strew(c, s, rng, light, 80, 60)
    return Place(ground=(74, 93), air=(11, 34), far_scale=0.65)


def _lane(c: Canvas, seen: Light) -> None:
    """A lane winding from the houses to the viewer."""
    soil = mix(SNOW, SNOW_SHADE, 0.8) if seen.white else rgb("D9BE92")
    t = np.linspace(0, 1, 14)
    middle = wide(c) * 0.5 + np.sin(t * 4.2) * wide(c) * 0.05 * (1 - t)
    half, y = 1.2 + min(18, wide(c) * 0.2) * t**1.5, 67 + 35 * t**1.1
    band = c.blob(*np.stack([middle - half, y], 1).tolist(), *np.stack([middle + half, y], 1)[::-1].tolist())
    c.flat(band, seen.of(soil, 0.1), 0.8)


@scene(
    "garden",
    en="garden, backyard, yard, flower garden, flower field, flower bed, orchard, playground, greenhouse, patio, "
    "flowers",
    ko="정원, 마당, 뜰, 꽃밭, 화단, 뒷마당, 과수원, 놀이터, 온실, 앞마당, 텃밭, 화원, 꽃동산, 꽃길, 유채꽃밭",
)
def garden(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    paint_sky(c, light, 60)
    with Sketch(c, 12, 64) as s:
        for x, size in zip(np.arange(0.5, wide(c) / 21).tolist(), rng.random(40).tolist(), strict=False):
            tree(s, rng, x * 21 + size * 8 - 4, 62, 22 + 9 * size, light, 0.4)
        for x in np.arange(0, wide(c) + 11, 11).tolist():
            bush(s, rng, x, 63.5, 15, light, 0.25)
    turf(c, rng, light, 62)
    with Sketch(c, 48) as s:
        _fence(c, s, light)
        _bed(c, s, rng, light, 66, 71, 0, 1)
        for left, right in ((0, 0.17), (0.83, 1)):
            _bed(c, s, rng, light, 75, 99, left, right)
        _stepping_stones(c, s, light)
    return Place(ground=(74, 93), air=(12, 40), far_scale=0.7)


def _fence(c: Canvas, s: Sketch, seen: Light) -> None:
    """A white picket fence over the whole width."""
    white, shade = seen.of(rgb("FBF8F0"), 0.1), seen.of(rgb("C9CFD6"), 0.1)
    for y in (58.5, 63):
        s.box(0, y, wide(c) + 1, y + 1.2, shade)
    half = 0.95
    for x in np.arange(1, wide(c) + 2, 3).tolist():
        s.polygon([(x - half, 67), (x - half, 56.2), (x, 54.6), (x + half, 56.2), (x + half, 67)], white)
        s.polygon([(x + half * 0.4, 67), (x + half * 0.4, 55.4), (x + half, 56.2), (x + half, 67)], shade)


def _bed(
    c: Canvas, s: Sketch, rng: np.random.Generator, seen: Light, top: float, bottom: float, left: float, right: float
) -> None:
    """Flowers close together in their leaves, between two shares of the width."""
    count = int((right - left) * wide(c) * (bottom - top) * 0.27)
    across, down, size, tone = rng.random((4, count))
    which = rng.integers(len(FLOWERS), size=count)
    order = np.argsort(down)
    x, y, size, which = (
        ((left + (right - left) * across) * wide(c))[order],
        (top + (bottom - top) * down)[order],
        size[order],
        which[order],
    )
    leaves = SNOW_SHADE if seen.white else mix(grass(seen), rgb("2F6B3A"), 0.6)
    tints = [seen.of(dark(leaves, 0.25)), seen.of(leaves), seen.of(brighter(leaves, 0.15))]
    near = 0.55 + 0.6 * (y - 64) / 36
    s.dots(x, y + 1.2, 1.7 * near, 1.2 * near, tints, (tone * 3).astype(int))
    blooming = which == 0 if seen.white else np.full(count, True)
    which = np.full(count, FLOWERS.index("FFFFFF")) if seen.white else which
    broad = (1.8 + 1.0 * size) * near
    flowers(s, x[blooming], y[blooming], broad[blooming], which[blooming], seen, tints[0])


def _stepping_stones(c: Canvas, s: Sketch, seen: Light) -> None:
    """Flat stones in the lawn, from the fence to the lower edge."""
    own = SNOW_SHADE if seen.white else rgb("C4BDB0")
    for i in range(6):
        t = i / 5
        x, y, r = wide(c) / 2 + (1 if i % 2 else -1) * (1 + 3 * t), 73 + 25 * t**1.25, 2 + 4.2 * t
        s.ellipse(x, y + r * 0.12, r, r * 0.36, seen.of(dark(own, 0.4)))
        s.ellipse(x, y, r, r * 0.34, seen.of(own, 0.05))
