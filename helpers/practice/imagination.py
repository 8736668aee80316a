"""From a brief to paintings: the few pictures that answer a prompt, among which diffusion then finds its own.

A `Plan` is what one seed makes of a brief (the scene, the hour, who stands where); a `Composition` is one painting of
that plan. The same composition can be painted at an eighth of its size, for diffusion to work with, or whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from helpers.practice.brief import Brief, Wanted
from helpers.practice.painter import scenes, styles, subjects
from helpers.practice.painter.canvas import Canvas
from helpers.practice.painter.light import Light, Setting
from helpers.practice.painter.scenes import Place
from helpers.practice.painter.scenes.weather import paint_weather
from helpers.practice.words import COLOURS

Array = np.ndarray

CELL = 8  # pixels of the final picture to one of the grid in which diffusion works and compositions are measured
VARIANTS = 4  # drawings of each figure, and
BACKDROPS = 3  # of the scene, that the paintings of one plan share
LAMPLIGHT = np.array([0.97, 0.92, 0.82], np.float32)  # on what stands in a room in the evening
SHEET = 0.9  # how much of its sheet's height a drawing fills
MOOD_SCENES = ("mountains", "sea", "meadow", "lake")  # for a prompt that names an hour or the weather alone
BUILDING = 1.5  # subjects this much taller than a person stand behind the others


@dataclass(frozen=True, slots=True)
class Backdrop:
    """One painting of the scene, with nobody in it."""

    scene: str
    setting: Setting
    seed: int
    sun: int  # seed of where sun and moon stand; the same for all paintings of a plan, or there would be two of them


@dataclass(frozen=True, slots=True)
class Figure:
    """One drawing of a subject in its place. x, y (feet, or the middle for what flies) and size in cells."""

    subject: str
    colour: str | None
    seed: int
    x: int
    y: int
    size: int  # side of its sheet
    on: str  # ground, water, air
    part: int  # which of the plan's figures it is: the same number in every painting of the plan


@dataclass(frozen=True, slots=True)
class Composition:
    """One painting, on columns x rows cells."""

    columns: int
    rows: int
    backdrop: Backdrop
    figures: tuple[Figure, ...]
    style: str | None
    touch: int  # seed of the style's and the weather's own chance; the same for all paintings of a plan


@dataclass(frozen=True, slots=True)
class Plan:
    """What one seed makes of a brief: everything the brief left open is decided."""

    wanted: tuple[Wanted, ...]
    scene: str
    setting: Setting
    style: str | None


def plan(brief: Brief, negative: Brief, rng: np.random.Generator) -> Plan:
    """Decide what the brief leaves open, never for what the negative prompt names."""

    def choose(options: tuple[str, ...], unwanted: str | None) -> str:
        allowed = [o for o in options if o != unwanted] or list(options)
        return allowed[int(rng.integers(len(allowed)))]

    usual = _homes(brief) or (MOOD_SCENES if brief.time or brief.weather or brief.season else tuple(scenes.load()))
    scene, time, weather, season = (
        choose(usual, negative.scene),
        choose(("day", "day", "day", "sunrise") if negative.time == "day" else ("day",), negative.time),
        choose(("clear",), negative.weather),
        choose(("summer", "spring"), negative.season),
    )
    setting = Setting(brief.time or time, brief.weather or weather, brief.season or season)  # type: ignore[arg-type]
    return Plan(brief.subjects, brief.scene or scene, setting, brief.style)


def _homes(brief: Brief) -> tuple[str, ...]:
    """Scenes where everybody in the brief is at home, or else the largest of them."""
    kinds = sorted((subjects.SUBJECTS[w.subject] for w in brief.subjects), key=lambda kind: -kind.size)
    common = [s for s in kinds[0].scenes if all(s in kind.scenes for kind in kinds)] if kinds else []
    homes = common or (list(kinds[0].scenes) if kinds else [])
    return tuple(s for s in homes if s in scenes.load())


def compose(plan: Plan, rng: np.random.Generator, columns: int, rows: int, count: int) -> list[Composition]:
    """Several paintings of one plan: the same things in the same order, each time a little differently."""
    touch = _seed(rng)
    backdrops = [Backdrop(plan.scene, plan.setting, _seed(rng), touch) for _ in range(BACKDROPS)]
    crowd = [w for w in plan.wanted for _ in range(w.count)]
    lean = rng.uniform(-1, 1)  # where the group stands, left or right of the middle
    cast = [[(_seed(rng), rng.uniform(0.92, 1.06)) for _ in range(VARIANTS)] for _ in crowd]
    order = rng.permutation(len(crowd))
    depth = rng.uniform(0.55, 0.95, len(crowd))
    out = []
    for i in range(count):
        backdrop = backdrops[i % BACKDROPS]
        place = _backdrop(backdrop, columns, rows)[1]
        chosen = [variants[int(rng.integers(VARIANTS))] for variants in cast]
        jitter = rng.uniform(-1, 1, (len(crowd), 2))
        figures = _arrange(crowd, chosen, order, depth, jitter, lean, place, columns, rows)
        out.append(Composition(columns, rows, backdrop, figures, plan.style, touch))
    return out


def _arrange(
    crowd: list[Wanted],
    chosen: list[tuple[int, float]],
    order: Array,
    depth: Array,
    jitter: Array,
    lean: float,
    place: Place,
    columns: int,
    rows: int,
) -> tuple[Figure, ...]:
    """Stand the crowd beside one another, buildings behind the rest, as large as the picture allows."""
    if not crowd:
        return ()
    kinds = [subjects.SUBJECTS[w.subject] for w in crowd]
    tall = max(kind.size for kind in kinds)
    group = len(crowd)
    largest = float(np.clip(64 * tall**0.2, 44, 72)) if group == 1 else (66, 60, 54, 48)[min(group, 5) - 2]
    heights = np.array(
        [largest * (kind.size / tall) ** 0.55 * variant[1] for kind, variant in zip(kinds, chosen, strict=True)]
    )
    width = columns / rows * 100
    widths = heights * 0.92
    heights *= min(1.0, 0.94 * width / widths.sum())
    widths = heights * 0.92
    gap = min((width - widths.sum()) / (group + 1), 0.1 * width)
    spare = width - widths.sum() - gap * (group - 1)
    x = spare / 2 + lean * spare * (0.16 if group > 1 else 0.14)
    figures = []
    for i in order:
        kind, height = kinds[i], heights[i]
        middle = x + widths[i] / 2 + jitter[i, 0] * max(gap, 2) * 0.22
        x += widths[i] + gap
        on = "water" if kind.where == "water" and place.water else "air" if kind.where == "air" else "ground"
        behind = on == "ground" and kind.size >= BUILDING and group > 1
        near = 0.12 if behind else float(depth[i])
        if on == "air":
            top, bottom = place.air
            y = top + (bottom - top) * (0.35 + 0.3 * depth[i]) + jitter[i, 1] * 2
            y = max(y, height / 2 + 3)
        else:
            far_y, near_y = place.water if on == "water" and place.water else place.ground
            y = far_y + (near_y - far_y) * near + jitter[i, 1] * 1.2
            y = max(y, height + 2) if not behind else y
        cells = rows / 100
        size = max(6, round(height / SHEET * cells))
        at = round(middle * cells), round(y * cells)
        figures.append(Figure(kind.name, crowd[i].colour, chosen[i][0], *at, size, on, part=int(i)))
    return tuple(sorted(figures, key=lambda f: (f.on != "air", f.y)))


def paint(composition: Composition, scale: int = 1) -> Array:
    """The composition with `scale` pixels to a cell (1 for diffusion, CELL for the whole picture), before its style.

    Returns (rows * scale, columns * scale, 3) float32, 0 to 1.
    """
    background, _ = _backdrop(composition.backdrop, composition.columns * scale, composition.rows * scale)
    light = _light(composition.backdrop)
    canvas = Canvas(composition.columns * scale, composition.rows * scale, composition.rows * scale / 100)
    canvas.rgb[:] = background
    canvas.alpha[:] = 1
    for figure in composition.figures:
        _put(canvas, figure, light, scale, composition.backdrop)
    if not scenes.SCENES[composition.backdrop.scene].indoor:
        paint_weather(canvas, np.random.default_rng(composition.touch), light)
    return canvas.rgb.clip(0, 1)


def regions(compositions: list[Composition]) -> list[Array]:
    """Where the figures of a plan's paintings stand: masks (rows, columns), one for each group that touches.

    Diffusion may take each from another painting, but each as a whole.
    """
    rows, columns = compositions[0].rows, compositions[0].columns
    parts: dict[int, Array] = {}
    for figure in (f for c in compositions for f in c.figures):
        cover = parts.setdefault(figure.part, np.zeros((rows, columns), bool))
        _, alpha = _drawing(figure.subject, figure.colour, figure.seed, figure.size)
        left, top = _corner(figure, 1)
        y0, y1, x0, x1 = _overlap(rows, columns, alpha.shape, left, top)
        cover[y0:y1, x0:x1] |= alpha[y0 - top : y1 - top, x0 - left : x1 - left] > 0.02
    groups: list[Array] = []
    for cover in (_grown(cover, 2) for cover in parts.values() if cover.any()):
        touching = [g for g in groups if (g & cover).any()]
        groups = [g for g in groups if not (g & cover).any()]
        groups.append(np.logical_or.reduce([cover, *touching]))
    return groups


def _grown(mask: Array, by: int) -> Array:
    """The mask and everything within so many cells of it."""
    for _ in range(by):
        padded = np.pad(mask, 1)
        mask = padded[1:-1, 1:-1] | padded[:-2, 1:-1] | padded[2:, 1:-1] | padded[1:-1, :-2] | padded[1:-1, 2:]
    return mask


def styled(picture: Array, composition: Composition) -> Array:
    """The painting in its composition's style."""
    if composition.style is None:
        return picture
    apply = styles.STYLES[composition.style].apply
    return apply(picture, picture.shape[0] / 100, np.random.default_rng(composition.touch)).clip(0, 1)


def _put(canvas: Canvas, figure: Figure, light: Light, scale: int, backdrop: Backdrop) -> None:
    """Set a figure on the canvas: its drawing, lit as the scene is, with its shadow or its reflection."""
    sunk = backdrop.scene == "underwater"
    indoor = scenes.SCENES[backdrop.scene].indoor
    colour, alpha = _drawing(figure.subject, figure.colour, figure.seed, figure.size * scale)
    side = figure.size * scale
    left, top = _corner(figure, scale)
    rows = np.flatnonzero(alpha.max(1) > 0.3)
    columns = np.flatnonzero(alpha.max(0) > 0.3)
    if not len(rows):
        return
    if figure.on == "ground":
        feet = top + rows[-1]
        foot = np.flatnonzero(alpha[max(0, rows[-1] - max(1, side // 14)) : rows[-1] + 1].max(0) > 0.3)
        _shadow(
            canvas, left + (foot[0] + foot[-1]) / 2, feet, max((foot[-1] - foot[0]) * 0.62, side * 0.1), side * 0.05
        )
    elif figure.on == "water" and not sunk:
        line = int(rows[-1] - 0.05 * side)  # the waterline, a little above the keel
        alpha = alpha * np.clip((line + 0.012 * side - np.arange(side)) / max(1.0, 0.012 * side), 0, 1)[:, None].astype(
            np.float32
        )
        _reflect(canvas, colour, alpha, left, top, line, light)
        _shadow(
            canvas, left + (columns[0] + columns[-1]) / 2, top + line, (columns[-1] - columns[0]) * 0.42, side * 0.02
        )
    lit = colour * LAMPLIGHT if indoor and light.lamps else light.on(colour)
    _over(canvas, lit, alpha, left, top)


def _corner(figure: Figure, scale: int) -> tuple[int, int]:
    """Pixels of the left and top edge of a figure's sheet."""
    side = figure.size * scale
    return (
        figure.x * scale - side // 2,
        figure.y * scale - (side // 2 if figure.on == "air" else round(side * 0.95)),
    )


def _overlap(height: int, width: int, sheet: tuple[int, ...], left: int, top: int) -> tuple[int, int, int, int]:
    """The part of a picture that a sheet at (left, top) covers, as y0, y1, x0, x1; y1 <= y0 or x1 <= x0 if none."""
    return max(0, top), min(height, top + sheet[0]), max(0, left), min(width, left + sheet[1])


def _over(canvas: Canvas, colour: Array, alpha: Array, left: int, top: int) -> None:
    y0, y1, x0, x1 = _overlap(canvas.height, canvas.width, alpha.shape, left, top)
    if y1 <= y0 or x1 <= x0:
        return
    inner = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    a = alpha[inner][..., None]
    window = canvas.rgb[y0:y1, x0:x1]
    window += (colour[inner] - window) * a


def _shadow(canvas: Canvas, x: float, y: float, rx: float, ry: float) -> None:
    """A soft patch of shade on the ground, a little to the right of where the thing stands."""
    x += rx * 0.12
    y0, y1 = max(0, int(y - 3 * ry)), min(canvas.height, int(y + 3 * ry) + 1)
    x0, x1 = max(0, int(x - 2.2 * rx)), min(canvas.width, int(x + 2.2 * rx) + 1)
    if y1 <= y0 or x1 <= x0:
        return
    down = (((np.arange(y0, y1) - y) / ry) ** 2)[:, None]
    across = ((np.arange(x0, x1) - x) / rx) ** 2
    shade = 1 - 0.5 * np.exp(-1.1 * (down + across[None, :])).astype(np.float32)
    canvas.rgb[y0:y1, x0:x1] *= shade[..., None]


def _reflect(canvas: Canvas, colour: Array, alpha: Array, left: int, top: int, line: int, light: Light) -> None:
    """A faint, squat mirror image below the waterline."""
    squat = max(1, int(line * 0.4))
    rows = np.linspace(line, 0, squat).astype(int)
    fade = (0.34 * (1 - np.arange(squat) / squat)).astype(np.float32)[:, None]
    _over(canvas, light.on(colour[rows]) * np.float32(0.86), alpha[rows] * fade, left, top + line)


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(1 << 31))


@lru_cache(maxsize=48)
def _drawing(subject: str, colour: str | None, seed: int, side: int) -> tuple[Array, Array]:
    """A subject's colours, (side, side, 3) 0 to 1, and its alpha (side, side)."""
    canvas = Canvas.square(side)
    wish = None if colour is None else COLOURS[colour][0]
    subjects.SUBJECTS[subject].draw(canvas, np.random.default_rng(seed), wish)
    return canvas.rgb / np.maximum(canvas.alpha, 1e-4)[..., None], canvas.alpha


@lru_cache(maxsize=16)
def _light(backdrop: Backdrop) -> Light:
    return Light(backdrop.setting, np.random.default_rng(backdrop.sun))


@lru_cache(maxsize=12)
def _backdrop(backdrop: Backdrop, width: int, height: int) -> tuple[Array, Place]:
    """The scene alone: (height, width, 3) 0 to 1, and where things may stand in it."""
    canvas = Canvas(width, height, height / 100)
    rng = np.random.default_rng(backdrop.seed)
    place = scenes.load()[backdrop.scene].paint(canvas, rng, _light(backdrop))
    return canvas.rgb.clip(0, 1), place


__all__ = ["CELL", "Composition", "Figure", "Plan", "compose", "paint", "plan", "styled"]
