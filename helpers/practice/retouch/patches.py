"""Find for every small square of one picture the one in another that looks most like it, and build pictures of them.

The search is approximate (PatchMatch, Barnes et al. 2009): a good match of one pixel is tried, moved along, on the
pixels around it (here at all pixels at once, from far to near, as in jump flooding); then each pixel looks around its
own match at random. Squares are compared by their principal components, which is several times faster than by pixels.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

Array = np.ndarray
Penalty = Callable[[Array, Array, Array], Array]  # row of query, rows and columns of displacement -> what it costs

COMPONENTS = 18  # principal components of a patch that are compared
TURNS = 4  # in which they are found
FIRST = 6  # of them are compared first
SAMPLES = 1500  # patches of each picture from which they are found
BAND = 1 << 22  # values of patches held in memory at one time
JUMPS = (8, 4, 2, 1)  # from how far, in pixels, matches are passed on
MARGIN = max(JUMPS)


def nearest(
    query: Array,
    source: Array,
    *,
    size: int,
    rng: np.random.Generator,
    allowed: Array | None = None,
    wanted: Array | None = None,
    start: tuple[Array, Array] | None = None,
    penalty: Penalty | None = None,
    price: Array | None = None,
    rounds: int = 4,
    reach: int | None = None,
) -> tuple[Array, Array]:
    """Row and column, in `source`, of the patch most like the one around each pixel of `query`.

    query (h, w, c) and source (H, W, c) float32 with any number of channels; patches are `size` pixels wide, odd, and
    named by their middle pixel. A patch of source counts only if it lies wholly inside and `allowed` (H, W), of bool
    or 0/1, holds for all its pixels; query is continued at its edges. `wanted` (h, w) bool limits the search to some
    pixels of query; the others get -1. `start` is an earlier answer, or any guess, to begin from (a useless one is
    replaced by a random one). `penalty` of row and displacement and `price` (H, W) of the place, never below 0, are
    added to the mean squared difference of two patches, per value. `reach` is the farthest, in pixels, that a pixel
    looks from its match at random; without it, everywhere.
    Returns two int arrays (h, w). Raises ValueError if source has no allowed patch.
    """
    choices = _choices(source.shape[:2], size, allowed)
    want = np.ones(query.shape[:2], bool) if wanted is None else np.asarray(wanted, bool)
    prices = None if price is None else price[tuple(choices.T)]
    looks = _described(query, source, size, want, choices)
    search = _Search(want, choices, source.shape[:2], looks, 1.0 / (size * size * query.shape[2]), penalty, prices)
    search.begin(choices[rng.integers(len(choices), size=len(search.rows))])
    if start is not None:
        search.look(start[0][want], start[1][want])
    reach = max(source.shape[:2]) if reach is None else reach
    for _ in range(rounds):
        for jump in JUMPS:
            for down, right in ((-jump, 0), (0, -jump), (jump, 0), (0, jump)):
                search.pass_on(down, right)
        radius = float(reach)
        while radius >= 1:
            away = rng.uniform(-radius, radius + 1, (2, len(search.rows))).astype(np.float32)
            search.look(search.y + np.floor(away[0]).astype(np.int64), search.x + np.floor(away[1]).astype(np.int64))
            radius /= 2
    found = np.full((2, *want.shape), -1)
    found[:, want] = search.y, search.x
    return found[0], found[1]


def vote(source: Array, y: Array, x: Array, size: int, weight: Array | None = None) -> Array:
    """The picture (h, w, c) in which every pixel is the mean of what the patches over it say it should be.

    y and x as from `nearest`, -1 where a pixel has no match (it says nothing); `weight` (h, w) says how much each
    match counts. Where no patch reaches, the picture is 0.
    """
    height, width = y.shape
    count = (y >= 0).astype(np.float32) if weight is None else weight * (y >= 0)
    total = np.zeros((height, width, source.shape[2]), np.float32)
    share = np.zeros((height, width), np.float32)
    half = size // 2
    for down in range(-half, half + 1):
        for right in range(-half, half + 1):
            of = (slice(max(0, -down), height - max(0, down)), slice(max(0, -right), width - max(0, right)))
            to = (slice(max(0, down), height - max(0, -down)), slice(max(0, right), width - max(0, -right)))
            said = source[np.maximum(y[of] + down, 0), np.maximum(x[of] + right, 0)]
            total[to] += said * count[of][..., None]
            share[to] += count[of]
    return total / np.maximum(share, 1e-9)[..., None]


class _Search:
    """The best match so far of every wanted pixel, its place (y, x) and what it costs.

    Places are numbers in a frame `MARGIN` wider than the source, so that a match moved along never leaves it.
    """

    def __init__(
        self,
        wanted: Array,
        choices: Array,
        shape: tuple[int, ...],
        looks: tuple[Array, Array],
        scale: float,
        penalty: Penalty | None,
        price: Array | None,
    ) -> None:
        self.shape, self.scale, self.penalty, self.price = shape, scale, penalty, price
        self.rows, self.columns = np.nonzero(wanted)
        self.stride = self.shape[1] + 2 * MARGIN
        self.choice = np.full((self.shape[0] + 2 * MARGIN, self.stride), -1)  # the number of the patch at each place
        self.choice[choices[:, 0] + MARGIN, choices[:, 1] + MARGIN] = np.arange(len(choices))
        self.choice = self.choice.ravel()
        # The first components differ most: they refuse most places, and the others need not be read.
        self.source = [np.ascontiguousarray(a) for a in np.split(looks[0], [FIRST], 1)]
        self.query = [np.ascontiguousarray(a) for a in np.split(looks[1], [FIRST], 1)]
        number = np.full((wanted.shape[0] + 2 * MARGIN, wanted.shape[1] + 2 * MARGIN), -1)
        number[self.rows + MARGIN, self.columns + MARGIN] = np.arange(len(self.rows))
        self.number, self.width = number.ravel(), number.shape[1]
        self.place = np.zeros(len(self.rows), np.int64)
        self.cost = np.full(len(self.rows), np.inf, np.float32)

    @property
    def y(self) -> Array:
        return self.place // self.stride - MARGIN

    @property
    def x(self) -> Array:
        return self.place % self.stride - MARGIN

    def begin(self, places: Array) -> None:
        """Take these allowed places (n, 2), like or unlike."""
        self._improve(np.arange(len(places)), (places[:, 0] + MARGIN) * self.stride + places[:, 1] + MARGIN)

    def look(self, y: Array, x: Array) -> None:
        """Try one place for each pixel, wherever it is."""
        inside = (y >= 0) & (y < self.shape[0]) & (x >= 0) & (x < self.shape[1])
        who = np.flatnonzero(inside)
        self._improve(who, (y[who] + MARGIN) * self.stride + x[who] + MARGIN)

    def pass_on(self, down: int, right: int) -> None:
        """Try the match of the pixel (down, right) away, moved back by as much."""
        home = (self.rows + MARGIN) * self.width + self.columns + MARGIN
        other = self.number[home + (down * self.width + right)]
        place = self.place[other] - (down * self.stride + right)
        who = np.flatnonzero((other >= 0) & (place != self.place))  # most neighbours agree: nothing to compare
        self._improve(who, place[who])

    def _improve(self, who: Array, place: Array) -> None:
        at = self.choice[place]
        good = np.flatnonzero(at >= 0)
        who, place, at = who[good], place[good], at[good]
        cost = np.zeros(len(who), np.float32) if self.price is None else self.price[at]
        if self.penalty is not None:
            down = place // self.stride - MARGIN - self.rows[who]
            cost += self.penalty(self.rows[who], down, place % self.stride - MARGIN - self.columns[who])
        for source, query in zip(self.source, self.query, strict=True):
            away = source.take(at, axis=0)
            away -= query.take(who, axis=0)
            cost += np.einsum("nk,nk->n", away, away) * self.scale
            better = np.flatnonzero(cost < self.cost[who])
            who, place, at, cost = who[better], place[better], at[better], cost[better]
        self.place[who], self.cost[who] = place, cost


def _choices(shape: tuple[int, ...], size: int, allowed: Array | None) -> Array:
    """The middles (n, 2) of all usable patches."""
    half = size // 2
    good = np.zeros(shape, bool)
    if min(shape) >= size:
        inner = good[half : shape[0] - half, half : shape[1] - half]
        inner[:] = True
        if allowed is not None:
            bad = np.zeros((shape[0] + 1, shape[1] + 1), np.int64)
            bad[1:, 1:] = (~np.asarray(allowed, bool)).cumsum(0).cumsum(1)
            inner[:] = bad[size:, size:] - bad[:-size, size:] - bad[size:, :-size] + bad[:-size, :-size] == 0
    choices = np.argwhere(good)
    if not len(choices):
        raise ValueError(f"no patch of {size} x {size} pixels can be taken from a source of {shape[1]} x {shape[0]}")
    return choices


def _described(query: Array, source: Array, size: int, wanted: Array, choices: Array) -> tuple[Array, Array]:
    """The chosen patches of source, and the wanted ones of query, by what tells them apart: (n, k) each."""
    half = size // 2
    windows = [
        sliding_window_view(np.pad(a, ((half, half), (half, half), (0, 0)), "edge"), (size, size), (0, 1))
        for a in (source, query)
    ]
    places = [tuple(choices.T), np.nonzero(wanted)]
    values = size * size * source.shape[2]

    def patches(window: Array, place: tuple[Array, ...]) -> Array:
        return window[place].reshape(-1, values)

    few = [tuple(a[:: max(1, len(a) // SAMPLES)] for a in place) for place in places]
    sample = np.concatenate([patches(window, place) for window, place in zip(windows, few, strict=True)])
    middle = sample.mean(0)
    sample -= middle
    spread = (sample.T @ sample).astype(np.float64)
    order = np.argsort(-spread.diagonal(), kind="stable")[:COMPONENTS]
    basis = spread[:, order]
    for _ in range(TURNS):  # subspace iteration: the first few components, much faster than all of them
        basis = spread @ np.linalg.qr(basis)[0]
    basis = np.linalg.qr(basis)[0].astype(np.float32)
    out = []
    for window, place in zip(windows, places, strict=True):
        described = np.empty((len(place[0]), basis.shape[1]), np.float32)
        for part in range(0, len(described), BAND // values):
            cut = slice(part, part + BAND // values)
            described[cut] = patches(window, (place[0][cut], place[1][cut])) @ basis
        out.append(described)
    return out[0], out[1]
