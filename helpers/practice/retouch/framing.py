"""The subject of a photograph: several framings are tried, and the one whose colours are most its own wins.

Each framing is a guess of where one who frames a photograph puts its subject: in the middle, filling the picture, as a
portrait on the lower edge, to one side. From each, the colours inside and outside are counted, every pixel goes to the
side that has more of its colour, along a short border, and so on in turn (as GrabCut does: Rother, Kolmogorov and
Blake 2004, with counts in place of mixtures).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.practice.retouch.outline import calm, distances, least_border, palette
from helpers.practice.retouch.pixels import Array, fitted, lab, resized
from helpers.practice.retouch.regions import components

SMALL = 112  # longest side at which framings compete
COLOURS = 56  # told apart, each with its place
PLACE = 18.0  # units of Lab that weigh as much as the picture's whole side
SOFT = 6.0  # units of Lab over which one colour counts for another
TRUST = (1.0, 0.7, 0.55, 0.45, 0.4)  # in the framing, turn by turn; the length is the number of turns
STIFF = 2.0  # cost of a border through one colour
STEPS = 24  # of the border's descent, each turn
OWN = 0.42  # how much a subject's colours must be its own
CLEAR = 2.85  # the least mark of a subject
CLOSE = 0.05  # marks that differ by this are about as good
LEAST, MOST = 0.012, 0.8  # of the picture that a subject may take
PART = 0.12  # of the largest piece: lesser ones are dropped
HOLE = 0.15  # of the subject: lesser holes are closed


@dataclass(frozen=True, slots=True)
class View:
    """A small photograph: the number of each pixel's colour, which colours are alike, and where borders cost much."""

    colour: Array  # (h, w) int
    alike: Array  # (COLOURS, COLOURS), 0 to 1
    across: Array  # (h, w), 0 to about 1
    down: Array


def framed(picture: Array, salience: Array) -> Array | None:
    """Where the subject of a photograph (h, w, 3) is, 0 to 1: (h, w), or None if none can be told from the rest.

    salience: (h, w), 0 to 1, one more guess beside the framings.
    """
    size = fitted(picture.shape, SMALL)
    view = _view(resized(picture, *size))
    guesses = [*framings(size[1], size[0]), resized(salience, *size)]
    filling = guesses[1]
    ends = [_settled(view, guess) for guess in guesses]
    marks = np.array([_mark(view, mask, own, filling) if own > OWN else -np.inf for mask, own in ends])
    if marks.max() < CLEAR:
        return None
    votes = np.exp((marks - marks.max()) / CLOSE)
    best = sum(vote * mask for vote, (mask, _) in zip(votes / votes.sum(), ends, strict=True))
    height, width = picture.shape[:2]
    whole = _tidied(_settled(_view(picture), resized(best, width, height).clip(0.04, 0.96), 2)[0])
    return whole if (whole > 0.5).any() else None


def framings(height: int, width: int) -> list[Array]:
    """Guesses of where the subject of a photograph may be, each (h, w), 0 to 1; the second fills the picture."""
    y, x = (np.arange(height, dtype=np.float32) / height)[:, None], np.arange(width, dtype=np.float32)[None] / width

    def spot(cx: float, cy: float, sx: float, sy: float) -> Array:
        return np.exp(-(((x - cx) / sx) ** 2 + ((y - cy) / sy) ** 2) / 2)

    shoulders = np.exp(-(((x - 0.5) / (0.12 + 0.2 * np.clip(y * 2 - 0.6, 0, 1))) ** 2) / 2) * np.clip(4 * y - 1, 0, 1)
    aside = np.maximum(
        spot(0.33, 0.45, 0.15, 0.25), np.exp(-(((x - 0.3) / 0.17) ** 2) / 2) * np.clip(y / 0.3 - 1, 0, 1)
    )
    return [
        spot(0.5, 0.52, 0.2, 0.22),
        spot(0.5, 0.52, 0.34, 0.36),
        spot(0.5, 0.55, 0.06, 0.25),
        np.maximum(spot(0.48, 0.24, 0.15, 0.17), shoulders),
        aside,
        aside[:, ::-1],
    ]


def _view(picture: Array) -> View:
    colours = lab(picture)
    height, width = colours.shape[:2]
    y, x = np.mgrid[:height, :width].astype(np.float32) / max(height, width) * PLACE
    points = np.dstack([colours, y, x]).reshape(-1, 5)
    # In order of lightness, so that the first centres are spread over all there is.
    centres = palette(points[np.argsort(points[:, 0], kind="stable")], COLOURS)
    alike = np.exp(-((centres[:, None] - centres[None]) ** 2).sum(2) / (2 * SOFT**2))
    across, down = calm(colours)
    return View(distances(points, centres).argmin(1).reshape(height, width), alike, across, down)


def _settled(view: View, guess: Array, first: int = 0) -> tuple[Array, float]:
    """The mask (h, w) that a guess (h, w) ends in, and how much its colours are its own, 0 to 1."""
    prior = np.log((guess * 0.94 + 0.03) / (0.97 - guess * 0.94))
    mask, own = guess.astype(np.float32), 0.0
    for trust in TRUST[first:]:
        inside, outside = (view.alike @ _counts(view, m) for m in (mask, 1 - mask))
        inside, outside = (side / max(float(side.sum()), 1e-6) for side in (inside, outside))
        own = 1 - float(np.sqrt(inside * outside).sum())  # of Bhattacharyya
        for_it = np.log((inside + 0.002) / (outside + 0.002))[view.colour]
        pull = (0.9 * for_it + trust * prior).clip(-4, 4).astype(np.float32)
        mask = least_border(pull, STIFF * view.across, STIFF * view.down, mask, STEPS)
    return mask, own


def _counts(view: View, mask: Array) -> Array:
    return np.bincount(view.colour.ravel(), mask.ravel(), len(view.alike))


def _mark(view: View, mask: Array, own: float, filling: Array) -> float:
    """How much a mask (h, w) is like that of a subject: larger is better."""
    pieces = np.bincount(components(mask > 0.5)[0].ravel())[1:]
    solid = _tidied(mask) > 0.5
    if not LEAST < solid.mean() < MOST:
        return -np.inf
    right, below = solid[:, 1:] != solid[:, :-1], solid[1:] != solid[:-1]
    length = max(1, int(right.sum() + below.sum()))
    along = 1 - float(view.across[:, :-1][right].sum() + view.down[:-1][below].sum()) / length
    ragged = length / np.sqrt(solid.sum()) / 4
    rim = (solid[0].mean() + solid[:, 0].mean() + solid[:, -1].mean()) / 3
    floor = max(0.0, float(solid[-1].mean()) - 0.85) * 3  # subjects stand on the lower edge, but leave its ends free
    taken = float((filling * solid).sum() / filling.sum())
    return float(
        2 * own
        + 0.8 * along
        - 0.1 * ragged
        + 0.5 * filling[solid].mean()
        + 1.4 * np.sqrt(taken)
        + 0.6 * pieces.max() / pieces.sum()
        - 1.2 * rim
        - floor
    )


def _tidied(mask: Array) -> Array:
    """The mask (h, w) without small pieces and small holes."""
    label, count = components(mask > 0.5)
    if not count:
        return np.zeros_like(mask)
    size = np.bincount(label.ravel())
    size[0] = 0
    mask = np.where((size > PART * size.max())[label], mask, 0)
    label, _ = components(mask <= 0.5)
    holes = np.bincount(label.ravel()) < HOLE * (mask > 0.5).sum()
    holes[np.concatenate([label[0], label[-1], label[:, 0], label[:, -1]])] = holes[0] = False
    return np.where(holes[label], 1, mask).astype(np.float32)
