"""Rain, snow and fog in front of everything; called when the subjects are in their places."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.light import Light
from helpers.practice.painter.scenes.brush import Array, noise, wide


def paint_weather(c: Canvas, rng: np.random.Generator, light: Light) -> None:
    """Let it rain, snow or be foggy, where the setting says so."""
    weather = light.setting.weather
    if weather in ("rain", "storm"):
        _veil(c, _streaks(c, rng), light, (225, 235, 248), 0.5)
    elif weather == "snow":
        _veil(c, _flakes(c, rng), light, (255, 255, 255), 0.95)
    elif weather == "fog":
        _fog(c, rng, light)


def _veil(c: Canvas, cover: Array, light: Light, colour: tuple[float, float, float], strength: float) -> None:
    """Blend a colour over the whole canvas where an 8-bit picture says so."""
    tone = np.maximum(np.asarray(light.of(colour), np.float32) / 255, 0.5)
    part = np.multiply(cover, np.float32(strength / 255), dtype=np.float32)[..., None]
    c.rgb *= 1 - part
    c.rgb += part * tone


def _streaks(c: Canvas, rng: np.random.Generator) -> Array:
    """Slanting lines of rain."""
    fine = 3 if c.height <= 256 else 2
    image = Image.new("L", (c.width * fine, c.height * fine))
    pen = ImageDraw.Draw(image)
    scale = c.unit * fine
    for x, y, long, near in rng.random((int(2.3 * wide(c)) + 20, 4)).tolist():
        length = (3 + 5 * long) * scale
        x, y = x * 1.15 * image.width, (y * 1.1 - 0.08) * image.height
        pen.line(
            (x, y, x - length * 0.2, y + length), int(90 + 150 * near), max(1, round((0.12 + 0.16 * near) * scale))
        )
    return np.asarray(image.reduce(fine))


def _flakes(c: Canvas, rng: np.random.Generator) -> Array:
    """Falling flakes, small and far ones many, large and near ones few."""
    fine = 3 if c.height <= 256 else 2
    image = Image.new("L", (c.width * fine, c.height * fine))
    pen = ImageDraw.Draw(image)
    scale = c.unit * fine
    for x, y, size, near in rng.random((int(2.4 * wide(c)) + 20, 4)).tolist():
        r = (0.2 + 0.65 * size**4) * scale
        x, y = x * image.width, y * image.height
        pen.ellipse((x - r, y - r, x + r, y + r), int(150 + 105 * near))
    return np.asarray(image.reduce(fine))


def _fog(c: Canvas, rng: np.random.Generator, light: Light) -> None:
    """Drifting banks, thickest in the middle distance; subjects stay clear."""
    small = noise(rng, int(wide(c) / 30) + 2, 5, 3, max(8, c.width // 4), max(8, c.height // 4))
    height = np.linspace(0, 1, small.shape[0], dtype=np.float32)[:, None]
    bank = np.clip(small * 0.5 - 0.08, 0, 0.34) * np.exp(-(((height - 0.62) / 0.28) ** 2))
    image = Image.fromarray((bank * 255).astype(np.uint8)).resize((c.width, c.height), Image.Resampling.BILINEAR)
    _veil(c, np.asarray(image), light, light.haze_colour, 1)
