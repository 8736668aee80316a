"""How much of what is asked for is in the picture, by the eye of a judge that is told where figures stand, not who.

Random wishes are said in English and Korean, drawn by the engine, and looked at by a `judge.Judge`, which learnt from
other paintings (`lessons`). Places are given to it, names are not: neither prompt nor plan. Its own faults are measured
on an exam: held-out paintings of other wishes, made without reading and without diffusion, so that their content is
certain. It then looks for the wishes of other pictures: what it finds there is chance. It knows the painter's drawings
by heart: whether a cat looks like a cat to us it cannot say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from helpers.practice import composition, engine, imagination
from helpers.practice.brief import Brief, Wanted
from tests.bench import repeat
from tests.bench.figures import Figure
from tests.bench.judge import COLOURLESS, FAMILIES, SHADES, Impression, Judge, alike
from tests.bench.lessons import eight_bit, lessons
from tests.bench.places import Rect, places
from tests.bench.wishes import Wish, english, korean, wish

Array = np.ndarray

PICTURES, EXAM = 200, 140
EACH = 45  # lessons of each subject
SIDE, STEPS = 512, 10
LEARNING, EXAMINING, ASKING = 101, 202, 303  # seeds
LISTED = 60  # misses that are told
SETTINGS = ("scene", "time", "weather", "style")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One attribute that was asked for, and whether it is in the picture."""

    kind: str  # subject, count, colour, scene, time, weather, style
    asked: str
    there: bool
    seen: str  # what the judge saw in its stead, or also


def measure() -> list[Figure]:
    """Let the judge learn, pass its exam, and judge what the engine draws; tell it all."""
    rng = np.random.default_rng(LEARNING)
    judge = Judge(lessons(rng, EACH), rng)
    rng = np.random.default_rng(EXAMINING)
    exam = [wish(rng) for _ in range(EXAM)]
    passed = [verdicts(w, judge.look(*painted(w, rng))) for w in exam]
    rng = np.random.default_rng(ASKING)
    wishes = [wish(rng) for _ in range(PICTURES)]
    prompts = [(korean if n % 2 else english)(w, rng) for n, w in enumerate(wishes)]
    impressions = [judge.look(*drawn(prompt, int(rng.integers(1, 2**31)))) for prompt in prompts]
    found = [verdicts(w, i) for w, i in zip(wishes, impressions, strict=True)]
    others = np.roll(np.arange(PICTURES), PICTURES // 3)
    chance = [verdicts(w, impressions[o]) for w, o in zip(wishes, others, strict=True)]
    _print_table(found, passed, chance)
    _print_misses(prompts, found)
    repeats = repeat.measure()
    for line in repeats:
        print(f"  the same orders, {line}")
    same = sum(r.same for r in repeats) / sum(r.of for r in repeats)
    return [
        Figure("attributes_present", share(found), share(chance), "the same pictures, others' prompts", "engine"),
        Figure("judge_exam", share(passed), share(chance), "the same judge, others' prompts"),
        Figure("pictures_repeated", same, 1.0, "all the same"),
    ]


def painted(wished: Wish, rng: np.random.Generator) -> tuple[Array, list[Rect]]:
    """A picture of a wish, (SIDE, SIDE, 3) uint8, by the painter alone, and where its figures stand."""
    wanted = tuple(Wanted(t.subject, t.count, t.colour) for t in wished.things)
    brief = Brief(wanted, **{kind: getattr(wished, kind) for kind in SETTINGS})
    plan = imagination.plan(brief, Brief(), rng)
    cells = SIDE // composition.CELL
    (made,) = imagination.compose(plan, rng, cells, cells, 1)
    picture = eight_bit(composition.styled(composition.paint(made, composition.CELL), made))
    return picture, places(picture, [made])


def drawn(prompt: str, seed: int) -> tuple[Array, list[Rect]]:
    """What the engine draws, (SIDE, SIDE, 3) uint8, as `engine.follow` does it, and where its figures stand."""
    order = engine.Order(prompt, width=SIDE, height=SIDE, steps=STEPS, seed=seed)
    rng = np.random.default_rng(order.seed)
    idea = engine.imagine(order, rng)
    cells = SIDE // composition.CELL
    compositions = imagination.compose(idea.plan, rng, cells, cells, engine.PAINTINGS)
    picture = engine.finished(engine.develop(order, idea, compositions, rng)).pixels
    return picture, places(picture, compositions)


def verdicts(wished: Wish, seen: Impression) -> list[Verdict]:
    """Everything the wish asks for, and whether the judge saw it. No colour is asked of a style without colours."""
    out = []
    everybody = ", ".join(name or "nobody" for name, _ in seen.figures) or "nobody"
    for thing in wished.things:
        them = seen.of(thing.subject)
        out.append(Verdict("subject", thing.subject, bool(them), everybody))
        out.append(Verdict("count", f"{thing.count} {thing.subject}", len(them) == thing.count, str(len(them))))
        if thing.colour and wished.style not in COLOURLESS:
            colours = [colour for _, colour in them]
            right = any(alike(colour, thing.colour) for colour in colours)
            out.append(Verdict("colour", f"{thing.colour} {thing.subject}", right, ", ".join(colours)))
    for kind in SETTINGS:
        asked, there = getattr(wished, kind), getattr(seen, kind)
        out += [Verdict(kind, asked, asked == there, there)] if asked else []
    return out


def share(judged: Sequence[Sequence[Verdict]], kind: str | None = None) -> float:
    """The share of the attributes, or of those of a kind, that are there."""
    chosen = [v.there for picture in judged for v in picture if kind in (None, v.kind)]
    return float(np.mean(chosen))


def _print_table(
    found: Sequence[Sequence[Verdict]], passed: Sequence[Sequence[Verdict]], chance: Sequence[Sequence[Verdict]]
) -> None:
    print(f"  {'attribute':<12}{'asked':>6}{'present':>9}{'exam':>9}{'chance':>9}")
    asked = Counter(v.kind for picture in found for v in picture)
    for kind in (*asked, None):
        number = asked.total() if kind is None else asked[kind]
        shares = "".join(f"{share(judged, kind):>9.1%}" for judged in (found, passed, chance))
        print(f"  {kind or 'all':<12}{number:>6}{shares}")
    print("  The judge is told where figures stand, not who they are.")
    print(f"  exam: what it finds in {len(passed)} held-out paintings whose content is certain.")
    print("  chance: what it finds of others' prompts.")
    print(f"  Taken for one another: {'; '.join(', '.join(family) for family in FAMILIES + SHADES)}.")
    print(f"  No colour is looked for in {' and '.join(sorted(COLOURLESS))}.")


def _print_misses(prompts: Sequence[str], found: Sequence[Sequence[Verdict]]) -> None:
    missed = [
        (prompt, [v for v in judged if not v.there])
        for prompt, judged in zip(prompts, found, strict=True)
        if not all(v.there for v in judged)
    ]
    missed.sort(key=lambda pair: -len(pair[1]))
    print(f"  not seen in {len(missed)} of {len(prompts)} pictures; those that lack most, and what was seen instead:")
    for prompt, lacking in missed[:LISTED]:
        print(f"    {prompt}: {', '.join(f'{v.kind} {v.asked} ({v.seen})' for v in lacking)}")
