"""From a brief to figures in their places: relations hold in every painting of a plan, weights show."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from helpers.practice import composition as paintings
from helpers.practice import imagination
from helpers.practice.brief import Brief, read, read_weighted
from helpers.practice.grouping import shape, ties
from helpers.practice.imagination import Plan, compose, plan

COLUMNS = ROWS = 64
SEEDS = (1, 2)


def plan_of(prompt: str, seed: int = 1, negative: str = "") -> Plan:
    return plan(read(prompt), read(negative), np.random.default_rng(seed))


@cache
def paintings_of(prompt: str, seed: int = 1, count: int = 3, columns: int = COLUMNS):
    rng = np.random.default_rng(seed)
    return compose(plan(read(prompt), Brief(), rng), rng, columns, ROWS, count)


def box(figure):
    """What a figure covers, in cells: left, top, right, bottom."""
    its = shape(figure.subject, figure.colour, figure.seed)
    left = figure.x - figure.size / 2
    top = figure.y - figure.size * (0.5 if figure.on == "air" else 0.95)
    bottom = min(its.bottom, 1 - figure.cut)
    return (
        left + its.left * figure.size,
        top + its.top * figure.size,
        left + its.right * figure.size,
        top + bottom * figure.size,
    )


def pair(painting, which, other):
    by_name = {figure.subject: figure for figure in painting.figures}
    return by_name[which], by_name[other]


def every(prompt):
    return [painting for seed in SEEDS for painting in paintings_of(prompt, seed)]


def lap(a, b):
    """By how many cells two boxes overlap across."""
    return min(a[2], b[2]) - max(a[0], b[0])


@pytest.mark.parametrize(
    ("prompt", "which", "other"),
    [
        ("a cat on a horse", "cat", "horse"),
        ("집 지붕 위의 고양이", "cat", "house"),
        ("a bird on a tree", "bird", "tree"),
        ("책 위에 사과", "apple", "book"),
        ("a penguin on a whale", "penguin", "whale"),
    ],
)
def test_who_is_on_another_stands_on_its_top(prompt, which, other):
    for painting in every(prompt):
        upper, lower = pair(painting, which, other)
        above, below = box(upper), box(lower)
        roof = shape(lower.subject, lower.colour, lower.seed).roof
        heights = (roof - 0.95) * lower.size + lower.y
        foot = sum(shape(upper.subject, upper.colour, upper.seed).foot) / 2
        column = (upper.x - upper.size / 2 + foot * upper.size - (lower.x - lower.size / 2)) / lower.size * len(roof)
        under = heights[max(0, round(column) - 6) : round(column) + 7]
        assert np.nanmin(under) - 2 < above[3] < np.nanmax(under) + 2 + 0.08 * lower.size
        assert above[1] < below[1] + 0.2 * lower.size
        assert upper.on == "figure"


@pytest.mark.parametrize(("prompt", "mount"), [("말을 탄 여자", "horse"), ("a woman riding an elephant", "elephant")])
def test_a_rider_sits_and_is_painted_first(prompt, mount):
    for painting in every(prompt):
        rider, beast = pair(painting, "woman", mount)
        assert painting.figures.index(rider) < painting.figures.index(beast)
        assert box(beast)[1] < box(rider)[3] < box(beast)[3] + 1
        assert box(rider)[1] < box(beast)[1] + 0.3 * beast.size


@pytest.mark.parametrize(
    ("prompt", "upper", "lower"), [("a bird above a house", "bird", "house"), ("풍선 아래 고양이", "balloon", "cat")]
)
def test_what_is_above_does_not_touch(prompt, upper, lower):
    for painting in every(prompt):
        high, low = map(box, pair(painting, upper, lower))
        assert high[3] < low[1] + 0.5
        assert lap(high, low) > 0


@pytest.mark.parametrize("prompt", ["a dog under a tree", "나무 아래에 있는 개"])
def test_who_is_under_a_tree_is_below_its_crown(prompt):
    for painting in every(prompt):
        dog, tree = pair(painting, "dog", "tree")
        below, crown = box(dog), box(tree)
        assert below[1] > crown[1] + 0.4 * (crown[3] - crown[1])
        assert crown[0] - 4 < below[0] and below[2] < crown[2] + 4


@pytest.mark.parametrize(
    ("prompt", "front", "back"),
    [
        ("a cat in front of a castle", "cat", "castle"),
        ("성 뒤에 있는 용", "castle", "dragon"),
        ("a lion behind a rabbit", "rabbit", "lion"),
        ("집 앞의 자동차", "car", "house"),
    ],
)
def test_who_is_in_front_is_lower_and_painted_later(prompt, front, back):
    for painting in every(prompt):
        near, far = pair(painting, front, back)
        assert painting.figures.index(near) > painting.figures.index(far)
        assert box(near)[3] > box(far)[3]
        assert lap(box(near), box(far)) > 0
        assert box(far)[1] < box(near)[1] or box(far)[2] > box(near)[2] or box(far)[0] < box(near)[0]


@pytest.mark.parametrize("prompt", ["a cat beside a dog", "개 옆의 고양이", "a cat near a dog"])
def test_beside_is_close_and_on_one_ground(prompt):
    for painting in every(prompt):
        cat, dog = map(box, pair(painting, "cat", "dog"))
        assert abs(cat[3] - dog[3]) < 3
        assert -4 < -lap(cat, dog) < 8


@pytest.mark.parametrize(
    ("prompt", "left"),
    [("a cat to the left of a dog", "cat"), ("a cat to the right of a dog", "dog"), ("개 왼쪽에 고양이", "cat")],
)
def test_left_and_right(prompt, left):
    for painting in every(prompt):
        first, second = pair(painting, left, {"cat": "dog", "dog": "cat"}[left])
        assert first.x < second.x


@pytest.mark.parametrize(
    ("prompt", "inner"),
    [
        ("a cat between two dogs", "cat"),
        ("개와 말 사이의 고양이", "cat"),
        ("a house between two trees", "house"),
        ("a cat and a dog between two horses", "cat dog"),
        ("two cats between three dogs", "cat"),
    ],
)
def test_who_is_between_others_has_them_on_both_sides(prompt, inner):
    for painting in every(prompt):
        row = sorted(painting.figures, key=lambda f: sum(box(f)[::2]))
        names = [figure.subject in inner.split() for figure in row]
        assert not names[0]
        assert not names[-1]
        first = names.index(True)
        assert all(names[first : first + sum(names)])
        assert all(lap(box(a), box(b)) < 0.3 * a.size for a, b in pairwise(row))


@pytest.mark.parametrize("prompt", ["an apple on a table", "탁자 위의 사과"])
def test_what_is_on_a_table_rests_on_its_top(prompt):
    for painting in every(prompt):
        apple, table = pair(painting, "apple", "table")
        top = box(table)[1]
        assert top < box(apple)[3] < top + 0.15 * table.size
        assert box(table)[0] < box(apple)[0] < box(apple)[2] < box(table)[2]


@pytest.mark.parametrize("prompt", ["a cat under the table", "책상 밑의 고양이"])
def test_who_is_under_a_table_is_between_its_legs(prompt):
    for painting in every(prompt):
        cat, table = pair(painting, "cat", "table")
        its = box(table)
        assert box(cat)[1] > its[1] + 0.1 * table.size
        assert its[0] < box(cat)[0] < box(cat)[2] < its[2]
        assert painting.figures.index(cat) > painting.figures.index(table)


def test_a_mouse_in_a_cup_looks_out_of_it():
    for painting in every("컵 속의 쥐"):
        mouse, cup = pair(painting, "mouse", "cup")
        assert painting.figures.index(mouse) < painting.figures.index(cup)
        assert box(mouse)[1] < box(cup)[1] < box(mouse)[3]


def test_those_with_a_relation_are_one_region():
    for prompt in ("a bird above a house", "a cat beside a dog", "a cat on a horse under a tree"):
        assert len(paintings.regions(paintings_of(prompt, count=6))) == 1
    apart = paintings_of("a cat on a horse and a dog", count=6)
    assert len({figure.part for painting in apart for figure in painting.figures}) == 2


@pytest.mark.parametrize("columns", [43, 64, 110])
@pytest.mark.parametrize(
    "prompt",
    ["a cat on a horse", "코끼리 옆의 집", "five birds on a tree", "(a castle:1.9)", "a man in a boat", "(cats:2)"],
)
def test_nobody_leaves_the_picture(prompt, columns):
    for painting in paintings_of(prompt, columns=columns):
        for left, top, right, bottom in map(box, painting.figures):
            assert left > -2 and top > -2 and right < columns + 2 and bottom < ROWS + 2


def test_both_of_a_pair_are_large_enough_to_be_seen():
    for prompt in ("an apple on a horse", "a bee on an elephant", "a mouse in front of a castle", "집 위의 나비"):
        for figure in (f for painting in every(prompt) for f in painting.figures):
            left, top, right, bottom = box(figure)
            assert min(right - left, bottom - top) > 5


def test_many_on_one_stand_apart():
    for painting in every("나무 위의 새 세 마리"):
        birds = [figure.x for figure in painting.figures if figure.subject == "bird"]
        assert len(set(birds)) == 3


def test_each_has_its_own_horse():
    brief = read("two girls riding two horses")
    assert [(tie.child, tie.parent) for tie in ties(brief.subjects, brief.relations)] == [(0, 2), (1, 3)]


def test_a_circle_of_relations_is_cut_open():
    brief = read("a cat on a horse, a horse on a dog, a dog on a cat")
    assert {(tie.child, tie.parent) for tie in ties(brief.subjects, brief.relations)} == {(0, 1), (1, 2)}


def test_without_relations_everybody_stands_alone():
    painting = paintings_of("a cat and a dog")[0]
    assert {figure.on for figure in painting.figures} == {"ground"}
    assert all(figure.cut == 0 for figure in painting.figures)


def test_the_same_seed_arranges_alike():
    assert paintings_of("a cat on a horse", 7, count=1) == paintings_of("a cat on a horse", seed=7, count=1)


def test_a_rider_s_feet_are_not_painted():
    painting = paintings_of("a woman riding a horse")[0]
    woman = next(f for f in painting.figures if f.subject == "woman")
    bare = paintings.Composition(64, 64, painting.backdrop, (), None, 0)
    shown = paintings.Composition(64, 64, painting.backdrop, (woman,), None, 0)
    changed = np.abs(paintings.paint(shown) - paintings.paint(bare)).max(2).any(1)
    lowest = int(np.flatnonzero(changed)[-1])
    assert lowest <= woman.y - (woman.cut - 0.05) * woman.size + 1
    assert woman.cut > 0 or lowest <= woman.y + 1


# ---- weights


def sizes(brief: Brief, seed: int) -> dict[str, float]:
    rng = np.random.default_rng(seed)
    painting = compose(plan(brief, Brief(), rng), rng, COLUMNS, ROWS, 1)[0]
    return {figure.subject: figure.size for figure in painting.figures}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_weight_is_a_size(seed):
    plain, small, large = (sizes(read(f"a (cat:{weight})"), seed)["cat"] for weight in (1, 0.5, 1.5))
    assert small < 0.7 * plain
    assert large > 1.15 * plain


@pytest.mark.parametrize("seed", SEEDS)
def test_the_heavier_text_is_the_larger_one(seed):
    found = sizes(read_weighted([("a cat", 1.5), ("a dog", 0.5)]), seed)
    assert found["cat"] > 1.4 * found["dog"]


def test_the_heaviest_stands_in_the_middle():
    for seed in range(1, 7):
        rng = np.random.default_rng(seed)
        brief = read("a fox, a (rabbit:1.5) and a pig")
        figures = compose(plan(brief, Brief(), rng), rng, COLUMNS, ROWS, 1)[0].figures
        assert min(figures, key=lambda f: abs(f.x - COLUMNS / 2)).subject == "rabbit"


def test_a_plan_tells_how_strong_style_and_mood_are():
    found = plan_of("(oil painting:0.6) of a (gloomy:1.4) castle")
    assert (found.style, found.style_weight, found.mood, found.mood_weight) == ("oil", 0.6, "gloomy", 1.4)
    painting = paintings_of("(oil painting:0.6) of a (gloomy:1.4) castle")[0]
    assert (painting.style, painting.style_weight, painting.mood, painting.mood_weight) == ("oil", 0.6, "gloomy", 1.4)


# ---- moods


@pytest.mark.parametrize(
    ("prompt", "settings"),
    [
        ("a gloomy castle", {("day", "cloudy"), ("day", "rain")}),
        ("으스스한 집", {("night", "clear"), ("day", "fog")}),
        ("a cheerful dog", {("day", "clear")}),
        ("낭만적인 해변", {("sunset", "clear")}),
    ],
)
def test_a_mood_may_choose_the_hour_and_the_weather(prompt, settings):
    found = {(p.setting.time, p.setting.weather) for p in (plan_of(prompt, seed) for seed in range(12))}
    assert found == settings


def test_what_the_prompt_names_counts_more_than_its_mood():
    found = plan_of("a gloomy castle at sunset")
    assert (found.setting.time, found.setting.weather) == ("sunset", "clear")


def test_a_mood_chooses_nothing_unwanted():
    assert {plan_of("a spooky house", seed, "night").setting.time for seed in range(12)} == {"day"}
    assert plan_of("neon", 3).scene in ("city", "street")
    assert imagination.plan(read("neon"), read("city"), np.random.default_rng(3)).scene == "street"
