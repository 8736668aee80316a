"""Ink wash (sumukhwa, sumi-e): black ink in a few dilutions on rice paper, swelling brush lines, mist, a red seal."""

from __future__ import annotations

import numpy as np
from PIL import Image

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._seal import stamp

Array = np.ndarray

FINE = 512  # height in pixels at which the washes are worked out
PAPER = np.array([0.955, 0.935, 0.885], np.float32)
INK = np.array([0.09, 0.09, 0.11], np.float32)
TINT = 0.26  # how much of the picture's own colour the ink takes


@style(
    "ink wash",
    en="ink wash, ink wash painting, ink painting, ink, in ink, chinese painting, chinese ink painting,"
    " korean painting, korean ink painting, oriental painting, sumi e, sumie, sumi, brush painting, ink brush,"
    " brush and ink, indian ink, india ink, calligraphy, east asian painting, shan shui, ink style, ink drawing",
    ko="수묵화, 수묵, 수묵담채화, 수묵담채, 수묵화풍, 수묵화 스타일, 먹, 먹물, 먹그림, 먹화, 동양화, 동양화풍, 한국화,"
    " 한국화풍, 산수화, 붓글씨, 서예, 문인화, 사군자, 먹으로 그린, 중국화, 민화, 진경산수화",
)
def ink_wash(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Pale washes that bleed, dark brush lines of uneven width, bare paper where it is light."""
    height, width = picture.shape[:2]
    fine = unit > tools.COARSE
    blotches = [tools.clouds(rng, 128, round(128 * width / height), cells) for cells in (4, 11, 34)]
    image = tools.shrink(tools.stretch(tools.to_image(picture), 0.66), FINE)
    pixels = image.height / 100
    blotch = [tools.resize(cloud, *image.size) for cloud in blotches]
    if fine:
        image = tools.flatten(image, 2 * pixels, 0.13)
        lines = _brush(tools.contours(image, 0.26 * pixels, spare=0.8), blotch)
        lines *= tools.beside_dark(image, 0.4 * pixels)
    else:
        lines = tools.smoothstep(tools.steepness(tools.to_picture(image)) * np.float32(0.25), 0.05, 0.18)
    wash = _wash(image, blotch, pixels)
    dark = 1 - (1 - wash) * (1 - lines * np.float32(0.9))
    mist = _mist(blotch[0], blotch[1])
    dark *= mist
    tinted = tools.to_picture(tools.blur(image, 0.8 * pixels) if fine else image)
    ink = tools.saturate(tinted, 1.3) * np.float32(TINT * 1.3) + INK * np.float32(1 - TINT)
    if image.height != height:
        dark = tools.resize(dark, width, height)
        ink = tools.to_picture(tools.to_image(ink).resize((width, height), Image.Resampling.BICUBIC))
    sheet = np.broadcast_to(PAPER, picture.shape)
    if fine:
        tooth = tools.paper(rng, height, width)
        sheet = sheet * (1 + 0.025 * tooth)[..., None]
        dark = dark * (1 + 0.10 * tooth)
    painted = tools.blend(sheet, ink, dark.clip(0, 1))
    stamp(painted, rng, signs=2, top=0.82)
    return painted


def _wash(image: Image.Image, blotch: list[Array], unit: float) -> Array:
    """How much ink the washes hold: a plane, 0 to about 0.9; three dilutions, darker along their rims."""
    soft = tools.grey(tools.to_picture(tools.blur(image, 0.35 * unit)))
    light = (soft + 0.05 * blotch[1] + 0.04 * blotch[2]).clip(0, 1)
    stepped = tools.stepped(light, 4)
    ink = 1 - (0.55 * stepped + 0.45 * light)
    ink = ink**1.4
    rim = tools.to_picture(tools.blur(tools.to_image(ink), 1.2 * unit))
    pooled = np.clip(ink - rim, 0, 0.4) * 0.9
    return (ink * (1 + 0.30 * blotch[0] + 0.22 * blotch[1]) + pooled).clip(0, 0.84).astype(np.float32)


def _brush(lines: Array, blotch: list[Array]) -> Array:
    """Contours as a brush leaves them: thick and wet here, thin and dry there. A plane, 0 to 1."""
    press = blotch[1] * np.float32(0.018) + blotch[2] * np.float32(0.014)
    return tools.smoothstep(lines + press, 0.028, 0.062)


def _mist(broad: Array, fine: Array) -> Array:
    """How much of the ink is left in the mist at the borders and in drifts across: a plane, 0 to 1."""
    height, width = broad.shape
    x, y = tools.axes(height, width)
    inside = np.minimum(np.minimum(x, width / height - x), np.minimum(y, 1 - y)) + broad * 0.05 + fine * 0.03
    drift = 0.45 * tools.smoothstep(np.sin(y * 9 + broad * 2.4 + x * 0.8), 0.55, 1.0)
    return tools.smoothstep(inside, 0.0, 0.09) * (1 - drift)
