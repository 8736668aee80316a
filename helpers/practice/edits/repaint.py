"""Image-to-image: a picture painted anew, as far from its start as its strength says; and variations of a picture.

How far things go with the strength: below KEEP the picture keeps its details and takes on the prompt's light, tones and
style; from REPLACE on the prompt's subject stands where the picture's stood; between SCENE[0] and SCENE[1] a painted
scene takes over from the given one, region by region; at 1 only the prompt counts, as with Stable Diffusion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from PIL import Image

from helpers.practice import diffusion, engine, imagination
from helpers.practice.composition import CELL, Given
from helpers.practice.edits import stage as stages
from helpers.practice.edits.likeness import resembles, surroundings
from helpers.practice.edits.stage import Box, Stage
from helpers.practice.engine import Drawing, Order
from helpers.practice.painter import scenes
from helpers.practice.retouch.fill import fill
from helpers.practice.retouch.pixels import resized
from helpers.practice.seasons import in_season
from helpers.practice.shown import Known

Array = np.ndarray

KEEP = 0.5  # below it the finest details of the start stay
REPLACE = 0.4
SCENE = (0.5, 0.8)
FREE = 0.9  # from here on the prompt's own scene and places, and only the noise remembers the start
BASES = 3  # paintings of a scene with nobody in it
TONES, SIDES = 7, 2  # parts of a picture, down and across, whose tones are told apart
AROUND = 0.022  # of the picture's height: how far around a figure it is cleared, since no cut-out is perfect
WIDER = 0.3  # of its width: what a figure may reach, on each side, beyond the one whose place it takes
STAY = 1.5  # cells that a figure may stray from its place at full strength


def follow(order: Order, pixels: Array, strength: float, known: Known = None) -> Iterator[diffusion.Step | Drawing]:
    """Paint (h, w, 3 or 4) uint8 pixels anew. strength: 0 leaves them as they are, 1 draws the prompt alone.

    known: what the pixels show. Yields as `engine.follow` does; the picture has the size of the pixels.
    """
    stage = Stage.of(pixels, known)
    rng = np.random.default_rng(order.seed)
    idea = engine.imagine(order, rng)
    rows, columns = (side // CELL for side in stage.picture.shape[:2])
    if strength >= FREE:
        near = strength < 1 and not idea.brief.scene
        at_home = in_season(imagination.homes(idea.brief) or tuple(scenes.load()), idea.brief.season)
        scene = resembles(stage.picture, at_home)[0] if near else idea.plan.scene
        free = imagination.compose(replace(idea.plan, scene=scene), rng, columns, rows, engine.PAINTINGS)
        start = diffusion.Start(stage.latent, strength) if strength < 1 else None
        yield from engine.changed(engine.develop(order, idea, free, rng, start), stage.back)
        return
    ground, boxes = stage.picture, []
    if idea.plan.wanted and strength >= REPLACE:
        ground, boxes = _cleared(stage, rng)
    bases = bases_of(ground, idea, strength, rng, 1 if boxes else BASES)
    plan = replace(idea.plan, style_weight=idea.plan.style_weight * min(1.0, 1.6 * strength))
    compositions = (
        stages.in_boxes(plan, plan.wanted, boxes, bases[0], rng, columns, rows, STAY * strength)
        if boxes
        else stages.alone(plan, bases, rng, columns, rows)
    )
    start = diffusion.Start(stage.latent, strength)
    sized = stage.moved if strength < KEEP else stage.back
    yield from engine.changed(engine.develop(order, idea, compositions, rng, start), sized)


def _cleared(stage: Stage, rng: np.random.Generator) -> tuple[Array, list[Box]]:
    """The picture without its main subject, and where that stood; a place in the middle if it has none."""
    picture = stage.picture
    rows, columns = (side / CELL for side in picture.shape[:2])
    alpha = stages.standing(picture, seen=stage.seen)
    box = stages.box_of(alpha)
    if box is None or box.width * box.height < 0.01 * rows * columns:
        return picture, [Box(columns * 0.28, rows * 0.34, columns * 0.72, rows * 0.88)]
    box = replace(box, left=box.left - WIDER * box.width, right=box.right + WIDER * box.width)
    wide = np.maximum(stages.grown(alpha, round(picture.shape[0] * AROUND)), stage.going(alpha))
    return fill(picture, wide, rng), [box]


def bases_of(ground: Array, idea: engine.Idea, strength: float, rng: np.random.Generator, count: int) -> list[Given]:
    """What is painted on: the start, in the tones of the prompt's scene, and taken over by it as strength rises."""
    brief = idea.brief
    scene, setting = surroundings(ground, brief)
    named = any((brief.scene, brief.time, brief.weather, brief.season))
    share = float(np.clip((strength - SCENE[0]) / (SCENE[1] - SCENE[0]), 0, 1))
    falls = brief.weather in stages.FALLING and strength >= 0.25
    out = []
    for _ in range(count if share > 0 else 1):
        target, where = stages.scenery(scene, setting, ground, rng)
        toned = _toned(ground, target, min(1.0, 2 * strength) * (0.85 if named else 0.3))
        if share > 0:
            toned = toned + (target - toned) * _takeover(toned, target, share, rng)[..., None]
        out.append(Given(toned, scene, setting, where, falls))
    return out


def _toned(picture: Array, target: Array, amount: float) -> Array:
    """The picture with the tones of the target, region by region, and its own details."""
    if amount <= 0:
        return picture
    own, wanted = _tones(picture), _tones(target)
    gain = np.clip((wanted + 0.06) / (own + 0.06), 0.2, 2.5)
    shifted = picture * gain
    shifted += wanted - _tones(shifted)  # what a gain alone could not reach
    return (picture + (shifted - picture) * np.float32(amount)).clip(0, 1)


def _tones(picture: Array) -> Array:
    """The tones of the scene, row by row: medians, so that who stands in it does not count."""
    height, width = picture.shape[:2]
    bands = np.array_split(picture[::2, ::2], TONES)
    small = np.stack([[np.median(part, (0, 1)) for part in np.array_split(band, SIDES, 1)] for band in bands])
    return resized(small, width, height, Image.Resampling.BICUBIC)


def _takeover(picture: Array, target: Array, share: float, rng: np.random.Generator) -> Array:
    """Where the target takes over: first where the two are alike, in large soft patches; everywhere when share is 1."""
    height, width = picture.shape[:2]
    difference = np.abs(_tones(picture) - _tones(target)).mean(-1)
    patches = rng.uniform(0, 1, (5, max(2, round(5 * width / height)))).astype(np.float32)
    noise = resized(patches, width, height, Image.Resampling.BICUBIC)
    order = difference / max(float(difference.max()), 1e-3) * 0.5 + noise * 0.5
    ranks = np.quantile(order[::16, ::16], np.linspace(0, 1, 33))
    level = np.interp(order, ranks, np.linspace(0, 1, 33)).astype(np.float32)
    return np.clip((share * 1.2 - level) / 0.2, 0, 1)
