"""Titan Image Generator and Nova Canvas: the JSON that is sent for each task, and what is made of every reply."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from helpers import MODELS, BadValue, ImageRequest, Refused, UnexpectedReply
from helpers.models import amazon, family_of, titan
from helpers.tasks import (
    ColorGuided,
    ControlSketch,
    ControlStructure,
    Erase,
    ImageToImage,
    Inpaint,
    Outpaint,
    RemoveBackground,
    ReplaceBackground,
    SearchReplace,
    TextToImage,
    TryOn,
)
from tests.conftest import image_file

pytestmark = pytest.mark.usefixtures("english")

IMAGE, OTHER = image_file(size=(400, 320)), image_file("JPEG", (320, 320))
SENT, SENT_OTHER = (base64.b64encode(data).decode() for data in (IMAGE, OTHER))
EVERY = pytest.mark.parametrize("model", ["titan-image-v1", "titan-image-v2", "nova-canvas"])
NEWER = pytest.mark.parametrize("model", ["titan-image-v2", "nova-canvas"])


def half_white(size=(400, 320)):
    """A mask whose right half is white, as JPEG blurs it."""
    grey = np.zeros(size[::-1], np.uint8)
    grey[:, size[0] // 2 :] = 255
    out = io.BytesIO()
    Image.fromarray(grey).save(out, "JPEG")
    return out.getvalue()


def levels(text):
    """The grey levels at the left and at the right of a picture in a body, and which levels it has at all."""
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(text))).convert("L"))
    return int(pixels[5, 5]), int(pixels[5, -5]), set(np.unique(pixels).tolist()), pixels.shape


@EVERY
def test_the_prompt_alone(model):
    body = ImageRequest("a cat", model=model).body()
    assert body == {"taskType": "TEXT_IMAGE", "textToImageParams": {"text": "a cat"}}


@EVERY
def test_every_knob(model):
    request = ImageRequest(
        *("a cat", "dogs"),
        **{"model": model, "seed": 7, "cfg_scale": 8, "width": 768, "height": 768, "count": 3, "quality": "premium"},
    )
    assert request.body() == {
        "taskType": "TEXT_IMAGE",
        "textToImageParams": {"text": "a cat", "negativeText": "dogs"},
        "imageGenerationConfig": {
            **{"numberOfImages": 3, "quality": "premium", "cfgScale": 8, "seed": 7, "width": 768, "height": 768}
        },
    }


@pytest.mark.parametrize(("preset", "style"), [("photographic", "PHOTOREALISM"), ("MAXIMALISM", "MAXIMALISM")])
def test_styles_of_nova(preset, style):
    body = ImageRequest("a cat", model="nova-canvas", style_preset=preset).body()
    assert body["textToImageParams"] == {"text": "a cat", "style": style}
    with pytest.raises(BadValue, match="name the style in the prompt"):
        ImageRequest("a cat", model="titan-image-v2", style_preset=preset).body()


@NEWER
def test_along_a_picture(model):
    task = ControlStructure(IMAGE, 0.3, "segments")
    assert ImageRequest("a cat", model=model, task=task).body()["textToImageParams"] == {
        **{"text": "a cat", "conditionImage": SENT, "controlMode": "SEGMENTATION", "controlStrength": 0.3}
    }


@NEWER
def test_in_given_colours(model):
    task = ColorGuided(("#FF0000", "#00ff00", "#FF0000"), OTHER)
    assert ImageRequest("a cat", model=model, task=task).body() == {
        "taskType": "COLOR_GUIDED_GENERATION",
        "colorGuidedGenerationParams": {
            **{"text": "a cat", "colors": ["#FF0000", "#00ff00", "#FF0000"], "referenceImage": SENT_OTHER}
        },
    }


@EVERY
def test_strength_is_what_similarity_is_not(model):
    body = ImageRequest("a cat", model=model, task=ImageToImage(IMAGE, 0.3, (OTHER,))).body()
    assert body == {
        "taskType": "IMAGE_VARIATION",
        "imageVariationParams": {"text": "a cat", "images": [SENT, SENT_OTHER], "similarityStrength": 0.7},
    }
    with pytest.raises(BadValue, match=r"strength: got 0.9, allowed: 0 to 0.8"):
        ImageRequest("a cat", model=model, task=ImageToImage(IMAGE, 0.9)).body()


@EVERY
@pytest.mark.parametrize("task", [Inpaint(IMAGE, half_white()), Erase(IMAGE, half_white((200, 160)))])
def test_white_is_edited_and_sent_as_black(model, task):
    prompt = "a cat" if isinstance(task, Inpaint) else ""
    params = ImageRequest(prompt, model=model, task=task).body()["inPaintingParams"]
    assert params["image"] == SENT
    assert ("text" in params) == bool(prompt)
    assert levels(params["maskImage"]) == (255, 0, {0, 255}, (320, 400))


@EVERY
def test_around_what_is_kept_white_stays_white(model):
    task = ReplaceBackground(IMAGE, mask=half_white(), precise=True)
    params = ImageRequest("a sea", model=model, task=task).body()["outPaintingParams"]
    assert levels(params.pop("maskImage")) == (0, 255, {0, 255}, (320, 400))
    assert params == {"text": "a sea", "image": SENT, "outPaintingMode": "PRECISE"}


@EVERY
def test_by_words(model):
    replaced = ImageRequest("a dog", model=model, task=SearchReplace(IMAGE, "the cat")).body()
    assert replaced["inPaintingParams"] == {"text": "a dog", "image": SENT, "maskPrompt": "the cat"}
    kept = ImageRequest("a sea", model=model, task=ReplaceBackground(IMAGE, "the cat")).body()
    assert kept["outPaintingParams"] == {"text": "a sea", "image": SENT, "maskPrompt": "the cat"}


@EVERY
def test_beyond_the_edges_the_canvas_is_made_here(model):
    params = ImageRequest("a sea", model=model, task=Outpaint(IMAGE, left=100, down=50)).body()["outPaintingParams"]
    canvas = np.asarray(Image.open(io.BytesIO(base64.b64decode(params["image"]))))
    assert canvas.shape == (370, 500, 3)
    assert (canvas[0, 0].tolist(), canvas[0, 100].tolist()) == ([235] * 3, [200, 90, 40])
    mask = np.asarray(Image.open(io.BytesIO(base64.b64decode(params["maskImage"]))))
    assert (mask[:320, 100:] == 0).all()
    assert (mask[:, :100] == 255).all() and (mask[320:] == 255).all()


@NEWER
def test_the_background_alone_has_no_settings(model):
    body = ImageRequest(model=model, task=RemoveBackground(IMAGE)).body()
    assert body == {"taskType": "BACKGROUND_REMOVAL", "backgroundRemovalParams": {"image": SENT}}
    with pytest.raises(BadValue, match="seed"):
        ImageRequest(model=model, seed=7, task=RemoveBackground(IMAGE)).body()


TRIED_ON = [
    (
        TryOn(
            *(IMAGE, OTHER, "long_sleeve_shirt"),
            **{"mask_shape": "contour", "preserve": ("face", "hands"), "merge_style": "seamless", "tucking": "tucked"},
        ),
        {
            "maskType": "GARMENT",
            "garmentBasedMask": {
                **{"garmentClass": "LONG_SLEEVE_SHIRT", "maskShape": "CONTOUR"},
                "garmentStyling": {"tuckingStyle": "TUCKED"},
            },
            "maskExclusions": {"preserveFace": "ON", "preserveHands": "ON"},
            "mergeStyle": "SEAMLESS",
        },
    ),
    (
        TryOn(IMAGE, OTHER, where="the shirt", mask_shape="bounding_box"),
        {"maskType": "PROMPT", "promptBasedMask": {"maskPrompt": "the shirt", "maskShape": "BOUNDING_BOX"}},
    ),
]


@pytest.mark.parametrize(("task", "sent"), TRIED_ON)
def test_trying_on(task, sent):
    body = ImageRequest(task=task).body()
    pictures = {"sourceImage": SENT, "referenceImage": SENT_OTHER}
    assert body == {"taskType": "VIRTUAL_TRY_ON", "virtualTryOnParams": pictures | sent}


def test_trying_on_under_a_mask():
    params = ImageRequest(task=TryOn(IMAGE, OTHER, mask=half_white())).body()["virtualTryOnParams"]
    assert params["maskType"] == "IMAGE"
    assert levels(params["imageBasedMask"]["maskImage"])[:2] == (255, 0)


BOTH, NOVA, TITAN = ("titan-image-v2", "nova-canvas"), ("nova-canvas",), ("titan-image-v2",)
BEYOND = [
    (BOTH, {"seed": 2**31 - 1}, None, "seed", "2147483647", "2,147,483,646"),
    (BOTH, {"cfg_scale": 1.0}, None, "cfg_scale", "1.0", "1.1 to 10"),
    (BOTH, {"count": 6}, None, "count", "6", "1 to 5"),
    (BOTH, {"quality": "best"}, None, "quality", "best", "standard, premium"),
    (BOTH, {"aspect_ratio": "1:1"}, None, "aspect_ratio", "1:1", "width and height"),
    (BOTH, {"steps": 30}, None, "steps", "30", "quality='premium'"),
    (BOTH, {"sampler": "DDIM"}, None, "sampler", "DDIM", "leave it out"),
    (BOTH, {"output_format": "jpeg"}, None, "output_format", "jpeg", "png"),
    (TITAN, {"prompt": "x" * 513}, None, "prompt", "513", "512"),
    (NOVA, {"prompt": "x" * 1025}, None, "prompt", "1,025", "1,024"),
    (NOVA, {"negative_prompt": "x" * 1025}, None, "negative_prompt", "1,025", "1,024"),
    (TITAN, {"width": 1000, "height": 1000}, None, "width x height", "1000 x 1000", "1173 x 640"),
    (TITAN, {"width": 1024}, None, "width x height", "1024 x None", "1024 x 1024"),
    (NOVA, {"width": 1000}, None, "width", "1000", "a multiple of 16, 320 to 4,096"),
    (NOVA, {"width": 304}, None, "width", "304", "320"),
    (NOVA, {"width": 2048, "height": 2064}, None, "width x height", "4,227,072", "4,194,304"),
    (NOVA, {"width": 1600, "height": 384}, None, "width x height", "1600 x 384", "4 times"),
    (BOTH, {"width": 512}, RemoveBackground(IMAGE), "width", "512", "leave it out"),
    (BOTH, {"count": 2}, RemoveBackground(IMAGE), "count", "2", "leave it out"),
    (NOVA, {}, RemoveBackground(image_file(size=(319, 400))), "image", "319 x 400", "320 to 4096"),
    (NOVA, {}, RemoveBackground(image_file(size=(1700, 400))), "image", "1700 x 400", "4 times"),
    (TITAN, {}, RemoveBackground(image_file(size=(1409, 400))), "image", "1409 x 400", "1408"),
    (BOTH, {}, RemoveBackground(image_file("WEBP", (400, 400))), "image", "WEBP", "PNG, JPEG"),
    (BOTH, {}, ColorGuided(()), "colors", "0 colours", "1 to 10"),
    (BOTH, {}, ColorGuided(("#ff0000",) * 11), "colors", "11 colours", "1 to 10"),
    (BOTH, {}, ColorGuided(("#ff00",)), "colors", "#ff00", "'#ff8800'"),
    (BOTH, {}, ColorGuided(("#gg0000",)), "colors", "#gg0000", "'#ff8800'"),
    (BOTH, {}, ControlStructure(IMAGE, 1.1), "control_strength", "1.1", "0 to 1"),
    (BOTH, {}, ControlStructure(IMAGE, by="lines"), "by", "lines", "edges, segments"),
    (BOTH, {}, ImageToImage(IMAGE, 0.5, (IMAGE,) * 5), "more_images", "6 pictures", "5"),
    (BOTH, {}, Inpaint(IMAGE), "mask", "nothing", "white is edited"),
    (BOTH, {}, Inpaint(IMAGE, IMAGE, 5), "grow_mask", "5", "draw the mask wider"),
    (BOTH, {}, ReplaceBackground(IMAGE), "keep, mask", "nothing", "either"),
    (BOTH, {}, ReplaceBackground(IMAGE, "a cat", IMAGE), "keep, mask", "both", "either"),
    (BOTH, {}, Outpaint(IMAGE), "left, right, up, down", "0", "at least one"),
    (BOTH, {}, Outpaint(IMAGE, left=4000), "image", "4400 x 320", "pixels"),
    (BOTH, {}, Outpaint(IMAGE, left=1, creativity=0.5), "creativity", "0.5", "no such setting"),
    (NOVA, {}, TryOn(IMAGE, OTHER), "wear, mask, where", "nothing", "exactly one"),
    (NOVA, {}, TryOn(IMAGE, OTHER, "shoes", where="the feet"), "wear, mask, where", "wear, where", "exactly one"),
    (NOVA, {}, TryOn(IMAGE, OTHER, "hat"), "wear", "hat", "upper_body"),
    (NOVA, {}, TryOn(IMAGE, OTHER, "shoes", preserve=("nose",)), "preserve", "nose", "hands, face"),
    (NOVA, {}, TryOn(IMAGE, OTHER, "shoes", merge_style="hard"), "merge_style", "hard", "balanced"),
    (NOVA, {}, TryOn(IMAGE, OTHER, "shoes", long_sleeves="no"), "long_sleeves", "no", "sleeve_down"),
]


@pytest.mark.parametrize(
    ("models", "more", "task", "what", "got", "limit"), BEYOND, ids=[f"{row[3]}-{row[4]}" for row in BEYOND]
)
def test_a_value_beyond_its_limit_is_told_with_both_numbers(models, more, task, what, got, limit):
    task = task or TextToImage()
    prompt = {} if task.prompt_use == "none" else {"prompt": "a cat"}
    for model in models:
        with pytest.raises(BadValue) as caught:
            ImageRequest(**{"model": model, "task": task} | prompt | more).body()
        assert caught.value.facts["what"] == what
        assert got in str(caught.value.facts["got"]) and limit in caught.value.facts["limit"]
        assert caught.value.facts["field"].startswith("#")


def test_beyond_the_edges_needs_words():
    with pytest.raises(BadValue, match="prompt: got nothing"):
        ImageRequest(model="nova-canvas", task=Outpaint(IMAGE, left=64)).body()


def test_nova_takes_nothing_transparent(clear):
    with pytest.raises(BadValue, match="transparent parts"):
        ImageRequest(model="nova-canvas", task=RemoveBackground(clear_of(400))).body()
    assert ImageRequest(model="titan-image-v2", task=RemoveBackground(clear_of(400))).body()


def clear_of(side):
    out = io.BytesIO()
    Image.new("RGBA", (side, side), (255, 0, 0, 128)).save(out, "PNG")
    return out.getvalue()


def test_titan_takes_five_megabytes(monkeypatch):
    large = image_file("PNG", (300, 300)) + b"\0" * 5 * 1024 * 1024
    with pytest.raises(BadValue, match=r"bytes, allowed: at most 5,242,880 bytes"):
        ImageRequest(model="titan-image-v2", task=RemoveBackground(large)).body()


@pytest.mark.parametrize("size", titan.LARGE + titan.SMALL)
def test_every_size_of_titan(size):
    request = ImageRequest("a cat", model="titan-image-v1", width=size[0], height=size[1])
    assert (request.body()["imageGenerationConfig"]["width"], request.height) == size


def test_what_the_first_titan_cannot_do():
    for task in (ControlStructure(IMAGE), ColorGuided(("#ff0000",)), RemoveBackground(IMAGE)):
        with pytest.raises(BadValue, match="Titan Image Generator G1 does nothing else"):
            ImageRequest("" if task.prompt_use == "none" else "a", model="titan-image-v1", task=task).body()
    with pytest.raises(BadValue, match="'control-sketch'"):
        ImageRequest("a", model="nova-canvas", task=ControlSketch(IMAGE)).body()


PRICES = [
    ("titan-image-v2", {"width": 512, "height": 512}, 0.008),
    ("titan-image-v2", {"width": 512, "height": 512, "quality": "premium", "count": 2}, 0.02),
    ("titan-image-v1", {}, 0.01),
    ("nova-canvas", {}, 0.04),
    ("nova-canvas", {"quality": "premium"}, 0.06),
    ("nova-canvas", {"width": 2048, "height": 2048, "quality": "premium", "count": 5}, 0.40),
]


@pytest.mark.parametrize(("name", "more", "price"), PRICES)
def test_prices_by_size_quality_and_number(name, more, price):
    request = ImageRequest("a cat", model=name, **more)
    assert family_of(MODELS[name]).price(request, MODELS[name]) == pytest.approx(price)


# ---- replies

PIXELS = base64.b64encode(b"pixels").decode()
SOME = "Some of the generated images have been blocked by our content filters."
ALL = "All of the generated images have been blocked by our content filters."


def test_pictures():
    found = amazon.answer({"images": [PIXELS, PIXELS]})
    assert (found.images, found.seeds, found.refused) == ((b"pixels", b"pixels"), (), "")


def test_some_were_blocked():
    found = amazon.answer({"images": [PIXELS], "error": SOME})
    assert (found.images, found.refused) == ((b"pixels",), SOME)


@pytest.mark.parametrize("images", [[], None])
def test_all_were_blocked(images):
    with pytest.raises(Refused) as caught:
        amazon.answer({"images": images, "error": ALL})
    assert (caught.value.reason, caught.value.part) == (ALL, "output")


def test_an_error_that_is_no_refusal():
    with pytest.raises(UnexpectedReply, match="out of order"):
        amazon.answer({"error": "The model is out of order."})


def test_one_that_cannot_be_read_takes_no_other_with_it():
    found = amazon.answer({"images": ["%%%", PIXELS, None]})
    assert (found.images, found.broken) == ((b"pixels",), 2)


@pytest.mark.parametrize("reply", [{}, {"images": []}, {"images": "abc"}, {"images": [5]}, {"error": 5}])
def test_a_reply_without_a_picture(reply):
    with pytest.raises(UnexpectedReply):
        amazon.answer(reply)
