"""Cubism: the picture broken into facets, each seen from a slightly different place, with bold contours."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image, ImageFilter

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._facets import Facets, cut_lines, number, split

Array = np.ndarray

LEVELS = 6  # at most 2**6 facets
FINE = 512  # height in pixels at which colours are worked out; lines are drawn at full size
PALETTE = (
    *((0.97, 0.93, 0.82), (0.93, 0.82, 0.60), (0.85, 0.63, 0.27), (0.90, 0.68, 0.55), (0.76, 0.39, 0.22)),
    *((0.79, 0.22, 0.16), (0.50, 0.20, 0.14), (0.37, 0.24, 0.15), (0.08, 0.07, 0.09), (0.13, 0.19, 0.33)),
    *((0.20, 0.38, 0.62), (0.50, 0.68, 0.78), (0.78, 0.84, 0.82), (0.56, 0.60, 0.36), (0.30, 0.38, 0.22)),
    *((0.58, 0.55, 0.50), (0.80, 0.52, 0.58), (0.20, 0.46, 0.44)),
)
# Facets are tinted in turn warm (cream, ochre, terracotta, rose) and cool (sky, cobalt, olive, teal)
WARM = ((1.0, 0.92, 0.70), (1.0, 0.72, 0.24), (0.90, 0.42, 0.20), (0.97, 0.66, 0.52))
COOL = ((0.66, 0.83, 0.92), (0.22, 0.42, 0.74), (0.60, 0.66, 0.32), (0.34, 0.62, 0.62))
TINTS = np.array([WARM, COOL], np.float32)
INK = np.array([0.07, 0.06, 0.08], np.float32)
OUTLINE = tools.Outline(calm=1.6, contrast=0.11, width=0.22)


@lru_cache(maxsize=1)
def _palette() -> ImageFilter.Color3DLUT:
    return tools.palette_filter(np.array(PALETTE), sharpness=260, keep=0.12)


@style(
    "picasso",
    en="picasso, pablo picasso, picasso style, in the style of picasso, in the style of pablo picasso, by picasso,"
    " by pablo picasso, like picasso, picasso painting, cubism, cubist, cubist painting, cubist style, in cubist style,"
    " braque, guernica",
    ko="피카소, 파블로 피카소, 피카소 스타일, 피카소풍, 피카소 화풍, 피카소 그림, 입체파, 입체주의, 큐비즘,"
    " 큐비즘 스타일",
)
def picasso(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Facets that follow the picture, each shifted, tinted and shaded; black outlines; hatching."""
    height, width = picture.shape[:2]
    image = tools.stretch(tools.to_image(tools.saturate(picture, 1.2)))
    facets = split(image, rng, LEVELS)
    chance = rng.uniform(-1, 1, (2**LEVELS, 9)).astype(np.float32)[: len(facets.polygons)]
    fine = unit > tools.COARSE
    work = tools.shrink(image, FINE)
    numbers = number(facets, work.width, work.height)
    moved, lines = tools.outlined(_moved(work, numbers, facets, chance), OUTLINE, fine)
    canvas = tools.to_image(_tinted(tools.to_picture(moved.filter(_palette())), numbers, facets, chance, fine))
    if canvas.size != (width, height):
        canvas = canvas.resize((width, height), Image.Resampling.BICUBIC)
    lines = np.maximum(tools.ink(lines, width, height, fine), cut_lines(facets.cuts, width, height))
    tools.cover(canvas, INK, np.float32(0.95) * lines)
    painted = tools.to_picture(canvas)
    if fine:
        weave = 1 + np.float32(0.025) * tools.paper(rng, height, width)
        for channel in range(3):
            painted[..., channel] *= weave
    return painted


def _centres(facets: Facets) -> tuple[Array, Array]:
    """The middle of each facet, (n, 2) x and y in heights, and half of its greater extent, (n,)."""
    counts = np.array([len(polygon) for polygon in facets.polygons])
    starts = np.cumsum(counts) - counts
    points = np.array([point for polygon in facets.polygons for point in polygon], np.float32)
    extent = np.maximum.reduceat(points, starts) - np.minimum.reduceat(points, starts)
    return (np.add.reduceat(points, starts) / counts[:, None]).astype(np.float32), extent.max(1) / 2


def _calm(facets: Facets) -> Array:
    """How plain each facet is: (n,), 0 for a face or a crowd, 1 for an empty sky."""
    return np.exp(-facets.variances / np.clip(facets.variances.max() / 5, 0.002, 0.014)).astype(np.float32)


def _moved(image: Image.Image, numbers: Array, facets: Facets, chance: Array) -> Image.Image:
    """Show in each facet the picture as seen from elsewhere: shifted, turned and drawn closer."""
    height, width = numbers.shape
    (centre, _), calm = _centres(facets), _calm(facets)
    reach = 0.017 + 0.02 * calm
    angle, zoom = chance[:, 0] * (0.11 + 0.12 * calm), 1 / (1.06 + 0.07 * chance[:, 1])
    cosine, sine = np.cos(angle) * zoom, np.sin(angle) * zoom
    shift = centre + chance[:, 2:4] * reach[:, None]
    left = (shift[:, 0] - cosine * centre[:, 0] + sine * centre[:, 1]) * height
    top = (shift[:, 1] - sine * centre[:, 0] - cosine * centre[:, 1]) * height
    x, y = np.arange(width, dtype=np.float32)[None], np.arange(height, dtype=np.float32)[:, None]
    cosine, sine = cosine[numbers], sine[numbers]
    column = np.abs(cosine * x - sine * y + left[numbers])  # beyond the border the picture is mirrored
    row = np.abs(sine * x + cosine * y + top[numbers])
    column = (width - 1 - np.abs(width - 1 - column)).clip(0).astype(np.intp)
    row = (height - 1 - np.abs(height - 1 - row)).clip(0).astype(np.intp)
    return Image.fromarray(np.asarray(image)[row, column])


def _tinted(painted: Array, numbers: Array, facets: Facets, chance: Array, hatched: bool) -> Array:
    """Tint each facet, plain ones most, let it run from light to dark, and hatch some."""
    height, width = numbers.shape
    x, y = tools.axes(height, width)
    (centre, size), calm = _centres(facets), _calm(facets)
    order = np.arange(len(calm))  # the two halves of a facet follow one another: one warm, one cool
    tint = TINTS[order % 2, ((chance[:, 4] + 1) * 1.999).astype(int)]
    strength = 0.10 + 0.85 * calm * np.where(chance[:, 8] > np.where(order % 2, -0.1, -0.6), 0.90, 0.05).astype(
        np.float32
    )
    turn = chance[:, 5] * np.pi
    across, down = np.cos(turn) / size, np.sin(turn) / size
    along = x * across[numbers] + y * down[numbers] - (across * centre[:, 0] + down * centre[:, 1])[numbers]
    shade = 1 + (0.12 + 0.18 * np.abs(chance[:, 6]))[numbers] * along
    if hatched:
        lines = tools.smoothstep(np.abs((along * (size / 0.011)[numbers]) % 1 - 0.5), 0.3, 0.42)
        shade -= (
            np.where((chance[:, 7] > 0.3) & (calm > 0.45), np.float32(0.28), 0)[numbers]
            * lines
            * (0.55 - along).clip(0, 1)
        )
    shade += (0.12 * calm * chance[:, 7])[numbers]
    mix = strength[numbers]
    tone = (0.40 + 0.70 * tools.grey(painted)) * mix * shade
    own = (1 - mix) * shade
    for channel in range(3):
        painted[..., channel] = painted[..., channel] * own + tone * tint[:, channel][numbers]
    return painted
