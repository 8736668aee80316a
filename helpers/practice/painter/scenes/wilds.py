"""Desert and snowfield."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import Colour, dark, mix, rgb
from helpers.practice.painter.colours import light as brighter
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes import Place, scene
from helpers.practice.painter.scenes.brush import (
    Array,
    Sketch,
    blend,
    fill_rows,
    lattice,
    profile,
    resize,
    rows,
    smoothstep,
    texture,
    wide,
)  # fmt: skip
from helpers.practice.painter.scenes.hills import turf
from helpers.practice.painter.scenes.plants import SNOW, SNOW_SHADE, bush, firs, pine
from helpers.practice.painter.scenes.sky import paint_sky


@scene(
    "desert",
    en="desert, dune, dunes, sand dune, sahara, oasis, wasteland, canyon, badlands, mars, red planet",
    ko="사막, 모래언덕, 사구, 사하라, 오아시스, 황무지, 협곡, 모래 언덕, 황야, 화성",
)
def desert(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    paint_sky(c, light, 58)
    _mesas(c, rng, light)
    _dunes(c, rng, light)
    sand = rgb("E6BC7A") if not light.white else mix(SNOW, rgb("E6BC7A"), 0.25)
    line = 69.5 - profile(c, rng, 70, 2) * np.float32(2)
    fill_rows(
        c,
        66,
        [(66, light.of(brighter(sand, 0.2), 0.15)), (80, light.of(sand)), (100, light.of(dark(sand, 0.22)))],
        line,
    )
    _wind_ripples(c, rng)
    with Sketch(c, 30) as s:
        for side, tall in ((0.07, 27), (0.93, 20)):
            _cactus(s, rng, side * wide(c) + rng.uniform(-2, 2), 77 + tall / 9, tall, light)
        for i, (across, down, size) in enumerate(rng.random((8, 3)).tolist()):
            x = (0.2 * across if i % 2 else 1 - 0.2 * across) * wide(c)
            _stone(s, x, 76 + 20 * down, 0.8 + 1.8 * size, light)
    return Place(ground=(73, 93), air=(13, 42), far_scale=0.65)


def _mesas(c: Canvas, rng: np.random.Generator, seen: Light) -> None:
    """Table mountains far away, with level strata."""
    red = rgb("B9714E") if not seen.white else rgb("D8C4BC")
    for i, (off, tall, broad, step) in enumerate(rng.random((max(2, int(wide(c) / 45)), 4)).tolist()):
        n = max(2, int(wide(c) / 45))
        x, top, half = (i + off) / n * wide(c), 57 - 8 - 9 * tall, 6 + 9 * broad
        shade, lit = seen.of(dark(red, 0.25), 0.75), seen.of(red, 0.75)
        with Sketch(c, 36, 62) as s:
            s.polygon(
                [
                    (x - half - 5, 62),
                    (x - half - 1, top + 7),
                    (x - half, top),
                    (x + half * (0.2 + 0.5 * step), top),
                    (x + half, top + 2),
                    (x + half + 1, top + 8),
                    (x + half + 6, 62),
                ],
                lit,
            )
            s.polygon(
                [
                    (x + half * 0.4, 62),
                    (x + half * 0.3, top + 7),
                    (x + half * (0.2 + 0.4 * step), top),
                    (x + half, top + 2),
                    (x + half + 1, top + 8),
                    (x + half + 6, 62),
                ],
                shade,
            )
            for k in (3, 5.5):
                s.line([(x - half - 0.6, top + k), (x + half * 0.3, top + k + 0.2)], 0.35, mix(lit, shade, 0.6))


def _dunes(c: Canvas, rng: np.random.Generator, seen: Light) -> None:
    """Dunes one behind the other: sharp crests, bright on the left, and a shadow that falls to the right."""
    own = rgb("EFC581") if not seen.white else mix(SNOW, rgb("EFC581"), 0.2)
    for y, tall, cell, far in ((57, 6, 34, 0.7), (61, 7, 44, 0.45), (66, 7.5, 58, 0.2)):
        line = (
            y
            - tall
            + np.abs(profile(c, rng, cell, 1)) * np.float32(tall)
            + profile(c, rng, cell * 0.4, 1) * np.float32(0.5)
        )
        lit, shade = seen.of(brighter(own, 0.15), far), seen.of(mix(dark(own, 0.38), rgb("A0604A"), 0.3), far)
        fill_rows(c, y - tall, [(y - tall, lit), (y + 7, seen.of(dark(own, 0.1), far * 0.8))], line, y + 9)
        _lee(c, line, y + 9, shade)


def _lee(c: Canvas, line: Array, bottom: float, shade: Colour) -> None:
    """The shadow below a crest: it leans to the right as it falls, and ends softly."""
    first, last = rows(c, float(line.min()), bottom)
    tilt = smoothstep(0.0, 0.1, np.gradient(line).astype(np.float32) * np.float32(c.unit))
    below = (np.arange(first, last, dtype=np.float32)[:, None] + 0.5) / np.float32(c.unit) - line
    source = np.arange(c.width)[None, :] - (below * np.float32(0.9 * c.unit)).astype(np.int32)
    cover = tilt[np.clip(source, 0, c.width - 1)] * (below > 0) * np.clip(1.1 - below / 11, 0, 0.85)
    blend(c.rgb[first:last], cover, np.asarray(shade, np.float32) / 255)


def _wind_ripples(c: Canvas, rng: np.random.Generator) -> None:
    """Long level ripples the wind has drawn."""
    texture(c, 69, 0.1, lattice(rng, int(wide(c) / 20) + 2, 42, 2))


def _cactus(s: Sketch, rng: np.random.Generator, x: float, y: float, tall: float, seen: Light) -> None:
    """A saguaro with two arms."""
    green = rgb("4F8A57")
    tones = seen.of(green), seen.of(dark(green, 0.35)), seen.of(brighter(green, 0.2))
    half, low = tall * 0.085, rng.uniform(0.35, 0.5)
    arms = ((-1, low, 0.78), (1, low + 0.12, 0.9))

    def stem(x0: float, bottom: float, top: float, radius: float) -> None:
        for dx, part, tone in ((0, 1, tones[0]), (0.45, 0.55, tones[1]), (-0.45, 0.25, tones[2])):
            at, r = x0 + dx * radius, radius * part
            s.box(at - r, top, at + r, bottom, tone)
            s.ellipse(at, top, r, r * 1.2, tone)

    for side, up, top in arms:
        elbow = y - tall * up
        s.line([(x, elbow), (x + side * half * 3.2, elbow)], half * 1.5, tones[0] if side < 0 else tones[1])
        s.ellipse(x + side * half * 3.2, elbow, half * 0.75, half * 0.75, tones[0])
        stem(x + side * half * 3.2, elbow, y - tall * top, half * 0.75)
    stem(x, y, y - tall + half, half)


def _stone(s: Sketch, x: float, y: float, size: float, seen: Light) -> None:
    own: Colour = rgb("A98468")
    s.polygon(
        [
            (x - size, y),
            (x - size * 0.7, y - size * 0.8),
            (x + size * 0.1, y - size),
            (x + size * 0.9, y - size * 0.5),
            (x + size * 1.1, y),
        ],
        seen.of(dark(own, 0.25)),
    )
    s.polygon(
        [(x - size, y), (x - size * 0.7, y - size * 0.8), (x + size * 0.1, y - size), (x + size * 0.1, y - size * 0.3)],
        seen.of(brighter(own, 0.2)),
    )


@scene(
    "snowfield",
    en="snowfield, snow field, snowy field, snowy landscape, snowy plain, arctic, antarctic, antarctica, north pole, "
    "south pole, tundra, glacier, iceberg, ski slope, winter wonderland, ice",
    ko="설원, 눈밭, 눈 덮인 들판, 눈벌판, 북극, 남극, 빙하, 빙판, 스키장, 얼음, 동토, 얼음 나라",
)
def snowfield(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    light = light.snowed()
    paint_sky(c, light, 58)
    for y, tall, cell, far in ((50, 9, 24, 0.85), (56, 5, 30, 0.6)):
        line = y - np.abs(profile(c, rng, cell, 4)) * np.float32(tall)
        fill_rows(
            c, y, [(y - tall, light.of(SNOW, far * 0.5)), (y + 7, light.of(rgb("A9C0E0"), far * 0.8))], line, y + 12
        )
    for y, far in ((61, 0.45), (65, 0.25)):
        line = y - profile(c, rng, 46, 2) * np.float32(2.4)
        fill_rows(c, y, [(y - 3, light.of(SNOW, far * 0.3)), (y + 7, light.of(SNOW_SHADE, far * 0.6))], line, y + 10)
        across, size, down = rng.random((3, int(wide(c) * 0.32)))
        groups = 0.5 + (across - 0.5) * (0.75 + 0.25 * np.abs(across - 0.5))
        with Sketch(c, y - 14, y + 5) as s:
            firs(
                s,
                groups * wide(c),
                line[(groups * c.width).astype(int)] + 0.5 + 2 * down,
                (4 + 4 * size) * (1.35 - far),
                light,
                far,
            )
    turf(c, rng, light, 68, 70 - profile(c, rng, 60, 2) * np.float32(2.2))
    _drifts(c, rng, light)
    with Sketch(c, 30) as s:
        for side, tall in ((0.03, 36), (0.965, 29), (0.125, 19)):
            pine(s, rng, side * wide(c), 76 + tall / 12, tall, light, 0.05)
        for side in (0.2, 0.86):
            bush(s, rng, side * wide(c), 79, 6, light, 0.05)
    return Place(ground=(73, 93), air=(13, 42), far_scale=0.65)


def _drifts(c: Canvas, rng: np.random.Generator, seen: Light) -> None:
    """Blue shadows of drifts in the near snow, and sparkles."""
    first, last = rows(c, 72)
    field = resize(lattice(rng, int(wide(c) / 40) + 2, 9, 2), c.width, last - first)
    blend(
        c.rgb[first:last],
        smoothstep(0.5, 0.8, field) * np.float32(0.5),
        np.asarray(seen.of(SNOW_SHADE), np.float32) / 255,
    )
    n = int(wide(c) * 0.9)
    across, down, size = rng.random((3, n))
    with Sketch(c, 72) as s:
        r = 0.1 + 0.14 * size
        s.dots(across * wide(c), 73 + 27 * down, r, r, [(255, 255, 255)], np.zeros(n, int))
