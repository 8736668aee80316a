"""One measured figure, and how to measure a duration."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and the baseline it is read against: on a machine half as fast, both double."""

    name: str  # ends in its unit: _s, _mb; a share from 0 to 1 has none
    value: float
    baseline: float
    baseline_is: str
    section: str = ""  # under which it is written, such as "classroom.lab"; its own if none is named

    def __str__(self) -> str:
        ratio = f"{self.value / self.baseline:6.2f}" if self.baseline else "   inf"
        part = self.section.partition(".")[2]
        name = f"{part}.{self.name}" if part else self.name
        return f"{name:<20} {self.value:9.3f}   {ratio} x baseline {self.baseline:.3f} ({self.baseline_is})"


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes once."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median_seconds(work: Callable[[], object], times: int) -> float:
    """The median of several runs."""
    return statistics.median(seconds(work) for _ in range(times))
