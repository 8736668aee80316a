"""Connected parts of a mask, and which of them are figures."""

from __future__ import annotations

import numpy as np

from helpers.practice.retouch.pixels import Array

LEAST = 0.004  # of the picture: smaller things are not what it is about
BESIDE = 0.1  # of the weightiest figure: lighter ones are its surroundings
SOLID = 0.28  # how unlike the place what shows in a hole must be, to be the figure itself


def components(mask: Array) -> tuple[Array, int]:
    """Number the connected parts (4 neighbours) of a boolean mask (h, w) from 1: (h, w) int with 0 outside, and n."""
    height, width = mask.shape
    rise = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(rise == 1)
    _, ends = np.nonzero(rise == -1)
    # The runs of a row that touch one in the next row lie one after another: from the first that ends beyond its
    # start to the last that starts before its end.
    up = (rows - 1) * (width + 1)
    first = np.searchsorted(rows * (width + 1) + ends, up + starts, "right")
    count = np.maximum(np.searchsorted(rows * (width + 1) + starts, up + ends, "left") - first, 0)
    here = np.repeat(np.arange(len(rows)), count)
    above = np.arange(len(here)) + np.repeat(first - (np.cumsum(count) - count), count)
    names, number = np.unique(_joined(len(rows), above, here), return_inverse=True)
    steps = np.zeros((height, width + 1), int)
    steps[rows, starts] += number + 1
    steps[rows, ends] -= number + 1
    return np.cumsum(steps, 1)[:, :-1], len(names)


def _joined(count: int, a: Array, b: Array) -> Array:
    """For each of so many things the first that it is joined to, where each a is joined to its b."""
    name = np.arange(count)
    while (name[a] != name[b]).any():
        low, high = np.minimum(name[a], name[b]), np.maximum(name[a], name[b])
        np.minimum.at(name, high, low)
        while (name[name] != name).any():
            name = name[name]
    return name


def kept(mask: Array, guess: Array, sure: float, filled: Array) -> list[Array]:
    """The parts of a mask (h, w), 0 to 1, that are figures by a guess (h, w) of what stands out; weightiest first.

    sure: the mean guess a figure needs. filled: (h, w), 0 to 1, how unlike the place each pixel is; holes that are tiny
    or no view through the figure are closed.
    """
    label, count = components(mask > 0.5)
    flat = label.ravel()
    size = np.bincount(flat, minlength=count + 1)[1:]
    weight = np.bincount(flat, guess.ravel(), count + 1)[1:]
    mean = weight / np.maximum(size, 1)
    weight = weight * mean
    figures = (size > LEAST * mask.size) & (mean > sure)
    if not figures.any():
        return []
    figures &= weight > BESIDE * weight[figures].max()
    order = [i for i in np.argsort(-weight, kind="stable") if figures[i]]
    return [_filled(np.where(label == i + 1, mask, 0), filled) for i in order]


def _filled(figure: Array, filled: Array) -> Array:
    label, count = components(figure <= 0.5)
    flat = label.ravel()
    size = np.bincount(flat, minlength=count + 1)
    mean = np.bincount(flat, filled.ravel(), count + 1) / np.maximum(size, 1)
    rim = np.unique(np.concatenate([label[0], label[-1], label[:, 0], label[:, -1]]))
    holes = (size < 0.008 * (figure > 0.5).sum()) | (mean > SOLID)
    holes[rim] = holes[0] = False
    return np.where(holes[label], 1, figure).astype(np.float32)


def split(figure: Array) -> list[Array]:
    """The two sides of a figure (h, w), 0 to 1, at its narrowest column: it may be two that touch."""
    solid = figure > 0.5
    columns = np.flatnonzero(solid.any(0))
    if len(columns) < 24:
        return []
    left, right = columns[0], columns[-1] + 1
    thick = solid[:, left:right].sum(0).astype(float)
    span = right - left
    allowed = np.zeros(span, bool)
    allowed[span // 5 : span - span // 5] = True
    # The cut is a dip: lower than what rises on both sides of it.
    high_left, high_right = np.maximum.accumulate(thick), np.maximum.accumulate(thick[::-1])[::-1]
    dip = np.where(allowed, np.minimum(high_left, high_right) - thick, -1)
    at = int(dip.argmax())
    if dip[at] < 0.3 * min(high_left[at], high_right[at]):
        return []
    cut = left + at
    one, other = figure.copy(), figure.copy()
    one[:, cut:] = 0
    other[:, :cut] = 0
    return [one, other]
