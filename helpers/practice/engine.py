"""The picture engine of practice mode: a prompt and the knobs of Stable Diffusion in, pixels out.

Read the prompt (`brief`), imagine a few paintings that answer it (`imagination`), let exact diffusion find its own
picture among them at an eighth of the size (`diffusion`), then paint only what it used of each at full size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from PIL import Image

from helpers.practice import brief as briefs
from helpers.practice import composition as paintings
from helpers.practice import diffusion, imagination
from helpers.practice.brief import Brief
from helpers.practice.composition import CELL, Composition
from helpers.practice.painter import subjects

Array = np.ndarray

PAINTINGS = 12  # that answer the prompt
OTHERS = 6  # of anything else: what guidance moves away from
UNWANTED = 4  # of what the negative prompt names
SLIGHT = 0.03  # a painting that won less of the picture than this is left out of it
VISIBLE = 0.01  # differences below this, of -1 to 1, cannot be seen in 8 bits


@dataclass(frozen=True, slots=True)
class Order:
    """One picture asked of the engine. width and height in pixels, multiples of 64; seed 0 to 2**32 - 1."""

    prompt: str
    negative_prompt: str = ""
    width: int = 1024
    height: int = 1024
    steps: int = 30
    cfg_scale: float = 7.0
    seed: int = 0
    style: str | None = None  # used where the prompt names none


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture: pixels (height, width, 3) uint8, and what of the prompt it answers."""

    pixels: Array
    brief: Brief


def draw(order: Order) -> Drawing:
    """Draw a picture. The same order always gives the same pixels."""
    *_, last = follow(order)
    assert isinstance(last, Drawing)
    return last


def follow(order: Order) -> Iterator[diffusion.Step | Drawing]:
    """Draw a picture and yield every step on the way (see `diffusion.Step`), last the `Drawing`."""
    rng = np.random.default_rng(order.seed)
    negative = briefs.read(order.negative_prompt)
    brief = briefs.without(briefs.read(order.prompt), negative)
    plan = imagination.plan(brief, negative, rng)
    if plan.style is None and order.style != negative.style:
        plan = replace(plan, style=order.style)
    columns, rows = order.width // CELL, order.height // CELL
    compositions = imagination.compose(plan, rng, columns, rows, PAINTINGS)
    regions = paintings.regions(compositions)
    prompt = _small(compositions)
    others, rest = _others(columns, rows)
    compositions += others
    if not negative.empty:
        unwanted = imagination.plan(negative, Brief(), np.random.default_rng(order.seed))
        named = imagination.compose(unwanted, rng, columns, rows, UNWANTED)
        compositions, rest = compositions + named, np.concatenate([rest, _small(named)])
    for step in diffusion.sample(prompt, rest, rng, order.steps, order.cfg_scale, regions):
        if isinstance(step, diffusion.Step):
            yield step
        else:
            yield Drawing(_enlarge(step, compositions, np.concatenate([prompt, rest])), brief)


def _small(compositions: list[Composition]) -> Array:
    """The paintings as diffusion sees them: (k, h, w, 3), an eighth of the size, -1 to 1."""
    return np.stack([paintings.styled(paintings.paint(c), c) * 2 - 1 for c in compositions])


@lru_cache(maxsize=9)  # the models offer nine shapes
def _others(columns: int, rows: int) -> tuple[list[Composition], Array]:
    """Paintings of anything: what the model would draw without a prompt. The same for every request, so kept."""
    rng = np.random.default_rng(0)
    names = sorted(subjects.load())
    out: list[Composition] = []
    for _ in range(OTHERS):
        wanted = briefs.Wanted(names[int(rng.integers(len(names)))])
        plan = imagination.plan(Brief(subjects=(wanted,)), Brief(), rng)
        out += imagination.compose(plan, rng, columns, rows, 1)
    return out, _small(out)


def _enlarge(sample: diffusion.Sample, compositions: list[Composition], small: Array) -> Array:
    """Paint the chosen paintings at full size, blend them as diffusion did, and keep what it added to them."""
    weights = sample.weights**2  # firmer: where two paintings share a pixel, the likelier one takes it
    weights /= weights.sum(0)
    blend = np.einsum("khw,khwc->hwc", weights, small[sample.sources])
    share = weights.mean((1, 2))
    used = np.flatnonzero(share > min(SLIGHT, share.max() / 2))
    chosen = [compositions[sample.sources[i]] for i in used]
    height, width = chosen[0].rows * CELL, chosen[0].columns * CELL
    whole = np.zeros((height, width, 3), np.float32)
    total = np.full((height, width), 1e-6, np.float32)
    for weight, composition in zip(weights[used], chosen, strict=True):
        large = _resize(weight, width, height).clip(1e-6)  # never 0: where all used ones lost, they fill in
        whole += paintings.paint(paintings.within(composition, weight), CELL) * large[..., None]
        total += large
    whole /= total[..., None]
    whole = paintings.styled(whole, chosen[int(share[used].argmax())])
    rest = sample.picture - blend  # what guidance, few steps or much noise did to the picture
    if np.abs(rest).max() > VISIBLE:
        for channel in range(3):
            whole[..., channel] += _resize(rest[..., channel], width, height) / 2
    return (whole.clip(0, 1) * 255 + 0.5).astype(np.uint8)


def _resize(a: Array, width: int, height: int) -> Array:
    return np.asarray(Image.fromarray(np.ascontiguousarray(a)).resize((width, height), Image.Resampling.BICUBIC))
