"""What stays of an experiment in the saved notebook."""

import io
import re

import numpy as np
import pytest
from PIL import Image

import helpers
from helpers.experiments import grid
from helpers.experiments.grid import MOST_CELLS, still
from helpers.practice.service import invoke
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected", "at_once")
HOSTILE = '<img src=x onerror="harm()"> 고양이 \ud83e $x$'


def small(cell):
    return image_file("WEBP")


def noise(side=256):
    """As heavy a thumbnail as there is."""
    out = io.BytesIO()
    pixels = np.random.default_rng(side).integers(0, 255, (side, side, 3), np.uint8)
    Image.fromarray(pixels).save(out, "WEBP", quality=80)
    return out.getvalue()


def heads(made, scope):
    return re.findall(rf'<th scope="{scope}"[^>]*>([^<]*)<', made)


def test_a_table_with_heads_a_tab_after_the_other(plan):
    made = still(plan("a {red|blue} fox", seed=[1, 2], steps=[10, 20], model="sdxl", yes=True), small)
    assert heads(made, "col") == ["seed", "red", "blue"] * 2
    assert heads(made, "row") == ["1", "2"] * 2
    assert made.count("<img") == 8 and "<b>steps: 10</b>" in made and made.index("steps: 10") < made.index("steps: 20")
    assert "Picture: red, 1, 20" in made and "8 of 8 there" in made


def test_one_axis_is_a_row_of_pictures_with_captions(plan):
    made = still(plan(seed=[4, 5], yes=True), small)
    assert "<table" not in made and re.findall(r"<figcaption>(\d)<", made) == ["4", "5"]
    assert "<table" in still(plan(seed=[4, 5], rows="seed"), small)


def test_why_there_is_no_picture_stands_in_its_place(plan):
    experiment = plan("a {fox|fox blocked-prompt}", cfg_scale=[7, 99], model="sdxl")
    assert still(experiment, small).count("not drawn yet") == 2
    experiment.run()
    made = still(experiment, small)
    assert made.count("<img") == 1 and "content filter held the picture back" in made and "got 99" in made


def test_a_picture_that_cannot_be_looked_at_does_not_hide_the_others(plan):
    experiment = plan(seed=[1, 2], yes=True)

    def broken(cell):
        if cell.number == 1:
            raise OSError("the file is gone")
        return small(cell)

    made = still(experiment, broken)
    assert made.count("<img") == 1 and "the file is gone" in made


@pytest.mark.parametrize("count", [40, 400])
def test_many_heavy_pictures_are_less_than_a_megabyte(plan, count):
    heavy = noise()
    made = still(plan(seed=range(count), yes=True), lambda cell: heavy)
    assert made.count("<img") == count
    assert 200_000 < len(made.encode()) < 1_000_000


def test_of_thousands_the_first_are_kept_and_that_is_said(plan):
    made = still(plan("{fox|cat}", seed=range(300), rows="seed"), small)
    assert made.count("not drawn yet") == MOST_CELLS and "Of 600 places, the first 400 are kept here" in made
    cut = still(plan("{fox|cat|dog}", seed=range(150)), small)
    assert cut.count("not drawn yet") == MOST_CELLS


def test_hostile_labels_are_text(plan):
    made = still(plan({HOSTILE: "a fox", "b": "a cat"}, title=HOSTILE, yes=True), small, name="k")
    assert "<img src=x" not in made and "&lt;img src=x" in made and "mathjax_ignore" in made
    assert 'class="k"' in made
    made.encode()  # half a character would stop the message


def test_in_korean(plan, monkeypatch):
    monkeypatch.setenv("IMAGE_WORKSHOP_LANGUAGE", "ko")
    made = still(plan("여우", seed=[1, 2]), small)
    assert "아직 그리지 않음" in made and "시드" in made


def test_a_light_picture_is_left_as_it_is():
    data = image_file("WEBP")
    assert grid._light(data, 10_000) is data
    assert len(grid._light(noise(), 2_000)) <= 2_000


def test_nothing_is_called_to_show_it(plan, monkeypatch):
    monkeypatch.setattr(invoke, "_draw", lambda *_: pytest.fail("it draws"))
    assert "not drawn yet" in still(plan(seed=[1, 2]), small)
    assert helpers.past_experiments() == []
