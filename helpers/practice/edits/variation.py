"""Variations of a picture: the same things in the same kind of place, put together anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from helpers.practice import diffusion, engine
from helpers.practice.composition import CELL
from helpers.practice.edits import repaint, sizing
from helpers.practice.edits import stage as stages
from helpers.practice.edits.inpaint import another_world
from helpers.practice.edits.stage import Array, Stage
from helpers.practice.engine import Drawing, Order
from helpers.practice.painter import scenes
from helpers.practice.retouch.palette import recoloured
from helpers.practice.retouch.pixels import resized
from helpers.practice.shown import Known, framed

WEAK, STRONG = 0.3, 0.75  # strength of the repainting where nothing may change, and what all freedom adds to it
PLAY = 0.1  # freedom that even a similarity of 1 leaves
MIRRORED = 0.2  # from this freedom on, half of the variations are mirrored
ZOOM = 0.45  # by how much nearer one may come at full freedom
TINT = 0.12  # and how far the light may change its colour
# Of the height: how much of what is around its things stays with them, and over how much that fades; no cut-out is
# perfect. Where they come to another scene it may not be much.
HALO, SOFT, CLOSE = 0.06, 0.03, 0.008
BASES = 3  # places that diffusion chooses from
OTHERS = 0.85  # how far the colours of further pictures are taken on


def varied(
    order: Order, pictures: Sequence[Array], similarity: float, known: Known = None
) -> Iterator[diffusion.Step | Drawing]:
    """A variation of the first of some (h, w, 3 or 4) uint8 pictures, in the order's size, in the others' colours.

    similarity: 0 to 1, how much it is to be like it. What the order's prompt names takes the place of what the picture
    shows; with none, things stay what they are. known: what the first one shows. Yields as `engine.follow` does.
    """
    first, *others = (sizing.covering(stages.eight_bit(stages.opaque(p)), order.width, order.height) for p in pictures)
    known = framed(known, sizing.middle(pictures[0].shape, order.width, order.height), pictures[0].shape)
    rng = np.random.default_rng(order.seed)
    idea = engine.imagine(order, rng)
    free = 1 - similarity
    if idea.plan.wanted:
        steps = repaint.follow(order, first, max(repaint.REPLACE, WEAK + STRONG * free), known)
    else:
        steps = _rearranged(order, idea, first, free, rng, known)
    if others:
        style = np.hstack([stages.opaque(other) for other in others])

        def tinted(picture: Array) -> Array:
            wanted = recoloured(picture, style, np.random.default_rng(order.seed))
            return picture + np.float32(OTHERS) * (wanted - picture)

        steps = engine.changed(steps, tinted)
    yield from steps


def _rearranged(
    order: Order, idea: engine.Idea, pixels: Array, free: float, rng: np.random.Generator, known: Known
) -> Iterator[diffusion.Step | Drawing]:
    """The picture's own things, framed anew, in a place like its own: as unlike as `free`, 0 to 1, lets it be."""
    stage = Stage.of(pixels, known)
    seen = stage.seen
    things = np.maximum.reduce(seen.figures) if seen.figures else np.zeros((1, 1), np.float32)
    height, width = stage.picture.shape[:2]
    free = max(PLAY, free)
    picture, near = _framed(stage.picture, resized(things, width, height), free, rng)
    strength, keeps = WEAK + STRONG * free, repaint.SCENE[0]
    (toned,) = repaint.bases_of(picture, idea, min(strength, keeps), rng, 1)
    elsewhere = bool(idea.brief.scene) and another_world(idea, picture)
    if elsewhere:
        strength = max(strength, repaint.SCENE[1])
    elif not seen.painted or scenes.load()[toned.scene].indoor:
        strength = min(strength, keeps)  # a photograph does not become a painting, and furniture does not mix
    gain = rng.uniform(1 - TINT * free, 1 + TINT * free, 3).astype(np.float32)
    places = repaint.bases_of(picture, idea, strength, rng, BASES)
    halo, soft = (CLOSE, CLOSE) if elsewhere else (HALO, SOFT)
    near = stages.blurred(stages.grown(near, round(halo * height)), soft * height)[..., None]
    whole = [replace(p, picture=((p.picture + (toned.picture - p.picture) * near) * gain).clip(0, 1)) for p in places]
    compositions = stages.alone(idea.plan, whole, rng, width // CELL, height // CELL)
    yield from engine.changed(engine.develop(order, idea, compositions, rng), stage.back)


def _framed(picture: Array, things: Array, free: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """A part of the picture (h, w, 3) with all its things (h, w), at its size, perhaps mirrored; and where they are."""
    height, width = picture.shape[:2]
    zoom = 1 + ZOOM * free * rng.uniform(0.5, 1)
    rows, columns = round(height / zoom), round(width / zoom)
    y = _start(np.flatnonzero((things > 0.5).any(1)), height, rows, rng)
    x = _start(np.flatnonzero((things > 0.5).any(0)), width, columns, rng)
    box = np.s_[y : y + rows, x : x + columns]
    part = np.dstack([picture, things])[box]
    if free >= MIRRORED and rng.random() < 0.5:
        part = part[:, ::-1]
    large = sizing.covering(stages.eight_bit(part[..., :3]), width, height)
    return stages.opaque(large), resized(part[..., 3], width, height)


def _start(taken: Array, whole: int, part: int, rng: np.random.Generator) -> int:
    """Where a part of a side begins that has in it what is taken, as far as it can."""
    low, high = 0, whole - part
    if len(taken):
        low, high = sorted((max(low, int(taken[-1]) + 1 - part), min(high, int(taken[0]))))
    return int(rng.integers(low, high + 1))
