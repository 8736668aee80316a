"""Skies: colours, sun, moon, stars and clouds."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.colours import WHITE, mix, rgb
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes.brush import Array, blend, enlarge, noise, smoothstep, wide

_COARSE = 224  # a sky is soft: at most so many rows of pixels a canvas' height are computed, then enlarged


class _Sky:
    """The sky above the horizon on a coarse grid; x and y are the grid's places in units."""

    def __init__(self, c: Canvas, light: Light, horizon: float) -> None:
        coarse = min(1.0, _COARSE / c.height)
        self.width = max(8, round(c.width * coarse))
        self.height = max(8, round(horizon * c.unit * coarse))
        self.unit = self.width / wide(c)
        self.wide, self.horizon, self.light = wide(c), horizon, light
        self.x = ((np.arange(self.width, dtype=np.float32) + 0.5) / self.width * wide(c))[None, :]
        self.y = ((np.arange(self.height, dtype=np.float32) + 0.5) / self.height * horizon)[:, None]
        share = self.y[:, 0] / horizon
        self.rgb = np.empty((3, self.height, self.width), np.float32).transpose(1, 2, 0)  # in planes, as on a canvas
        self.rgb[:] = light.sky_at(share)[:, None, :]

    def blend(self, cover: Array, colour: Array) -> None:
        blend(self.rgb, cover, colour)

    def noise(self, rng: np.random.Generator, cell_x: float, cell_y: float, octaves: int) -> Array:
        across, down = int(self.wide / cell_x) + 2, int(self.horizon / cell_y) + 2
        return noise(rng, across, down, octaves, self.width, self.height)


def paint_sky(c: Canvas, light: Light, horizon: float = 60) -> None:
    """Fill the rows above the horizon (y in units) with sky; below it the canvas gets the colour of the haze."""
    rng = np.random.default_rng(light.seed)  # the light's, not the land's: many lands may lie under one sky
    sky = _Sky(c, light, horizon)
    _sun(sky)
    _streaks(sky, rng)
    if light.cloudiness > 0.5:
        _overcast(sky, rng)
    elif light.cloudiness > 0:
        _cumulus(sky, rng)
    last = min(c.height, round(horizon * c.unit))
    enlarge(sky.rgb.clip(0, 1), c.rgb[:last])
    c.rgb[last:] = np.asarray(light.haze_colour, np.float32) / 255
    c.alpha[:] = 1
    if light.sun and light.setting.time in ("night", "dusk"):
        _stars(c, rng, horizon, 1 if light.night else 0.35)
        _moon(c, light)


def _sun(sky: _Sky) -> None:
    """The sun with its glow, or the moon's glow alone."""
    light = sky.light
    if light.sun is None:
        return
    x, y = light.sun[0] * sky.wide, light.sun[1]
    away = np.sqrt((sky.x - x) ** 2 + (sky.y - y) ** 2)
    colour = np.asarray(light.sun_colour, np.float32) / 255
    moon = light.setting.time in ("night", "dusk")
    low = light.setting.time in ("sunset", "sunrise")
    glow = np.exp(away * np.float32(-1 / (9 if moon else 24 if low else 13))) * np.float32(0.32 if moon else 0.75)
    sky.blend(glow, colour)
    if not moon:
        radius = 5.2 if low else 4
        sky.blend(smoothstep(radius + 0.5, radius - 0.3, away), mix_white(colour, 0.45))


def mix_white(colour: Array, share: float) -> Array:
    """A colour (0 to 1) on its way to white."""
    return colour + np.float32(share) * (1 - colour)


def _streaks(sky: _Sky, rng: np.random.Generator) -> None:
    """Thin bands high up; at sunset and sunrise they burn."""
    field = sky.noise(rng, 40, 4, 4)
    if sky.light.sun is None:
        return
    burning = sky.light.setting.time in ("sunset", "sunrise")
    strength = {"day": 0.26, "night": 0.1, "dusk": 0.4}.get(sky.light.setting.time, 0.75)
    lit, shade = (np.asarray(colour, np.float32) / 255 for colour in sky.light.clouds)
    height = (sky.y / np.float32(sky.horizon))[..., None]
    colour = shade + (lit - shade) * np.clip(height * 1.5 - 0.1, 0, 1) if burning else lit
    sky.blend(smoothstep(0.54, 0.86, field) * np.float32(strength), colour)


def _overcast(sky: _Sky, rng: np.random.Generator) -> None:
    """A closed ceiling: long billows, narrower towards the horizon."""
    light = sky.light
    field = sky.noise(rng, 26, 9, 5)
    squeeze = ((np.arange(sky.height) + 0.5) / sky.height) ** 1.6
    field = field[(squeeze * (sky.height - 1)).astype(int)]
    lit, shade = (np.asarray(colour, np.float32) / 255 for colour in light.clouds)
    if light.setting.weather == "storm":
        shade = shade * np.float32(0.62)
    tone = smoothstep(0.3, 0.72, field)[..., None]
    thin = 1 - 0.55 * smoothstep(0.55, 1.05, sky.y / np.float32(sky.horizon))
    cover = smoothstep(0.2, 0.5, field + np.float32(light.cloudiness - 0.6)) * thin * np.float32(0.85)
    sky.blend(cover, shade + (lit - shade) * tone)


def _cumulus(sky: _Sky, rng: np.random.Generator) -> None:
    """Heaps of cloud with flat bases, lit from the upper left; smaller towards the horizon."""
    light = sky.light
    count = round(sky.wide / 30) + 2
    puffs = rng.random((count, 7, 3))
    place = rng.random((count, 3))
    ragged = sky.noise(rng, 8, 7, 4) - np.float32(0.5)
    dense = np.full((sky.height, sky.width), -1, np.float32)
    height = np.zeros((sky.height, sky.width), np.float32)
    order = np.argsort(place[:, 1])[::-1]  # low and far ones first
    for i, (across, down, size) in enumerate(place[order]):
        x = (i + 0.15 + 0.7 * across) / count if i % 2 else across
        base = sky.horizon * (0.16 + 0.6 * down)
        _heap(sky, puffs[i], x * sky.wide, base, (13 + 15 * size) * (1.2 - 0.8 * down), dense, height)
    if light.sun and light.night:  # the moon stays free
        away = np.hypot(sky.x - light.sun[0] * sky.wide, sky.y - light.sun[1])
        dense -= np.clip(1.6 - away / 9, 0, 2)
    cover = smoothstep(0.0, 0.5, dense + ragged * 1.5) * np.float32(0.55 if light.night else 0.95)
    lit, shade = (np.asarray(colour, np.float32) / 255 for colour in light.clouds)
    tone = np.clip(height + ragged * 1.3, 0, 1)[..., None]
    sky.blend(cover, shade + (lit - shade) * tone)


def _heap(sky: _Sky, puffs: Array, x: float, base: float, width: float, dense: Array, height: Array) -> None:
    """Add one cloud: `dense` gets its thickness (above 0 inside), `height` how high in it a place is (0 to 1)."""
    half = width / 2
    x0, x1 = (int(np.clip((v * sky.unit), 0, sky.width)) for v in (x - half * 1.6, x + half * 1.6))
    y0, y1 = (int(np.clip(v * sky.height / sky.horizon, 0, sky.height)) for v in (base - half * 1.1, base + half * 0.3))
    if x1 <= x0 or y1 <= y0:
        return
    window = np.s_[y0:y1, x0:x1]
    at_x, at_y = sky.x[:, x0:x1], sky.y[y0:y1]
    off = ((puffs[:, 0] * 2 - 1) * 0.95).astype(np.float32)[:, None, None]
    radius = half * (0.24 + 0.3 * puffs[:, 2].astype(np.float32)[:, None, None]) * (1.2 - 0.6 * np.abs(off))
    middle = base - radius * 0.35 - puffs[:, 1].astype(np.float32)[:, None, None] * half * 0.5 * (1 - np.abs(off))
    away = ((at_x - (x + off * half)) / radius) ** 2 + ((at_y - middle) / radius) ** 2 * np.float32(1.25)
    thick = 1 - away.min(0)
    thick -= np.clip((at_y - base) / (0.1 * half) + 0.6, 0, 3)
    rise = np.clip((base - at_y) / (0.62 * half) + 0.22 - (at_x - x) / (half * 7), 0, 1)
    nearer = thick > dense[window]
    height[window] = np.where(nearer, rise, height[window])
    np.maximum(dense[window], thick, out=dense[window])


def _stars(c: Canvas, rng: np.random.Generator, horizon: float, share: float) -> None:
    """Stars, fewer and dimmer towards the horizon, some of them large."""
    count = int(1.9 * wide(c))
    x, y, size, tint = rng.random((4, count))
    y = y**1.2 * horizon
    light = share * (0.25 + 0.75 * size**3) * np.clip(1.25 - y / horizon, 0, 1)
    radius = np.maximum(0.7, (0.13 + 0.2 * size**4) * c.unit)
    light = light * np.minimum(1, ((0.16 + 0.2 * size**4) * c.unit / 0.7) ** 1.2 + 0.25)
    spots(
        c,
        x * c.width,
        y * c.unit,
        radius,
        light,
        np.stack([0.85 + 0.15 * tint, np.full(count, 0.93), 1 - 0.2 * tint], 1),
    )


def spots(c: Canvas, x: Array, y: Array, radius: Array, strength: Array, colour: Array) -> None:
    """Add soft points of light at pixels (x, y); colour (n, 3) is 0 to 1."""
    reach = int(np.ceil(radius.max() * 1.3))
    near = np.arange(-reach, reach + 1)
    column, row = (
        (np.floor(x).astype(int)[:, None, None] + near),
        (np.floor(y).astype(int)[:, None, None] + near[:, None]),
    )
    away = np.hypot(column + 0.5 - x[:, None, None], row + 0.5 - y[:, None, None]) / radius[:, None, None]
    shine = strength[:, None, None] * np.clip(1.3 - away, 0, 1)
    seen = (shine > 0) & (row >= 0) & (row < c.height) & (column >= 0) & (column < c.width)
    which, down, across = np.nonzero(seen)
    add = (shine[seen][:, None] * colour[which]).astype(np.float32)
    np.add.at(c.rgb, (row[which, down, 0], column[which, 0, across]), add)
    first, last = max(0, int(y.min()) - reach), int(y.max()) + reach + 1
    first = min(first, c.height - 1)
    np.minimum(c.rgb[first:last], 1, out=c.rgb[first:last])


def _moon(c: Canvas, light: Light) -> None:
    """A full moon with its seas."""
    if light.sun is None:
        return
    x, y = light.sun[0] * wide(c), light.sun[1]
    disc = c.paint(c.ellipse(x, y, 4.3), light.sun_colour, 0.35, 2, sheen=0.05, rim=0)
    grey = mix(rgb("C9C6BE"), WHITE, 0.15)
    for dx, dy, radius in ((-1.3, -0.9, 1.1), (1.2, 0.4, 0.9), (-0.6, 1.7, 0.7), (1.3, -1.9, 0.55), (-2.7, 0.9, 0.5)):
        c.flat(c.ellipse(x + dx, y + dy, radius, radius * 0.9), grey, 0.6, clip=disc)
