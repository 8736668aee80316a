"""Requests a minute, a model: what a class shares.

Bedrock publishes quotas in requests a minute and not how it counts them; here a full minute's requests may come at once
(or a burst of another size, for those who want to see what that does) and then fill up again evenly (a token bucket):
modelled. A request that is refused takes nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

# On-demand InvokeModel requests a minute: AWS general reference, "Amazon Bedrock endpoints and quotas".
PUBLISHED: dict[str, float] = {
    "stability.sd3-5-large-v1:0": 15,
    "stability.sd3-large-v1:0": 15,
    "stability.stable-image-core-v1:0": 90,
    "stability.stable-image-core-v1:1": 90,
    "stability.stable-image-ultra-v1:0": 10,
    "stability.stable-image-ultra-v1:1": 10,
    "stability.stable-creative-upscale-v1:0": 2,
    "stability.stable-conservative-upscale-v1:0": 2,
    "stability.stable-outpaint-v1:0": 2,
    "stability.stable-fast-upscale-v1:0": 10,
    "stability.stable-image-inpaint-v1:0": 10,
    "stability.stable-image-erase-object-v1:0": 10,
    "stability.stable-image-search-replace-v1:0": 10,
    "stability.stable-image-search-recolor-v1:0": 10,
    "stability.stable-image-remove-background-v1:0": 10,
    "stability.stable-image-control-sketch-v1:0": 10,
    "stability.stable-image-control-structure-v1:0": 10,
    "stability.stable-image-style-guide-v1:0": 10,
    "stability.stable-style-transfer-v1:0": 10,
    "amazon.titan-image-generator-v1": 60,
    "amazon.titan-image-generator-v1:0": 60,
    "amazon.titan-image-generator-v2:0": 60,
    "amazon.nova-canvas-v1:0": 100,
}


class Quotas:
    """How much of each model's quota is left. One for a service; safe to share between threads."""

    def __init__(
        self,
        per_minute: Mapping[str, float],
        clock: Callable[[], float] = time.monotonic,
        burst: Mapping[str, float] | None = None,
    ) -> None:
        """per_minute: model id -> requests a minute; models that are not named have no quota.

        burst: model id -> how many requests may come at once; of models that are not named, a minute's.
        """
        self._per_minute = dict(per_minute)
        self._most = self._per_minute | dict(burst or {})
        self._clock = clock
        self._lock = threading.Lock()
        self._left: dict[str, tuple[float, float]] = {}  # model id -> (requests left, when that was)

    def take(self, model: str) -> bool:
        """Take one request from a model's quota; False if it is used up."""
        per_minute = self._per_minute.get(model)
        if per_minute is None:
            return True
        most = self._most[model]
        with self._lock:
            now = self._clock()
            left, then = self._left.get(model, (most, now))
            left = min(most, left + (now - then) * per_minute / 60)
            taken = left >= 1
            self._left[model] = (left - taken, now)
            return taken
