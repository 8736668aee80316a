"""`ImageRequest`: what it refuses by itself, and where it hands over to the model's module."""

import dataclasses

import pytest

from helpers import MODELS, BadValue, ImageRequest

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize("prompt", ["", " ", "\n\t", "\u3000"])
def test_a_prompt_says_something(prompt):
    with pytest.raises(BadValue) as caught:
        ImageRequest(prompt)
    assert caught.value.facts["what"] == "prompt"
    assert "a description of the picture" in str(caught.value)


@pytest.mark.parametrize("field", ["prompt", "negative_prompt"])
@pytest.mark.parametrize(("value", "kind"), [(5, "int"), (None, "NoneType"), (["a cat"], "list"), (b"a cat", "bytes")])
def test_prompts_are_text(field, value, kind):
    with pytest.raises(BadValue, match=rf"(?s){field}") as caught:
        ImageRequest(**{"prompt": "a cat"} | {field: value})
    assert kind in caught.value.cause


def test_a_request_is_a_value():
    request = ImageRequest("a cat", seed=7)
    assert request == ImageRequest("a cat", seed=7) != ImageRequest("a cat", seed=8)
    with pytest.raises(dataclasses.FrozenInstanceError):
        request.seed = 8


@pytest.mark.parametrize("name", [*MODELS, *(model.id for model in MODELS.values())])
def test_a_model_goes_by_its_name_and_by_its_id(name):
    assert ImageRequest("a cat", model=name).body()


def test_a_model_nobody_knows():
    with pytest.raises(BadValue) as caught:
        ImageRequest("a cat", model="sd9").body()
    assert "'sd9'" in caught.value.cause
    assert all(name in caught.value.cause for name in MODELS)
