"""Pixel art: large square pixels in few colours, dithered."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style

Array = np.ndarray

SHORTER = 84  # blocks along the shorter side
COLOURS = 24  # in the palette, chosen from the picture
BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) / 16 - 0.47


@style(
    "pixel art",
    en="pixel art, pixelart, pixel, pixels, pixelated, pixel style, pixel art style, 8 bit, 8bit, 16 bit, 16bit,"
    " retro game, video game, nes, game boy, sprite",
    ko="픽셀 아트, 픽셀아트, 픽셀, 픽셀 스타일, 도트, 도트 그림, 도트 아트, 8비트, 16비트, 레트로 게임, 고전 게임",
)
def pixel_art(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Blocks in a palette of the picture's own colours, with an ordered dither between them."""
    height, width = picture.shape[:2]
    block = max(1, round(min(height, width) / SHORTER))
    columns, rows = -(-width // block), -(-height // block)  # the last ones may be cut off
    image = tools.to_image(tools.saturate(picture, 1.25))
    if block > 1:
        image = image.resize((columns, rows), Image.Resampling.BOX, box=(0, 0, width, height))
        image = image.filter(ImageFilter.UnsharpMask(radius=1, percent=60, threshold=2))
    blocks = np.asarray(_dithered(image)).repeat(block, 0).repeat(block, 1)
    return tools.to_picture(Image.fromarray(blocks[:height, :width]))


def _dithered(image: Image.Image) -> Image.Image:
    """The image in few colours; a 4 x 4 pattern chooses between the two nearest."""
    sample = image.resize((64, 64), Image.Resampling.NEAREST)  # enough to choose colours from
    palette = sample.quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
    tiles = np.tile(BAYER, (-(-image.height // 4), -(-image.width // 4)))[: image.height, : image.width]
    moved = tools.to_picture(image) + tiles[..., None] * np.float32(0.07)
    return tools.to_image(moved).quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")
