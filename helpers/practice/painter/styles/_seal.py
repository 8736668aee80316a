"""The red seal with which painters of East Asia sign."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from helpers.practice.painter.styles import _tools as tools

Array = np.ndarray

RED = np.array([0.745, 0.188, 0.141], np.float32)
WIDE = 0.036  # in heights


def stamp(picture: Array, rng: np.random.Generator, signs: int, top: float) -> None:
    """Press a seal of some made-up signs on the picture near its right border. In place. top: in heights."""
    height, width = picture.shape[:2]
    wide = round(WIDE * height)
    tall = round((WIDE - 0.003) * signs * height)
    seal = Image.new("L", (4 * wide, 4 * tall))
    draw = ImageDraw.Draw(seal)
    draw.rounded_rectangle((0, 0, 4 * wide - 1, 4 * tall - 1), radius=wide // 2, fill=255)
    for sign in range(signs):
        upper, size = (sign + 0.18) / signs * 4 * tall, 0.74 / signs * 4 * tall
        for kind, place in rng.random((4, 2)):
            at, pen = 0.1 + 0.8 * place, max(2, wide // 3)
            if kind < 0.55:
                draw.line((0.7 * wide, upper + at * size, 3.3 * wide, upper + at * size), fill=0, width=pen)
            else:
                draw.line((4 * wide * at, upper, 4 * wide * at, upper + size), fill=0, width=pen)
    alpha = tools.to_picture(seal.resize((wide, tall), Image.Resampling.BOX)) * np.float32(0.9)
    row, column = round(top * height), width - round(0.05 * height) - wide
    window = picture[row : row + tall, column : column + wide]
    window[:] = tools.blend(window, RED, alpha)
