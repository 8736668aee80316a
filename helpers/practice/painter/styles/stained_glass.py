"""Stained glass: panes of glowing colour in black lead."""

from __future__ import annotations

import numpy as np
from PIL import Image

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._facets import cut_lines, number, split

Array = np.ndarray

LEVELS = 7  # at most 2**7 panes
FINE = 512  # height in pixels at which the panes are coloured
LEAD = np.array([0.05, 0.05, 0.06], np.float32)
OUTLINE = tools.Outline(calm=2, contrast=0.13, width=0.26)
RIM = 0.014  # width of the frame, in heights


@style(
    "stained glass",
    en="stained glass, stained glass window, glass window, church window, cathedral window, mosaic, tiffany",
    ko="스테인드글라스, 스테인드 글라스, 색유리, 유리화, 모자이크",
)
def stained_glass(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Panes along the picture's edges, each nearly of one colour, lead between them and around what is in it."""
    height, width = picture.shape[:2]
    fine = unit > tools.COARSE
    image = tools.stretch(tools.to_image(tools.saturate(picture, 1.55)), 0.55)
    panes = split(image, rng, LEVELS)
    tone = rng.uniform(-0.14, 0.14, 2**LEVELS).astype(np.float32)
    work = tools.shrink(image, FINE)
    work, lines = tools.outlined(work, OUTLINE, fine)
    numbers = number(panes, work.width, work.height)
    glass = _tinted(tools.to_picture(work), numbers, tone[: len(panes.polygons)])
    if fine:  # ripples in the glass
        ripple = tools.resize(tools.clouds(rng, 128, round(128 * width / height), 40), *work.size)
        for channel in range(3):
            glass[..., channel] *= 1 + np.float32(0.07) * ripple
    window = tools.to_image(glass)
    if window.size != (width, height):
        window = window.resize((width, height), Image.Resampling.BICUBIC)
    lead = np.maximum(tools.ink(lines, width, height, fine), cut_lines(panes.cuts, width, height, 1.7))
    x, y = tools.axes(height, width)
    inside = np.minimum(np.minimum(x, width / height - x), np.minimum(y, 1 - y))
    tools.cover(window, LEAD, np.maximum(lead, 1 - tools.smoothstep(inside, RIM - 0.001, RIM + 0.001)))
    return tools.to_picture(window)


def _tinted(picture: Array, numbers: Array, tone: Array) -> Array:
    """Bring each pane nearer to its mean colour, and make it lighter or darker by its tone."""
    flat = numbers.ravel()
    count = np.maximum(np.bincount(flat, minlength=len(tone)), 1)
    for channel in range(3):
        plane = picture[..., channel]
        mean = (np.bincount(flat, plane.ravel(), len(tone)) / count).astype(np.float32)
        plane += (mean[numbers] - plane) * np.float32(0.35)
        plane *= (1 + tone)[numbers]
    return picture
