"""The picture engine of practice mode: a prompt and the knobs of Stable Diffusion in, pixels out.

Read the prompt (`brief`), imagine a few paintings that answer it (`imagination`), let exact diffusion find its own
picture among them at an eighth of the size (`diffusion`), then paint only what it used of each at full size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from PIL import Image

from helpers.practice import brief as briefs
from helpers.practice import composition as paintings
from helpers.practice import diffusion, imagination, watching
from helpers.practice.brief import Brief
from helpers.practice.composition import CELL, Composition, Given
from helpers.practice.painter import subjects
from helpers.practice.samplers import SAMPLERS
from helpers.practice.shown import Known, Shown, noticed, step_of

Array = np.ndarray

PAINTINGS = 12  # that answer the prompt
OTHERS = 6  # of anything else: what guidance moves away from
UNWANTED = 4  # of what the negative prompt names
ENOUGH = 5  # steps at the finest size that fine detail takes: each of them adds half of what is missing
SLIGHT = 0.03  # a painting that won less of the picture than this is left out of it
VISIBLE = 0.01  # differences below this, of -1 to 1, cannot be seen in 8 bits

# A trained model without a prompt is never as sure as ours, so guidance also drives its contrast and colours. Paintings
# are as a cfg_scale of 7 leaves them; each unit more adds this share.
USUAL_CFG, CONTRAST = 7.0, 0.02


@dataclass(frozen=True, slots=True)
class Order:
    """One picture asked of the engine. width and height in pixels, multiples of 64; seed 0 to 2**32 - 1.

    Raises ValueError for a size, a number of steps or a sampler that there is not.
    """

    prompt: str
    negative_prompt: str = ""
    width: int = 1024
    height: int = 1024
    steps: int = 30
    cfg_scale: float = 7.0
    seed: int = 0
    style: str | None = None  # used where the prompt names none
    mood: str | None = None  # likewise
    sampler: str = "K_EULER"  # a name of `samplers.SAMPLERS`
    weighted: tuple[tuple[str, float], ...] = ()  # texts and their weights, read in place of the prompt

    def __post_init__(self) -> None:
        if self.sampler not in SAMPLERS:
            raise ValueError(f"sampler is {self.sampler!r}; there are {', '.join(SAMPLERS)}")
        if self.steps < 1:
            raise ValueError(f"steps is {self.steps}; a picture takes at least 1")
        for name, side in (("width", self.width), ("height", self.height)):
            if side < 64 or side % 64:
                raise ValueError(f"{name} is {side}; it must be a multiple of 64 pixels")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished picture: pixels (height, width, 3 or, with alpha, 4) uint8, and what of the prompt it answers."""

    pixels: Array
    brief: Brief
    known: Known = None  # its figures, where it is known which it shows


@dataclass(frozen=True, slots=True)
class Idea:
    """What is to be drawn: the prompt understood, and everything it left open decided."""

    brief: Brief
    negative: Brief
    plan: imagination.Plan


def draw(order: Order) -> Drawing:
    """Draw a picture. The same order always gives the same pixels."""
    return finished(follow(order))


def finished(steps: Iterable[diffusion.Step | Drawing]) -> Drawing:
    """Go through all steps, tell whoever watches of each, and return the picture at their end."""
    last: diffusion.Step | Drawing | None = None
    for last in steps:
        if isinstance(last, diffusion.Step):
            watching.tell(last)
    assert isinstance(last, Drawing)
    return last


def changed(
    steps: Iterable[diffusion.Step | Drawing], change: Callable[[Array], Array], still: bool = False
) -> Iterator[diffusion.Step | Drawing]:
    """The same steps; the picture at their end, (h, w, 3) of 0 to 1, changed, and 8 bits of what comes of it.

    still: whether all figures stay where they are; else nobody knows any more where that is.
    """
    for step in steps:
        if isinstance(step, Drawing):
            picture = change(step.pixels.astype(np.float32) / 255)
            pixels = (picture.clip(0, 1) * 255 + 0.5).astype(np.uint8)
            yield replace(step, pixels=pixels, known=step.known if still else None)
        else:
            yield step


def follow(order: Order) -> Iterator[diffusion.Step | Drawing]:
    """Draw a picture and yield every step on the way (see `diffusion.Step`), last the `Drawing`.

    Whoever stops asking, or closes the iterator, interrupts the drawing; nothing is left behind.
    """
    rng = np.random.default_rng(order.seed)
    idea = imagine(order, rng)
    columns, rows = order.width // CELL, order.height // CELL
    yield from develop(order, idea, imagination.compose(idea.plan, rng, columns, rows, PAINTINGS), rng)


def imagine(order: Order, rng: np.random.Generator) -> Idea:
    """Understand the prompts, and decide what they leave open."""
    negative = briefs.read(order.negative_prompt)
    brief = briefs.without(briefs.read_weighted(order.weighted or ((order.prompt, 1.0),)), negative)
    plan = imagination.plan(brief, negative, rng)
    if plan.style is None and order.style != negative.style:
        plan = replace(plan, style=order.style)
    if plan.mood is None and order.mood != negative.mood:
        plan = replace(plan, mood=order.mood)
    return Idea(brief, negative, plan)


def develop(
    order: Order,
    idea: Idea,
    compositions: list[Composition],
    rng: np.random.Generator,
    start: diffusion.Start | None = None,
) -> Iterator[diffusion.Step | Drawing]:
    """Let diffusion find a picture among the compositions, and paint it whole. Yields as `follow` does.

    The picture has the compositions' size, whatever the order says. start: where diffusion begins, in latents.
    """
    strength = 1.0 if start is None else start.strength
    columns, rows = compositions[0].columns, compositions[0].rows
    regions = paintings.regions(compositions)
    prompt = _small(compositions)
    others, rest = _others(columns, rows)
    everything = compositions + others
    if not idea.negative.empty:
        unwanted = imagination.plan(idea.negative, Brief(), np.random.default_rng(order.seed))
        named = imagination.compose(unwanted, rng, columns, rows, UNWANTED)
        everything, rest = everything + named, np.concatenate([rest, _small(named)])
    finest = 0  # steps at the finest size
    sampling = diffusion.sample(prompt, rest, rng, order.steps, order.cfg_scale, regions, order.sampler, start)
    for step in sampling:
        if isinstance(step, diffusion.Step):
            finest += step.noisy.shape[0] == rows
            yield step
        else:
            whole, known = _enlarge(step, everything, np.concatenate([prompt, rest]))
            if finest < ENOUGH and start is None:  # a start has its detail already
                whole = _softened(whole, step.picture, 1 - 0.5**finest)
            yield Drawing(_eight_bit(whole, 1 + CONTRAST * (order.cfg_scale - USUAL_CFG) * strength), idea.brief, known)


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


def _enlarge(sample: diffusion.Sample, compositions: list[Composition], small: Array) -> tuple[Array, Known]:
    """Paint the chosen paintings at full size, blend them as diffusion did, and keep what it added to them.

    Returns the picture, and which figures it shows.
    """
    weights = sample.weights**2  # firmer: where two paintings share a pixel, the likelier one takes it
    weights /= weights.sum(0)
    blend = np.einsum("khw,khwc->hwc", weights, small[sample.sources])
    share = weights.mean((1, 2))
    used = np.flatnonzero(share > min(SLIGHT, share.max() / 2))
    chosen = [compositions[sample.sources[i]] for i in used]
    height, width = chosen[0].rows * CELL, chosen[0].columns * CELL
    whole = np.zeros((3, height, width), np.float32).transpose(1, 2, 0)  # plane by plane, as canvases are
    total = np.full((height, width), 1e-6, np.float32)
    step = step_of(width, height)
    shown = []
    for weight, composition in zip(weights[used], chosen, strict=True):
        large = _resize(weight, width, height).clip(1e-6)  # never 0: where all used ones lost, they fill in
        peopled = paintings.within(composition, weight)
        painting, sheets = paintings.painted(peopled, CELL)
        shown.append((peopled, paintings.shown(peopled, sheets, step)))
        painting *= large[..., None]
        whole += painting
        total += large
    whole /= total[..., None]
    known = _blended([_resize(w, width // step, height // step).clip(1e-6) for w in weights[used]], shown)
    whole = paintings.styled(whole, chosen[int(share[used].argmax())])
    rest = sample.picture - blend  # what guidance, few steps or much noise did to the picture
    if np.abs(rest).max() > VISIBLE:
        for channel in range(3):
            whole[..., channel] += _resize(rest[..., channel], width, height) / 2
    return whole, known


def _blended(weights: list[Array], shown: list[tuple[Composition, list[Shown]]]) -> Known:
    """The figures of some paintings in the picture into which they are blended, each with its weights (h, w).

    Paintings of one plan have the same figures, perhaps in other places: what is seen of one is taken together. Where
    a given picture was painted on, only those who gave it can say what it shows.
    """
    if any(isinstance(composition.backdrop, Given) and composition.backdrop.known is None for composition, _ in shown):
        return None
    total = sum(weights)
    merged: dict[tuple[str, str | None, int, int], Shown] = {}
    for weight, (composition, figures) in zip(weights, shown, strict=True):
        share = weight / total
        group: list[int] = []  # the part that each one is of, so far
        for part, one in zip((figure.part for figure in composition.figures), figures, strict=True):
            own = replace(one, alpha=one.alpha * share, trace=one.trace * (share > SLIGHT))
            who = one.subject, one.colour, part, group.count(part)
            merged[who] = _together(merged[who], own) if who in merged else own
            group.append(part)
    return noticed(merged.values())


def _together(one: Shown, other: Shown) -> Shown:
    return replace(one, alpha=one.alpha + other.alpha, trace=np.maximum(one.trace, other.trace))


def _softened(whole: Array, small: Array, detail: float) -> Array:
    """The picture with only so much of the detail, 0 to 1, that diffusion's own small picture does not show."""
    height, width, _ = whole.shape
    soft = np.stack([_resize(small[..., c], width, height) for c in range(3)]).transpose(1, 2, 0) / 2 + np.float32(0.5)
    return soft + (whole - soft) * np.float32(detail)


def _eight_bit(picture: Array, gain: float) -> Array:
    """The picture as it is kept, `gain` times as far from its mean colour."""
    middle = picture.mean((0, 1)) * (1 - gain)
    out = np.empty(picture.shape, np.uint8)
    for channel in range(3):
        plane = picture[..., channel] * np.float32(gain * 255)
        plane += np.float32(middle[channel] * 255 + 0.5)
        np.clip(plane, 0, 255, out=plane)
        out[..., channel] = plane
    return out


def _resize(a: Array, width: int, height: int) -> Array:
    return np.asarray(Image.fromarray(np.ascontiguousarray(a)).resize((width, height), Image.Resampling.BICUBIC))
