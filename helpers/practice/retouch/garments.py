"""Garments: which words and classes name which part of what somebody wears, and the garment that a picture shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from helpers.practice.retouch.cutout import look
from helpers.practice.retouch.matting import matte
from helpers.practice.retouch.person import Person, read_person
from helpers.practice.retouch.pixels import Array, around, fitted, lab, resized
from helpers.practice.retouch.regions import components

Part = Literal["upper", "lower", "whole", "shoes"]

SMALL = 256  # longest side at which a garment is looked for
RIM = 0.02  # of a picture's sides: its edge
PLAIN, GROUND = 0.85, 9.0  # share of the edge that has one colour, within so many units of Lab, on a plain ground
PRODUCTS, SPECK = 3, 0.01  # of separate pieces; more are stripes. A piece has such a share of all
CLOSED = 0.03  # of a picture's longest side: gaps up to twice so wide are closed
LEAST = 0.015  # of the picture: less is no garment
PIECE = 0.12  # of the largest piece: less is no garment of its own
CALF = 0.16  # of a body's height, from the foot up: what boots cover
NECK = (0.9, 0.7)  # across and below the chin, in distances of the eyes: bare skin within is no arm
HAND = 0.55  # radius of a hand, likewise
SHOULDER = (0.9, 0.4)  # where an arm begins
LEG = 0.75  # of a body's height: bare skin that reaches below is a leg
UNTUCKED, OPENED = 0.4, 0.28  # how far a shirt hangs over trousers, and half of what an open jacket shows

WORDS: dict[Part, str] = {
    "upper": "shirt, shirts, t-shirt, tshirt, tee, top, blouse, jacket, coat, sweater, jumper, hoodie, cardigan, vest,"
    " upper body, torso, 셔츠, 티셔츠, 티, 상의, 윗옷, 블라우스, 재킷, 자켓, 코트, 외투, 스웨터, 후드티, 조끼, 상체",
    "lower": "pants, trousers, jeans, shorts, skirt, leggings, lower body, 바지, 청바지, 반바지, 치마, 하의, 하체",
    "whole": "dress, gown, suit, outfit, clothes, clothing, garment, costume, robe, full body, 드레스, 원피스, 정장,"
    " 옷, 의상, 한복, 의복, 전신",
    "shoes": "shoe, shoes, boot, boots, sneaker, sneakers, footwear, sandals, 신발, 구두, 운동화, 부츠, 장화, 신",
}
WEARS = re.compile(r"\b(in|wearing|with|wears)\b|입은|입고|신은|차림")  # "a man in a shirt" is the man


@dataclass(frozen=True, slots=True)
class Cut:
    """What a garment covers."""

    part: Part
    sleeves: bool = False  # arms too, down to the hands
    legs: bool = False  # legs too, down to the shoes
    untucked: bool = False
    opened: bool = False


def named(words: str) -> Part | None:
    """The part of somebody's clothes that words name, if they do."""
    text = words.lower()
    for part, names in WORDS.items():
        for name in names.split(","):
            name = name.strip()
            if name.isascii():
                hit = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
            else:
                hit = re.search(rf"(?<![가-힣]){name}(은|는|이|가|을|를|의|만|도)?(?![가-힣])", text)
            if hit:
                return part
    return None


def worn(person: Person, cut: Cut) -> Array:
    """What of a person a garment covers: (h, w), 0 to 1, as the person's own masks."""
    upper, lower, shoes = person.upper, person.lower, person.shoes
    if cut.part == "shoes":
        return np.maximum(shoes, _calves(person) if cut.legs else 0)
    out = {"upper": upper, "lower": lower, "whole": np.maximum(upper, lower)}[cut.part]
    arms, legs = _limbs(person)
    if cut.sleeves:
        out = np.maximum(out, arms)
    if cut.legs:
        out = np.maximum(out, legs)
    rows = np.flatnonzero((lower > 0.5).any(1))
    if cut.untucked and len(rows):
        hang = np.arange(len(lower))[:, None] < rows[0] + UNTUCKED * person.face.eyes
        out = np.maximum(out, lower * hang)
    if cut.opened:
        across = np.abs(np.arange(out.shape[1]) - person.face.x)[None] / person.face.eyes
        out = out * (across > OPENED)
    return out


def _limbs(person: Person) -> tuple[Array, Array]:
    """Bare arms without hands, and bare legs: (h, w) each."""
    face = person.face
    label, count = components(person.skin > 0.5)
    arms, legs = np.zeros_like(person.skin), np.zeros_like(person.skin)
    height = len(person.skin)
    y, x = np.mgrid[:height, : person.skin.shape[1]].astype(np.float32)
    across, below = (x - face.x) / face.eyes, (y - person.chin) / face.eyes
    foot = max((np.flatnonzero((m > 0.5).any(1))[-1:].max(initial=0) for m in (person.shoes, person.lower)), default=0)
    for k in range(1, count + 1):
        part = label == k
        if (np.abs(across[part]) < NECK[0]).all() and (below[part] < NECK[1]).all():
            continue
        if foot and y[part].max() > person.chin + LEG * (foot - person.chin) and below[part].min() > SHOULDER[1]:
            legs[part] = person.skin[part]
            continue
        side = np.sign(across[part].mean()) or 1.0
        reach = np.hypot(across - side * SHOULDER[0], below - SHOULDER[1])
        far = np.flatnonzero(part.ravel())[int(np.argmax(reach[part]))]
        hand = np.hypot(across - across.ravel()[far], below - below.ravel()[far]) < HAND
        arms[part & ~hand] = person.skin[part & ~hand]
    return arms, legs


def _calves(person: Person) -> Array:
    """What is between the shoes and the knees: (h, w)."""
    rows = np.flatnonzero((person.shoes > 0.5).any(1))
    if not len(rows):
        return np.zeros_like(person.shoes)
    tall = rows[-1] - person.face.y
    high = np.arange(len(person.shoes))[:, None] > rows[-1] - CALF * tall
    return np.maximum(person.lower, _limbs(person)[1]) * high


# ---- the garment in a picture of it


def shown(reference: Array, part: Part) -> Array:
    """Where a picture (h, w, 3), 0 to 1, shows a garment, on somebody or alone: (h, w), 0 to 1.

    Of several garments it is the one that is worn there, or lies where it would be worn. A picture that shows nothing
    but cloth is that cloth.
    """
    small = resized(reference, *fitted(reference.shape, SMALL))
    ground = _on_plain_ground(small)
    if ground is not None and ground.mean() < LEAST:
        return np.ones(reference.shape[:2], np.float32)
    seen = look(reference)
    person = read_person(reference, seen) if seen.figures or ground is None else None
    if person is not None:
        mask = worn(person, Cut(part))
        mask = mask if (mask > 0.5).any() else np.maximum(person.upper, person.lower)
        if (mask > 0.5).any():
            return matte(reference, person.on(mask, reference.shape))
    if ground is not None:
        return matte(reference, _piece(ground, part))
    if seen.figures:
        return matte(reference, np.maximum.reduce(seen.figures))
    return np.ones(reference.shape[:2], np.float32)


def _on_plain_ground(small: Array) -> Array | None:
    """What differs from the one colour at a small picture's edge, (h, w), 0 or 1; None if that has many colours."""
    colours = lab(small)
    height, width = colours.shape[:2]
    deep = max(1, round(RIM * min(height, width)))
    edge = np.ones((height, width), bool)
    edge[deep:-deep, deep:-deep] = False
    off = np.sqrt(((colours - np.median(colours[edge], 0)) ** 2).sum(-1))
    if (off[edge] < GROUND).mean() < PLAIN:
        return None
    mask = around((off > GROUND).astype(np.float32), 1) > 0.5
    label, count = components(mask)
    if (np.bincount(label.ravel(), minlength=count + 1)[1:] > SPECK * mask.sum()).sum() <= PRODUCTS:
        return mask.astype(np.float32)
    # Stripes: what has the colour of the ground between them is cloth too.
    wide = 2 * round(CLOSED * max(height, width)) + 1
    image = ImageOps.expand(Image.fromarray(mask.astype(np.uint8) * 255), wide)
    closed = image.filter(ImageFilter.MaxFilter(wide)).filter(ImageFilter.MinFilter(wide))
    return np.asarray(ImageOps.crop(closed, wide), np.float32) / 255


def _piece(ground: Array, part: Part) -> Array:
    """Of garments that lie beside or below one another, (h, w) 0 or 1, the one for a part of the body."""
    label, count = components(ground > 0.5)
    sizes = np.bincount(label.ravel(), minlength=count + 1)[1:]
    large = [k + 1 for k in range(count) if sizes[k] > PIECE * sizes.max()]
    if part == "whole" or len(large) < 2:
        return ground
    rows = {k: float(np.nonzero(label == k)[0].mean()) for k in large}
    first, last = min(rows.values()), max(rows.values())
    at = {"upper": first, "shoes": last, "lower": last if len(large) == 2 else (first + last) / 2}[part]
    near = 0.15 * len(ground)
    chosen = [k for k in large if abs(rows[k] - at) <= near] or [min(large, key=lambda k: abs(rows[k] - at))]
    return np.isin(label, chosen).astype(np.float32)
