"""Van Gogh: long swirling strokes of thick, glowing paint."""

from __future__ import annotations

import numpy as np

from helpers.practice.painter.styles import _strokes as strokes
from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._strokes import Brush

Array = np.ndarray

FINE = 512  # height in pixels at which directions are worked out
WHIRLS = 7
BRUSHES = (
    Brush(1150, 0.090, 0.0145, 0.95, (0.0, 0.6)),
    Brush(1150, 0.058, 0.0090, 0.85, (0.05, 0.8)),
    Brush(1000, 0.029, 0.0060, 0.22, (0.30, 1.0)),
)


@style(
    "van gogh",
    en="van gogh, vangogh, vincent van gogh, gogh, in the style of van gogh, in the style of vincent van gogh,"
    " by van gogh, like van gogh, van gogh style, van gogh painting,"
    " starry night style, post impressionism, post impressionist",
    ko="반 고흐, 반고흐, 고흐, 빈센트 반 고흐, 고흐 스타일, 고흐풍, 고흐 화풍, 반 고흐 스타일, 후기 인상파,"
    " 후기 인상주의",
)
def van_gogh(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Strokes along the picture's edges, and in whirls where it has none."""
    whirls = rng.uniform(0, 1, (WHIRLS, 4)).astype(np.float32)
    chance = [rng.random((brush.count * tools.WIDEST, 7), dtype=np.float32) for brush in BRUSHES]
    image = tools.to_image(_glowing(tools.to_picture(tools.stretch(tools.to_image(picture), 0.46))))
    work = tools.shrink(image, FINE)
    pixels = work.height / 100
    flow = strokes.flow(work, 1.6 * pixels, _swirling(work.height, work.width, whirls), strength=0.35)
    noise = tools.grain(rng, work.height, work.width)
    if unit <= tools.COARSE:
        painted = tools.to_picture(image)
        dashes = strokes.smear(noise, *flow, 3, 6 * pixels)
        return painted * (1 + 0.45 * dashes)[..., None]
    detail = strokes.detail(work, 0.8 * pixels)
    canvas = image.convert("RGBA")
    canvas.putalpha(90)
    soft = work.reduce(2)  # or single pixels would colour whole strokes
    for brush, numbers in zip(BRUSHES, chance, strict=True):
        strokes.paint(canvas, soft, flow, detail, brush, numbers)
    return strokes.lit(canvas, image, detail, strokes.smear(noise, *flow, 3, 3 * pixels), rng)


def _glowing(picture: Array) -> Array:
    """Saturated colours: blues towards ultramarine, light tones towards yellow."""
    glowing = tools.saturate(picture, 1.35)
    light = tools.grey(picture)
    warm, cool = tools.smoothstep(light, 0.62, 0.95), 1 - tools.smoothstep(light, 0.1, 0.5)
    for channel, (more_warm, more_cool) in enumerate(((0.05, -0.03), (0.02, 0.0), (-0.22, 0.10))):
        glowing[..., channel] += warm * np.float32(more_warm) + cool * np.float32(more_cool)
    return glowing


def _swirling(height: int, width: int, whirls: Array) -> Array:
    """Directions of a sky full of whirls: a plane of angles in radians."""
    x, y = tools.axes(height, width)
    aspect = width / height
    across, down = np.full((height, width), 0.35, np.float32), 0.25 * np.sin(x * 7 + y * 3)
    for place_x, place_y, size, sense in whirls:
        right, below = x - place_x * aspect, y - place_y * 0.7
        radius = 0.08 + 0.12 * size
        push = np.exp(-(right * right + below * below) / (2 * radius * radius)) * (9 if sense > 0.35 else -9)
        across = across - push * below * 2
        down = down + push * right * 2
    return np.arctan2(down, across)
