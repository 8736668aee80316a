"""Meadow and mountains."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import dark, light, mix, rgb
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes import Place, scene
from helpers.practice.painter.scenes.brush import (
    Array,
    Sketch,
    blades,
    fill_rows,
    lattice,
    multiply,
    profile,
    resize,
    rows,
    smoothstep,
    texture,
    wide,
)
from helpers.practice.painter.scenes.plants import (
    FLOWERS,
    SNOW,
    SNOW_SHADE,
    bush,
    firs,
    flowers,
    grass,
    leaf,
    pine,
    tree,
)
from helpers.practice.painter.scenes.sky import paint_sky
from helpers.practice.painter.scenes.terrain import Land, ridged


def turf(
    c: Canvas, rng: np.random.Generator, seen: Light, top: float, line: Array | None = None, far: float = 0.35
) -> None:
    """The near ground: grass, or snow, from `top` (or from a line of heights) to the lower edge."""
    own = grass(seen)
    if seen.white:
        stops = [
            (top, seen.of(SNOW_SHADE, far)),
            (top + 12, seen.of(SNOW, 0.1)),
            (100, seen.of(mix(SNOW, SNOW_SHADE, 0.5))),
        ]
    else:
        stops = [(top, seen.of(light(own, 0.25), far)), (top + 14, seen.of(own, 0.05)), (100, seen.of(dark(own, 0.38)))]
    fill_rows(c, top, stops, line)
    start = float(line.max()) if line is not None else top
    texture(c, start, 0.06 if seen.white else 0.14, lattice(rng, int(wide(c) / 16) + 2, 9, 3))
    blades(c, rng, start + 1, 80 if seen.white else 900, 5.5, 0.12 if seen.white else 0.3)


def strew(c: Canvas, s: Sketch, rng: np.random.Generator, seen: Light, top: float, count: int) -> None:
    """Flowers in the grass: in drifts, few in the middle, where somebody may stand."""
    n = int(count * wide(c) / 100)
    across, depth, size = rng.random((3, n))
    which = rng.integers(len(FLOWERS), size=n)
    if seen.white or seen.setting.season == "autumn":
        return
    calm = (np.abs(across - 0.5) < 0.26) & (depth > 0.12) & (depth < 0.8) & (size < 0.93)
    order = [i for i in np.argsort(depth) if not calm[i]]
    across, depth, size, which = across[order], depth[order], size[order], which[order]
    broad = 0.5 + 1.7 * depth * (0.6 + 0.4 * size)
    flowers(s, across * wide(c), top + (99 - top) * depth, broad, which, seen, seen.of(dark(grass(seen), 0.3)))


def _slope(c: Canvas, line: Array, bottom: float) -> None:
    """Light on a hill below its crest: brighter where it falls to the left, darker where it falls to the right."""
    first, last = rows(c, float(line.min()), bottom)
    tilt = np.clip(np.gradient(line) * -1.1 * c.unit, -1, 1).astype(np.float32) if c.width > 2 else line * 0
    y = ((np.arange(first, last, dtype=np.float32) + 0.5) / c.unit)[:, None]
    below = y - line
    multiply(c.rgb[first:last], 1 + tilt * np.float32(0.3) * np.exp(-np.clip(below, 0, 99) / 5) * (below > 0))


@scene(
    "meadow",
    en="meadow, field, hill, hills, countryside, grass, grassland, pasture, prairie, lawn, farm, farmland, park, "
    "savanna, nature, landscape",
    ko="초원, 들판, 들, 언덕, 풀밭, 잔디, 잔디밭, 시골, 목장, 초지, 평원, 벌판, 공원, 농장, 자연, 풍경",
)
def meadow(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    horizon = 58
    paint_sky(c, light, horizon + 4)
    green = SNOW if light.white else grass(light)
    for y, tall, cell, far in ((52, 3.5, 42, 0.95), (55, 4, 34, 0.72), (60, 4.5, 50, 0.5)):
        line = y - profile(c, rng, cell, 2) * np.float32(tall)
        own = mix(green, rgb("4F8A50"), 0.35 if not light.white else 0.05)
        near = light.of(own, far * 0.6)
        fill_rows(c, y, [(y - tall, light.of(mix(own, rgb("E8DE8A"), 0.25), far)), (y + 10, near)], line, y + 12)
        _slope(c, line, y + 12)
        _copses(c, rng, light, line, far)
    line = 66 - profile(c, rng, 60, 2) * np.float32(2.2)
    turf(c, rng, light, 64, line)
    with Sketch(c, 26, 100) as s:
        for side in (0.05, 0.93):
            x, y, tall = side * wide(c) + rng.uniform(-3, 3), rng.uniform(68, 72), rng.uniform(24, 34)
            if wide(c) > 70 or side > 0.5:
                tree(s, rng, x, y, tall, light, 0.12)
            bush(s, rng, x + (8 if side < 0.5 else -8), y + 2, 7, light, 0.1)
        strew(c, s, rng, light, 68, 190)
    return Place(ground=(70, 93), air=(14, 42))


def _copses(c: Canvas, rng: np.random.Generator, seen: Light, line: Array, far: float) -> None:
    """Small round trees in groups along a hill's crest."""
    groups = rng.random(max(2, int(wide(c) / 26)))
    which = rng.integers(3, size=len(groups) * 6)
    place, size, down = rng.random((3, len(groups) * 6))
    x = np.repeat(groups, 6) * wide(c) + (place - 0.5) * 11
    r = (0.9 + 1.1 * size) * (1.35 - far * 0.6)
    y = line[np.clip(x * c.unit, 0, c.width - 1).astype(int)] + 0.5 + down
    own = [mix(leaf(seen, share), rgb("4A7A45"), 0.3) for share in (0.1, 0.4, 0.8)]
    with Sketch(c, float(line.min()) - 7, float(line.max()) + 4) as s:
        for dx, dy, scale, tone in ((0.3, -0.7, 1, -0.4), (0, -0.9, 0.95, 0), (-0.3, -1.2, 0.6, 0.18)):
            colours = [seen.of(dark(v, -tone) if tone < 0 else light(v, tone), far) for v in own]
            s.dots(x + dx * r, y + dy * r, r * scale, r * scale, colours, which)


@scene(
    "mountains",
    en="mountain, mountains, mountain range, mountainside, peak, alps, valley, summit, ridge, cliff, rocky mountain, "
    "hiking trail, highland, volcano",
    ko="산, 산맥, 산악, 산봉우리, 봉우리, 산꼭대기, 정상, 계곡, 골짜기, 설산, 알프스, 고원, 산속, 산골, 산길",
)
def mountains(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    paint_sky(c, light, 64)
    line = 38 + np.abs(profile(c, rng, 24, 2)) * np.float32(15) + profile(c, rng, 5, 3) * np.float32(1.6)
    blue = mix(rgb("7C93B4"), rgb("8FA3BE"), 0.5)
    fill_rows(c, 30, [(28, light.of(blue, 0.75)), (62, light.of(blue, 1.1))], line, 68)
    _peaks(c, rng, light)
    _forest_slopes(c, rng, light)
    turf(c, rng, light, 69, 70.5 - profile(c, rng, 55, 2) * np.float32(1.8))
    for side, tall in ((0.015, 33), (0.97, 27), (0.1, 20), (0.885, 17)):
        x, y, tall = side * wide(c) + rng.uniform(-1, 1), 74 + tall / 12, tall * rng.uniform(0.85, 1.1)
        with Sketch(c, y - tall - 1, y + 1, x - tall * 0.35, x + tall * 0.35) as s:
            pine(s, rng, x, y, tall, light, 0.08)
    with Sketch(c, 72, 100) as s:
        strew(c, s, rng, light, 73, 130)
    return Place(ground=(74, 93), air=(12, 40), far_scale=0.65)


def _peaks(c: Canvas, rng: np.random.Generator, seen: Light) -> None:
    """The great peaks: cones with spurs, roughened by ridged noise."""
    land = Land(c, 46, 150)
    across = int(wide(c) / 12) + 3
    rough = ridged(land.field(lattice(rng, across * 2, 8, 4)))
    height = land.field(_cones(c, rng))
    height = height + (rough - np.float32(0.6)) * (np.float32(1.2) + height * np.float32(0.125))
    lit = land.lit(height, 1.3)
    colours = _rock_and_snow(land, height, lit, rough, seen)
    base = 71 - 9 * land.far
    land.paint(height, base, colours, 74, lattice(rng, int(wide(c) * 1.1), 40, 2))


def _cones(c: Canvas, rng: np.random.Generator) -> Array:
    """Heights of the bare peaks on a coarse grid that is the same for every size in pixels; row 0 is the nearest."""
    columns, slices = int(wide(c) * 1.8), 48
    x = ((np.arange(columns, dtype=np.float32) + 0.5) * np.float32(wide(c) / columns))[None, :]
    far = np.linspace(0, 1, slices, dtype=np.float32)[:, None]
    warp = resize(lattice(rng, int(wide(c) / 12) + 3, 5, 2), columns, slices) - np.float32(0.5)
    height = np.zeros_like(warp)
    count = max(2, round(wide(c) / 36))
    leader = int(rng.integers(count))
    for i, (off, tall, spur, deep) in enumerate(rng.random((count, 4)).tolist()):
        top = 47 if i == leader else 25 + 13 * tall
        dx = (x - ((i + 0.25 + 0.5 * off) / count) * wide(c)) * np.float32(1 / (top * 0.86)) + warp * np.float32(0.22)
        dz = (far - np.float32(0.5 + 0.25 * deep)) * np.float32(2)
        away = np.sqrt(dx * dx + dz * dz + np.float32(0.0004))
        spurs = np.cos(np.arctan2(dz, dx) * 5 + spur * 6 + warp * 5).astype(np.float32)
        cone = np.clip(1 - away * (1 - np.float32(0.17) * spurs), 0, 1)
        np.maximum(height, np.float32(top) * cone**1.12, out=height)
    return height


def _rock_and_snow(land: Land, height: Array, lit: Array, rough: Array, seen: Light) -> Array:
    """What covers a mountain: forest at its foot, rock, snow on top; more snow in winter."""
    low_sun = seen.setting.time in ("sunset", "sunrise") and seen.sun is not None
    glow = rgb("FFB27A") if seen.setting.time == "sunset" else rgb("FFC9A8")

    def pair(shade: str, bright: str, warm: float) -> tuple[Array, Array]:
        lit_colour = seen.of(rgb(bright), 0.12)
        if low_sun:
            lit_colour = mix(lit_colour, glow, warm)
        return tuple(np.asarray(v, np.float32)[:, None, None] / 255 for v in (seen.of(rgb(shade), 0.2), lit_colour))

    contrast = smoothstep(0.12, 0.86, lit)
    snow_line = 3 if seen.white else 21
    snow = smoothstep(
        -2.5, 2.5, height - np.float32(snow_line) + (rough - np.float32(0.62)) * 16 + (lit - np.float32(0.5)) * 6
    )
    wood = smoothstep(10, 3, height + (rough - np.float32(0.5)) * 10) * (0.25 if seen.white else 0.85)
    (rock0, rock1), (snow0, snow1), (wood0, wood1) = (
        pair("5D6580", "B5A898", 0.45), pair("8CA6CF", "FFFEFA", 0.5), pair("35553F", "6F9350", 0.3),
    )  # fmt: skip
    colours = rock0 + contrast * (rock1 - rock0)
    colours += wood * (wood0 + contrast * (wood1 - wood0) - colours)
    colours += snow * (snow0 + contrast * (snow1 - snow0) - colours)
    haze = np.asarray(seen.haze_colour, np.float32)[:, None, None] / 255
    mist = smoothstep(16, -6, height) * np.float32(0.28 + 0.5 * max(0, seen.haze - 0.6))
    mist += np.float32(2.6 * max(0, seen.haze - 0.75))  # fog
    colours += (mist + land.far * np.float32(0.2 * seen.haze)) * (haze - colours)
    return colours


def _forest_slopes(c: Canvas, rng: np.random.Generator, seen: Light) -> None:
    """Two wooded rises between the peaks and the meadow, their crests a row of firs."""
    for y, tall, cell, far in ((64, 3.5, 40, 0.55), (68, 2.4, 30, 0.3)):
        line = y - profile(c, rng, cell, 2) * np.float32(tall)
        wood = SNOW_SHADE if seen.white else rgb("3E6E46")
        fill_rows(c, y, [(y - tall, seen.of(wood, far)), (y + 8, seen.of(light(wood, 0.15), far * 0.8))], line, y + 9)
        with Sketch(c, y - tall - 8, y + tall + 3) as s:
            across, size, down = rng.random((3, int(wide(c) / 2.6)))
            foot = line[(across * c.width).astype(int)] + 0.4 + 3 * down**2
            firs(s, across * wide(c), foot, (2.6 + 2.6 * size) * (1.35 - far), seen, far)
