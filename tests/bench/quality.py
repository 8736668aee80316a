"""How much of what is asked for is in the picture, by the eye of a judge that knows neither prompt nor plan.

Random wishes are said in English and Korean, drawn by the engine, and looked at by a `judge.Judge`, which learnt from
other pictures (`lessons`). Its own faults are measured on an exam: paintings of other wishes, made without reading and
without diffusion, so that their content is certain. The same judge then looks for the wishes of other pictures: what it
finds there is chance. It knows the painter's drawings by heart: whether a cat looks like a cat to us it cannot say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from helpers.practice import composition, imagination
from helpers.practice.brief import Brief, Wanted
from helpers.practice.engine import Order, draw
from tests.bench import repeat
from tests.bench.figures import Figure
from tests.bench.judge import Impression, Judge
from tests.bench.lessons import drawings, lessons
from tests.bench.wishes import Wish, english, korean, wish

Array = np.ndarray

PICTURES, EXAM = 200, 120
DRAWINGS = 40  # of each subject, each in one lesson of every size
SIDE, STEPS = 512, 10
LEARNING, EXAMINING, ASKING = 101, 202, 303  # seeds
CHANCE = 0.02  # of the subjects that are not there may be taken for there
LISTED = 40  # misses that are told
SETTINGS = ("scene", "time", "weather", "style")


@dataclass(frozen=True, slots=True)
class Levels:
    """From which sureness on a subject is there, and another figure of it counts."""

    there: float
    counted: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """One attribute that was asked for, and whether it is in the picture."""

    kind: str  # subject, count, colour, scene, time, weather, style
    asked: str
    there: bool


def measure() -> list[Figure]:
    """Let the judge learn, pass its exam, and judge what the engine draws; tell it all."""
    rng = np.random.default_rng(LEARNING)
    bank = drawings(rng, DRAWINGS)
    judge = Judge([x for side in (SIDE // 2, SIDE) for x in lessons(bank, side, rng)], rng)
    rng = np.random.default_rng(EXAMINING)
    exam = [wish(rng) for _ in range(EXAM)]
    seen = [judge.look(painted(w, rng)) for w in exam]
    half = EXAM // 2
    levels = levelled(exam[:half], seen[:half])
    passed = [verdicts(w, i, levels) for w, i in zip(exam[half:], seen[half:], strict=True)]
    rng = np.random.default_rng(ASKING)
    wishes = [wish(rng) for _ in range(PICTURES)]
    prompts = [(korean if n % 2 else english)(w, rng) for n, w in enumerate(wishes)]
    impressions = [
        judge.look(draw(Order(p, width=SIDE, height=SIDE, steps=STEPS, seed=int(rng.integers(1, 2**31)))).pixels)
        for p in prompts
    ]
    found = [verdicts(w, i, levels) for w, i in zip(wishes, impressions, strict=True)]
    others = np.roll(np.arange(PICTURES), PICTURES // 3)
    chance = [verdicts(w, impressions[o], levels) for w, o in zip(wishes, others, strict=True)]
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


def painted(wished: Wish, rng: np.random.Generator) -> Array:
    """A picture of a wish, (SIDE, SIDE, 3) uint8, by the painter alone."""
    wanted = tuple(Wanted(t.subject, t.count, t.colour) for t in wished.things)
    brief = Brief(wanted, **{kind: getattr(wished, kind) for kind in SETTINGS})
    plan = imagination.plan(brief, Brief(), rng)
    cells = SIDE // composition.CELL
    (made,) = imagination.compose(plan, rng, cells, cells, 1)
    picture = composition.styled(composition.paint(made, composition.CELL), made)
    return (picture * 255 + 0.5).clip(0, 255).astype(np.uint8)


def levelled(wishes: Sequence[Wish], seen: Sequence[Impression]) -> Levels:
    """Levels at which few absent subjects are taken for there, and most counts are right."""
    absent = [
        impression.sureness(name)
        for w, impression in zip(wishes, seen, strict=True)
        for name in impression.names
        if name not in {t.subject for t in w.things}
    ]
    there = float(np.quantile(absent, 1 - CHANCE))
    things = [(thing, i) for w, i in zip(wishes, seen, strict=True) for thing in w.things]
    options = np.linspace(0.05, 0.6, 23)
    right = [sum(i.count(t.subject, o) == t.count for t, i in things) for o in options]
    return Levels(there, float(options[int(np.argmax(right))]))


def verdicts(wished: Wish, seen: Impression, levels: Levels) -> list[Verdict]:
    """Everything the wish asks for, and whether the judge saw it."""
    out = []
    for thing in wished.things:
        there = seen.sureness(thing.subject) > levels.there
        out.append(Verdict("subject", thing.subject, there))
        number = seen.count(thing.subject, levels.counted)
        out.append(Verdict("count", f"{thing.count} {thing.subject}", there and number == thing.count))
        if thing.colour:
            right = there and seen.colour(thing.subject) == thing.colour
            out.append(Verdict("colour", f"{thing.colour} {thing.subject}", right))
    asked = {kind: getattr(wished, kind) for kind in SETTINGS}
    out += [Verdict(kind, name, getattr(seen, kind) == name) for kind, name in asked.items() if name]
    return out


def share(judged: Sequence[Sequence[Verdict]], kind: str | None = None) -> float:
    """The share of the attributes, or of those of a kind, that are there."""
    chosen = [v.there for picture in judged for v in picture if kind in (None, v.kind)]
    return float(np.mean(chosen))


def _print_table(
    found: Sequence[Sequence[Verdict]], passed: Sequence[Sequence[Verdict]], chance: Sequence[Sequence[Verdict]]
) -> None:
    print(f"  {'attribute':<12}{'asked':>6}{'present':>9}{'judge':>9}{'chance':>9}{'corrected':>11}")
    asked = Counter(v.kind for picture in found for v in picture)
    for kind in (*asked, None):
        present, judge, by_chance = share(found, kind), share(passed, kind), share(chance, kind)
        # What is really there is seen as often as in the exam, what is not as often as by chance.
        corrected = min(max((present - by_chance) / max(judge - by_chance, 1e-6), 0), 1)
        number = asked.total() if kind is None else asked[kind]
        print(f"  {kind or 'all':<12}{number:>6}{present:>9.1%}{judge:>9.1%}{by_chance:>9.1%}{corrected:>11.1%}")
    print("  judge: what it finds where the content is certain. corrected: present, but for its own misses.")


def _print_misses(prompts: Sequence[str], found: Sequence[Sequence[Verdict]]) -> None:
    missed = [
        (prompt, [v for v in judged if not v.there])
        for prompt, judged in zip(prompts, found, strict=True)
        if not all(v.there for v in judged)
    ]
    missed.sort(key=lambda pair: -len(pair[1]))
    print(f"  not seen in {len(missed)} of {len(prompts)} pictures; those that lack most:")
    for prompt, lacking in missed[:LISTED]:
        print(f"    {prompt}: {', '.join(f'{v.kind} {v.asked}' for v in lacking)}")
