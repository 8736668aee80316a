"""From a prompt to a brief: what its words ask the painter for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from helpers.practice.reading import Kind, Word, is_verb, number_of, place_behind, quiet, vocabulary, words
from helpers.practice.words import IRREGULAR_PLURALS, JOINERS, QUIET, TONES, WEATHER_VERBS

MOST_FIGURES = 5  # of one subject, and in one picture
SETTINGS = ("scene", "time", "weather", "season", "style", "mood")
YIELDING = frozenset({"photo"})  # said of any picture: another style beside it is the one that is meant
_PEOPLE = "person woman man girl boy child king queen wizard witch astronaut"
PEOPLE = frozenset(_PEOPLE.split())  # wear clothes


@dataclass(frozen=True, slots=True)
class Wanted:
    """One subject the prompt asks for."""

    subject: str
    count: int = 1
    colour: str | None = None
    weight: float = 1.0  # how large beside the others; 1 where the prompt gives no weights


@dataclass(frozen=True, slots=True)
class Relation:
    """How one of the wanted stands to another: "a cat (which) on (name) a horse (other)"."""

    which: int  # its place in `Brief.subjects`
    name: str  # one of `words.RELATIONS`
    other: int


@dataclass(frozen=True, slots=True)
class Brief:
    """What a prompt asks the painter for; None where it says nothing."""

    subjects: tuple[Wanted, ...] = ()
    relations: tuple[Relation, ...] = ()  # at most one for each `which` (or two "between"), and never in a circle
    scene: str | None = None
    time: str | None = None
    weather: str | None = None
    season: str | None = None
    style: str | None = None
    mood: str | None = None
    style_weight: float = 1.0  # how strongly it is applied
    mood_weight: float = 1.0
    understood: tuple[tuple[str, str], ...] = ()  # (words of the prompt, what they were taken for), in order
    ignored: tuple[str, ...] = ()  # words that changed nothing

    @property
    def empty(self) -> bool:
        return not (self.subjects or any(getattr(self, kind) for kind in SETTINGS))


def read(prompt: str) -> Brief:
    """Understand a prompt as far as the painter can. Never fails: what it doesn't know stands in `ignored`."""
    return read_weighted([(prompt, 1.0)])


def read_weighted(parts: Sequence[tuple[str, float]]) -> Brief:
    """Understand several texts at once, each with its weight (above 0); between two scenes the heavier one wins."""
    draft = _Draft()
    for word in words(parts):
        draft.take(word)
    return draft.brief()


@dataclass(slots=True)
class _Pending:
    """A relation that waits for the other one ("a cat on a ..."), or for the one it is said of ("말 위의 ...")."""

    word: Word
    name: str
    which: tuple[int, ...] = ()
    other: int | None = None
    second: int | None = None  # of "between": "개와 말 사이의 ..."


@dataclass(slots=True)
class _Run:
    """The subjects named in one breath: "a cat, a dog and a fox", "고양이와 강아지"."""

    members: list[int] = field(default_factory=list)
    joint: str = ""  # what stands behind the last one: "", ",", "and"
    last_joint: str = ""  # what stands before the last one
    closed: bool = False  # of "a cat on a horse and a dog" the dog is not on the horse's side

    def add(self, index: int) -> None:
        joint = "" if self.closed else self.joint
        self.members = [*self.members, index] if joint else [index]
        self.last_joint, self.joint, self.closed = joint, "", False

    def meant(self) -> tuple[int, ...]:
        """Those of whom the next relation is said: of "a cat, a dog" the dog, of "a cat and a dog" both."""
        return tuple(self.members if self.last_joint == "and" else self.members[-1:])


class _Draft:
    """A brief being put together, one word or phrase after the other."""

    def __init__(self) -> None:
        self.wanted: list[Wanted] = []
        self.setting: dict[str, Word] = {}  # words for scene, time, weather, season, style, mood
        self.name_of: dict[str, str] = {}  # and what they mean
        self.relations: list[Relation] = []
        self.pending: _Pending | None = None
        self.run = _Run()
        self.topic: tuple[int, ...] = ()  # of a Korean sentence: "고양이가"
        self.tone: Word | None = None  # a mood, unless a colour follows
        self.understood: list[tuple[int, str, str]] = []
        self.ignored: list[tuple[int, str]] = []
        self.number: int | None = None  # said, and waiting for its subject
        self.colour: Word | None = None  # likewise
        self.clothes: Word | None = None  # of that colour
        self.unsure = False  # an unknown word follows the colour: "a white fluffy cat" or "a red scarf"?
        self.previous: Word | None = None  # if nothing stands between

    def take(self, word: Word) -> None:
        self._settle_tone(word)
        if word.pause:
            self._settle_colour()
            self.number = None
            self.run.joint = self.run.joint or ","
            if self.pending and self.pending.other is None:
                self._forget()
        previous, self.previous = self.previous, word
        if word.kind == "link":
            self._link(word)
        elif self._weather_verb(word, previous):
            self.previous = previous
        elif word.kind == "relation":
            self._relate(word, word.meanings[0][1], previous)
        elif word.kind == "number" and len(word.meanings) == 1:
            self._count(word, number_of(word.meanings[0][1]) or 1, previous)
        elif word.kind == "colour":
            self._drop_colour()  # "black and white": only one of them can be had
            self.colour = word
        elif word.kind == "clothes" and self.colour:
            self.clothes = word
            if word.text.isascii() and self.wanted:  # "a woman in a red dress", but "빨간 옷을 입은 여자"
                self.unsure = False
                self._settle_colour()
        elif word.kind in (None, "clothes"):
            self._unknown(word)
        elif self._herd(word, previous):
            self._count(replace(word, counts_back=True), 3, previous)
        elif word.text in TONES:
            self.tone = word
        else:
            for kind, name in word.meanings:
                if kind == "number":
                    self.number = number_of(name)
                elif kind == "subject":
                    self._subject(word, name)
                else:
                    self._set(word, kind, name)
        self._glued(word)

    def brief(self) -> Brief:
        self._settle_tone(None)
        self._settle_colour()
        self._settle_relation()
        understood = tuple((text, meaning) for _, text, meaning in sorted(self.understood, key=lambda u: u[0]))
        ignored = tuple(dict.fromkeys(text for _, text in sorted(self.ignored, key=lambda i: i[0])))
        weights = {f"{kind}_weight": self.setting[kind].weight for kind in ("style", "mood") if kind in self.setting}
        return Brief(
            tuple(self.wanted),
            tuple(self.relations),
            **self.name_of,
            **weights,
            understood=understood,
            ignored=ignored,
        )

    # ---- who stands where

    def _relate(self, word: Word, name: str, previous: Word | None) -> None:
        """A word of place: English before the other one, Korean behind it."""
        if word.text.isascii():
            self.previous = None
            self._settle_colour()
            self._forget()
            self.pending = _Pending(word, name, self.run.meant())
            self.run = _Run()
            return
        here = self.run.members[-1:]
        if not (here and previous and previous.kind in ("subject", "number")):
            if name == "above" and self._lift():
                return
            if not quiet(word.text):
                self._ignore(word)
        elif _is_topic(previous) and _attributive(word.text) and name in ("riding", "on"):
            self._forget()
            self.pending = _Pending(word, name, self.run.meant())  # "여자가 탄 말": the other one comes behind
            self.topic = ()
        elif name in ("on", "above") and is_verb(word.text) and not previous.tail.startswith("에"):
            return  # "앉은 고양이" and "고양이 앉아" sit on nothing that is named
        else:
            self._place(word, name, here[0])

    def _place(self, word: Word, name: str, other: int) -> None:
        """A Korean word of place behind the other one: said of the topic, or of who is named next."""
        if self.pending and self.pending.which[-1:] == (other,):  # "말을 탄 여자와 자전거를 ...": not on the horse
            self.pending.which = self.pending.which[:-1]
        self._forget()
        pair = self.run.meant() if name == "between" else ()
        self.pending = _Pending(word, name, other=other, second=pair[-2] if len(pair) > 1 else None)
        if name == "between" and self.pending.second is None:
            self._double(other)
        if self.topic and other not in self.topic and not word.text.endswith("의"):
            self._resolve(self.topic)
        self.run = _Run([other])

    def _double(self, index: int) -> None:
        """ "나무 사이의 집" stands between two of them, though Korean need not say so."""
        if self.wanted[index].count == 1 and sum(w.count for w in self.wanted) < MOST_FIGURES:
            self.wanted[index] = replace(self.wanted[index], count=2)

    def _glued(self, word: Word) -> None:
        """Particles of a noun may be words of place ("말위에") or make it the topic ("고양이가")."""
        if word.text.isascii() or word.kind not in ("subject", "number"):
            return
        place = place_behind(word) if word.kind == "subject" and self.run.members else None
        if place:
            self._place(replace(word, text=word.tail), place, self.run.members[-1])
        elif _is_topic(word):
            self.topic = self.run.meant()
        if _is_joined(word):
            self.run.joint = "and"

    def _lift(self) -> bool:
        """ "집 위에 떠 있는 새" stands on no roof. Whether there was anything to lift."""
        if self.pending and self.pending.name in ("on", "above") and self.pending.other is not None:
            self.pending.name = "above"
            return True
        if self.relations and self.relations[-1].name in ("on", "above"):
            last = self.relations[-1]
            self.relations[-1] = replace(last, name="above")
            before, after = told(last, self.wanted), told(self.relations[-1], self.wanted)
            self.understood = [
                (at, text, after if meaning == before else meaning) for at, text, meaning in self.understood
            ]
            return True
        return False

    def _named(self, word: Word, index: int) -> None:
        """A subject is named that a relation may wait for."""
        joined = self.run.joint == "and"
        closed = self.run.closed
        self.run.add(index)
        waiting = self.pending
        if waiting is None:
            if joined and closed:
                self._second(word, index)
            return
        if waiting.other is None:
            waiting.other = index
            self.topic = ()
            if waiting.which:
                self._resolve(waiting.which)
                self.run.closed = True
        elif waiting.which and not joined:
            self._resolve(waiting.which)
        else:
            waiting.which = (*waiting.which, index)
            if not joined and not _is_joined(word):
                self._resolve(waiting.which)

    def _second(self, word: Word, index: int) -> None:
        """The other end of a "between": "a cat between a dog and a horse"."""
        last = self.relations[-1] if self.relations else None
        if last is None or last.name != "between" or index in self._carriers(last.which):
            return
        if self.wanted[last.other].count == 1:
            relation = replace(last, other=index)
            self.relations.append(relation)
            self.understood.append((word.at, word.text, told(relation, self.wanted)))

    def _resolve(self, which: tuple[int, ...]) -> None:
        """Everything of the pending relation is known."""
        pending, self.pending = self.pending, None
        if pending is None or pending.other is None:
            return
        done = False
        others = [other for other in (pending.second, pending.other) if other is not None]
        for index in which:
            carriers = set().union(*map(self._carriers, others))
            if index not in {r.which for r in self.relations} and index not in carriers:
                for other in others:
                    relation = Relation(index, pending.name, other)
                    self.relations.append(relation)
                    self.understood.append((pending.word.at, pending.word.text, told(relation, self.wanted)))
                done = True
        if not done and not quiet(pending.word.text):
            self._ignore(pending.word)

    def _carriers(self, index: int) -> set[int]:
        """A subject and those it stands to, directly or not."""
        found = {index}
        while more := {r.other for r in self.relations if r.which in found} - found:
            found |= more
        return found

    def _settle_relation(self) -> None:
        """At the end of the prompt: "고양이 말 위에" has neither topic nor anybody behind."""
        if self.pending and self.pending.other is not None:
            before = tuple(i for i in (self.pending.other - 1,) if i >= 0)
            self._resolve(self.pending.which or self.topic or before)
        self._forget()

    def _forget(self) -> None:
        if self.pending and self.pending.other is not None and self.pending.which:
            self._resolve(self.pending.which)
        elif self.pending and not quiet(self.pending.word.text):
            self._ignore(self.pending.word)
        self.pending = None

    # ---- everything else

    def _settle_tone(self, following: Word | None) -> None:
        """A mood that may have been a shade: "a dark blue car"."""
        tone, self.tone = self.tone, None
        if tone and not (following and following.kind == "colour" and not following.pause):
            self._set(tone, *tone.meanings[0])

    def _weather_verb(self, word: Word, previous: Word | None) -> bool:
        after = previous is not None and previous.kind and previous.meanings[-1][0] in ("time", "weather", "season")
        return bool(after and word.text in WEATHER_VERBS)

    def _link(self, word: Word) -> None:
        self.previous = None
        if word.text in ("a", "an"):
            self.number = None  # "page 2 and a cat"
        if word.text in ("and", "or", "with"):
            if self.pending and self.pending.other is None:
                self._forget()
            self.run.joint = "" if word.text == "with" else "and"
        if self.unsure or word.text not in ("and", "or"):
            self._settle_colour()

    def _unknown(self, word: Word) -> None:
        self.previous = None
        self._ignore(word)
        if self.colour and word.text.isascii():
            self.unsure = True
        elif self.colour and not self.clothes and not _attributive(word.text):
            self._drop_colour()  # "빨간 모자를"

    def _ignore(self, word: Word) -> None:
        self.ignored.append((word.at, word.text))

    def _understand(self, word: Word, kind: Kind, name: str) -> None:
        self.understood.append((word.at, word.text, f"{kind}: {name}"))

    def _set(self, word: Word, kind: Kind, name: str) -> None:
        if kind != "mood":  # "a white happy cat"
            self.colour = self.clothes = None  # of "a blue sky" nobody wants to hear that "blue" was not known
            self.unsure = False
        if kind == "scene" or (self.pending and self.pending.name == "inside"):
            if self.pending and self.pending.other is None:
                self._forget()  # "a cat on the beach", "a cat in autumn"
            self.run = _Run()
        before = self.setting.get(kind)
        yields = before is not None and self.name_of[kind] in YIELDING and name not in YIELDING
        if before is None or self.name_of[kind] == name:
            self.setting.setdefault(kind, word)
            self.name_of[kind] = name
            self._understand(word, kind, name)
        elif yields or (word.weight > before.weight and name not in YIELDING):
            outdone = f"{kind}: {self.name_of[kind]}"
            self.understood = [u for u in self.understood if u[2] != outdone]
            if not yields:
                self._ignore(before)
            self.setting[kind], self.name_of[kind] = word, name
            self._understand(word, kind, name)
        elif word.text not in QUIET and len(word.meanings) == 1 and name not in YIELDING:
            self._ignore(word)  # a second scene, style ...: there is but one in a picture

    def _count(self, word: Word, number: int, previous: Word | None) -> None:
        """Korean counts after the noun ("고양이 두 마리") unless that has an "and"; English before it."""
        joined = previous is None or previous.tail in JOINERS
        if word.counts_back and self.wanted and not joined and not word.pause and previous.kind == "subject":
            room = MOST_FIGURES - sum(w.count for w in self.wanted[:-1])
            others = len([kind for kind, _ in previous.meanings if kind == "subject"]) - 1  # of a family
            self.wanted[-1] = replace(self.wanted[-1], count=max(1, min(number - others, room)))
        else:
            self.number = number

    def _herd(self, word: Word, previous: Word | None) -> bool:
        """Whether "가족" is one of cats: "고양이 가족"."""
        beast = previous and previous.kind == "subject" and previous.meanings[0][1] not in PEOPLE
        family = len(word.meanings) > 1 and word.meanings[-1][0] == "subject"
        return bool(beast and family and not previous.tail and not word.pause)

    def _subject(self, word: Word, name: str) -> None:
        if self.clothes and name not in PEOPLE:
            self._drop_colour()
        hue = self.colour.meanings[0][1] if self.colour else None
        usual = _plural_count(word.text) if len(word.meanings) == 1 else 1
        count = min(self.number or usual, MOST_FIGURES - sum(w.count for w in self.wanted))
        again = next((i for i, w in enumerate(self.wanted) if w.subject == name and hue in (None, w.colour)), None)
        if again is not None and self._another(again):
            again = None
        if count > 0 and again is None:
            self.wanted.append(Wanted(name, count, hue, word.weight))
        if self.colour:
            self._understand(self.colour, "colour", hue or "")
        if count > 0:
            self._understand(word, "subject", name)
            self._named(word, len(self.wanted) - 1 if again is None else again)
        else:
            self._ignore(word)  # the picture is full
        self.number = self.colour = self.clothes = None
        self.unsure = False

    def _another(self, index: int) -> bool:
        """Whether a subject named again is a second one: "a turtle on a turtle"."""
        waiting = self.pending
        if waiting is None:
            return False
        return index in waiting.which if waiting.other is None else waiting.other == index

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
    kept = [i for i, w in enumerate(brief.subjects) if w.subject not in unwanted]
    place = {old: new for new, old in enumerate(kept)}
    subjects = tuple(brief.subjects[i] for i in kept)
    held = [r for r in brief.relations if r.which in place and r.other in place]
    relations = tuple(Relation(place[r.which], r.name, place[r.other]) for r in held)
    cleared = [
        kind
        for kind in SETTINGS
        if getattr(brief, kind) is not None and getattr(brief, kind) == getattr(negative, kind)
    ]
    gone = {f"{kind}: {getattr(brief, kind)}" for kind in cleared} | {f"subject: {name}" for name in unwanted}
    gone |= {f"colour: {w.colour}" for w in brief.subjects} - {f"colour: {w.colour}" for w in subjects}
    gone |= {told(r, brief.subjects) for r in brief.relations} - {told(r, brief.subjects) for r in held}
    understood = tuple(pair for pair in brief.understood if pair[1] not in gone)
    return replace(brief, subjects=subjects, relations=relations, understood=understood, **dict.fromkeys(cleared))


def told(relation: Relation, subjects: Sequence[Wanted]) -> str:
    """A relation in words: "relation: cat on horse"."""
    return f"relation: {subjects[relation.which].subject} {relation.name} {subjects[relation.other].subject}"


def _is_topic(word: Word) -> bool:
    """Whether a Korean noun or its count is the subject of the sentence: "고양이가", "고양이 두 마리가"."""
    end = word.text if word.kind == "number" else word.tail
    return re.search("(이|가|은|는|도)$", end) is not None and not _is_joined(word)


def _is_joined(word: Word) -> bool:
    """Whether a Korean noun or its count ends in an "and"."""
    end = word.text if word.kind == "number" else word.tail
    return re.search("(와|과|랑|이랑|하고)$", end) is not None


def _plural_count(text: str) -> int:
    """ "cats" alone are two of them."""
    last = text.split()[-1]
    english, _ = vocabulary()
    singulars = (last[:-1], last.removesuffix("es"), last.removesuffix("ies") + "y")
    known = last.endswith("s") and not last.endswith("ss") and any((s,) in english for s in singulars if s != last)
    regular = known or last.endswith("ves")
    return 2 if regular or last in IRREGULAR_PLURALS or text.endswith("들") else 1


def _attributive(word: str) -> bool:
    """Whether a Korean word may be an adjective before its noun: it ends in ㄴ, as 뚱뚱한 does and 모자를 does not."""
    return not "가" <= word[-1] <= "힣" or (ord(word[-1]) - ord("가")) % 28 == 4
