"""Two experiments set side by side: what differs, where they meet, and where they do not."""

import re

import pytest

import helpers
from helpers import BadValue, compare, past_experiments
from helpers.experiments.manifest import Outcome
from helpers.practice.service import invoke
from tests.conftest import image_file
from tests.experiments.test_report import EVIL
from tests.test_export import Reader

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected", "at_once")


@pytest.fixture
def drawn(plan):
    """Makes an experiment of Stable Diffusion XL and draws it."""

    def make(prompt="a fox", **more):
        return plan(prompt, **({"model": "sdxl"} | more)).run()

    return make


def places(found):
    return [dict(pair.place) for pair in found.pairs]


def words(found):
    return Reader(found._repr_mimebundle_()["text/html"].replace("<br>", " ")).words


def end(made, cell, **facts):
    made.manifest.end(cell.key, Outcome(**facts))


# ---- where they meet


def test_the_same_axes_meet_everywhere(drawn):
    found = compare(drawn(seed=[1, 2], cfg_scale=[3, 9]), drawn("a fox, oil painting", seed=[1, 2], cfg_scale=[3, 9]))
    assert len(found.pairs) == 4 and found.only == ([], [])
    assert found.differences == [("prompt", "a fox", "a fox, oil painting")]
    assert all(pair.one.labels == pair.other.labels for pair in found.pairs)


def test_values_that_only_one_has_are_left_alone(drawn):
    found = compare(drawn(seed=[1, 2, 3]), drawn("a wolf", seed=[2, 3, 4, 5]))
    assert places(found) == [{"seed": "2"}, {"seed": "3"}]
    assert [len(cells) for cells in found.only] == [1, 2]
    assert "Conditions in both: 2. Only in the first experiment: 1. Only in the second: 2." in words(found)


def test_an_axis_of_one_meets_the_value_that_the_other_left_unchanged(drawn):
    found = compare(drawn(seed=[1, 2], cfg_scale=[3, 9]), drawn(negative_prompt="blurry", seed=[1, 2], cfg_scale=9))
    assert places(found) == [{"seed": "1", "cfg_scale": "9"}, {"seed": "2", "cfg_scale": "9"}]


def test_of_a_model_too(drawn):
    found = compare(drawn(model=["sdxl", "sd3.5-large"]), drawn("a wolf"))
    assert [pair.one.model for pair in found.pairs] == ["sdxl"]


def test_words_in_braces_meet_by_their_place_in_the_prompt(drawn):
    found = compare(drawn("a {red|blue} fox", seed=[1, 2]), drawn("a {green|red} wolf", seed=[1, 2]))
    assert [pair.one.labels for pair in found.pairs] == [("red", "1"), ("red", "2")]


def test_lists_of_prompts_meet_by_their_labels(drawn):
    found = compare(drawn({"x": "a fox", "y": "a wolf"}), drawn({"y": "a bear", "z": "a cat"}))
    assert [pair.one.labels for pair in found.pairs] == [("y",)]


def test_where_they_meet_nowhere_they_say_so(drawn):
    found = compare(drawn(seed=[1, 2]), drawn(seed=[3, 4]))
    assert found.pairs == [] and found.rows() == []
    assert "no condition in common" in words(found)


def test_with_itself_it_is_the_same(drawn):
    made = drawn(seed=[1, 2])
    found = compare(made, made)
    assert found.differences == [] and all(pair.same for pair in found.pairs)
    assert "Both asked for the same" in words(found) and "the same picture in both" in words(found)


def test_one_picture_with_one_picture(drawn):
    found = compare(drawn("a fox"), drawn("a wolf"))
    assert len(found.pairs) == 1 and "all the same" in words(found)


def test_of_past_sessions(drawn, plan):
    drawn("a {red|blue} fox", title="Foxes", seed=[1, 2])
    drawn("a {red|blue} wolf", title="Wolves", seed=[1, 2])
    wolves, foxes = sorted(past_experiments(), key=lambda one: one.title, reverse=True)
    found = compare(foxes, wolves)
    assert found.title == "Foxes and Wolves compared" and len(found.pairs) == 4


@pytest.mark.parametrize("given", [None, "Foxes", 3])
def test_what_is_no_experiment(drawn, given):
    with pytest.raises(BadValue, match="two experiments"):
        compare(drawn(), given)


# ---- what is told


def test_prices_times_stars_and_measures(drawn):
    one, other = drawn(seed=[1, 2]), drawn("a wolf", seed=[1, 2])
    for made, seconds, price, stars in ((one, 2.0, 0.04, 2), (other, 6.0, 0.08, 4)):
        for cell in made.cells:
            file = made.outcome(cell).file
            end(made, cell, state="made", file=file, seconds=seconds, price_usd=price)
            made.rate(cell, stars)
    found = compare(one, other, measure=lambda picture: {"sharpness": float(len(picture.request.prompt))})
    told = words(found)
    for said in ("$0.040", "$0.080", "★★☆☆☆", "★★★★☆", "sharpness: 5", "sharpness: 6", "$0.08", "$0.16"):
        assert said in told
    assert re.search(r"seconds \(2\)\s*26\+4", told) and re.search(r"sharpness \(2\)\s*56\+1", told)
    row = found.rows()[0]
    assert (row["first sharpness"], row["second sharpness"], row["second stars"]) == (5.0, 6.0, 4)


def test_means_are_of_places_where_both_have_a_picture(drawn):
    one, other = drawn(seed=[1, 2, 3]), drawn("a wolf", seed=[1, 2, 3])
    for cell, seconds in zip(one.cells, (2.0, 4.0, 90.0), strict=True):
        end(one, cell, state="made", file=one.outcome(cell).file, seconds=seconds)
    for cell in other.cells:
        end(other, cell, state="made", file=other.outcome(cell).file, seconds=1.0)
    end(other, other.cells[2], state="refused", reason="It said no.")
    told = words(compare(one, other))
    assert re.search(r"seconds \(2\)\s*31-2", told)
    assert "It said no." in told


def test_a_notebook_stays_light_and_a_file_has_all(drawn, tmp_path, monkeypatch):
    picture = image_file(size=(256, 256))
    monkeypatch.setattr(invoke, "_draw", lambda *_: (picture, {"understood": (), "ignored": ()}))
    found = compare(drawn(seed=range(30)), drawn("a wolf", seed=range(30)))
    shown = found._repr_mimebundle_()["text/html"]
    assert shown.count("<img") == 48 and "24 of 30 are shown" in shown
    assert found.save(tmp_path / "both.html").read_text("utf-8").count("<img") == 60


def test_hostile_words_and_account_numbers(drawn, tmp_path):
    one = drawn([EVIL, "a fox"], title=EVIL, seed=[1])
    other = drawn([EVIL, "a wolf"], title="123456789012", seed=[1])
    end(other, other.cells[0], state="failed", reason="'/home/jane/x.png' AKIAIOSFODNN7EXAMPLE")
    path = compare(one, other).save(tmp_path / "both.html")
    said = path.read_text("utf-8")
    for secret in ("123456789012", "AKIA", "jane", str(tmp_path)):
        assert secret not in said
    page = Reader(said.replace("<br>", " "))
    assert "script" not in {tag for tag, _ in page.tags}
    assert all(not name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert "default-src 'none'" in said


def test_files(drawn, tmp_path):
    found = compare(drawn(seed=[1]), drawn(seed=[2]))
    path = found.save(tmp_path / "both.html")
    with pytest.raises(FileExistsError):
        found.save(path)
    with pytest.raises(BadValue, match=r"\.html"):
        found.save(tmp_path / "both.pdf")


def test_it_speaks_the_learners_language(drawn, each_language):
    told = words(compare(drawn(seed=[1, 2]), drawn("a wolf", seed=[1, 2])))
    assert {"en": "Side by side", "ko": "나란히 보기"}[each_language] in told


def test_it_is_one_of_the_names_of_the_kit():
    assert helpers.compare is compare
