"""Who stands where: a crowd and its relations in, figures in their places out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from helpers.practice.brief import Relation, Wanted
from helpers.practice.composition import Figure, extent
from helpers.practice.grouping import Group, Tie, grouped, ties
from helpers.practice.painter import subjects
from helpers.practice.painter.scenes import Place
from helpers.practice.staging import STANDS

Array = np.ndarray

SHEET = 0.9  # how much of its sheet's height a drawing fills
WIDE = 1.06  # width over height of the widest drawings, a bicycle's or a castle's
BUILDING = 1.5  # subjects this much taller than a person stand behind the others
LARGEST = (0, 0, 66, 60, 54, 48)  # height of the tallest of so many, in hundredths of the picture's
TOGETHER = 1.12  # larger are those with a relation: there is more to see
TALLEST = 86  # that anything may be
WINGED = frozenset({"bird"})  # of the ground, but also drawn in flight
SOFTER = 0.75  # power of a prompt's weight: 1.5 makes a third larger


@dataclass(frozen=True, slots=True)
class Troupe:
    """Everybody in a picture, one by one, and how they stand to one another."""

    crowd: tuple[Wanted, ...]
    ties: tuple[Tie, ...]

    @classmethod
    def of(cls, wanted: Sequence[Wanted], relations: Sequence[Relation]) -> Troupe:
        return cls(tuple(w for w in wanted for _ in range(w.count)), ties(wanted, relations))


def arrange(
    troupe: Troupe,
    chosen: list[tuple[int, float]],
    order: Array,
    depth: Array,
    jitter: Array,
    lean: float,
    where: Place,
    columns: int,
    rows: int,
) -> tuple[Figure, ...]:
    """Stand the crowd beside one another, buildings behind the rest, as large as the picture allows.

    Those with a relation form a group and are placed as one. For each of the crowd: `chosen` holds the seed of its
    drawing and how much of its usual size it has, `depth` how near it is (0 to 1), `jitter` two numbers -1 to 1.
    """
    if not troupe.crowd:
        return ()
    groups = grouped(troupe.crowd, troupe.ties, chosen, 1.0 if lean > 0 else -1.0)
    roots = [int(i) for i in order if int(i) in groups]
    weights = {i: max(troupe.crowd[m.index].weight for m in groups[i].members) for i in roots}
    if len(set(weights.values())) > 1:
        roots = _heaviest_inside(roots, weights)
    width = columns / rows * 100
    heights = _heights(troupe.crowd, groups, roots, weights, chosen, depth, where)
    wide = np.array([groups[i].aspect for i in roots])
    room = 0.86 if troupe.ties else 0.94
    reach = np.maximum(wide, 1.0) if len(roots) == 1 else wide  # alone it may not even touch the edge
    heights *= min(1.0, room * width / (heights * reach).sum())
    widths = heights * wide
    many = len(roots)
    gap = min((width - widths.sum()) / (many + 1), 0.1 * width)
    spare = width - widths.sum() - gap * (many - 1)
    x = spare / 2 + lean * spare * (0.16 if many > 1 else 0.14)
    if len(set(weights.values())) > 1:
        first = int(np.argmax([weights[i] for i in roots]))
        before = widths[:first].sum() + gap * first + widths[first] / 2
        x = min(max(width / 2 - before, 0), max(spare, 0))
    placed: list[tuple[tuple[bool, int], list[Figure]]] = []
    for n, i in enumerate(roots):
        group, height = groups[i], heights[n]
        kind = subjects.load()[troupe.crowd[i].subject]
        middle = x + widths[n] / 2 + jitter[i, 0] * max(gap, 2) * 0.22
        x += widths[n] + gap
        # A crowd may lap over the edge a little.
        edge = widths[n] / 2 if len(group.members) > 1 else height * (WIDE / 2 if many < 3 else 0.46)
        middle = min(max(middle, edge), max(width - edge, edge))
        on = "water" if kind.where == "water" and where.water else "air" if kind.where == "air" else "ground"
        if on == "ground" and len(group.members) == 1 and _takes_wing(troupe.crowd[i], chosen[i][0]):
            on = "air"
        behind = on == "ground" and kind.size >= BUILDING and many > 1 and len(group.members) == 1
        near = 0.12 if behind else float(depth[i])
        if on == "air":
            top, bottom = where.air
            y = top + (bottom - top) * (0.35 + 0.3 * depth[i]) + jitter[i, 1] * 2
            y = max(y, height / 2 + 3)
        else:
            far_y, near_y = where.water if on == "water" and where.water else where.ground
            y = far_y + (near_y - far_y) * near + jitter[i, 1] * 1.2
            y = max(y, height + 2) if not behind else y
        figures = _figures(group, troupe.crowd, chosen, middle, y, height, on, rows / 100)
        placed.append(((on != "air", max(f.y for f in figures)), figures))
    return tuple(figure for _, figures in sorted(placed, key=lambda p: p[0]) for figure in figures)


def _takes_wing(who: Wanted, seed: int) -> bool:
    """Whether this drawing of somebody who has wings does not touch the ground."""
    return who.subject in WINGED and extent(who.subject, who.colour, seed)[3] < STANDS


def _heaviest_inside(roots: list[int], weights: dict[int, float]) -> list[int]:
    """The same, so that who has most weight stands in the middle."""
    inside: list[int] = []
    for n, i in enumerate(sorted(roots, key=lambda i: -weights[i])):
        inside = [*inside, i] if n % 2 else [i, *inside]
    return inside


def _heights(
    crowd: Sequence[Wanted],
    groups: dict[int, Group],
    roots: list[int],
    weights: dict[int, float],
    chosen: list[tuple[int, float]],
    depth: Array,
    where: Place,
) -> Array:
    """How tall each group is drawn, in hundredths of the picture's height; the small not as small as in nature."""
    kinds = {m.index: subjects.load()[crowd[m.index].subject] for i in roots for m in groups[i].members}
    sizes = np.array([max(kinds[m.index].size for m in groups[i].members) for i in roots])
    tall = sizes.max()
    alone = float(np.clip(64 * tall**0.2, 44, 72))
    largest = alone if len(roots) == 1 else LARGEST[min(len(roots), 5)]
    heights = []
    for i, size in zip(roots, sizes, strict=True):
        group, kind = groups[i], kinds[i]
        height = largest * (size / tall) ** 0.55 * chosen[i][1]
        # Further back is smaller, though less than nature would have it: who is asked for wants to be seen.
        height *= 1.0 if kind.where == "air" else where.far_scale ** ((1 - depth[i]) / 2)
        height *= max(group.height, 1.0) * TOGETHER if len(group.members) > 1 else 1.0
        heights.append(min(height * weights[i] ** SOFTER, TALLEST))
    return np.array(heights, float)


def _figures(
    group: Group,
    crowd: Sequence[Wanted],
    chosen: list[tuple[int, float]],
    middle: float,
    y: float,
    height: float,
    on: str,
    cells: float,
) -> list[Figure]:
    """A group in its place; middle, y (feet, or the middle for what flies) and height in hundredths."""
    figures = []
    for member in group.members:
        if len(group.members) == 1:
            at, side, stands = (middle, y), height / SHEET, on
        else:
            scale = height / group.height
            foot = y + height / 2 if on == "air" else y
            at = middle + (member.x - group.middle) * scale, foot + (member.y - group.foot) * scale
            side, stands = member.side * scale, on if member.on == "as the group" else member.on
        figures.append(
            Figure(
                subject=crowd[member.index].subject,
                colour=crowd[member.index].colour,
                seed=chosen[member.index][0],
                x=round(at[0] * cells),
                y=round(at[1] * cells),
                size=max(6, round(side * cells)),
                on=stands,
                part=group.members[0].index if len(group.members) == 1 else min(m.index for m in group.members),
                cut=member.cut,
            )
        )
    return figures
