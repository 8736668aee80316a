"""From a prompt to a brief: which of its words the painter knows, in English and Korean, and what they ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from helpers.practice.painter import light, scenes, styles, subjects
from helpers.practice.words import COLOURS, COUNTERS, IRREGULAR_PLURALS, NEW, NUMBERS, PARTICLES, QUIET, english_forms

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
    draft = _Draft()
    for item in reading.found:
        draft.take(item)
    return draft.brief(reading.ignored)


class _Draft:
    """A brief being put together, one understood phrase after the other."""

    def __init__(self) -> None:
        self.wanted: list[Wanted] = []
        self.setting: dict[str, str] = {}  # scene, time, weather, season, style
        self.understood: list[tuple[str, str]] = []
        self.ignored: list[str] = []
        self.number: int | None = None  # said, and waiting for its subject
        self.colour: _Found | None = None  # likewise

    def take(self, item: _Found) -> None:
        kind, name = item.meaning
        if kind == "number":
            self._count(item, NUMBERS[name])
            return
        if self.colour and (kind != "subject" or item.pause or item.gap > 2):
            self._colour_back(before_setting=kind not in ("subject", "colour"))
        if kind == "colour":
            self.colour = item
        elif kind == "subject":
            self._subject(item, name)
        elif self.setting.setdefault(kind, name) == name:
            self.understood.append((item.text, f"{kind}: {name}"))
        elif item.text not in QUIET:
            self.ignored.append(item.text)  # a second scene, style ...: there is but one in a picture

    def brief(self, ignored: list[str]) -> Brief:
        if self.colour:
            self._colour_back()
        all_ignored = tuple(dict.fromkeys([*ignored, *self.ignored]))
        return Brief(tuple(self.wanted), **self.setting, understood=tuple(self.understood), ignored=all_ignored)

    def _count(self, item: _Found, number: int) -> None:
        """Korean counts after the noun ("고양이 두 마리"), English and sometimes Korean before it."""
        after = self.wanted and item.gap == 0 and not item.pause and any(c in item.text for c in COUNTERS)
        if after:
            room = MOST_FIGURES - sum(w.count for w in self.wanted[:-1])
            self.wanted[-1] = replace(self.wanted[-1], count=min(number, room))
        else:
            self.number = number

    def _subject(self, item: _Found, name: str) -> None:
        hue = self.colour.meaning[1] if self.colour else None
        count = min(self.number or _plural_count(item.text), MOST_FIGURES - sum(w.count for w in self.wanted))
        again = any(w.subject == name and hue in (None, w.colour) for w in self.wanted)
        if count > 0 and not again:
            self.wanted.append(Wanted(name, count, hue))
        if self.colour:
            self.understood.append((self.colour.text, f"colour: {hue}"))
        if count > 0:
            self.understood.append((item.text, f"subject: {name}"))
        else:
            self.ignored.append(item.text)  # the picture is full
        self.number = self.colour = None

    def _colour_back(self, before_setting: bool = False) -> None:
        """A colour with no subject behind it belongs to the one before, if that has none yet ("a cat in red")."""
        colour, self.colour = self.colour, None
        assert colour is not None
        if self.wanted and self.wanted[-1].colour is None and not colour.pause:
            self.wanted[-1] = replace(self.wanted[-1], colour=colour.meaning[1])
            self.understood.append((colour.text, f"colour: {colour.meaning[1]}"))
        elif not before_setting:  # of "a blue sky" nobody wants to hear that "blue" was not known
            self.ignored.append(colour.text)


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


def _plural_count(text: str) -> int:
    """ "cats" alone are two of them."""
    last = text.split()[-1]
    english, _ = vocabulary()
    singulars = (last[:-1], last.removesuffix("es"), last.removesuffix("ies") + "y")
    known = last.endswith("s") and not last.endswith("ss") and any((s,) in english for s in singulars if s != last)
    regular = known or last.endswith("ves")
    return 2 if regular or last in IRREGULAR_PLURALS or text.endswith("들") else 1


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
    if token == NEW and any(
        kind == "subject" for _, (kind, _) in _compound("".join(tokens[i + 1 : i + 2]), korean) or ()
    ):
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
        if (cut >= 2 or rest in korean) and (more := _compound(rest, korean)):
            return [(text, korean[head]), *more]
    return None


def _particles(rest: str) -> bool:
    if not rest:
        return True
    return any(rest.startswith(p) and _particles(rest[len(p) :]) for p in PARTICLES)
