"""Where the time of a request goes: timers around the engine's own functions, in this process."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from helpers.practice import brief, composition, diffusion, engine, imagination
from helpers.practice.service import invoke


class Stopwatch:
    """Seconds by kind of work. Of work within other work, each second counts once: for the inner one."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    def begin(self, kind: str) -> None:
        self._note()
        self._open.append(kind)

    def end(self) -> None:
        self._note()
        self._open.pop()

    def _note(self) -> None:
        now = time.perf_counter()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def timed(self, work: Callable[..., Any], kind: Callable[..., str]) -> Callable[..., Any]:
        """The same function, timed; its kind of work may depend on what it is called with."""

        def call(*args: Any, **named: Any) -> Any:
            self.begin(kind(*args, **named))
            try:
                return work(*args, **named)
            finally:
                self.end()

        return call

    def stepped(self, work: Callable[..., Iterator[Any]], kind: str) -> Callable[..., Iterator[Any]]:
        """The same generator, timed while it works on its next item."""

        def call(*args: Any, **named: Any) -> Iterator[Any]:
            items = work(*args, **named)
            advance = self.timed(lambda: next(items, None), lambda: kind)
            while (item := advance()) is not None:
                yield item

        return call


def shares(work: Callable[[], object]) -> dict[str, float]:
    """What share of the time each kind of work takes; "other" is all the rest, so they add up to 1."""
    watch = Stopwatch()
    wrapped: tuple[tuple[Any, str, Callable[..., str]], ...] = (
        (brief, "read", lambda *_: "reading"),
        (brief, "read_weighted", lambda *_: "reading"),
        (imagination, "plan", lambda *_: "planning"),
        (imagination, "compose", lambda *_: "planning"),
        (composition, "regions", lambda *_: "planning"),
        (composition, "painted", lambda _, scale: "painting, small" if scale == 1 else "painting, large"),
        (composition, "styled", lambda *_: "styles"),
        (engine, "_enlarge", lambda *_: "enlarging"),
        (engine, "_eight_bit", lambda *_: "enlarging"),
        (invoke, "_file", lambda *_: "encoding"),
    )
    with ExitStack() as stack:
        for module, name, kind in wrapped:
            stack.enter_context(patch.object(module, name, watch.timed(getattr(module, name), kind)))
        stack.enter_context(patch.object(diffusion, "sample", watch.stepped(diffusion.sample, "denoising")))
        watch.timed(work, lambda: "other")()
    total = sum(watch.seconds.values())
    return {kind: seconds / total for kind, seconds in sorted(watch.seconds.items(), key=lambda item: -item[1])}
