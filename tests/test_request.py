"""`ImageRequest`: what it refuses by itself, and where it hands over to the model's module."""

import dataclasses
import io

import numpy as np
import pytest
from PIL import Image

from helpers import MODELS, BadValue, ImageRequest, models
from helpers.input_image import InputImage
from helpers.models import masks
from helpers.tasks import TASKS, ColorGuided, ImageToImage, Outpaint, SearchReplace, TryOn
from tests.conftest import image_file

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


def test_a_model_goes_by_its_name_its_id_its_profile_and_its_arn():
    for model in MODELS.values():
        arns = (
            f"arn:aws:bedrock:us-west-2::foundation-model/{model.id}",
            f"arn:aws:bedrock:us-west-2:111122223333:inference-profile/{model.call_id}",
        )
        for name in (model.name, model.name.upper(), model.id, model.call_id, *model.aliases, *arns):
            assert models.model_of(smallest(TASKS[model.tasks[0]], name)) is model


def smallest(kind, model):
    """The smallest request for a task."""
    given = {"image": image_file(size=(64, 64)), "style_image": image_file(), "search": "x", "select": "x"}
    task = kind(**{name: given[name] for name in given if name in kind.__dataclass_fields__})
    return ImageRequest("" if task.prompt_use == "none" else "a cat", model=model, task=task)


@pytest.mark.parametrize("task", TASKS)
def test_every_task_has_a_model_and_an_active_one_that_is_near(task):
    assert models.doing(task)
    assert models.nearest(task).active


def test_the_usual_model_of_a_task():
    assert models.model_of(ImageRequest("a cat")).name == "sd3.5-large"
    for task in ("inpaint", "fast-upscale"):
        assert models.doing(task)[0].name == task
    assert models.doing("try-on")[0].name == "nova-canvas"


def test_a_model_that_cannot_do_the_task():
    with pytest.raises(BadValue) as caught:
        ImageRequest("a cat", model="outpaint").body()
    assert "text-to-image" in caught.value.cause
    assert "'sd3.5-large'" in caught.value.cause


def test_a_task_is_one():
    with pytest.raises(BadValue, match="task"):
        ImageRequest("a cat", task="inpaint")


# ---- pictures that go in


def test_a_picture_may_be_anything_that_is_one(tmp_path, make_picture):
    data = image_file(size=(6, 4))
    (tmp_path / "x.png").write_bytes(data)
    given = [data, bytearray(data), tmp_path / "x.png", str(tmp_path / "x.png"), make_picture()]
    for one in given:
        found = InputImage.of(one)
        assert (found.data, found.width, found.height, found.format) == (data, 6, 4, "PNG")


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "1", "P", "CMYK", "F", "I;16"])
def test_an_image_of_pillow(mode):
    found = InputImage.of(Image.new(mode, (6, 4)))
    assert (found.width, found.height, found.format) == (6, 4, "PNG")
    assert found.clear == (mode == "RGBA")


def test_an_array_of_numpy():
    white = np.zeros((4, 6), bool)
    white[:, 3:] = True
    assert InputImage.of(white).decoded().convert("L").getpixel((5, 0)) == 255
    assert InputImage.of(np.full((4, 6, 3), 7, np.uint8)).decoded().getpixel((0, 0)) == (7, 7, 7)
    for wrong in (np.zeros((4, 6)), np.zeros((2, 2, 2, 2), np.uint8), np.array(["a"])):
        with pytest.raises(BadValue, match=r"an array of \(height, width\)"):
            InputImage.of(wrong)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"what is this", "12 bytes that begin with b'what is this'"),
        (b"", "0 bytes"),
        ("not/there.png", "'not/there.png' (No such file or directory)"),
        ("\0", "null"),
        (5, "int"),
        (None, "NoneType"),
        (["a"], "list"),
    ],
)
def test_what_is_no_picture(given, said):
    with pytest.raises(BadValue) as caught:
        InputImage.of(given)
    assert said in caught.value.cause


def test_a_picture_that_is_cut_off_is_told_when_it_is_needed():
    whole = image_file(size=(300, 300))
    found = InputImage.of(whole[: len(whole) - 30])
    with pytest.raises(BadValue, match="cut off or broken"):
        found.decoded()


def test_an_image_of_pillow_that_cannot_be_read():
    closed = Image.open(io.BytesIO(image_file()))
    closed.close()
    cut_off = Image.open(io.BytesIO(image_file(size=(300, 300))[:200]))
    for wrong in (closed, cut_off, Image.new("RGB", (0, 0)), np.zeros((0, 0, 3), np.uint8)):
        with pytest.raises(BadValue):
            InputImage.of(wrong)


def test_a_text_as_long_as_a_picture_is_not_shown_whole():
    """Somebody may give a picture's base64 where a path belongs, or a page where a name does."""
    for wrong in (lambda: InputImage.of("iVBO" * 100_000), lambda: ImageRequest("x", model="y" * 100_000).check()):
        with pytest.raises(BadValue) as caught:
            wrong()
        assert len(str(caught.value)) < 1000


ODD = [b"x", np.array([1, 2]), np.zeros((4, 4)), [1], {"a": 1}, {1}, object(), int, 1j, (1, 2)]


@pytest.mark.parametrize("value", ODD, ids=[type(value).__name__ + str(n) for n, value in enumerate(ODD)])
@pytest.mark.parametrize("model", [None, "sdxl", "nova-canvas", "titan-image-v2"])
def test_what_is_neither_text_nor_a_number(model, value):
    picture = image_file(size=(400, 400))
    for name in [name for name in ImageRequest.__dataclass_fields__ if name not in ("model", "task")]:
        with pytest.raises(BadValue):
            ImageRequest(**{"prompt": "x", "model": model, name: value}).check()
    for make in (
        lambda: Outpaint(picture, left=value),
        lambda: ImageToImage(picture, strength=value),
        lambda: ImageToImage(value),
        lambda: SearchReplace(picture, value),
    ):
        with pytest.raises(BadValue):
            ImageRequest("x", task=make()).check()
    with pytest.raises(BadValue):
        ImageRequest(model="nova-canvas", task=TryOn(picture, picture, wear=value)).check()


@pytest.mark.parametrize("value", [None, 5, "red", [5], [None]], ids=repr)
def test_lists_are_lists(value):
    picture = image_file(size=(400, 400))
    with pytest.raises(BadValue):
        ImageRequest("x", model="nova-canvas", task=ColorGuided(value)).check()
    with pytest.raises(BadValue):
        ImageRequest("x", model="nova-canvas", task=ImageToImage(picture, more_images=value)).check()
    with pytest.raises(BadValue):
        ImageRequest(model="nova-canvas", task=TryOn(picture, picture, "shoes", preserve=value)).check()


def test_a_picture_that_must_be_there():
    with pytest.raises(BadValue, match="image: got NoneType"):
        ImageToImage(None)


def test_a_side_that_is_left_open_is_none():
    task = Outpaint(image_file(size=(400, 400)), left=None, up=16)
    assert ImageRequest("x", model="nova-canvas", task=task).body()["taskType"] == "OUTPAINTING"


def test_a_mask_of_16_bits_keeps_its_greys():
    """Pillow would make white of all but the darkest."""
    levels = np.array([[0, 300, 30_000, 40_000, 65_535]], np.uint16)
    found = InputImage.of(Image.fromarray(levels))
    assert np.asarray(masks.grey(found)).tolist() == [[0, 1, 117, 156, 255]]
    assert np.asarray(masks.black_and_white(found, found, edited="white").decoded()).tolist() == [[0, 0, 0, 255, 255]]


def test_numbers_of_numpy_are_numbers():
    task = Outpaint(image_file(size=(64, 64)), left=np.int64(5), creativity=np.float32(0.5))
    assert task.record()["left"] == 5
    assert type(task.left) is int and type(task.creativity) is float


def test_a_model_nobody_knows():
    with pytest.raises(BadValue) as caught:
        ImageRequest("a cat", model="walrus").body()
    assert "'walrus'" in caught.value.cause
    told = caught.value.cause.partition("allowed: one of ")[2].removesuffix(".").split(", ")
    assert told == [name for name, model in MODELS.items() if model.can("text-to-image")]
