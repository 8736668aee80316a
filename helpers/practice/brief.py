"""From a prompt to a brief: which of its words the painter knows, in English and Korean, and what they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Literal

from helpers.practice.painter import light, scenes, styles, subjects
from helpers.practice.words import (
    CLOTHES,
    COLOURS,
    COUNTERS,
    DETERMINERS,
    GROUPS,
    IRREGULAR_PLURALS,
    JOINERS,
    LINKS,
    MODIFIERS,
    NUMBERS,
    PARTICLES,
    QUIET,
    TRAPS,
    WEATHER_VERBS,
    english_forms,
)

Kind = Literal["subject", "scene", "time", "weather", "season", "style", "colour", "number", "clothes", "link"]
Meaning = tuple[Kind, str]
Meanings = tuple[Meaning, ...]  # "family" is three subjects, "cherry blossom" a tree and a season, a trap nothing

MOST_FIGURES = 5  # of one subject, and in one picture
_KOREAN_NUMBERS = sorted((w for w in NUMBERS if not w.isascii()), key=len, reverse=True)
PEOPLE = (
    "person",
    "woman",
    "man",
    "girl",
    "boy",
    "child",
    "king",
    "queen",
    "wizard",
    "witch",
    "astronaut",
)  # wear clothes
LONGEST_WORD = 30  # of Korean, in letters: nothing longer is taken apart


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


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or phrase of the prompt."""

    text: str
    meanings: Meanings = ()  # none: not understood
    tail: str = ""  # Korean particles glued to it
    counts_back: bool = False  # a number that may count the noun before it ("고양이 두 마리", "고양이 둘")
    pause: bool = False  # a comma or the like stands before it
    at: int = 0  # its place in the prompt

    @property
    def kind(self) -> Kind | None:
        return self.meanings[0][0] if self.meanings else None


@cache
def vocabulary() -> tuple[dict[tuple[str, ...], Meanings], dict[str, Meanings]]:
    """English phrases (as tuples of words) and Korean ones (as they are written) with what they mean."""
    english: dict[tuple[str, ...], Meanings] = {}
    korean: dict[str, Meanings] = dict.fromkeys(_split(TRAPS[1]), ())
    english.update(dict.fromkeys((tuple(phrase.split()) for phrase in _split(TRAPS[0])), ()))

    def learn(meanings: Meanings, en: tuple[str, ...], ko: tuple[str, ...], plurals: bool = False) -> None:
        for phrase in en:
            *first, last = phrase.lower().replace("-", " ").split()
            for form in english_forms(last) if plurals else (last,):
                english.setdefault((*first, form), meanings)
        for phrase in ko:
            korean.setdefault(phrase, meanings)

    for subject in subjects.load().values():
        learn((("subject", subject.name),), subject.en, subject.ko, plurals=True)
    for en, ko, meanings in GROUPS:
        learn(meanings, _split(en), _split(ko))
    for style in styles.load().values():
        learn((("style", style.name),), style.en, style.ko)
    for scene in scenes.load().values():
        learn((("scene", scene.name),), scene.en, scene.ko, plurals=True)
    for name, (en, ko) in light.TIMES.items():
        learn((("time", name),), en, ko)
    for name, (en, ko) in light.WEATHERS.items():
        learn((("weather", name),), en, ko)
    for name, (en, ko) in light.SEASONS.items():
        learn((("season", name),), en, ko)
        seasonal: list[tuple[dict, tuple[str, ...] | str]] = [(english, tuple(phrase.split())) for phrase in en]
        seasonal += [(korean, phrase) for phrase in ko]
        for table, key in seasonal:  # a thing that has its season, such as cherry blossom, means both
            if (table.get(key) or ((None, ""),))[0][0] == "subject":
                table[key] += (("season", name),)
    for name, (_, en, ko) in COLOURS.items():
        learn((("colour", name),), _split(en), _split(ko))
    for word in NUMBERS:
        learn((("number", word),), (word,) if word.isascii() else (), () if word.isascii() else (word,))
    learn((("clothes", "clothes"),), *map(_split, CLOTHES))
    for phrase, meanings in list(korean.items()):
        korean.setdefault(phrase.replace(" ", ""), meanings)  # blanks are often left out
    return english, korean


def _split(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def read(prompt: str) -> Brief:
    """Understand a prompt as far as the painter can. Never fails: what it doesn't know stands in `ignored`."""
    draft = _Draft()
    for word in _words(prompt):
        draft.take(word)
    return draft.brief()


class _Draft:
    """A brief being put together, one word or phrase after the other."""

    def __init__(self) -> None:
        self.wanted: list[Wanted] = []
        self.setting: dict[str, str] = {}  # scene, time, weather, season, style
        self.understood: list[tuple[int, str, str]] = []
        self.ignored: list[tuple[int, str]] = []
        self.number: int | None = None  # said, and waiting for its subject
        self.colour: _Word | None = None  # likewise
        self.clothes: _Word | None = None  # of that colour
        self.unsure = False  # an unknown word follows the colour: "a white fluffy cat" or "a red scarf"?
        self.previous: _Word | None = None  # if nothing stands between

    def take(self, word: _Word) -> None:
        if word.pause:
            self._settle_colour()
            self.number = None
        previous, self.previous = self.previous, word
        if word.kind == "link":
            self._link(word)
        elif word.kind == "number" and len(word.meanings) == 1:
            self._count(word, _number(word.meanings[0][1]) or 1, previous)
        elif word.kind == "colour":
            self._drop_colour()  # "black and white": only one of them can be had
            self.colour = word
        elif word.kind == "clothes" and self.colour:
            self.clothes = word
            if word.text.isascii() and self.wanted:  # "a woman in a red dress", but "빨간 옷을 입은 여자"
                self.unsure = False
                self._settle_colour()
        elif word.kind in (None, "clothes"):
            self._unknown(word, previous)
        elif self._herd(word, previous):
            self._count(replace(word, counts_back=True), 3, previous)
        else:
            for kind, name in word.meanings:
                if kind == "number":
                    self.number = _number(name)
                elif kind == "subject":
                    self._subject(word, name)
                else:
                    self._set(word, kind, name)

    def brief(self) -> Brief:
        self._settle_colour()
        understood = tuple((text, meaning) for _, text, meaning in sorted(self.understood, key=lambda u: u[0]))
        ignored = tuple(dict.fromkeys(text for _, text in sorted(self.ignored, key=lambda i: i[0])))
        return Brief(tuple(self.wanted), **self.setting, understood=understood, ignored=ignored)

    def _link(self, word: _Word) -> None:
        self.previous = None
        if word.text in ("a", "an"):
            self.number = None  # "page 2 and a cat"
        if self.unsure or word.text not in ("and", "or"):
            self._settle_colour()

    def _unknown(self, word: _Word, previous: _Word | None) -> None:
        if word.text in WEATHER_VERBS and previous and previous.meanings[-1][0] in ("time", "weather", "season"):
            self.previous = previous
            return
        self.previous = None
        self._ignore(word)
        if self.colour and word.text.isascii():
            self.unsure = True
        elif self.colour and not self.clothes and not _attributive(word.text):
            self._drop_colour()  # "빨간 모자를"

    def _ignore(self, word: _Word) -> None:
        self.ignored.append((word.at, word.text))

    def _understand(self, word: _Word, kind: Kind, name: str) -> None:
        self.understood.append((word.at, word.text, f"{kind}: {name}"))

    def _set(self, word: _Word, kind: Kind, name: str) -> None:
        self.colour = self.clothes = None  # of "a blue sky" nobody wants to hear that "blue" was not known
        self.unsure = False
        if self.setting.setdefault(kind, name) == name:
            self._understand(word, kind, name)
        elif word.text not in QUIET and len(word.meanings) == 1:
            self._ignore(word)  # a second scene, style ...: there is but one in a picture

    def _count(self, word: _Word, number: int, previous: _Word | None) -> None:
        """Korean counts after the noun ("고양이 두 마리") unless that has an "and"; English before it."""
        joined = previous is None or previous.tail in JOINERS
        if word.counts_back and self.wanted and not joined and not word.pause and previous.kind == "subject":
            room = MOST_FIGURES - sum(w.count for w in self.wanted[:-1])
            others = len([kind for kind, _ in previous.meanings if kind == "subject"]) - 1  # of a family
            self.wanted[-1] = replace(self.wanted[-1], count=max(1, min(number - others, room)))
        else:
            self.number = number

    def _herd(self, word: _Word, previous: _Word | None) -> bool:
        """Whether "가족" is one of cats: "고양이 가족"."""
        beast = previous and previous.kind == "subject" and previous.meanings[0][1] not in PEOPLE
        family = len(word.meanings) > 1 and word.meanings[-1][0] == "subject"
        return bool(beast and family and not previous.tail and not word.pause)

    def _subject(self, word: _Word, name: str) -> None:
        if self.clothes and name not in PEOPLE:
            self._drop_colour()
        hue = self.colour.meanings[0][1] if self.colour else None
        usual = _plural_count(word.text) if len(word.meanings) == 1 else 1
        count = min(self.number or usual, MOST_FIGURES - sum(w.count for w in self.wanted))
        again = any(w.subject == name and hue in (None, w.colour) for w in self.wanted)
        if count > 0 and not again:
            self.wanted.append(Wanted(name, count, hue))
        if self.colour:
            self._understand(self.colour, "colour", hue or "")
        if count > 0:
            self._understand(word, "subject", name)
        else:
            self._ignore(word)  # the picture is full
        self.number = self.colour = self.clothes = None
        self.unsure = False

    def _settle_colour(self) -> None:
        """A colour with no subject behind it belongs to the one before, if that has none yet ("a cat in red")."""
        before = self.wanted[-1] if self.wanted else None
        free = before and before.colour is None and (not self.clothes or before.subject in PEOPLE)
        if before and free and self.colour and not self.colour.pause and not self.unsure:
            self.wanted[-1] = replace(before, colour=self.colour.meanings[0][1])
            self._understand(self.colour, *self.colour.meanings[0])
            self.colour = self.clothes = None
        self._drop_colour()

    def _drop_colour(self) -> None:
        for word in (self.colour, self.clothes):
            if word:
                self._ignore(word)
        self.colour = self.clothes = None
        self.unsure = False


def without(brief: Brief, negative: Brief) -> Brief:
    """The brief less everything a negative prompt names."""
    unwanted = {w.subject for w in negative.subjects if w.colour is None}
    kept = tuple(w for w in brief.subjects if w.subject not in unwanted)
    cleared = [
        kind
        for kind in ("scene", "time", "weather", "season", "style")
        if getattr(brief, kind) is not None and getattr(brief, kind) == getattr(negative, kind)
    ]
    gone = {f"{kind}: {getattr(brief, kind)}" for kind in cleared} | {f"subject: {name}" for name in unwanted}
    gone |= {f"colour: {w.colour}" for w in brief.subjects} - {f"colour: {w.colour}" for w in kept}
    understood = tuple(pair for pair in brief.understood if pair[1] not in gone)
    return replace(brief, subjects=kept, understood=understood, **dict.fromkeys(cleared))


def _plural_count(text: str) -> int:
    """ "cats" alone are two of them."""
    last = text.split()[-1]
    english, _ = vocabulary()
    singulars = (last[:-1], last.removesuffix("es"), last.removesuffix("ies") + "y")
    known = last.endswith("s") and not last.endswith("ss") and any((s,) in english for s in singulars if s != last)
    regular = known or last.endswith("ves")
    return 2 if regular or last in IRREGULAR_PLURALS or text.endswith("들") else 1


def _number(word: str) -> int | None:
    if word.isascii() and word.isdecimal():
        return int(word) if len(word) < 4 else None
    return NUMBERS.get(word)


def _attributive(word: str) -> bool:
    """Whether a Korean word may be an adjective before its noun: it ends in ㄴ, as 뚱뚱한 does and 모자를 does not."""
    return not "가" <= word[-1] <= "힣" or (ord(word[-1]) - ord("가")) % 28 == 4


def _words(prompt: str) -> Iterator[_Word]:
    """The words of a prompt, longest match first: English by words, Korean by letters. Quiet ones are left out."""
    tokens = re.findall(
        r"[a-z0-9]+|[가-힣]+|[^\w\s'’\-]|[^\W\da-z가-힣_]+", prompt.lower().replace("’s", "").replace("'s", "")
    )
    pause, i = False, 0
    while i < len(tokens):
        if re.fullmatch(r"[^\w\s]", tokens[i]):
            pause = pause or tokens[i] in ",.;:!?()"
            i += 1
            continue
        words, used = _at(tokens, i)
        for n, word in enumerate(words):
            yield replace(word, pause=pause and n == 0, at=i)
            pause = False
        i += used


def _at(tokens: list[str], i: int) -> tuple[list[_Word], int]:
    """What begins at token i, and how many tokens that is."""
    token = tokens[i]
    if token in MODIFIERS and i + 1 < len(tokens):
        following, _ = _known(tokens, i + 1)
        if following and following[0].kind == "subject":
            phrase, used = _known(tokens, i)
            return (phrase, used) if used > 1 else ([], 1)  # "아기 고양이" may be listed
    words, used = _known(tokens, i)
    if words:
        return words, used
    if token in LINKS:
        return [_Word(token, (("link", token),))], 1
    return ([] if _quiet(token) else [_Word(token)]), 1


def _known(tokens: list[str], i: int) -> tuple[list[_Word], int]:
    if _hangul(tokens[i]):
        return _korean(tokens, i)
    english, _ = vocabulary()
    for n in range(min(_longest(), len(tokens) - i), 0, -1):
        phrase = tuple(tokens[i : i + n])
        if phrase in english:
            return [_Word(" ".join(phrase), english[phrase])], n
    return _counted(tokens, i)


@cache
def _longest() -> int:
    return max(map(len, vocabulary()[0]))


def _hangul(token: str) -> bool:
    """Whether a token is a Korean word, of a length that makes sense."""
    return "가" <= token[0] <= "힣" and len(token) <= LONGEST_WORD


def _quiet(token: str) -> bool:
    return any(token[:cut] in QUIET and _particles(token[cut:]) for cut in range(len(token), 0, -1))


def _counted(tokens: list[str], i: int) -> tuple[list[_Word], int]:
    """A number, with or without a counter behind it."""
    _, korean = vocabulary()
    token = tokens[i]
    if _number(token) is None:
        return [], 1
    meanings: Meanings = (("number", token),)
    if i + 1 < len(tokens):
        after_noun = i > 0 and any(kind == "subject" for kind, _ in korean.get(tokens[i - 1], ()))
        counters = (*COUNTERS, "사람") if after_noun else COUNTERS  # "남자 두 사람", but "두 사람" are persons
        if any(tokens[i + 1].startswith(c) and _particles(tokens[i + 1][len(c) :]) for c in counters):
            return [_Word(f"{token} {tokens[i + 1]}", meanings, counts_back=True)], 2
    return [_Word(token, meanings, counts_back=not token.isascii() and token not in DETERMINERS)], 1


def _korean(tokens: list[str], i: int) -> tuple[list[_Word], int]:
    """A phrase, a number with its counter, or nouns with particles."""
    _, korean = vocabulary()
    for n in (4, 3, 2):
        several = tokens[i : i + n]
        if len(several) < n or not all(map(_hangul, several)):
            continue
        *first, last = several
        for heads in product(*((t, re.sub("(?<=.)(이|가|을|를|은|는|에|으?로)$", "", t)) for t in first)):
            for cut in range(len(last), 0, -1):
                phrase, tail = " ".join((*heads, last[:cut])), last[cut:]
                if phrase in korean and _particles(tail):
                    return [_Word(" ".join(several).removesuffix(tail), korean[phrase], tail)], n
    words, used = _counted(tokens, i)
    return (words, used) if words else (_compound(tokens[i]), 1)


def _compound(token: str) -> list[_Word]:
    """Nouns and counts run together, with particles between or behind; nothing if anything else is left over."""
    _, korean = vocabulary()
    for cut in range(len(token), 0, -1):
        head, rest = token[:cut], token[cut:]
        if head not in korean:
            continue
        if _particles(rest) and not (rest and head in DETERMINERS):
            text = head + "들" if rest.startswith("들") else head
            return [_Word(text, korean[head], rest, korean[head][:1] == (("number", head),))]
        for joiner in (*JOINERS, ""):
            more = _compound(rest[len(joiner) :]) if rest.startswith(joiner) else []
            # Two nouns of one letter make other words: 양말 (socks) is no sheep and no horse.
            if more and (joiner or cut > 1 or len(more[0].text) > 1):
                return [_Word(head, korean[head], joiner), *more]
    return _number_in(token)


def _number_in(token: str) -> list[_Word]:
    """A number and its counter written together, at the beginning of a token."""
    for number, counter in product(_KOREAN_NUMBERS, COUNTERS):
        if token.startswith(number + counter):
            text, rest = number + counter, token[len(number + counter) :]
            word = _Word(text, (("number", number),), counts_back=True)
            if _particles(rest):
                return [word]
            if more := _compound(rest):
                return [word, *more]
    return []


def _particles(rest: str) -> bool:
    return re.fullmatch(f"(?:{'|'.join(PARTICLES)})*", rest) is not None
