"""Forest, desert and snowfield."""

from __future__ import annotations

import numpy as np
from PIL import Image

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import Colour, dark, mix, rgb
from helpers.practice.painter.colours import light as brighter
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes import Place, scene
from helpers.practice.painter.scenes.brush import (
    Sketch, blend, fill_rows, lattice, profile, resize, rows, smoothstep, texture, wide,
)  # fmt: skip
from helpers.practice.painter.scenes.hills import strew, turf
from helpers.practice.painter.scenes.plants import SNOW, SNOW_SHADE, bush, firs, grass, leaf, pine
from helpers.practice.painter.scenes.sky import paint_sky


@scene(
    "forest",
    en="forest, woods, wood, woodland, jungle, rainforest, grove, trees, deep forest, bamboo forest, enchanted forest",
    ko="숲, 숲속, 수풀, 삼림, 정글, 밀림, 열대우림, 산림, 나무숲, 대나무숲, 숲 속",
)
def forest(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    paint_sky(c, light, rng, 50)
    _glade(c, rng, light)
    with Sketch(c, 0, 72) as s:
        for y, count, broad, far in ((58, 0.22, 0.7, 0.85), (63, 0.14, 1.15, 0.5)):
            _trunks(c, s, rng, light, y, int(wide(c) * count) + 4, broad, far)
            _undergrowth(c, s, rng, light, y, far)
    turf(c, rng, light, 66, 68 - profile(c, rng, 40, 2) * np.float32(1.4))
    _path(c, rng, light)
    with Sketch(c) as s:
        for side, foot, broad in ((0.02, 79, 3.6), (0.965, 82, 4.2), (0.15, 73, 2.2), (0.845, 72, 2)):
            _great_trunk(s, rng, side * wide(c) + rng.uniform(-1, 1), foot, broad, light)
        _canopy(c, s, rng, light)
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
    """The light between the trees: leaves out of focus, brightest in the middle. It is soft: drawn small, then enlarged."""
    last = rows(c, 0, 70)[1]
    height, width = min(last, 180), min(c.width, max(8, c.width * 180 // last))
    field = resize(lattice(rng, int(wide(c) / 7) + 3, 11, 3), width, height)
    x = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None, :]
    y = np.linspace(-0.62, 0.38, height, dtype=np.float32)[:, None]
    middle = np.exp(-((x / 0.34) ** 2) - (y / 0.45) ** 2)
    own = SNOW_SHADE if seen.white else leaf(seen, 0.3)
    deep = np.asarray(seen.of(mix(own, rgb("2F5B3C"), 0.3), 0.35), np.float32)
    picture = np.broadcast_to(deep, (height, width, 3)).copy()
    picture *= (field * np.float32(0.5) + np.float32(0.75))[..., None]
    blend(picture, np.clip(middle * (np.float32(0.6) + field * 0.55), 0, 0.95), np.asarray(_shine(seen), np.float32))
    image = Image.fromarray(picture.clip(0, 255).astype(np.uint8)).resize((c.width, last), Image.Resampling.BICUBIC)
    c.rgb[:last] = np.asarray(image)
    c.rgb[:last] *= np.float32(1 / 255)


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
    c.paint(band, seen.of(soil, 0.1), 0.1, 3, sheen=0.08, rim=0, alpha=0.78)


def _fern(s: Sketch, x: float, y: float, size: float, seen: Light) -> None:
    """Ferns: arched fronds from one root."""
    green = SNOW_SHADE if seen.white else mix(grass(seen), rgb("3F8048"), 0.55)
    for i, angle in enumerate((-75, -48, -22, 8, 36, 62)):
        turn = np.radians(angle)
        t = np.linspace(0, 1, 9)
        rib = np.stack(
            [x + np.sin(turn) * size * t, y - np.cos(turn) * size * t + size * 0.5 * t**2 * abs(np.sin(turn))], 1
        )
        half = size * 0.11 * np.sin(np.pi * (0.12 + 0.88 * t)) * np.where(np.arange(9) % 2, 1, 0.6)
        across = np.stack([half * np.cos(turn), half * np.abs(np.sin(turn)) + half * 0.3], 1)
        tone = dark(green, 0.35) if i % 2 else brighter(green, 0.06)
        s.polygon(np.concatenate([rib - across, (rib + across)[::-1]]), seen.of(tone))


@scene(
    "desert",
    en="desert, dune, dunes, sand dune, sahara, oasis, wasteland, canyon, badlands, mars, red planet",
    ko="사막, 모래언덕, 사구, 사하라, 오아시스, 황무지, 협곡, 모래 언덕, 황야, 화성",
)
def desert(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    paint_sky(c, light, rng, 58)
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
    """Dunes one behind the other: sharp crests, bright on the left, where the sun is, and a shadow that falls to the right."""
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
    en="snowfield, snow field, snowy field, snowy landscape, snowy plain, arctic, antarctic, antarctica, north pole, south pole, "
    "tundra, glacier, iceberg, ski slope, winter wonderland, ice",
    ko="설원, 눈밭, 눈 덮인 들판, 눈벌판, 북극, 남극, 빙하, 빙판, 스키장, 얼음, 동토, 얼음 나라",
)
def snowfield(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    light = light.snowed()
    paint_sky(c, light, rng, 58)
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
