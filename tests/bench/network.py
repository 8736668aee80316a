"""A small neural network that tells classes apart: one hidden layer, fitted by Adam. Numpy alone."""

from __future__ import annotations

import numpy as np

Array = np.ndarray

BATCH = 128
RATE, DECAY = 1e-3, 1e-2
DROPPED_IN, DROPPED = 0.15, 0.3  # shares of the inputs and of the hidden units left out of a step
SMOOTH = 0.1  # how much of the answer is spread over all classes: figures overlap, styles hide


class Network:
    """Rows of features in, probabilities of classes out."""

    def __init__(
        self, rows: Array, classes: Array, count: int, rng: np.random.Generator, hidden: int, rounds: int
    ) -> None:
        """Fit it to rows (n, features) of known classes (n,), each 0 to count - 1."""
        self._mean = rows.mean(0)
        self._scale = 1 / (rows.std(0) + 0.05)
        inputs = rows.shape[1]
        self._weights = [
            rng.normal(0, np.sqrt(2 / inputs), (inputs, hidden)).astype(np.float32),
            np.zeros(hidden, np.float32),
            rng.normal(0, np.sqrt(1 / hidden), (hidden, count)).astype(np.float32),
            np.zeros(count, np.float32),
        ]
        moments = [(np.zeros_like(w), np.zeros_like(w)) for w in self._weights]
        steps = rounds * (len(rows) // BATCH)
        step = 0
        for _ in range(rounds):
            order = rng.permutation(len(rows))
            for at in range(0, len(rows) - BATCH + 1, BATCH):
                chosen = order[at : at + BATCH]
                step += 1
                rate = RATE * min(1, step / 100) * (1 - step / (steps + 1))
                self._learn(self._seen(rows[chosen]), classes[chosen], rate, step, moments, rng)

    def probabilities(self, rows: Array) -> Array:
        """(n, features) to (n, classes)."""
        hidden = np.maximum(self._seen(rows) @ self._weights[0] + self._weights[1], 0)
        return _softmax(hidden @ self._weights[2] + self._weights[3])

    def _seen(self, rows: Array) -> Array:
        return ((rows - self._mean) * self._scale).astype(np.float32)

    def _learn(
        self,
        x: Array,
        classes: Array,
        rate: float,
        step: int,
        moments: list[tuple[Array, Array]],
        rng: np.random.Generator,
    ) -> None:
        first, first_bias, second, second_bias = self._weights
        x = x * ((rng.random(x.shape, np.float32) > DROPPED_IN) / np.float32(1 - DROPPED_IN))
        hidden = np.maximum(x @ first + first_bias, 0)
        kept = (rng.random(hidden.shape, np.float32) > DROPPED) / np.float32(1 - DROPPED)
        hidden *= kept
        wrong = _softmax(hidden @ second + second_bias)
        wrong -= SMOOTH / wrong.shape[1]
        wrong[np.arange(len(x)), classes] -= 1 - SMOOTH
        wrong /= len(x)
        back = (wrong @ second.T) * kept * (hidden > 0)
        slopes = (x.T @ back, back.sum(0), hidden.T @ wrong, wrong.sum(0))
        for weight, slope, (mean, square) in zip(self._weights, slopes, moments, strict=True):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope**2 - square)
            change = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
            if weight.ndim == 2:
                change += DECAY * weight
            weight -= np.float32(rate) * change


def _softmax(a: Array) -> Array:
    a = np.exp(a - a.max(1, keepdims=True))
    return a / a.sum(1, keepdims=True)
