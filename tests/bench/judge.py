"""Who looks at pictures without knowing what was asked for, and says what is in them.

Two kinds of small networks, fitted to `lessons`: some look at windows of all sizes for figures and their colours, the
others at the whole picture for its scene, hour, weather and style.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from helpers.practice.painter import subjects
from helpers.practice.words import COLOURS
from tests.bench.lessons import Lesson
from tests.bench.looking import Rect, everywhere, small, whole, windows
from tests.bench.network import Network
from tests.bench.wishes import NO_TIME, NO_WEATHER

Array = np.ndarray

ROOM = 1.15  # side of a window to that of the figure in it
SHIFT, GROWTH = 0.1, 0.14  # how far a window misses its figure while learning, of its side
VIEWS = 2  # of each figure, and of what is none
APART = 0.35  # squares that share less than this of their union do not show the same figure
SURE = 0.55  # and squares that share more than this do
MINED = 300  # lessons in which the judge looks for its own mistakes, to learn from them
SAME = 0.45  # of two windows that share more, one is left out
PEAKS = 16  # windows of a picture that are looked at again
AGAIN = ((0.0, 0.0, 1.0), (0.0, 0.0, 0.88), (0.0, 0.0, 1.14), (0.05, 0.0, 1.0), (-0.05, 0.0, 1.0))
# Who is asked for the first is content with the others.
KINDS = {
    "person": ("man", "woman", "girl", "boy", "child"),
    "child": ("girl", "boy"),
    "tree": ("apple tree", "blossom tree", "autumn tree"),
    "pine": ("christmas tree",),
    "flower": ("daisy", "tulip", "rose", "sunflower"),
    "fish": ("goldfish", "clownfish"),
    "chicken": ("rooster",),
}
_WHOLE: dict[str, Callable[[Lesson], str | None]] = {
    "scene": lambda lesson: lesson.scene,
    "time": lambda lesson: None if lesson.scene in NO_TIME else lesson.setting.time,
    "weather": lambda lesson: None if lesson.scene in NO_WEATHER else lesson.setting.weather,
    "style": lambda lesson: lesson.style or "none",
}


@dataclass(frozen=True, slots=True)
class Impression:
    """What the judge saw. figures (n, subjects): how likely each window that stands out shows each subject."""

    names: tuple[str, ...]  # of the subjects
    figures: Array
    colours: Array  # (n, colours): how likely each is of each colour
    scene: str
    time: str
    weather: str
    style: str

    def sureness(self, subject: str) -> float:
        """How sure it is that the subject is there, 0 to 1."""
        return float(self._of(subject).max())

    def count(self, subject: str, least: float) -> int:
        """How many of the subject it sees; a figure less likely than `least` does not count."""
        return int((self._of(subject) > least).sum())

    def colour(self, subject: str) -> str:
        """The colour of the likeliest figure."""
        return sorted(COLOURS)[int(self.colours[self._of(subject).argmax()].argmax())]

    def _of(self, subject: str) -> Array:
        return self.figures[:, [self.names.index(s) for s in (subject, *KINDS.get(subject, ()))]].sum(1)


class Judge:
    """Fitted once, asked for an `Impression` of any square picture."""

    def __init__(self, lessons: Sequence[Lesson], rng: np.random.Generator) -> None:
        self._names = tuple(sorted(subjects.load()))
        views, kinds, colours = _window_views(lessons, self._names, rng)
        dyed = colours >= 0
        self._colour = Network(views[dyed], colours[dyed], len(COLOURS), rng, 128, 10)
        self._figure = Network(views, kinds, len(self._names) + 1, rng, 256, 4)
        hard, right = self._mistakes(lessons, rng)
        views, kinds = np.concatenate([views, hard]), np.concatenate([kinds, right])
        self._figure = Network(views, kinds, len(self._names) + 1, rng, 320, 10)
        rows = np.stack([whole(small(lesson.picture)) for lesson in lessons])
        self._whole = {what: _fitted(rows, [label(x) for x in lessons], rng) for what, label in _WHOLE.items()}

    def _mistakes(self, lessons: Sequence[Lesson], rng: np.random.Generator) -> tuple[Array, Array]:
        """Windows that stand out although no figure is there, and those on figures: features, and what is right."""
        rows, kinds = [], []
        for i in rng.permutation(len(lessons))[:MINED]:
            seen = small(lessons[i].picture)
            figures = _rects(lessons[i], len(seen))
            found, rects = everywhere(seen)
            likely = self._figure.probabilities(found)[:, 1:].max(1)
            for n in _peaks(likely, rects, 2 * PEAKS):
                shared = [_shared(rects[n], figure) for figure in figures]
                best = int(np.argmax(shared)) if shared else -1
                if not shared or shared[best] < APART:
                    rows.append(found[n])
                    kinds.append(0)
                elif shared[best] > SURE:
                    rows.append(found[n])
                    kinds.append(self._names.index(lessons[i].figures[best].subject) + 1)
        return np.stack(rows), np.array(kinds)

    def look(self, picture: Array) -> Impression:
        """What is in a square picture (h, h, 3) uint8."""
        seen = small(picture)
        rows, rects = everywhere(seen)
        likely = self._figure.probabilities(rows)[:, 1:]
        peaks = [rects[n] for n in _peaks(likely.max(1), rects, PEAKS)]
        again = [(x + dx * side, y + dy * side, side * size) for x, y, side in peaks for dx, dy, size in AGAIN]
        views = np.concatenate([windows(seen, again), windows(seen, again, mirrored=True)])
        shape = (2, len(peaks), len(AGAIN), -1)
        figures = self._figure.probabilities(views).reshape(shape).mean((0, 2))[:, 1:]
        colours = self._colour.probabilities(views).reshape(shape).mean((0, 2))
        row = whole(seen)[None]
        said = {what: names[int(net.probabilities(row).argmax())] for what, (net, names) in self._whole.items()}
        return Impression(self._names, figures, colours, **said)


def _fitted(rows: Array, labels: list[str | None], rng: np.random.Generator) -> tuple[Network, list[str]]:
    known = [i for i, label in enumerate(labels) if label is not None]
    names = sorted({str(labels[i]) for i in known})
    classes = np.array([names.index(str(labels[i])) for i in known])
    return Network(rows[known], classes, len(names), rng, 200, 40), names


def _window_views(
    lessons: Sequence[Lesson], names: tuple[str, ...], rng: np.random.Generator
) -> tuple[Array, Array, Array]:
    """Windows on figures, and beside them: features, subject (0: none, or from 1), colour (-1: not asked for)."""
    rows, kinds, colours = [], [], []
    palette = sorted(COLOURS)
    for lesson in lessons:
        seen = small(lesson.picture)
        figures = _rects(lesson, len(seen))
        rects: list[Rect] = []
        for figure, (x, y, side) in zip(lesson.figures, figures, strict=True):
            for _ in range(VIEWS):
                dx, dy = rng.uniform(-SHIFT, SHIFT, 2) * side
                rects.append((x + dx, y + dy, side * float(np.exp(rng.uniform(-GROWTH, GROWTH)))))
                kinds.append(names.index(figure.subject) + 1)
                colours.append(-1 if figure.colour is None else palette.index(figure.colour))
        beside = _beside(figures, len(seen), rng)
        kinds += [0] * len(beside)
        colours += [-1] * len(beside)
        if rects or beside:
            rows.append(windows(seen, rects + beside, mirrored=bool(rng.random() < 0.5)))
    return np.concatenate(rows), np.array(kinds), np.array(colours)


def _rects(lesson: Lesson, width: int) -> list[Rect]:
    """The windows that show a lesson's figures, where it is so many pixels wide."""
    scale = width / len(lesson.picture)
    return [(f.x * scale, f.y * scale, f.side * scale * ROOM) for f in lesson.figures]


def _beside(figures: list[Rect], width: int, rng: np.random.Generator) -> list[Rect]:
    """Squares that show no figure, or too little or too much of one."""
    out = []
    for _ in range(VIEWS * max(2, len(figures))):
        if figures and rng.random() < 0.6:
            x, y, side = figures[int(rng.integers(len(figures)))]
            size = side * float(np.exp(rng.uniform(-0.9, 0.7)))
            x, y = (float(np.clip(at + rng.uniform(-0.7, 0.7) * side, 0, width)) for at in (x, y))
            rect = (x, y, min(size, 1.5 * width))
        else:
            rect = (rng.uniform(0, width), rng.uniform(0, width), float(np.exp(rng.uniform(np.log(30), np.log(210)))))
        if all(_shared(rect, figure) < APART for figure in figures):
            out.append(rect)
    return out


def _shared(a: Rect, b: Rect) -> float:
    """How much of the union of two squares both share."""
    wide = min(a[0] + a[2] / 2, b[0] + b[2] / 2) - max(a[0] - a[2] / 2, b[0] - b[2] / 2)
    high = min(a[1] + a[2] / 2, b[1] + b[2] / 2) - max(a[1] - a[2] / 2, b[1] - b[2] / 2)
    both = max(wide, 0) * max(high, 0)
    return both / (a[2] ** 2 + b[2] ** 2 - both)


def _peaks(likely: Array, rects: list[Rect], most: int) -> list[int]:
    """Which squares are likeliest; none of them shows the same as another."""
    kept: list[int] = []
    for i in np.argsort(-likely, kind="stable")[: most * 20]:
        if all(_shared(rects[i], rects[other]) < SAME for other in kept):
            kept.append(int(i))
            if len(kept) == most:
                break
    return kept
