"""From a prompt to a brief: which of its words the painter knows, in English and Korean, and what they ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from helpers.practice.painter import light, scenes, styles, subjects
from helpers.practice.words import COLOURS, COUNTERS, NEW, NUMBERS, PARTICLES, QUIET, english_forms

Kind = Literal["subject", "scene", "time", "weather", "season", "style", "colour", "number", "preset"]
Meaning = tuple[Kind, str]

MOST_FIGURES = 5  # of one subject, and in one picture


@dataclass(frozen=True, slots=True)
class Wanted:
    """One subject the prompt asks for."""

    subject: str
    count: int = 1
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """What a prompt asks the painter for; None where it says nothing."""

    subjects: tuple[Wanted, ...] = ()
    scene: str | None = None
    time: str | None = None
    weather: str | None = None
    season: str | None = None
    style: str | None = None
    understood: tuple[tuple[str, str], ...] = ()  # (words of the prompt, what they were taken for), in order
    ignored: tuple[str, ...] = ()  # words that changed nothing

    @property
    def empty(self) -> bool:
        return not (self.subjects or self.scene or self.time or self.weather or self.season or self.style)


@dataclass(slots=True)
class _Found:
    text: str
    meaning: Meaning
    gap: int  # words between this one and the one before that were not understood
    pause: bool  # a comma or the like stands between the two


@dataclass(slots=True)
class _Reading:
    found: list[_Found] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


@cache
def vocabulary() -> tuple[dict[tuple[str, ...], Meaning], dict[str, Meaning]]:
    """English phrases (as tuples of words) and Korean ones (as they are written) with what they mean."""
    english: dict[tuple[str, ...], Meaning] = {}
    korean: dict[str, Meaning] = {}

    def learn(kind: Kind, name: str, en: tuple[str, ...], ko: tuple[str, ...], plurals: bool = False) -> None:
        for phrase in en:
            *first, last = phrase.lower().replace("-", " ").split()
            for form in english_forms(last) if plurals else (last,):
                english.setdefault((*first, form), (kind, name))
        for phrase in ko:
            korean.setdefault(phrase, (kind, name))

    for subject in subjects.load().values():
        learn("subject", subject.name, subject.en, subject.ko, plurals=True)
    for style in styles.load().values():
        learn("style", style.name, style.en, style.ko)
    for scene in scenes.load().values():
        learn("scene", scene.name, scene.en, scene.ko, plurals=True)
    settings: tuple[tuple[Kind, dict], ...] = (
        ("time", light.TIMES),
        ("weather", light.WEATHERS),
        ("season", light.SEASONS),
    )
    for kind, table in settings:
        for name, (en, ko) in table.items():
            learn(kind, name, tuple(en), tuple(ko))
    for name, (_, en, ko) in COLOURS.items():
        learn("colour", name, tuple(w.strip() for w in en.split(",")), tuple(w.strip() for w in ko.split(",")))
    for word in NUMBERS:
        learn("number", word, (word,) if word.isascii() else (), () if word.isascii() else (word,))
    return english, korean


def read(prompt: str) -> Brief:
    """Understand a prompt as far as the painter can. Never fails: what it doesn't know stands in `ignored`."""
    reading = _find(prompt)
    brief = Brief(ignored=tuple(dict.fromkeys(reading.ignored)))
    wanted: list[Wanted] = []
    number: int | None = None
    colour: _Found | None = None
    understood: list[tuple[str, str]] = []
    surplus: list[str] = []
    for item in reading.found:
        kind, name = item.meaning
        if kind == "number":
            number = NUMBERS[name]
            if wanted and _counts_back(item):
                wanted[-1], number = replace(wanted[-1], count=number), None
            continue
        if colour is not None and (kind not in ("subject", "colour") or item.pause or item.gap > 2):
            _colour_back(wanted, colour, understood)  # "a cat in red, ..." looks back
            colour = None
        if kind == "colour":
            if colour is not None:
                _colour_back(wanted, colour, understood)
            colour = item
        elif kind == "subject":
            hue = colour.meaning[1] if colour else None
            if colour:
                understood.append((colour.text, f"colour: {hue}"))
            wanted.append(Wanted(name, number or _plural_count(item.text), hue))
            understood.append((item.text, f"subject: {name}"))
            number = colour = None
        elif getattr(brief, kind) in (None, name):
            brief = replace(brief, **{kind: name})
            understood.append((item.text, f"{kind}: {name}"))
        elif item.text not in QUIET:
            surplus.append(item.text)
    if colour is not None:
        _colour_back(wanted, colour, understood)
    return replace(
        brief,
        subjects=_limited(wanted),
        understood=tuple(understood),
        ignored=tuple(dict.fromkeys([*brief.ignored, *surplus])),
    )


def without(brief: Brief, negative: Brief) -> Brief:
    """The brief less everything a negative prompt names."""
    unwanted = {w.subject for w in negative.subjects if w.colour is None}
    kept = tuple(w for w in brief.subjects if w.subject not in unwanted)
    cleared = {
        kind: None
        for kind in ("scene", "time", "weather", "season", "style")
        if getattr(brief, kind) is not None and getattr(brief, kind) == getattr(negative, kind)
    }
    return replace(brief, subjects=kept, **cleared)


def _colour_back(wanted: list[Wanted], colour: _Found, understood: list[tuple[str, str]]) -> None:
    """A colour with no subject behind it belongs to the one before, if that has none yet."""
    if wanted and wanted[-1].colour is None and not colour.pause:
        wanted[-1] = replace(wanted[-1], colour=colour.meaning[1])
    understood.append((colour.text, f"colour: {colour.meaning[1]}"))


def _counts_back(item: _Found) -> bool:
    """Korean counts after the noun: "고양이 두 마리"."""
    return bool(re.search("|".join(COUNTERS), item.text)) and item.gap == 0 and not item.pause


def _plural_count(text: str) -> int:
    """ "cats" alone are two of them."""
    last = text.lower().split()[-1] if text.isascii() else ""
    english, _ = vocabulary()
    plural = (last.endswith("s") and not last.endswith("ss") and (last[:-1],) in english) or last.endswith("ves")
    return 2 if plural or text.endswith("들") else 1


def _limited(wanted: list[Wanted]) -> tuple[Wanted, ...]:
    """At most five figures; the same subject asked for twice in one colour is one entry."""
    out: list[Wanted] = []
    room = MOST_FIGURES
    for w in wanted:
        if any(o.subject == w.subject and w.colour in (None, o.colour) for o in out) or room <= 0:
            continue
        out.append(replace(w, count=min(w.count, room)))
        room -= out[-1].count
    return tuple(out)


def _find(prompt: str) -> _Reading:
    """Longest match first, English by words and Korean by letters (its particles are glued to the noun)."""
    english, korean = vocabulary()
    tokens = re.findall(
        r"[a-z0-9]+|[가-힣]+|[^\w\s'’\-]|[^\W\da-z가-힣_]+", prompt.lower().replace("’s", "").replace("'s", "")
    )
    longest = max(map(len, english))
    reading = _Reading()
    gap, pause, i = 0, False, 0
    while i < len(tokens):
        token = tokens[i]
        if re.fullmatch(r"[^\w\s]", token):
            pause = pause or token in ",.;:!?()"
            i += 1
            continue
        if re.match("[가-힣]", token) or (
            token.isdigit() and i + 1 < len(tokens) and tokens[i + 1].startswith(COUNTERS)
        ):
            words, used = _korean(tokens, i, korean)
        else:
            words, used = None, 0
            for n in range(min(longest, len(tokens) - i), 0, -1):
                phrase = tuple(tokens[i : i + n])
                if phrase in english:
                    words, used = [(" ".join(phrase), english[phrase])], n
                    break
        if words is not None:
            for text, meaning in words:
                reading.found.append(_Found(text, meaning, gap, pause))
                gap, pause = 0, False
            i += used
            continue
        if token not in QUIET:
            reading.ignored.append(token)
            gap += 1
        elif not token.isascii() or token in ("and", "in", "on", "with", "under", "at"):
            gap += token in ("and",)
        i += 1
    return reading


def _korean(tokens: list[str], i: int, korean: dict[str, Meaning]) -> tuple[list[tuple[str, Meaning]] | None, int]:
    """What begins at token i: a phrase, a number with its counter, or a noun or compound with particles."""
    for n in (4, 3, 2):
        phrase = " ".join(tokens[i : i + n])
        if len(tokens) >= i + n and all(re.match("[가-힣]", t) for t in tokens[i : i + n]):
            for cut in range(len(phrase), len(" ".join(tokens[i : i + n - 1])) + 1, -1):
                if phrase[:cut] in korean and _particles(phrase[cut:]):
                    return [(phrase[:cut], korean[phrase[:cut]])], n
    token = tokens[i]
    if token == NEW and i + 1 < len(tokens) and _compound(tokens[i + 1], korean):
        return [], 1
    number = NUMBERS.get(token)
    if number and i + 1 < len(tokens) and tokens[i + 1].startswith(COUNTERS):
        return [(f"{token} {tokens[i + 1]}", ("number", token))], 2
    for word in sorted((w for w in NUMBERS if not w.isascii()), key=len, reverse=True):
        if token.startswith(word) and token[len(word) :].startswith(COUNTERS):
            return [(token, ("number", word))], 1
    parts = _compound(token, korean)
    return (parts, 1) if parts else (None, 1)


def _compound(token: str, korean: dict[str, Meaning]) -> list[tuple[str, Meaning]] | None:
    """Nouns run together and particles at the end, or None if anything else is left over."""
    for cut in range(len(token), 0, -1):
        head, rest = token[:cut], token[cut:]
        if head not in korean:
            continue
        text = head + "들" if rest.startswith("들") else head
        if _particles(rest):
            return [(text, korean[head])]
        if cut >= 2 and (more := _compound(rest, korean)):
            return [(text, korean[head]), *more]
    return None


def _particles(rest: str) -> bool:
    if not rest:
        return True
    return any(rest.startswith(p) and _particles(rest[len(p) :]) for p in PARTICLES)
