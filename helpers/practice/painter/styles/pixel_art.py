"""Pixel art: large square pixels in few colours, dithered where one runs into the next, the subject outlined."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._subject import subject

Array = np.ndarray

SHORTER = 84  # blocks along the shorter side
COLOURS = 32  # in the palette, chosen from the picture
BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) / 16 - 0.47
DITHER = 0.085  # how far the pattern moves a colour, 0 to 1
ALIKE = 0.17  # colours farther apart than this are not mixed in a pattern: it would look like holes
CLEAR = 0.14  # change of colour per block that makes an edge
OUTLINE = 0.62  # light that is left of the subject's outermost blocks


@style(
    "pixel art",
    en="pixel art, pixelart, pixel, pixels, pixelated, pixel style, pixel art style, 8 bit, 8bit, 16 bit, 16bit,"
    " retro game, video game, nes, game boy, sprite",
    ko="픽셀 아트, 픽셀아트, 픽셀, 픽셀 스타일, 도트, 도트 그림, 도트 아트, 8비트, 16비트, 레트로 게임, 고전 게임",
)
def pixel_art(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Blocks in a palette of the picture's own colours; an ordered dither in skies and the like, never at edges."""
    height, width = picture.shape[:2]
    block = max(1, round(min(height, width) / SHORTER))
    columns, rows = -(-width // block), -(-height // block)  # the last ones may be cut off
    image = tools.to_image(tools.saturate(picture, 1.25))
    if block > 1:
        image = image.resize((columns, rows), Image.Resampling.BOX, box=(0, 0, width, height))
        image = image.filter(ImageFilter.UnsharpMask(radius=1, percent=80, threshold=2))
        if unit > tools.COARSE:
            image = _outlined(image, subject(picture, image.size) > 0.5)
    blocks = np.asarray(_dithered(image)).repeat(block, 0).repeat(block, 1)
    return tools.to_picture(Image.fromarray(blocks[:height, :width]))


def _outlined(image: Image.Image, inside: Array) -> Image.Image:
    """The image with a darker rim, one block wide, along the inside of its subject where that has a clear edge."""
    core = np.asarray(Image.fromarray(inside.astype(np.uint8)).filter(ImageFilter.MinFilter(3)))
    rim = inside & (core == 0) & (tools.steepness(tools.to_picture(image)) > CLEAR)
    pixels = np.array(image)
    pixels[rim] = pixels[rim] * np.float32(OUTLINE)
    return Image.fromarray(pixels)


def _dithered(image: Image.Image) -> Image.Image:
    """The image in few colours; a 4 x 4 pattern chooses between two of them where they are much alike."""
    sample = image.resize((64, 64), Image.Resampling.NEAREST)  # enough to choose colours from
    palette = sample.quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
    tiles = np.tile(BAYER, (-(-image.height // 4), -(-image.width // 4)))[: image.height, : image.width]
    picture = tools.to_picture(image)
    even = 1 - tools.smoothstep(tools.steepness(picture), 0.02, 0.06)
    moved = tools.to_image(picture + (tiles * even * np.float32(DITHER))[..., None])
    plain, mixed = (
        np.asarray(each.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB")) for each in (image, moved)
    )
    apart = np.abs(plain.astype(np.int16) - mixed).sum(-1) > 3 * 255 * ALIKE
    return Image.fromarray(np.where(apart[..., None], plain, mixed))
