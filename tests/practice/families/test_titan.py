"""Titan Image Generator on the wire: which bodies its versions take, what reaches the engine, and what comes back."""

import base64
import json

import numpy as np
import pytest
from PIL import Image

from helpers.practice.brief import Brief
from helpers.practice.edits import finishing, inpaint, surround
from helpers.practice.engine import Drawing
from helpers.practice.families.titan import SIZES
from helpers.practice.service import Rules
from tests.practice.wire import ask, complaint, differ, image, pixels, plain, said, sent

V1, V2 = "amazon.titan-image-generator-v1", "amazon.titan-image-generator-v2:0"
PARAMS = {
    "TEXT_IMAGE": "textToImageParams",
    "IMAGE_VARIATION": "imageVariationParams",
    "INPAINTING": "inPaintingParams",
    "OUTPAINTING": "outPaintingParams",
    "COLOR_GUIDED_GENERATION": "colorGuidedGenerationParams",
    "BACKGROUND_REMOVAL": "backgroundRemovalParams",
}
ONLY_V2 = ("COLOR_GUIDED_GENERATION", "BACKGROUND_REMOVAL")
# The smallest parameters that each task takes.
MINIMAL = {
    "TEXT_IMAGE": {"text": "a cat"},
    "IMAGE_VARIATION": {"images": ["IMAGE"]},
    "INPAINTING": {"image": "IMAGE", "maskPrompt": "cat"},
    "OUTPAINTING": {"image": "IMAGE", "maskPrompt": "cat", "text": "a beach"},
    "COLOR_GUIDED_GENERATION": {"text": "a cat", "colors": ["#ff8080"]},
    "BACKGROUND_REMOVAL": {"image": "IMAGE"},
}
EDITS = ("INPAINTING", "OUTPAINTING", "BACKGROUND_REMOVAL")


@pytest.fixture(scope="module")
def body(sent_meadow):
    """Makes a task's smallest body, with more in its parameters and a configuration."""

    def make(task, config=None, **more):
        params = {name: [sent_meadow] if name == "images" else value for name, value in MINIMAL[task].items()}
        if "image" in params:
            params["image"] = sent_meadow
        made = {"taskType": task, PARAMS[task]: params | more}
        return made if config is None else made | {"imageGenerationConfig": config}

    return make


def wrong(request, model=V2):
    return complaint(ask(request, model))


# ---- bodies as AWS's documentation and samples have them


def test_bodies_as_they_are_published(sent_meadow, hole, asked):
    mask = sent(255 - hole)
    common = {"numberOfImages": 1, "quality": "premium", "height": 1024, "width": 1024, "cfgScale": 8.0, "seed": 42}
    bad = "bad quality, low res"
    published = [
        {"taskType": "TEXT_IMAGE", "textToImageParams": {"text": "a cup of coffee", "negativeText": bad}},
        {"taskType": "IMAGE_VARIATION"}
        | {"imageVariationParams": {"text": "Modernize the house", "negativeText": bad, "images": [sent_meadow]}},
        {"taskType": "IMAGE_VARIATION"}
        | {"imageVariationParams": {"images": [sent_meadow] * 5, "similarityStrength": 0.7}},
        {"taskType": "INPAINTING"}
        | {"inPaintingParams": {"text": "a cat", "negativeText": bad, "image": sent_meadow, "maskPrompt": "cat"}},
        {"taskType": "INPAINTING", "inPaintingParams": {"image": sent_meadow, "maskImage": mask}},
        {"taskType": "OUTPAINTING"}
        | {
            "outPaintingParams": {
                "text": "Draw a cookie",
                "negativeText": bad,
                "image": sent_meadow,
                "maskImage": mask,
                "outPaintingMode": "DEFAULT",
            }
        },
    ]
    for request in published:
        for model in (V1, f"{V1}:0", V2):
            assert ask(request | {"imageGenerationConfig": common}, model).status == 200
            assert ask(request, model).status == 200
    only_v2 = [
        {"taskType": "TEXT_IMAGE"}
        | {
            "textToImageParams": {
                "text": "A robot",
                "conditionImage": sent_meadow,
                "controlMode": "CANNY_EDGE",
                "controlStrength": 0.7,
            }
        },
        {"taskType": "COLOR_GUIDED_GENERATION"}
        | {
            "colorGuidedGenerationParams": {
                "text": "digital painting of a girl",
                "negativeText": bad,
                "referenceImage": sent_meadow,
                "colors": ["#ff8080", "#ffb280", "#ffe680", "#ffe680"],
            }
        },
    ]
    for request in only_v2:
        assert ask(request | {"imageGenerationConfig": common}, V2).status == 200
        assert ask(request | {"imageGenerationConfig": common}, V1).status == 400
    assert ask({"taskType": "BACKGROUND_REMOVAL", "backgroundRemovalParams": {"image": sent_meadow}}, V2).status == 200


@pytest.mark.parametrize(("height", "width"), [(512, 512), (128, 160), (1, 9999)])
@pytest.mark.parametrize("task", ["INPAINTING", "OUTPAINTING"])
def test_a_size_does_not_count_where_a_picture_has_one(body, asked, task, height, width):
    assert ask(body(task, {"height": height, "width": width}), V1).status == 200


# ---- which bodies fit


def test_the_task_decides_what_is_expected(body, asked):
    assert wrong({}) == "#: required key [taskType] not found"
    assert wrong({"textToImageParams": {"text": "a"}}) == "#: required key [taskType] not found"
    assert wrong({"taskType": "TEXT"}) == "#/taskType: TEXT is not a valid enum value"
    assert wrong({"taskType": ["TEXT_IMAGE"]}) == "#/taskType: expected type: String, found: JSONArray"
    assert wrong({"taskType": "VIRTUAL_TRY_ON"}) == "#/taskType: VIRTUAL_TRY_ON is not a valid enum value"
    assert wrong([]) == "#: expected type: JSONObject, found: JSONArray"
    assert wrong({"taskType": "TEXT_IMAGE"}) == "#: required key [textToImageParams] not found"
    both = body("TEXT_IMAGE") | {"inPaintingParams": {}}
    assert wrong(both) == "#: extraneous key [inPaintingParams] is not permitted"
    assert not asked


@pytest.mark.parametrize("task", ONLY_V2)
def test_the_first_version_does_less(body, asked, task):
    assert wrong(body(task), V1) == f"#/taskType: {task} is not a valid enum value"
    assert ask(body(task), V2).status == 200


@pytest.mark.parametrize("task", MINIMAL)
def test_parameters_that_are_missing_or_too_many(body, asked, task):
    for name in MINIMAL[task]:
        request = body(task)
        del request[PARAMS[task]][name]
        if name != "maskPrompt":
            assert wrong(request) == f"#/{PARAMS[task]}: required key [{name}] not found"
    assert wrong(body(task, steps=30)) == f"#/{PARAMS[task]}: extraneous key [steps] is not permitted"
    if task != "BACKGROUND_REMOVAL":
        extra = body(task, {"steps": 30})
        assert wrong(extra) == "#/imageGenerationConfig: extraneous key [steps] is not permitted"
        assert ask(body(task, {}), V2).status == 200
    else:
        assert wrong(body(task, {})) == "#: extraneous key [imageGenerationConfig] is not permitted"


@pytest.mark.parametrize("name", ["text", "negativeText"])
def test_a_text_has_its_length(body, asked, name):
    assert ask(body("TEXT_IMAGE", **{name: "x" * 512}), V1).status == 200
    assert ask(body("TEXT_IMAGE", **{name: ""}), V1).status == 200
    long = wrong(body("TEXT_IMAGE", **{name: "x" * 513}), V1)
    assert long == f"#/textToImageParams/{name}: expected maxLength: 512, actual: 513"


@pytest.mark.parametrize(
    ("name", "fits", "fails"),
    [
        ("numberOfImages", (1, 5), (0, 6, 1.5, "1")),
        ("cfgScale", (1.1, 10, 10.0), (1, 1.09, 10.1, "8")),
        ("seed", (0, 2_147_483_646), (-1, 2_147_483_647, 0.5, None)),
        ("quality", ("standard", "premium"), ("Premium", "high", 1)),
    ],
)
def test_the_configuration_has_its_ranges(body, asked, name, fits, fails):
    for value in fits:
        assert ask(body("TEXT_IMAGE", {name: value}), V1).status == 200
    for value in fails:
        assert wrong(body("TEXT_IMAGE", {name: value}), V1).startswith(f"#/imageGenerationConfig/{name}: ")


def test_sizes_are_those_of_the_table(body, asked):
    for width, height in SIZES:
        assert ask(body("TEXT_IMAGE", {"width": width, "height": height}), V1).status == 200
    assert len(set(SIZES)) == 25
    for width, height in [(1408, 1408), (1024, 768), (1024, 1025), (64, 64), (-1, 0)]:
        assert wrong(body("IMAGE_VARIATION", {"width": width, "height": height})).startswith(
            f"#/imageGenerationConfig: width x height is {width} x {height}, it must be one of 1024 x 1024, "
        )
    assert "width x height is 999, it must be" in wrong(body("TEXT_IMAGE", {"width": 999}))


@pytest.mark.parametrize(
    ("config", "size"), [({}, (1024, 1024)), ({"width": 512}, (512, 512)), ({"height": 640}, (1408, 640))]
)
def test_sides_that_are_not_named(body, asked, config, size):
    assert ask(body("TEXT_IMAGE", config), V1).status == 200
    assert (asked[0].order.width, asked[0].order.height) == size


@pytest.mark.parametrize("task", ["INPAINTING", "OUTPAINTING"])
def test_one_mask_and_not_two(body, asked, hole, task):
    both = body(task, maskImage=sent(hole))
    neither = body(task)
    del neither[PARAMS[task]]["maskPrompt"]
    for request in (both, neither):
        assert wrong(request) == f"#/{PARAMS[task]}: exactly one of maskPrompt and maskImage must be given"


@pytest.mark.parametrize("more", [{"controlMode": "CANNY_EDGE"}, {"controlStrength": 0.5}])
def test_control_needs_a_picture(body, asked, more):
    (name,) = more
    assert wrong(body("TEXT_IMAGE", **more)) == f"#/textToImageParams/{name}: it needs a conditionImage"
    assert wrong(body("TEXT_IMAGE", **more), V1) == f"#/textToImageParams: extraneous key [{name}] is not permitted"


@pytest.mark.parametrize(
    ("task", "more"),
    [
        ("TEXT_IMAGE", {"controlMode": "DEPTH"}),
        ("TEXT_IMAGE", {"controlStrength": 1.1}),
        ("IMAGE_VARIATION", {"similarityStrength": 0.19}),
        ("IMAGE_VARIATION", {"similarityStrength": 1.01}),
        ("IMAGE_VARIATION", {"images": []}),
        ("IMAGE_VARIATION", {"images": ["a"] * 6}),
        ("IMAGE_VARIATION", {"images": "a"}),
        ("OUTPAINTING", {"outPaintingMode": "EXACT"}),
        ("INPAINTING", {"returnMask": "true"}),
        ("COLOR_GUIDED_GENERATION", {"colors": []}),
        ("COLOR_GUIDED_GENERATION", {"colors": ["#ffffff"] * 11}),
        ("COLOR_GUIDED_GENERATION", {"colors": ["red"]}),
        ("COLOR_GUIDED_GENERATION", {"colors": ["#fff"]}),
        ("COLOR_GUIDED_GENERATION", {"colors": ["ff8080"]}),
    ],
)
def test_parameters_have_their_ranges(body, asked, task, more):
    (name,) = more
    assert wrong(body(task, **more)).startswith(f"#/{PARAMS[task]}/{name}")
    assert not asked


# ---- pictures and masks in it


@pytest.mark.parametrize(
    ("text", "said_of_it"),
    [
        ("abc", "the image could not be decoded"),
        (sent(Image.new("RGB", (99, 99)), "WEBP"), "WEBP is not a supported image format"),
        (plain(63, 99), "each must have at least 64 and at most 1408"),
        (plain(1409, 64), "each must have at least 64 and at most 1408"),
    ],
)
def test_a_picture_that_is_not_taken(body, asked, text, said_of_it):
    assert wrong(body("INPAINTING", image=text)).startswith("#/inPaintingParams/image: ")
    assert said_of_it in wrong(body("INPAINTING", image=text))
    assert said_of_it in wrong(body("TEXT_IMAGE", conditionImage=text))
    assert said_of_it in wrong(body("COLOR_GUIDED_GENERATION", referenceImage=text))
    second = wrong(body("IMAGE_VARIATION", images=[plain(64, 64), text]))
    assert second.startswith("#/imageVariationParams/images/1: ")


def test_a_file_may_have_five_megabytes(body, asked):
    file = base64.b64decode(plain(64, 64))  # what follows its end is not looked at
    large, fits = (base64.b64encode(file.ljust(size, b"0")).decode() for size in (5_242_881, 5_242_880))
    assert "has 5242881 bytes, the maximum is 5242880" in wrong(body("INPAINTING", image=large))
    assert ask(body("INPAINTING", image=fits), V2).status == 200


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_mask_is_black_and_white(sent_meadow, hole, asked, kind):
    def request(mask, **options):
        params = {"image": sent_meadow, "maskImage": sent(mask, kind, **options)}
        return {"taskType": "INPAINTING", "inPaintingParams": params}

    finest = {} if kind == "PNG" else {"quality": 100}
    assert ask(request(255 - hole, **finest), V1).status == 200
    grey = np.where(hole > 0, 128, 255).astype(np.uint8)
    assert wrong(request(grey, **finest)).endswith("pure black (0 0 0) and pure white (255 255 255) pixels only")
    small = wrong(request(255 - hole[:100], **finest))
    assert small == "#/inPaintingParams/maskImage: the mask is 160 x 100 pixels, the image is 160 x 128"


# ---- what reaches the engine


def test_the_order_has_the_defaults_that_aws_documents(body, asked):
    ask(body("TEXT_IMAGE"), V2)
    order = asked[0].order
    assert (order.seed, order.cfg_scale, order.steps, order.width, order.height) == (42, 8.0, 30, 1024, 1024)
    assert (order.prompt, order.negative_prompt, asked[0].count) == ("a cat", "", 1)


def test_the_order_has_what_the_body_says(body, asked):
    config = {"seed": 7, "cfgScale": 3, "quality": "premium", "width": 320, "height": 704, "numberOfImages": 3}
    ask(body("TEXT_IMAGE", config, text="a fox", negativeText="snow"), V2)
    order = asked[0].order
    assert (order.seed, order.cfg_scale, order.steps, order.width, order.height) == (7, 3.0, 50, 320, 704)
    assert (order.prompt, order.negative_prompt, asked[0].count) == ("a fox", "snow", 3)


@pytest.mark.parametrize("size", SIZES)
def test_every_size_is_drawn_as_it_is_or_very_nearly(body, asked, size):
    ask(body("TEXT_IMAGE", {"width": size[0], "height": size[1]}), V1)
    order = asked[0].order
    assert order.width / order.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert ((order.width, order.height) == size) == (size != (1173, 640))


# ---- what comes back


def test_each_picture_has_a_seed_of_its_own(body):
    both = ask(body("TEXT_IMAGE", {"width": 320, "height": 704, "numberOfImages": 2, "seed": 7}), V1)
    reply = json.loads(both.body)
    assert list(reply) == ["images"]
    second = ask(body("TEXT_IMAGE", {"width": 320, "height": 704, "seed": 8}), V1)
    assert json.loads(second.body)["images"] == [reply["images"][1]] != [reply["images"][0]]
    assert (image(second).size, image(second).format) == ((320, 704), "PNG")


def test_what_is_black_changes_and_what_is_white_stays(sent_meadow, meadow, hole):
    params = {"image": sent_meadow, "maskImage": sent(255 - hole), "text": "a blue one", "returnMask": True}
    response = ask({"taskType": "INPAINTING", "inPaintingParams": params}, V1)
    got = pixels(response)
    assert (got[:, :60] == meadow[:, :60]).all()
    assert differ(got[45:105, 95:145], meadow[45:105, 95:145]) > 3
    reply = json.loads(response.body)
    assert list(reply) == ["images", "maskImage"]
    assert (pixels(_with(response, reply["maskImage"])) == 255 - hole).all()


def _with(response, text):
    """The response, with one picture in it."""
    return type(response)(response.status, response.headers, json.dumps({"images": [text]}).encode())


@pytest.mark.parametrize(
    ("task", "more", "edit"),
    [
        ("INPAINTING", {}, (finishing, "erase")),
        ("INPAINTING", {"text": " "}, (finishing, "erase")),
        ("INPAINTING", {"text": "a bright red one"}, (finishing, "recoloured")),
        ("INPAINTING", {"text": "a red fox"}, (inpaint, "inpaint")),
        ("OUTPAINTING", {"text": "a red fox"}, (surround, "surrounded")),
    ],
)
def test_each_edit_gets_what_is_inside(body, hole, monkeypatch, task, more, edit):
    given = []

    def drawn(order, pixels, inside, *rest):
        given.append(inside)
        drawing = Drawing(pixels, Brief())
        return drawing if edit[0] is finishing else iter([drawing])

    monkeypatch.setattr(*edit, drawn)
    request = body(task, maskImage=sent(255 - hole), **more)
    del request[PARAMS[task]]["maskPrompt"]
    assert image(ask(request, V1)).size == (160, 128)
    assert (given[0] == (hole > 0)).all()


@pytest.mark.parametrize(("mode", "precise"), [({}, False), ({"outPaintingMode": "PRECISE"}, True)])
def test_the_mode_of_outpainting(body, hole, monkeypatch, mode, precise):
    asked = []

    def surrounded(order, pixels, kept, exactly, known):
        asked.append(exactly)
        return iter([Drawing(pixels, Brief())])

    monkeypatch.setattr(surround, "surrounded", surrounded)
    request = body("OUTPAINTING", maskImage=sent(hole), **mode)
    del request["outPaintingParams"]["maskPrompt"]
    assert ask(request, V2).status == 200
    assert asked == [precise]


def test_what_a_mask_prompt_names_is_the_inside(sent_meadow, asked):
    params = {"image": sent_meadow, "maskPrompt": "cat", "returnMask": True}
    response = ask({"taskType": "INPAINTING", "inPaintingParams": params}, V2)
    mask = pixels(_with(response, json.loads(response.body)["maskImage"]))
    assert mask.shape == (128, 160)
    assert set(np.unique(mask)) == {0, 255}
    assert 0.01 < (mask == 0).mean() < 0.4


def test_a_thing_that_is_not_there(body):
    status, code, message = said(ask(body("INPAINTING", image=plain(128, 128)), V2))
    assert (status, code) == (400, "ValidationException")
    # As seen in aws-samples/amazon-bedrock-workshop, pull request 265, and then why.
    told = "400 Bad Request: Unable to auto-generate mask image with given input image and mask prompt."
    assert message.startswith(f'{told} Practice mode: "cat" was not found')


def test_a_background_that_is_removed_is_transparent(body):
    got = image(ask(body("BACKGROUND_REMOVAL"), V2))
    assert (got.size, got.mode, got.format) == ((160, 128), "RGBA", "PNG")
    assert 0.02 < (np.asarray(got)[..., 3] > 128).mean() < 0.6


# ---- the content filter

AUP = (
    "This request has been blocked by our content filters. Our filters automatically flagged this prompt because it "
    "may conflict our AUP or AWS Responsible AI Policy. Please adjust your text prompt to submit a new request."
)


def test_what_is_sent_is_blocked_with_an_error(body, asked):
    assert said(ask(body("TEXT_IMAGE", text="blocked-prompt"), V1)) == (400, "ValidationException", AUP)
    assert said(ask(body("IMAGE_VARIATION", text="blocked-input"), V1))[2] == (
        "This request has been blocked by our content filters. Please adjust your input image to submit a new request."
    )
    assert not asked


def test_what_is_made_is_blocked_with_a_reply(body, asked):
    one = ask(body("TEXT_IMAGE", text="a cat blocked-output"), V1)
    some = ask(body("TEXT_IMAGE", {"numberOfImages": 4}, text="a cat blocked-some"), V1)
    assert json.loads(one.body) == {
        "images": [],
        "error": "All of the generated images have been blocked by our content filters.",
    }
    reply = json.loads(some.body)
    assert (some.status, len(reply["images"])) == (200, 3)
    assert reply["error"] == "Some of the generated images have been blocked by our content filters."


# ---- its end


@pytest.mark.parametrize("model", [V1, f"{V1}:0", V2])
def test_it_has_retired(body, asked, model):
    assert ask(body("TEXT_IMAGE"), model, "eu-west-1").status == 200
    gone = said(ask(body("TEXT_IMAGE"), model, rules=Rules(retired_answer=False)))
    assert gone[:2] == (404, "ResourceNotFoundException")
