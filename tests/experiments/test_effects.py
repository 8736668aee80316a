"""What made the difference along the axes of an experiment."""

import json
import math
import random
from itertools import product

import pytest

from helpers import BadValue
from helpers.experiments.effects import effects

pytestmark = pytest.mark.usefixtures("english")


def grid(value, seeds=range(4)):
    """Rows of a grid of three axes; value: of (model, steps, seed)."""
    return [
        {"model": model, "steps": steps, "seed": seed, "score": value(model, steps, seed)}
        for model, steps, seed in product("AB", (10, 20, 40), seeds)
    ]


def test_the_axis_that_made_it_comes_first_and_chance_is_called_chance():
    chance = random.Random(1)
    found = effects(grid(lambda model, steps, seed: 10 * (model == "B") + chance.random()), "score")
    assert found[0].axis == "model"
    verdicts = {effect.axis: effect.verdict for effect in found}
    assert verdicts == {"model": "clearly", "steps": "unsure", "seed": "unsure"}
    best = found[0]
    assert best.share > 0.95 and best.means[0][0] == "B" and best.values == 24
    assert best.sentence().startswith("model: explains ") and "highest average has B" in best.sentence()
    json.dumps([effect.row() for effect in found])


def test_share_is_eta_squared():
    rows = [{"a": label, "n": n} for label, n in (("x", 1), ("x", 3), ("y", 5), ("y", 7))]
    only = effects(rows, "n")[0]
    # means 2 and 6 around 4: 16 of 20
    assert only.share == pytest.approx(16 / 20) and only.by_chance == pytest.approx(1 / 3)
    assert only.verdict == "few" and only.p_value is None  # even the best of all ways to deal out four is no proof


def test_the_test_is_exact_where_all_ways_can_be_tried():
    rows = [{"a": label, "n": n} for label, n in zip("xxxxyyyy", (1, 2, 3, 4, 5, 6, 7, 8), strict=True)]
    assert effects(rows, "n")[0].p_value == pytest.approx(2 / math.comb(8, 4))


def test_wins_and_losses_are_numbers_too():
    found = effects(grid(lambda model, steps, seed: model == "B" or seed == 0), "score", ["model", "steps"])
    assert [(effect.axis, effect.verdict) for effect in found] == [("model", "clearly"), ("steps", "unsure")]


def test_one_value_for_each_label_tells_nothing():
    rows = [{"seed": seed, "n": float(seed % 7)} for seed in range(50)]
    assert effects(rows, "n")[0].verdict == "few"


def test_where_all_values_are_the_same_there_is_nothing_to_explain(each_language):
    only = effects(grid(lambda *_: 3), "score", ["model"])[0]
    assert only.verdict == "flat" and only.share is None and only.sentence()


def test_rows_without_the_number_do_not_count():
    rows = grid(lambda model, steps, seed: None if seed == 3 else steps)
    found = effects([*rows, {"model": "A"}], "score")
    assert {effect.values for effect in found} == {18} and found[0].axis == "steps" and found[0].verdict == "clearly"


def test_labels_that_are_all_the_same_are_no_axis():
    found = effects(grid(lambda model, steps, seed: steps, seeds=[1]), "score")
    assert [effect.axis for effect in found] == ["steps", "model"]
    assert effects([{"a": 1, "n": 1}, {"a": 1, "n": 2}], "n") == []


def test_thousands_of_rows_are_no_trouble():
    chance = random.Random(2)
    rows = [{"a": i % 3, "n": chance.random()} for i in range(3000)]
    assert effects(rows, "n")[0].verdict == "unsure"


def test_what_is_wrong_is_said():
    rows = grid(lambda *_: 1)
    for given in (([], "score"), (rows, "none"), (rows, "score", ["colour"]), ([{"a": 1, "n": "x"}], "n")):
        with pytest.raises(BadValue):
            effects(*given)
    with pytest.raises(BadValue):
        effects([{"a": 1, "n": math.nan}], "n")


def test_a_sentence_calls_columns_as_the_page_does(english):
    rows = [{"cfg_scale": scale, "stars": 1 + scale % 5} for scale in (3, 9) for _ in range(9)]
    assert (
        effects(rows, "stars")[0]
        .sentence()
        .startswith("guidance (cfg_scale): explains 100% of the differences in rating")
    )


def test_every_verdict_has_a_sentence(each_language):
    found = [
        *effects(grid(lambda model, steps, seed: (model == "B") * 5 + steps / 20 + seed / 9), "score"),
        *effects(grid(lambda *_: 3), "score"),
        *effects(grid(lambda m, s, seed: s, seeds=[1]), "score"),
    ]
    assert not any("?" in effect.sentence() for effect in found)
