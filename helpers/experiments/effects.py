"""What made the difference: how much of the spread of a number, such as a rating, each axis of an experiment explains.

One axis at a time, and by its values alone: what two axes do only together is not seen.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from helpers.errors import BadValue, not_among, shown
from helpers.text import known, say

Verdict = Literal["flat", "few", "unsure", "probably", "clearly"]
SURE = 0.05  # probability of being fooled by chance that is accepted, over all axes together
RESAMPLES = 9999  # ways of dealing out the values that are tried, at most
BATCH = 1000  # of them at once, so that thousands of rows fit into memory
# What the numbers of an experiment's rows are called.
_NUMBERS = {"price_usd": "report.price", "seconds": "report.seconds", "stars": "report.rating"}
SEED = 0  # for those: the same rows give the same answer


@dataclass(frozen=True)
class Effect:
    """What one axis explains."""

    axis: str
    values: int  # numbers that went in
    means: tuple[tuple[str, float], ...]  # of each label, the highest first
    share: float | None  # of the spread that the labels explain (eta squared), 0 to 1; None where there is no spread
    by_chance: float | None  # what they would explain on average if they meant nothing: labels explain some of anything
    p_value: float | None  # how probable so large a share would be then (permutation test); None where it is not tested
    verdict: Verdict
    number: str = ""  # the key of the numbers, such as "stars"

    def row(self) -> dict[str, Any]:
        """As plain values, for a table."""
        return asdict(self) | {"means": dict(self.means)}

    def sentence(self) -> str:
        """In the learner's language."""
        (best, high), (worst, low) = self.means[0], self.means[-1]
        facts = {"axis": _title(self.axis), "number": _title(self.number), "values": self.values}
        facts |= {"best": best, "high": f"{high:.3g}", "worst": worst, "low": f"{low:.3g}"}
        if self.share is not None and self.by_chance is not None:
            facts |= {"share": f"{self.share:.0%}", "by_chance": f"{self.by_chance:.0%}"}
        return say(f"effects.{self.verdict}", **facts)


def effects(rows: Sequence[Mapping[str, Any]], value: str, axes: Sequence[str] | None = None) -> list[Effect]:
    """How much of the spread of a number each axis explains, the one that explains most first.

    rows: such as an experiment's. value: the key of the number in them (True counts as 1, False as 0); rows in which it
    is missing or None do not count. axes: the keys of the labels; all other keys that every row has if None.

    Raises BadValue where no row has the number, where one is no number, or where there is no such axis.
    """
    counted = [row for row in rows if row.get(value) is not None]
    if not counted:
        raise BadValue("value", got=shown(value), limit=say("effects.some_value"))
    for row in counted:
        if not isinstance(row[value], int | float) or not math.isfinite(row[value]):
            raise BadValue(value, got=shown(row[value]), limit=say("effects.number"))
    common = [key for key in counted[0] if key != value and all(key in row for row in counted)]
    for axis in axes or ():
        if axis not in common:
            raise not_among("axes", axis, tuple(common))
    chosen = [axis for axis in (common if axes is None else axes) if len({str(row[axis]) for row in counted}) > 1]
    found = [_effect(axis, value, _grouped(counted, axis, value), SURE / len(chosen)) for axis in chosen]
    return sorted(found, key=lambda effect: (effect.verdict != "few", effect.share or 0), reverse=True)


def _title(key: str) -> str:
    """What a column is called on a page; one of the learner's own as it is."""
    found = (name for name in (f"experiment.axis.{key}", _NUMBERS.get(key, "")) if known(name))
    return next(map(say, found), key)


def _grouped(rows: Sequence[Mapping[str, Any]], axis: str, value: str) -> dict[str, list[float]]:
    groups: dict[str, list[float]] = {}
    for row in rows:
        groups.setdefault(str(row[axis]), []).append(float(row[value]))
    return groups


def _effect(axis: str, value: str, groups: dict[str, list[float]], sure: float) -> Effect:
    """sure: how improbable chance must be."""
    means = sorted(((label, sum(g) / len(g)) for label, g in groups.items()), key=lambda mean: mean[1], reverse=True)
    count = sum(map(len, groups.values()))
    values = list(groups.values())
    if len({number for group in values for number in group}) == 1:
        return Effect(axis, count, tuple(means), None, None, None, "flat", value)
    share, by_chance = _share(values), (len(groups) - 1) / (count - 1)
    if _ways([len(group) for group in values]) < 1 / sure:
        return Effect(axis, count, tuple(means), share, by_chance, None, "few", value)
    p_value = _p_value(values)
    verdict: Verdict = "clearly" if p_value < sure / 5 else "probably" if p_value < sure else "unsure"
    return Effect(axis, count, tuple(means), share, by_chance, p_value, verdict, value)


def _share(groups: Sequence[Sequence[float]]) -> float:
    """Eta squared: the spread between the groups as a share of all of it, 0 to 1."""
    import numpy as np

    every = np.concatenate([np.asarray(group, float) for group in groups])
    between = sum(len(group) * (np.mean(group) - every.mean()) ** 2 for group in groups)
    return float(between / ((every - every.mean()) ** 2).sum())


def _p_value(groups: Sequence[Sequence[float]]) -> float:
    """How often values dealt out by chance are as different from group to group, 0 to 1.

    No bell curve is assumed, so that ratings and wins may go in.
    """
    import numpy as np
    from scipy.stats import permutation_test

    def between(*dealt: np.ndarray, axis: int) -> np.ndarray:
        # All else of eta squared is the same however they are dealt.
        return sum(group.shape[axis] * np.mean(group, axis=axis) ** 2 for group in dealt)

    mean = np.mean(np.concatenate(groups))
    centred = [np.asarray(group) - mean for group in groups]
    chance = np.random.default_rng(SEED)
    ways = {"n_resamples": RESAMPLES, "batch": BATCH, "alternative": "greater", "vectorized": True, "rng": chance}
    found = permutation_test(centred, between, **ways)
    return float(found.pvalue)


def _ways(sizes: Sequence[int]) -> int:
    """In how many ways values can be dealt out to groups of these sizes: one in so many is the least that chance does.

    One where every group has one value: then the labels explain everything, and say nothing.
    """
    if max(sizes) == 1:
        return 1
    ways = math.factorial(sum(sizes)) // math.prod(math.factorial(size) for size in sizes)
    return ways // math.prod(math.factorial(alike) for alike in Counter(sizes).values())
