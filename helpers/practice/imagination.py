"""From a brief to compositions: the few paintings that answer a prompt, among which diffusion then finds its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.practice.brief import Brief, Wanted
from helpers.practice.composition import Backdrop, Composition, Figure, place
from helpers.practice.painter import scenes, subjects
from helpers.practice.painter.light import Setting
from helpers.practice.painter.scenes import Place

Array = np.ndarray

VARIANTS = 4  # drawings of each figure, and
BACKDROPS = 3  # of a scene with nobody in it, that the paintings of one plan share
SHEET = 0.9  # how much of its sheet's height a drawing fills
MOOD_SCENES = ("mountains", "sea", "meadow", "lake")  # for a prompt that names an hour or the weather alone
WIDE = 1.06  # width over height of the widest drawings, a bicycle's or a castle's
BUILDING = 1.5  # subjects this much taller than a person stand behind the others


@dataclass(frozen=True, slots=True)
class Plan:
    """What one seed makes of a brief: everything the brief left open is decided."""

    wanted: tuple[Wanted, ...]
    scene: str
    setting: Setting
    style: str | None


def plan(brief: Brief, negative: Brief, rng: np.random.Generator) -> Plan:
    """Decide what the brief leaves open, never for what the negative prompt names."""
    usual = _homes(brief) or (MOOD_SCENES if brief.time or brief.weather or brief.season else tuple(scenes.load()))
    allowed = [s for s in usual if s != negative.scene] or list(usual)
    scene = allowed[int(rng.integers(len(allowed)))]
    seasons = [s for s in ("summer", "summer", "spring") if s != negative.season]
    season = seasons[int(rng.integers(len(seasons)))]
    setting = Setting(
        time=brief.time or ("sunset" if negative.time == "day" else "day"),
        weather=brief.weather or ("cloudy" if negative.weather == "clear" else "clear"),
        season=brief.season or season,
    )
    return Plan(brief.subjects, brief.scene or scene, setting, brief.style)


def _homes(brief: Brief) -> tuple[str, ...]:
    """Scenes where everybody in the brief is at home, or else the largest of them."""
    kinds = sorted((subjects.load()[w.subject] for w in brief.subjects), key=lambda kind: -kind.size)
    common = [s for s in kinds[0].scenes if all(s in kind.scenes for kind in kinds)] if kinds else []
    homes = common or (list(kinds[0].scenes) if kinds else [])
    return tuple(s for s in homes if s in scenes.load())


def compose(plan: Plan, rng: np.random.Generator, columns: int, rows: int, count: int) -> list[Composition]:
    """Several paintings of one plan: the same things in the same order, each time a little differently."""
    touch = _seed(rng)
    variety = 1 if plan.wanted else BACKDROPS  # figures vary enough, and stand on one ground wherever they come from
    backdrops = [Backdrop(plan.scene, plan.setting, _seed(rng), touch) for _ in range(variety)]
    crowd = [w for w in plan.wanted for _ in range(w.count)]
    lean = rng.uniform(-1, 1)  # where the group stands, left or right of the middle
    cast = [[(_seed(rng), rng.uniform(0.92, 1.06)) for _ in range(VARIANTS)] for _ in crowd]
    order = rng.permutation(len(crowd))
    depth = rng.uniform(0.55, 0.95, len(crowd))
    out = []
    for i in range(count):
        backdrop = backdrops[i % variety]
        chosen = [variants[int(rng.integers(VARIANTS))] for variants in cast]
        jitter = rng.uniform(-1, 1, (len(crowd), 2))
        figures = _arrange(crowd, chosen, order, depth, jitter, lean, place(backdrop, columns, rows), columns, rows)
        out.append(Composition(columns, rows, backdrop, figures, plan.style, touch))
    return out


def _arrange(
    crowd: list[Wanted],
    chosen: list[tuple[int, float]],
    order: Array,
    depth: Array,
    jitter: Array,
    lean: float,
    where: Place,
    columns: int,
    rows: int,
) -> tuple[Figure, ...]:
    """Stand the crowd beside one another, buildings behind the rest, as large as the picture allows."""
    if not crowd:
        return ()
    kinds = [subjects.load()[w.subject] for w in crowd]
    tall = max(kind.size for kind in kinds)
    group = len(crowd)
    largest = float(np.clip(64 * tall**0.2, 44, 72)) if group == 1 else (66, 60, 54, 48)[min(group, 5) - 2]
    heights = np.array(
        [largest * (kind.size / tall) ** 0.55 * variant[1] for kind, variant in zip(kinds, chosen, strict=True)]
    )
    # Further back is smaller, though less than nature would have it: who is asked for wants to be seen.
    heights *= [
        1.0 if kind.where == "air" else where.far_scale ** ((1 - d) / 2) for kind, d in zip(kinds, depth, strict=True)
    ]
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
        edge = height * (WIDE / 2 if group < 3 else 0.46)  # a crowd may lap over the edge a little
        middle = min(max(middle, edge), max(width - edge, edge))
        on = "water" if kind.where == "water" and where.water else "air" if kind.where == "air" else "ground"
        behind = on == "ground" and kind.size >= BUILDING and group > 1
        near = 0.12 if behind else float(depth[i])
        if on == "air":
            top, bottom = where.air
            y = top + (bottom - top) * (0.35 + 0.3 * depth[i]) + jitter[i, 1] * 2
            y = max(y, height / 2 + 3)
        else:
            far_y, near_y = where.water if on == "water" and where.water else where.ground
            y = far_y + (near_y - far_y) * near + jitter[i, 1] * 1.2
            y = max(y, height + 2) if not behind else y
        cells = rows / 100
        size = max(6, round(height / SHEET * cells))
        at = round(middle * cells), round(y * cells)
        figures.append(Figure(kind.name, crowd[i].colour, chosen[i][0], *at, size, on, part=int(i)))
    return tuple(sorted(figures, key=lambda f: (f.on != "air", f.y)))


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(1 << 31))
