"""A class that shares one quota: pictures lost, time, fairness and calls, of plain boto3, its retries, and ours.

So many learners, each a process, all waiting for the bell; each wants its pictures; one practice service over HTTP
with a scaled quota and a fixed latency. Baselines: no picture lost; the soonest that the quota allows, over pictures /
quota (below 1, as the burst comes on top); all done at the same time; one call a picture.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.bench.classservice import ClassService
from tests.bench.figures import Figure
from tests.bench.learner import Result, Task, learn

WAYS = ("lab", "standard", "adaptive", "ours")
BELIEFS = {"ours": 1.0, "ours_believing_half": 0.5, "ours_believing_double": 2.0}  # quota believed, to the true one
PATIENCE = 600.0  # seconds until a class that does not end is given up


@dataclass(frozen=True, slots=True)
class Class:
    """A class and the quota that it shares."""

    learners: int = 40
    pictures: int = 4  # of each
    quota: float = 4.0  # calls a second
    burst: float = 20.0  # calls that may come at once on top
    latency: float = 0.3  # seconds of a call that is served
    late: float = 0.0  # seconds after the bell within which learners begin

    @property
    def ideal(self) -> float:
        """Seconds: pictures / quota."""
        return self.learners * self.pictures / self.quota

    @property
    def soonest(self) -> float:
        """Seconds in which the quota and its burst let all pictures through."""
        return max(0.0, self.learners * self.pictures - self.burst) / self.quota + self.latency


@dataclass(frozen=True, slots=True)
class Measured:
    """What is told of a way."""

    lost: int
    over_ideal: float
    slowest_over_median: float
    calls_per_picture: float  # of those made


def add_options(parser: argparse.ArgumentParser) -> None:
    """The numbers of a class, as options of a command line."""
    usual = Class()
    for name in Class.__dataclass_fields__:
        number = getattr(usual, name)
        parser.add_argument(f"--{name}", type=type(number), default=number, help=f"default: {number:g}")


def measure(given: argparse.Namespace) -> list[Figure]:
    room = Class(**{name: getattr(given, name) for name in Class.__dataclass_fields__})
    print(
        f"  {room.learners} learners, {room.pictures} pictures each; quota {room.quota:g}/s after {room.burst:g} at "
        f"once, latency {room.latency:g} s: ideal {room.ideal:.1f} s, soonest {room.soonest:.1f} s"
    )
    _print_capacity(room)
    print(f"  {'':<22} {'lost':>5} {'over ideal':>11} {'slowest/median':>15} {'calls/picture':>14}")
    figures = []
    for name in [*WAYS[:-1], *BELIEFS]:
        found = held(room, name)
        print(
            f"  {name:<22} {found.lost:>5} {found.over_ideal:>11.2f} {found.slowest_over_median:>15.2f} "
            f"{found.calls_per_picture:>14.2f}",
            flush=True,
        )
        figures += told(f"classroom.{name}", room, found)
    return figures


def held(room: Class, name: str) -> Measured:
    """Hold the class: its learners go one of `WAYS`, or ours with one of `BELIEFS`."""
    ours = name in BELIEFS
    believed = room.quota * 60 * BELIEFS[name] if ours else None
    with ClassService(room.latency, room.quota, room.burst) as service:
        way = "ours" if ours else name
        task = Task(way, room.pictures, service.address, believed, room.learners, room.late)
        results = attended(task, room.learners)
    if why := next((result.why for result in results if result.why), ""):
        print(f"  {name} lost pictures, the first by: {why}")
    return summed_up(results, service.calls, room)


def attended(task: Task, learners: int) -> list[Result]:
    """What became of so many learners, each in a process of its own, started before the bell."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.bench.learner"])
    bell, results = context.Barrier(learners), context.Queue()
    processes = [context.Process(target=learn, args=(task, seed, bell, results)) for seed in range(learners)]
    for process in processes:
        process.start()
    try:
        return [results.get(timeout=PATIENCE) for _ in processes]
    finally:
        for process in processes:
            process.join(timeout=5)
            process.kill()


def summed_up(results: Sequence[Result], calls: int, room: Class) -> Measured:
    """The figures of a class. calls: as the service counted them."""
    seconds = [result.ended - result.began for result in results]
    total = max(result.ended for result in results) - min(result.began for result in results)
    made = sum(result.made for result in results)
    return Measured(
        sum(result.lost for result in results),
        total / room.ideal,
        max(seconds) / statistics.median(seconds),
        calls / max(made, 1),
    )


def told(section: str, room: Class, found: Measured) -> list[Figure]:
    return [
        Figure("lost", found.lost, 0, "none", section),
        Figure("over_ideal", found.over_ideal, room.soonest / room.ideal, "the soonest the quota allows", section),
        Figure("slowest_over_median", found.slowest_over_median, 1, "all done at once", section),
        Figure("calls_per_picture", found.calls_per_picture, 1, "one call a picture", section),
    ]


def _print_capacity(room: Class) -> None:
    """What learners and service could do on this machine, were there no quota and no latency."""
    free = replace(room, pictures=10)
    with ClassService(0, None) as service:
        results = attended(Task("lab", free.pictures, service.address), free.learners)
    seconds = max(result.ended for result in results) - min(result.began for result in results)
    print(f"  without quota and latency: {service.calls / seconds:.0f} calls/s; the quota lets {room.quota:g} through")
