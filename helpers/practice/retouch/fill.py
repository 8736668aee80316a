"""Fill a hole in a picture, or go on with it beyond its edges, from what is around.

On cells of a few pixels, from coarse to fine, the hole is built of patches of the rest that agree where they overlap
(Wexler et al. 2007). That says from where each cell is to be copied. The copies are then moved in colour so that what
they show goes on without a seam (their gradients are kept, as in Poisson editing), and are made of the picture's own
pixels, so that they are as sharp as it is.
"""

from __future__ import annotations

import numpy as np

from helpers.practice.retouch.patches import nearest, vote
from helpers.practice.retouch.pixels import around, resized

Array = np.ndarray
Field = tuple[Array, Array]  # rows and columns of the source of each cell, -1 for none
Part = tuple[slice, slice]

FAINT = 0.02  # a mask below this hides nothing
FEATHER = 3  # pixels around a hole in which copy and picture are mixed
CELLS = 16_000  # of a picture that is filled: what one core does in well under a second
SIZE = 7  # cells of a patch
SMALLEST = 20  # cells of the shorter side where the search begins
LEVEL = 0.1  # what it costs to copy from another height: mean squared difference of colours
WIDE = 0.1  # of a row must be known, for it to be a row to copy from
SPREAD = 0.15  # of the known rows are the outermost
FAR = 0.12  # of the picture's height: another height
PIECES = 40  # displacements at most
PIECE = 0.003  # of the hole: a displacement that suits less of it is given up
TURNS = 5
NEVER = 9.0
RIM = 5.0  # how much more a piece is to go on with what is known than with other pieces
REPEAT = 0.005  # what it costs to copy what is copied once already, and once more for each time
COMPANY = 0.025  # how much a cell goes with its neighbours: mean squared difference of colours
STRANGE = 0.6  # what it costs to copy what is unlike all around the hole: by a squared difference of
USUAL = 0.01
HEIGHT = 0.8  # a picture's height away is as unlike as such a difference of colour
LOYAL = 0.01  # how much colours resist being moved when gradients are kept: per cell, to a gradient's 1
EDGE = 0.4  # a step of colour above this is no matter of light
FARTHEST = 0.2  # by which a copy's colour is moved
STEP = 0.6  # a picture grows by at most this part of its side at a time


def fill(picture: Array, mask: Array, rng: np.random.Generator, avoid: Array | None = None) -> Array:
    """The picture (h, w, 3) without what is under the mask (h, w; 1 = remove), filled from what is around.

    What is under `avoid` (h, w), as another figure, stays, but is not copied if there is anything else.
    Soft edges of the mask become soft transitions. Pixels farther than `FEATHER` from the mask stay as they are. Where
    too little of the picture is left to copy from, the hole becomes a smooth run of colours.
    """
    hole = mask > FAINT
    if not hole.any():
        return picture.copy()
    cut = _window(hole)
    inside = picture[cut]
    away = np.zeros_like(hole[cut]) if avoid is None else avoid[cut] > FAINT
    filled = _completed(inside, _grown(hole[cut], FEATHER), away, rng)
    soft = (2 * mask[cut]).clip(0, 1)
    halo = around(_grown(soft == 1, FEATHER - 1).astype(np.float32), 1)  # hides the seam of a hard edge
    out = picture.copy()
    out[cut] += (filled - inside) * np.maximum(soft, halo)[..., None]
    return out


def extend(
    picture: Array, left: int, right: int, up: int, down: int, rng: np.random.Generator, avoid: Array | None = None
) -> Array:
    """The picture (h, w, 3) in the middle of a larger one, with so many pixels more at each side, from 0 on.

    What is new goes on with what is there; the pixels of the picture itself stay as they are. What is under `avoid`
    (h, w), as a figure, is not copied if there is anything else. Raises ValueError if a number is below 0.
    """
    if min(left, right, up, down) < 0:
        raise ValueError(f"a picture cannot grow by less than 0 pixels: {left}, {right}, {up}, {down}")
    whole = picture
    away = np.zeros(picture.shape[:2], bool) if avoid is None else avoid > FAINT
    rest = [up, down, left, right]
    while any(rest):
        height, width = whole.shape[:2]
        now = [min(n, max(8, int(side * STEP))) for n, side in zip(rest, (height, height, width, width), strict=True)]
        hole = np.pad(np.zeros((height, width), bool), (now[:2], now[2:]), constant_values=True)
        padded = np.pad(whole, (now[:2], now[2:], (0, 0)), "edge")
        away = np.pad(away, (now[:2], now[2:]))
        filled = _completed(padded, hole, away, rng)
        filled[~hole] = whole.reshape(-1, 3)
        whole, rest = filled, [a - b for a, b in zip(rest, now, strict=True)]
    return whole.copy() if whole is picture else whole


def membrane(difference: Array, known: Array, loyalty: float = 0.0, bend: Array | None = None) -> Array:
    """A smooth continuation of `difference` (h, w, c) from where `known` (h, w, bool) into the rest.

    As a soap film on a wire (Laplace's equation), level across the picture's edges. With `bend` (h, w, c) the film is
    pushed: it is what the film's value, times 4, exceeds the sum of its four neighbours by. `loyalty` pulls it to 0.
    Solved from coarse to fine by conjugate gradients. Where nothing is known the film is 0.
    """
    hole = ~known
    film = np.where(known[..., None], difference, 0).astype(np.float32)
    if not hole.any():
        return film
    if bend is None:
        bend = np.zeros_like(film)
    if min(hole.shape) > 2:
        share = _halved(known[..., None].astype(np.float32))
        coarse = membrane(
            _halved(film) / np.maximum(share, 1e-6), share[..., 0] > 0, 4 * loyalty, 4 * _halved(bend * hole[..., None])
        )
        film = np.where(hole[..., None], _doubled(coarse, hole.shape), film)
    return _relaxed(film, hole, loyalty, bend)


def _relaxed(film: Array, hole: Array, loyalty: float, bend: Array) -> Array:
    """A few conjugate gradient steps: many where they are cheap, and a coarser film was no start."""
    inside = hole[..., None].astype(np.float32)
    steps = int(np.clip(600_000 / hole.size, 3, 24))

    def bent(a: Array) -> Array:
        out = loyalty * a
        step = a[1:] - a[:-1]
        out[1:] += step
        out[:-1] -= step
        step = a[:, 1:] - a[:, :-1]
        out[:, 1:] += step
        out[:, :-1] -= step
        return out

    rest = (bend - bent(film)) * inside
    way = rest.copy()
    old = (rest * rest).sum((0, 1))
    for _ in range(steps):
        if old.max() < 1e-9 * hole.size:
            break
        push = bent(way) * inside
        rate = old / np.maximum((way * push).sum((0, 1)), 1e-20)
        film = film + rate * way
        rest = rest - rate * push
        new = (rest * rest).sum((0, 1))
        way = rest + new / np.maximum(old, 1e-20) * way
        old = new
    return film


def _completed(picture: Array, hole: Array, avoid: Array, rng: np.random.Generator) -> Array:
    """The whole picture with its hole filled; outside the hole, near it, what the filling would be there.

    Nothing of `avoid` (h, w, bool) is copied if there is anything else.
    """
    height, width = hole.shape
    side = int(np.ceil(np.sqrt(height * width / CELLS)))
    rows, columns = -(-height // side), -(-width // side)
    edges = ((0, rows * side - height), (0, columns * side - width))
    padded = np.pad(picture, (*edges, (0, 0)), "edge")
    known = np.pad(~hole, edges, "edge")
    share = known.reshape(rows, side, columns, side).mean((1, 3), dtype=np.float32)
    cells = (padded * known[..., None]).reshape(rows, side, columns, side, 3).mean((1, 3))
    cells /= np.maximum(share, 1e-6)[..., None]
    whole = share == 1
    avoided = np.pad(avoid, edges).reshape(rows, side, columns, side).any((1, 3))
    field = _sources(cells, whole, avoided, rng)
    if field is None:
        return membrane(picture, ~hole) if known.any() else np.broadcast_to(picture.mean((0, 1)), picture.shape)
    return _copied(padded, field, _moved(cells, whole, field), side)[:height, :width]


def _averaged(cells: Array, share: Array) -> Array:
    """The cells at half the size; each counts by its share of what is known."""
    share = share[..., None]
    return _halved(cells * share) / np.maximum(_halved(share), 1e-6)


def _sources(cells: Array, known: Array, avoid: Array, rng: np.random.Generator) -> Field | None:
    """From where to copy each cell of the hole and of its rim; None if there is too little to copy from."""
    if not _usable(known):
        return None
    price = np.maximum(_strange(cells, known), 2 * STRANGE * _grown(avoid, 2))
    found = _matched(cells, known, price, rng)
    return None if found is None else _pieced(*found, cells, known, price)


def _matched(cells: Array, known: Array, price: Array, rng: np.random.Generator) -> tuple[Field, Array] | None:
    """A source for each cell of the hole and of its rim, and the cells as these fill them, from coarse to fine."""
    if not _usable(known):
        return None
    hole = ~known
    field = None
    if min(known.shape) >= 2 * SMALLEST:
        share = known[..., None].astype(np.float32)
        coarse = _matched(
            _averaged(cells, share[..., 0]), _halved(share)[..., 0] == 1, _halved(price[..., None])[..., 0], rng
        )
        field = None if coarse is None else _finer(coarse[0], known.shape)
    first = field is None
    now = np.where(hole[..., None], _levelled(cells, known) if first else vote(cells, *field, 3), cells)
    wanted, weight = _grown(hole, SIZE // 2), _trust(hole)
    for _ in range(8 if first else 3):
        field = nearest(
            now,
            cells,
            size=SIZE,
            rng=rng,
            allowed=known,
            wanted=wanted,
            start=field,
            penalty=lambda row, down, _: _level(row, down, known),
            price=price,
            rounds=2 if first else 1,
            reach=None if first else 6,
        )
        now = np.where(hole[..., None], vote(cells, *field, SIZE, weight), cells)
    return field, now


def _strange(cells: Array, known: Array) -> Array:
    """What it costs to copy each cell: much if nothing around the hole looks like it, as a figure in the middle."""
    height, width = known.shape
    rim = _grown(~known, max(2, max(height, width) // 12)) & known
    place = np.argwhere(rim)
    place = place[:: max(1, len(place) // 500)]
    level = np.broadcast_to(HEIGHT * np.arange(height, dtype=np.float32)[:, None] / height, known.shape)
    look = np.concatenate([cells, level[..., None]], 2)
    some = look[tuple(place.T)]
    near = (look * look).sum(-1) + ((some * some).sum(-1) - 2 * look @ some.T).min(-1)
    return STRANGE * around(_grown((near > USUAL) & known, 2).astype(np.float32), 1)


def _level(row: Array, down: Array, known: Array) -> Array:
    """What it costs to copy to `row` from `down` rows away. Beyond the known rows, any of the outermost will do."""
    full = _full(known)
    if not len(full):
        return np.zeros(np.broadcast_shapes(row.shape, np.shape(down)), np.float32)
    home = row.clip(full[0], full[-1])
    near = SPREAD * len(full) * (home != row)
    far = np.maximum(np.abs(row + down - home) - near, 0) / (FAR * len(full))
    return (LEVEL * (1 - np.exp(-(far**2)))).astype(np.float32)


def _pieced(field: Field, now: Array, cells: Array, known: Array, price: Array) -> Field:
    """The same as few large pieces, each moved as a whole, which meet where they differ least.

    Every cell takes the displacement that suits the picture around it, as it is now, and its neighbours; then the
    picture is made anew of these.
    """
    rows, columns = np.indices(known.shape)
    wanted = field[0] >= 0
    moves = _moves(np.stack([field[0] - rows, field[1] - columns], -1)[wanted], known)
    safe = ~_grown(np.pad(~known, 1, constant_values=True), 2)[1:-1, 1:-1]
    soft = np.stack([around(a, 2) for a in np.moveaxis(np.where(known[..., None], cells, now), 2, 0)], 2)
    shared = [_overlap(dy, dx, safe) for dy, dx in moves]
    extra = np.full((len(moves), *known.shape), NEVER, np.float32)
    for one, dy, (here, there) in zip(extra, moves[:, 0], shared, strict=True):
        one[here] = np.where(safe[there], _level(rows[here], dy, known) + price[there], NEVER)
    cost = _unlike(soft, soft, shared, 2) + _unlike(now, cells, shared, 2, RIM * known) + extra
    count = np.bincount(cost.argmin(0)[wanted], minlength=len(moves))
    keep = np.flatnonzero(count >= min(PIECE * wanted.sum(), count.max()))
    moves, extra, cost, shared = moves[keep], extra[keep], cost[keep], [shared[k] for k in keep]
    chosen = cost.argmin(0)
    weight = np.where(known, RIM, 1).astype(np.float32)
    for turn in range(TURNS + 1):
        fits = wanted & (np.take_along_axis(extra, chosen[None], 0)[0] < NEVER)
        y = np.where(fits, rows + moves[chosen, 0], field[0])
        x = np.where(fits, columns + moves[chosen, 1], field[1])
        if turn == TURNS:
            break
        made = np.where(known[..., None], cells, cells[y, x])
        company = _boxed(np.stack([(chosen == k) & wanted for k in range(len(moves))]).astype(np.float32), 3)
        used = np.bincount((y * known.shape[1] + x)[~known], minlength=known.size).reshape(known.shape)
        used = REPEAT * around(used.astype(np.float32), 1).clip(0, 5)
        again = np.zeros_like(extra)
        for k, (here, there) in enumerate(shared):
            again[k][here] = used[there] - REPEAT * (chosen == k)[here]
        chosen = (_unlike(made, cells, shared, 2, weight) + extra + again.clip(0) - COMPANY * company).argmin(0)
    return _rimmed((y, x), known)


def _rimmed(field: Field, known: Array) -> Field:
    """The pieces in the hole, gone on with for two cells over its rim, where their light is compared with what is."""
    rows, columns = np.indices(known.shape)
    down, right = np.where(known, 0, field[0] - rows), np.where(known, 0, field[1] - columns)
    given = ~known
    for _ in range(2):
        for axis, step in ((0, 1), (0, -1), (1, 1), (1, -1)):
            there = np.roll(given, step, axis)
            edge = [slice(None), slice(None)]
            edge[axis] = slice(0, 1) if step > 0 else slice(-1, None)
            there[tuple(edge)] = False
            new = there & ~given
            down, right = (np.where(new, np.roll(a, step, axis), a) for a in (down, right))
            given = given | new
    y, x = rows + down, columns + right
    height, width = known.shape
    given &= (y >= 1) & (y < height - 1) & (x >= 1) & (x < width - 1)  # a copy is used up to a cell around its middle
    given &= known[np.where(given, y, 0), np.where(given, x, 0)] | ~known
    return np.where(given, y, -1), np.where(given, x, -1)


def _moves(found: Array, known: Array) -> Array:
    """Displacements (n, 2) to choose from: the most common of those found, and some to each side and up and down."""
    width = known.shape[1]
    common, count = np.unique(found, axis=0, return_counts=True)
    common = common[np.argsort(-count, kind="stable")[:PIECES]]
    step = max(2, width // 24)
    beside = np.arange(-width + 1, width, step)
    lists = [common, np.stack([np.zeros_like(beside), beside], 1)]
    full = _full(known)
    if len(full):  # what lies above or below all that is known has nothing beside it: it is made of the outermost rows
        deep = int(SPREAD * len(full)) + 1
        for sign, beyond in ((1, full[0]), (-1, len(known) - 1 - full[-1])):
            for n, dy in enumerate(range(3, beyond + deep, max(2, deep // 3)) if beyond else ()):
                some = beside[n % 4 :: 4] + n % step
                lists.append(np.stack([np.full_like(some, sign * dy), some], 1))
    return np.unique(np.concatenate(lists), axis=0)


def _full(known: Array) -> Array:
    """The rows of which enough is known to copy from them."""
    return np.flatnonzero(known.mean(1) > WIDE)


def _overlap(dy: int, dx: int, mask: Array) -> tuple[Part, Part]:
    """The part of a picture that has something (dy, dx) away, and the part where that is."""
    here, there = [], []
    for move, length in zip((dy, dx), mask.shape, strict=True):
        here.append(slice(max(0, -move), max(0, length - max(0, move))))
        there.append(slice(max(0, move), max(0, length + min(0, move))))
    return tuple(here), tuple(there)


def _unlike(
    picture: Array, source: Array, shared: list[tuple[Part, Part]], radius: int, where: Array | None = None
) -> Array:
    """How unlike the picture is to the source moved, for each move: mean squares around each cell, (n, h, w)."""
    out = np.zeros((len(shared), *picture.shape[:2]), np.float32)
    for one, (here, there) in zip(out, shared, strict=True):
        away = picture[here] - source[there]
        one[here] = np.einsum("hwc,hwc->hw", away, away) / 3
        if where is not None:
            one *= where
    return _boxed(out, radius)


def _boxed(stack: Array, radius: int) -> Array:
    """The mean of the square about each cell of (n, h, w), 0 beyond the edges. Quicker for many than one by one."""
    for axis in (1, 2):
        wide = stack.copy()
        for step in range(1, radius + 1):
            low, high = [slice(None)] * 3, [slice(None)] * 3
            low[axis], high[axis] = slice(None, -step), slice(step, None)
            wide[tuple(high)] += stack[tuple(low)]
            wide[tuple(low)] += stack[tuple(high)]
        stack = wide
    stack *= 1 / (2 * radius + 1) ** 2
    return stack


def _usable(known: Array) -> bool:
    """Whether enough patches are left to copy from: one in a hundred, and 20 at least."""
    bad = np.pad((~known).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    if min(known.shape) < SIZE:
        return False
    full = bad[SIZE:, SIZE:] - bad[:-SIZE, SIZE:] - bad[SIZE:, :-SIZE] + bad[:-SIZE, :-SIZE] == 0
    return full.sum() >= max(20, known.size / 100)


def _finer(field: Field, shape: tuple[int, ...]) -> Field:
    """The field of a picture twice as large: every cell becomes four, copied from four."""
    rows, columns = np.indices(shape)
    y, x = (a[rows // 2, columns // 2] for a in field)
    lost = y < 0
    return np.where(lost, -1, 2 * y + rows % 2), np.where(lost, -1, 2 * x + columns % 2)


def _levelled(cells: Array, known: Array) -> Array:
    """A first guess at the hole: each row goes on from left to right, less so from above and below."""
    total, share = np.zeros_like(cells), np.zeros(known.shape, np.float32)
    for axis, strength in ((1, 1.0), (0, 0.15)):
        place = np.arange(known.shape[axis]).reshape((-1, 1) if axis == 0 else (1, -1))
        for back in (False, True):
            seen = np.flip(known, axis) if back else known
            last = np.maximum.accumulate(np.where(seen, place, -1), axis)
            near = np.take_along_axis(np.flip(cells, axis) if back else cells, last.clip(0)[..., None], axis)
            pull = np.where(last >= 0, strength / (place - last + 0.5), 0).astype(np.float32)
            if back:
                near, pull = np.flip(near, axis), np.flip(pull, axis)
            total += near * pull[..., None]
            share += pull
    return np.where((share > 0)[..., None], total / np.maximum(share, 1e-9)[..., None], cells[known].mean(0))


def _trust(hole: Array) -> Array:
    """What a match counts: the less, the deeper it lies in the hole. What is known spreads from the rim inwards."""
    trust = np.ones(hole.shape, np.float32)
    inner = hole
    worth = 1.0
    while inner.any() and worth > 1e-3:
        worth /= 1.3
        trust[inner] = worth
        inner = ~_grown(~inner, 1)
    return trust


def _moved(cells: Array, known: Array, field: Field) -> Array:
    """By how much to move the colour of each cell's copy: the copies' gradients stay, their seams go. (h, w, 3)"""
    y, x = field
    given = y >= 0
    rows, columns = np.indices(known.shape)
    down, right = np.where(given, y - rows, 0), np.where(given, x - columns, 0)
    copy = cells[rows + down, columns + right]
    bend = np.zeros_like(copy)
    height, width = known.shape
    for axis in (0, 1):
        one = (slice(None, -1), slice(None)) if axis == 0 else (slice(None), slice(None, -1))
        two = (slice(1, None), slice(None)) if axis == 0 else (slice(None), slice(1, None))
        ahead = cells[(rows[two] + down[one]).clip(0, height - 1), (columns[two] + right[one]).clip(0, width - 1)]
        behind = cells[(rows[one] + down[two]).clip(0, height - 1), (columns[one] + right[two]).clip(0, width - 1)]
        # The step from one cell to the next as either's source has it, less the step of the copies: 0 inside a piece.
        step = _mild(((ahead - copy[one]) + (copy[two] - behind)) / 2 - (copy[two] - copy[one]))
        bend[two] += step
        bend[one] -= step
    return membrane(_mild(cells - copy), known, LOYAL, bend).clip(-FARTHEST, FARTHEST)


def _mild(step: Array) -> Array:
    """Only small steps (h, w, 3) are of light, and can be evened out; large ones are edges, and count little."""
    return step * np.exp(-(((step / EDGE) ** 2).sum(-1, keepdims=True) ** 2))


def _copied(picture: Array, field: Field, moved: Array, side: int) -> Array:
    """The picture's own pixels at their new places; neighbouring cells of different sources run into each other."""
    height, width = picture.shape[:2]
    y, x = field
    rows, columns = np.indices(y.shape)
    given = y >= 0
    offset = np.where(given, ((y - rows) * width + (x - columns)) * side, 0)
    flat = np.ascontiguousarray(picture).reshape(-1, 3)
    out = flat.copy()
    place = [(np.arange(n * side) + 0.5) / side - 0.5 for n in y.shape]
    low = [np.floor(p).astype(int) for p in place]
    share = [(p - a).astype(np.float32) for p, a in zip(place, low, strict=True)]
    first = [a.clip(0) for a in low]
    second = [(a + 1).clip(None, n - 1) for a, n in zip(low, y.shape, strict=True)]
    at = np.flatnonzero(given.repeat(side, 0).repeat(side, 1))
    row, column = at // width, at % width
    corners = [(a, b) for a in (0, 1) for b in (0, 1)]
    index = [(first, second)[a][0][row] * y.shape[1] + (first, second)[b][1][column] for a, b in corners]
    offsets, known = offset.ravel(), given.ravel()
    each = [offsets[i] for i in index]
    same = (each[0] == each[1]) & (each[0] == each[2]) & (each[0] == each[3])
    out[at[same]] = flat[at[same] + each[0][same]]
    mixed = np.flatnonzero(~same)
    at, row, column = at[mixed], row[mixed], column[mixed]
    total, weights = np.zeros((len(at), 3), np.float32), np.zeros((len(at), 1), np.float32)
    for (a, b), i, away in zip(corners, index, each, strict=True):
        weight = (share[0][row] if a else 1 - share[0][row]) * (share[1][column] if b else 1 - share[1][column])
        weight = (weight * known[i[mixed]])[:, None]
        total += flat[(at + away[mixed]).clip(0, len(flat) - 1)] * weight  # half a cell beyond may be outside
        weights += weight
    out[at] = total / weights
    return (out.reshape(picture.shape) + resized(moved * given[..., None], width, height)).clip(0, 1)


def _window(hole: Array) -> Part:
    """The part of a picture that is looked at to fill a hole: wider than high, as most of what is alike is beside."""
    spans = [np.flatnonzero(hole.any(axis)) for axis in (1, 0)]
    longest = max(span[-1] - span[0] + 1 for span in spans)
    beside = (max(32, int(0.7 * longest)), max(48, int(1.2 * longest)))
    return tuple(
        slice(max(0, span[0] - more), min(n, span[-1] + 1 + more))
        for span, more, n in zip(spans, beside, hole.shape, strict=True)
    )


def _grown(mask: Array, radius: int) -> Array:
    """A mask (h, w) of bool with all pixels up to so far from it, along rows and columns."""
    for axis in (0, 1):
        wide = mask.copy()
        for step in range(1, min(radius, mask.shape[axis] - 1) + 1):
            low, high = [slice(None)] * 2, [slice(None)] * 2
            low[axis], high[axis] = slice(None, -step), slice(step, None)
            wide[tuple(high)] |= mask[tuple(low)]
            wide[tuple(low)] |= mask[tuple(high)]
        mask = wide
    return mask


def _halved(a: Array) -> Array:
    """Means of squares of four pixels: (h, w, c) at half the size, rounded up."""
    a = np.pad(a, ((0, a.shape[0] % 2), (0, a.shape[1] % 2), (0, 0)), "edge")
    return (a[::2, ::2] + a[1::2, ::2] + a[::2, 1::2] + a[1::2, 1::2]) / 4


def _doubled(a: Array, shape: tuple[int, ...]) -> Array:
    """The other way, smoothly."""
    return resized(a, 2 * a.shape[1], 2 * a.shape[0])[: shape[0], : shape[1]]
