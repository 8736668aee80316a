"""Which of the figures that a picture is known to show are meant by words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from helpers.practice.brief import PEOPLE, Brief, Wanted
from helpers.practice.painter.registry import words as parted
from helpers.practice.shown import Known, Shown

Likes = Callable[[Shown, str], bool]  # whether a figure is seen in a colour

_MEN, _WOMEN = "man boy king wizard", "woman girl queen witch"
_BIRDS = "bird chicken duck flamingo owl penguin rooster swan"
_FISH = "fish clownfish goldfish shark"
_INSECTS = "bee butterfly ladybird"
_BEASTS = """bear camel cat cow crab deer dinosaur dog dolphin dragon elephant fox frog giraffe horse koala lion monkey
mouse octopus panda pig polar_bear rabbit sheep snail squirrel tiger turtle unicorn whale"""
_TREES = "tree apple_tree autumn_tree blossom_tree christmas_tree palm_tree pine"
_FLOWERS = "flower daisy rose sunflower tulip"
# Words for many kinds at once, and the names of those kinds.
FAMILIES: tuple[tuple[str, str], ...] = (
    (
        "animal, animals, beast, beasts, creature, creatures, 동물, 동물들, 짐승, 짐승들",
        f"{_BEASTS} {_BIRDS} {_FISH} {_INSECTS}",
    ),
    ("pet, pets, 반려동물, 애완동물", "cat dog rabbit mouse goldfish turtle bird"),
    ("insect, insects, bug, bugs, 곤충, 벌레", f"{_INSECTS} snail"),
    ("vehicle, vehicles, 탈것, 차량", "car bus train bicycle airplane helicopter balloon rocket sailboat ufo"),
    ("aircraft, 비행체", "airplane helicopter balloon rocket ufo"),
    ("building, buildings, 건물, 건물들, 건축물", "house hanok castle lighthouse windmill"),
    ("plant, plants, 식물, 식물들", f"{_TREES} {_FLOWERS} cactus mushroom"),
    ("food, 음식", "apple cake ice_cream"),
    ("furniture, 가구", "chair table clock"),
    (
        "family, families, parents, grandparents, couple, couples, 가족, 식구, 부모, 부모님, 부부, 커플, 연인",
        " ".join(PEOPLE),
    ),
)
# Kinds that are others, too, where nothing has the very name: a rose is a flower, and a person may be a man.
WIDER: dict[str, str] = {
    "person": " ".join(PEOPLE),
    "man": f"{_MEN} person",
    "woman": f"{_WOMEN} person",
    "child": "boy girl",
    "boy": "child",
    "girl": "child",
    "bird": _BIRDS,
    "fish": _FISH,
    "tree": _TREES,
    "flower": _FLOWERS,
    "house": "hanok",
    "bear": "polar_bear panda",
    "chicken": "rooster",
}


def meant(known: Sequence[Shown], brief: Brief, words: str, likes: Likes) -> list[Shown] | None:
    """The figures that words name, of those known; none if it is not there, None if they name no kind of thing.

    brief: what the words are read as; likes: tells whether a figure is seen in a colour.
    """
    tokens = re.findall(r"[a-z]+|[가-힣]+", words.lower())
    for names, kinds in FAMILIES if PEOPLE.issuperset(wanted.subject for wanted in brief.subjects) else ():
        if any(said(token, name) for token in tokens for name in parted(names)):
            return [figure for figure in known if figure.subject in _kinds(kinds)]
    if not brief.subjects:
        return None
    out: list[Shown] = []
    for wanted in brief.subjects:
        found = _those(known, wanted, likes)
        if not found:
            return []
        out += [figure for figure in found if figure not in out]
    return out


def _those(known: Sequence[Shown], wanted: Wanted, likes: Likes) -> list[Shown]:
    """All of a kind and colour where several are wanted, else the largest of them; none of a wider kind if some are."""
    kinds = [wanted.subject], _kinds(WIDER.get(wanted.subject, ""))
    alike = next((of for names in kinds if (of := [f for f in known if f.subject in names])), [])
    if wanted.colour is not None:
        own = [figure for figure in alike if figure.colour == wanted.colour]
        own = own or [figure for figure in alike if likes(figure, wanted.colour)]
        # The only one of its kind, in a colour of the painter's choice, may have any name in the learner's eyes.
        only = alike if len(alike) == 1 and alike[0].colour is None else []
        alike = own or only
    return alike if wanted.count > 1 else alike[:1]


def said(token: str, noun: str) -> bool:
    """Whether a word of a sentence is a noun: as it stands, or in Korean with a particle."""
    if noun.isascii():
        return token == noun
    return re.fullmatch(re.escape(noun) + "(은|는|이|가|을|를|의|만|도|에|에서|과|와|으로|로)?", token) is not None


def listed(known: Known) -> str:
    """The figures in words: "white cat, dog (2)"."""
    names = [figure.subject if figure.colour is None else f"{figure.colour} {figure.subject}" for figure in known or ()]
    counted = {name: names.count(name) for name in names}
    return ", ".join(name if count == 1 else f"{name} ({count})" for name, count in counted.items())


def _kinds(names: str) -> set[str]:
    return {name.replace("_", " ") for name in names.split()}
