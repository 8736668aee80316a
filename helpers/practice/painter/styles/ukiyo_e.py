"""Ukiyo-e, the Japanese woodblock print: flat mineral colours, key lines, graded skies (bokashi), a red seal."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image, ImageFilter

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._seal import stamp

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
OUTLINE = tools.Outline(calm=1.8, contrast=0.12, width=0.16)
INDIGO = np.array([0.11, 0.22, 0.42], np.float32)
MARGIN = 0.022  # of unprinted paper, in heights


@lru_cache(maxsize=1)
def _palette() -> ImageFilter.Color3DLUT:
    return tools.palette_filter(np.array(PALETTE), sharpness=420, keep=0.06)


@style(
    "ukiyo-e",
    en="ukiyo e, ukiyoe, ukiyo, woodblock, woodblock print, woodcut, japanese print, japanese woodblock print, hokusai,"
    " katsushika hokusai, hiroshige, in the style of hokusai, in the style of hiroshige, by hokusai, great wave,"
    " block print, linocut",
    ko="우키요에, 우키요에 스타일, 우키요에풍, 목판화, 일본 목판화, 판화, 호쿠사이, 가쓰시카 호쿠사이, 히로시게,"
    " 일본화",
)
def ukiyo_e(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Flat blocks of colour with dark key lines; the sky graded from indigo; margin and seal."""
    height, width = picture.shape[:2]
    fine = unit > tools.COARSE
    image = tools.shrink(tools.stretch(tools.to_image(picture), 0.64), FINE)
    image, lines = tools.outlined(image, OUTLINE, fine)
    if fine:
        image = tools.blur(image, 0.0012 * image.height)
    image = _graded(image.filter(_palette()))
    if image.size != (width, height):
        image = image.resize((width, height), Image.Resampling.BICUBIC)
    tools.cover(image, KEY, tools.ink(lines, width, height, fine) * np.float32(0.92))
    tools.cover(image, PAPER, _margin(height, width))
    if not fine:
        return tools.to_picture(image)
    wood = _wood(rng, height, width)
    tools.cover(image, PAPER, np.float32(0.07) + np.float32(0.06) * wood)
    printed = tools.to_picture(image)
    stamp(printed, rng, signs=3, top=0.05)
    wood *= np.float32(0.03)
    wood += 1
    for channel in range(3):
        printed[..., channel] *= wood
    return printed


def _graded(image: Image.Image) -> Image.Image:
    """Bokashi: indigo that fades from the top downwards, and a breath of it along the bottom."""
    _, y = tools.axes(image.height, image.width)
    amount = 0.80 * np.exp(-((y / 0.13) ** 2)) + 0.22 * np.exp(-(((1 - y) / 0.08) ** 2))
    return tools.to_image(tools.to_picture(image) * (1 + (INDIGO * np.float32(1.25) - 1) * amount)[:, None])


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
