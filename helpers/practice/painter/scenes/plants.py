"""Trees, bushes and flowers of the background, drawn into a `Sketch`."""

from __future__ import annotations

import math

import numpy as np

from helpers.practice.painter.colours import Colour, dark, light, mix, rgb
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes.brush import Sketch

_LEAVES = {
    "spring": ("7FB04F", "8FBE5A", "E8A9BC", "EFBFCB"),
    "summer": ("4F8B3F", "5C9A48", "44803F", "6AA34C"),
    "autumn": ("D9822B", "C9542B", "E0A93A", "B8452C"),
    "winter": ("7C8A72", "75826F", "838F7C", "6F7C6C"),
}
_GRASS = {"spring": "86BE52", "summer": "74AE48", "autumn": "B2A24C", "winter": "DCE6EF"}
SNOW: Colour = (240, 245, 252)
SNOW_SHADE: Colour = (190, 208, 232)
FLOWERS = ("F4D35E", "F28B9B", "FFFFFF", "E4637C", "B58BD8", "F59E4C")


def grass(scene_light: Light) -> Colour:
    """The colour of grass in the season, before light and distance."""
    return SNOW if scene_light.white else rgb(_GRASS[scene_light.setting.season])


def leaf(scene_light: Light, share: float) -> Colour:
    """One of the season's leaf colours; share is 0 to 1."""
    choices = _LEAVES[scene_light.setting.season]
    return rgb(choices[int(share * 0.999 * len(choices))])


def pine(s: Sketch, rng: np.random.Generator, x: float, y: float, height: float, seen: Light, far: float = 0) -> None:
    """A fir whose foot is at (x, y); far is its distance, 0 to 1."""
    jitter = rng.random(40) - 0.5
    green = mix(rgb("2F6B45"), rgb("4C8048"), jitter[39] + 0.5)
    deep, bright = seen.of(dark(green, 0.3), far), seen.of(light(green, 0.12), far)
    cap, cap_shade = seen.of(SNOW, far), seen.of(SNOW_SHADE, far)
    half = height * 0.26
    if s.pixels(height) > 7:
        s.box(x - height * 0.025, y - height * 0.15, x + height * 0.025, y, seen.of(rgb("6A4B3A"), far))
    tiers = 5 if s.pixels(height) > 14 else 3
    for tier in range(tiers):
        low = y - height * (0.09 + 0.74 * tier / tiers)
        high = low - height * (0.36 - 0.1 * tier / tiers)
        if tier == tiers - 1:
            high = y - height
        spread = half * (1 - 0.8 * tier / tiers)
        wave = jitter[tier * 7 : tier * 7 + 7] * spread * 0.22
        sag = height * 0.03
        hem = [
            (x - spread + wave[0], low + sag * 0.3), (x - spread * 0.62, low - sag * 0.5 + wave[1]),
            (x - spread * 0.38 + wave[2], low + sag), (x - spread * 0.1, low - sag * 0.1),
            (x + spread * 0.3 + wave[3], low + sag), (x + spread * 0.6, low - sag * 0.6 + wave[4]),
            (x + spread + wave[5], low + sag * 0.3),
        ]  # fmt: skip
        s.polygon([(x, high), *hem], deep)
        s.polygon([(x, high), *hem[:3], (x - spread * 0.05, low - sag * 2)], bright)
        if seen.white:
            middle = (low + high) / 2
            s.polygon([(x, high), hem[0], (x - spread * 0.5, low - sag * 2.2), (x - spread * 0.05, middle)], cap)
            s.polygon([(x, high), (x + spread * 0.05, middle), (x + spread * 0.6, low - sag * 2.4), hem[6]], cap_shade)


_FIR = np.array(
    [[(-w, -low), (0, -high), (w, -low)] for w, low, high in ((0.24, 0, 0.5), (0.18, 0.3, 0.75), (0.12, 0.55, 1))]
)
_FIR_LIT = np.array(
    [
        [(-w, -low), (0, -high), (-w * 0.15, -low)]
        for w, low, high in ((0.24, 0, 0.5), (0.18, 0.3, 0.75), (0.12, 0.55, 1))
    ]
)


def firs(s: Sketch, x: np.ndarray, y: np.ndarray, height: np.ndarray, seen: Light, far: float) -> None:
    """A wood of small firs standing at (x, y): plain triangles, in rows from far to near."""
    order = np.argsort(y)
    x, y, height = x[order], y[order], height[order]
    greens = [mix(rgb("2C5A40"), rgb("4B7D49"), share) for share in (0, 0.5, 1)]
    deep = [seen.of(dark(green, 0.25), far) for green in greens]
    bright = [seen.of(mix(green, SNOW, 0.85) if seen.white else light(green, 0.12), far) for green in greens]
    which = (height * 7).astype(int) % 3
    if s.pixels(float(height.mean())) < 9:
        s.stamp(np.array([(-0.24, 0), (0, -1), (0.24, 0)]), x, y, height, deep, which)
        s.stamp(np.array([(-0.2, -0.06), (0, -1), (-0.03, -0.06)]), x, y, height, bright, which)
        return
    for tier, lit in zip(_FIR, _FIR_LIT, strict=True):
        s.stamp(tier, x, y, height, deep, which)
        s.stamp(lit, x, y, height, bright, which)


def tree(s: Sketch, rng: np.random.Generator, x: float, y: float, height: float, seen: Light, far: float = 0) -> None:
    """A broad-leaved tree whose foot is at (x, y): a crown of clumps, bright at the upper left."""
    clumps, spots, tint = rng.random((15, 3)), rng.random((70, 3)), rng.random()
    own = SNOW_SHADE if seen.white else leaf(seen, tint)
    sunny = SNOW if seen.white else light(mix(own, rgb("F2E25A"), 0.3), 0.08)
    bark = seen.of(rgb("7A5A44"), far)
    w = height * 0.035
    fork = y - height * 0.5
    s.polygon([(x - w * 1.7, y), (x - w, fork), (x + w, fork), (x + w * 1.9, y)], bark)
    s.polygon([(x + w * 0.2, y), (x + w * 0.2, fork), (x + w, fork), (x + w * 1.9, y)], dark(bark, 0.3))
    rx, ry = height * 0.34, height * 0.33
    middle = y - height * 0.64
    angle, away = clumps[:, 0] * 2 * np.pi, np.sqrt(clumps[:, 1]) * 0.72
    at_x, at_y = x + np.cos(angle) * away * rx, middle + np.sin(angle) * away * ry
    size = height * (0.12 + 0.06 * clumps[:, 2])
    tones = (
        (dark(own, 0.42), 1.12, 0.03, 0.03),
        (dark(own, 0.12), 0.98, 0, 0),
        (mix(own, sunny, 0.55), 0.66, -0.035, -0.045),
        (sunny, 0.3, -0.06, -0.075),
    )
    for i, (tone, scale, dx, dy) in enumerate(tones):
        colour = seen.of(tone, far)
        s.ellipse(x + dx * height, middle + dy * height, rx * 0.74 * scale, ry * 0.74 * scale, colour)
        if i == 3 and s.pixels(height) < 12:
            break
        r = size * scale
        s.dots(at_x + dx * height, at_y + dy * height, r, r * 0.92, [colour], np.zeros(len(r), int))
    if s.pixels(height) > 60:
        _leaves(s, spots, x, middle, rx, ry, own, seen, far)


def _leaves(
    s: Sketch, spots: np.ndarray, x: float, y: float, rx: float, ry: float, own: Colour, seen: Light, far: float
) -> None:
    """Single leaves over a near crown."""
    bright, deep = seen.of(light(mix(own, rgb("F2E25A"), 0.2), 0.2), far), seen.of(dark(own, 0.3), far)
    for angle, away, size in spots.tolist():
        dx, dy = np.cos(angle * 6.283) * away**0.5 * 0.86, np.sin(angle * 6.283) * away**0.5 * 0.86
        r = rx * (0.025 + 0.03 * size)
        s.ellipse(x + dx * rx, y + dy * ry, r, r * 0.7, bright if dx + dy < 0.25 * size else deep)


def bush(s: Sketch, rng: np.random.Generator, x: float, y: float, width: float, seen: Light, far: float = 0) -> None:
    """A low bush, `width` units wide, standing at y."""
    size, up = rng.random((2, 7))
    tint = rng.random()
    own = SNOW_SHADE if seen.white else leaf(seen, tint)
    place = np.linspace(-1, 1, 7)
    at_x, at_y = x + place * width * 0.4, y - width * (0.14 + 0.24 * up * (1 - np.abs(place)))
    for tone, scale, lift in ((dark(own, 0.4), 1.1, 0), (own, 0.9, 0.03), (light(own, 0.2), 0.5, 0.1)):
        radius = width * (0.2 + 0.08 * size) * scale
        colours = [seen.of(tone, far)]
        s.dots(at_x - lift * width * 0.5, at_y - lift * width, radius, radius * 0.85, colours, np.zeros(7, int))


def flowers(
    s: Sketch, x: np.ndarray, y: np.ndarray, size: np.ndarray, which: np.ndarray, seen: Light, stalk: Colour
) -> None:
    """Many flowers of the colours number `which`, in the order given; mere dots where petals would be too small."""
    petals = [seen.of(rgb(colour)) for colour in FLOWERS]
    hearts = [seen.of(rgb("B9772B" if colour == "F4D35E" else "F6C445")) for colour in FLOWERS]
    if s.pixels(float(size.max(initial=0))) < 5:
        s.dots(x, y, size / 2, size * 0.42, petals, which)
        return
    for at_x, at_y, across, kind in zip(x.tolist(), y.tolist(), size.tolist(), which.tolist(), strict=True):
        if s.pixels(across) < 5:
            s.ellipse(at_x, at_y, across / 2, across * 0.42, petals[kind])
        else:
            _flower(s, at_x, at_y, across, petals[kind], hearts[kind], stalk)


def _flower(s: Sketch, x: float, y: float, size: float, petal: Colour, heart: Colour, stalk: Colour) -> None:
    """A flower with its middle at (x, y), `size` units across."""
    s.line([(x, y), (x + size * 0.1, y + size * 1.5)], size * 0.12, stalk)
    for angle in range(0, 360, 72):
        turn = math.radians(angle + x * 40)
        s.ellipse(x + math.cos(turn) * size * 0.3, y + math.sin(turn) * size * 0.26, size * 0.24, size * 0.21, petal)
    s.ellipse(x, y, size * 0.16, size * 0.14, heart)
