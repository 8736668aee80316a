"""Ukiyo-e, the Japanese woodblock print: flat mineral colours, key lines, graded skies (bokashi), a red seal."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style

Array = np.ndarray

FINE = 512  # height in pixels at which the colour blocks are cut
PALETTE = (
    *((0.95, 0.90, 0.78), (0.90, 0.81, 0.62), (0.84, 0.69, 0.42), (0.78, 0.54, 0.27), (0.80, 0.30, 0.19)),
    *((0.62, 0.22, 0.17), (0.90, 0.66, 0.52), (0.88, 0.74, 0.68), (0.10, 0.13, 0.22), (0.14, 0.23, 0.40)),
    *((0.20, 0.36, 0.56), (0.44, 0.60, 0.70), (0.66, 0.76, 0.76), (0.82, 0.85, 0.78), (0.30, 0.42, 0.30)),
    *((0.49, 0.57, 0.38), (0.66, 0.69, 0.48), (0.36, 0.27, 0.20), (0.56, 0.50, 0.44), (0.52, 0.38, 0.46)),
)
PAPER = np.array([0.95, 0.91, 0.81], np.float32)
KEY = np.array([0.09, 0.10, 0.15], np.float32)  # the ink of the lines
INDIGO = np.array([0.11, 0.22, 0.42], np.float32)
SEAL = (190, 48, 36)
MARGIN = 0.022  # of unprinted paper, in heights


@lru_cache(maxsize=1)
def _palette() -> ImageFilter.Color3DLUT:
    return tools.palette_filter(np.array(PALETTE), sharpness=420, keep=0.06)


@style(
    "ukiyo-e",
    en="ukiyo e, ukiyoe, ukiyo, woodblock, woodblock print, woodcut, japanese print, japanese woodblock print, hokusai,"
    " katsushika hokusai, hiroshige, in the style of hokusai, in the style of hiroshige, by hokusai, great wave,"
    " japanese painting, block print, linocut",
    ko="우키요에, 우키요에 스타일, 우키요에풍, 목판화, 일본 목판화, 판화, 호쿠사이, 가쓰시카 호쿠사이, 히로시게,"
    " 일본화",
)
def ukiyo_e(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Flat blocks of colour with dark key lines; the sky graded from indigo; margin and seal."""
    height, width = picture.shape[:2]
    fine = unit > tools.COARSE
    image = tools.shrink(tools.stretch(tools.to_image(picture), 0.58), FINE)
    pixels = image.height / 100
    if fine:
        image = tools.flatten(image, 1.8 * pixels, 0.12)
        lines = tools.contours(image, 0.16 * pixels)
        image = tools.blur(image, 0.12 * pixels)
    else:
        lines = tools.steepness(tools.to_picture(image)) * np.float32(0.25)
    image = image.filter(_palette())
    if image.height != height:
        image, lines = image.resize((width, height), Image.Resampling.BICUBIC), tools.resize(lines, width, height)
    printed = tools.to_picture(image)
    _grade(printed)
    key = tools.smoothstep(lines, 0.045, 0.07 if fine else 0.14) * np.float32(0.92)
    margin = _margin(height, width)
    if not fine:
        return tools.blend(tools.blend(printed, KEY, key), PAPER, margin)
    wood = _wood(rng, height, width)
    printed *= (1 + 0.03 * wood)[..., None]
    printed = tools.blend(printed, KEY, key * (0.94 + 0.12 * wood))
    printed = tools.blend(printed, PAPER, np.maximum(margin, (0.07 + 0.06 * wood).clip(0, 1)))
    _stamp(printed, rng)
    return printed


def _grade(printed: Array) -> None:
    """Bokashi: indigo that fades from the top downwards, and a breath of it along the bottom. In place."""
    _, y = tools.axes(*printed.shape[:2])
    amount = 0.80 * np.exp(-((y / 0.13) ** 2)) + 0.22 * np.exp(-(((1 - y) / 0.08) ** 2))
    for channel in range(3):
        plane = printed[..., channel]
        plane += (plane * INDIGO[channel] * np.float32(1.25) - plane) * amount


def _margin(height: int, width: int) -> Array:
    """Where the paper stays unprinted: a plane, 1 along the border."""
    x, y = tools.axes(height, width)
    inside = np.minimum(np.minimum(x, width / height - x), np.minimum(y, 1 - y))
    softness = max(0.001, 0.7 / height)
    return 1 - tools.smoothstep(inside, MARGIN - softness, MARGIN + softness)


def _wood(rng: np.random.Generator, height: int, width: int) -> Array:
    """The grain of the block and the fibres of the paper: a plane, about -1 to 1."""
    noise = rng.uniform(-1, 1, (300, 7)).astype(np.float32)
    board = np.asarray(Image.fromarray(noise).resize((width, height), Image.Resampling.BICUBIC))
    return 0.75 * board + 0.3 * tools.paper(rng, height, width)


def _stamp(printed: Array, rng: np.random.Generator) -> None:
    """The artist's red seal near the upper right corner. In place."""
    height, width = printed.shape[:2]
    tall, wide = round(0.105 * height), round(0.036 * height)
    seal = Image.new("L", (4 * wide, 4 * tall))
    draw = ImageDraw.Draw(seal)
    draw.rounded_rectangle((0, 0, 4 * wide - 1, 4 * tall - 1), radius=wide // 2, fill=255)
    for sign in range(3):  # three made-up signs of a few strokes
        top, size = (0.06 + 0.31 * sign) * 4 * tall, 0.25 * 4 * tall
        for kind, place in rng.random((4, 2)):
            at, pen = 0.1 + 0.8 * place, max(2, wide // 3)
            if kind < 0.55:
                draw.line((0.7 * wide, top + at * size, 3.3 * wide, top + at * size), fill=0, width=pen)
            else:
                draw.line((4 * wide * at, top, 4 * wide * at, top + size), fill=0, width=pen)
    alpha = tools.to_picture(seal.resize((wide, tall), Image.Resampling.BOX)) * np.float32(0.9)
    top, left = round(0.05 * height), width - round(0.05 * height) - wide
    window = printed[top : top + tall, left : left + wide]
    window[:] = tools.blend(window, np.array(SEAL, np.float32) / 255, alpha)
