"""Cells, their requests and where they stand."""

import json

import pytest

from helpers import input_image
from helpers.errors import BadValue, ModelRetired
from helpers.experiments.plan import USUAL_SEED, key_of, planned, tabs
from helpers.request import ImageRequest
from helpers.tasks import ImageToImage, RemoveBackground, SearchReplace
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english")


def made(prompt="a fox", negative_prompt="", mode="practice", check=lambda request, mode: request.check(), **more):
    layout = {name: more.pop(name) for name in ("rows", "columns", "tabs") if name in more}
    return planned(prompt, negative_prompt, more, mode, check, **layout)


def asked(plan, *names):
    return [tuple(getattr(cell.request, name) for name in names) for cell in plan.cells]


class TestCells:
    def test_every_combination_the_last_axis_fastest(self):
        plan = made("a {red|blue} fox", seed=[1, 2], model="sdxl", cfg_scale=[3, 9])
        assert asked(plan, "prompt", "seed", "cfg_scale")[:3] == [
            ("a red fox", 1, 3),
            ("a red fox", 1, 9),
            ("a red fox", 2, 3),
        ]
        assert len(plan.cells) == 8
        assert [cell.number for cell in plan.cells] == list(range(1, 9))
        assert plan.cells[-1].labels == ("blue", "2", "9")

    def test_two_choices_with_the_same_words_are_two_axes(self):
        plan = made("a {red|blue} fox and a {red|blue} dog", "{red|blue}", rows="red | blue (2)")
        assert [axis.name for axis in plan.axes] == ["red | blue", "red | blue (2)", "red | blue (3)"]
        assert all(axis.is_choice for axis in plan.axes)
        assert plan.layout.rows == (1,)
        assert plan.cells[2].request.prompt == "a red fox and a blue dog"

    def test_a_single_picture_is_an_experiment(self):
        assert len(made().cells) == 1

    def test_choices_in_the_negative_prompt(self):
        assert asked(made("a fox", "{|fog}"), "negative_prompt") == [("",), ("fog",)]

    def test_without_a_seed_all_have_the_same_one(self):
        assert asked(made("a {red|blue} fox"), "seed") == [(USUAL_SEED,), (USUAL_SEED,)]

    def test_a_model_without_a_seed_gets_none(self):
        (cell,) = made("", task=RemoveBackground(image_file(size=(256, 256)))).cells
        assert cell.error is None
        assert cell.request.seed is None

    def test_sizes_are_width_and_height(self):
        assert asked(made(model="sdxl", size=[(1024, 1024), (768, 1344)]), "width", "height") == [
            (1024, 1024),
            (768, 1344),
        ]

    def test_styles_are_words_in_the_prompts_language(self):
        assert asked(made(style=["", "oil", "as a stamp"]), "prompt") == [
            ("a fox",),
            ("a fox, oil painting",),
            ("a fox, as a stamp",),
        ]
        assert asked(made("여우", style=["oil"]), "prompt") == [("여우, 유화",)]

    def test_a_request_may_be_given_whole(self):
        plan = made(ImageRequest("a {red|blue} fox", seed=5, model="sdxl", cfg_scale=3), steps=[10, 20])
        assert asked(plan, "prompt", "seed", "cfg_scale", "steps")[0] == ("a red fox", 5, 3, 10)
        assert len(plan.cells) == 4


class TestTasks:
    def test_strength_goes_into_the_task(self):
        plan = made(image=image_file(size=(256, 256)), strength=[0.2, 0.8])
        assert [cell.request.task.strength for cell in plan.cells] == [0.2, 0.8]
        assert all(isinstance(cell.request.task, ImageToImage) for cell in plan.cells)

    def test_so_do_the_fields_of_any_other(self):
        plan = made("a rabbit", task=SearchReplace(image_file(size=(256, 256)), "fox"), search=["fox", "tree"])
        assert [cell.request.task.search for cell in plan.cells] == ["fox", "tree"]

    def test_so_are_those_that_are_mixed_in(self, monkeypatch):
        read, decode = [], input_image._opened
        monkeypatch.setattr(input_image, "_opened", lambda data: (read.append(1), decode(data))[1])
        given = [image_file(size=(512, 512), colour=(shade, 0, 0)) for shade in (1, 2)]
        made("a fox", image=given[0], more_images=given, model="nova-canvas", seed=range(5))
        assert len(read) == 3

    @pytest.mark.parametrize("many", [False, True])
    def test_a_picture_is_read_once_for_all_cells(self, tmp_path, monkeypatch, many):
        path = tmp_path / "x.png"
        path.write_bytes(image_file(size=(256, 256)))
        read, decode = [], input_image._opened
        monkeypatch.setattr(input_image, "_opened", lambda data: (read.append(1), decode(data))[1])
        plan = made(image=[path] if many else path, seed=range(5))
        assert len(read) == 1
        (image,) = {id(cell.request.task.image): cell.request.task.image for cell in plan.cells}.values()
        monkeypatch.setattr(input_image, "hashlib", None)
        assert len(image.sha256) == 64, "which was found once, too"

    def test_one_that_cannot_be_read_is_its_cells_alone(self):
        plan = made(image={"there": image_file(size=(256, 256)), "not": b"no picture"})
        assert [bool(cell.error) for cell in plan.cells] == [False, True]

    def test_strength_without_a_picture(self):
        with pytest.raises(BadValue, match="strength"):
            made(strength=[0.2, 0.8])

    def test_a_task_that_is_none(self):
        with pytest.raises(BadValue, match="task"):
            made(task="inpaint")


class TestKeys:
    def test_the_same_request_has_the_same_key_in_whatever_experiment(self):
        one, other = made(seed=[1, 2]), made("a {fox|wolf}", seed=2)
        assert one.cells[1].key == other.cells[0].key != one.cells[0].key

    def test_the_usual_model_by_name_or_not(self):
        assert made(model="sd3.5-large").cells[0].key == made().cells[0].key

    def test_7_and_7_0_are_the_same(self):
        assert made(model="sdxl", cfg_scale=7).cells[0].key == made(model="sdxl", cfg_scale=7.0).cells[0].key

    @pytest.mark.parametrize(
        "more", [{"seed": 2}, {"negative_prompt": "fog"}, {"aspect_ratio": "16:9"}, {"output_format": "jpeg"}]
    )
    def test_what_makes_another_picture_has_another(self, more):
        assert made(**more).cells[0].key != made().cells[0].key

    def test_so_has_the_other_mode_and_another_picture_to_begin_with(self):
        assert made(mode="bedrock").cells[0].key != made().cells[0].key
        pictures = [image_file(size=(256, 256), colour=(shade, 0, 0)) for shade in (1, 2)]
        one, other = made(image=pictures).cells
        assert one.key != other.key

    def test_a_record_that_went_through_json_has_the_same(self):
        request = ImageRequest("여우", seed=7, model="sdxl", cfg_scale=7.0)
        record = json.loads(json.dumps(request.record()))
        assert key_of(record, "sdxl", "practice", 7) == made(request).cells[0].key

    def test_cells_with_the_same_key_are_asked_for_once(self):
        plan = made("a fox", seed=[1, 1, 2])
        assert [cell.number for cell in plan.asked.values()] == [1, 3]


class TestWhatCannotBe:
    def test_a_setting_that_one_model_lacks_is_that_cells_alone(self):
        plan = made(model=["sdxl", "sd3.5-large"], cfg_scale=[3, 9])
        assert [bool(cell.error) for cell in plan.cells] == [False, False, True, True]
        assert "Stable Diffusion 3.5 Large" in plan.cells[2].error.cause
        assert len(plan.asked) == 2

    def test_one_that_no_cell_can_have_is_raised(self):
        with pytest.raises(BadValue, match="cfg_scale"):
            made(cfg_scale=[3, 9])

    def test_a_model_that_is_gone(self):
        def check(request, mode):
            if request.model == "sdxl":
                raise ModelRetired(model="SDXL")

        assert [bool(cell.error) for cell in made(model=["sdxl", "nova-canvas"], check=check).cells] == [True, False]

    def test_an_empty_prompt_among_others(self):
        assert [bool(cell.error) for cell in made(["a fox", " "]).cells] == [False, True]

    @pytest.mark.parametrize("option", [{"guidance": [1, 2]}, {"count": 2}, {"sede": 1}])
    def test_an_option_that_nobody_has(self, option):
        with pytest.raises(BadValue, match=next(iter(option))):
            made(**option)

    def test_a_misspelt_one_is_told_its_neighbour(self):
        with pytest.raises(BadValue, match="perhaps you meant seed"):
            made(sede=1)

    @pytest.mark.parametrize(
        "option",
        [
            {"size": 0},
            {"size": ""},
            {"size": ()},
            {"size": [1024]},
            {"style": [3]},
            {"mode": ["practise"]},
            {"model": ["nobody"]},
        ],
    )
    def test_values_that_are_none(self, option):
        with pytest.raises(BadValue, match=next(iter(option))):
            made(**option)

    def test_more_cells_than_anybody_wants(self):
        with pytest.raises(BadValue, match="101 × 100 = 10,100"):
            made(model="sdxl", seed=range(101), steps=range(100))


class TestLayout:
    @pytest.mark.parametrize(
        ("axes", "asked", "rows", "columns", "tabs"),
        [
            ({"seed": [1, 2]}, {}, [], ["seed"], []),
            ({"seed": [1, 2]}, {"rows": "seed"}, ["seed"], [], []),
            ({"cfg_scale": [1, 2], "seed": [1, 2]}, {}, ["seed"], ["cfg_scale"], []),
            ({"cfg_scale": [1, 2], "steps": [10, 20]}, {}, ["cfg_scale"], ["steps"], []),
            ({"cfg_scale": [1, 2], "steps": [10, 20], "seed": [1, 2]}, {}, ["seed"], ["cfg_scale"], ["steps"]),
            (
                {"cfg_scale": [1, 2], "steps": [10, 20], "seed": [1, 2]},
                {"tabs": "seed"},
                ["cfg_scale"],
                ["steps"],
                ["seed"],
            ),
            ({"cfg_scale": [1, 2], "seed": [1, 2]}, {"columns": "seed"}, ["cfg_scale"], ["seed"], []),
        ],
    )
    def test_where_the_axes_go(self, axes, asked, rows, columns, tabs):
        plan = made(model="sdxl", **axes, **asked)
        names = [axis.name for axis in plan.axes]
        found = [[names[number] for number in getattr(plan.layout, part)] for part in ("rows", "columns", "tabs")]
        assert found == [rows, columns, tabs]

    def test_a_fourth_axis_shares_the_tabs(self):
        plan = made("a {red|blue} fox", model="sdxl", cfg_scale=[1, 2], steps=[10, 20], seed=[1, 2])
        assert [label for label, _ in tabs(plan)] == ["1 · 10", "1 · 20", "2 · 10", "2 · 20"]

    def test_every_cell_stands_once_where_its_labels_say(self):
        plan = made("a {red|blue} fox", model="sdxl", cfg_scale=[1, 2], steps=[10, 20, 30], seed=[1, 2])
        seen = []
        for tab, rows in tabs(plan):
            for row, cells in rows:
                for column, cell in zip(("red", "blue"), cells, strict=True):
                    assert cell.labels == (column, *tab.split(" · "), row)
                    seen.append(cell.number)
        assert sorted(seen) == list(range(1, 25))

    @pytest.mark.parametrize("asked", [{"rows": "sede"}, {"rows": "seed", "columns": "seed"}])
    def test_an_axis_that_is_not_there(self, asked):
        with pytest.raises(BadValue):
            made(seed=[1, 2], **asked)

    def test_the_id_is_the_same_in_every_language_and_another_for_another_layout(self, monkeypatch):
        axes = {"style": ["watercolor", "oil", None], "aspect_ratio": ["1:1", "7:3"]}
        ids = set()
        for language in ("en", "ko"):
            monkeypatch.setenv("IMAGE_WORKSHOP_LANGUAGE", language)
            ids.add(made(**axes).id)
        assert len(ids) == 1
        assert made(**axes, rows="style").id == made(**axes).id != made(**axes, rows="aspect_ratio").id

    def test_what_cannot_be_asked_for_counts_too(self):
        assert made(aspect_ratio=["1:1", "7:3"]).id != made(aspect_ratio=["1:1", "7:4"]).id

    def test_the_id_is_the_same_for_the_same_and_another_for_others(self):
        assert made(seed=[1, 2]).id == made(seed=range(1, 3)).id
        assert made(seed=[1, 2]).id != made(seed=[1, 3]).id
