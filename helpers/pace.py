"""When a kernel may send its next call of a model, where many that do not know of each other share a quota."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ticket:
    """A call that went out."""

    at: float


class Pace:
    """One call every so many seconds once something was throttled."""

    def __init__(
        self,
        per_minute: float | None,
        class_size: int = 1,
        *,
        clock: Callable[[], float] = time.monotonic,
        chance: random.Random | None = None,
    ) -> None:
        self._between = class_size * 60 / per_minute if per_minute else 1.0
        self._clock = clock
        self._chance = chance or random.Random()
        self._next = 0.0
        self._lock = threading.Lock()
        self.waiting = False
        self._paced = class_size > 1

    def wait(self) -> float:
        with self._lock:
            return max(0.0, self._next - self._clock())

    def sent(self) -> Ticket:
        with self._lock:
            now = self._clock()
            if self._paced:
                self._next = max(now, self._next) + self._between
            return Ticket(now)

    def served(self, ticket: Ticket) -> None:
        self.waiting = False

    def throttled(self, ticket: Ticket) -> None:
        with self._lock:
            self.waiting = self._paced = True
            self._next = self._clock() + self._between * self._chance.uniform(0.3, 1)

    def seconds(self, calls: int) -> float:
        return calls * self._between if self._paced else 0.0
