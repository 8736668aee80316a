"""Groups of those with a relation to one another: one on the other, in front of it, under it, and so on.

A group is measured in sheets: the one that carries the others is drawn on a sheet of side 1, its feet at the origin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from helpers.practice.brief import PEOPLE, Relation, Wanted
from helpers.practice.composition import silhouette
from helpers.practice.painter import subjects
from helpers.practice.painter.subjects import Subject

Array = np.ndarray

STURDY = 6  # pixels of a silhouette that a roof is thick
FEET = 0.95  # where on its sheet a thing stands
CLEAR = 0.92  # width over height that somebody without relations is given
_FLYING = "airplane balloon rocket butterfly bee bird owl dragon ghost"
FLYING = frozenset(_FLYING.split())  # "a cat under a bird" stands below it, not at its feet
_MOUNTS = """horse unicorn cow camel deer elephant giraffe lion tiger bear dragon bicycle whale dolphin turtle pig sheep
dog fox panda"""
MOUNTS = frozenset([*_MOUNTS.split(), "polar bear"])  # people sit on these, legs behind them
LONG_NECKED = frozenset({"horse", "unicorn", "giraffe", "camel", "deer"})  # nobody sits on their heads
HOLLOW = frozenset({"cup", "car", "bus", "train", "sailboat"})  # somebody inside looks out
WINDOWED = {"car": 0.52, "bus": 0.52, "train": 0.5}  # how far down their windows reach
TREES = frozenset({"tree", "blossom tree", "apple tree", "autumn tree", "palm tree", "pine", "christmas tree"})


@dataclass(frozen=True, slots=True)
class Tie:
    """One of the crowd (child) placed by another (parent), both by number."""

    child: int
    name: str  # on, riding, above, under, in front of, behind, beside, left of, right of, inside, among (the leaves)
    parent: int
    slot: int  # the child's place among
    slots: int  # so many that share this parent and relation


@dataclass(frozen=True, slots=True)
class Member:
    """One of a group, in sheets of the group's first."""

    index: int  # in the crowd
    x: float
    y: float  # feet, or the middle for what flies
    side: float
    on: str = "as the group"  # or ground, air, figure
    layer: int = 0  # higher is painted later
    cut: float = 0.0  # see `Figure.cut`

    @property
    def left(self) -> float:
        return self.x - self.side / 2

    @property
    def top(self) -> float:
        return self.y - self.side * (0.5 if self.on == "air" else FEET)


@dataclass(frozen=True, slots=True)
class Group:
    """Somebody alone, or those with a relation to one another, in the order in which they are painted."""

    members: tuple[Member, ...]
    height: float
    aspect: float  # width over height
    middle: float  # x
    foot: float  # y of the lowest


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of a drawing, in shares of its sheet's side."""

    cover: Array  # (n, n) bool
    left: float
    top: float
    right: float
    bottom: float
    foot: tuple[float, float]  # from where to where it touches the ground
    roof: Array  # (n,) the highest point of every column; not a number where there is nothing
    thick: Array  # (n,) how far down from there it goes on without a gap
    free: Array  # (n,) how much room is below it between its legs
    crown: float  # where a crown, a canopy or a cap ends above a thin stem; the bottom if there is none

    @property
    def rim(self) -> float:
        """Where a hull begins below its sails."""
        across = self.cover.sum(1)
        n = len(across)
        low = round(self.bottom * n) - 1
        hull = across[round((self.bottom - 0.25 * self.tall) * n) : low + 1].max()
        above = [row for row in range(low - n // 12, 0, -1) if across[row] < 0.8 * hull]
        return (above[0] + 1) / n if above else self.bottom - 0.25 * self.tall

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def tall(self) -> float:
        return self.bottom - self.top


@lru_cache(maxsize=256)
def shape(subject: str, colour: str | None, seed: int) -> Shape:
    """Measure a drawing."""
    cover = silhouette(subject, colour, seed) > 0.5
    n = len(cover)
    rows, columns = np.flatnonzero(cover.any(1)), np.flatnonzero(cover.any(0))
    low = np.flatnonzero(cover[max(0, rows[-1] - n // 16) : rows[-1] + 1].any(0))
    # Flags, ears and the like bear nobody: a roof goes on for a while below.
    sturdy = np.logical_and.reduce([np.roll(cover, -k, 0) for k in range(STURDY)])
    sturdy[n - STURDY + 1 :] = False
    first = sturdy.argmax(0)
    gone = ~cover & (np.arange(n)[:, None] > first)
    end = np.where(gone.any(0), gone.argmax(0), n)
    filled = sturdy.any(0)
    span = np.array([np.ptp(np.flatnonzero(row)) + 1 if row.any() else 0 for row in cover])
    wide = np.flatnonzero(span > 0.6 * span.max())
    stem = rows[-1] - wide[-1] > 0.12 * n and np.median(span[wide[-1] + 2 : rows[-1]]) < 0.5 * span.max()
    return Shape(
        cover=cover,
        left=columns[0] / n,
        top=rows[0] / n,
        right=(columns[-1] + 1) / n,
        bottom=(rows[-1] + 1) / n,
        foot=(low[0] / n, (low[-1] + 1) / n),
        roof=np.where(filled, first / n, np.nan),
        thick=np.where(filled, (end - first) / n, 0.0),
        free=_free(cover, rows[-1]),
        crown=(wide[-1] + 1) / n if stem else (rows[-1] + 1) / n,
    )


def _free(cover: Array, ground: int) -> Array:
    """The room below a drawing in every column between its outermost feet, in shares of its sheet's side."""
    n = len(cover)
    feet = np.flatnonzero(cover[ground - n // 16 : ground + 1].any(0))
    lowest = np.where(cover.any(0), n - 1 - cover[::-1].argmax(0), ground)
    room = np.where((np.arange(n) > feet[0]) & (np.arange(n) < feet[-1]), ground - lowest, 0)
    return room / n


# ---- who belongs to whom


def ties(wanted: Sequence[Wanted], relations: Sequence[Relation]) -> tuple[Tie, ...]:
    """The relations of a brief, told of everybody one by one; parents come before their children's children."""
    start = [int(n) for n in np.cumsum([0, *(w.count for w in wanted)])]
    found, parent_of = _between(relations, start)
    for relation in relations:
        which, name, other = _seen(relation, wanted)
        if name == "between" or which in parent_of or which in _ancestors(parent_of, other):
            continue
        parent_of[which] = other
        few = wanted[which].count < wanted[other].count
        for k in range(wanted[which].count):
            n = (wanted[other].count - wanted[which].count) // 2 + k if few else k % wanted[other].count
            found.append((start[which] + k, name, start[other] + n))
    shared: dict[tuple[str, int], list[int]] = {}
    for child, name, parent in found:
        shared.setdefault((name, parent), []).append(child)
    return tuple(
        Tie(child, name, parent, shared[name, parent].index(child), len(shared[name, parent]))
        for child, name, parent in found
    )


def _between(relations: Sequence[Relation], start: Sequence[int]) -> tuple[list[tuple[int, str, int]], dict[int, int]]:
    """Those between others as a row, with these at its ends: (child, name, parent) one by one, and who carries whom.

    The first in the middle carries the row. start: the number in the crowd of the first of each subject.
    """
    sides: dict[int, list[int]] = {}
    for relation in relations:
        if relation.name == "between":
            sides.setdefault(relation.which, []).append(relation.other)
    middles: dict[tuple[int, ...], list[int]] = {}
    for which, others in sides.items():
        middles.setdefault(tuple(others), []).append(which)
    found: list[tuple[int, str, int]] = []
    parent_of: dict[int, int] = {}
    for others, within in middles.items():
        if parent_of.keys() & {*others}:
            continue
        row = [i for which in within for i in range(start[which], start[which + 1])]
        found += [(right, "right of", left) for left, right in pairwise(row)]
        flanks = [i for other in others for i in range(start[other], start[other + 1])]
        for n, i in enumerate(flanks):
            found.append((i, "right of" if n % 2 else "left of", row[-1 if n % 2 else 0]))
            row.insert(len(row) if n % 2 else 0, i)
        parent_of |= dict.fromkeys((*within[1:], *others), within[0])
    return found, parent_of


def _ancestors(parent_of: dict[int, int], index: int) -> set[int]:
    found = {index}
    while index in parent_of:
        index = parent_of[index]
        found.add(index)
    return found


def _seen(relation: Relation, wanted: Sequence[Wanted]) -> tuple[int, str, int]:
    """A relation as it is drawn: the smaller one is placed by the larger, and nobody sits on what he sits in."""
    which, name, other = relation.which, relation.name, relation.other
    upper, lower = (subjects.load()[wanted[i].subject] for i in (which, other))
    if name == "under" and lower.name in FLYING:
        return other, "above", which
    name = _fitting(name, upper, lower)
    if name == "on" and upper.name in ("airplane", "balloon", "rocket"):
        name = "above"
    if name == "in front of" and upper.size > 1.2 * lower.size:
        return other, "behind", which
    if name == "behind" and upper.size >= lower.size:
        return other, "in front of", which
    return which, name, other


def _fitting(name: str, upper: Subject, lower: Subject) -> str:
    """What "on", "in" and "riding" come to for these two: nobody stands on a bicycle, or sits in a closed house."""
    if name in ("on", "riding") and lower.name == "bicycle":
        return "riding"
    if name == "riding":
        return "inside" if lower.name in HOLLOW else "riding" if lower.name in MOUNTS else "on"
    if name == "on" and lower.name == "sailboat":
        return "inside"
    if name == "on" and upper.name in PEOPLE and lower.name in MOUNTS:
        return "riding"
    if name == "inside" and lower.name not in HOLLOW:
        return "among" if lower.name in TREES else "in front of"
    return name


# ---- where they stand


def grouped(
    crowd: Sequence[Wanted], bonds: Sequence[Tie], chosen: Sequence[tuple[int, float]], side: float
) -> dict[int, Group]:
    """Groups by the number of the one that carries the others. `side` is -1 or 1: where those beside it stand."""
    parent_of = {bond.child: bond for bond in bonds}
    tied = {i for bond in bonds for i in (bond.child, bond.parent)}
    shapes = {i: shape(crowd[i].subject, crowd[i].colour, chosen[i][0]) for i in tied}
    groups: dict[int, Group] = {}
    for root in (i for i in range(len(crowd)) if i not in parent_of):
        members = {
            root: Member(root, 0.0, 0.0, 1.0, "air" if _in_the_air(crowd[root]) else "as the group"),
        }
        waiting = [bond for bond in bonds if bond.child != root]
        while ready := [bond for bond in waiting if bond.parent in members and bond.child not in members]:
            for bond in ready:
                members[bond.child] = _placed(bond, members[bond.parent], crowd, shapes, chosen, side)
        groups[root] = _measured(list(members.values()), shapes)
    return groups


def _in_the_air(who: Wanted) -> bool:
    return subjects.load()[who.subject].where == "air"


def _measured(members: list[Member], shapes: dict[int, Shape]) -> Group:
    if len(members) == 1:
        return Group(tuple(members), 1.0, CLEAR, 0.0, 0.0)
    left, top, right, bottom = (
        np.array(
            [
                getattr(shapes[m.index], edge) * m.side + (m.left if edge in ("left", "right") else m.top)
                for m in members
            ]
        )
        for edge in ("left", "top", "right", "bottom")
    )
    height = float(bottom.max() - top.min())
    width = float(right.max() - left.min())
    middle = float(left.min() + right.max()) / 2
    return Group(tuple(sorted(members, key=lambda m: m.layer)), height, width / height, middle, float(bottom.max()))


def _placed(
    bond: Tie,
    parent: Member,
    crowd: Sequence[Wanted],
    shapes: dict[int, Shape],
    chosen: Sequence[tuple[int, float]],
    side: float,
) -> Member:
    """Place a child by its parent."""
    child, base = crowd[bond.child], crowd[parent.index]
    mine, its = shapes[bond.child], shapes[parent.index]
    kinds = subjects.load()[child.subject], subjects.load()[base.subject]
    nature = (kinds[0].size / kinds[1].size) ** 0.55 * chosen[bond.child][1] / chosen[parent.index][1]
    low, high = RATIOS[bond.name]
    emphasis = np.clip((child.weight / base.weight) ** 0.75, 0.6, 1.5)
    ratio = float(np.clip(nature, low, high) * emphasis) / bond.slots**0.45
    spread = (bond.slot + 1) / (bond.slots + 1) * 2 - 1  # -1 to 1: its place in the row of those who share it
    new = Member(bond.child, 0.0, 0.0, ratio * parent.side, layer=parent.layer + 1)
    place = PLACES[bond.name]
    return place(_Case(new, parent, mine, its, child, base, spread, side))


@dataclass(frozen=True, slots=True)
class _Case:
    """A child to be placed by its parent."""

    child: Member
    parent: Member
    mine: Shape
    its: Shape
    who: Wanted
    whom: Wanted
    spread: float
    side: float

    @property
    def flies(self) -> bool:
        return _in_the_air(self.who)

    def at(self, x: float, bottom: float, on: str, layer: int | None = None, cut: float = 0.0) -> Member:
        """The child with the middle of its feet at x and its lowest point at `bottom`."""
        middle = sum(self.mine.foot) / 2 if on != "air" else (self.mine.left + self.mine.right) / 2
        left, top = x - middle * self.child.side, bottom - self.mine.bottom * self.child.side
        y = top + self.child.side * (0.5 if on == "air" else FEET)
        layer = self.child.layer if layer is None else layer
        return replace(self.child, x=left + self.child.side / 2, y=y, on=on, layer=layer, cut=cut)

    def x(self, share: float) -> float:
        """A place on the parent's sheet."""
        return self.parent.left + share * self.parent.side

    def y(self, share: float) -> float:
        return self.parent.top + share * self.parent.side

    @property
    def width(self) -> float:
        return self.mine.width * self.child.side

    @property
    def tall(self) -> float:
        return self.mine.tall * self.child.side

    def beside(self, x: float, lower: float, layer: int) -> Member:
        """On the parent's ground, so much lower; what flies, at half the parent's height."""
        if self.flies:
            height = 0.35 * self.its.tall * self.parent.side
            return self.at(x, self.y(self.its.bottom) - height, "air", layer)
        on = "as the group" if self.parent.on != "air" else "air"
        return self.at(x, self.y(self.its.bottom) + lower, on, layer)


def _seat(case: _Case, foot: float) -> tuple[float, float, float]:
    """Where on a drawing there is room for feet so wide (of its sheet): x, y and how thick it is there."""
    its, n = case.its, len(case.its.roof)
    half = max(1, round(np.clip(foot, 0.08, 0.5) * n / 2))
    # Seen from the side it has a back, and a head that may be higher.
    mount = case.whom.subject in MOUNTS and its.width > 0.85 * its.tall
    low_back = 0.25 if case.whom.subject in LONG_NECKED else 0.12
    stay = 0.9 if case.spread else 0.3  # how much it counts to be near one's own place
    across = its.cover.mean(0)
    centre = float((across * np.arange(n)).sum() / across.sum() / n) if mount else (its.left + its.right) / 2
    target = centre + case.spread * 0.6 * its.width
    best = (np.inf, target, its.top, 0.3)
    for middle in range(half, n - half):
        roof = its.roof[middle - half : middle + half]
        known = roof[~np.isnan(roof)]
        if len(known) < 0.8 * len(roof):
            continue
        rough = float(np.quantile(known, 0.9) - np.quantile(known, 0.1))
        low = float(known.mean() - its.top)
        cost = (0.5 * rough - low_back * low if mount else rough + 0.12 * low) + stay * abs(middle / n - target)
        if cost < best[0]:
            thick = float(np.median(its.thick[middle - half : middle + half]))
            best = (cost, middle / n, float(np.quantile(known, 0.6)), thick)
    return best[1:]


def _on(case: _Case) -> Member:
    foot = (case.mine.foot[1] - case.mine.foot[0]) * case.child.side / case.parent.side
    x, y, _ = _seat(case, foot * 0.7)
    sink = 0.02 + (0.05 if case.whom.subject in TREES or case.whom.subject == "table" else 0.0)
    return case.at(case.x(x), case.y(y + sink), "figure")


def _riding(case: _Case) -> Member:
    behind = case.parent.layer - 1
    if case.whom.subject == "bicycle":
        middle = (case.its.left + case.its.right) / 2
        highest = case.its.cover[round(case.its.top * len(case.its.cover))]
        bars = float(np.flatnonzero(highest).mean()) / len(highest)  # the handlebars reach highest
        saddle = middle - np.sign(bars - middle) * 0.1 + case.spread * 0.25
        upright = case.who.subject in PEOPLE
        side = (1.12 if upright else 0.7) * case.parent.side / case.mine.tall
        case = replace(case, child=replace(case.child, side=side))
        return case.at(case.x(saddle), case.y(case.its.bottom - (0.1 if upright else 0.28)), "figure", behind)
    x, y, thick = _seat(case, 0.2)
    legs = (0.38 if case.who.subject in PEOPLE else 0.2) * case.tall
    return _sunk(case, x, y, thick, legs, behind)


def _inside(case: _Case) -> Member:
    if case.whom.subject in WINDOWED or case.whom.subject == "sailboat":
        return _at_window(case)
    x, y, thick = _seat(case, 0.3)
    return _sunk(case, x, y, thick, 0.42 * case.tall, case.parent.layer - 1)


def _at_window(case: _Case) -> Member:
    """Head and shoulders before the windows or the sails, the rest cut off where doors or hull begin."""
    its, mine, size = case.its, case.mine, case.parent.side
    side = min(case.child.side, 0.62 * its.tall * size / mine.tall)
    case = replace(case, child=replace(case.child, side=side))
    sill = its.rim if case.whom.subject == "sailboat" else its.top + WINDOWED[case.whom.subject] * its.tall
    door = case.y(sill)
    hidden = 0.45 * case.tall
    middle = (its.left + its.right) / 2 + case.spread * 0.3 * its.width
    return case.at(case.x(middle), door + hidden, "figure", cut=hidden / side + 1 - mine.bottom)


def _sunk(case: _Case, x: float, y: float, thick: float, depth: float, layer: int) -> Member:
    """The child behind its parent so that `depth` of it is hidden; what would look out below is cut off."""
    hidden = min(depth, 0.75 * thick * case.parent.side)
    cut = (depth - hidden) / case.child.side + (1 - case.mine.bottom)
    return case.at(case.x(x), case.y(y) + depth, "figure", layer, cut if depth > hidden else 0.0)


def _above(case: _Case) -> Member:
    middle = (case.its.left + case.its.right) / 2 + case.spread * 0.35 + case.side * 0.1
    return case.at(case.x(middle), case.y(case.its.top) - 0.07 * case.parent.side, "air")


def _among(case: _Case) -> Member:
    middle, y = (case.its.left + case.its.right) / 2 + case.spread * 0.25, (case.its.top * 0.35 + case.its.crown * 0.65)
    return case.at(case.x(middle), case.y(y), "figure")


def _under(case: _Case) -> Member:
    its, size = case.its, case.parent.side
    foot = sum(its.foot) / 2
    if all(subjects.load()[w.subject].where == "water" for w in (case.who, case.whom)):
        return case.beside(case.x(foot + case.spread * 0.4), 0.9 * case.tall, case.parent.layer + 1)
    if case.whom.subject == "umbrella":
        case = replace(case, child=replace(case.child, side=0.62 * size * (1 - 0.3 * abs(case.spread))))
        middle = (foot + (its.left + its.right) / 2) / 2 + case.spread * 0.4
        return case.beside(case.x(middle), 0.02 * size, case.parent.layer + 1)
    if its.crown < its.bottom:
        room = (its.bottom - its.crown) * size
        child = replace(case.child, side=min(case.child.side, max(1.1 * room / case.mine.tall, 0.42 * size)))
        case = replace(case, child=child)
        shift = 0.5 * case.width + 0.02
        reach = max(its.width * size / 2 - 0.4 * case.width, 0.0)
        x = case.side * min(shift, reach) if not case.spread else case.spread * 1.5 * max(reach, 0.3 * size)
    elif (gap := _gap(its)) is not None:
        middle, room = gap
        case = replace(
            case, child=replace(case.child, side=float(np.clip(1.3 * room, 0.32, 0.42)) * size / case.mine.tall)
        )
        return case.beside(case.x(middle + case.spread * 0.25), 0.01 * size, case.parent.layer + 1)
    else:
        x = case.spread * 0.3 * size
    inside = (case.x(its.left) + 0.5 * case.width, case.x(its.right) - 0.5 * case.width)
    x = float(np.clip(case.x(foot) + x, *inside)) if inside[0] < inside[1] else case.x(foot)
    return case.beside(x, 0.03 * size, case.parent.layer + 1)


def _gap(its: Shape) -> tuple[float, float] | None:
    """The widest gap between the legs of a drawing: its middle and its height; None if there is none to speak of."""
    n = len(its.free)
    open_ = np.flatnonzero(its.free > max(0.12, 0.5 * its.free.max()))
    if not len(open_):
        return None
    stretch = max(np.split(open_, np.flatnonzero(np.diff(open_) > 1) + 1), key=len)
    return (float(stretch.mean()) / n, float(its.free[stretch].max())) if len(stretch) > 0.14 * n else None


def _before(case: _Case) -> Member:
    its, size = case.its, case.parent.side
    half = its.width * size / 2
    lap = 0.24 * half * 2 if case.tall < 0.62 * its.tall * size else 0.8 * half
    x = (its.left + its.right) / 2
    offset = case.side * lap if not case.spread else case.spread * max(lap, 0.4 * size)
    return case.beside(case.x(x) + offset, 0.1 * size, case.parent.layer + 1)


def _behind(case: _Case) -> Member:
    """Half seen beyond the parent's edge, at the height where the child is."""
    its, n = case.its, len(case.its.cover)
    top = max(0.0, its.bottom - case.tall / case.parent.side)
    rows = its.cover[int(top * n) : int(its.bottom * n)]
    known = np.flatnonzero(rows.mean(0) > 0.4)
    left, right = (known[0] / n, (known[-1] + 1) / n) if len(known) else (its.left, its.right)
    side = case.side if not case.spread else float(np.sign(case.spread))
    edge = case.x(right if side > 0 else left)
    shown = 0.14 if (right - left) * case.parent.side > case.width else 0.22  # a post hides less than a wall
    return case.beside(edge + side * shown * case.width, -0.08 * case.parent.side, case.parent.layer - 1)


def _beside(case: _Case) -> Member:
    return _next(case, case.side if not case.spread else float(np.sign(case.spread)))


def _next(case: _Case, side: float) -> Member:
    edge = case.x(case.its.right if side > 0 else case.its.left)
    order = 0.0 if not case.spread else max(0.0, abs(case.spread) - 0.4) * case.width
    middle = sum(case.mine.foot) / 2 if not case.flies else (case.mine.left + case.mine.right) / 2
    lead = (middle - case.mine.left if side > 0 else case.mine.right - middle) * case.child.side
    return case.beside(edge + side * (lead + 0.05 * case.parent.side + order), 0.0, case.parent.layer + 1)


# How tall a child's sheet may be beside its parent's, from and to; between them nature decides, softened.
RATIOS = {
    "on": (0.34, 0.85),
    "riding": (0.45, 0.85),
    "above": (0.26, 0.6),
    "under": (0.3, 0.6),
    "in front of": (0.36, 0.75),
    "behind": (0.4, 0.85),
    "beside": (0.36, 1.5),
    "left of": (0.36, 1.5),
    "right of": (0.36, 1.5),
    "inside": (0.4, 0.7),
    "among": (0.22, 0.34),
}
PLACES = {
    "on": _on,
    "riding": _riding,
    "above": _above,
    "under": _under,
    "in front of": _before,
    "behind": _behind,
    "beside": _beside,
    "left of": lambda case: _next(case, -1.0),
    "right of": lambda case: _next(case, 1.0),
    "inside": _inside,
    "among": _among,
}
