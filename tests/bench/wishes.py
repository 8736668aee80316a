"""Random wishes, and their words: what a picture is asked to show, said in English or Korean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from helpers.practice.brief import PEOPLE
from helpers.practice.painter import scenes, styles, subjects
from helpers.practice.painter.light import TIMES, WEATHERS
from helpers.practice.words import COLOURS

COUNTS = ((1, 0.62), (2, 0.2), (3, 0.12), (4, 0.03), (5, 0.03))
SEVERAL = ((1, 0.6), (2, 0.3), (3, 0.1))  # kinds of subject
MOST = 5  # figures in a picture
ASKED = {"colour": 0.5, "scene": 0.8, "time": 0.5, "weather": 0.4, "style": 0.6}  # how often
NO_WEATHER = frozenset({"space", "underwater", "room"})  # cannot be seen there
NO_TIME = frozenset({"space", "underwater"})

NUMBER = {1: ("a", ""), 2: ("two", "둘"), 3: ("three", "셋"), 4: ("four", "넷"), 5: ("five", "다섯")}
PEOPLE_NUMBER = {1: "", 2: "두 명", 3: "세 명", 4: "네 명", 5: "다섯 명"}
PLURALS = {
    **{"person": "people", "child": "children", "man": "men", "woman": "women", "mouse": "mice"},
    **{"sheep": "sheep", "deer": "deer", "fish": "fish", "goldfish": "goldfish", "clownfish": "clownfish"},
    **{"cactus": "cacti", "snowman": "snowmen"},
}
WEATHER_KO = {
    "clear": "맑은",
    "cloudy": "흐린",
    "rain": "비 오는",
    "snow": "눈 오는",
    "fog": "안개 낀",
    "storm": "폭풍 치는",
}
WEATHER_EN = {"rain": "rainy", "snow": "snowy", "fog": "foggy", "storm": "stormy"}
BARE = frozenset({"underwater", "space"})  # English places without an article


@dataclass(frozen=True, slots=True)
class Thing:
    """One kind of subject that is to be seen."""

    subject: str
    count: int
    colour: str | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a picture is to show; None where nothing is asked."""

    things: tuple[Thing, ...]
    scene: str | None
    time: str | None
    weather: str | None
    style: str | None


def wish(rng: np.random.Generator) -> Wish:
    """A wish by chance, from everything the painter knows."""
    names = list(rng.choice(sorted(subjects.load()), _chosen(rng, SEVERAL), replace=False))
    room, things = MOST, []
    for left, name in zip(reversed(range(len(names))), names, strict=True):
        count = min(_chosen(rng, COUNTS), room - left)
        room -= count
        things.append(Thing(str(name), count, _maybe(rng, "colour", COLOURS)))
    scene = _maybe(rng, "scene", scenes.load())
    time = _maybe(rng, "time", TIMES)
    weather = _maybe(rng, "weather", WEATHERS)
    # A place that is not named may turn out to be one where neither is seen: so both are asked with a place alone.
    hidden = scene is None
    return Wish(
        tuple(things),
        scene,
        None if hidden or scene in NO_TIME else time,
        None if hidden or scene in NO_WEATHER else weather,
        _maybe(rng, "style", styles.load()),
    )


def _chosen(rng: np.random.Generator, table: tuple[tuple[int, float], ...]) -> int:
    values, shares = zip(*table, strict=True)
    return int(rng.choice(values, p=shares))


def _maybe(rng: np.random.Generator, what: str, among: dict[str, object]) -> str | None:
    return str(rng.choice(sorted(among))) if rng.random() < ASKED[what] else None


def english(wish: Wish, rng: np.random.Generator) -> str:
    """The wish in English, in one of two ways to say it."""
    who = " and ".join(_thing(t) for t in wish.things)
    place = wish.scene and scenes.load()[wish.scene].en[0]
    style = wish.style and styles.load()[wish.style].en[0]
    if rng.random() < 0.5:
        return ", ".join(part for part in (who, place, wish.time, wish.weather, style) if part)
    weather = f"{WEATHER_EN.get(wish.weather, wish.weather)} " if wish.weather else ""
    told = who
    if place:
        article = "" if wish.scene in BARE else f"{_article(weather + place)} "
        told += " " if place == "underwater" else f" in {article}"
        told += weather + place
    told += f" at {wish.time}" if wish.time and wish.time != "day" else " by day" if wish.time else ""
    return told + (f", in {style} style" if style else "")


def _thing(thing: Thing) -> str:
    noun = subjects.load()[thing.subject].en[0]
    words = f"{thing.colour} {noun if thing.count == 1 else plural(noun)}" if thing.colour else ""
    words = words or (noun if thing.count == 1 else plural(noun))
    return f"{_article(words) if thing.count == 1 else NUMBER[thing.count][0]} {words}"


def _article(words: str) -> str:
    return "an" if words[0] in "aeiou" else "a"


def plural(noun: str) -> str:
    """The plural of an English noun."""
    if noun in PLURALS:
        return PLURALS[noun]
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def korean(wish: Wish, rng: np.random.Generator) -> str:
    """The wish in Korean, in one of two ways to say it."""
    told = [_thing_korean(t) for t in wish.things]
    joined = [words + ("과 " if _closed(words) else "와 ") for words in told[:-1]]
    who = "".join(joined) + told[-1]
    place = wish.scene and scenes.load()[wish.scene].ko[0]
    time = wish.time and TIMES[wish.time][1][0]
    weather = wish.weather and WEATHER_KO[wish.weather]
    style = wish.style and styles.load()[wish.style].ko[0]
    if rng.random() < 0.5:
        return ", ".join(part for part in (place, time, weather, who, style) if part)
    setting = [weather] if weather else []
    setting += [f"{time}의"] if time else []
    setting += [f"{place}에 있는"] if place else []
    return " ".join([*setting, who]) + (f", {style}" if style else "")


def _thing_korean(thing: Thing) -> str:
    colour = f"{COLOURS[thing.colour][2].split(', ')[0]} " if thing.colour else ""
    number = (PEOPLE_NUMBER if thing.subject in PEOPLE else {n: ko for n, (_, ko) in NUMBER.items()})[thing.count]
    return f"{colour}{subjects.load()[thing.subject].ko[0]}{' ' if number else ''}{number}"


def _closed(words: str) -> bool:
    """Whether a Korean word ends in a consonant."""
    return (ord(words[-1]) - ord("가")) % 28 != 0
