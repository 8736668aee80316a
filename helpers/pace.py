"""When the next call may be sent, where many kernels share one quota and do not know of each other.

A kernel's *turn* is class size / quota: how far apart each one's calls are if all are to have the same. Then:

1. Begin at a moment by chance, so that a class does not call at once.
2. Send the next call two thirds of a turn later, and a little sooner each time one gets through at once: what was told
   of quota and class may be wrong, and a quota left unused is lost, while a call too many costs only itself.
3. Once a call was throttled, send them further apart, until one gets through at once again.
4. Send a throttled call again after most of a turn and, each time it is throttled again, sooner: those who had bad luck
   are to come first. But later and later if it is throttled more often than luck explains.
5. Make up, with the next call, for some of what a call came late.
6. If nothing gets through for many turns, a turn is longer than was told.

Other than by 6, nobody's turn gets longer by what happens to themselves: whoever slowed down as others were faster
would stay slower, and some of a class would end long after the others (slowest learner 2.0 to 3.0 of the median).

The constants were found by simulating some fifty classes (tests/experiments/test_pace.py has the simulation): of 10 to
100 learners, with bursts of 2 to 60 seconds' worth of quota, told the truth and wrong by two either way.
"""

from __future__ import annotations

import math
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

SOON = 0.63  # turns between calls: 1.26 true ones, if a turn is really half of what was told
SOONEST_GAP, EASING = 0.6, 0.9  # turns that the gap shrinks towards, and what is left of the way after each step
CONTENDED = 0.83  # turns between calls once one was throttled
AGAIN, SOONER, SOONEST = 0.9, 0.6, 0.25  # turns until a throttled call is sent again; times this each time; at least
UNLUCKY, LATER = 10, 1.4  # throttled more often than this, it is no bad luck: times this each time
JITTER = 0.1  # of such a wait, either way, lest those who were throttled together come back together
MADE_UP = 0.6  # turns that may be made up
WRONG = 20  # turns without a call that got through, after which a turn is longer than was told
WAITED = 4  # turns: the longest that is believed to have been a wait for quota, when more calls are reckoned
UNKNOWN = 10.0  # requests a minute, where nobody knows and a call was throttled: most image models' quota


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
        self._turn = class_size * 60 / (per_minute or UNKNOWN)  # seconds
        self._known = per_minute is not None
        self._shared = 1 - 1 / class_size if self._known else 0.0  # of the burst one alone may have all, two half
        self._gap = SOON * self._shared  # turns between calls
        self._began: float | None = None
        self._due = 0.0  # when the next call is due, were none throttled
        self._retry = 0.0  # not before that, as one was
        self._in_a_row = 0  # times throttled since a call got through
        self._heard = -math.inf  # when the last call was throttled
        self._tried_since = 0.0  # when the first call was sent of those that were throttled in a row
        self._sent = 0
        self._served_at = 0.0  # when the last call was sent that got through
        self._seen: float | None = None  # seconds from one that gets through to the next, once one was throttled

    def wait(self) -> float:
        """Seconds until the next call may be sent; 0: now."""
        with self._lock:
            return self._wait(self._clock())

    def _wait(self, now: float) -> float:
        self._begin(now)
        return max(0.0, self._due - now, self._retry - now)

    def _begin(self, now: float) -> float:
        """When all began: now, if this is the first that is asked of this pace."""
        if self._began is None:
            self._began = self._served_at = self._retry = now
            self._due = now + self._chance.uniform(0, self._gap * self._turn)
        return self._began

    def sent(self) -> Ticket:
        """A call goes out."""
        with self._lock:
            now = self._clock()
            self._begin(now)
            ticket = Ticket(now, self._due)
            self._due = max(self._due, now - MADE_UP * self._turn) + self._gap * self._turn
            self._sent += 1
            return ticket

    def served(self, ticket: Ticket) -> None:
        """It got through the quota: a picture, a refusal, any answer but a throttle."""
        with self._lock:
            if ticket.at > self._heard and not self._in_a_row:
                self._ease()
            self._in_a_row = 0
            if self._seen is not None:
                # The mean of about the last four; a longer break than a few turns is nobody's waiting for quota.
                self._seen += (min(max(0.0, ticket.at - self._served_at), WAITED * self._turn) - self._seen) / 4
            self._served_at = max(self._served_at, ticket.at)

    def _ease(self) -> None:
        """It got through at once: the calls come closer together, the next one already."""
        least = SOONEST_GAP * self._shared
        gap = least + (self._gap - least) * EASING
        self._due -= (self._gap - gap) * self._turn
        self._gap = gap

    def throttled(self, ticket: Ticket) -> None:
        """It did not: it is to be sent again."""
        with self._lock:
            self._due = min(self._due, ticket.due)
            if ticket.at < self._heard:  # sent before it was known that the quota is used up: no news
                return
            self._heard = now = self._clock()
            if not self._in_a_row:
                self._tried_since = ticket.at
            self._turn = max(self._turn, (now - self._tried_since) / WRONG)
            if self._seen is None:
                self._seen = self._turn
            self._gap = max(self._gap, CONTENDED)
            self._retry = now + self._until_again() * self._turn * self._chance.uniform(1 - JITTER, 1 + JITTER)
            self._in_a_row += 1

    def _until_again(self) -> float:
        """Turns until a call that was throttled is sent again."""
        times = self._in_a_row
        return max(AGAIN * SOONER**times, SOONEST) * LATER ** max(0, times - UNLUCKY)

    @property
    def waiting(self) -> bool:
        """Whether a call was throttled and none got through since."""
        with self._lock:
            return self._in_a_row > 0

    def seconds(self, calls: int) -> float:
        """About how long so many more calls have to wait for quota, from what was told and what was seen; 0 or more."""
        with self._lock:
            now = self._clock()
            wait = self._wait(now)
            if calls < 1 or (self._seen is None and not self._known):
                return 0.0
            if self._seen is not None:
                return wait + (calls - 1) * self._seen
            if not self._shared:
                return max(wait, (calls - self._at_once(now)) * self._turn)
            # A fair share at first; the longer calls come closer together and get through, the more it is their gap.
            return wait + (calls - 1) * self._turn * (1 + self._gap * self._sent) / (1 + self._sent)

    def _at_once(self, now: float) -> float:
        """Calls that somebody alone may still send at once: a minute's, less those that were sent and not made up."""
        return 60 / self._turn - max(0.0, self._sent - (now - self._begin(now)) / self._turn)
