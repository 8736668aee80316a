"""Stained glass: panes of glowing colour in black lead, which follows the outlines first."""

from __future__ import annotations

import numpy as np
from PIL import Image

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._facets import cut_lines, number, split
from helpers.practice.painter.styles._subject import rim, subject

Array = np.ndarray

LEVELS = 6  # at most 2**6 panes
FINE = 512  # height in pixels at which the panes are coloured
LEAD = np.array([0.05, 0.05, 0.06], np.float32)
OUTLINE = tools.Outline(calm=2, contrast=0.13, width=0.26)
RIM_WIDTH = 0.008  # of the lead around the subject, in heights
LIFT = np.float32(1.1)  # how much lighter the subject's glass is
RIM = 0.014  # width of the frame, in heights


@style(
    "stained glass",
    en="stained glass, stained glass window, glass window, church window, cathedral window, mosaic, tiffany",
    ko="스테인드글라스, 스테인드 글라스, 색유리, 유리화, 모자이크",
)
def stained_glass(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Lead around what is in the picture; panes, each nearly of one colour, behind its subject but not across it."""
    height, width = picture.shape[:2]
    fine = unit > tools.COARSE
    image = tools.stretch(tools.to_image(tools.saturate(picture, 1.55)), 0.55)
    panes = split(image, rng, LEVELS)
    tone = rng.uniform(-0.16, 0.16, 2**LEVELS).astype(np.float32)
    work = tools.shrink(image, FINE)
    work, lines = tools.outlined(work, OUTLINE, fine)
    inside = subject(picture, work.size) if fine else np.zeros((work.height, work.width), np.float32)
    glass = _tinted(tools.to_picture(work), number(panes, work.width, work.height), tone[: len(panes.polygons)], inside)
    if fine:  # ripples in the glass
        ripple = tools.resize(tools.clouds(rng, 128, round(128 * width / height), 40), *work.size)
        for channel in range(3):
            glass[..., channel] *= 1 + np.float32(0.07) * ripple
    window = tools.to_image(glass)
    if window.size != (width, height):
        window = window.resize((width, height), Image.Resampling.BICUBIC)
    if fine:
        lines = np.maximum(lines, rim(inside, work, RIM_WIDTH))
    between = cut_lines(panes.cuts, width, height, 1.9) * (1 - tools.resize(inside, width, height))
    lead = np.maximum(tools.ink(lines, width, height, fine), between)
    x, y = tools.axes(height, width)
    inside = np.minimum(np.minimum(x, width / height - x), np.minimum(y, 1 - y))
    tools.cover(window, LEAD, np.maximum(lead, 1 - tools.smoothstep(inside, RIM - 0.001, RIM + 0.001)))
    return tools.to_picture(window)


def _tinted(picture: Array, numbers: Array, tone: Array, inside: Array) -> Array:
    """Bring each pane nearer to its mean colour and make it lighter or darker by its tone, but spare the subject."""
    flat = numbers.ravel()
    around = 1 - inside
    count = np.maximum(np.bincount(flat, around.ravel(), len(tone)), 1)
    strength = around * (1 + tone)[numbers] + inside * LIFT
    for channel in range(3):
        plane = picture[..., channel]
        mean = (np.bincount(flat, (plane * around).ravel(), len(tone)) / count).astype(np.float32)
        plane += (mean[numbers] - plane) * around * np.float32(0.42)
        plane *= strength
    return picture
