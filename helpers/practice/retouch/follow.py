"""Make figures and scenes follow the lines of a `Layout`: fitted, warped, and the lines themselves painted in.

Every field of displacement is found on a small grid and told in shares of the picture, so a picture is warped alike at
every size. Strength is 0 (the lines say nothing) to 1 (outlines are followed as far as paint stretches).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from helpers.practice.retouch.lines import FINE, Layout, Silhouette, blurred, connected, grown, horizon, smoothed

Array = np.ndarray
Box = tuple[float, float, float, float]  # left, top, right, bottom, in shares of the picture
Painting = tuple[Array, Array]  # colour (s, s, 3) and alpha (s, s), 0 to 1

GRID = 72  # cells to each side of the window in which outlines are matched
MARGIN = 0.22  # of a silhouette's width and height, left free around it in that window
PULLED = 0.5  # strength from which a figure stands where its silhouette does
BENT = 0.65  # how much narrower or broader than drawn a figure may become at full strength (logarithm of the ratio)
ROUNDS = ((6.0, 12), (3.5, 14), (2.0, 18))  # of matching outlines: how soft they are (cells), and how many steps
FOLD = 0.45  # how much shorter the field may make any stretch: at 1 the paint would fold
MESH = 40  # pieces to each side of a window, each warped as one
NEAR = 0.24  # share of the picture's height over which the small ups and downs of a moved skyline die away
ABOVE = 0.012  # share of the picture's height
MOON = np.array([1.0, 0.98, 0.92], np.float32)  # what is drawn in the sky, if nobody plays it
FAITH = (0.2, 0.4)  # overlap of a figure with its silhouette up to which it is hardly bent, and what it takes more


@dataclass(frozen=True, slots=True)
class Part:
    """Who plays what: the drawing of a figure that was chosen, and the silhouette it fills."""

    drawing: int
    silhouette: int | None  # None: there are fewer silhouettes than figures


@dataclass(frozen=True, slots=True)
class Player:
    """A painted figure that takes part in a picture."""

    colour: Array  # (s, s, 3) float32, 0 to 1, as it looks in the light of the scene
    alpha: Array  # (s, s) float32, 0 to 1
    home: Box  # where its sheet would lie without a sketch
    silhouette: int | None  # which one of the layout it fills
    on: str = "ground"  # ground, water or air; who stands on the ground has a shadow


# ---- figures


def assign(layout: Layout, candidates: Sequence[Sequence[Painting]]) -> tuple[Part, ...]:
    """For each figure, given as one or more drawings of it (of any size): its silhouette, and the drawing that fits."""
    scores = {}
    for i, drawings in enumerate(candidates):
        for j, silhouette in enumerate(layout.silhouettes):
            scores[i, j] = _likeness(drawings[0][1], silhouette) + silhouette.area**0.5
    taken: dict[int, int] = {}
    for i, j in sorted(scores, key=lambda pair: -scores[pair]):
        if i not in taken and j not in taken.values():
            taken[i] = j
    parts = []
    for i, drawings in enumerate(candidates):
        j = taken.get(i)
        parts.append(Part(0 if j is None else choose(drawings, layout.silhouettes[j]), j))
    return tuple(parts)


def choose(drawings: Sequence[Painting], silhouette: Silhouette) -> int:
    """Which of several drawings is the most like a silhouette once placed and scaled."""
    return int(np.argmax([_likeness(alpha, silhouette) for _, alpha in drawings]))


def fit_figure(
    colour: Array,
    alpha: Array,
    silhouette: Silhouette,
    strength: float,
    height: int,
    width: int,
    home: Box | None = None,
) -> Painting:
    """A painted figure (its sheet: colour (s, s, 3), alpha (s, s)) made to fill a silhouette.

    home: where its sheet would lie otherwise; a weak sketch pulls it only part of the way. Returns its colour
    (height, width, 3) and alpha (height, width) on the whole picture.
    """
    small = _reduced(alpha, GRID, GRID)
    box = _sheet_box(small, silhouette, strength)
    window = _window(box, silhouette.box)
    goal = _seen_in(silhouette.mask.astype(np.float32), (0, 0, 1, 1), window)
    plain, mirror = _seen_in(small, box, window), _seen_in(small[:, ::-1], box, window)
    if _overlap(mirror, goal) > _overlap(plain, goal) + 0.02:
        colour, alpha, plain = colour[:, ::-1], alpha[:, ::-1], mirror
    trust = float(np.clip((_overlap(plain, goal) - FAITH[0]) / FAITH[1], 0.15, 1))
    field = _matched(plain, goal) * np.float32(trust * np.clip((strength - 0.15) / 0.75, 0, 1))
    if home is not None and strength < PULLED:
        window, box = _moved(window, box, home, strength / PULLED), _between(home, box, strength / PULLED)
    return _warped(colour, alpha, box, window, field, height, width)


def _likeness(alpha: Array, silhouette: Silhouette) -> float:
    """Shared area over joint area, 0 to 1, of the better of a drawing and its mirror image with a silhouette."""
    small = _reduced(alpha, GRID, GRID)
    box = _sheet_box(small, silhouette, 1.0)
    window = _window(box, silhouette.box)
    goal = _seen_in(silhouette.mask.astype(np.float32), (0, 0, 1, 1), window)
    return max(_overlap(_seen_in(a, box, window), goal) for a in (small, small[:, ::-1]))


def _overlap(a: Array, b: Array) -> float:
    return float(np.minimum(a, b).sum() / max(float(np.maximum(a, b).sum()), 1e-6))


def _sheet_box(alpha: Array, silhouette: Silhouette, strength: float) -> Box:
    """Where a drawing's sheet must lie for what is drawn on it to fill the silhouette's box, feet on its lower edge."""
    rows, columns = silhouette.mask.shape
    aspect = columns / rows
    left, top, right, bottom = silhouette.box
    x, y = np.flatnonzero(alpha.max(0) > 0.3), np.flatnonzero(alpha.max(1) > 0.3)
    if not len(x):
        return silhouette.box
    side = len(alpha)
    x0, x1, y0, y1 = x[0] / side, (x[-1] + 1) / side, y[0] / side, (y[-1] + 1) / side
    across, down = (right - left) * aspect / (x1 - x0), (bottom - top) / (y1 - y0)
    bent = float(np.clip(np.log(across / down), -BENT * strength, BENT * strength))
    size = np.sqrt(across * down)
    across, down = size * np.exp(bent / 2) / aspect, size * np.exp(-bent / 2)
    sheet_left = (left + right) / 2 - across * (x0 + x1) / 2
    sheet_top = bottom - down * y1
    return float(sheet_left), float(sheet_top), float(sheet_left + across), float(sheet_top + down)


def _window(*boxes: Box) -> Box:
    """The part of the picture in which an outline is matched: about everything in the boxes, and a margin."""
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    x, y = MARGIN * (boxes[-1][2] - boxes[-1][0]), MARGIN * (boxes[-1][3] - boxes[-1][1])
    return left - x, top - y, right + x, bottom + y


def _between(a: Box, b: Box, share: float) -> Box:
    return tuple(p + (q - p) * share for p, q in zip(a, b, strict=True))


def _moved(window: Box, box: Box, home: Box, share: float) -> Box:
    """The window, moved and scaled along with its sheet from its box towards home."""
    to = _between(home, box, share)
    x, y = (to[2] - to[0]) / (box[2] - box[0]), (to[3] - to[1]) / (box[3] - box[1])
    return (
        to[0] + (window[0] - box[0]) * x,
        to[1] + (window[1] - box[1]) * y,
        to[0] + (window[2] - box[0]) * x,
        to[1] + (window[3] - box[1]) * y,
    )


def _seen_in(a: Array, box: Box, window: Box) -> Array:
    """A small array that lies in a box, as seen in a window: (GRID, GRID); 0 around it."""
    height, width = a.shape
    x, y = width / (box[2] - box[0]), height / (box[3] - box[1])
    extent = (
        (window[0] - box[0]) * x,
        (window[1] - box[1]) * y,
        (window[2] - box[0]) * x,
        (window[3] - box[1]) * y,
    )
    image = Image.fromarray(np.pad(np.ascontiguousarray(a, np.float32), 2))
    padded = tuple(v + 2 for v in extent)
    how = Image.Resampling.BILINEAR
    return np.asarray(image.transform((GRID, GRID), Image.Transform.EXTENT, padded, how), np.float32)


def _matched(figure: Array, goal: Array) -> Array:
    """The smooth field that moves the outline of a figure onto that of the goal, both (GRID, GRID), 0 to 1.

    Returns (GRID, GRID, 2): how many cells to the right of and below each point its paint is to be found. Each step
    pushes along the slope of the softened outlines, as "demons" do in the registration of medical pictures.
    """
    field = np.zeros((GRID, GRID, 2), np.float32)
    for soft, steps in ROUNDS:
        wide, narrow, least = _bell(soft), _bell(soft * 0.75), _bell(1.0)
        moving, fixed = (wide @ a @ wide.T for a in (figure, goal))
        slope = np.stack(np.gradient(fixed)[::-1], 2)
        for _ in range(steps):
            now = _sampled(moving, field)
            off = (fixed - now)[..., None]
            pull = (slope + np.stack(np.gradient(now)[::-1], 2)) / 2
            push = off * pull / ((pull**2).sum(2, keepdims=True) + 0.3 * off**2 + 1e-5)
            for i in (0, 1):
                field[..., i] = least @ (field[..., i] + narrow @ push[..., i].clip(-2, 2) @ narrow.T) @ least.T
    for _ in range(12):
        if max(float(-np.diff(field[..., 0], axis=1).min()), float(-np.diff(field[..., 1], axis=0).min())) < FOLD:
            break
        field = blurred(field, 1.2)
    return field


def _bell(soft: float) -> Array:
    """What softens the columns of a (GRID, GRID) array, as a matrix: by far the fastest way at this size."""
    at = np.arange(GRID)
    weights = np.exp(-0.5 * ((at[:, None] - at) / soft) ** 2)
    return (weights / weights.sum(1, keepdims=True)).astype(np.float32)


def _sampled(a: Array, field: Array) -> Array:
    """A (GRID, GRID) array at the points where a field finds its paint."""
    y, x = np.mgrid[:GRID, :GRID]
    return _bilinear(a, x + field[..., 0], y + field[..., 1])


def _warped(colour: Array, alpha: Array, box: Box, window: Box, field: Array, height: int, width: int) -> Painting:
    """A sheet that lies in a box of the picture, warped by a field that holds in a window."""
    side_x, side_y = (box[2] - box[0]) * width, (box[3] - box[1]) * height
    shrink = min(1.0, max(side_x, side_y) / alpha.shape[1])
    side = max(8, round(alpha.shape[1] * shrink))
    layers = np.dstack([colour * alpha[..., None], alpha])
    if shrink < 0.8:
        layers = np.dstack([_reduced(layers[..., c], side, side) for c in range(4)])
    rows, columns = layers.shape[:2]
    x0, y0 = max(0, int(window[0] * width)), max(0, int(window[1] * height))
    x1, y1 = min(width, int(window[2] * width) + 1), min(height, int(window[3] * height) + 1)
    out_colour, out_alpha = np.zeros((height, width, 3), np.float32), np.zeros((height, width), np.float32)
    if x1 <= x0 or y1 <= y0:
        return out_colour, out_alpha
    at_x = np.unique(np.linspace(x0, x1, MESH + 1).round().astype(int))
    at_y = np.unique(np.linspace(y0, y1, MESH + 1).round().astype(int))
    grid_x, grid_y = np.meshgrid(at_x / width, at_y / height)
    cell_x, cell_y = (window[2] - window[0]) / GRID, (window[3] - window[1]) / GRID
    field_x, field_y = (
        _bilinear(field[..., i], (grid_x - window[0]) / cell_x - 0.5, (grid_y - window[1]) / cell_y - 0.5)
        for i in (0, 1)
    )
    from_x = (grid_x + field_x * cell_x - box[0]) / (box[2] - box[0]) * columns
    from_y = (grid_y + field_y * cell_y - box[1]) / (box[3] - box[1]) * rows
    points = np.stack([from_x, from_y], 2)
    quads = np.concatenate([points[:-1, :-1], points[1:, :-1], points[1:, 1:], points[:-1, 1:]], 2).tolist()
    mesh = [
        ((int(at_x[i] - x0), int(at_y[j] - y0), int(at_x[i + 1] - x0), int(at_y[j + 1] - y0)), tuple(quads[j][i]))
        for j in range(len(at_y) - 1)
        for i in range(len(at_x) - 1)
    ]
    how = Image.Resampling.BILINEAR
    drawn = [
        np.asarray(
            Image.fromarray(np.ascontiguousarray(layers[..., c])).transform(
                (x1 - x0, y1 - y0), Image.Transform.MESH, mesh, how
            )
        )
        for c in range(4)
    ]
    out_alpha[y0:y1, x0:x1] = drawn[3]
    out_colour[y0:y1, x0:x1] = np.dstack(drawn[:3]) / np.maximum(drawn[3], 1e-4)[..., None]
    return out_colour, out_alpha


def _bilinear(a: Array, x: Array, y: Array) -> Array:
    x, y = x.clip(0, a.shape[1] - 1.001), y.clip(0, a.shape[0] - 1.001)
    x0, y0 = x.astype(int), y.astype(int)
    fx, fy = x - x0, y - y0
    upper = a[y0, x0] * (1 - fx) + a[y0, x0 + 1] * fx
    return upper * (1 - fy) + (a[y0 + 1, x0] * (1 - fx) + a[y0 + 1, x0 + 1] * fx) * fy


# ---- scenes


def skyline(picture: Array) -> Array | None:
    """The line of the land in a painted scene, in each of its columns, 0 (top) to 1; None where nothing runs across.

    Returns (columns,) float32 on the working grid, whatever the size of the picture.
    """
    height, width = picture.shape[:2]
    scale = FINE / min(height, width)
    columns, rows = max(FINE, round(width * scale)), max(FINE, round(height * scale))
    return horizon(np.dstack([_reduced(picture[..., c], columns, rows) for c in range(3)]))


def follow_skyline(picture: Array, now: Array, wanted: Array, strength: float) -> Array:
    """A painted scene whose line of the land is moved, column by column, from where it is to where it is wanted.

    now, wanted: (n,), 0 (top) to 1, of any length. The upper and lower edge of the picture stay where they are.
    """
    height, width = picture.shape[:2]
    pull = np.clip(strength / 0.9, 0, 1)
    # A little above the line: if anything must be stretched much, it is to be the sky and not the edge of the land.
    now, wanted = ((_stretched(line, width) - ABOVE).clip(0.03, 0.97) for line in (now, wanted))
    shift = (wanted - now) * np.float32(pull)
    line = now + shift
    slow = smoothed(shift, width / 8).astype(np.float32)
    quick = shift - slow
    y = ((np.arange(height, dtype=np.float32) + 0.5) / height)[:, None]
    # What is at the edges stays, what is at the line goes along, what is between follows evenly; but the line's small
    # ups and downs die away sooner, or every meadow would be as jagged as the mountains above it.
    even = np.where(y < line, y / line, (1 - y) / (1 - line))
    reach = np.minimum(np.maximum(NEAR, 1.3 * np.abs(quick)), np.where(y < line, line, 1 - line))
    close = (1 - np.abs(y - line) / reach).clip(0, 1)
    source = y - slow * even - quick * close
    at = (source * height - 0.5).clip(0, height - 1.001)
    upper = at.astype(np.int32)
    part = (at - upper).astype(np.float32)[..., None]
    flat = picture.reshape(-1, 3)
    index = upper * width + np.arange(width, dtype=np.int32)
    above = flat[index]
    return above + (flat[index + width] - above) * part


def choose_scene(pictures: Sequence[Array], wanted: Array) -> int:
    """Which of several paintings of a scene has the skyline nearest to the wanted one, up or down shifts apart."""
    far = []
    for picture in pictures:
        now = skyline(picture)
        if now is None:
            far.append(np.inf)
            continue
        off = _stretched(now, FINE) - _stretched(wanted, FINE)
        far.append(float(np.abs(off - np.median(off)).mean() + 0.3 * abs(np.median(off))))
    return int(np.argmin(far))


def _stretched(line: Array, width: int) -> Array:
    at = (np.arange(width) + 0.5) / width * len(line) - 0.5
    return np.interp(at, np.arange(len(line)), line).astype(np.float32)


# ---- lines


def ink(picture: Array, edges: Array, strength: float) -> Array:
    """A picture with faint contours painted along given lines (rows, columns), in the colours of their surroundings."""
    height, width = picture.shape[:2]
    soft = blurred(edges[..., None], 0.8)[..., 0]
    size = (width, height)
    line = np.asarray(Image.fromarray(soft).resize(size, Image.Resampling.BICUBIC), np.float32)
    line = ((line - 0.16) / 0.3).clip(0, 1)
    line = (line * line * (3 - 2 * line) * np.float32(strength))[..., None]
    local = picture.mean(2, keepdims=True)
    dark = picture * np.float32(0.5)
    light = picture + (1 - picture) * np.float32(0.4)
    paint = np.where(local > 0.28, dark, light)
    return picture + (paint - picture) * line * np.float32(0.8)


# ---- all together


def arranged(layout: Layout, background: Array, players: Sequence[Player], strength: float) -> Array:
    """The picture that follows a layout: the scene bent to its skyline, the players in their silhouettes, its lines.

    background: (height, width, 3) float32, 0 to 1, with nobody in it. Returns the same shape.
    """
    height, width = background.shape[:2]
    picture = background
    if layout.skyline is not None and (now := skyline(background)) is not None:
        picture = follow_skyline(background, now, layout.skyline, strength)
    played = {p.silhouette for p in players}
    for j, silhouette in enumerate(layout.silhouettes):
        if j not in played:
            picture = _unplayed(picture, silhouette, layout.skyline, strength)
    standing = []
    for player in players:
        if player.silhouette is None:
            nowhere = np.zeros((GRID, GRID, 2), np.float32)
            painted = _warped(player.colour, player.alpha, player.home, player.home, nowhere, height, width)
        else:
            silhouette = layout.silhouettes[player.silhouette]
            painted = fit_figure(player.colour, player.alpha, silhouette, strength, height, width, player.home)
        rows = np.flatnonzero(painted[1].max(1) > 0.3)
        standing.append((int(rows[-1]) if len(rows) else 0, player.on, painted))
    picture = picture.copy()
    for feet, on, (colour, alpha) in sorted(standing, key=lambda s: (s[1] != "air", s[0])):
        if on == "ground":
            _shade(picture, alpha, feet)
        picture += (colour - picture) * alpha[..., None]
    return ink(picture, _to_ink(layout, played), strength).clip(0, 1)


def _to_ink(layout: Layout, played: set[int | None]) -> Array:
    """The lines that nothing in the picture follows yet."""
    edges = layout.edges.copy()
    for j, silhouette in enumerate(layout.silhouettes):
        if j in played or _in_sky(silhouette, layout.skyline):
            edges[connected(grown(edges > 0.2, 1) | silhouette.mask, silhouette.mask)] = 0  # a tail goes with its cat
    if layout.skyline is not None:
        rows = len(edges)
        edges[np.abs(np.arange(rows)[:, None] + 0.5 - layout.skyline * rows) < 3] = 0
    return edges


def _in_sky(silhouette: Silhouette, line: Array | None) -> bool:
    left, _, right, bottom = silhouette.box
    if line is None:
        return False
    first = int(left * len(line))
    return bool(bottom < line[first : max(first + 1, int(right * len(line)))].min())


def _unplayed(picture: Array, silhouette: Silhouette, skyline: Array | None, strength: float) -> Array:
    """A silhouette nobody fills: in the sky something pale as a moon, else a swelling of what is there.

    Both are lit at the upper left and in shade at the lower right.
    """
    height, width = picture.shape[:2]
    rows = silhouette.mask.shape[0]
    mask = silhouette.mask.astype(np.float32)
    bulge = blurred(mask[..., None], 0.03 * rows)[..., 0]
    down, across = np.gradient(bulge)
    slope = (down + 0.7 * across) * 0.045 * rows
    inside = blurred(mask[..., None], 0.7)[..., 0]
    size = (width, height)
    slope, inside = (
        np.asarray(Image.fromarray(a).resize(size, Image.Resampling.BICUBIC))[..., None]
        for a in (slope * inside, inside)
    )
    inside = ((inside - 0.25) / 0.5).clip(0, 1) * np.float32(strength)
    if _in_sky(silhouette, skyline):
        pale = np.float32(0.95) + slope.clip(-0.8, 0.3) * np.float32(0.12)
        return picture + (pale * MOON - picture) * inside * np.float32(0.85)
    return picture * (1 + inside * (0.6 * slope + np.float32(0.06)))


def _shade(picture: Array, alpha: Array, feet: int) -> None:
    """A soft patch of shade on the ground where a figure stands, painted into the picture."""
    height, width = alpha.shape
    foot = np.flatnonzero(alpha[max(0, feet - height // 40) : feet + 1].max(0) > 0.3)
    if not len(foot):
        return
    rx = max((foot[-1] - foot[0]) * 0.62, 0.03 * height)
    ry = max(0.16 * rx, 0.008 * height)
    x, y = (foot[0] + foot[-1]) / 2 + 0.1 * rx, feet - 0.2 * ry
    y0, y1 = max(0, int(y - 3 * ry)), min(height, int(y + 3 * ry) + 1)
    x0, x1 = max(0, int(x - 2.2 * rx)), min(width, int(x + 2.2 * rx) + 1)
    far = ((np.arange(y0, y1) - y) / ry)[:, None] ** 2 + ((np.arange(x0, x1) - x) / rx) ** 2
    picture[y0:y1, x0:x1] *= 1 - 0.5 * np.exp(-1.1 * far).astype(np.float32)[..., None]


def _reduced(a: Array, width: int, height: int) -> Array:
    """(h, w) at another size; where it gets smaller, the means of what falls together."""
    how = Image.Resampling.BOX if width < a.shape[1] else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(np.ascontiguousarray(a, np.float32)).resize((width, height), how))
