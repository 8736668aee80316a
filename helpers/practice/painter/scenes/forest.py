"""Forest."""

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
    enlarge,
    lattice,
    profile,
    resize,
    rows,
    wide,
)  # fmt: skip
from helpers.practice.painter.scenes.hills import strew, turf
from helpers.practice.painter.scenes.plants import SNOW, SNOW_SHADE, grass, leaf


@scene(
    "forest",
    en="forest, woods, wood, woodland, jungle, rainforest, grove, trees, deep forest, bamboo forest, enchanted forest",
    ko="숲, 숲속, 수풀, 삼림, 정글, 밀림, 열대우림, 산림, 나무숲, 대나무숲, 숲 속, 숲길",
)
def forest(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    c.alpha[:] = 1
    _glade(c, rng, light)
    with Sketch(c, 0, 72) as s:
        for y, count, broad, far in ((58, 0.22, 0.7, 0.85), (63, 0.14, 1.15, 0.5)):
            _trunks(c, s, rng, light, y, int(wide(c) * count) + 4, broad, far)
            _undergrowth(c, s, rng, light, y, far)
    turf(c, rng, light, 66, 68 - profile(c, rng, 40, 2) * np.float32(1.4))
    _path(c, rng, light)
    for side, foot, broad in ((0.02, 79, 3.6), (0.965, 82, 4.2), (0.15, 73, 2.2), (0.845, 72, 2)):
        x = side * wide(c) + rng.uniform(-1, 1)
        with Sketch(c, 0, foot + 2, x - 3 * broad, x + 3 * broad) as s:
            _great_trunk(s, rng, x, foot, broad, light)
    with Sketch(c, 0, 38) as s:
        _canopy(c, s, rng, light)
    with Sketch(c, 66) as s:
        for i, (across, down, size) in enumerate(rng.random((8, 3)).tolist()):
            x = (0.17 * across if i % 2 else 1 - 0.17 * across) * wide(c)
            _fern(s, x, 77 + 18 * down, 5 + 4 * size, light)
        strew(c, s, rng, light, 76, 50)
    return Place(ground=(74, 93), air=(24, 48), far_scale=0.65)


def _shine(seen: Light) -> Colour:
    """The colour of the light that falls through leaves: what is far away in a wood fades into it."""
    own = SNOW_SHADE if seen.white else leaf(seen, 0.3)
    return mix(seen.haze_colour, seen.of(mix(brighter(own, 0.35), rgb("F4F0A0"), 0 if seen.white else 0.35)), 0.6)


def _glade(c: Canvas, rng: np.random.Generator, seen: Light) -> None:
    """The light between the trees: leaves out of focus, brightest in the middle; soft, so drawn small and enlarged."""
    last = rows(c, 0, 70)[1]
    height, width = min(last, 180), min(c.width, max(8, c.width * 180 // last))
    field = resize(lattice(rng, int(wide(c) / 7) + 3, 11, 3), width, height)
    x = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :]
    y = np.linspace(-0.62, 0.38, height, dtype=np.float32)[:, None]
    middle = np.exp(-((x / 0.34) ** 2) - (y / 0.45) ** 2)
    own = SNOW_SHADE if seen.white else leaf(seen, 0.3)
    deep = np.asarray(seen.of(mix(own, rgb("2F5B3C"), 0.3), 0.35), np.float32) / 255
    picture = np.multiply.outer(deep, field * np.float32(0.5) + np.float32(0.75)).transpose(1, 2, 0)
    shine = np.asarray(_shine(seen), np.float32) / 255
    blend(picture, np.clip(middle * (np.float32(0.6) + field * 0.55), 0, 0.95), shine)
    enlarge(picture, c.rgb[:last])


def _trunks(
    c: Canvas, s: Sketch, rng: np.random.Generator, seen: Light, y: float, count: int, broad: float, far: float
) -> None:
    """A row of far trunks that go up out of sight, unevenly thick and far apart."""
    bark = mix(seen.of(rgb("6A5040")), _shine(seen), far * 0.72)
    deep = dark(bark, 0.22)
    for i, (across, size, lean, down) in enumerate(rng.random((count, 4)).tolist()):
        x = (i + across * 1.7) / count * wide(c)
        half, top = broad * (0.35 + 1.1 * size * size), x + (lean - 0.5) * 9
        foot = y + 3 + 2 * down
        s.polygon([(x - half * 1.3, foot), (top - half * 0.7, 0), (top + half * 0.7, 0), (x + half * 1.4, foot)], bark)
        s.polygon([(x + half * 0.4, foot), (top + half * 0.2, 0), (top + half * 0.7, 0), (x + half * 1.4, foot)], deep)
        if size > 0.5:
            side, at = 1 if lean > 0.5 else -1, 12 + 26 * down
            stem = x + (top - x) * (1 - at / foot)
            s.line([(stem, at), (stem + side * 4 * size, at - 4), (stem + side * 6 * size, at - 11)], half * 0.5, bark)


def _undergrowth(c: Canvas, s: Sketch, rng: np.random.Generator, seen: Light, y: float, far: float) -> None:
    """A band of low leaves at the foot of a row of trunks."""
    own = SNOW_SHADE if seen.white else mix(grass(seen), rgb("3F7046"), 0.5)
    x = np.linspace(-1, wide(c) + 1, int(wide(c) * 1.2))
    line = np.interp(x, (np.arange(c.width) + 0.5) / c.unit, y - np.abs(profile(c, rng, 6, 3)) * 3)
    for drop, tone in ((0, brighter(own, 0.12)), (1.6, own), (3.6, dark(own, 0.12))):
        colour = mix(seen.of(tone), _shine(seen), far * 0.7)
        s.polygon([(-1, 101), *np.stack([x, line + drop], 1).tolist(), (wide(c) + 1, 101)], colour)


def _great_trunk(s: Sketch, rng: np.random.Generator, x: float, y: float, half: float, seen: Light) -> None:
    """A near tree: roots, bark with furrows, light on the left."""
    bark = seen.of(rgb("6E5240"))
    lean, furrows = (rng.random() - 0.5) * 5, rng.random((14, 3))
    s.polygon(
        [
            (x - half * 2, y + 1),
            (x - half * 1.1, y - 7),
            (x - half * 0.9 + lean, -2),
            (x + half * 0.9 + lean, -2),
            (x + half * 1.1, y - 7),
            (x + half * 2.2, y + 1),
            (x + half * 0.7, y - 0.6),
            (x, y + 1.4),
            (x - half * 0.8, y - 0.4),
        ],
        bark,
    )
    s.polygon(
        [
            (x + half * 0.35, y - 0.5),
            (x + half * 0.3, y - 8),
            (x + half * 0.3 + lean, -2),
            (x + half * 0.9 + lean, -2),
            (x + half * 1.1, y - 7),
            (x + half * 2.2, y + 1),
        ],
        dark(bark, 0.35),
    )
    s.polygon(
        [
            (x - half * 1.3, y - 1.5),
            (x - half * 1.05, y - 7),
            (x - half * 0.9 + lean, -2),
            (x - half * 0.55 + lean, -2),
            (x - half * 0.75, y - 8),
        ],
        brighter(bark, 0.16),
    )
    if s.pixels(half) > 4:
        for across, at, long in furrows.tolist():
            top, bottom = at * y * 0.9, at * y * 0.9 + 4 + 9 * long
            dx = (across * 1.7 - 0.85) * half
            s.line(
                [(x + dx + lean * (1 - top / y), top), (x + dx + lean * (1 - bottom / y), min(bottom, y - 3))],
                0.3,
                dark(bark, 0.4),
            )
    if seen.white:
        s.polygon(
            [(x - half * 2, y + 1.2), (x - half, y - 1.6), (x + half, y - 1), (x + half * 2.2, y + 1.2)], seen.of(SNOW)
        )


def _canopy(c: Canvas, s: Sketch, rng: np.random.Generator, seen: Light) -> None:
    """Leaves hanging in from above, lowest at the sides: dark masses first, bright tips last."""
    count = int(wide(c) * 0.5) + 16
    across, down, size = rng.random((3, count))
    which = rng.integers(3, size=count)
    arch = 5 + 24 * np.abs(across * 2 - 1) ** 1.8
    own = [mix(SNOW_SHADE if seen.white else leaf(seen, share), rgb("355F3E"), 0.25) for share in (0.1, 0.4, 0.9)]
    for tone, scale, dx, dy in ((-0.4, 1.2, 0.6, 0.8), (-0.1, 0.9, 0, 0), (0.2, 0.5, -0.9, -1.1)):
        colours = [seen.of(dark(v, -tone) if tone < 0 else brighter(v, tone)) for v in own]
        r = (2.6 + 2.6 * size) * scale
        s.dots(across * wide(c) + dx, arch * down**0.8 - 2 + dy, r, r * 0.75, colours, which)
    if s.pixels(1) > 3:  # single leaves at the fringe
        n = count * 7
        along, fall, tone = rng.random((3, n))
        y = (6 + 25 * np.abs(along * 2 - 1) ** 1.8) * (0.2 + 0.85 * fall)
        small = 0.35 + 0.3 * tone
        s.dots(
            along * wide(c), y, small, small * 0.6, [seen.of(brighter(v, 0.12)) for v in own], rng.integers(3, size=n)
        )


def _path(c: Canvas, rng: np.random.Generator, seen: Light) -> None:
    """A trodden path from the middle of the wood to the viewer."""
    soil = mix(SNOW, SNOW_SHADE, 0.7) if seen.white else rgb("CFAE7E")
    t = np.linspace(0, 1, 24)
    bend = rng.uniform(-1, 1)
    middle = wide(c) * 0.5 + np.sin(t * 3 + bend) * 3 * (1 - t)
    half = (1.5 + min(21, wide(c) * 0.24) * t**1.4) * (1 + 0.07 * (rng.random(24) - 0.5))
    y = 68.3 + 33 * t**1.15
    band = c.blob(*np.stack([middle - half, y], 1)[::2].tolist(), *np.stack([middle + half, y], 1)[::-2].tolist())
    c.flat(band, seen.of(soil, 0.1), 0.78)


def _fronds() -> list[Array]:
    """The outlines of a fern of size 1, standing at (0, 0)."""
    outlines = []
    for angle in (-75, -48, -22, 8, 36, 62):
        turn = np.radians(angle)
        t = np.linspace(0, 1, 9)
        rib = np.stack([np.sin(turn) * t, -np.cos(turn) * t + 0.5 * t**2 * abs(np.sin(turn))], 1)
        half = 0.11 * np.sin(np.pi * (0.12 + 0.88 * t)) * np.where(np.arange(9) % 2, 1, 0.6)
        across = np.stack([half * np.cos(turn), half * np.abs(np.sin(turn)) + half * 0.3], 1)
        outlines.append(np.concatenate([rib - across, (rib + across)[::-1]]))
    return outlines


_FERN = _fronds()


def _fern(s: Sketch, x: float, y: float, size: float, seen: Light) -> None:
    """Ferns: arched fronds from one root."""
    green = SNOW_SHADE if seen.white else mix(grass(seen), rgb("3F8048"), 0.55)
    tones = seen.of(brighter(green, 0.06)), seen.of(dark(green, 0.35))
    for i, frond in enumerate(_FERN):
        s.polygon(frond * size + (x, y), tones[i % 2])
