"""The practice service as a pure function: an HTTP request in, Bedrock's answer out, whatever comes in."""

import base64
import io
import json
import uuid

import pytest
from PIL import Image

from helpers.practice import service
from helpers.practice.families.common import SIZE_OF_RATIO
from helpers.practice.service import Rules, invoke
from tests.practice.wire import detail, headers, image, said, signed

SD35, CORE = "stability.sd3-5-large-v1:0", "stability.stable-image-core-v1:1"
SDXL = "stability.stable-diffusion-xl-v1"


SIGNED = signed()


def ask(body, model=SD35, *, method="POST", path=None, authorization=SIGNED, rules=None):
    given = headers() | {"Authorization": authorization}
    if authorization is None:
        del given["Authorization"]
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    url = "https://bedrock-runtime.us-west-2.amazonaws.com" + (path or f"/model/{model.replace(':', '%3A')}/invoke")
    return service.answer(method, url, given, sent, rules)


def small(**more):
    """A body that is drawn quickly."""
    return {"text_prompts": [{"text": "a cat"}], "width": 128, "height": 128, "steps": 10, "seed": 7} | more


@pytest.fixture(scope="module")
def drawn():
    return ask(small(), SDXL)


@pytest.fixture
def no_drawing(monkeypatch):
    """The order as it reaches the engine, in place of its picture."""
    orders = []

    def draw(asked, seed, blur=0):
        orders.append((asked, seed))
        return b"pixels", {"understood": (), "ignored": ()}

    monkeypatch.setattr(invoke, "_draw", draw)
    return orders


# ---- replies


def test_the_reply_of_sdxl(drawn):
    reply = json.loads(drawn.body)
    assert drawn.status == 200
    assert list(reply) == ["result", "artifacts"]
    ((artifact,)) = reply["artifacts"]
    assert (artifact["seed"], artifact["finishReason"]) == (7, "SUCCESS")
    assert (image(drawn).format, image(drawn).size) == ("PNG", (128, 128))


def test_the_reply_of_stable_image(no_drawing):
    response = ask({"prompt": "a cat", "seed": 7})
    assert json.loads(response.body) == {
        "seeds": [7],
        "finish_reasons": [None],
        "images": [base64.b64encode(b"pixels").decode()],
    }


def test_the_headers(drawn):
    assert drawn.headers["Content-Type"] == "application/json"
    assert drawn.headers["Content-Length"] == str(len(drawn.body))
    assert uuid.UUID(drawn.headers["x-amzn-RequestId"])
    assert "x-amzn-ErrorType" not in drawn.headers


def test_every_request_has_an_id_of_its_own():
    assert len({ask({}).headers["x-amzn-RequestId"] for _ in range(5)}) == 5


def test_the_same_seed_gives_the_same_bytes(drawn):
    assert ask(small(), SDXL).body == drawn.body
    assert ask(small(seed=8), SDXL).body != drawn.body


@pytest.mark.parametrize("body", [{"prompt": "a cat"}, {"prompt": "a cat", "seed": 0}])
def test_a_seed_is_chosen_and_told(no_drawing, body):
    seeds = {json.loads(ask(body).body)["seeds"][0] for _ in range(5)}
    assert len(seeds) > 1
    assert all(0 < seed < 2**32 - 1 for seed in seeds)
    assert seeds == {seed for _, seed in no_drawing}


@pytest.mark.parametrize(
    ("model", "kind"), [(SD35, "png"), (SD35, "jpeg"), (SD35, "webp"), (CORE, "png"), (CORE, "jpeg")]
)
def test_a_format_really_is_that_format(model, kind, monkeypatch):
    import numpy as np

    from helpers.practice import engine
    from helpers.practice.brief import Brief

    monkeypatch.setattr(engine, "draw", lambda order: engine.Drawing(np.zeros((8, 8, 3), np.uint8), Brief()))
    assert image(ask({"prompt": "a cat", "output_format": kind}, model)).format == kind.upper()


RATIOS = {
    **{"1:1": (1024, 1024), "16:9": (1344, 768), "21:9": (1536, 640), "2:3": (832, 1216), "3:2": (1216, 832)},
    **{"4:5": (896, 1088), "5:4": (1088, 896), "9:16": (768, 1344), "9:21": (640, 1536)},
}


@pytest.mark.parametrize("ratio", RATIOS)
def test_the_size_of_an_aspect_ratio(no_drawing, ratio):
    ask({"prompt": "a cat", "aspect_ratio": ratio})
    ((asked, _),) = no_drawing
    assert (asked.order.width, asked.order.height) == RATIOS[ratio]
    across, down = map(int, ratio.split(":"))
    assert asked.order.width / asked.order.height == pytest.approx(across / down, rel=0.06)
    assert set(SIZE_OF_RATIO) == set(RATIOS)


def test_a_picture_is_square_where_nothing_is_said(no_drawing):
    for model, body in ((SD35, {"prompt": "a"}), (SDXL, {"text_prompts": [{"text": "a"}]})):
        ask(body, model)
        order = no_drawing[-1][0].order
        assert (order.width, order.height) == (1024, 1024)


def test_weights_part_what_is_wanted_from_what_is_not(no_drawing):
    texts = [{"text": "a cat"}, {"text": "dogs", "weight": -1}, {"text": "a fox", "weight": 0.5}]
    ask({"text_prompts": texts, "cfg_scale": 9, "steps": 50}, SDXL)
    order = no_drawing[0][0].order
    assert (order.prompt, order.negative_prompt) == ("a cat, a fox", "dogs")
    assert (order.cfg_scale, order.steps) == (9.0, 50)


def test_a_negative_prompt(no_drawing):
    ask({"prompt": "a cat", "negative_prompt": "dogs"})
    assert no_drawing[0][0].order.negative_prompt == "dogs"


def test_what_was_understood_is_told(drawn):
    notes = json.loads(drawn.headers["x-practice-notes"])
    assert notes == {"understood": [["cat", "subject: cat"]], "ignored": []}


@pytest.mark.parametrize("word", ["𠀀" * 2000, "가" * 2000, " ".join(f"x{n}" for n in range(400)), "cat " * 500])
def test_a_header_has_a_length_that_clients_take(word):
    response = ask(small(text_prompts=[{"text": word[:2000]}] * 10), SDXL)
    assert len(response.headers["x-practice-notes"]) < 60_000
    assert response.headers["x-practice-notes"].isascii()


# ---- who asks


@pytest.mark.parametrize(
    ("authorization", "code", "message"),
    [
        (None, "", "Authorization header is missing"),
        ("", "", "Authorization header is missing"),
        ("Bearer nonsense", "", "Invalid API Key format: Must start with pre-defined prefix"),
        ("Bearer ", "", "Invalid API Key format: Must start with pre-defined prefix"),
        ("Basic dTpw", "IncompleteSignature", "The request signature does not conform to AWS standards."),
        ("AWS4-HMAC-SHA256 x", "IncompleteSignature", "The request signature does not conform to AWS standards."),
        (signed(name="s3"), "IncompleteSignature", "The request signature does not conform to AWS standards."),
    ],
)
def test_an_odd_authorization(authorization, code, message):
    response = ask({"prompt": "a cat"}, authorization=authorization)
    assert said(response) == (403, code, message)
    assert list(json.loads(response.body)) == ["Message"]  # the front door writes it so


@pytest.mark.parametrize("key", ["ABSKabc", "bedrock-api-key-abc"])
def test_an_api_key(no_drawing, key):
    assert ask({"prompt": "a cat"}, authorization=f"Bearer {key}").status == 200


# ---- which model


@pytest.mark.parametrize(
    "path", ["/model/stability.sd3-5-large-v1:0/invoke", "/model/stability.sd3-5-large-v1%3A0/invoke"]
)
def test_both_ways_of_writing_a_colon(no_drawing, path):
    assert ask({"prompt": "a cat"}, path=path).status == 200


@pytest.mark.parametrize("model", ["stability.sd9", "us.stability.sd3-5-large-v1:0", "amazon.titan", " ", "☃"])
def test_a_model_nobody_knows(model):
    assert said(ask({}, model)) == (400, "ValidationException", "The provided model identifier is invalid.")


def test_a_region_without_the_model():
    response = ask({"prompt": "a cat"}, authorization=signed("us-east-1"))
    assert said(response) == (400, "ValidationException", "The provided model identifier is invalid.")


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2", "eu-west-1"])
def test_a_retired_model_answers_old_code_everywhere(no_drawing, region):
    assert ask({"text_prompts": [{"text": "a cat"}]}, SDXL, authorization=signed(region)).status == 200


@pytest.mark.parametrize("model", [SDXL, f"{SDXL}:0"])
def test_a_retired_model_as_aws_answers(model):
    response = ask({"text_prompts": [{"text": "a cat"}]}, model, rules=Rules(retired_answer=False))
    assert said(response) == (
        404,
        "ResourceNotFoundException",
        "This model version has reached the end of its life. Please refer to the AWS documentation for more details.",
    )


def test_an_active_model_under_the_rules_of_aws(no_drawing):
    assert ask({"prompt": "a cat"}, rules=Rules(retired_answer=False)).status == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", None), ("PUT", None), ("POST", "/"), ("POST", "/model/x"), ("POST", "/model//invoke"), ("GET", "//[")],
)
def test_another_operation(method, path):
    response = ask({}, method=method, path=path)
    assert (response.status, said(response)[1]) == (404, "UnknownOperationException")


def test_a_url_that_is_none():
    assert service.answer("POST", "http://[x/model", {}, b"").status == 404


# ---- what is asked

MALFORMED = "Malformed input request, please reformat your input and try again."
NO_JSON = {
    "empty": b"",
    "words": b"a cat",
    "cut off": b'{"prompt": "a c',
    "no text": b"\xff\xfe\x00",
    "not a number": b'{"prompt": "a cat", "seed": NaN}',
    "infinite": b'{"prompt": "a cat", "seed": -Infinity}',
    "too deep": b"[" * 100_000,
    "too long a number": b'{"seed": ' + b"9" * 10_000 + b"}",
}


@pytest.mark.parametrize("body", NO_JSON.values(), ids=NO_JSON.keys())
def test_a_body_that_is_no_json(body):
    assert said(ask(body)) == (400, "ValidationException", MALFORMED)


def test_the_wire_form_of_an_error():
    response = ask(b"")
    assert response.body == f'{{"message":"{MALFORMED}"}}'.encode()
    assert response.headers["x-amzn-ErrorType"] == (
        "ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/"
    )
    assert response.headers["Content-Length"] == str(len(response.body))
    assert uuid.UUID(response.headers["x-amzn-RequestId"])


def test_a_body_too_large():
    response = ask(b" " * (service.BODY_LIMIT + 1))
    assert said(response)[:2] == (413, "RequestEntityTooLargeException")


WRONG = [
    (SD35, {}, "#: required key [prompt] not found"),
    (SD35, {"prompt": "x" * 10_001}, "#/prompt: expected maxLength: 10000, actual: 10001"),
    (SD35, {"prompt": "a", "aspect_ratio": "4:3"}, "#/aspect_ratio: 4:3 is not a valid enum value"),
    (SD35, {"prompt": "a", "seed": 2**32 - 1}, "#/seed: 4294967295 is not less or equal to 4294967294"),
    (SD35, {"prompt": "a", "output_format": "PNG"}, "#/output_format: PNG is not a valid enum value"),
    (CORE, {"prompt": "a", "output_format": "webp"}, "#/output_format: webp is not a valid enum value"),
    (SDXL, {"prompt": "a"}, "#: required key [text_prompts] not found#: extraneous key [prompt] is not permitted"),
    (SDXL, {"text_prompts": []}, "#/text_prompts: expected minimum item count: 1, found: 0"),
    (SDXL, {"text_prompts": [{}]}, "#/text_prompts/0: required key [text] not found"),
    (SDXL, {"text_prompts": [{"text": "a"}], "steps": 9}, "#/steps: 9 is not greater or equal to 10"),
    (SDXL, {"text_prompts": [{"text": "a"}], "cfg_scale": 36}, "#/cfg_scale: 36 is not less or equal to 35"),
    (SDXL, {"text_prompts": [{"text": "a"}], "width": 1000}, "#/width: 1000 is not a multiple of 64"),
    (
        *(SDXL, {"text_prompts": [{"text": "a"}], "width": 1536, "height": 1536}),
        "#: width x height is 2359296, the maximum is 1048576",
    ),
]


@pytest.mark.parametrize(("model", "body", "complaint"), WRONG, ids=[row[2][:40] for row in WRONG])
def test_a_body_that_does_not_fit(model, body, complaint):
    assert said(ask(body, model)) == (
        400,
        "ValidationException",
        f"Malformed input request: {complaint}, please reformat your input and try again.",
    )


@pytest.mark.parametrize(
    ("model", "body", "name"),
    [
        (SD35, {"prompt": "a", "image": "abc", "strength": 0.5}, "image"),
        (SDXL, {"text_prompts": [{"text": "a"}], "init_image": "abc"}, "init_image"),
    ],
)
def test_a_picture_that_is_none(model, body, name):
    status, code, message = said(ask(body, model))
    assert (status, code) == (400, "ValidationException")
    assert f"#/{name}: the image could not be decoded" in message


def test_a_reply_too_large(no_drawing, monkeypatch):
    monkeypatch.setattr(invoke, "REPLY_LIMIT", 10)
    assert detail(ask({"prompt": "a"})).endswith(" bytes exceeds the maximum allowed size of 10 bytes")


def test_what_practice_mode_cannot_do_is_told(monkeypatch):
    from helpers.practice import engine
    from helpers.practice.retouch.errors import NothingFound

    def draw(order):
        raise NothingFound("nothing stands out in it")

    monkeypatch.setattr(engine, "draw", draw)
    assert said(ask({"prompt": "a"})) == (400, "ValidationException", "Practice mode: nothing stands out in it")


@pytest.mark.parametrize(("kind", "mode"), [("png", "RGBA"), ("webp", "RGBA"), ("jpeg", "RGB")])
def test_a_clear_picture_as_a_file(kind, mode):
    """JPEG knows no transparency: there it lies on white."""
    import numpy as np

    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[:8] = 255, 0, 0, 255
    got = Image.open(io.BytesIO(invoke._file(pixels, kind)))
    assert (got.format, got.mode) == (kind.upper(), mode)
    corner = np.asarray(got)[-1, -1]
    assert corner[:3].min() > 250 if kind == "jpeg" else corner[3] == 0


def test_the_limits_themselves_are_taken(no_drawing):
    assert ask({"prompt": "x" * 10_000, "seed": 2**32 - 2}).status == 200
    edges = {"text_prompts": [{"text": "x" * 2000}], "seed": 2**32 - 1, "steps": 150, "cfg_scale": 35}
    assert ask(edges | {"width": 1536, "height": 640}, SDXL).status == 200


@pytest.mark.parametrize(("width", "height"), [(128, 128), (128, 1536), (1536, 128), (192, 1024)])
def test_any_size_that_fits_the_schema_is_drawn(width, height):
    texts = [{"text": "five cats and a castle"}]
    assert image(ask(small(text_prompts=texts, width=width, height=height), SDXL)).size == (width, height)


# ---- numbers that Python has no floating point for


@pytest.mark.parametrize("weight", ["9" * 400, "1e999"])
def test_a_weight_of_any_size(no_drawing, weight):
    body = '{"text_prompts": [{"text": "a cat", "weight": 1}, {"text": "a dog", "weight": -1}]}'
    assert ask(body.replace("1}", weight + "}").encode(), SDXL).status == 200
    assert no_drawing[0][0].order.weighted == (("a cat", 1000.0),)


def test_a_number_beyond_all_limits():
    status, _, message = said(ask(b'{"text_prompts": [{"text": "a cat"}], "cfg_scale": 1e999}', SDXL))
    assert status == 400
    assert "#/cfg_scale: 1.7976931348623157e+308 is not less or equal to 35" in message


# ---- what goes beside a body

LATENCY, TRACE = "x-amzn-bedrock-performanceconfig-latency", "x-amzn-bedrock-trace"
ENUM = (
    "1 validation error detected: Value 'x' at '{}' failed to satisfy constraint: Member must satisfy enum value set: "
)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (LATENCY, "optimized", f"Latency performance configuration is not supported for {SD35} in us-west-2"),
        (LATENCY, "x", ENUM.format("performanceConfigLatency") + "[optimized, standard]"),
        (TRACE, "x", ENUM.format("trace") + "[ENABLED, DISABLED, ENABLED_FULL]"),
        ("x-amzn-bedrock-guardrailidentifier", "abc", "A guardrailIdentifier needs a guardrailVersion."),
    ],
)
def test_an_option_that_is_refused(name, value, message):
    url = f"https://bedrock-runtime.us-west-2.amazonaws.com/model/{SD35}/invoke"
    response = service.answer("POST", url, headers() | {name: value}, b'{"prompt": "a cat"}')
    assert said(response) == (400, "ValidationException", message)


def test_options_that_change_nothing(no_drawing):
    url = f"https://bedrock-runtime.us-west-2.amazonaws.com/model/{SD35}/invoke"
    given = headers() | {LATENCY: "standard", TRACE: "ENABLED_FULL"}
    assert service.answer("POST", url, given, b'{"prompt": "a cat"}').status == 200


def test_counting_tokens():
    response = ask({"input": {}}, path=f"/model/{SD35}/count-tokens")
    assert said(response) == (400, "ValidationException", "The provided model doesn't support counting tokens.")
