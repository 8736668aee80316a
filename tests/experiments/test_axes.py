"""What of the arguments makes an axis, and what its values are called."""

import itertools

import numpy as np
import pytest
from PIL import Image

from helpers.errors import BadValue
from helpers.experiments.axes import alternatives, chosen, distinct, ladder, of_option, of_words

pytestmark = pytest.mark.usefixtures("english")


class TestLadder:
    def test_each_rung_adds_one_element(self):
        rungs = ladder("a fox", "in the snow", "watercolor")
        assert list(rungs.values()) == ["a fox", "a fox, in the snow", "a fox, in the snow, watercolor"]

    def test_each_is_called_what_it_adds(self):
        assert list(ladder("a fox", "in the snow", "watercolor")) == ["a fox", "+ in the snow", "+ watercolor"]

    def test_two_rungs_that_add_the_same_are_two(self):
        assert list(ladder("a fox", "red", "red")) == ["a fox", "+ red", "+ red (2)"]

    @pytest.mark.parametrize("parts", [(), ("a fox",), ("a fox", ""), ("a fox", "  "), ("a fox", 3)])
    def test_it_needs_two_parts_of_words(self, parts):
        with pytest.raises(BadValue):
            ladder(*parts)


class TestChoicesInAPrompt:
    def test_what_stands_in_braces_with_bars(self):
        assert alternatives("a {red|blue} fox in {snow | rain|fog}") == [("red", "blue"), ("snow", "rain", "fog")]

    def test_braces_without_a_bar_are_the_prompts_own(self):
        assert alternatives("a {red} fox {}") == []
        assert chosen("a {red} fox", []) == "a {red} fox"

    def test_one_choice_each(self):
        assert chosen("a {red|blue} fox in {snow|rain}", ["blue", "rain"]) == "a blue fox in rain"

    @pytest.mark.parametrize(
        ("prompt", "choice", "is_"),
        [
            ("a {|red} fox", "", "a fox"),
            ("a fox{|, in the snow}", "", "a fox"),
            ("a fox{|, in the snow}", ", in the snow", "a fox, in the snow"),
            ("a fox, {watercolor|}, at dawn", "", "a fox, at dawn"),
            ("{watercolor,|} a fox", "", "a fox"),
            ("{수채화|} 여우", "", "여우"),
        ],
    )
    def test_an_empty_one_leaves_no_gap(self, prompt, choice, is_):
        assert chosen(prompt, [choice]) == is_

    @pytest.mark.parametrize("prompt", ["a sign that says .com", "a fox,  ", "3 .5", ",a", "a  b"])
    def test_a_prompt_without_choices_is_left_as_it_is(self, prompt):
        assert chosen(prompt, []) == prompt

    @pytest.mark.parametrize(
        ("prompt", "choices", "is_"),
        [
            ("says .com  {red|blue}, 3 .5, ", ["red"], "says .com  red, 3 .5, "),
            ("says .com {red|}  at  dawn", [""], "says .com at  dawn"),
            ("a {big|} {red|} fox", ["", ""], "a fox"),
            ("a {big|} {red|} fox", ["", "red"], "a red fox"),
            ("a fox, {oil|}, {noir|}", ["", ""], "a fox"),
            ("a fox, {oil|}, {noir|}", ["", "noir"], "a fox, noir"),
            ("a fox {in snow|}.", [""], "a fox."),
            ("a lens {big|} .5", [""], "a lens .5"),
        ],
    )
    def test_so_is_what_stands_apart_from_an_empty_one(self, prompt, choices, is_):
        assert chosen(prompt, choices) == is_

    def test_a_group_is_an_axis_named_by_its_words(self):
        (axis,) = of_words("prompt", "a {red|blue|} fox")
        assert (axis.name, axis.labels, axis.values) == ("red | blue | –", ("red", "blue", "–"), ("red", "blue", ""))

    @pytest.mark.parametrize("name", ["animal", "time of", "동물", "wetter"])
    def test_it_may_have_a_name_of_its_own(self, name):
        (axis,) = of_words("prompt", f"a {{{name}: fox|bear}} in the snow")
        assert (axis.name, axis.values, axis.is_choice) == (name, ("fox", "bear"), False)
        assert chosen(f"a {{{name}: fox|bear}} in the snow", ["bear"]) == "a bear in the snow"

    def test_a_sentence_with_a_colon_is_no_name(self):
        (axis,) = of_words("prompt", "{a sign that says: open|a door}")
        assert axis.values == ("a sign that says: open", "a door")

    @pytest.mark.parametrize("name", ["seed", "model", "style", "size"])
    def test_but_not_that_of_an_argument(self, name):
        with pytest.raises(BadValue, match=f"{name} is an argument"):
            of_words("prompt", f"a {{{name}: fox|bear}}")

    def test_a_plain_text_has_none(self):
        assert of_words("prompt", "a fox") == []

    @pytest.mark.parametrize("given", [3, [3], ["a {red|blue} fox"], None])
    def test_what_is_no_prompt(self, given):
        with pytest.raises(BadValue):
            of_words("prompt", given)


class TestAxisOfAnOption:
    @pytest.mark.parametrize(
        ("name", "given", "labels"),
        [
            ("seed", [1, 2], ("1", "2")),
            ("seed", range(3), ("0", "1", "2")),
            ("seed", np.arange(2), ("0", "1")),
            ("cfg_scale", (1, 7.5), ("1", "7.5")),
            ("size", [(1024, 1024), (768, 1344)], ("1024 × 1024", "768 × 1344")),
            ("model", ["sdxl", "nova-canvas"], ("Stable Diffusion XL 1.0", "Nova Canvas")),
            ("style", ["", "oil", "as a stamp"], ("–", "oil painting", "as a stamp")),
            ("strength", {"near": 0.2, "far": 0.8}, ("near", "far")),
            ("negative_prompt", ["", "fog"], ("–", "fog")),
            ("seed", [1, 1], ("1", "1 (2)")),
        ],
    )
    def test_several_values(self, name, given, labels):
        axis = of_option(name, given)
        assert axis.labels == labels
        assert len(axis.values) == len(labels)

    @pytest.mark.parametrize(
        ("name", "given"),
        [("seed", 1), ("size", (1024, 768)), ("style", "oil"), ("colors", ("#ff0000", "#00ff00")), ("cfg_scale", None)],
    )
    def test_one_value_is_none(self, name, given):
        assert of_option(name, given) is None

    @pytest.mark.parametrize("given", [Image.new("RGB", (4, 4)), np.zeros((4, 4, 3), np.uint8), b"x"])
    def test_nor_is_one_picture(self, given):
        assert of_option("image", given) is None

    def test_several_pictures_are_numbered(self):
        assert of_option("image", [Image.new("RGB", (4, 4))] * 2).labels == ("no. 1", "no. 2")

    def test_numbers_of_numpys_become_pythons(self):
        axis = of_option("seed", np.arange(1, 3))
        assert [type(value) for value in axis.values] == [int, int]
        assert of_option("seed", np.array(3)) is None

    @pytest.mark.parametrize("given", [range(10**8), range(10**30), itertools.count()])
    def test_more_values_than_anybody_wants_are_not_all_looked_at(self, given):
        with pytest.raises(BadValue, match="at most 10,000"):
            of_option("seed", given)

    @pytest.mark.parametrize(
        ("name", "given"),
        [
            ("seed", [10**5000]),
            ("seed", [1, object()]),
            ("size", [(1024, 1024), (10**5000, 1)]),
            ("seed", np.array([[1, 2]])),
            ("style", [[], "watercolor"]),
            ("model", [{}]),
        ],
    )
    def test_values_that_no_argument_can_have(self, name, given):
        with pytest.raises(BadValue, match=name):
            of_option(name, given)

    @pytest.mark.parametrize("labels", [["a", "a", "a (2)"], ["a (2)", "a", "a"], ["a", "a", "a", "a (2)"]])
    def test_no_two_are_called_the_same(self, labels):
        assert len(set(distinct(labels))) == len(labels)

    @pytest.mark.parametrize("given", [[], {}, range(0)])
    def test_an_axis_without_values(self, given):
        with pytest.raises(BadValue, match="at least 1"):
            of_option("seed", given)
