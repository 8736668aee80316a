"""Painting into a picture: under a mask, beyond its edges, or in the place of something that words name.

What is not to change is put back, with the noise of the moment, after every step of diffusion, and comes out untouched.
The new figures are painted on what the picture looks like without what was there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from helpers.practice import composition as paintings
from helpers.practice import diffusion, engine
from helpers.practice.composition import CELL, Composition
from helpers.practice.edits import stage as stages
from helpers.practice.edits.likeness import resembles, surroundings
from helpers.practice.edits.stage import Box, Stage
from helpers.practice.engine import Drawing, Order
from helpers.practice.retouch.cutout import look
from helpers.practice.retouch.errors import NotUnderstood
from helpers.practice.retouch.fill import extend, fill, membrane
from helpers.practice.retouch.find import find
from helpers.practice.shown import Known, framed

Array = np.ndarray

FEATHER = 0.004  # of the picture's height: how soft the edge of a mask becomes, at least
AROUND = 0.015  # of the picture's height: how far around what was found it is cleared; no guess is perfect
SHADOW = 0.02  # of the picture's height: what a figure's shadow reaches beyond it
MEET, MEET_OTHER_LIGHT = 0.7, 0.3  # how far the tones of a new scene go towards those around it
SEAM = 0.3  # of the width of a new part: how gently another scene begins there
WORLD = 0.5  # from this creativity on, outpainting paints the prompt's scene; below, it continues what is there


def inpaint(
    order: Order, pixels: Array, mask: Array, grow: int = 5, known: Known = None
) -> Iterator[diffusion.Step | Drawing]:
    """Paint what the prompt says where the mask (h, w), 0 to 1, is 1; grey parts of it blend.

    grow: pixels by which the mask is widened, with a soft edge. known: what the pixels show. Yields as `engine.follow`
    does. An empty prompt fills from around; raises NotUnderstood for one that names nothing the painter knows.
    """
    stage = Stage.of(pixels, known)
    rng = np.random.default_rng(order.seed)
    idea = _understood(order, rng)
    wide = stage.area(mask, grow, FEATHER)
    ground = fill(stage.picture, wide, rng, stage.apart(wide, stage.seen))
    if another_world(idea, stage.picture):
        ground = scenery(stage.picture, ground, wide, idea, rng)
    boxes = [box] if (box := stages.box_within(wide) or stages.box_of(wide)) else []
    yield from painted(order, idea, stage, ground, wide, boxes, rng)


def outpaint(
    order: Order,
    pixels: Array,
    left: int,
    right: int,
    up: int,
    down: int,
    creativity: float = 0.5,
    known: Known = None,
) -> Iterator[diffusion.Step | Drawing]:
    """Continue a picture beyond its edges, by so many pixels on each side, with what the prompt says there.

    creativity 0 to 1: how far the new parts may leave what the picture shows. known: what that is.
    """
    given = stages.opaque(pixels)
    figures = stages.standing(given, seen=look(given, known))
    wider = extend(given, left, right, up, down, np.random.default_rng(order.seed), figures)
    height, width = wider.shape[:2]
    new = np.ones((height, width), np.float32)
    new[up : height - down, left : width - right] = 0
    stage = Stage.of(stages.eight_bit(wider), framed(known, (-left, -up, width - left, height - up), given.shape))
    rng = np.random.default_rng(order.seed)
    idea = engine.imagine(order, rng)
    mask = stage.plane(new)
    ground = stage.picture
    if creativity >= WORLD and another_world(idea, ground):
        gentle = mask * stages.blurred(mask, SEAM * max(left, right, up, down))
        ground = scenery(ground, ground, gentle, idea, rng)
    boxes = [box] if (box := stages.box_within(mask)) else []
    for step in painted(order, idea, stage, ground, mask, boxes, rng):
        if isinstance(step, Drawing):  # a mask that was enlarged or made smaller has softer edges
            step.pixels[up : height - down, left : width - right] = stages.eight_bit(given)
        yield step


def search_replace(
    order: Order, pixels: Array, search: str, grow: int = 5, known: Known = None
) -> Iterator[diffusion.Step | Drawing]:
    """Paint what the prompt says in the place of what `search` names. known: what the pixels show.

    Raises NothingFound if the picture does not seem to show it, NotUnderstood as `inpaint` does.
    """
    stage = Stage.of(pixels, known)
    rng = np.random.default_rng(order.seed)
    idea = _understood(order, rng)
    seen = stage.seen
    found = find(stage.picture, search, seen)
    box = stages.box_of(found)
    boxes = [box] if box else []
    if sum(who.count for who in idea.plan.wanted) > 1:  # each in the place of one, if it is known where those are
        boxes = stage.places(found) or boxes
    around = AROUND if stage.known is None else 0
    wide = stages.grown(found, round(grow * stage.scale + around * stage.height))
    wide = np.maximum(wide, stage.going(found)) * (1 - stage.staying(found))
    ground = fill(stage.picture, wide, rng, stage.apart(wide, seen))
    if not idea.plan.wanted:
        ground = scenery(stage.picture, ground, wide, idea, rng)
    yield from painted(order, idea, stage, ground, wide, boxes, rng, spill=True)


def _understood(order: Order, rng: np.random.Generator) -> engine.Idea:
    """What is to be drawn. Raises NotUnderstood if the prompt says something, and none of it can be painted."""
    idea = engine.imagine(order, rng)
    if idea.brief.ignored and idea.brief.empty:
        words = ", ".join(idea.brief.ignored[:5])
        raise NotUnderstood(f"of the prompt it knows nothing it could paint there ({words}): name a subject or a scene")
    return idea


def painted(
    order: Order,
    idea: engine.Idea,
    stage: Stage,
    ground: Array,
    mask: Array,
    boxes: Sequence[Box],
    rng: np.random.Generator,
    spill: bool = False,
) -> Iterator[diffusion.Step | Drawing]:
    """Draw the idea's figures on the ground, in the boxes; only under the mask may anything change.

    spill: a figure that is wider than the mask is not cut off by it.
    """
    rows, columns = (side // CELL for side in ground.shape[:2])
    backdrop = stages.given(ground, idea.brief)
    if stage.known is not None:
        backdrop = replace(backdrop, known=())  # what stood there is cleared, or told below
    compositions = (
        stages.in_boxes(idea.plan, idea.plan.wanted, boxes, backdrop, rng, columns, rows)
        if idea.plan.wanted and boxes
        else stages.alone(idea.plan, [backdrop], rng, columns, rows)
    )
    if spill:
        mask = np.maximum(mask, _covered(compositions, stage))
    start = diffusion.Start(stage.latent, 1.0, paintings.shrunk(mask[..., None], CELL)[..., 0])
    steps = engine.develop(order, idea, compositions, rng, start)
    for step in engine.changed(steps, lambda picture: stage.merged(picture, mask), still=True):
        yield replace(step, known=stage.told(mask, step.known)) if isinstance(step, Drawing) else step


def _covered(compositions: list[Composition], stage: Stage) -> Array:
    """Where any of the paintings has a figure or its shadow: a mask of the stage."""
    out = np.zeros(stage.picture.shape[:2], np.float32)
    for region in paintings.regions(compositions):
        out = np.maximum(out, np.kron(region, np.ones((CELL, CELL), np.float32)))
    return stages.grown(out, round(SHADOW * stage.height)) if out.any() else out


def another_world(idea: engine.Idea, picture: Array) -> bool:
    """Whether the prompt asks for surroundings that the picture does not have."""
    brief = idea.brief
    if brief.scene:
        return brief.scene != resembles(picture)[0]
    return not brief.subjects and bool(brief.time or brief.weather or brief.season)


def scenery(picture: Array, ground: Array, mask: Array, idea: engine.Idea, rng: np.random.Generator) -> Array:
    """The ground with the prompt's scene where the mask is 1, in tones that meet those around it.

    Where the prompt says nothing of the scene or the hour, they are those of the picture.
    """
    scene, setting = surroundings(picture, idea.brief)
    there, _ = stages.scenery(scene, setting, ground, rng)
    seam = membrane(ground - there, mask < 0.02)
    other_light = idea.brief.time or idea.brief.weather or idea.brief.season
    near = np.float32(MEET_OTHER_LIGHT if other_light else MEET)
    return ground + (there + seam * near - ground).clip(-1, 1) * mask[..., None]
