"""Comic book: black ink outlines, flat bright colours in few steps of light, halftone dots in the shade."""

from __future__ import annotations

import numpy as np
from PIL import Image

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._subject import rim, subject

Array = np.ndarray

FINE = 512  # height in pixels at which colours are worked out
STEPS = 5  # of light
DOTS = 88  # rows of halftone dots down the picture
INK = np.array([0.04, 0.03, 0.06], np.float32)
BLACK, WHITE = np.zeros(3, np.float32), np.ones(3, np.float32)
OUTLINE = tools.Outline(calm=1.6, contrast=0.11, width=0.18, spare=0.9)
RIM_WIDTH = 0.006  # of the line around the subject, in heights
FRAME = 0.014  # width of the white gutter, in heights


@style(
    "comic",
    en="comic, comics, comic book, comic style, comic book style, comic strip, cartoon, cartoon style, pop art, manga,"
    " anime, anime style, graphic novel, roy lichtenstein, lichtenstein, andy warhol, warhol, cel shaded, cel shading,"
    " webtoon, superhero comic",
    ko="만화, 만화 스타일, 만화풍, 코믹, 코믹북, 카툰, 카툰 스타일, 팝아트, 팝 아트, 망가, 웹툰, 애니메이션,"
    " 애니, 애니메이션 스타일, 리히텐슈타인, 앤디 워홀, 셀 셰이딩",
)
def comic(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Ink, flat colours and dots, in a panel with a black rule around it."""
    height, width = picture.shape[:2]
    fine = unit > tools.COARSE
    image = tools.shrink(tools.stretch(tools.to_image(picture), 0.56), FINE)
    image, lines = tools.outlined(image, OUTLINE, fine)
    if fine:
        lines = np.maximum(lines, rim(subject(picture, image.size), image, RIM_WIDTH))
    flat, shade = _cel(tools.to_picture(tools.blur(image, 0.001 * image.height) if fine else image))
    panel = tools.to_image(flat)
    if panel.size != (width, height):
        panel, shade = panel.resize((width, height), Image.Resampling.BICUBIC), tools.resize(shade, width, height)
    if fine:
        tools.cover(panel, BLACK, np.float32(0.26) * _halftone(shade))
    gutter, rule = _frame(height, width)
    tools.cover(panel, INK, np.maximum(tools.ink(lines, width, height, fine), rule))
    tools.cover(panel, WHITE, gutter)
    return tools.to_picture(panel)


def _cel(picture: Array) -> tuple[Array, Array]:
    """The picture with its light in few steps and more colour, and how shaded it is: a plane, 0 to 1."""
    light = tools.grey(picture).clip(0.02, 1)
    stepped = (tools.stepped(light, STEPS) + np.float32(0.4 / STEPS)).clip(0.06, 1)
    ratio = stepped / light
    vivid = np.dstack([picture[..., channel] * ratio for channel in range(3)])
    return tools.saturate(vivid, 1.35).clip(0, 1), (1 - light).clip(0, 1)


def _halftone(shade: Array) -> Array:
    """Dots in rows at 45 degrees, larger where there is more shade: a plane, 0 to 1."""
    x, y = tools.axes(*shade.shape)
    turn = np.float32(np.pi * DOTS / np.sqrt(2))
    wave = np.cos((x + y) * turn) * np.cos((x - y) * turn)  # -1 to 1, peaks in the middle of each dot
    return tools.smoothstep(wave + (shade - np.float32(0.75)) * np.float32(1.7), 0.15, 0.45)


def _frame(height: int, width: int) -> tuple[Array, Array]:
    """The white gutter around the panel and the black rule along it: planes, 0 to 1."""
    x, y = tools.axes(height, width)
    inside = np.minimum(np.minimum(x, width / height - x), np.minimum(y, 1 - y))
    softness = max(0.001, 0.6 / height)
    gutter = 1 - tools.smoothstep(inside, FRAME - softness, FRAME + softness)
    return gutter, 1 - tools.smoothstep(inside, FRAME + 0.006 - softness, FRAME + 0.006 + softness)
