"""A given picture as the engine can work on it, and figures put into places of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from PIL import Image, ImageFilter

from helpers.practice import composition as paintings
from helpers.practice.brief import Brief, Wanted
from helpers.practice.composition import CELL, Backdrop, Composition, Figure, Given
from helpers.practice.edits.likeness import standing_room, surroundings
from helpers.practice.imagination import Plan
from helpers.practice.painter import subjects
from helpers.practice.painter.light import Setting
from helpers.practice.painter.scenes import Place
from helpers.practice.retouch.cutout import Sight, cutout, edged, look
from helpers.practice.retouch.errors import NothingFound
from helpers.practice.retouch.pixels import resized
from helpers.practice.shown import Known, Shown, fit, framed, joined, traces, under, union

Array = np.ndarray

GRAIN = 4 * CELL  # pixels: the coarsest level of diffusion works on blocks of this size
MOST_PIXELS = 1_100_000  # a larger picture is worked on at this size
LEAST_SIDE = 256  # pixels; a smaller picture is worked on enlarged
PAINTINGS = 8  # of one edit
VARIANTS = 4  # drawings of each figure
FALLING = ("rain", "snow", "fog", "storm")  # weathers that come between a scene and who looks at it
MOSTLY = 0.7  # share of a figure under a mask for all of it to be meant
AROUND = 0.006  # of the picture's height: how much wider than a known figure and its shadow the place is that it leaves
RIM, AMONG = (
    0.015,
    0.6,
)  # of the picture's height: what is around a hole; share of it that makes the hole a figure's own
ROOM = 0.8  # share of a box that figures standing beside one another may fill across


@dataclass(frozen=True, slots=True)
class Stage:
    """A picture (h, w, 3), 0 to 1, whose sides are multiples of GRAIN, made from one of any size."""

    picture: Array
    original: Array  # (H, W, 3), 0 to 1
    width: int  # of the part of `picture` that is the original; the rest repeats its edge
    height: int
    known: Known = None  # what `picture` shows, where that need not be guessed

    @classmethod
    def of(cls, pixels: Array, known: Known = None) -> Stage:
        """pixels: (h, w, 3 or 4) uint8; an alpha is taken to lie on white. known: what they show."""
        original = opaque(pixels)
        height, width = original.shape[:2]
        scale = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
        scale = max(scale, LEAST_SIDE / min(width, height)) if scale == 1 else scale
        size = max(1, round(width * scale)), max(1, round(height * scale))
        small = _padded(_scaled(original, *size))
        return cls(small, original, *size, framed(known, (0, 0, small.shape[1], small.shape[0]), size[::-1]))

    def plane(self, mask: Array) -> Array:
        """A mask (H, W) of the original, 0 to 1, as one of `picture`."""
        small = resized(mask.astype(np.float32), self.width, self.height, Image.Resampling.BILINEAR)
        return _padded(small).clip(0, 1)

    def area(self, mask: Array, grow: float, soft: float) -> Array:
        """A mask (H, W) of the original as one of `picture`, widened, and with a soft edge in any case.

        grow: pixels of the original; soft: standard deviation of the edge, in heights of the picture.
        """
        return blurred(widened(self.plane(mask), round(grow * self.scale)), soft * self.height)

    @property
    def scale(self) -> float:
        """Pixels of `picture` to one of the original."""
        return self.height / self.original.shape[0]

    def back(self, picture: Array) -> Array:
        """A picture of the stage's size in the original's size again."""
        height, width = self.original.shape[:2]
        return _scaled(picture[: self.height, : self.width], width, height)

    def merged(self, picture: Array, mask: Array) -> Array:
        """The original, with `picture` in its place where the mask (h, w) of the stage is 1. In the original's size."""
        height, width = self.original.shape[:2]
        inner = resized(mask[: self.height, : self.width], width, height, Image.Resampling.BICUBIC).clip(0, 1)
        return self.original + (self.back(picture) - self.original) * inner[..., None]

    def moved(self, picture: Array) -> Array:
        """The original, changed by what differs between `picture` and the stage's: its finest details stay."""
        height, width = self.original.shape[:2]
        if (self.height, self.width) == (height, width):
            return self.back(picture)
        change = (picture - self.picture)[: self.height, : self.width]
        return (self.original + resized(change, width, height, Image.Resampling.BICUBIC)).clip(0, 1)

    @property
    def seen(self) -> Sight:
        """What stands in `picture`."""
        return look(self.picture, self.known)

    def going(self, mask: Array) -> Array:
        """What goes with the known figures that are mostly under a mask (h, w) of the stage: (h, w), 0 to 1.

        That is each as a whole, with its shadow or its mirror image; nothing of those that stay.
        """
        gone, left = self._parted(mask)
        if not gone:
            return np.zeros_like(mask)
        area = fit(np.maximum(union(gone), traces(gone)), mask.shape)
        return grown(area, round(AROUND * self.height)) * (1 - edged(self.picture, union(left)) if left else 1)

    def staying(self, mask: Array, most: float = MOSTLY) -> Array:
        """Where the known figures are of which a mask (h, w) of the stage covers at most a share: (h, w), 0 to 1."""
        _, left = self._parted(mask, most)
        return edged(self.picture, union(left)) if left else np.zeros_like(mask)

    def places(self, mask: Array) -> list[Box]:
        """The boxes of the known figures that are mostly under a mask (h, w) of the stage, from left to right."""
        gone, _ = self._parted(mask)
        boxes = [box_of(fit(figure.alpha, mask.shape)) for figure in gone]
        return sorted((box for box in boxes if box), key=lambda box: box.left)

    def apart(self, hole: Array, seen: Sight) -> Array:
        """What a hole (h, w), 0 to 1, is not to be filled with: figures outside it, (h, w), 0 to 1.

        But for one that is all around it, since what was cut out of a tree's crown shows the tree. seen: what stands in
        the picture.
        """
        if self.known is None:
            return standing(self.picture, hole, seen)
        rim = np.clip(grown(hole, round(RIM * self.height)) - 2 * hole, 0, 1)
        total = max(float(rim.sum()), 1.0)
        others = [f for f in self.known if (fit(f.alpha, hole.shape) * rim).sum() < AMONG * total]
        return edged(self.picture, union(others)) * (1 - hole) if others else np.zeros_like(hole)

    def _parted(self, mask: Array, most: float = MOSTLY) -> tuple[list[Shown], list[Shown]]:
        """The known figures of which more than a share is under a mask, and the others."""
        gone: list[Shown] = []
        left: list[Shown] = []
        for figure in self.known or ():
            inside = float((figure.alpha * fit(mask, figure.alpha.shape)).sum())
            (gone if inside > most * float(figure.alpha.sum()) else left).append(figure)
        return gone, left

    def told(self, mask: Array, new: Known) -> Known:
        """What the original shows once what is under a mask (h, w) of the stage shows something new instead."""
        if self.known is None or new is None:
            return None
        known = joined(under(self.known, 1 - mask), under(new, mask))
        return framed(known, (0, 0, self.width, self.height), self.picture.shape)

    def coloured(self, mask: Array, colour: str) -> Known:
        """What the original shows once what is under a mask (h, w) of the stage has another colour."""
        if self.known is None:
            return None
        gone, _ = self._parted(mask)
        known = tuple(replace(figure, colour=colour) if figure in gone else figure for figure in self.known)
        return framed(known, (0, 0, self.width, self.height), self.picture.shape)

    @property
    def latent(self) -> Array:
        """The picture as diffusion sees it: an eighth of the size, -1 to 1."""
        return paintings.shrunk(self.picture, CELL) * 2 - 1


def opaque(pixels: Array) -> Array:
    """uint8 pixels (h, w, 3 or 4) as a picture on white."""
    picture = pixels[..., :3].astype(np.float32) / 255
    if pixels.shape[2] == 4:
        picture = 1 + (picture - 1) * (pixels[..., 3:].astype(np.float32) / 255)
    return picture


def _scaled(picture: Array, width: int, height: int) -> Array:
    """The picture (h, w, 3) in another size, as sharp as can be; unchanged in its own."""
    if picture.shape[:2] == (height, width):
        return picture
    return resized(picture, width, height, Image.Resampling.LANCZOS).clip(0, 1)


def eight_bit(picture: Array) -> Array:
    """0 to 1 -> uint8."""
    return (picture.clip(0, 1) * 255 + 0.5).astype(np.uint8)


def _padded(a: Array) -> Array:
    height, width = a.shape[:2]
    more = [(0, -height % GRAIN), (0, -width % GRAIN)] + [(0, 0)] * (a.ndim - 2)
    return np.pad(a, more, mode="edge")


def given(picture: Array, brief: Brief) -> Given:
    """The picture as something to paint on, in the light it seems to have; what the brief says of that goes first."""
    scene, setting = surroundings(picture, brief)
    return Given(picture, scene, setting, standing_room(scene), falls=brief.weather in FALLING)


def standing(picture: Array, but: Array | None = None, seen: Sight | None = None) -> Array:
    """Where the picture shows its figures: a mask (h, w) of 0 to 1, less another one; what is not to be copied.

    seen: what `look` saw in the picture, for those who have looked already.
    """
    try:
        alpha = cutout(picture, seen)
    except NothingFound:
        return np.zeros(picture.shape[:2], np.float32)
    return alpha if but is None else alpha * (1 - but)


def scenery(scene: str, setting: Setting, picture: Array, rng: np.random.Generator) -> tuple[Array, Place]:
    """The scene, painted in the size of the picture, and where things may stand in it."""
    seed, sun = (int(n) for n in rng.integers(1 << 31, size=2))
    height, width = picture.shape[:2]
    return paintings.paint_backdrop(Backdrop(scene, setting, seed, sun), width, height)


@dataclass(frozen=True, slots=True)
class Box:
    """A place for figures, in cells: they stand on its lower edge."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def box_of(mask: Array) -> Box | None:
    """The box around a mask (h, w) of the stage's pixels, where it is above a half; None if it nowhere is."""
    rows, columns = np.flatnonzero((mask > 0.5).any(1)), np.flatnonzero((mask > 0.5).any(0))
    if not len(rows):
        return None
    return Box(columns[0] / CELL, rows[0] / CELL, (columns[-1] + 1) / CELL, (rows[-1] + 1) / CELL)


def box_within(mask: Array, enough: float = 0.97) -> Box | None:
    """The largest upright box that a mask (h, w) of the stage's pixels covers nearly everywhere."""
    cover = paintings.shrunk(mask[..., None], CELL)[..., 0]
    total = np.pad(cover.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    rows, columns = cover.shape
    best: tuple[float, Box | None] = (0.0, None)
    for height in range(rows, 2, -1):
        for width in {max(3, round(height * ratio)) for ratio in (0.7, 1.0, 1.4)}:
            if width > columns or width * height <= best[0]:
                continue
            inside = (
                total[height:, width:] - total[:-height, width:] - total[height:, :-width] + total[:-height, :-width]
            )
            y, x = np.unravel_index(int(inside.argmax()), inside.shape)
            if inside[y, x] >= enough * width * height:
                best = width * height, Box(float(x), float(y), float(x + width), float(y + height))
    return best[1]


def in_boxes(
    plan: Plan,
    wanted: Sequence[Wanted],
    boxes: Sequence[Box],
    backdrop: Given | Backdrop,
    rng: np.random.Generator,
    columns: int,
    rows: int,
    play: float = 0.0,
) -> list[Composition]:
    """Paintings with the wanted figures standing in the boxes, filling them as far as their proportions allow.

    Fewer boxes than figures: the last ones share a box, side by side. play: how far figures may stray, in cells.
    """
    crowd = [w for w in wanted for _ in range(w.count)]
    places = _shared(boxes, len(crowd))
    touch = int(rng.integers(1 << 31))
    cast = [[int(rng.integers(1 << 31)) for _ in range(VARIANTS)] for _ in crowd]
    out = []
    for _ in range(PAINTINGS):
        figures = []
        for part, (who, box, seeds) in enumerate(zip(crowd, places, cast, strict=True)):
            stray = rng.uniform(-play, play, 2)
            figures.append(_standing(who, box, seeds[int(rng.integers(VARIANTS))], part, stray))
        figures.sort(key=lambda f: f.y)
        out.append(_composed(plan, backdrop, tuple(figures), touch, columns, rows))
    return out


def _composed(
    plan: Plan, backdrop: Given | Backdrop, figures: tuple[Figure, ...], touch: int, columns: int, rows: int
) -> Composition:
    return Composition(
        columns, rows, backdrop, figures, plan.style, touch, plan.style_weight, plan.mood, plan.mood_weight
    )


def _shared(boxes: Sequence[Box], count: int) -> list[Box]:
    """One box for each figure."""
    first, last = list(boxes[: max(0, min(count, len(boxes)) - 1)]), boxes[min(count, len(boxes)) - 1 : len(boxes)]
    rest = count - len(first)
    if rest <= 0 or not last:
        return first
    box = last[0]
    part = box.width / rest
    return first + [
        Box(box.left + i * part, box.top, box.left + (i + (1 if rest == 1 else 0.5 + ROOM / 2)) * part, box.bottom)
        for i in range(rest)
    ]


def _standing(who: Wanted, box: Box, seed: int, part: int, stray: Array) -> Figure:
    kind = subjects.load()[who.subject]
    left, top, right, bottom = paintings.extent(who.subject, who.colour, seed)
    size = max(4, round(min(box.width / (right - left), box.height / (bottom - top))))
    middle = (box.left + box.right) / 2 + stray[0]
    feet = box.bottom + stray[1]
    x = round(middle - ((left + right) / 2 - 0.5) * size)
    if kind.where == "air":
        return Figure(kind.name, who.colour, seed, x, round(feet - (bottom - 0.5) * size), size, "air", part)
    return Figure(kind.name, who.colour, seed, x, round(feet + (0.95 - bottom) * size), size, "ground", part)


def alone(
    plan: Plan, backdrops: Sequence[Given], rng: np.random.Generator, columns: int, rows: int
) -> list[Composition]:
    """Paintings of backdrops with nobody put into them."""
    return [_composed(plan, backdrop, (), int(rng.integers(1 << 31)), columns, rows) for backdrop in backdrops]


def grown(mask: Array, by: int) -> Array:
    """A mask (h, w), 0 to 1, and everything within so many pixels of it, its edge softened likewise."""
    if by <= 0:
        return mask
    image = Image.fromarray((mask.clip(0, 1) * 255).astype(np.uint8))
    wide = image.filter(ImageFilter.BoxBlur(by)).point(lambda v: 255 if v > 8 else 0)
    soft = wide.filter(ImageFilter.GaussianBlur(by / 2))
    return np.maximum(np.asarray(soft, np.float32) / 255, mask)


def widened(mask: Array, by: int) -> Array:
    """A mask (h, w), 0 to 1, wider by so many pixels, its edge softened likewise. Unlike `grown`, grey stays grey."""
    if by <= 0:
        return mask
    wide = mask
    for axis in (0, 1):  # a square reaches far enough along a slanted edge, too
        around = [(by, by) if side == axis else (0, 0) for side in (0, 1)]
        wide = sliding_window_view(np.pad(wide, around), 2 * by + 1, axis).max(-1)
    return np.maximum(blurred(wide, by / 2), mask)


def blurred(mask: Array, radius: float) -> Array:
    """A mask (h, w), 0 to 1, with softer edges; radius (standard deviation) in pixels."""
    image = Image.fromarray((mask.clip(0, 1) * 255 + 0.5).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255
