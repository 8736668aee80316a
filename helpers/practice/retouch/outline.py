"""The outline of a subject in a small picture: two palettes compete for every pixel, along as short a border as can be.

The border is the least total variation, weighted by how little the colour changes there: the convex form of the
graph cut (Chan, Esedoglu and Nikolova 2006), solved with the method of Chambolle and Pock (2011).
"""

from __future__ import annotations

import numpy as np

from helpers.practice.retouch.pixels import Array, lab

SUBJECT_COLOURS = 14  # in the palette of the subject, and
GROUND_COLOURS = 24  # of its surroundings, each with its place
PLACE = 45.0  # units of Lab that weigh as much as the picture's whole side
SURE = 120.0  # square of the Lab distance in which a palette's likelihood falls to 1 / e
STIFF = 1.5  # cost of a border through one colour
STEPS = 36  # of the border's descent
ROUNDS = 3  # palettes, border, palettes ...


def outline(picture: Array, guess: Array, surprise: Array | None = None) -> Array:
    """Where the subject of a small picture (h, w, 3) is, from a guess (h, w), 0 to 1: a sharper mask (h, w), 0 to 1.

    surprise: (h, w) of `memory.surprise`, if the place is known.
    """
    colours = lab(picture)
    height, width = guess.shape
    y, x = np.mgrid[:height, :width].astype(np.float32) / max(height, width) * PLACE
    points = np.dstack([colours, y, x]).reshape(-1, 5)
    prior = np.log((guess + 0.05) / (1.05 - guess))
    across, down = (STIFF * c for c in calm(colours))
    mask = guess
    for turn in range(ROUNDS):
        inside, outside = mask.ravel() > 0.5, mask.ravel() < 0.35
        if min(inside.sum(), outside.sum()) < SUBJECT_COLOURS:
            break
        own = _nearest(points, palette(points[inside], SUBJECT_COLOURS))
        other = _nearest(points, palette(points[outside], GROUND_COLOURS))
        pull = ((other - own) / (2 * SURE)).clip(-4, 4).reshape(height, width)
        pull = pull + prior * (0.7, 0.5, 0.35)[turn]
        if surprise is not None:
            pull += ((surprise - 9) / 9).clip(-0.5, 1.5)
        mask = least_border(pull, across, down, mask, STEPS)
    return mask


def calm(colours: Array) -> tuple[Array, Array]:
    """How little the colour changes to the right and downwards, 0 to 1: there a border costs most. Shapes (h, w)."""
    across, down = np.zeros(colours.shape[:2], np.float32), np.zeros(colours.shape[:2], np.float32)
    across[:, :-1] = ((colours[:, 1:] - colours[:, :-1]) ** 2).sum(2)
    down[:-1] = ((colours[1:] - colours[:-1]) ** 2).sum(2)
    usual = 2 * (across.mean() + down.mean()) / 2 + 1e-6
    return 0.08 + np.exp(-across / usual), 0.08 + np.exp(-down / usual)


def palette(points: Array, count: int) -> Array:
    """So many typical points of many (n, k), by k-means on a sample: (count, k)."""
    sample = points[:: max(1, len(points) // 2500)]
    centres = sample[np.linspace(0, len(sample) - 1, count).astype(int)]
    for _ in range(6):
        nearest = distances(sample, centres).argmin(1)
        size = np.bincount(nearest, minlength=count)
        sums = np.stack([np.bincount(nearest, channel, count) for channel in sample.T], 1)
        centres = np.where(size[:, None] > 0, sums / np.maximum(size, 1)[:, None], centres).astype(np.float32)
    return centres


def distances(points: Array, centres: Array) -> Array:
    """Squares of distances less the square of each point, which is the same for all centres: (n, k)."""
    out = points @ (-2 * centres.T)
    out += (centres**2).sum(1)
    return out


def _nearest(points: Array, centres: Array) -> Array:
    """The least of `distances` of each point, (n,)."""
    return distances(points, centres).min(1)


def least_border(pull: Array, across: Array, down: Array, start: Array, steps: int) -> Array:
    """The u (h, w), 0 to 1, with the least sum of weighted border and of -pull * u, after so many steps of descent."""
    u = start.astype(np.float32)
    lead = u.copy()
    flow_x, flow_y = np.zeros_like(u), np.zeros_like(u)
    tau = sigma = np.float32(0.35)
    for _ in range(steps):
        flow_x[:, :-1] += sigma * (lead[:, 1:] - lead[:, :-1])
        flow_y[:-1] += sigma * (lead[1:] - lead[:-1])
        np.clip(flow_x, -across, across, out=flow_x)
        np.clip(flow_y, -down, down, out=flow_y)
        step = pull + flow_x + flow_y
        step[:, 1:] -= flow_x[:, :-1]
        step[1:] -= flow_y[:-1]
        new = np.clip(u + tau * step, 0, 1)
        lead = 2 * new - u
        u = new
    return u
