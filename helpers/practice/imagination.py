"""From a brief to compositions: the few paintings that answer a prompt, among which diffusion then finds its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.practice.arrangement import Troupe, arrange
from helpers.practice.brief import Brief, Relation, Wanted
from helpers.practice.composition import Backdrop, Composition, place
from helpers.practice.painter import scenes, subjects
from helpers.practice.painter.light import Setting
from helpers.practice.seasons import in_season

Array = np.ndarray

VARIANTS = 4  # drawings of each figure that the paintings of one plan share,
TIED = 2  # of one with a relation to another: those are measured first, which takes as long as drawing them,
BACKDROPS = 3  # and of a scene with nobody in it
ROOFED = ("forest", "room", "underwater")  # who asks for stars or for rain wants to see the sky
OPEN_SCENES = ("mountains", "sea", "meadow", "lake")  # for a prompt that names an hour, a mood or the weather alone
# What a mood makes of the hour and the weather where the prompt names neither; one of them, by chance.
MOOD_SETTINGS: dict[str, tuple[dict[str, str], ...]] = {
    "gloomy": ({"weather": "cloudy"}, {"weather": "cloudy"}, {"weather": "rain"}),
    "cheerful": ({"time": "day", "weather": "clear"},),
    "mysterious": ({"time": "night"}, {"time": "night"}, {"weather": "fog"}),
    "romantic": ({"time": "sunset"},),
    "backlit": ({"time": "sunset"}, {"time": "sunrise"}),
    "candlelight": ({"time": "dusk"},),
    "neon": ({"time": "night"},),
}
MOOD_SCENES = {"neon": ("city", "street"), "candlelight": ("room",)}  # if everybody in the brief is at home there


@dataclass(frozen=True, slots=True)
class Plan:
    """What one seed makes of a brief: everything the brief left open is decided."""

    wanted: tuple[Wanted, ...]
    scene: str
    setting: Setting
    style: str | None
    style_weight: float = 1.0
    mood: str | None = None
    mood_weight: float = 1.0
    relations: tuple[Relation, ...] = ()


def plan(brief: Brief, negative: Brief, rng: np.random.Generator) -> Plan:
    """Decide what the brief leaves open, never for what the negative prompt names."""
    outdoors = brief.time or brief.weather or brief.season or brief.mood
    usual = homes(brief) or (OPEN_SCENES if outdoors else tuple(scenes.load()))
    usual = tuple(s for s in MOOD_SCENES.get(brief.mood or "", ()) if s in usual or not brief.subjects) or usual
    if brief.time or brief.weather:
        usual = tuple(s for s in usual if s not in ROOFED) or usual
    allowed = tuple(s for s in usual if s != negative.scene) or usual
    if not brief.scene:  # a scene that is named stays, whatever the season
        allowed = in_season(allowed, brief.season)
    scene = allowed[int(rng.integers(len(allowed)))]
    seasons = [s for s in ("summer", "summer", "spring") if s != negative.season]
    season = seasons[int(rng.integers(len(seasons)))]
    mood = _mood_setting(brief, negative, rng)
    setting = Setting(
        time=brief.time or mood.get("time") or ("sunset" if negative.time == "day" else "day"),
        weather=brief.weather or mood.get("weather") or ("cloudy" if negative.weather == "clear" else "clear"),
        season=brief.season or season,
    )
    return Plan(
        wanted=brief.subjects,
        scene=brief.scene or scene,
        setting=setting,
        style=brief.style,
        style_weight=brief.style_weight,
        mood=brief.mood,
        mood_weight=brief.mood_weight,
        relations=brief.relations,
    )


def _mood_setting(brief: Brief, negative: Brief, rng: np.random.Generator) -> dict[str, str]:
    """The hour or the weather that go with a mood; nothing if the prompt names one of them."""
    if brief.mood not in MOOD_SETTINGS or brief.time or brief.weather:
        return {}
    options = MOOD_SETTINGS[brief.mood]
    allowed = [o for o in options if negative.time not in o.values() and negative.weather not in o.values()]
    return allowed[int(rng.integers(len(allowed)))] if allowed else {}


def homes(brief: Brief) -> tuple[str, ...]:
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
    troupe = Troupe.of(plan.wanted, plan.relations)
    lean = rng.uniform(-1, 1)  # where the group stands, left or right of the middle
    tied = {i for tie in troupe.ties for i in (tie.child, tie.parent)}
    several = [TIED if i in tied else VARIANTS for i in range(len(troupe.crowd))]
    cast = [[(_seed(rng), rng.uniform(0.92, 1.06)) for _ in range(n)] for n in several]
    order = rng.permutation(len(troupe.crowd))
    depth = rng.uniform(0.55, 0.95, len(troupe.crowd))
    out = []
    for i in range(count):
        backdrop = backdrops[i % variety]
        chosen = [variants[int(rng.integers(len(variants)))] for variants in cast]
        jitter = rng.uniform(-1, 1, (len(troupe.crowd), 2))
        where = place(backdrop, columns, rows)
        figures = arrange(troupe, chosen, order, depth, jitter, lean, where, columns, rows)
        out.append(
            Composition(
                columns=columns,
                rows=rows,
                backdrop=backdrop,
                figures=figures,
                style=plan.style,
                touch=touch,
                style_weight=plan.style_weight,
                mood=plan.mood,
                mood_weight=plan.mood_weight,
            )
        )
    return out


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(1 << 31))
