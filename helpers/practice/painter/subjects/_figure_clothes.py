"""Clothes of human figures; those of the trunk are drawn about the middle of the hips as (0, 0)."""

from __future__ import annotations

from collections.abc import Callable

from helpers.practice.painter.canvas import Canvas, Mask, Point, joined
from helpers.practice.painter.colours import INK, WHITE, Colour, dark, light
from helpers.practice.painter.subjects._figure_look import GOLD, Look


def shirt_colour(look: Look) -> Colour:
    """The colour of sleeves and chest: dungarees are worn over a pale shirt."""
    return light(look.top, 0.72) if look.outfit.detail == "dungarees" else look.top


def draw_trunk(c: Canvas, look: Look, hem: float, seat: float) -> None:
    """From the neck to below the hips; a skirt ends at `hem`."""
    build, lower = look.build, look.outfit.lower
    half, waist, top = build.half, build.waist, -build.trunk
    upper: list[Point] = [(0, top - 3.4), (half * 0.55, top - 2.8), (half, top + 2), (waist, top * 0.36)]
    if lower in ("dress", "gown"):
        cloth = c.paint(c.symmetric(*upper, *_skirt(look, hem, seat)), look.top, 0.55)
        _folds(c, look, hem, look.top, cloth)
    else:
        if lower == "skirt":
            skirt = c.paint(c.symmetric((0, -5), (waist, -4), *_skirt(look, hem, seat)), look.bottom, 0.55)
            _folds(c, look, hem, look.bottom, skirt)
        else:
            breeches = c.symmetric((0, -5), (waist, -4), (waist + 0.5, 2), (waist * 0.6, 4.5), (0, 3))
            c.paint(breeches, look.bottom, 0.3, rim=0)
        cloth = c.paint(c.symmetric(*upper, (waist + 0.3, 0.5), (0, 1.5)), shirt_colour(look), shadow=0.15)
    DETAILS[look.outfit.detail](c, look, cloth)


def hem_of(look: Look, hip: float, seat: float) -> float:
    """How far below the hips a skirt, dress or gown ends."""
    if look.outfit.lower == "gown":
        return hip - 1.4
    return min(8.0, seat - 1) if seat else hip * 0.54


def _skirt(look: Look, hem: float, seat: float) -> list[Point]:
    """The right half of a skirt's outline, from the hip down."""
    waist = look.build.waist
    if look.outfit.lower == "gown":
        return [(waist + 2, 0), (waist + 8, hem - 8.6), (waist + 10, hem - 2.2, 1), (0, hem)]
    if seat:
        return [(waist + 2.5, -1), (waist + 5, hem - 4), (waist + 3, hem - 0.5), (0, hem)]
    return [(waist + 2, -1), (waist + 8, hem - 2.2, 1), (waist * 0.6 + 4.8, hem + 0.4), (0, hem + 1.4)]


def _folds(c: Canvas, look: Look, hem: float, colour: Colour, skirt: Mask) -> None:
    flares = [x * (look.build.waist + 4) for x in (-0.8, 0.1, 0.85)]
    lines = joined(c.limb([(x * 0.55, 0), (x, hem - 2)], (0.15, 0.55)) for x in flares)
    c.flat(lines, dark(colour, 0.25), clip=skirt)


# ---- details of the upper part


def _neckline(c: Canvas, look: Look, cloth: Mask) -> None:
    wide, top = look.build.half * 0.46, -look.build.trunk
    neck = c.symmetric((0, top - 4), (wide, top - 3.4), (wide * 0.7, top - 0.6), (0, top + 1))
    c.flat(neck, dark(look.skin, 0.08))


def _belt(c: Canvas, look: Look, cloth: Mask) -> None:
    waist, y = look.build.waist + 0.4, look.build.trunk * -0.3
    c.paint(c.box(-waist, y - 1.6, waist, y + 1.6, 1), look.accent, 0.3)
    _neckline(c, look, cloth)


def _dots(c: Canvas, look: Look, cloth: Mask) -> None:
    spots = ((-3.4, -8), (3, -5), (-6, 4), (1, 6), (7, 3), (-9, 12), (-2.5, 13.5), (5, 12.5))
    spread = 0.6 + look.build.hip / 90
    c.flat(joined(c.ellipse(x, y * spread - 2, 1.1) for x, y in spots), light(look.top, 0.75), clip=cloth)
    _neckline(c, look, cloth)


def _stripes(c: Canvas, look: Look, cloth: Mask) -> None:
    trunk = look.build.trunk
    bands = joined(c.box(-20, trunk * share, 20, trunk * (share + 0.13)) for share in (-0.8, -0.52, -0.24))
    c.flat(bands, light(look.top, 0.65), clip=cloth)
    _neckline(c, look, cloth)


def _bib(c: Canvas, look: Look, cloth: Mask) -> None:
    half, top = look.build.half, -look.build.trunk
    middle = top * 0.42
    bib = c.box(-half * 0.62, middle - 3, half * 0.62, 4, 1) | c.box(-20, middle + 3.5, 20, 4)
    for side in (-1, 1):
        bib |= c.box(side * half * 0.3, top - 4, side * half * 0.58, middle, 0.6)
    c.paint(bib, look.top, 0.4, clip=cloth, shadow=0.12)
    c.flat(joined(c.ellipse(side * half * 0.43, middle - 1.4, 0.9) for side in (-1, 1)), GOLD)


def _jacket(c: Canvas, look: Look, cloth: Mask) -> None:
    half, top = look.build.half, -look.build.trunk
    tie = [(0, top - 1.4), (1.1, top - 0.8), (1.6, top * 0.5), (0, top * 0.36, 1)]
    c.flat(c.symmetric((0, top - 4), (half * 0.42, top - 3.6), (0, top * 0.2, 1)), WHITE)
    c.paint(c.symmetric(*tie), look.accent, 0.3)
    c.flat(c.limb([(0, -4), (0.2, 1)], 0.3) | c.ellipse(0, -1.6, 0.8), dark(look.top, 0.45))


def _hood(c: Canvas, look: Look, cloth: Mask) -> None:
    half, top = look.build.half, -look.build.trunk
    hood = c.symmetric((0, top - 4), (half * 0.8, top - 2.4), (half * 0.55, top + 2), (0, top + 3.6))
    pocket = c.symmetric((0, -6), (half * 0.42, -6), (half * 0.62, -0.5), (0, 0))
    c.paint(hood, dark(look.top, 0.2), 0.3)
    _neckline(c, look, cloth)
    c.flat(joined(c.limb([(side * 2, top + 2.4), (side * 2.2, top + 7)], 0.4) for side in (-1, 1)), WHITE)
    c.paint(pocket, look.top, 0.3, shadow=0.2)


def _buttons(c: Canvas, look: Look, cloth: Mask) -> None:
    half, top, pale = look.build.half, -look.build.trunk, light(look.top, 0.65)
    _neckline(c, look, cloth)
    for side in (-1, 1):
        tab = [
            (side * 0.4, top + 1.5),
            (side * 1.5, top - 3.4),
            (side * half * 0.5, top - 2.6),
            (side * 3.4, top + 2.2),
        ]
        c.paint(c.blob(*tab), pale, 0.2)
    c.flat(joined(c.ellipse(0, top * share, 0.8) for share in (0.68, 0.44, 0.2)), pale)


DETAILS: dict[str, Callable[[Canvas, Look, Mask], None]] = {
    "plain": _neckline,
    "belt": _belt,
    "dots": _dots,
    "stripes": _stripes,
    "dungarees": _bib,
    "jacket": _jacket,
    "hood": _hood,
    "buttons": _buttons,
}


# ---- a cape, drawn about the feet


def draw_cape(c: Canvas, look: Look, colour: Colour) -> None:
    """What is seen of a cape behind the body."""
    half, top, hip = look.build.half, look.build.shoulder, look.build.hip
    c.paint(c.symmetric((0, -top - 3), (half, -top), (half + 7, -hip), (half + 13, -2, 1), (0, -1)), colour)


def draw_collar(c: Canvas, look: Look) -> None:
    """The ermine that holds a cape."""
    half, top = look.build.half, look.build.shoulder
    fur = [(0, -top - 4), (half * 0.7, -top - 3.4), (half + 2.4, -top + 2), (half * 0.5, -top + 5), (0, -top + 7)]
    c.paint(c.symmetric(*fur), WHITE, 0.4, shadow=0.2)
    spots = ((-0.7, 1), (-0.26, 4), (0.28, 3.8), (0.72, 0.8))
    c.flat(joined(c.ellipse(x * half, y - top, 0.7, 1.1) for x, y in spots), INK)
