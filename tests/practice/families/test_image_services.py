"""The thirteen image services on the wire: which bodies they take, what reaches the edits, and what comes back."""

import json

import numpy as np
import pytest
from PIL import Image

from helpers.practice.edits import finishing
from helpers.practice.families.common import PRESETS, SIZE_OF_RATIO
from helpers.practice.families.image_services import SERVICES
from tests.practice.wire import ask, complaint, detail, image, pixels, plain, said, sent

INPAINT, OUTPAINT = "stable-image-inpaint-v1:0", "stable-outpaint-v1:0"
ERASE, REPLACE = "stable-image-erase-object-v1:0", "stable-image-search-replace-v1:0"
RECOLOR, CUTOUT = "stable-image-search-recolor-v1:0", "stable-image-remove-background-v1:0"
SKETCH, STRUCTURE = "stable-image-control-sketch-v1:0", "stable-image-control-structure-v1:0"
GUIDE, TRANSFER = "stable-image-style-guide-v1:0", "stable-style-transfer-v1:0"
FAST, CONSERVATIVE, CREATIVE = (f"stable-{way}-upscale-v1:0" for way in ("fast", "conservative", "creative"))

# The smallest body each of them takes, with "IMAGE" and "MASK" in place of pictures.
MINIMAL = {
    INPAINT: {"prompt": "a red fox", "image": "IMAGE", "mask": "MASK"},
    OUTPAINT: {"image": "IMAGE", "left": 32},
    ERASE: {"image": "IMAGE", "mask": "MASK"},
    REPLACE: {"prompt": "a red fox", "image": "IMAGE", "search_prompt": "cat"},
    RECOLOR: {"prompt": "blue", "image": "IMAGE", "select_prompt": "cat"},
    CUTOUT: {"image": "IMAGE"},
    SKETCH: {"prompt": "a castle", "image": "IMAGE"},
    STRUCTURE: {"prompt": "a castle", "image": "IMAGE"},
    GUIDE: {"prompt": "a castle", "image": "IMAGE"},
    TRANSFER: {"init_image": "IMAGE", "style_image": "IMAGE"},
    FAST: {"image": "IMAGE"},
    CONSERVATIVE: {"prompt": "a cat", "image": "IMAGE"},
    CREATIVE: {"prompt": "a cat", "image": "IMAGE"},
}
REQUIRED = {name: set(body) - {"mask", "left"} for name, body in MINIMAL.items()}
REPROMPTED = {"negative_prompt", "seed", "output_format", "style_preset"}
# Amazon's table, fields beyond those required: AWS user guide, "Stability AI Image Services".
OPTIONAL = {
    INPAINT: REPROMPTED | {"mask", "grow_mask"},
    OUTPAINT: {"left", "right", "up", "down", "prompt", "creativity", "seed", "output_format", "style_preset"},
    ERASE: {"mask", "grow_mask", "seed", "output_format"},
    REPLACE: REPROMPTED | {"grow_mask"},
    RECOLOR: REPROMPTED | {"grow_mask"},
    CUTOUT: {"output_format"},
    SKETCH: REPROMPTED | {"control_strength"},
    STRUCTURE: REPROMPTED | {"control_strength"},
    GUIDE: REPROMPTED | {"aspect_ratio", "fidelity"},
    TRANSFER: {"prompt", "composition_fidelity", "style_strength", "change_strength"}
    | {"negative_prompt", "seed", "output_format"},
    FAST: {"output_format"},
    CONSERVATIVE: {"creativity", "negative_prompt", "seed", "output_format"},
    CREATIVE: REPROMPTED | {"creativity"},
}
RANGES = {
    "grow_mask": (0, 20, "Number"),
    "control_strength": (0, 1, "Number"),
    "fidelity": (0, 1, "Number"),
    "composition_fidelity": (0, 1, "Number"),
    "style_strength": (0, 1, "Number"),
    "change_strength": (0.1, 1, "Number"),
    "left": (0, 2000, "Integer"),
    "right": (0, 2000, "Integer"),
    "up": (0, 2000, "Integer"),
    "down": (0, 2000, "Integer"),
    "seed": (0, 4294967294, "Integer"),
}
CREATIVITY = {OUTPAINT: (0.1, 1), CONSERVATIVE: (0.1, 0.5), CREATIVE: (0.1, 0.5)}
KNOBS = [(s, k, *RANGES[k]) for s in MINIMAL for k in sorted(OPTIONAL[s]) if k in RANGES]
KNOBS += [(s, "creativity", low, high, "Number") for s, (low, high) in CREATIVITY.items()]


def profile(service):
    return f"us.stability.{service}"


@pytest.fixture(scope="module")
def body(sent_meadow, hole):
    """Makes a service's smallest body, with more in it."""
    files = {"IMAGE": sent_meadow, "MASK": sent(hole)}

    def make(service, **more):
        return {name: files.get(value, value) for name, value in MINIMAL[service].items()} | more

    return make


@pytest.fixture
def smaller_upscales(monkeypatch):
    """Ten megapixels take long to paint; the way there is the same for less."""
    monkeypatch.setattr(finishing, "MOST", {"conservative": 300**2, "creative": 320**2})


def test_all_thirteen_are_here():
    assert set(SERVICES) == set(MINIMAL)
    assert len(MINIMAL) == 13


# ---- how they are called


@pytest.mark.parametrize("service", [name for name in MINIMAL if name != GUIDE])
def test_each_answers_its_smallest_body_with_a_picture(service, body, meadow, smaller_upscales):
    response = ask(body(service, **({"seed": 7} if "seed" in OPTIONAL[service] else {})), profile(service))
    got = image(response)
    reply = json.loads(response.body)
    assert list(reply) == ["seeds", "finish_reasons", "images"]
    assert reply["finish_reasons"] == [None]
    assert got.format == "PNG"
    larger = {OUTPAINT: (192, 128), FAST: (640, 512), CONSERVATIVE: (335, 268), CREATIVE: (358, 286)}
    assert got.size == larger.get(service, (160, 128))
    assert got.mode == ("RGBA" if service == CUTOUT else "RGB")
    assert np.asarray(got)[..., :3].std() > 5


@pytest.mark.parametrize("service", MINIMAL)
@pytest.mark.parametrize("region", ["us-east-1", "us-east-2", "us-west-2"])
def test_the_profile_and_its_arn_are_answered(service, region, body, asked):
    arn = f"arn:aws:bedrock:{region}:123456789012:inference-profile/{profile(service)}"
    assert ask(body(service), profile(service), region).status == 200
    assert ask(body(service), arn, region).status == 200
    assert len(asked) == 2


@pytest.mark.parametrize("service", MINIMAL)
def test_the_bare_id_is_refused_as_bedrock_does(service, body):
    assert said(ask(body(service), f"stability.{service}")) == (
        400,
        "ValidationException",
        f"Invocation of model ID stability.{service} with on-demand throughput isn\u2019t supported. Retry your "
        "request with the ID or ARN of an inference profile that contains this model.",
    )


@pytest.mark.parametrize(
    "model",
    [
        profile(INPAINT).replace("us.", "eu."),
        profile("stable-image-outpaint-v1:0"),  # it is called without -image-
        profile("sd3-5-large-v1:0"),  # has no profile
        f"arn:aws:bedrock:us-west-2:123456789012:inference-profile/stability.{FAST}x",
        f"arn:aws:bedrock:us-west-2:1234:inference-profile/{profile(FAST)}",
        f"arn:aws:bedrock:us-west-2:123456789012:foundation-model/stability.{FAST}x",
        f"arn:aws:bedrock:us-west-2::foundation-model/{profile(FAST)}",  # that is no model
        "arn:aws:bedrock:us-west-2:123456789012:inference-profile/stability.sd3-5-large-v1:0",  # and this no profile
    ],
)
def test_a_name_that_is_nearly_right(model, body):
    assert said(ask(body(FAST), model)) == (400, "ValidationException", "The provided model identifier is invalid.")


@pytest.mark.parametrize("model", [profile(INPAINT), f"stability.{INPAINT}"])
def test_other_regions_do_not_have_them(model, body):
    response = ask(body(INPAINT), model, "eu-west-1")
    assert said(response) == (400, "ValidationException", "The provided model identifier is invalid.")


# ---- which bodies fit


@pytest.mark.parametrize(("service", "key"), [(s, k) for s in MINIMAL for k in sorted(REQUIRED[s])])
def test_a_required_key_that_is_missing(service, key, body):
    asked_for = body(service)
    del asked_for[key]
    assert complaint(ask(asked_for, profile(service))) == f"#: required key [{key}] not found"


@pytest.mark.parametrize("service", MINIMAL)
def test_exactly_the_documented_keys_are_taken(service):
    assert set(SERVICES[service].schema({}).fields) == REQUIRED[service] | OPTIONAL[service]
    assert {name for name, field in SERVICES[service].schema({}).fields.items() if field.required} == REQUIRED[service]


@pytest.mark.parametrize("service", MINIMAL)
@pytest.mark.parametrize("key", ["strength", "steps", "cfg_scale", "mode", "width", "n"])
def test_an_extraneous_key(service, key, body):
    response = ask(body(service, **{key: 1}), profile(service))
    assert detail(response).startswith(f"Invalid field '{key}' in request. Available fields for ")


def test_the_words_about_an_extraneous_key():
    """As seen in aws-samples/amazon-bedrock-client-for-mac, issue 121; they come before the fields that are missing."""
    response = ask({"text_prompts": []}, profile(SKETCH))
    assert detail(response) == (
        "Invalid field 'text_prompts' in request. Available fields for control-sketch are: image, prompt, "
        "control_strength, negative_prompt, seed, output_format, style_preset"
    )
    assert len(response.body) == 196  # the Content-Length of theirs


def test_the_width_of_a_mask_may_be_a_fraction(body, monkeypatch):
    widths = []
    monkeypatch.setattr(finishing, "erase", lambda *args: widths.append(args[3]) or args[0])
    for grow in (5, 5.0, 4.6):
        ready = body(ERASE, grow_mask=grow)
        asked = SERVICES[ERASE].asked(ready)
        asked.draw(asked.order)
    assert widths == [5, 5, 5]


@pytest.mark.parametrize(("service", "key", "low", "high", "kind"), KNOBS)
def test_a_number_has_its_range(service, key, low, high, kind, body, asked):
    beyond = 1 if kind == "Integer" else 0.01
    assert complaint(ask(body(service, **{key: low - beyond}), profile(service))).startswith(f"#/{key}: ")
    assert complaint(ask(body(service, **{key: high + beyond}), profile(service))).startswith(f"#/{key}: ")
    wrong = complaint(ask(body(service, **{key: "1"}), profile(service)))
    assert wrong == f"#/{key}: expected type: {kind}, found: String"
    assert not asked
    more = {"up": 1} if service == OUTPAINT else {}
    assert ask(body(service, **(more | {key: low})), profile(service)).status == 200
    assert ask(body(service, **(more | {key: high})), profile(service)).status == 200


@pytest.mark.parametrize("service", MINIMAL)
def test_formats(service, body, asked):
    for kind in ("jpeg", "png", "webp"):
        assert ask(body(service, output_format=kind), profile(service)).status == 200
    assert [one.format for one in asked] == ["jpeg", "png", "webp"]
    wrong = complaint(ask(body(service, output_format="gif"), profile(service)))
    assert wrong == "#/output_format: gif is not a valid enum value"


@pytest.mark.parametrize("key", ["prompt", "negative_prompt", "search_prompt"])
def test_a_text_has_its_length(key, body, asked):
    assert ask(body(REPLACE, **{key: "x" * 10_000}), profile(REPLACE)).status == 200
    wrong = complaint(ask(body(REPLACE, **{key: "x" * 10_001}), profile(REPLACE)))
    assert wrong == f"#/{key}: expected maxLength: 10000, actual: 10001"


@pytest.mark.parametrize("sides", [{}, {"left": 0}, {"left": 0, "right": 0, "up": 0, "down": 0}])
def test_outpainting_needs_a_side(sides, sent_meadow, asked):
    wrong = complaint(ask({"image": sent_meadow} | sides, profile(OUTPAINT)))
    assert wrong == "#: at least one of left, right, up and down must be above 0"
    assert not asked


PICTURES = [(s, k) for s, b in MINIMAL.items() for k, v in b.items() if v == "IMAGE"]


@pytest.mark.parametrize(("service", "key"), PICTURES)
def test_a_picture_that_is_not_taken(service, key, body, asked):
    def wrong(text):
        return complaint(ask(body(service, **{key: text}), profile(service)))

    assert "could not be decoded" in wrong("abc")
    assert "could not be decoded" in wrong("AAAA")
    assert "GIF is not a supported image format" in wrong(sent(Image.new("L", (99, 99)), "GIF"))
    assert "pixels" in wrong(plain(31, 31))
    assert "pixels" in wrong(plain(3073, 3072, 0, "L"))
    if service not in (FAST, CREATIVE):  # for these, Amazon names no longest shape
        assert "the limit is 2.5 to 1" in wrong(plain(161, 64))
        assert "at least 64" in wrong(plain(63, 70))
    assert not asked


@pytest.mark.parametrize(
    ("service", "size", "fits"),
    [
        (FAST, (32, 32), True),
        (FAST, (1536, 682), True),
        (FAST, (1537, 600), False),
        (FAST, (1024, 1024), True),
        (FAST, (1024, 1025), False),
        (FAST, (31, 40), False),
        (CREATIVE, (64, 64), True),
        (CREATIVE, (1024, 1024), True),
        (CREATIVE, (1025, 1024), False),
        (CREATIVE, (63, 99), False),
        (CREATIVE, (4096, 100), True),
        (CONSERVATIVE, (3072, 3072), True),
    ],
)
def test_upscales_have_limits_of_their_own(service, size, fits, body, asked):
    response = ask(body(service, image=plain(*size, 9, "L")), profile(service))
    assert (response.status == 200) == fits
    assert len(asked) == fits


# ---- what reaches the edits


@pytest.mark.parametrize("ratio", SIZE_OF_RATIO)
def test_style_guide_draws_every_shape(ratio, body, asked):
    assert ask(body(GUIDE, aspect_ratio=ratio), profile(GUIDE)).status == 200
    assert (asked[0].order.width, asked[0].order.height) == SIZE_OF_RATIO[ratio]


@pytest.mark.parametrize("service", [s for s in MINIMAL if "style_preset" in OPTIONAL[s]])
def test_presets_reach_the_order(service, body, asked):
    for preset in PRESETS:
        assert ask(body(service, style_preset=preset), profile(service)).status == 200
    assert [(one.order.style, one.order.mood) for one in asked] == list(PRESETS.values())
    assert complaint(ask(body(service, style_preset="oil"), profile(service))).endswith("oil is not a valid enum value")


def test_prompts_and_seed_reach_the_order(body, asked):
    ask(body(INPAINT, prompt="a fox", negative_prompt="snow", seed=9), profile(INPAINT))
    order = asked[0].order
    assert (order.prompt, order.negative_prompt, order.seed) == ("a fox", "snow", 9)


def test_every_knob_changes_the_picture(body):
    """Not only the schema knows it."""
    for service, one, other in [
        (TRANSFER, {"style_strength": 0}, {"style_strength": 1}),
        (STRUCTURE, {"control_strength": 0}, {"control_strength": 1}),
    ]:
        more = {"style_image": sent(np.full((64, 64, 3), (200, 40, 30), np.uint8))} if service == TRANSFER else {}
        first, second = (pixels(ask(body(service, seed=3, **more, **m), profile(service))) for m in (one, other))
        assert np.abs(first - second).mean() > 0.5, (service, one, other)


# ---- what comes back


def test_a_cut_out_subject_on_white_in_a_jpeg(body):
    clear = image(ask(body(CUTOUT), profile(CUTOUT)))
    white = image(ask(body(CUTOUT, output_format="jpeg"), profile(CUTOUT)))
    assert (white.format, white.mode) == ("JPEG", "RGB")
    alpha = np.asarray(clear)[..., 3]
    assert 0.02 < (alpha > 128).mean() < 0.6
    outside = Image.fromarray((alpha > 0).astype(np.uint8) * 255).resize((20, 16), Image.Resampling.BOX)
    blank = np.asarray(outside.resize((160, 128), Image.Resampling.NEAREST)) == 0
    assert np.asarray(white)[blank].min() > 245


def test_a_cut_out_subject_in_a_webp_stays_clear(body):
    got = image(ask(body(CUTOUT, output_format="webp"), profile(CUTOUT)))
    assert (got.format, got.mode) == ("WEBP", "RGBA")


@pytest.mark.parametrize(("service", "key"), [(REPLACE, "search_prompt"), (RECOLOR, "select_prompt")])
@pytest.mark.parametrize("what", ["a steam locomotive", "flurbl", ""])
def test_a_thing_that_is_not_there(service, key, what):
    """An empty green picture shows nothing that could be found."""
    request = {"prompt": "blue", "image": plain(128, 128), key: what}
    status, code, message = said(ask(request, profile(service)))
    assert (status, code) == (400, "ValidationException")
    assert message.startswith("Practice mode: ")
    assert len(message) > 40


def test_a_colour_must_be_named(body):
    message = said(ask(body(RECOLOR, prompt="a beautiful one"), profile(RECOLOR)))[2]
    assert message.startswith("Practice mode: the prompt 'a beautiful one' names no colour; say one of: ")


def test_without_a_mask_what_is_transparent_is_painted(meadow, hole):
    clear = np.dstack([meadow, 255 - hole])
    got = pixels(ask({"prompt": "a red fox", "image": sent(clear), "seed": 3}, profile(INPAINT)))
    assert (got[:, :60] == meadow[:, :60]).all()
    assert np.abs(got[45:105, 95:145] - meadow[45:105, 95:145]).mean() > 3


@pytest.mark.parametrize("service", [INPAINT, ERASE])
def test_without_any_mask_it_is_refused(service, body, asked):
    asked_for = body(service)
    del asked_for["mask"]
    assert (
        complaint(ask(asked_for, profile(service)))
        == "#/mask: no mask was given, and the image has no transparent part"
    )
