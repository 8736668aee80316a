"""From a prompt to a brief, in English and Korean. The words here are those the painter is sure to know."""

import pytest

from helpers.practice.brief import Brief, read, without


def subjects(prompt):
    return [(w.subject, w.count, w.colour) for w in read(prompt).subjects]


WANTED = [
    # plurals and counts
    ("a cat", [("cat", 1, None)]),
    ("cats", [("cat", 2, None)]),
    ("foxes", [("fox", 2, None)]),
    ("puppies", [("dog", 2, None)]),
    ("two cats", [("cat", 2, None)]),
    ("three dogs and a castle", [("dog", 3, None), ("castle", 1, None)]),
    ("3 cats", [("cat", 3, None)]),
    ("a pair of foxes", [("fox", 2, None)]),
    ("people", [("person", 2, None)]),
    ("the cat's castle", [("cat", 1, None), ("castle", 1, None)]),
    # synonyms
    ("a kitten", [("cat", 1, None)]),
    ("a puppy", [("dog", 1, None)]),
    ("an automobile", [("car", 1, None)]),
    # several
    ("A dog, a cat and a fox", [("dog", 1, None), ("cat", 1, None), ("fox", 1, None)]),
    # colours, before and after
    ("a red car", [("car", 1, "red")]),
    ("a crimson car", [("car", 1, "red")]),
    ("two white cats", [("cat", 2, "white")]),
    ("a white cat, a black dog", [("cat", 1, "white"), ("dog", 1, "black")]),
    ("a car in red", [("car", 1, "red")]),
    ("a cat and a dog in blue", [("cat", 1, None), ("dog", 1, "blue")]),
    # Korean: particles
    ("고양이", [("cat", 1, None)]),
    ("고양이가", [("cat", 1, None)]),
    ("고양이와 강아지", [("cat", 1, None), ("dog", 1, None)]),
    ("자동차를 탄 사람", [("car", 1, None), ("person", 1, None)]),
    ("고양이들", [("cat", 2, None)]),
    # counts before and after the noun
    ("고양이 두 마리", [("cat", 2, None)]),
    ("두 마리 고양이", [("cat", 2, None)]),
    ("고양이 3마리", [("cat", 3, None)]),
    ("사람 다섯 명", [("person", 5, None)]),
    ("5명의 사람", [("person", 5, None)]),
    ("자동차 세 대", [("car", 3, None)]),
    ("여우와 고양이 두 마리", [("fox", 1, None), ("cat", 2, None)]),
    # colours
    ("빨간 고양이", [("cat", 1, "red")]),
    ("빨간 자동차와 하얀 강아지", [("car", 1, "red"), ("dog", 1, "white")]),
]


@pytest.mark.parametrize(("prompt", "expected"), WANTED, ids=[row[0] for row in WANTED])
def test_subjects(prompt, expected):
    assert subjects(prompt) == expected


SETTINGS = [
    ("a cat in a meadow", "scene", "meadow"),
    ("mountains", "scene", "mountains"),
    ("a dog at the beach", "scene", "beach"),
    ("deep in the woods", "scene", "forest"),
    ("a car in the city at night", "scene", "city"),
    ("a car in the city at night", "time", "night"),
    ("a castle at sunset", "time", "sunset"),
    ("a fox in the snow", "weather", "snow"),
    ("초원의 고양이", "scene", "meadow"),
    ("산에서", "scene", "mountains"),
    ("해변에 있는 사람", "scene", "beach"),
    ("숲속의 여우", "scene", "forest"),
    ("도시의 밤", "scene", "city"),
    ("도시의 밤", "time", "night"),
    ("노을 속의 성", "time", "sunset"),
    ("눈 오는 숲", "weather", "snow"),
]


@pytest.mark.parametrize(("prompt", "kind", "meaning"), SETTINGS, ids=[f"{row[0]}-{row[1]}" for row in SETTINGS])
def test_settings(prompt, kind, meaning):
    assert getattr(read(prompt), kind) == meaning


def test_a_subject_and_where_it_is_are_two_things():
    found = read("눈 오는 밤의 성")
    assert ([w.subject for w in found.subjects], found.time, found.weather) == (["castle"], "night", "snow")


def test_the_longest_phrase_counts():
    """ "red fox" is an animal, and no fox painted red; "polar bear" is no bear."""
    assert subjects("a red fox") == [("fox", 1, None)]
    assert [w.subject for w in read("a polar bear").subjects] == ["polar bear"]
    assert [w.subject for w in read("an apple tree").subjects] == ["apple tree"]


def test_capitals_and_punctuation_do_not_matter():
    assert read("A CAT!!! (at Night)") == read("a cat at night")


@pytest.mark.parametrize(
    ("prompt", "ignored"),
    [
        ("a flurbl cat", ("flurbl",)),
        ("flurbl, flurbl and a wibble", ("flurbl", "wibble")),
        ("뷁뷁이와 고양이", ("뷁뷁이와",)),
        ("a cat", ()),
        ("a very beautiful, highly detailed picture of a cat", ()),
        ("귀여운 고양이 그림", ()),
        ("un gato", ("un", "gato")),
        ("猫と犬", ("猫と犬",)),
    ],
)
def test_words_it_does_not_know_are_told_once(prompt, ignored):
    assert read(prompt).ignored == ignored


def test_a_second_scene_changes_nothing_and_is_told():
    found = read("a cat at the beach in the city")
    assert found.scene == "beach"
    assert "city" in " ".join(found.ignored)


def test_what_was_understood_is_told_in_order():
    told = read("two white cats on a beach at night").understood
    assert [meaning for _, meaning in told] == ["colour: white", "subject: cat", "scene: beach", "time: night"]


def test_no_more_than_five_figures():
    assert sum(w.count for w in read("five cats, five dogs and a fox").subjects) == 5
    assert subjects("100 cats")[0][1] <= 5


@pytest.mark.parametrize(
    "prompt",
    ["", " ", "!!!", "\n", "🦊🔥", "\0", "\ud800", "a" * 10_000, "가" * 10_000, "cat " * 2_500, "'s ’s -- __ ,,,"],
)
def test_nothing_makes_it_fail(prompt):
    assert isinstance(read(prompt), Brief)


def test_nothing_is_empty():
    assert read("").empty
    assert not read("at night").empty


# ---- the negative prompt


def left(prompt, negative):
    return without(read(prompt), read(negative))


def test_what_a_negative_prompt_names_is_gone():
    found = left("a cat and a dog on the beach at sunset in the snow", "dog, sunset, beach, snow")
    assert [w.subject for w in found.subjects] == ["cat"]
    assert (found.scene, found.time, found.weather) == (None, None, None)


def test_what_it_does_not_name_stays():
    found = left("a cat on the beach at sunset", "dog, city, night")
    assert ([w.subject for w in found.subjects], found.scene, found.time) == (["cat"], "beach", "sunset")


def test_across_languages():
    assert left("고양이와 강아지", "dogs").subjects == read("고양이").subjects


def test_an_unwanted_colour_does_not_take_the_subject():
    assert [w.subject for w in left("a white cat", "black cat").subjects] == ["cat"]
