"""Any size: what the engine draws on multiples of 64 pixels, brought to the size that was asked for."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image

from helpers.practice.edits import stage as stages
from helpers.practice.retouch import upscale

Array = np.ndarray

STEP = 64  # pixels: sides are drawn as multiples of it
USUAL, MOST = 1_100_000, 1_300_000  # pixels: to draw more takes longer than to enlarge, and shows little more
ROOM = 0.7  # from this share of the wanted size on, and up to its inverse, a size to draw is looked for
OFF = 0.03  # what twice as many pixels as wanted weigh, against a share of the picture that is cut off
SLIGHT = 1.15  # times: up to here, plain interpolation enlarges without a visible loss


def near(width: int, height: int) -> tuple[int, int]:
    """The size to draw for a picture of so many pixels: multiples of 64, of nearly its shape, about a megapixel."""
    scale = min(1.0, math.sqrt(USUAL / (width * height)))
    best, least = (STEP, STEP), math.inf
    for columns in range(max(1, int(width * scale * ROOM / STEP)), math.ceil(width * scale / ROOM / STEP) + 1):
        exact = columns * height / width
        for rows in {max(1, math.floor(exact)), math.ceil(exact)}:
            shape = rows * width / (columns * height)
            cut = 1 - min(shape, 1 / shape)
            pixels = rows * columns * STEP * STEP
            cost = cut + OFF * abs(math.log2(pixels / (width * height * scale * scale)))
            if cost < least and pixels <= MOST:
                best, least = (columns * STEP, rows * STEP), cost
    return best


def covering(pixels: Array, width: int, height: int) -> Array:
    """The middle of (h, w, c) uint8 pixels that has the shape of a size, at that size: (height, width, c).

    Nothing is distorted. A picture that grows by much stays sharp.
    """
    rows, columns = pixels.shape[:2]
    scale = max(width / columns, height / rows)
    if scale > SLIGHT and pixels.shape[2] == 3:
        pixels = _enlarged(pixels, scale)
    box = middle(pixels.shape, width, height)
    return np.asarray(Image.fromarray(pixels).resize((width, height), Image.Resampling.LANCZOS, box))


def middle(shape: tuple[int, ...], width: int, height: int) -> tuple[float, float, float, float]:
    """The box of a picture (h, w, ...) that `covering` takes: left, top, right, bottom, in its pixels."""
    rows, columns = shape[:2]
    scale = max(width / columns, height / rows)
    left, top = max(0.0, (columns - width / scale) / 2), max(0.0, (rows - height / scale) / 2)
    return left, top, columns - left, rows - top


def _enlarged(pixels: Array, scale: float) -> Array:
    picture = stages.opaque(pixels)
    while scale > 1:
        by = min(scale, upscale.LARGEST)
        picture, scale = upscale.upscale(picture, by), scale / by
    return stages.eight_bit(picture)
