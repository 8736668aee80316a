"""Which patches of a picture belong to the thing one looks at, and not to its surroundings.

Patches are superpixels (SLIC, Achanta et al. 2012). Background is what is joined to the picture's edge by a path of
like colours (boundary connectivity, Zhu et al. 2014), or what returns elsewhere on the same height: surroundings lie
in layers, from the sky down to the ground. All sizes are pixels of the small picture that comes in.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.practice.retouch.pixels import Array, lab

SPACING = 9  # between the middles of two patches
ROUNDS = 6  # of SLIC
COMPACT = 14.0  # units of Lab that weigh as much as one spacing
ALIKE = 9.0  # units of Lab: patches this close count as one colour
NEAR = 0.27  # of the picture's longer side: where a contrast counts fully
PAPER = 0.07  # the most of a side that an unpainted margin takes
# What each piece of `evidence` weighs where the painter knows the place: the logistic regression, with ridge, that
# tells figures from backdrops in 100 of the painter's own pictures. Second, where it does not, as in a photograph:
# set by hand, with more trust in the middle.
WEIGHTS: dict[str, tuple[float, float]] = {
    "always": (0.13, -2.2),
    "contrast": (0.79, 0.9),
    "ground": (-1.51, -1.4),
    "way_to_edge": (0.39, 1.3),
    "strange_on_its_height": (0.89, 0.8),
    "foreign_to_both_sides": (0.57, 1.0),
    "wide": (-2.59, -1.0),
    "high": (0.12, 0),
    "aside": (0.97, 0.3),
    "off_middle": (-0.15, -0.6),
    "top": (-3.83, -0.6),
    "bottom": (-0.22, 0),
    "middle": (0.66, 2.4),
    "contrast_with_all": (-3.12, 0),
    "chroma": (-2.28, 0),
    "bright": (-0.91, 0),
    "dark": (0.83, 0),
    "odd": (-0.12, 0.4),
    "on_edge": (-0.95, -0.5),
    "surprise": (4.23, 0),
    "great_surprise": (2.46, 0),
    "surprise_around": (2.24, 0),
}


@dataclass(frozen=True, slots=True)
class Patches:
    """The superpixels of a picture: label (h, w) int, and for each of the n its mean colour and place."""

    label: Array
    colour: Array  # (n, 3) Lab
    place: Array  # (n, 2) y and x, 0 to 1
    size: Array  # (n,) pixels
    edge: Array  # (n,) how many of its pixels lie on the picture's edge
    joined: Array  # (n, n) bool: next to each other

    def spread(self, values: Array) -> Array:
        """One value a patch, to pixels: (h, w)."""
        return values[self.label]


def patches(picture: Array) -> Patches:
    """Cut a small picture (h, w, 3), 0 to 1, into patches of one colour each."""
    colours = lab(picture)
    height, width = colours.shape[:2]
    rows, columns = max(2, round(height / SPACING)), max(2, round(width / SPACING))
    y, x = np.mgrid[:height, :width].astype(np.float32)
    pixel = np.dstack([colours, y * (COMPACT / SPACING), x * (COMPACT / SPACING)]).reshape(-1, 5)
    cell_y = np.minimum(y * rows / height, rows - 1).astype(int)
    cell_x = np.minimum(x * columns / width, columns - 1).astype(int)
    label = (cell_y * columns + cell_x).ravel()
    nearby = np.stack(
        [
            (cell_y + dy).clip(0, rows - 1) * columns + (cell_x + dx).clip(0, columns - 1)
            for dy in (-1, 0, 1)
            for dx in (-1, 0, 1)
        ]
    ).reshape(9, -1)
    for _ in range(ROUNDS):
        centre = _means(label, pixel, rows * columns)
        distance = np.stack([((pixel - centre[k]) ** 2).sum(1) for k in nearby])
        label = np.take_along_axis(nearby, distance.argmin(0)[None], 0)[0]
    _, label = np.unique(label, return_inverse=True)
    count = int(label.max()) + 1
    grid = label.reshape(height, width)
    joined = np.zeros((count, count), bool)
    for a, b in ((grid[1:], grid[:-1]), (grid[:, 1:], grid[:, :-1])):
        joined[a, b] = joined[b, a] = True
    rim = np.concatenate([grid[0], grid[-1], grid[:, 0], grid[:, -1]])
    return Patches(
        grid,
        _means(label, colours.reshape(-1, 3), count),
        _means(label, np.dstack([y / height, x / width]).reshape(-1, 2), count),
        np.bincount(label, minlength=count).astype(np.float32),
        np.bincount(rim, minlength=count).astype(np.float32),
        joined,
    )


def _means(label: Array, values: Array, count: int) -> Array:
    size = np.maximum(np.bincount(label, minlength=count), 1)
    sums = [np.bincount(label, channel, count) for channel in values.T]
    return (np.stack(sums, 1) / size[:, None]).astype(np.float32)


def shortest_paths(p: Patches) -> Array:
    """How much colour changes on the smoothest way from each patch to each other, in units of Lab: (n, n)."""
    step = np.where(p.joined, np.maximum(apart(p.colour) - 2.5, 0), np.inf).astype(np.float32)  # grain is no step
    np.fill_diagonal(step, 0)
    for k in range(len(step)):  # Floyd and Warshall
        np.minimum(step, step[:, k, None] + step[None, k], out=step)
    return step


def apart(colour: Array) -> Array:
    """Distances between colours, (n, n)."""
    square = (colour**2).sum(1)
    return np.sqrt(np.maximum(square[:, None] + square[None] - 2 * colour @ colour.T, 0))


def salience(picture: Array, surprise: Array | None) -> Array:
    """How likely each pixel of a small picture (h, w, 3) is part of its subject: (h, w), 0 to 1."""
    p = patches(picture)
    known = surprise is not None
    weights = [w[0 if known else 1] for w in WEIGHTS.values()]
    columns = evidence(p, surprise)
    vote = columns @ np.array(weights[: columns.shape[1]], np.float32)
    return p.spread(1 / (1 + np.exp(-vote))).astype(np.float32)


def evidence(p: Patches, surprise: Array | None) -> Array:
    """What speaks for or against each patch being part of the subject, (n, k), each about 0 to 1.

    surprise: (h, w) of `memory.surprise`, two columns more; or None.
    """
    colours = apart(p.colour)
    y, x = p.place.T
    far = np.hypot(y[:, None] - y, x[:, None] - x)
    ways = shortest_paths(p)
    reach = np.exp(-((ways / ALIKE) ** 2) / 2) * p.size
    rim = (reach / p.size * p.edge).sum(1) / np.sqrt(reach.sum(1))  # boundary connectivity
    ground = 1 - np.exp(-(rim**2) / 2)
    weight = np.exp(-((far / NEAR) ** 2) / 2) * p.size
    contrast = (colours * weight * ground).sum(1) / (weight * ground + 1e-6).sum(1)
    plain = (colours * weight).sum(1) / weight.sum(1)
    to_edge = np.where(p.edge > 0, ways, np.inf).min(1)
    aside = (np.abs(y[:, None] - y) < 0.07) & (np.abs(x[:, None] - x) > 0.22)
    strange = np.sort(np.where(aside, colours, 99.0), 1)[:, :3].mean(1)
    outer = (np.abs(y[:, None] - y) < 0.09) & (np.minimum(x, 1 - x) < 0.12)
    foreign = np.sort(np.where(outer, colours, 99.0), 1)[:, :2].mean(1)
    like = np.exp(-((colours / 12) ** 2) / 2) * p.size
    like /= like.sum(1, keepdims=True)
    wide = np.sqrt(np.maximum(like @ (x**2) - (like @ x) ** 2, 0))
    high = np.sqrt(np.maximum(like @ (y**2) - (like @ y) ** 2, 0))
    middle = np.abs(like @ x - 0.5)
    chroma = np.hypot(p.colour[:, 1], p.colour[:, 2])
    mean = (p.colour * p.size[:, None]).sum(0) / p.size.sum()
    odd = np.sqrt(((p.colour - mean) ** 2).sum(1))
    columns = np.stack(
        [
            np.ones_like(x),
            np.tanh(contrast / 40),
            ground,
            np.tanh(to_edge / 30),
            np.tanh(strange / 20),
            np.tanh(foreign / 20),
            wide * 4,
            high * 4,
            middle * 2,
            np.abs(x - 0.5) * 2,
            np.maximum(0, 0.45 - y) * 2,
            np.maximum(0, y - 0.75) * 4,
            np.exp(-(((x - 0.5) / 0.27) ** 2 + ((y - 0.6) / 0.25) ** 2)),
            np.tanh(plain / 40),
            chroma / 60,
            np.maximum(0, p.colour[:, 0] - 85) / 15,
            np.maximum(0, 30 - p.colour[:, 0]) / 30,
            np.tanh(odd / 40),
            (p.edge > 0).astype(float),
        ],
        1,
    ).astype(np.float32)
    if surprise is None:
        return columns
    mean = np.bincount(p.label.ravel(), surprise.ravel(), len(p.size)) / p.size
    least = mean.copy()
    for a, b in zip(*np.nonzero(p.joined), strict=True):
        least[a] = min(least[a], mean[b])
    both = np.stack([np.tanh(mean / 10), np.tanh(mean / 30), np.tanh(least / 15)], 1)
    return np.concatenate([columns, both.astype(np.float32)], 1)
