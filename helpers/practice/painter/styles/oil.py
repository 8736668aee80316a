"""Oil painting: thick strokes of a bristle brush that follow the picture, lit from the upper left, on canvas."""

from __future__ import annotations

import numpy as np
from PIL import Image

from helpers.practice.painter.styles import _strokes as strokes
from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._strokes import Brush

Array = np.ndarray

FINE = 512  # height in pixels at which directions are worked out
BRUSHES = (
    Brush(850, 0.095, 0.024, 0.30, (0.0, 0.6)),
    Brush(1400, 0.056, 0.013, 0.24, (0.06, 0.85)),
    Brush(1700, 0.026, 0.0065, 0.09, (0.30, 1.0)),
)


@style(
    "oil",
    en="oil, oil painting, oil paint, oils, in oil, in oils, oil on canvas, painted in oil, oil painting style,"
    " impasto, acrylic, acrylic painting, impressionist, impressionism,"
    " impressionist painting, monet, claude monet, renoir,"
    " in the style of monet, classical painting, palette knife",
    ko="유화, 유화 스타일, 유화풍, 오일 페인팅, 유채화, 아크릴화, 인상파, 인상주의, 모네, 클로드 모네, 르누아르,"
    " 임파스토",
)
def oil(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Three sizes of brush, finest where there is detail; bristle marks and light on the paint."""
    height, width = picture.shape[:2]
    lean = tools.clouds(rng, 64, round(64 * width / height), 4)
    chance = [rng.random((brush.count * tools.WIDEST, 7), dtype=np.float32) for brush in BRUSHES]
    image = tools.to_image(_rich(picture))
    work = tools.shrink(image, FINE)
    pixels = work.height / 100
    flow = strokes.flow(work, 1.4 * pixels, tools.resize(lean, *work.size) * np.float32(1.6) + np.float32(0.5))
    if unit <= tools.COARSE:
        return _coarse(image, flow, pixels)
    detail = strokes.detail(work, 0.8 * pixels)
    canvas = image.convert("RGBA")
    canvas.putalpha(120)
    soft = work.reduce(2)  # or single pixels would colour whole strokes
    for brush, numbers in zip(BRUSHES, chance, strict=True):
        strokes.paint(canvas, soft, flow, detail, brush, numbers)
    bristles = strokes.smear(tools.grain(rng, *detail.shape), *flow, 3, 3.2 * pixels)
    return strokes.lit(canvas, image, detail, bristles, rng)


def _rich(picture: Array) -> Array:
    """Deeper and warmer colours, as under varnish."""
    rich = tools.saturate(picture, 1.12)
    rich[..., 2] *= np.float32(0.94)
    return rich


def _coarse(image: Image.Image, flow: tuple[Array, Array], pixels: float) -> Array:
    """All that a small picture can show: colours smeared along the strokes."""
    picture = tools.to_picture(image)
    return np.dstack([strokes.smear(picture[..., channel], *flow, 2, 2.4 * pixels) for channel in range(3)])
