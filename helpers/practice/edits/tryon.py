"""Virtual try-on: the garment of one picture worn by whoever stands in another one, or a thing's cover on a thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from helpers.practice import brief as briefs
from helpers.practice.edits import stage as stages
from helpers.practice.edits.stage import Array
from helpers.practice.engine import Drawing, Order
from helpers.practice.retouch import garments
from helpers.practice.retouch.cutout import cutout, look
from helpers.practice.retouch.dressing import dressed
from helpers.practice.retouch.errors import NothingFound
from helpers.practice.retouch.find import find
from helpers.practice.retouch.garments import Cut, Part
from helpers.practice.retouch.matting import matte
from helpers.practice.retouch.person import Person, read_person
from helpers.practice.shown import Known

Shape = Literal["CONTOUR", "BOUNDING_BOX", "DEFAULT"]
Merge = Literal["BALANCED", "SEAMLESS", "DETAILED"]

WORN = 0.25  # share of a mask that clothes must take for it to mean them
THING = (0.3, 0.5)  # share of it that a thing must take, and share of the thing that must lie in it
HALF = 0.5  # of what is worn above or below the waist, for a mask to mean that too
ROUGH = 0.008  # of the picture's height: how much wider than the garment a mask is that nobody shaped
BLEND = 0.003  # likewise: how soft a seamless edge is
NOBODY = (
    "nobody is seen in sourceImage: use a picture with one person who looks out of it, "
    "or draw the part to change yourself, as the maskImage of an imageBasedMask."
)
NOT_WORN = (
    "the person in sourceImage shows no such garment ({what}): choose another garmentClass, "
    "or draw the part to change yourself, as the maskImage of an imageBasedMask."
)
SAID: dict[Part, str] = {
    "upper": "above the waist",
    "lower": "below the waist",
    "whole": "from neck to feet",
    "shoes": "feet",
}


@dataclass(frozen=True, slots=True)
class Fitting:
    """Where a garment goes."""

    part: Array  # (h, w) of the source picture, 0 to 1
    mask: Array  # (h, w), 0 to 1: what is told to have been the mask
    kind: Part  # which of the garments in the reference picture is meant


@dataclass(frozen=True, slots=True)
class Garment:
    """What is put on: a picture (h, w, 3), and where the garment is on it (h, w), both 0 to 1."""

    picture: Array
    mask: Array


def for_garment(pixels: Array, cut: Cut, shape: Shape = "DEFAULT", known: Known = None) -> Fitting:
    """What the person in (h, w, 3 or 4) uint8 pixels wears in the place of a garment. Raises NothingFound.

    known: what the pixels show, here as below.
    """
    source = stages.opaque(pixels)
    person = read_person(source, look(source, known))
    if person is None:
        raise NothingFound(NOBODY)
    part = _worn(source, person, cut)
    if not (part > 0.5).any():
        raise NothingFound(NOT_WORN.format(what=SAID[cut.part]))
    return Fitting(part, _shaped(part, shape), cut.part)


def for_words(pixels: Array, words: str, shape: Shape = "BOUNDING_BOX", known: Known = None) -> Fitting:
    """What words name: a garment, or anything that `find` finds. Raises NothingFound."""
    source = stages.opaque(pixels)
    part = find(source, words, look(source, known))
    return Fitting(part, _shaped(part, shape), garments.named(words) or "whole")


def for_mask(pixels: Array, inside: Array, face: bool = True, hands: bool = True, known: Known = None) -> Fitting:
    """What is inside a mask (h, w), 0 or 1: the clothes there, or else a thing, or else all of it.

    face, hands: whether they are kept even there.
    """
    source = stages.opaque(pixels)
    seen = look(source, known)
    person = read_person(source, seen)
    part, kind = inside, "whole"
    if person is not None:
        worn = {k: _worn(source, person, Cut(k)) for k in ("upper", "lower", "shoes")}
        clothes = np.maximum.reduce(list(worn.values()))
        if (clothes * inside).sum() > WORN * inside.sum():
            share = {k: float((m * inside).sum() / max(m.sum(), 1)) for k, m in worn.items()}
            best = max(share, key=lambda k: share[k])
            part, kind = clothes * inside, "whole" if min(share["upper"], share["lower"]) > HALF else best
        elif face or hands:
            kept = np.maximum(person.head * face, person.skin * hands)
            part = inside * (1 - person.on(kept, source.shape))
    elif seen.figures:
        thing = cutout(source, seen)
        within = float((thing * inside).sum())
        if within > THING[0] * inside.sum() and within > THING[1] * thing.sum():
            part = thing * inside
    return Fitting(part, inside, kind)


def garment_in(reference: Array, kind: Part) -> Garment:
    """The garment that (h, w, 3 or 4) uint8 pixels show, on somebody or alone."""
    picture = stages.opaque(reference)
    return Garment(picture, garments.shown(picture, kind))


def tried_on(order: Order, pixels: Array, fitting: Fitting, garment: Garment, merge: Merge = "BALANCED") -> Drawing:
    """The source picture, (h, w, 3 or 4) uint8, with the garment in its place; the order's seed moves its cloth."""
    source, part = stages.opaque(pixels), fitting.part
    if merge == "SEAMLESS":
        part = stages.blurred(part, BLEND * len(part))
    elif merge == "DETAILED":
        part = np.clip(2 * part - 0.5, 0, 1)
    out = dressed(source, part, garment.picture, garment.mask, np.random.default_rng(order.seed))
    return Drawing(stages.eight_bit(out), briefs.read(""))


def _worn(source: Array, person: Person, cut: Cut) -> Array:
    """What a garment covers of somebody, along the picture's own edges: (h, w); never the face."""
    coarse = person.on(garments.worn(person, cut), source.shape)
    if not (coarse > 0.5).any():
        return coarse
    return matte(source, coarse) * (coarse > 0.02) * (1 - person.on(person.head, source.shape))


def _shaped(part: Array, shape: Shape) -> Array:
    if shape == "CONTOUR":
        return part
    if shape == "DEFAULT":
        return stages.grown(part, round(ROUGH * len(part)))
    rows, columns = np.flatnonzero((part > 0.5).any(1)), np.flatnonzero((part > 0.5).any(0))
    box = np.zeros_like(part)
    if len(rows):
        box[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = 1
    return box
