"""What the judge of `judge.py` learns from: paintings whose content is known because no prompt was read for them.

Whoever by chance, in any colour, stands in any scene, light and style; nobody has to be at home there. Neither reading
nor diffusion takes part, so what those do wrong is not learnt as right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from helpers.practice import composition, imagination
from helpers.practice.brief import Wanted
from helpers.practice.composition import CELL
from helpers.practice.painter import scenes, styles, subjects
from helpers.practice.painter.light import TIMES, WEATHERS, Setting
from helpers.practice.words import COLOURS
from tests.bench.places import Rect, rect, shared

Array = np.ndarray

CELLS = 64  # of a painting, along a side
SMALL = 4  # pixels to a cell: small paintings teach as much, in a quarter of the time
LARGE = 0.08  # of the lessons are as large as the pictures that are judged: styles look different there
CROWDS = ((1, 0.25), (2, 0.3), (3, 0.25), (4, 0.2))  # so many figures in a lesson, and how often
COLOURED = 0.5  # of the figures have a colour that was asked for
PLAIN = 0.15  # of the lessons have no style
ABSENT = 0.08  # of the figures are left out: there the judge learns what nobody looks like
HIDDEN = 0.5  # who is covered more than this is not learnt


@dataclass(frozen=True, slots=True)
class Shown:
    """Who is seen where in a lesson; None where nobody is."""

    subject: str | None
    colour: str | None
    where: Rect


@dataclass(frozen=True, slots=True)
class Lesson:
    """A picture (h, h, 3) uint8, and what is in it."""

    picture: Array
    figures: tuple[Shown, ...]
    scene: str
    setting: Setting
    style: str | None


def lessons(rng: np.random.Generator, each: int) -> list[Lesson]:
    """Lessons in which each subject comes so many times, and each style about as often as the others."""
    cast = [str(n) for n in rng.permutation([name for name in subjects.load() for _ in range(each)])]
    crowds, shares = zip(*CROWDS, strict=True)
    out = []
    while cast:
        several = int(rng.choice(crowds, p=shares))
        out.append(lesson(cast[:several], CELL if rng.random() < LARGE else SMALL, rng))
        cast = cast[several:]
    return out


def lesson(cast: list[str], scale: int, rng: np.random.Generator) -> Lesson:
    """A painting of these subjects, with `scale` pixels to a cell; all the rest is chance."""
    wanted = tuple(
        Wanted(name, colour=str(rng.choice(sorted(COLOURS))) if rng.random() < COLOURED else None) for name in cast
    )
    setting = Setting(*(str(rng.choice(list(kinds))) for kinds in (TIMES, WEATHERS)), "summer")
    style = None if rng.random() < PLAIN else str(rng.choice(sorted(styles.load())))
    plan = imagination.Plan(wanted, str(rng.choice(sorted(scenes.load()))), setting, style)
    (whole,) = imagination.compose(plan, rng, CELLS, CELLS, 1)
    absent = rng.random(len(whole.figures)) < ABSENT
    made = replace(whole, figures=tuple(f for f, gone in zip(whole.figures, absent, strict=True) if not gone))
    picture = eight_bit(composition.styled(composition.paint(made, scale), made))
    rects = [rect(f, CELLS) for f in whole.figures]
    figures = []
    for i, (figure, gone) in enumerate(zip(whole.figures, absent, strict=True)):
        before = [r for k, r in enumerate(rects) if not absent[k] and (k > i or (gone and k != i))]
        if sum(shared(rects[i], r) for r in before) <= HIDDEN * (0.5 if gone else 1):
            figures.append(Shown(*((None, None) if gone else (figure.subject, figure.colour)), rects[i]))
    return Lesson(picture, tuple(figures), plan.scene, setting, style)


def eight_bit(picture: Array) -> Array:
    """A picture of 0 to 1 as uint8."""
    return (picture * 255 + 0.5).clip(0, 255).astype(np.uint8)
