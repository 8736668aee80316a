"""Which known figures words mean, in English and Korean."""

import numpy as np
import pytest

from helpers.practice import brief as briefs
from helpers.practice.painter import subjects
from helpers.practice.retouch import naming
from helpers.practice.retouch.cutout import look
from helpers.practice.retouch.errors import NothingFound
from helpers.practice.retouch.find import find
from helpers.practice.shown import Shown

RED, GREY, WHITE = (0.84, 0.19, 0.19), (0.55, 0.55, 0.58), (0.95, 0.95, 0.93)
# A picture of flat figures, side by side on green: subject, the colour that was wished, the colour that is seen.
STANDING = [
    ("cat", "white", WHITE),
    ("cat", "black", (0.1, 0.1, 0.12)),
    ("dog", None, GREY),
    ("rose", None, RED),
    ("girl", None, (0.9, 0.6, 0.3)),
    ("car", "red", RED),
]
WIDE = 32


def stripe(i):
    mask = np.zeros((48, WIDE * len(STANDING)), np.float32)
    mask[10:40, i * WIDE + 4 : i * WIDE + 28 - i] = 1  # the first ones are the largest
    return mask


@pytest.fixture(scope="module")
def picture():
    out = np.full((48, WIDE * len(STANDING), 3), (0.35, 0.6, 0.25), np.float32)
    for i, (_, _, colour) in enumerate(STANDING):
        out[stripe(i) > 0] = colour
    return out


@pytest.fixture(scope="module")
def seen(picture):
    shown = tuple(Shown(name, wish, stripe(i), stripe(i)) for i, (name, wish, _) in enumerate(STANDING))
    return look(picture, shown)


def found(picture, words, seen):
    mask = find(picture, words, seen)
    return [i for i in range(len(STANDING)) if mask[20, i * WIDE + 12] > 0.5]


@pytest.mark.parametrize(
    ("words", "which"),
    [
        ("the dog", [2]),
        ("강아지를", [2]),
        ("puppy", [2]),
        ("the white cat", [0]),
        ("검은 고양이", [1]),
        ("a cat", [0]),
        ("cats", [0, 1]),
        ("고양이들", [0, 1]),
        ("two cats", [0, 1]),
        ("고양이 두 마리", [0, 1]),
        ("the white cat and the dog", [0, 2]),
        ("animals", [0, 1, 2]),
        ("동물을", [0, 1, 2]),
        ("the flower", [3]),
        ("꽃", [3]),
        ("people", [4]),
        ("사람", [4]),
        ("vehicle", [5]),
        ("the grey dog", [2]),
        ("a brown dog", [2]),  # its colour was nobody's wish, and there is one dog alone
        ("the subject", [0, 1, 2, 3, 4, 5]),
        ("피사체", [0, 1, 2, 3, 4, 5]),
        ("the white one", [0]),
        ("하얀 것", [0]),
    ],
)
def test_words_mean_figures(picture, seen, words, which):
    assert found(picture, words, seen) == which


@pytest.mark.parametrize(
    "words", ["the fox", "여우", "a blue car", "a green cat", "the fish", "the cat and the fox", "boat"]
)
def test_what_is_not_there_is_refused_and_what_is_there_is_told(picture, seen, words):
    with pytest.raises(NothingFound, match=r"was not found.*it shows: white cat, black cat, dog, rose, girl, red car"):
        find(picture, words, seen)


def test_where_nobody_is_there_is_nothing_to_cut_out(picture):
    with pytest.raises(NothingFound, match="nothing stands out"):
        find(picture, "the cat", look(picture, ()))


def test_background_is_all_but_the_known(picture, seen):
    background = find(picture, "배경", seen)
    assert background[20, 12] < 0.05
    assert background[4].min() > 0.95


def test_families_are_of_the_painters_subjects():
    kinds = set()
    for names in (*(names for _, names in naming.FAMILIES), *naming.WIDER.values()):
        kinds |= {name.replace("_", " ") for name in names.split()}
    assert kinds | set(naming.WIDER) <= set(subjects.load())


def test_as_many_as_there_are_are_listed():
    one = Shown("cat", None, np.zeros((1, 1), np.float32), np.zeros((1, 1), np.float32))
    assert naming.listed((one, one, one)) == "cat (3)"
    assert naming.listed(()) == ""


def test_no_kind_of_thing_is_none_of_them():
    assert naming.meant((), briefs.read("xylophone"), "xylophone", lambda figure, colour: False) is None
