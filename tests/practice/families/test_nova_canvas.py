"""Nova Canvas on the wire: its limits, its styles, virtual try-on, and what comes back."""

import json

import numpy as np
import pytest
from PIL import Image

from helpers.practice.brief import Brief
from helpers.practice.edits import control, tryon
from helpers.practice.engine import Drawing, draw
from helpers.practice.families.nova_canvas import GARMENTS, STYLES
from helpers.practice.painter import styles
from helpers.practice.painter.moods import MOODS
from helpers.practice.service import Rules
from tests.practice.somebody import FACE, PERSON, SHIRT, TROUSERS
from tests.practice.wire import ask, complaint, differ, image, pixels, plain, said, sent

NOVA = "amazon.nova-canvas-v1:0"
SIZE = {"width": 336, "height": 320}


def text_image(config=None, **more):
    return {"taskType": "TEXT_IMAGE", "textToImageParams": {"text": "a cat"} | more} | (
        {} if config is None else {"imageGenerationConfig": config}
    )


def wrong(request):
    return complaint(ask(request, NOVA))


MASK = np.full((320, 320), 255, np.uint8)
MASK[110:205, 95:225] = 0


def try_on(config=None, **more):
    params = {"sourceImage": sent(PERSON), "referenceImage": plain(320, 320, (220, 30, 40)), "maskType": "GARMENT"}
    return {"taskType": "VIRTUAL_TRY_ON", "virtualTryOnParams": params | more} | (
        {} if config is None else {"imageGenerationConfig": config}
    )


UPPER = {"garmentBasedMask": {"garmentClass": "UPPER_BODY"}}


# ---- bodies as AWS's documentation and samples have them


def test_bodies_as_they_are_published(asked):
    picture, mask = sent(PERSON), sent(MASK)
    config = {"numberOfImages": 1, "quality": "standard", "cfgScale": 6.5, "seed": 858_993_459}
    sized = config | {"width": 1280, "height": 720}
    published = [
        text_image(sized, text="whimsical and ethereal soft-shaded story illustration", negativeText="clouds"),
        text_image(sized, style="GRAPHIC_NOVEL_ILLUSTRATION"),
        text_image(sized, conditionImage=picture, controlMode="SEGMENTATION", controlStrength=0.3),
        {
            "taskType": "COLOR_GUIDED_GENERATION",
            "colorGuidedGenerationParams": {"text": "a kitchen", "colors": ["#FF9800", "#FCF2AB"]},
            "imageGenerationConfig": sized,
        },
        {
            "taskType": "IMAGE_VARIATION",
            "imageVariationParams": {"images": [picture], "text": "bring it to life", "similarityStrength": 0.7},
            "imageGenerationConfig": sized,
        },
        {
            "taskType": "INPAINTING",
            "inPaintingParams": {"image": picture, "maskImage": mask, "text": "a red car", "negativeText": "bad"},
            "imageGenerationConfig": config | {"width": 512, "height": 512},
        },
        {"taskType": "INPAINTING", "inPaintingParams": {"image": picture, "maskPrompt": "windows"}},
        {
            "taskType": "OUTPAINTING",
            "outPaintingParams": {"image": picture, "maskPrompt": "the shirt", "text": "a beach"}
            | {"outPaintingMode": "PRECISE"},
            "imageGenerationConfig": config,
        },
        {"taskType": "BACKGROUND_REMOVAL", "backgroundRemovalParams": {"image": picture}},
        try_on(**UPPER),
        try_on({"numberOfImages": 1, "quality": "standard", "height": 1024, "width": 1024}, **UPPER),
        try_on(config, **UPPER, mergeStyle="SEAMLESS"),
        try_on(
            {"numberOfImages": 1, "quality": "premium"},
            garmentBasedMask={"maskShape": "CONTOUR", "garmentClass": "UPPER_BODY"},
            maskExclusions={"preserveFace": "ON", "preserveHands": "ON", "preserveBodyPose": "ON"},
            mergeStyle="DETAILED",
        ),
        try_on(
            garmentBasedMask={
                "maskShape": "DEFAULT",
                "garmentClass": "LONG_SLEEVE_SHIRT",
                "garmentStyling": {
                    "longSleeveStyle": "SLEEVE_DOWN",
                    "tuckingStyle": "UNTUCKED",
                    "outerLayerStyle": "CLOSED",
                },
            }
        ),
        try_on(maskType="PROMPT", promptBasedMask={"maskPrompt": "sofa with pillows", "maskShape": "BOUNDING_BOX"}),
        try_on(maskType="IMAGE", imageBasedMask={"maskImage": mask}),
    ]
    for request in published:
        response = ask(request, NOVA)
        assert response.status == 200, response.body
    assert len(asked) == len(published)


# ---- which bodies fit


@pytest.mark.parametrize("name", ["text", "negativeText"])
def test_a_text_has_its_length(asked, name):
    assert ask(text_image(**{name: "x" * 1024}), NOVA).status == 200
    where = f"#/textToImageParams/{name}"
    assert wrong(text_image(**{name: "x" * 1025})) == f"{where}: expected maxLength: 1024, actual: 1025"
    assert wrong(text_image(**{name: ""})) == f"{where}: expected minLength: 1, actual: 0"


@pytest.mark.parametrize(
    ("size", "said_of_it"),
    [
        ((320, 320), ""),
        ((2048, 2048), ""),
        ((4096, 1024), ""),
        ((320, 1280), ""),
        ((304, 320), "/width: 304 is not greater or equal to 320"),
        ((320, 4112), "/height: 4112 is not less or equal to 4096"),
        ((1000, 1024), "/width: 1000 is not a multiple of 16"),
        ((2064, 2048), ": width x height is 4227072, the maximum is 4194304"),
        ((320, 1296), ": the sides are as 320 to 1296, the limit is 4 to 1"),
    ],
)
def test_sizes(asked, size, said_of_it):
    config = {"width": size[0], "height": size[1]}
    if said_of_it:
        assert wrong(text_image(config)) == f"#/imageGenerationConfig{said_of_it}"
    else:
        assert ask(text_image(config), NOVA).status == 200


def test_a_side_that_is_not_named_has_1024_pixels(asked):
    ask(text_image({"width": 512}), NOVA)
    assert (asked[0].order.width, asked[0].order.height) == (512, 1024)


@pytest.mark.parametrize(
    ("text", "said_of_it"),
    [
        (plain(319, 320), "each must have at least 320 and at most 4096"),
        (plain(320, 1281), "the limit is 4 to 1"),
        (sent(Image.new("L", (2049, 2048))), "it must have 102400 to 4194304"),
        (sent(Image.new("RGB", (320, 320)), "WEBP"), "WEBP is not a supported image format"),
        (sent(Image.new("RGBA", (320, 320), (9, 9, 9, 254))), "the image has transparent pixels"),
    ],
)
def test_a_picture_that_is_not_taken(asked, text, said_of_it):
    request = {"taskType": "BACKGROUND_REMOVAL", "backgroundRemovalParams": {"image": text}}
    assert wrong(request).startswith("#/backgroundRemovalParams/image: ")
    assert said_of_it in wrong(request)


def test_an_alpha_that_hides_nothing_is_taken(asked):
    opaque = sent(Image.new("RGBA", (320, 330), (9, 9, 9, 255)))
    request = {"taskType": "BACKGROUND_REMOVAL", "backgroundRemovalParams": {"image": opaque}}
    assert ask(request, NOVA).status == 200


def test_only_try_on_returns_its_mask(asked):
    params = {"image": sent(PERSON), "maskPrompt": "shirt", "returnMask": True}
    inpainting = {"taskType": "INPAINTING", "inPaintingParams": params}
    assert wrong(inpainting) == "#/inPaintingParams: extraneous key [returnMask] is not permitted"
    assert ask(try_on(**UPPER, returnMask=False), NOVA).status == 200
    assert asked[0].mask is None


@pytest.mark.parametrize(
    ("more", "complains"),
    [
        ({"maskType": "FACE"}, "/maskType: FACE is not a valid enum value"),
        ({}, ": required key [garmentBasedMask] not found"),
        ({"maskType": "IMAGE"} | UPPER, ": required key [imageBasedMask] not found"),
        ({"maskType": "PROMPT"} | UPPER, ": required key [promptBasedMask] not found"),
        ({"garmentBasedMask": {}}, "/garmentBasedMask: required key [garmentClass] not found"),
        (
            {"garmentBasedMask": {"garmentClass": "SHIRT"}},
            "/garmentBasedMask/garmentClass: SHIRT is not a valid enum value",
        ),
        (
            {"garmentBasedMask": {"garmentClass": "SHOES", "maskShape": "OVAL"}},
            "/garmentBasedMask/maskShape: OVAL is not a valid enum value",
        ),
        (
            {"garmentBasedMask": {"garmentClass": "SHOES", "garmentStyling": {"tuckingStyle": "IN"}}},
            "/garmentBasedMask/garmentStyling/tuckingStyle: IN is not a valid enum value",
        ),
        ({"maskType": "PROMPT", "promptBasedMask": {}}, "/promptBasedMask: required key [maskPrompt] not found"),
        ({"maskType": "IMAGE", "imageBasedMask": {}}, "/imageBasedMask: required key [maskImage] not found"),
        (UPPER | {"mergeStyle": "SOFT"}, "/mergeStyle: SOFT is not a valid enum value"),
        (UPPER | {"maskExclusions": {"preserveFace": True}}, "/maskExclusions/preserveFace: expected type: String"),
        (UPPER | {"text": "a shirt"}, ": extraneous key [text] is not permitted"),
    ],
)
def test_try_on_has_its_rules(asked, more, complains):
    assert wrong(try_on(**more)).startswith(f"#/virtualTryOnParams{complains}")
    assert not asked


def test_a_mask_of_another_size_than_the_source(asked):
    small = wrong(try_on(maskType="IMAGE", imageBasedMask={"maskImage": plain(330, 320, 0, "L")}))
    where = "#/virtualTryOnParams/imageBasedMask/maskImage"
    assert small == f"{where}: the mask is 330 x 320 pixels, the image is 320 x 320"


# ---- what reaches the engine


def test_the_order_has_the_defaults_that_aws_documents(asked):
    ask(text_image(), NOVA)
    order = asked[0].order
    assert (order.seed, order.cfg_scale, order.steps, order.width, order.height) == (12, 6.5, 30, 1024, 1024)
    assert (order.style, order.mood) == (None, None)


def test_every_style_has_a_look_of_its_own(asked):
    for style in STYLES:
        assert ask(text_image(style=style), NOVA).status == 200
    looks = [(one.order.style, one.order.mood) for one in asked]
    assert looks == list(STYLES.values())
    assert len(set(looks)) == 8
    assert all(style is None or style in styles.load() for style, _ in looks)
    assert all(mood is None or mood in MOODS for _, mood in looks)
    assert wrong(text_image(style="OIL")) == "#/textToImageParams/style: OIL is not a valid enum value"


@pytest.mark.parametrize(
    ("more", "way", "strength"),
    [({}, "follow", 0.7), ({"controlMode": "SEGMENTATION", "controlStrength": 0.2}, "follow_areas", 0.2)],
)
def test_a_picture_whose_layout_is_followed(monkeypatch, more, way, strength):
    given = []

    def drawn(order, layout, *rest):
        given.append((layout.shape, rest[-1]))
        return iter([draw(order)])

    monkeypatch.setattr(control, way, drawn)
    request = text_image(SIZE, conditionImage=plain(400, 320), **more)
    assert image(ask(request, NOVA)).size == (336, 320)
    assert given == [((320, 320, 3), strength)]


@pytest.mark.parametrize("name", GARMENTS)
def test_every_garment_has_its_part_of_the_body(monkeypatch, name):
    asked = []

    def fitted(pixels, cut, shape, known):
        asked.append((cut.part, shape))
        return tryon.Fitting(np.zeros((320, 320), np.float32), np.zeros((320, 320), np.float32), cut.part)

    monkeypatch.setattr(tryon, "for_garment", fitted)
    monkeypatch.setattr(tryon, "tried_on", lambda order, pixels, *rest: Drawing(pixels, Brief()))
    assert ask(try_on(garmentBasedMask={"garmentClass": name, "maskShape": "CONTOUR"}), NOVA).status == 200
    ((part, shape),) = asked
    assert shape == "CONTOUR"
    shoes, lower = ("SHOE", "FOOT", "BOOTS"), ("LOWER", "PANTS")
    if any(word in name for word in shoes):
        assert part == "shoes"
    elif any(word in name for word in lower):
        assert part == "lower"
    else:
        assert part == ("whole" if "FULL" in name or "DRESS" in name else "upper")


# ---- what comes back


def test_a_picture_has_exactly_the_size_that_was_asked_for():
    got = image(ask(text_image(SIZE), NOVA))
    assert (got.size, got.format, got.mode) == ((336, 320), "PNG", "RGB")
    assert np.asarray(got).std() > 5


def test_the_same_request_gives_the_same_picture_and_the_seed_another():
    one, again, other = (ask(text_image(SIZE | {"seed": seed}), NOVA).body for seed in (12, 12, 13))
    assert one == again != other
    assert one == ask(text_image(SIZE), NOVA).body


@pytest.fixture(scope="module")
def red():
    """The reply to a try-on of something red: twice, with its mask."""
    return ask(try_on({"numberOfImages": 2}, **UPPER, returnMask=True), NOVA)


def test_a_garment_is_put_on_and_the_face_stays(red):
    got = pixels(red)
    assert got.shape == (320, 320, 3)
    assert (got[FACE] == PERSON[FACE]).all()
    assert differ(got[TROUSERS], PERSON[TROUSERS]) < 2
    shirt = got[SHIRT].reshape(-1, 3).mean(0)
    assert shirt[0] > shirt[1:].max() + 80


def test_its_mask_is_black_where_the_garment_goes(red):
    reply = json.loads(red.body)
    assert list(reply) == ["images", "maskImage"]
    assert len(reply["images"]) == 2
    mask = pixels(type(red)(200, red.headers, json.dumps({"images": [reply["maskImage"]]}).encode()))
    assert mask.shape == (320, 320)
    assert (mask[SHIRT] == 0).mean() > 0.9
    assert (mask[FACE] == 255).all()
    assert (mask[:, :60] == 255).all()


def test_a_mask_says_where_it_goes_too():
    got = pixels(ask(try_on(maskType="IMAGE", imageBasedMask={"maskImage": sent(MASK)}), NOVA))
    assert differ(got[SHIRT], PERSON[SHIRT]) > 50
    assert (got[MASK == 255] == PERSON[MASK == 255]).all()


def test_a_prompt_says_where_it_goes_too(monkeypatch):
    asked = []

    def found(picture, words, seen):
        asked.append(words)
        return (MASK == 0).astype(np.float32)

    monkeypatch.setattr(tryon, "find", found)
    request = try_on(maskType="PROMPT", promptBasedMask={"maskPrompt": "셔츠"}, returnMask=True, mergeStyle="DETAILED")
    response = ask(request, NOVA)
    assert asked == ["셔츠"]  # looked for once, for the picture and the mask
    assert differ(pixels(response)[SHIRT], PERSON[SHIRT]) > 50


def test_nobody_to_wear_it():
    status, code, message = said(ask(try_on(sourceImage=plain(320, 320), **UPPER), NOVA))
    assert (status, code) == (400, "ValidationException")
    assert message.startswith("Practice mode: nobody is seen in sourceImage: ")


def test_the_content_filter(asked):
    assert said(ask(text_image(text="a blocked-prompt"), NOVA)) == (
        400,
        "ValidationException",
        "This request has been blocked by our content filters. Please adjust your text prompt to submit a new request.",
    )
    assert said(ask(text_image(text="a blocked-input"), NOVA))[2].endswith(
        "Please adjust your input image to submit a new request."
    )
    all_of_them = json.loads(ask(text_image({"numberOfImages": 2}, text="blocked-output"), NOVA).body)
    assert all_of_them["images"] == []
    assert all_of_them["error"] == "All of the generated images have been blocked by our content filters."
    some = json.loads(ask(text_image({"numberOfImages": 5}, text="blocked-some"), NOVA).body)
    assert len(some["images"]) == 4
    assert some["error"] == "Some of the generated images have been blocked by our content filters."
    alone = json.loads(ask(text_image(text="blocked-some"), NOVA).body)
    assert alone == all_of_them


def test_it_has_retired(asked):
    assert ask(text_image(), NOVA, "us-west-2").status == 200
    gone = said(ask(text_image(), NOVA, rules=Rules(retired_answer=False)))
    assert gone[:2] == (404, "ResourceNotFoundException")
