"""From a prompt to a brief: what its words ask the painter for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from helpers.practice.reading import Kind, Word, number_of, vocabulary, words
from helpers.practice.words import IRREGULAR_PLURALS, JOINERS, QUIET, WEATHER_VERBS

MOST_FIGURES = 5  # of one subject, and in one picture
_PEOPLE = "person woman man girl boy child king queen wizard witch astronaut"
PEOPLE = frozenset(_PEOPLE.split())  # wear clothes


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


def read(prompt: str) -> Brief:
    """Understand a prompt as far as the painter can. Never fails: what it doesn't know stands in `ignored`."""
    draft = _Draft()
    for word in words(prompt):
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
        self.colour: Word | None = None  # likewise
        self.clothes: Word | None = None  # of that colour
        self.unsure = False  # an unknown word follows the colour: "a white fluffy cat" or "a red scarf"?
        self.previous: Word | None = None  # if nothing stands between

    def take(self, word: Word) -> None:
        if word.pause:
            self._settle_colour()
            self.number = None
        previous, self.previous = self.previous, word
        if word.kind == "link":
            self._link(word)
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
            self._unknown(word, previous)
        elif self._herd(word, previous):
            self._count(replace(word, counts_back=True), 3, previous)
        else:
            for kind, name in word.meanings:
                if kind == "number":
                    self.number = number_of(name)
                elif kind == "subject":
                    self._subject(word, name)
                else:
                    self._set(word, kind, name)

    def brief(self) -> Brief:
        self._settle_colour()
        understood = tuple((text, meaning) for _, text, meaning in sorted(self.understood, key=lambda u: u[0]))
        ignored = tuple(dict.fromkeys(text for _, text in sorted(self.ignored, key=lambda i: i[0])))
        return Brief(tuple(self.wanted), **self.setting, understood=understood, ignored=ignored)

    def _link(self, word: Word) -> None:
        self.previous = None
        if word.text in ("a", "an"):
            self.number = None  # "page 2 and a cat"
        if self.unsure or word.text not in ("and", "or"):
            self._settle_colour()

    def _unknown(self, word: Word, previous: Word | None) -> None:
        if word.text in WEATHER_VERBS and previous and previous.meanings[-1][0] in ("time", "weather", "season"):
            self.previous = previous
            return
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
        self.colour = self.clothes = None  # of "a blue sky" nobody wants to hear that "blue" was not known
        self.unsure = False
        if self.setting.setdefault(kind, name) == name:
            self._understand(word, kind, name)
        elif word.text not in QUIET and len(word.meanings) == 1:
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


def _attributive(word: str) -> bool:
    """Whether a Korean word may be an adjective before its noun: it ends in ㄴ, as 뚱뚱한 does and 모자를 does not."""
    return not "가" <= word[-1] <= "힣" or (ord(word[-1]) - ord("가")) % 28 == 4
