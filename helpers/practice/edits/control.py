"""Control by sketch or structure: a new picture whose layout follows the lines of a given one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from helpers.practice import composition as paintings
from helpers.practice import diffusion, engine, imagination
from helpers.practice.composition import CELL, Backdrop, Composition, Figure, Given
from helpers.practice.edits.stage import Array, Stage
from helpers.practice.engine import Drawing, Order
from helpers.practice.retouch.areas import read_areas
from helpers.practice.retouch.follow import Player, arranged, assign, choose_scene
from helpers.practice.retouch.lines import Kind, Layout, read_lines

PAINTINGS = 2  # whole pictures that diffusion chooses from: each is warped at full size, which takes its time
TRIED = 5  # drawings of a figure, of which the one that fits best is taken
TRY_SIDE = 96  # pixels
SCENES_TRIED = 6  # paintings of the scene, of which the one whose skyline is nearest to the drawn one is taken
WEAK = 0.05  # below this strength the lines are not looked at
FREER = 0.8  # of a strength is left where areas are to be followed rather than lines


def follow(order: Order, pixels: Array, kind: Kind, strength: float = 0.7) -> Iterator[diffusion.Step | Drawing]:
    """Draw the prompt along the lines of (h, w, 3 or 4) uint8 pixels: a sketch, or the strong edges of any picture.

    strength: 0 does not look at the lines, 1 follows them as closely as the painter can. Yields as `engine.follow`
    does; the picture has the size of the pixels.
    """
    return _followed(order, Stage.of(pixels), lambda picture: read_lines(picture, kind), strength)


def follow_areas(order: Order, pixels: Array, strength: float = 0.7) -> Iterator[diffusion.Step | Drawing]:
    """Draw the prompt into the areas of (h, w, 3 or 4) uint8 pixels: of a map in flat colours, or of any picture.

    Within an area there is more freedom than along a line. Else as `follow`.
    """
    stage = Stage.of(pixels)
    layout = read_areas(stage.picture)
    if layout is None:
        return _followed(order, stage, lambda picture: read_lines(picture, "structure"), FREER * strength)
    return _followed(order, stage, lambda picture: layout, strength)


def _followed(
    order: Order, stage: Stage, read: Callable[[Array], Layout], strength: float
) -> Iterator[diffusion.Step | Drawing]:
    rng = np.random.default_rng(order.seed)
    idea = engine.imagine(order, rng)
    rows, columns = (side // CELL for side in stage.picture.shape[:2])
    if strength < WEAK:
        compositions = imagination.compose(idea.plan, rng, columns, rows, engine.PAINTINGS)
    else:
        layout = read(stage.picture)
        free = imagination.compose(idea.plan, rng, columns, rows, PAINTINGS)
        compositions = [_along(layout, composition, rng, strength) for composition in free]
    yield from engine.changed(engine.develop(order, idea, compositions, rng), stage.back)


def _along(layout: Layout, composition: Composition, rng: np.random.Generator, strength: float) -> Composition:
    """The composition with its scene and its figures bent to the layout."""
    rows, columns = composition.rows, composition.columns
    backdrop = _scene(layout, composition, rng)
    background, where = paintings.paint_backdrop(backdrop, columns * CELL, rows * CELL)
    tries = [[replace(figure, seed=int(rng.integers(1 << 31))) for _ in range(TRIED)] for figure in composition.figures]
    parts = assign(layout, [[paintings.drawing(f, backdrop, TRY_SIDE) for f in figures] for figures in tries])
    players = [
        _player(figures[part.drawing], part.silhouette, layout, replace(composition, backdrop=backdrop))
        for figures, part in zip(tries, parts, strict=True)
    ]
    picture = arranged(layout, background, players, strength)
    given = Given(picture, backdrop.scene, backdrop.setting, where, paintings.falls(backdrop), composition.touch)
    return replace(composition, backdrop=given, figures=())


def _scene(layout: Layout, composition: Composition, rng: np.random.Generator) -> Backdrop:
    """The composition's scene, painted so that its skyline is near the drawn one."""
    backdrop = composition.backdrop
    assert isinstance(backdrop, Backdrop)
    if layout.skyline is None:
        return backdrop
    tries = [backdrop, *(replace(backdrop, seed=int(rng.integers(1 << 31))) for _ in range(SCENES_TRIED - 1))]
    small = [paintings.paint_backdrop(b, composition.columns, composition.rows)[0] for b in tries]
    return tries[choose_scene(small, layout.skyline)]


def _player(figure: Figure, silhouette: int | None, layout: Layout, composition: Composition) -> Player:
    """A figure as large as it will be seen, in the light of its scene."""
    left, top, right, bottom = paintings.sheet(figure)
    columns, rows = composition.columns, composition.rows
    side = figure.size
    if silhouette is not None:
        box = layout.silhouettes[silhouette].box
        side = max(side, round(max((box[2] - box[0]) * columns, (box[3] - box[1]) * rows)))
    colour, alpha = paintings.drawing(figure, composition.backdrop, min(side, rows) * CELL)
    home = (left / columns, top / rows, right / columns, bottom / rows)
    return Player(colour, alpha, home, silhouette, figure.on)
