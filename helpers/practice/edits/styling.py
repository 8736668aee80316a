"""Palette and texture of one picture on another: style guide (a new picture) and style transfer (a given one)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from helpers.practice import brief as briefs
from helpers.practice import diffusion, engine
from helpers.practice.edits import repaint
from helpers.practice.edits import stage as stages
from helpers.practice.edits.stage import Array, Stage
from helpers.practice.engine import Drawing, Order
from helpers.practice.retouch.transfer import transfer
from helpers.practice.shown import Known

LEAST_CHANGE = 0.05  # a repainting weaker than this would not show


def guided(order: Order, style: Array, fidelity: float = 0.5) -> Iterator[diffusion.Step | Drawing]:
    """Draw the order's picture with palette and texture of another one, (h, w, 3 or 4) uint8.

    fidelity: 0 takes nothing of it, 1 all. Yields as `engine.follow` does.
    """
    for step in engine.follow(order):
        if isinstance(step, Drawing):
            yield _dressed(step, style, fidelity, fidelity, order.seed)
        else:
            yield step


def transferred(
    order: Order,
    pixels: Array,
    style: Array,
    composition_fidelity: float = 0.9,
    style_strength: float = 1.0,
    change_strength: float = 0.9,
    known: Known = None,
) -> Drawing:
    """The picture with palette and texture of another one; both (h, w, 3 or 4) uint8. known: what the picture shows.

    style_strength: how much of the style is taken, 0 to 1. change_strength: how far the picture may change at all, 0.1
    to 1. composition_fidelity: how much of its layout stays, 0 to 1; below 1 the prompt is painted into it.
    """
    drawing = Drawing(stages.eight_bit(stages.opaque(pixels)), briefs.read(order.prompt), known)
    loose = (1 - composition_fidelity) * change_strength
    if loose > LEAST_CHANGE and not drawing.brief.empty:
        drawing = engine.finished(repaint.follow(order, drawing.pixels, loose, known))
    return _dressed(drawing, style, style_strength * change_strength, style_strength, order.seed)


def _dressed(drawing: Drawing, style: Array, palette: float, texture: float, seed: int) -> Drawing:
    """A drawing in the style of another picture."""
    stage = Stage.of(drawing.pixels)
    out = transfer(
        stage.picture, stages.opaque(style), palette=palette, texture=texture, rng=np.random.default_rng(seed)
    )
    return replace(drawing, pixels=stages.eight_bit(stage.moved(out)))
