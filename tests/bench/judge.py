"""Who looks at pictures without knowing what was asked for, and says what is in them.

It is told where figures stand, not who they are. Small networks, fitted to `lessons`, look at each such place for its
subject and its colour, and at the whole picture for its scene, hour, weather and style.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from helpers.practice.painter import subjects
from helpers.practice.words import COLOURS
from tests.bench.lessons import Lesson
from tests.bench.looking import dyes, small, whole, windows
from tests.bench.network import Network
from tests.bench.places import Rect
from tests.bench.wishes import NO_TIME, NO_WEATHER

Array = np.ndarray

ROOM = 1.15  # side of a window to that of the figure in it
SHIFT, GROWTH = 0.05, 0.1  # how far a window misses its figure while learning, of its side
# Kinds that look alike by nature. Who is asked for one is content with another of its family.
FAMILIES = (
    ("person", "man", "woman", "girl", "boy", "child"),
    ("tree", "apple tree", "blossom tree", "autumn tree"),
    ("flower", "daisy", "tulip"),
    ("fish", "goldfish"),
    ("bear", "polar bear"),
    ("chicken", "rooster"),
)
SHADES = (("gold", "yellow"), ("gold", "orange"))  # colours likewise
COLOURLESS = frozenset({"pencil", "ink wash"})  # styles in which no colour can be told
_WHOLE: dict[str, Callable[[Lesson], str | None]] = {
    "scene": lambda lesson: lesson.scene,
    "time": lambda lesson: None if lesson.scene in NO_TIME else lesson.setting.time,
    "weather": lambda lesson: None if lesson.scene in NO_WEATHER else lesson.setting.weather,
    "style": lambda lesson: lesson.style or "none",
}


@dataclass(frozen=True, slots=True)
class Impression:
    """What the judge saw: subject ("" for nobody) and colour of each place, and the picture as a whole."""

    figures: tuple[tuple[str, str], ...]
    scene: str
    time: str
    weather: str
    style: str

    def of(self, subject: str) -> list[tuple[str, str]]:
        """The places that show a subject or one of its family."""
        return [figure for figure in self.figures if alike(figure[0], subject)]


def alike(one: str, other: str) -> bool:
    """Whether a viewer who asked for the one subject, or colour, accepts the other."""
    return one == other or any({one, other} <= set(family) for family in FAMILIES + SHADES)


class Judge:
    """Fitted once, asked for an `Impression` of any square picture."""

    def __init__(self, lessons: Sequence[Lesson], rng: np.random.Generator) -> None:
        self._names = ["", *sorted(subjects.load())]
        self._palette = sorted(COLOURS)
        self._figure = Network(*self._kinds(lessons, rng), len(self._names), rng, 320, 16)
        self._colour = Network(*self._dyes(lessons), len(self._palette), rng, 160, 25)
        pictures = np.stack([whole(small(lesson.picture)) for lesson in lessons])
        self._whole = {what: _fitted(pictures, [label(x) for x in lessons], rng) for what, label in _WHOLE.items()}

    def look(self, picture: Array, places: Sequence[Rect]) -> Impression:
        """What is in a square picture (h, h, 3) uint8, whose figures stand at these places."""
        seen = small(picture)
        row = whole(seen)[None]
        said = {what: names[int(net.probabilities(row).argmax())] for what, (net, names) in self._whole.items()}
        return Impression(self._figures(seen, places), **said)

    def _figures(self, seen: Array, places: Sequence[Rect]) -> tuple[tuple[str, str], ...]:
        if not places:
            return ()
        rects = [(x + dx * side, y, side * ROOM) for dx in (-0.04, 0, 0.04) for x, y, side in places]
        views = np.concatenate([windows(seen, rects, mirrored) for mirrored in (False, True)])
        kinds = self._figure.probabilities(views).reshape(6, len(places), -1).mean(0).argmax(1)
        colours = self._colour.probabilities(dyes(seen, places)).argmax(1)
        return tuple((self._names[k], self._palette[c]) for k, c in zip(kinds, colours, strict=True))

    def _kinds(self, lessons: Sequence[Lesson], rng: np.random.Generator) -> tuple[Array, Array]:
        """Windows on the lessons' figures: features, and which subject. Each also in a mirror."""
        rows, kinds = [], []
        for lesson in (x for x in lessons if x.figures):
            seen = small(lesson.picture)
            for mirrored in (False, True):
                rects = []
                for figure in lesson.figures:
                    x, y, side = figure.where
                    dx, dy = rng.uniform(-SHIFT, SHIFT, 2) * side
                    rects.append((x + dx, y + dy, side * ROOM * float(np.exp(rng.uniform(-GROWTH, GROWTH)))))
                    kinds.append(self._names.index(figure.subject or ""))
                rows.append(windows(seen, rects, mirrored))
        return np.concatenate(rows), np.array(kinds)

    def _dyes(self, lessons: Sequence[Lesson]) -> tuple[Array, Array]:
        """Colours of the figures that were asked for in one, where it can be told: features, and which colour."""
        rows, colours = [], []
        for lesson in (x for x in lessons if x.style not in COLOURLESS):
            dyed = [figure for figure in lesson.figures if figure.colour is not None]
            if dyed:
                rows.append(dyes(small(lesson.picture), [figure.where for figure in dyed]))
                colours += [self._palette.index(str(figure.colour)) for figure in dyed]
        return np.concatenate(rows), np.array(colours)


def _fitted(rows: Array, labels: list[str | None], rng: np.random.Generator) -> tuple[Network, list[str]]:
    known = [i for i, label in enumerate(labels) if label is not None]
    names = sorted({str(labels[i]) for i in known})
    classes = np.array([names.index(str(labels[i])) for i in known])
    return Network(rows[known], classes, len(names), rng, 200, 30), names
