"""When the next call may be sent, where many kernels share one quota and do not know of each other.

A kernel's *turn* is class size / quota: how often each may call if all are to have the same. Then:

1. Begin at a moment by chance within the first two thirds of a turn, so that a class does not call at once.
2. After a call the next one comes two thirds of a turn later, and not a whole one: what was told of quota and class
   may be wrong, and a quota that is left unused is lost, while a call too many costs only itself.
3. Once a call was throttled, calls come almost a turn apart, until they get through at once again.
4. A call that was throttled is sent again after most of a turn; each time it is throttled again, sooner, so that those
   who had bad luck come first. Throttled more often than luck explains, it is sent later and later.
5. Whoever got through late makes up some of it with the next call.
6. Four turns without a call that got through: then a turn is longer than was told.

Nothing is learned from a kernel's own luck beyond that: whoever slows down since others were faster stays slower, and
some of a class would end long after the others.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

SOON = 0.64  # turns between calls: 1.28 true ones if a turn is half of what was told; more is unrest if it is right
CONTENDED = 0.9  # turns between calls once one was throttled
EASING = 0.5  # how much of that caution is left after each call that got through at once
AGAIN, SOONER, SOONEST = 0.8, 0.7, 0.2  # turns until a throttled call is sent again; times this each time; at least
UNLUCKY, LATER = 5, 1.4  # throttled more often than this, it is no bad luck: times this each time
JITTER = 0.2  # of such a wait, either way, lest those who were throttled together come back together
MADE_UP = 0.4  # turns that may be made up
WRONG = 4  # turns without success, after which a turn is longer than was told
UNKNOWN = 10.0  # requests a minute, where nobody knows and one was throttled: Bedrock's quota for most image models


@dataclass(frozen=True, slots=True)
class Ticket:
    """A call that was sent."""

    at: float  # when
    due: float  # when it might have been sent


class Pace:
    """When one kernel may send its next call of a model, where many that do not know of each other share a quota.

    Does nothing but reckon: whoever calls sleeps, sends, and tells what became of each call. Calls are alike: one that
    was throttled is sent again as any other. Safe to share between threads; between `wait` and `sent`, whoever may send
    from several must hold a lock of its own.
    """

    def __init__(
        self,
        per_minute: float | None,
        class_size: int = 1,
        *,
        clock: Callable[[], float] = time.monotonic,
        chance: random.Random | None = None,
    ) -> None:
        """per_minute: the quota, more than 0; None: unknown, and nothing is held back until a call is throttled.

        class_size: kernels that share it, 1 or more. One alone sends as fast as it is asked to until it is throttled,
        since a whole minute's calls may come at once. Raises ValueError for numbers that are none of these.
        """
        if (per_minute is not None and not per_minute > 0) or class_size < 1:
            raise ValueError(f"per_minute={per_minute!r}, class_size={class_size!r}")
        self._clock = clock
        self._chance = chance or random.Random()
        self._lock = threading.Lock()
        self._unknown = per_minute is None
        self._turn = class_size * 60 / (per_minute or UNKNOWN)  # seconds
        shared = 0.0 if per_minute is None else 1 - 1 / class_size  # one alone may use up the quota at once
        self._usual_gap = SOON * shared  # turns between calls while none is throttled
        self._gap = self._usual_gap
        self._began: float | None = None
        self._due = 0.0  # when the next call is due, were none throttled
        self._retry = 0.0  # not before that, as one was
        self._in_a_row = 0  # times throttled since one got through
        self._heard = -1.0  # when the last call was throttled
        self._served_at = 0.0  # when the last call was sent that got through; at first, when all began

    def wait(self) -> float:
        """Seconds until the next call may be sent; 0: now."""
        with self._lock:
            return self._wait(self._clock())

    def _wait(self, now: float) -> float:
        self._begin(now)
        return max(0.0, self._due - now, self._retry - now)

    def _begin(self, now: float) -> None:
        if self._began is None:
            self._began = self._served_at = now
            self._due = now + self._chance.uniform(0, self._usual_gap * self._turn)

    def sent(self) -> Ticket:
        """A call goes out."""
        with self._lock:
            now = self._clock()
            self._begin(now)
            ticket = Ticket(now, self._due)
            self._due = max(self._due, now - MADE_UP * self._turn) + self._gap * self._turn
            return ticket

    def served(self, ticket: Ticket) -> None:
        """It got through the quota: a picture, a refusal, any answer but a throttle."""
        with self._lock:
            if ticket.at > self._heard and not self._in_a_row:
                self._gap = self._usual_gap + (self._gap - self._usual_gap) * EASING
            self._in_a_row = 0
            self._served_at = max(self._served_at, ticket.at)

    def throttled(self, ticket: Ticket) -> None:
        """It did not: it is to be sent again."""
        with self._lock:
            self._due = min(self._due, ticket.due)
            if ticket.at < self._heard:  # sent before it was known that there is no quota: no news
                return
            self._heard = now = self._clock()
            self._turn = max(self._turn, (now - self._served_at) / WRONG)
            self._gap = max(self._gap, CONTENDED)
            self._retry = now + self._until_again() * self._turn * self._chance.uniform(1 - JITTER, 1 + JITTER)
            self._in_a_row += 1

    def _until_again(self) -> float:
        """Turns."""
        times = self._in_a_row
        return max(AGAIN * SOONER**times, SOONEST) * LATER ** max(0, times - UNLUCKY)

    @property
    def waiting(self) -> bool:
        """Whether a call was throttled and none got through since."""
        with self._lock:
            return self._in_a_row > 0

    def seconds(self, calls: int) -> float:
        """About how long so many more calls have to wait for quota, from what was told and what was seen; 0 or more."""
        if calls < 1:
            return 0.0
        with self._lock:
            now = self._clock()
            wait = self._wait(now)
            if self._unknown and self._heard < 0:  # nothing was told, and nothing seen
                return wait
            return wait + (calls - 1) * self._turn
