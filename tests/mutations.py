"""Replies as no service should send them: good ones of every family, damaged in every way that comes to mind."""

from __future__ import annotations

import base64
import copy
import io
import json
import random
import struct
import zlib
from functools import cache
from typing import Any

from PIL import Image

from helpers import MODELS, ImageRequest, WorkshopError, client
from helpers.client import Connection
from helpers.models import Model
from helpers.tasks import TASKS

SOME = "Some of the generated images have been blocked by our content filters."


@cache
def files() -> tuple[bytes, ...]:
    """Small image files of every kind that models send."""
    out = []
    for kind, mode in (("PNG", "RGB"), ("PNG", "RGBA"), ("JPEG", "RGB"), ("WEBP", "RGB"), ("PNG", "P"), ("PNG", "1")):
        file = io.BytesIO()
        Image.linear_gradient("L").resize((24, 16)).convert(mode).save(file, kind)
        out.append(file.getvalue())
    return tuple(out)


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


@cache
def good() -> tuple[tuple[str, dict[str, Any]], ...]:
    """(a model's name, a reply of its family)."""
    out: list[tuple[str, dict[str, Any]]] = []
    for data in files():
        image = text(data)
        for name in ("sd3.5-large", "inpaint", "fast-upscale"):
            out.append((name, {"seeds": [2130420379], "finish_reasons": [None], "images": [image]}))
        artifact = {"seed": 42, "base64": image, "finishReason": "SUCCESS"}
        out.append(("sdxl", {"result": "success", "artifacts": [artifact]}))
        out.append(("sdxl", {"result": "success", "artifacts": [artifact | {"finishReason": "CONTENT_FILTERED"}]}))
        out.append(("nova-canvas", {"images": [image, image], "error": SOME}))
        out.append(("titan-image-v2", {"images": [image], "maskImage": image}))
    out.append(("stable-image-core", {"finish_reasons": ["Filter reason: prompt"]}))
    out.append(("sd3.5-large", {"amazon-bedrock-guardrailAction": "INTERVENED"}))
    out.append(("sd3.5-large", {"detail": "Response payload size 9 bytes exceeds the maximum allowed size of 8 bytes"}))
    return tuple(out)


# ---- damage


def damaged(rng: random.Random) -> tuple[Model, bytes]:
    """A model, and bytes that its service might have sent."""
    name, reply = rng.choice(good())
    reply = copy.deepcopy(reply)
    way = rng.choice((_bytes, _tree, _tree, _image, _image, _image, _other))
    return MODELS[name], way(reply, rng)


def _bytes(reply: dict[str, Any], rng: random.Random) -> bytes:
    """Bytes flipped, lost, doubled, or the end cut off."""
    data = bytearray(json.dumps(reply).encode())
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data)) if data else 0
        what = rng.random()
        if what < 0.5 and data:
            data[at] = rng.randrange(256)
        elif what < 0.7:
            del data[at : at + rng.randint(1, 40)]
        elif what < 0.9:
            data[at:at] = data[at : at + rng.randint(1, 40)]
        else:
            del data[at:]
    return bytes(data)


def _odd(rng: random.Random) -> Any:
    """Some JSON that nobody expects."""
    deep: Any = []
    for _ in range(rng.randint(1, 60)):
        deep = [deep]
    return rng.choice(
        (
            *(None, True, False, 0, -1, 2**31, 10**400, 1e308, float("nan"), float("inf"), 0.1, "", " ", "null"),
            *("Filter reason: prompt", "Inference error", "ERROR", "CONTENT_FILTERED", "x" * 5000, "\0", "\ud800"),
            *("9" * 5000, "²", "٣", "<html>", [], {}, [None], [[]], [{}], {"": {}}, deep, ["x"] * 50),
            *(text(rng.choice(files())), text(b"no image"), "data:image/png;base64," + text(files()[0]), "====", "YWJ"),
        )
    )


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a tree of JSON, as (container, key)."""
    out: list[tuple[Any, Any]] = []
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        out.append((value, key))
        out += _places(value[key])
    return out


def _tree(reply: dict[str, Any], rng: random.Random) -> bytes:
    """Values replaced, taken away, added, doubled."""
    whole: list[Any] = [reply]
    for _ in range(rng.randint(1, 4)):
        container, key = rng.choice(_places(whole))
        what = rng.random()
        if what < 0.6:
            container[key] = _odd(rng)
        elif what < 0.75 and container is not whole:
            del container[key]
        elif isinstance(container, list):
            container.extend(copy.deepcopy(container[:3]) * rng.randint(1, 30))
        else:
            container[rng.choice(("images", "seeds", "error", "detail", "artifacts", "result", "x"))] = _odd(rng)
        if not whole:
            break
    return json.dumps(whole[0] if whole else None).encode("utf-8", "surrogatepass")


def _png(width: int, height: int, depth: int, kind: int, data: bytes) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@cache
def _zeros() -> bytes:
    """Twenty million zeros, packed."""
    return zlib.compress(b"\0" * 20_000_000, 9)


def _bomb(rng: random.Random) -> bytes:
    """A small file that says it is large, and may be."""
    side = rng.choice((0, 1, 4000, 7999, 8000, 8001, 12_000, 20_000, 65_535, 2**31 - 1))
    other = rng.choice((0, 1, 16, 4000, 8000, 8001, 40_000, 2**31 - 1))
    data = _zeros() if rng.random() < 0.3 else zlib.compress(b"\0" * rng.randint(0, 5000))
    return _png(side, other, rng.choice((1, 8, 16)), rng.choice((0, 2, 3, 4, 6)), data)


def _bent(data: bytes, rng: random.Random) -> bytes:
    """An image file with some bytes changed, most of them in its head."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(out)) if rng.random() < 0.5 else rng.randrange(min(60, len(out)))
        out[at] = rng.randrange(256)
    return bytes(out[: rng.randint(0, len(out))]) if rng.random() < 0.2 else bytes(out)


def _image(reply: dict[str, Any], rng: random.Random) -> bytes:
    """Good JSON, and in it an image that is not."""
    bad = _bomb(rng) if rng.random() < 0.05 else _bent(rng.choice(files()), rng)
    places = [(c, k) for c, k in _places(reply) if isinstance(c[k], str) and len(c[k]) > 60]
    for container, key in places:
        container[key] = text(bad)
    return json.dumps(reply).encode()


def _other(reply: dict[str, Any], rng: random.Random) -> bytes:
    """Something else altogether."""
    return rng.choice(
        (
            *(b"", b" ", b"\0", b"null", b"[]", b"{}", b'"images"', b"\xef\xbb\xbf{}", b"\xff\xfe{\0}\0"),
            *(b"<html><body>Sign in</body></html>", b"<!DOCTYPE html>", b"[" * 100_000, b'{"a":' * 50_000),
            *(b"9" * 10_000, b'{"seeds":[' + b"9" * 10_000 + b'],"images":["YWJj"]}', rng.randbytes(200)),
            *(json.dumps([reply]).encode(), json.dumps(reply).encode() * 2, json.dumps(reply).encode("utf-16")),
        )
    )


# ---- what becomes of it


@cache
def _connection() -> Connection:
    return client.opened("practice")


@cache
def _request(model: Model) -> ImageRequest:
    if "text-to-image" in model.tasks:
        return ImageRequest("a cat", model=model.name)
    kind = TASKS[model.tasks[0]]
    prompt = "" if kind.prompt_use == "none" else "a cat"
    return ImageRequest(prompt, model=model.name, task=kind(image=files()[0]))


def outcome(model: Model, payload: bytes) -> str:
    """What a learner gets: "picture", or the name of the kit's error. Any other exception goes on."""
    came = client._Came(model.call_id, payload, "an-id", 0.1, client._Notes())
    try:
        pictures = _connection()._kept(_request(model), model, came, None)
        shown = pictures._repr_mimebundle_()
        assert shown["text/plain"] and shown["text/html"]
    except WorkshopError as error:
        assert str(error) and error.cause
        return type(error).__name__
    return "picture"
