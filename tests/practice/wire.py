"""What the tests of the wire share: a request as boto3 sends it, and what came back."""

import base64
import io
import json
from urllib.parse import quote

import numpy as np
from PIL import Image

from helpers.practice import service


def signed(region="us-west-2", name="bedrock"):
    return (
        f"AWS4-HMAC-SHA256 Credential=AKID/20261122/{region}/{name}/aws4_request, "
        f"SignedHeaders=host;x-amz-date, Signature={'0' * 64}"
    )


def headers(region="us-west-2", name="bedrock"):
    """What AWS wants of a request."""
    return {"Authorization": signed(region, name), "X-Amz-Date": "20261122T120000Z"}


def path(model, operation="invoke"):
    return f"/model/{quote(model, safe='')}/{operation}"


def ask(body, model, region="us-west-2", rules=None, **more):
    """The answer to InvokeModel. body: JSON, or bytes as they are; more: headers, with _ for -."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    url = f"https://bedrock-runtime.{region}.amazonaws.com{path(model)}"
    extra = {name.replace("_", "-"): value for name, value in more.items()}
    return service.answer("POST", url, headers(region) | extra, sent, rules)


def said(response):
    """Status, code and message of an error."""
    assert response.status != 200, "a picture came"
    ((message,)) = json.loads(response.body).values()
    return response.status, response.headers.get("x-amzn-ErrorType", "").split(":")[0], message


def complaint(response):
    """What a ValidationException complains of, inside the frame that is always there."""
    status, code, message = said(response)
    assert (status, code) == (400, "ValidationException")
    before, after = "Malformed input request: ", ", please reformat your input and try again."
    assert message.startswith(before) and message.endswith(after), message
    return message.removeprefix(before).removesuffix(after)


def detail(response):
    """What a model of Stability AI's says of a body, in JSON of its own."""
    status, code, message = said(response)
    assert (status, code) == (400, "ValidationException")
    ((key, what),) = json.loads(message).items()
    assert key == "detail" and message == json.dumps({"detail": what}, separators=(",", ":"), ensure_ascii=False)
    return what


def image(response):
    """The picture that came back, as Pillow opens it."""
    reply = json.loads(response.body)
    assert response.status == 200, reply
    text = reply["images"][0] if "images" in reply else reply["artifacts"][0]["base64"]
    return Image.open(io.BytesIO(base64.b64decode(text, validate=True)))


def pixels(response):
    return np.asarray(image(response)).astype(int)


def sent(picture, kind="PNG", **more):
    """A picture, Pillow's or an array, as a body has it."""
    out = io.BytesIO()
    (picture if isinstance(picture, Image.Image) else Image.fromarray(picture)).save(out, kind, **more)
    return base64.b64encode(out.getvalue()).decode()


def plain(width, height, colour=(90, 140, 60), mode="RGB"):
    """A picture of one colour, as a body has it."""
    return sent(Image.new(mode, (width, height), colour))


def differ(a, b):
    return float(np.abs(a.astype(int) - b.astype(int)).mean())
