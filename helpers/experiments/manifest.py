"""What became of each picture of an experiment: written down before and after every call, and read back.

A line before a call and one after it: should the kernel die in between, the next run knows that a picture may have been
paid for, and looks for it on disk before it asks again.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from helpers.errors import WorkshopError
from helpers.experiments import shelf
from helpers.experiments.plan import Plan
from helpers.experiments.store import OTHER_FILE, Store
from helpers.text import say

# waiting: to be drawn; made: there is a picture; refused: the content filter said no; failed: to be tried again by the
# next run; impossible: the model would not take it, so it is never asked for.
State = Literal["waiting", "drawing", "made", "refused", "failed", "impossible"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one picture."""

    state: State = "waiting"
    file: str = ""  # the picture's name in the store
    reused: bool = False  # whether it was there before, made with the same request
    seconds: float = 0.0  # from the call to the reply
    price_usd: float = 0.0  # an estimate; 0 for one that was there before
    reason: str = ""  # why there is no picture, in the language in which it was said
    remedy: str = ""  # what to do about it
    kind: str = ""  # the error's class
    request_id: str = ""
    at: str = ""  # when that was, as ISO 8601

    @property
    def settled(self) -> bool:
        """Whether the next run has nothing to do about it. A picture that no file holds is in one kernel's memory."""
        return bool(self.file) if self.state == "made" else self.state in ("refused", "impossible")


WAITING = Outcome()


def went_wrong(error: Exception, state: State = "failed") -> Outcome:
    """The outcome of a call that raised."""
    kind = type(error).__name__
    if not isinstance(error, WorkshopError):
        return Outcome(state, reason=f"{kind}: {error}", kind=kind, at=now())
    return Outcome(state, reason=error.cause, remedy=error.remedy, kind=kind, request_id=error.request_id, at=now())


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Manifest:
    """The outcomes of an experiment, by the keys of its cells. Safe between threads."""

    def __init__(self, store: Store) -> None:
        """Raises OSError where the store cannot be reached."""
        self.store = store
        self.plan: dict[str, Any] | None = None  # the newest plan that was written down, as `described` says it
        self._outcomes: dict[str, Outcome] = {}
        self._begun: set[str] = set()  # called, and no end written down
        self._anew: set[str] = set()  # to be drawn anew, though there are pictures
        self._lock = threading.RLock()
        self.refresh()

    def refresh(self) -> None:
        """See what was written down since. Raises OSError."""
        with self._lock:
            for line in self.store.news():
                self._take(line)

    def of(self, key: str) -> Outcome:
        with self._lock:
            return self._outcomes.get(key, WAITING)

    def begun(self, key: str) -> bool:
        """Whether a call was made whose end nobody wrote down."""
        with self._lock:
            return key in self._begun

    def due(self, key: str) -> bool:
        """Whether it is to be drawn: it has no outcome that holds, or is to have another one."""
        with self._lock:
            return key in self._anew or not self.of(key).settled

    def draw_anew(self) -> None:
        """Have everything drawn anew that has an outcome, unless that has begun already and is not through.

        What there is holds until a picture takes its place. Raises OSError.
        """
        with self._lock:
            if not self._anew:
                self.store.append({"anew": True, "at": now()})
                self._anew = set(self._outcomes)

    @property
    def drawing_anew(self) -> bool:
        """Whether that has begun, and is not through."""
        with self._lock:
            return bool(self._anew)

    def forget(self, key: str) -> None:
        """Take a picture for not drawn: somebody took it away."""
        with self._lock:
            self._outcomes.pop(key, None)

    def write_plan(self, plan: Mapping[str, Any]) -> None:
        """Write down what is to be drawn, unless that stands there already. Raises OSError."""
        with self._lock:
            if plan != self.plan:
                self.store.append({"plan": dict(plan), "at": now()})
                self.plan = dict(plan)

    def begin(self, key: str) -> None:
        """Write down that a call is about to be made. Raises OSError: then it must not be."""
        with self._lock:
            self.store.append({"begin": key, "at": now()})
            self._begun.add(key)

    def end(self, key: str, outcome: Outcome) -> None:
        """Write down what became of it; it holds here even where OSError is raised since nobody can write it down."""
        with self._lock:
            self._settle(key, outcome)
            said = {name: value for name, value in asdict(outcome).items() if value not in ("", 0.0, False)}
            self.store.append({"end": key} | said)

    def _settle(self, key: str, outcome: Outcome) -> None:
        """A picture that is there stays what holds where drawing it anew has failed."""
        self._begun.discard(key)
        if outcome.settled or not self.of(key).settled:
            self._outcomes[key] = outcome
        if outcome.settled:
            self._anew.discard(key)

    def _take(self, line: Mapping[str, Any]) -> None:
        """A line of the journal; of what is none, or holds nonsense, nothing."""
        if line is OTHER_FILE:
            self.plan, self._outcomes, self._begun, self._anew = None, {}, set(), set()
        elif line.get("anew") is True:
            self._anew = set(self._outcomes)
        elif isinstance(line.get("plan"), dict):
            self.plan = line["plan"]
        elif isinstance(key := line.get("begin"), str):
            self._begun.add(key)
        elif isinstance(key := line.get("end"), str) and line.get("state") in get_args(State):
            known = {f.name: line[f.name] for f in fields(Outcome) if f.name in line}
            if all(_fits(name, value) for name, value in known.items()):
                self._settle(key, Outcome(**known))


SCALARS = (str, int, float, type(None))  # values of an axis that JSON holds as they are


def _fits(name: str, value: Any) -> bool:
    """Whether an outcome's field can have that value; JSON may have written 0.0 as 0."""
    if name in ("seconds", "price_usd"):
        return isinstance(value, (int, float)) and 0 <= value < math.inf
    if name == "file" and value != "":
        return isinstance(value, str) and shelf.is_name(value)
    return isinstance(value, type(getattr(WAITING, name)))


def described(plan: Plan, title: str) -> dict[str, Any]:
    """A plan as plain JSON values: enough to show the experiment, and to go on with it, in a later session."""
    return {
        "id": plan.id,
        "title": title,
        "axes": [
            {"name": axis.name, "labels": list(axis.labels)}
            | ({"values": list(axis.values)} if all(isinstance(one, SCALARS) for one in axis.values) else {})
            for axis in plan.axes
        ],
        "layout": {name: list(getattr(plan.layout, name)) for name in ("rows", "columns", "tabs")},
        "cells": [
            {"at": list(cell.at), "mode": cell.mode}
            | ({"key": cell.key} if cell.key else {"why": cell.error.cause if cell.error else ""})
            | ({"request": cell.request.record()} if cell.request else {})
            for cell in plan.cells
        ],
        "given": dict(plan.given),
    }


def counted(outcomes: Mapping[State, int]) -> str:
    """How many came to which end, as a sentence."""
    return ", ".join(say(f"experiment.count.{state}", count=count) for state, count in outcomes.items() if count)
