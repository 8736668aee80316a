"""Edits of a picture that draw nothing new: recolour by words, erase, cut out, enlarge."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from helpers.practice import brief as briefs
from helpers.practice import reading
from helpers.practice.edits import stage as stages
from helpers.practice.edits.stage import Array, Stage
from helpers.practice.engine import Drawing, Order
from helpers.practice.retouch import cutout as cutouts
from helpers.practice.retouch import upscale as upscaling
from helpers.practice.retouch.errors import NothingFound
from helpers.practice.retouch.fill import fill
from helpers.practice.retouch.find import find
from helpers.practice.retouch.recolour import recolour
from helpers.practice.shown import Known
from helpers.practice.words import COLOURS

Way = Literal["fast", "conservative", "creative"]

# Pixels of the result: Bedrock's are about 3112 x 3112 and 3152 x 3152 whatever comes in, as the authors of
# bedrock-image-mcp-server measured; fast upscaling makes each side four times as long.
MOST = {"conservative": 3112**2, "creative": 3152**2}
FAST = 4
UNTOUCHED = 0.03  # share of a known figure under a mask up to which the mask was not drawn for it
EDGE = 0.003  # of the picture's height: how soft the edge of what changes is, at least


def erase(order: Order, pixels: Array, mask: Array, grow: int = 5, known: Known = None) -> Drawing:
    """What is under the mask (h, w), 0 to 1, is gone; the place is filled from around it. known: what pixels show.

    The shadow of a known figure goes with it.
    """
    stage = Stage.of(pixels, known)
    wide = stage.area(mask, grow, EDGE)
    wide = np.maximum(wide, stage.going(wide)) * (1 - stage.staying(stage.plane(mask), UNTOUCHED))
    rng = np.random.default_rng(order.seed)
    filled = fill(stage.picture, wide, rng, stage.apart(wide, stage.seen))
    return Drawing(stages.eight_bit(stage.merged(filled, wide)), briefs.read(""), stage.told(wide, ()))


def search_recolour(order: Order, pixels: Array, select: str, grow: int = 5, known: Known = None) -> Drawing:
    """What `select` names gets the colour that the prompt names. known: what the pixels show.

    Raises NothingFound if the prompt names no colour that the painter knows, or the picture does not seem to show it.
    """
    stage = Stage.of(pixels, known)
    return _recoloured(order, stage, find(stage.picture, select, stage.seen), grow)


def recoloured(order: Order, pixels: Array, mask: Array, grow: int = 5, known: Known = None) -> Drawing:
    """What is under a mask (h, w), 0 to 1, gets the colour that the prompt names. Raises NothingFound likewise."""
    stage = Stage.of(pixels, known)
    return _recoloured(order, stage, stage.plane(mask), grow)


def only_colours(prompt: str) -> bool:
    """Whether a prompt names a colour, and nothing else that the painter knows."""
    return briefs.read(prompt).empty and any(word.kind == "colour" for word in reading.words([(prompt, 1.0)]))


def _recoloured(order: Order, stage: Stage, found: Array, grow: int) -> Drawing:
    word = _colour(order.prompt)
    name = word.meanings[0][1]
    painted = recolour(stage.picture, found, COLOURS[name][0])
    mask = stages.grown(found, max(1, round(grow / 2 * stage.scale)))
    asked = briefs.read(order.prompt)  # which takes a colour alone for nothing
    understood = tuple(dict.fromkeys((*asked.understood, (word.text, f"colour: {name}"))))
    ignored = tuple(other for other in asked.ignored if other != word.text)
    brief = replace(asked, understood=understood, ignored=ignored)
    return Drawing(stages.eight_bit(stage.merged(painted, mask)), brief, stage.coloured(found, name))


def _colour(prompt: str) -> reading.Word:
    """The first colour that a prompt names. Raises NothingFound if it names none."""
    for word in reading.words([(prompt, 1.0)]):
        if word.kind == "colour":
            return word
    raise NothingFound(f"the prompt {prompt[:60]!r} names no colour; say one of: {', '.join(COLOURS)}")


def remove_background(pixels: Array, known: Known = None) -> Drawing:
    """The main subject alone: (h, w, 4), with its soft edge in an 8-bit alpha. known: what the pixels show.

    Raises NothingFound if there is none.
    """
    picture = stages.opaque(pixels)
    alpha = cutouts.cutout(picture, cutouts.look(picture, known))
    if pixels.shape[2] == 4:
        alpha = alpha * (pixels[..., 3].astype(np.float32) / 255)
    colours = cutouts.unmixed(picture, alpha)
    return Drawing(stages.eight_bit(np.dstack([colours, alpha])), briefs.read(""), known)


def upscale(order: Order, pixels: Array, way: Way, creativity: float = 0.0, known: Known = None) -> Drawing:
    """The picture enlarged: fast four times, the others to about ten megapixels; creativity 0 to 0.5 adds detail.

    known: what the pixels show.
    """
    height, width = pixels.shape[:2]
    factor = FAST if way == "fast" else max(1.0, (MOST[way] / (width * height)) ** 0.5)
    detail = {"fast": 0.0, "conservative": creativity / 2, "creative": creativity * 2}[way]
    rng = np.random.default_rng(order.seed)
    large = stages.opaque(pixels)
    while factor > 1:  # a small picture takes several turns
        by = min(factor, upscaling.LARGEST)
        large, factor = upscaling.upscale(large, by, detail=detail, rng=rng), factor / by
    return Drawing(stages.eight_bit(large), briefs.read(order.prompt), known)
