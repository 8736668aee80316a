"""Around what is kept of a picture: another background, or more of the same beyond the edges of a part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from helpers.practice import diffusion, engine, reading
from helpers.practice.brief import PEOPLE, Wanted
from helpers.practice.edits import cutting, inpaint
from helpers.practice.edits import stage as stages
from helpers.practice.edits.likeness import surroundings
from helpers.practice.edits.stage import Array, Stage
from helpers.practice.engine import Drawing, Order
from helpers.practice.retouch.cutout import Sight, look
from helpers.practice.retouch.errors import NothingFound
from helpers.practice.retouch.fill import extend
from helpers.practice.retouch.find import find
from helpers.practice.retouch.likeness import likeness
from helpers.practice.retouch.pixels import fitted, lab, resized, unlab
from helpers.practice.shown import Known, framed, under
from helpers.practice.words import COLOURS

EDGE = 0.002  # of the picture's height: how much of the edge of what is kept may change, unless it is to stay precisely
UPRIGHT = 0.97  # share of its box that makes a mask a rectangle
MIXED = 3  # pixels at its edge into which the interpolation of another size reaches from outside
LEAST_SIDE = 16  # pixels of a rectangle that can be gone on with
SEAM = 0.3  # of the width of the new part: how gently another scene begins there
SHINE = 0.02  # of the picture's height: how far around the sun its light is its own
HOLD = 0.35  # of the picture, from the top: new figures do not hang there
SMALL = 224  # longest side at which what is kept is looked at
ITSELF = 1.1  # likeness from which a person that the prompt names is what is kept,
STRICTER = 0.25  # and so much more is asked of other subjects: people differ most from the painter's own
FILLER = 0.9  # share of one colour that makes what is around no picture
ONE_COLOUR = 6.0  # units of Lab
STUDIO = (0.94, 0.92, 0.89)  # the backdrop where the prompt names none
FLOOR = 0.72  # of the picture's height: where the studio's wall meets its floor
HOVERS = ("sky", "underwater", "space")  # scenes where nothing throws a shadow below it


def surrounded(
    order: Order, pixels: Array, kept: Array, precise: bool = False, known: Known = None
) -> Iterator[diffusion.Step | Drawing]:
    """Paint what the prompt says around what is kept: where the mask (h, w), 0 to 1, of (h, w, 3 or 4) uint8 is 1.

    An upright rectangle is gone on with as a picture that was too small; anything else is taken for a thing, before
    a new background. precise: what is kept stays as it is, pixel by pixel; else its edge may change, to fit in. What
    the prompt names and the kept part shows is not painted again. known: what the pixels show. Yields as
    `engine.follow` does.
    """
    stage = Stage.of(pixels, known)
    rng = np.random.default_rng(order.seed)
    idea = engine.imagine(order, rng)
    inside = stage.plane(kept)
    solid = inside > 0.5
    box = _rectangle(solid)
    mask = 1 - inside
    if not solid.any():
        ground = inpaint.scenery(stage.picture, stage.picture, mask, idea, rng)
        wanted = idea.plan.wanted
    elif box is not None:
        seen = look(stage.picture[box], framed(stage.known, _ends(box), stage.picture.shape))
        ground = _beyond(stage.picture, box, seen, idea, rng)
        wanted = _new(idea.plan.wanted, stage.picture[box], seen)
    else:
        ground = _behind(order.prompt, stage.picture, inside, idea, rng)
        wanted = _new(idea.plan.wanted, stage.picture, Sight([inside], True, under(stage.known, inside)))
    # Where sizes change, the edge of what is kept is mixed with what was around: it is painted anew.
    mask = stages.grown(mask, max(2, round(EDGE * stage.height)))
    stage = replace(stage, picture=ground)
    idea = replace(idea, plan=replace(idea.plan, wanted=wanted))
    free = mask.copy()
    free[: round(HOLD * len(free))] = 0
    places = [found] if wanted and (found := stages.box_within(free)) else []
    for step in inpaint.painted(order, idea, stage, ground, mask, places, rng):
        if isinstance(step, Drawing) and precise:
            still = kept > 0.5
            step.pixels[still] = stages.eight_bit(stage.original)[still]
        yield step


def _rectangle(solid: Array) -> tuple[slice, slice] | None:
    """The box of a mask (h, w) of bool, if that fills it."""
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    if not len(rows):
        return None
    box = _within(rows, len(solid)), _within(columns, solid.shape[1])
    part = solid[box]
    upright = min(part.shape) >= LEAST_SIDE and part.mean() >= UPRIGHT
    return box if upright else None


def _within(taken: Array, whole: int) -> slice:
    """From the first to the last that is taken of a side, less the mixed colours at ends that are not the picture's."""
    first, last = int(taken[0]), int(taken[-1]) + 1
    return slice(first + (MIXED if first else 0), last - (MIXED if last < whole else 0))


def _ends(box: tuple[slice, slice]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a box."""
    rows, columns = box
    return columns.start, rows.start, columns.stop, rows.stop


def _new(wanted: tuple[Wanted, ...], picture: Array, seen: Sight) -> tuple[Wanted, ...]:
    """The wanted without those that the picture (h, w, 3) shows: those it is known to, or else seems to show."""
    if seen.known is not None:
        there = [figure.subject for figure in seen.known]
        fewer = [replace(who, count=who.count - there.count(who.subject)) for who in wanted]
        return tuple(who for who in fewer if who.count > 0)
    small = resized(picture, *fitted(picture.shape, SMALL))
    left = list(wanted)
    for mask in (resized(mask, small.shape[1], small.shape[0]) for mask in seen.figures if left):
        # Each is the one of them that it is most like.
        marks = [likeness(small, mask, who.subject, None) - (who.subject not in PEOPLE) * STRICTER for who in left]
        if max(marks, default=0) > ITSELF:
            del left[int(np.argmax(marks))]
    return tuple(left)


def _beyond(
    picture: Array, box: tuple[slice, slice], seen: Sight, idea: engine.Idea, rng: np.random.Generator
) -> Array:
    """The picture (h, w, 3) with its part in a box gone on with to all sides, into the prompt's scene if it differs.

    seen: what stands out in that part.
    """
    height, width = picture.shape[:2]
    rows, columns = box
    part = picture[box]
    sides = columns.start, width - columns.stop, rows.start, height - rows.stop
    ground = extend(part, *sides, rng, _once(part, seen))
    if inpaint.another_world(idea, part):
        new = np.ones((height, width), np.float32)
        new[box] = 0
        ground = inpaint.scenery(ground, ground, new * stages.blurred(new, SEAM * max(sides)), idea, rng)
    return ground


def _once(picture: Array, seen: Sight) -> Array:
    """What there is to be but one of: the figures of a picture (h, w, 3), and its sun or moon; (h, w), 0 to 1."""
    figures = stages.standing(picture, seen=seen)
    try:
        return np.maximum(figures, stages.grown(find(picture, "sun", seen), round(SHINE * len(picture))))
    except NothingFound:
        return figures


def _behind(prompt: str, picture: Array, inside: Array, idea: engine.Idea, rng: np.random.Generator) -> Array:
    """A new background for what is inside a mask (h, w) of the picture (h, w, 3), with that in front of it."""
    brief = idea.brief
    plain = _plain(picture[inside < 0.05])
    if plain and not (brief.scene or brief.subjects or brief.time or brief.weather or brief.season):
        ground, depth = _studio(prompt, picture.shape), cutting.SHADE
    else:
        scene, setting = surroundings(picture, brief)
        if plain:  # of which nothing can be told
            scene, setting = idea.plan.scene, idea.plan.setting
        ground, _ = stages.scenery(scene, setting, picture, rng)
        depth = 0.0 if scene in HOVERS else cutting.SHADE
    thing = cutting.cut(picture, inside)
    return ground if thing is None else cutting.laid(ground, thing, depth)


def _plain(colours: Array) -> bool:
    """Whether colours (n, 3), 0 to 1, are nearly all one: a canvas, and no picture."""
    if not len(colours):
        return True
    seen = lab(colours[:: max(1, len(colours) // 20_000)])
    off = np.sqrt(((seen - np.median(seen, 0)) ** 2).sum(1))
    return bool((off < ONE_COLOUR).mean() > FILLER)


def _studio(prompt: str, shape: tuple[int, ...]) -> Array:
    """A photographer's backdrop in the colour that the prompt names: (h, w, 3), 0 to 1."""
    named = [word.meanings[0][1] for word in reading.words([(prompt, 1.0)]) if word.kind == "colour"]
    colour = np.array(COLOURS[named[0]][0], np.float32) / 255 if named else np.array(STUDIO, np.float32)
    height, width = shape[:2]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None]
    lamp = np.exp(-((x / 0.8) ** 2 + ((y - 0.42) / 0.45) ** 2))
    floor = 1 / (1 + np.exp((FLOOR - y) / 0.02))
    light = -9 + 12 * lamp + floor * (4 + 6 * (y - FLOOR))
    out = np.tile(lab(colour[None])[0], (height, width, 1))
    out[..., 0] = (out[..., 0] + light).clip(2, 98)
    return unlab(out)
