"""Cubism: the picture broken into facets, each seen from a slightly different place, with bold contours."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from helpers.practice.painter.styles import _tools as tools
from helpers.practice.painter.styles import style
from helpers.practice.painter.styles._facets import Cut, Facets, split

Array = np.ndarray

LEVELS = 6  # at most 2**6 facets
FINE = 512  # height in pixels at which colours are worked out; lines are drawn at full size
PALETTE = (
    *((0.97, 0.93, 0.82), (0.93, 0.82, 0.60), (0.85, 0.63, 0.27), (0.90, 0.68, 0.55), (0.76, 0.39, 0.22)),
    *((0.79, 0.22, 0.16), (0.50, 0.20, 0.14), (0.37, 0.24, 0.15), (0.08, 0.07, 0.09), (0.13, 0.19, 0.33)),
    *((0.20, 0.38, 0.62), (0.50, 0.68, 0.78), (0.78, 0.84, 0.82), (0.56, 0.60, 0.36), (0.30, 0.38, 0.22)),
    *((0.58, 0.55, 0.50), (0.80, 0.52, 0.58), (0.20, 0.46, 0.44)),
)
# Facets are tinted in turn warm (cream, ochre, terracotta, rose) and cool (sky, cobalt, olive, slate)
WARM = ((1.0, 0.93, 0.76), (0.96, 0.72, 0.30), (0.86, 0.43, 0.24), (0.93, 0.66, 0.56))
COOL = ((0.66, 0.83, 0.92), (0.25, 0.45, 0.74), (0.60, 0.64, 0.34), (0.52, 0.56, 0.60))
TINTS = np.array([WARM, COOL], np.float32)
INK = np.array([0.07, 0.06, 0.08], np.float32)


@lru_cache(maxsize=1)
def _palette() -> ImageFilter.Color3DLUT:
    return tools.palette_filter(np.array(PALETTE), sharpness=260, keep=0.12)


@style(
    "picasso",
    en="picasso, pablo picasso, picasso style, in the style of picasso, in the style of pablo picasso, by picasso,"
    " by pablo picasso, like picasso, picasso painting, cubism, cubist, cubist painting, cubist style, in cubist style,"
    " braque, guernica",
    ko="피카소, 파블로 피카소, 피카소 스타일, 피카소풍, 피카소 화풍, 피카소 그림, 입체파, 입체주의, 큐비즘, 큐비즘 스타일",
)
def picasso(picture: Array, unit: float, rng: np.random.Generator) -> Array:
    """Facets that follow the picture, each shifted, tinted and shaded; black outlines; hatching."""
    height, width = picture.shape[:2]
    image = tools.to_image(tools.stretch(_bold(picture)))
    facets = split(image, rng, LEVELS)
    chance = rng.uniform(-1, 1, (2**LEVELS, 9)).astype(np.float32)[: len(facets.polygons)]
    fine = unit > tools.COARSE
    work = tools.shrink(image, FINE)
    pixels = work.height / 100  # in a unit
    if fine:
        work = tools.flatten(work, 1.6 * pixels, 0.11)
    numbers = _numbers(facets, work.width, work.height)
    moved = _moved(work, numbers, facets, chance)
    steep = tools.contours(moved, 0.22 * pixels) if fine else tools.steepness(tools.to_picture(moved)) * np.float32(0.3)
    painted = _tinted(tools.to_picture(moved.filter(_palette())), numbers, facets, chance, fine)
    if work.height != height:
        painted = tools.to_picture(tools.to_image(painted).resize((width, height), Image.Resampling.BICUBIC))
        steep = tools.resize(steep, width, height)
    ink = np.maximum(tools.smoothstep(steep, 0.05, 0.08 if fine else 0.16), _cut_lines(facets.cuts, width, height))
    if fine:
        painted *= (1 + 0.025 * tools.paper(rng, height, width))[..., None]
    return tools.blend(painted, INK, 0.95 * ink)


def _bold(picture: Array) -> Array:
    """More colour."""
    mean = tools.grey(picture)[..., None]
    return mean + (picture - mean) * np.float32(1.2)


def _numbers(facets: Facets, width: int, height: int) -> Array:
    """Which facet each pixel belongs to: (height, width) uint8."""
    image = Image.new("L", (width, height))
    draw = ImageDraw.Draw(image)
    for number, polygon in enumerate(facets.polygons):
        draw.polygon([(x * height - 0.5, y * height - 0.5) for x, y in polygon], fill=number)
    return np.asarray(image)


def _centres(facets: Facets) -> Array:
    """The middle of each facet: (n, 2), x and y in heights."""
    return np.array([[sum(axis) / len(axis) for axis in zip(*polygon, strict=True)] for polygon in facets.polygons], "f4")


def _calm(facets: Facets) -> Array:
    """How plain each facet is: (n,), 0 for a face or a crowd, 1 for an empty sky."""
    return np.exp(-facets.variances / np.clip(facets.variances.max() / 5, 0.002, 0.014)).astype(np.float32)


def _moved(image: Image.Image, numbers: Array, facets: Facets, chance: Array) -> Image.Image:
    """Show in each facet the picture as seen from elsewhere: shifted, turned and drawn closer."""
    height, width = numbers.shape
    centre, calm = _centres(facets), _calm(facets)
    reach = 0.016 + 0.02 * calm
    angle, zoom = chance[:, 0] * (0.10 + 0.12 * calm), 1 / (1.06 + 0.07 * chance[:, 1])
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
    centre, calm = _centres(facets), _calm(facets)
    order = np.arange(len(calm))  # the two halves of a facet follow one another: one warm, one cool
    tint = TINTS[order % 2, ((chance[:, 4] + 1) * 1.999).astype(int)]
    strength = 0.08 + calm * np.where(chance[:, 8] > np.where(order % 2, -0.1, -0.6), 0.85, 0.05).astype(np.float32)
    size = np.array([max(max(axis) - min(axis) for axis in zip(*p, strict=True)) for p in facets.polygons], "f4") / 2
    turn = chance[:, 5] * np.pi
    across, down = np.cos(turn) / size, np.sin(turn) / size
    along = x * across[numbers] + y * down[numbers] - (across * centre[:, 0] + down * centre[:, 1])[numbers]
    shade = 1 + (0.12 + 0.18 * np.abs(chance[:, 6]))[numbers] * along
    if hatched:
        lines = tools.smoothstep(np.abs((along * (size / 0.011)[numbers]) % 1 - 0.5), 0.3, 0.42)
        shade -= np.where((chance[:, 7] > 0.3) & (calm > 0.45), np.float32(0.28), 0)[numbers] * lines * (0.55 - along).clip(0, 1)
    shade += (0.12 * calm * chance[:, 7])[numbers]
    mix = strength[numbers]
    tone = (0.40 + 0.70 * tools.grey(painted)) * mix * shade
    own = (1 - mix) * shade
    for channel in range(3):
        painted[..., channel] = painted[..., channel] * own + tone * tint[:, channel][numbers]
    return painted


def _cut_lines(cuts: list[Cut], width: int, height: int) -> Array:
    """The facets' edges, early ones thick, tapering: a plane, 0 to 1."""
    image = Image.new("L", (2 * width, 2 * height))  # drawn twice as large: smooth lines
    draw = ImageDraw.Draw(image)
    for i, cut in enumerate(cuts):
        (x0, y0), (x1, y1) = cut.start, cut.end
        half = (0.0044 - 0.0005 * cut.level) / max(float(np.hypot(x1 - x0, y1 - y0)), 1e-6)
        across, down = (y0 - y1) * half, (x1 - x0) * half
        a, b = (1.0, 0.45) if i % 2 else (0.45, 1.0)  # thick at one end
        corners = (x0 + a * across, y0 + a * down, x1 + b * across, y1 + b * down)
        corners += (x1 - b * across, y1 - b * down, x0 - a * across, y0 - a * down)
        draw.polygon([2 * height * c for c in corners], fill=255)
    return tools.to_picture(image.reduce(2))
