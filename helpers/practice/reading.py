"""The words of a prompt, as the painter knows them: English by words, Korean by letters, longest match first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Literal
from unicodedata import category

from helpers.practice.emphasis import weigh
from helpers.practice.painter import light, scenes, styles, subjects
from helpers.practice.painter.moods import MOODS
from helpers.practice.words import (
    CLOTHES,
    COLOURS,
    COUNTERS,
    DETERMINERS,
    GROUPS,
    JOINERS,
    LINKS,
    MODIFIERS,
    NUMBERS,
    PARTICLES,
    PARTS,
    QUIET,
    RELATIONS,
    TRAPS,
    english_forms,
)

Kind = Literal[
    "subject",
    "scene",
    "time",
    "weather",
    "season",
    "style",
    "mood",
    "colour",
    "number",
    "clothes",
    "relation",
    "link",
]
Meaning = tuple[Kind, str]
Meanings = tuple[Meaning, ...]  # "family" is three subjects, "cherry blossom" a tree and a season, a trap nothing

LONGEST_WORD = 30  # of Korean, in letters: nothing longer is taken apart
LEAST = 0.15  # words of less weight than this are not there
_KOREAN_NUMBERS = sorted((w for w in NUMBERS if not w.isascii()), key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of the prompt."""

    text: str
    meanings: Meanings = ()  # none: not understood
    tail: str = ""  # Korean particles glued to it
    counts_back: bool = False  # a number that may count the noun before it ("고양이 두 마리", "고양이 둘")
    pause: bool = False  # a comma or the like stands before it
    at: int = 0  # its place in the prompt
    weight: float = 1.0  # how much it is meant; of a phrase, that of its word with most or least of it

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
    for mood in MOODS.values():
        learn((("mood", mood.name),), mood.en, mood.ko)
    for name, (en, *_) in RELATIONS.items():
        learn((("relation", name),), _split(en), ())
    for phrase, meanings in list(korean.items()):
        korean.setdefault(phrase.replace(" ", ""), meanings)  # blanks are often left out
    return english, korean


def _split(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def words(parts: Sequence[tuple[str, float]]) -> Iterator[Word]:
    """The words of weighted texts, longest match first: English by words, Korean by letters. Quiet ones are left out.

    Of what has next to no weight, nothing is understood.
    """
    lowered = [(re.sub(r"(?<=\w)['’]s\b", "", text.lower()), weight) for text, weight in parts]
    text, weights = weigh(lowered)
    matches = list(re.finditer(r"[a-z0-9]+|[가-힣]+|[^\w\s'’\-]|[^\W\da-z가-힣_]+", text))
    tokens = [match[0] for match in matches]
    weight_of = [float(weights[match.start()]) for match in matches]
    pause, i = False, 0
    while i < len(tokens):
        if re.fullmatch(r"[^\w\s]", tokens[i]):
            pause = pause or tokens[i] in ",.;:!?|"
            if category(tokens[i]) == "So":  # an emoji is asked for, too
                yield Word(tokens[i], pause=pause, at=i)
            i += 1
            continue
        found, used = _at(tokens, i)
        weight = max(weight_of[i : i + used], key=lambda w: abs(w - 1))
        for n, word in enumerate(found):
            meanings = word.meanings if weight >= LEAST or word.kind == "link" else ()
            yield replace(word, meanings=meanings, pause=pause and n == 0, at=i, weight=weight)
            pause = False
        i += used


def _at(tokens: list[str], i: int) -> tuple[list[Word], int]:
    """What begins at token i, and how many tokens that is."""
    token = tokens[i]
    if token in MODIFIERS and i + 1 < len(tokens):
        following, _ = _known(tokens, i + 1)
        if following and following[0].kind == "subject":
            phrase, used = _known(tokens, i)
            return (phrase, used) if used > 1 else ([], 1)  # "아기 고양이" may be listed
    found, used = _known(tokens, i)
    if found:
        return found, used
    if token in LINKS:
        return [Word(token, (("link", token),))], 1
    if relation := relation_of(token):
        return [Word(token, (("relation", relation),))], 1
    return ([] if _quiet(token) else [Word(token)]), 1


def _known(tokens: list[str], i: int) -> tuple[list[Word], int]:
    if _hangul(tokens[i]):
        return _korean(tokens, i)
    english, _ = vocabulary()
    for n in range(min(_longest(), len(tokens) - i), 0, -1):
        phrase = tuple(tokens[i : i + n])
        if phrase in english:
            return [Word(" ".join(phrase), english[phrase])], n
    return _counted(tokens, i)


@cache
def _longest() -> int:
    return max(map(len, vocabulary()[0]))


def _hangul(token: str) -> bool:
    """Whether a token is a Korean word, of a length that makes sense."""
    return "가" <= token[0] <= "힣" and len(token) <= LONGEST_WORD


def quiet(text: str) -> bool:
    """Whether nobody need be told that this phrase changed nothing."""
    return all(token in LINKS or _quiet(token) for token in text.split())


def relation_of(token: str) -> str | None:
    """The relation a Korean word stands for behind a noun: "위에" as noun with particles, "탄" as verb."""
    places, verbs = _relations()
    if token in verbs:
        return verbs[token]
    place = next((p for p in places if token.startswith(p) and _particles(token[len(p) :])), None)
    if place == "위" and token[1:2] in ("를", "로"):
        return "above"  # "집 위를 나는 새" stands on no roof
    return places[place] if place else None


def is_verb(word: str) -> bool:
    """Whether a Korean word of place is a verb, such as "앉은"."""
    return word in _relations()[1]


def place_behind(word: Word) -> str | None:
    """The relation in the particles of a Korean noun: "말위에"."""
    places, _ = _relations()
    found = re.search("|".join(places), word.tail)
    return relation_of(word.tail[found.start() :]) if found else None


@cache
def _relations() -> tuple[dict[str, str], dict[str, str]]:
    """Korean words of place and verbs with the relations they stand for; longest places first."""
    places = {place: name for name, (_, nouns, _) in RELATIONS.items() for place in _split(nouns)}
    verbs = {verb: name for name, (*_, verbs) in RELATIONS.items() for verb in _split(verbs)}
    return dict(sorted(places.items(), key=lambda item: -len(item[0]))), verbs


def _quiet(token: str) -> bool:
    return token in PARTS or any(token[:cut] in QUIET and _particles(token[cut:]) for cut in range(len(token), 0, -1))


def _counted(tokens: list[str], i: int) -> tuple[list[Word], int]:
    """A number, with or without a counter behind it."""
    _, korean = vocabulary()
    token = tokens[i]
    if number_of(token) is None:
        return [], 1
    meanings: Meanings = (("number", token),)
    if i + 1 < len(tokens):
        after_noun = i > 0 and any(kind == "subject" for kind, _ in korean.get(tokens[i - 1], ()))
        counters = (*COUNTERS, "사람") if after_noun else COUNTERS  # "남자 두 사람", but "두 사람" are persons
        if any(tokens[i + 1].startswith(c) and _particles(tokens[i + 1][len(c) :]) for c in counters):
            return [Word(f"{token} {tokens[i + 1]}", meanings, counts_back=True)], 2
    return [Word(token, meanings, counts_back=not token.isascii() and token not in DETERMINERS)], 1


def _korean(tokens: list[str], i: int) -> tuple[list[Word], int]:
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
                    return [Word(" ".join(several).removesuffix(tail), korean[phrase], tail)], n
    found, used = _counted(tokens, i)
    return (found, used) if found else (_compound(tokens[i]), 1)


def _compound(token: str) -> list[Word]:
    """Nouns and counts run together, with particles between or behind; nothing if anything else is left over."""
    _, korean = vocabulary()
    for cut in range(len(token), 0, -1):
        head, rest = token[:cut], token[cut:]
        if head not in korean:
            continue
        if _particles(rest) and not (rest and head in DETERMINERS):
            text = head + "들" if rest.startswith("들") else head
            return [Word(text, korean[head], rest, korean[head][:1] == (("number", head),))]
        for joiner in (*JOINERS, ""):
            more = _compound(rest[len(joiner) :]) if rest.startswith(joiner) else []
            # Two nouns of one letter make other words: 양말 (socks) is no sheep and no horse.
            if more and (joiner or cut > 1 or len(more[0].text) > 1):
                return [Word(head, korean[head], joiner), *more]
    return _number_in(token)


def _number_in(token: str) -> list[Word]:
    """A number and its counter written together, at the beginning of a token."""
    for number, counter in product(_KOREAN_NUMBERS, COUNTERS):
        if token.startswith(number + counter):
            text, rest = number + counter, token[len(number + counter) :]
            word = Word(text, (("number", number),), counts_back=True)
            if _particles(rest):
                return [word]
            if more := _compound(rest):
                return [word, *more]
    return []


def _particles(rest: str) -> bool:
    return re.fullmatch(f"(?:{'|'.join(PARTICLES)})*", rest) is not None


def number_of(word: str) -> int | None:
    """The number a word stands for: digits or a number word."""
    if word.isascii() and word.isdecimal():
        return int(word) if len(word) < 4 else None
    return NUMBERS.get(word)
