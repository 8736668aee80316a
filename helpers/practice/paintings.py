"""A few tiny paintings that answer a prompt, as numbers: the whole world of a diffusion model written by hand."""

from __future__ import annotations

import numpy as np

from helpers.practice import brief as briefs
from helpers.practice import composition, imagination
from helpers.practice.brief import Brief

Array = np.ndarray


def paintings_of(prompt: str, count: int, *, size: int = 32, seed: int = 0) -> Array:
    """Several paintings of one prompt, each on its own: (count, size, size, 3) float32, -1 to 1.

    size in pixels. The same arguments always give the same paintings. Raises ValueError for less than one painting.
    """
    if count < 1:
        raise ValueError(f"count is {count}, at least 1 is needed")
    rng = np.random.default_rng(seed)
    brief = briefs.read(prompt)
    out = []
    for _ in range(count):  # a plan for each: what the prompt leaves open differs from painting to painting
        plan = imagination.plan(brief, Brief(), rng)
        (painting,) = imagination.compose(plan, rng, size, size, 1)
        out.append(composition.styled(composition.paint(painting), painting) * 2 - 1)
    return np.stack(out).astype(np.float32)
