"""Space, and the sky above the clouds."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import Colour, dark, mix, pick, rgb
from helpers.practice.painter.colours import light as brighter
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes import Place, scene
from helpers.practice.painter.scenes.brush import (
    Array,
    Sketch,
    blend,
    enlarge,
    fill_rows,
    lattice,
    profile,
    ramp,
    resize,
    rows,
    smoothstep,
    texture,
    wide,
)
from helpers.practice.painter.scenes.sky import paint_sky, spots
from helpers.practice.painter.scenes.terrain import Land


@scene(
    "space",
    en="space, outer space, universe, galaxy, cosmos, planet, planets, moon surface, lunar, on the moon, "
    "nebula, solar system, spaceship interior, orbit",
    ko="우주, 은하, 우주 공간, 행성, 달 표면, 달 위, 성운, 태양계, 별나라, 달나라, 우주정거장, 궤도",
    indoor=True,
)
def space(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    """The time of day and the weather mean nothing here."""
    c.alpha[:] = 1
    _nebula(c, rng)
    _far_stars(c, rng)
    side = 1 if rng.random() < 0.5 else -1
    _planet(c, rng, wide(c) * (0.5 + side * 0.27), 25, min(15, wide(c) * 0.2), ring=True)
    _planet(c, rng, wide(c) * (0.5 - side * 0.34), 14, min(5.5, wide(c) * 0.08), ring=False)
    _moon_ground(c, rng)
    return Place(ground=(79, 94), air=(18, 62), far_scale=0.75)


def _nebula(c: Canvas, rng: np.random.Generator) -> None:
    """Deep space with coloured clouds of gas along a slanting band: it is soft, so it is drawn small and enlarged."""
    last = rows(c, 0, 82)[1]
    height = min(last, 240)
    width = max(8, c.width * height // last)
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    picture = np.empty((3, height, width), np.float32).transpose(1, 2, 0)  # in planes, as on a canvas
    picture[:] = ramp([(0, rgb("0A0A26")), (0.55, rgb("17143F")), (1, rgb("2A1D52"))], y[:, 0])[:, None]
    lean, middle = rng.uniform(-0.6, 0.6), rng.uniform(0.35, 0.6)
    band = np.exp(-(((y - middle + (x - 0.5) * np.float32(lean)) / 0.3) ** 2)).astype(np.float32)
    for colour, strength in (("7A3FA8", 0.75), ("2F7FC0", 0.6), ("E0659A", 0.5)):
        field = resize(lattice(rng, int(wide(c) / 24) + 2, 5, 5), width, height)
        blend(
            picture,
            smoothstep(0.42, 0.9, field) * band * np.float32(strength),
            np.asarray(rgb(colour), np.float32) / 255,
        )
    enlarge(picture, c.rgb[:last])


def _far_stars(c: Canvas, rng: np.random.Generator) -> None:
    count = int(3.2 * wide(c))
    x, y, size, tint = rng.random((4, count))
    radius = np.maximum(0.7, (0.12 + 0.24 * size**6) * c.unit)
    strength = (0.3 + 0.7 * size**3) * np.minimum(1, 0.45 + 0.1 * c.unit)
    spots(
        c,
        x * c.width,
        y * 80 * c.unit,
        radius,
        strength,
        np.stack([0.8 + 0.2 * tint, np.full(count, 0.9), 1 - 0.25 * tint], 1),
    )
    for across, down, long in rng.random((7, 3)).tolist():
        at_x, at_y, r = across * wide(c), 4 + 66 * down, 0.9 + 1.1 * long
        with Sketch(c, at_y - r, at_y + r, at_x - r, at_x + r) as s:
            for dx, dy in ((r, r * 0.13), (r * 0.13, r)):
                s.polygon([(at_x - dx, at_y), (at_x, at_y - dy), (at_x + dx, at_y), (at_x, at_y + dy)], (250, 248, 255))


def _planet(c: Canvas, rng: np.random.Generator, x: float, y: float, radius: float, ring: bool) -> None:
    """A banded ball, lit from the upper left, perhaps with a ring; computed in a window around it."""
    colour = pick(rng, ("E2A35C", "C9755A", "7FA8C9", "B58FC9") if ring else ("8FC0A8", "D98F7A", "A9B5D9"))
    belts = rng.random(14) - 0.5
    reach = radius * (2.05 if ring else 1.1)
    y0, y1 = rows(c, y - reach, y + reach)
    x0, x1 = max(0, int((x - reach) * c.unit)), min(c.width, int((x + reach) * c.unit) + 1)
    window = c.rgb[y0:y1, x0:x1]
    scale = np.float32(1 / (c.unit * radius))
    right = ((np.arange(x0, x1, dtype=np.float32) + 0.5) - x * c.unit)[None, :] * scale
    down = ((np.arange(y0, y1, dtype=np.float32) + 0.5) - y * c.unit)[:, None] * scale
    along, across = right * 0.97 - down * 0.24, right * 0.24 + down * 0.97  # the axis is tilted by 14 degrees
    sharp = np.float32(radius * c.unit)

    def lay_ring(half: Array) -> None:
        """Two bands of dust, where `half` is true."""
        away = np.hypot(along, across * 3.9)
        for outer, inner, tone in ((1.95, 1.62, "E9D3A8"), (1.57, 1.34, "C9A880")):
            band = np.clip((outer - away) * sharp * 0.35, 0, 1) * np.clip((away - inner) * sharp * 0.35, 0, 1)
            blend(window, (band * half * 0.88).astype(np.float32), np.asarray(rgb(tone), np.float32) / 255)

    if ring:
        lay_ring(across < 0)
    away = np.hypot(right, down)
    height = np.sqrt(np.clip(1 - away * away, 0, 1))
    lit = smoothstep(-0.15, 0.95, height * 0.62 - right * 0.52 - down * 0.58)
    belt = np.interp(across + 0.07 * (1 - height), np.linspace(-1, 1, 14), belts).astype(np.float32)
    day = np.asarray(colour, np.float32) / 255
    night = np.asarray(mix(colour, rgb("1A1038"), 0.82), np.float32) / 255
    ball = night + (lit * (1 + 0.32 * belt))[..., None] * (day * np.float32(1.08) - night)
    blend(window, np.clip((1 - away) * sharp + 0.5, 0, 1), ball.astype(np.float32))
    if ring:
        lay_ring(across >= 0)


def _moon_ground(c: Canvas, rng: np.random.Generator) -> None:
    """Grey dust with craters, smaller towards the horizon."""
    dust = rgb("B9B4C4")
    far = 73 - np.abs(profile(c, rng, 30, 4)) * np.float32(5)
    fill_rows(c, 66, [(66, dark(dust, 0.42)), (78, dark(dust, 0.5))], far, 82)
    line = 76 - profile(c, rng, 55, 2) * np.float32(1.5)
    fill_rows(c, 73, [(74, brighter(dust, 0.12)), (84, dust), (100, dark(dust, 0.4))], line)
    texture(c, 77.5, 0.14, lattice(rng, int(wide(c) / 7) + 2, 12, 4))
    count = int(wide(c) / 5)
    place = sorted(rng.random((count, 3)).tolist(), key=lambda p: p[1])
    with Sketch(c, 74) as s:
        for across, depth, size in place:
            r = (0.7 + 3.6 * size**2) * (0.3 + 0.9 * depth)
            _crater(s, across * wide(c), 78.5 + 20 * depth, r, dust, depth)


def _crater(s: Sketch, x: float, y: float, r: float, dust: Colour, depth: float) -> None:
    own = mix(dust, dark(dust, 0.4), depth * 0.8)
    s.ellipse(x, y, r * 1.12, r * 0.4, brighter(own, 0.25))
    s.ellipse(x + r * 0.05, y + r * 0.04, r, r * 0.32, dark(own, 0.3))
    s.ellipse(x + r * 0.14, y + r * 0.1, r * 0.82, r * 0.23, dark(own, 0.12))


@scene(
    "sky",
    en="sky, above the clouds, in the clouds, clouds below, heaven, heavens, air, flying, floating island, cloudscape, "
    "in the sky, in the air",
    ko="하늘, 구름 위, 하늘 위, 공중, 창공, 천국, 구름바다, 운해, 하늘나라, 하늘 나는, 상공, 구름 속",
)
def sky(c: Canvas, rng: np.random.Generator, light: Light) -> Place:
    horizon = 64
    paint_sky(c, light, horizon)
    _sea_of_clouds(c, rng, light)
    return Place(ground=(76, 92), air=(14, 60), far_scale=0.6)


def _sea_of_clouds(c: Canvas, rng: np.random.Generator, seen: Light) -> None:
    """Billows from the horizon to the viewer: folded noise, whose creases lie below, has the round tops of clouds."""
    land = Land(c, 50, 110)
    near = 1 - land.far
    height = np.zeros((land.slices, land.columns), np.float32)
    for cell, deep, tall in ((30, 5, 5.0), (13, 9, 3.0), (6, 18, 1.6)):
        field = land.field(lattice(rng, int(wide(c) / cell) + 3, deep))
        height += np.sqrt(np.abs(field * 2 - 1) + np.float32(0.01)) * np.float32(tall)
    height *= np.float32(0.3) + np.float32(0.7) * near
    lit = smoothstep(0.16, 0.78, land.lit(height, 1.0)) * np.float32(0.75) + height / 9 * np.float32(0.4)
    bright, shade = seen.clouds
    if seen.night:
        bright = mix(bright, seen.of(rgb("FFFFFF")), 0.35)
    low, high, haze = (
        np.asarray(v, np.float32)[:, None, None] / 255 for v in (shade, brighter(bright, 0.1), seen.haze_colour)
    )
    colours = low + np.clip(lit, 0, 1) * (high - low)
    colours += land.far**2 * np.float32(0.75 * seen.haze) * (haze - colours)
    land.paint(height, 108 - 41 * land.far**0.7, colours, 100)
