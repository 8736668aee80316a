"""Guess what a picture shows: what stands out near its middle, parted from what lies around it.

A style sees only pixels. What reaches from border to border (sky, ground, a row of trees, a street) is background;
what its row's borders do not show, and what hangs together with it, is the subject.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from helpers.practice.painter.styles import _tools as tools

Array = np.ndarray

ROWS = 48  # of the thumbnail in which the subject is looked for
BORDER = 0.12  # of the width, left and right: its colours are the background's,
STRIPS = 4  # told apart in so many strips each
SLANT = (-3, 0, 3)  # rows above and below whose borders count, too: horizons are seldom level
GROWTH = 24  # pixels of the thumbnail that a subject reaches from its middle
REFINED = 128  # height in pixels at which its outline is found
LEAST = 0.012  # share of the picture below which nothing is a subject
SURE = 0.42  # share of what may belong to it that must clearly do so: in a crowd or a close-up nothing stands out
NEAR = 0.035  # how far from the thumbnail's outline it may lie, in heights


def subject(picture: Array, size: tuple[int, int]) -> Array:
    """Where a picture's subject is: a plane, 0 to 1, of the size (width, height). All 0 where nothing stands out."""
    step = max(1, picture.shape[0] // (2 * REFINED))
    image = tools.to_image(picture[::step, ::step])
    rough = _standing_out(image)
    clear = (rough > 0.8).mean()
    if clear < LEAST or clear < SURE * (rough > 0.15).mean():
        return np.zeros(size[::-1], np.float32)
    if size[1] <= REFINED:
        return tools.resize(tools.smoothstep(rough, 0.2, 0.6), *size)
    small = image.resize((round(image.width * REFINED / image.height), REFINED), Image.Resampling.BOX)
    return tools.resize(_refined(tools.to_picture(small), tools.resize(rough, *small.size)), *size)


def _standing_out(image: Image.Image) -> Array:
    """The subject in a thumbnail: a plane, 0 to 1."""
    size = max(8, round(ROWS * image.width / image.height)), ROWS
    colours = tools.to_picture(image.resize(size, Image.Resampling.BOX).filter(ImageFilter.MedianFilter(3)))
    height, width = colours.shape[:2]
    x, y = np.arange(width)[None] / width - 0.5, np.arange(height)[:, None] / height - 0.56
    away = _unlike_borders(colours)
    seeds = tools.smoothstep(away * np.exp(-((x / 0.27) ** 2) - (y / 0.30) ** 2).astype(np.float32), 0.10, 0.22)
    likely = tools.smoothstep(away, 0.06, 0.16) * np.exp(-((x / 0.42) ** 6) - (y / 0.47) ** 6).astype(np.float32)
    return filled(_grown(np.minimum(seeds, likely), likely))


def _unlike_borders(colours: Array) -> Array:
    """How far each pixel's colour is from all that its row shows near the left and right border: a plane."""
    height, width = colours.shape[:2]
    columns = np.unique(np.linspace(0, BORDER * width, STRIPS).astype(int))
    border = colours[:, np.concatenate([columns, width - 1 - columns])].swapaxes(0, 1)  # (strips, h, 3)
    rows = np.arange(height)
    known = np.concatenate([border[:, (rows + slant).clip(0, height - 1)] for slant in SLANT])
    difference = np.moveaxis(colours, -1, 0) - np.moveaxis(known, -1, 1)[..., None]  # (strips, 3, h, w)
    difference *= difference
    return np.sqrt(difference.sum(1).min(0))


def _grown(seeds: Array, likely: Array) -> Array:
    """What of `likely` hangs together with the seeds: a plane, 0 to 1."""
    grown = seeds.copy()
    for _ in range(GROWTH):
        np.maximum(grown[1:], grown[:-1].copy(), out=grown[1:])
        np.maximum(grown[:-1], grown[1:].copy(), out=grown[:-1])
        np.maximum(grown[:, 1:], grown[:, :-1].copy(), out=grown[:, 1:])
        np.maximum(grown[:, :-1], grown[:, 1:].copy(), out=grown[:, :-1])
        np.minimum(grown, likely, out=grown)
    return grown


def filled(plane: Array) -> Array:
    """The plane without holes: as high as what bounds each pixel on all four sides."""
    reach = [np.maximum.accumulate(plane, axis) for axis in (0, 1)]
    reach += [np.flip(np.maximum.accumulate(np.flip(plane, axis), axis), axis) for axis in (0, 1)]
    return np.minimum.reduce(reach)


def rim(inside: Array, image: Image.Image, width: float) -> Array:
    """A line around the subject where it has an edge, to be handed to `tools.ink`. width: of the line, in heights."""
    height, across = inside.shape
    soft = tools.blur(tools.to_image(inside).reduce(2), width * height / 4).resize((across, height))
    line = 1 - np.abs(tools.to_picture(soft) * 2 - 1)
    edges = tools.steepness(tools.to_picture(tools.blur(image.reduce(2), width * height / 4)))
    clear = tools.smoothstep(tools.resize(edges, across, height), 0.02, 0.05)
    return line * clear * np.float32(0.11)


def behind(image: Image.Image, inside: Array, radius: float) -> Image.Image:
    """The image with what surrounds its subject (a plane, 0 to 1) spread beneath it. radius in pixels."""
    picture = tools.to_picture(image)
    return tools.to_image(tools.blend(picture, _local_mean(picture, 1 - inside, radius), inside))


def _refined(picture: Array, rough: Array) -> Array:
    """The rough subject with its outline where the colours change: each pixel joins the side it looks like."""
    height, width = rough.shape
    firm = tools.smoothstep(rough, 0.2, 0.6)
    radius = NEAR * height
    inside, outside = (_local_mean(picture, side, radius) for side in (firm, 1 - firm))
    nearer = ((picture - outside) ** 2).sum(-1) - ((picture - inside) ** 2).sum(-1)
    spread = ((inside - outside) ** 2).sum(-1) + np.float32(1e-3)
    own = tools.smoothstep(nearer / spread, -0.6, 0.4)
    soft = tools.resize(tools.to_picture(tools.blur(tools.to_image(firm).reduce(2), 0.25 * radius)), width, height)
    # Well inside and well outside stay as they are; between, the colours decide
    mask = np.where(soft > 0.85, 1, np.where(soft < 0.12, 0, own)).astype(np.float32)
    return tools.to_picture(tools.to_image(mask).filter(ImageFilter.MedianFilter(5)))


def _local_mean(picture: Array, weight: Array, radius: float) -> Array:
    """The mean colour around each pixel of what has weight. radius in pixels."""
    height, width = weight.shape
    layer = np.empty((height, width, 4), np.uint8)
    for channel in range(3):
        layer[..., channel] = picture[..., channel] * weight * np.float32(255)
    layer[..., 3] = weight * np.float32(255)
    soft = Image.fromarray(layer, "RGBA").reduce(2)
    soft = tools.to_picture(tools.blur(soft, radius / 2).resize((width, height), Image.Resampling.BILINEAR))
    return soft[..., :3] / (soft[..., 3:] + np.float32(0.004))
