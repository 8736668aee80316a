"""What the families share: a served model, pictures in bodies, style presets and shapes."""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from PIL import Image, ImageOps

from helpers.notice import silence
from helpers.practice import engine, note
from helpers.practice.edits import repaint
from helpers.practice.engine import Drawing, Order
from helpers.practice.protocol.schema import Field
from helpers.practice.shown import Known

Json = dict[str, Any]
Array = np.ndarray
Blocked = Literal["prompt", "input", "output"]  # what a content filter takes exception to

# Both generations draw one megapixel. The sizes are those Stability AI documents for its SD3 models; Bedrock's own page
# gives the ratios alone, so the pixels of a ratio are modelled.
SIZE_OF_RATIO = {
    **{"1:1": (1024, 1024), "16:9": (1344, 768), "21:9": (1536, 640), "2:3": (832, 1216), "3:2": (1216, 832)},
    **{"4:5": (896, 1088), "5:4": (1088, 896), "9:16": (768, 1344), "9:21": (640, 1536)},
}
# The painter's style and mood for each preset; the prompt's own words go before them.
PRESETS: dict[str, tuple[str | None, str | None]] = {
    "3d-model": ("low poly", None),
    "analog-film": ("photo", "warm"),
    "anime": ("comic", "vivid"),
    "cinematic": ("photo", "dramatic"),
    "comic-book": ("comic", None),
    "digital-art": (None, "vivid"),
    "enhance": ("photo", "vivid"),
    "fantasy-art": ("oil", "mysterious"),
    "isometric": ("low poly", None),
    "line-art": ("pencil", None),
    "low-poly": ("low poly", None),
    "modeling-compound": ("paper cut", "cheerful"),
    "neon-punk": (None, "neon"),
    "origami": ("paper cut", None),
    "photographic": ("photo", None),
    "pixel-art": ("pixel art", None),
    "tile-texture": ("stained glass", None),
}


class BadPicture(ValueError):
    """A picture in a body that the service would not take."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a body asks of the engine.

    An order's seed of `choose` means: choose one. Of several pictures each has a seed one higher than the last.
    """

    order: Order
    format: str = "png"  # png, jpeg, webp
    draw: Callable[[Order], Drawing] | None = None  # the order -> a drawing; None: `engine.draw`
    count: int = 1  # pictures
    choose: int | None = 0  # the seed that means "any"; None: every seed is taken as it is
    mask: Callable[[], Array] | None = None  # the mask to show beside the pictures, (h, w) uint8; None: nobody asked


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of it, for a reply."""

    images: list[str]  # base64 of the image files
    seed: int  # of the first
    mask: str | None = None  # base64 of a PNG
    blocked: int = 0  # so many more were made, and the content filter took them


@dataclass(frozen=True, slots=True)
class Served:
    """One model the practice service answers for."""

    name: str  # as the console shows it
    provider: str
    schema: Callable[[object], Field]  # a body -> what it must look like; it may be any JSON
    asked: Callable[[Json], Asked | str]  # a body that fits the schema -> the order, or what is still wrong with it
    reply: Callable[[Made], Json]
    # What is said where the content filter blocks the prompt, the picture given, or all that was made: a reply with
    # HTTP 200, or a ServiceError that it raises. None: the picture comes blurred, and `reply` says why.
    refuse: Callable[[Blocked], Json | None]
    regions: tuple[str, ...]
    inputs: tuple[str, ...] = ("TEXT", "IMAGE")  # modalities
    retired: bool = False
    profile_only: bool = False  # answers to its inference profile, not to its bare id
    failed: Json | None = None  # the reply of a model that broke down, where it says so with HTTP 200
    plain_image: bool = False  # whether ``Accept: image/png`` gets the image file itself
    noise: int = 0  # added to every seed: to another model the same one means another noise
    # What the model itself says of a body with a field that it does not know, before its schema is looked at; None if
    # there is no such field, or if Bedrock's check of the schema has the word.
    stranger: Callable[[Json], str | None] = lambda body: None


def text(limit: int, **more: Any) -> Field:
    """A string field of at most so many characters."""
    return Field("String", high=limit, **more)


def complaint(pointer: str, what: str) -> str:
    """A complaint in the frame that Bedrock puts around those of its schema; the words inside are modelled."""
    where = f"#/{pointer}" if pointer else "#"
    return f"Malformed input request: {where}: {what}, please reformat your input and try again."


def unknown(body: Json, known: Collection[str], what: str) -> str | None:
    """What Stability AI's newer models say of the first field that they do not know. what: their word for the model."""
    for name in body:
        if name not in known:
            return f"Invalid field '{name}' in request. Available fields for {what} are: {', '.join(known)}"
    return None


def picture(
    body: Json,
    name: str,
    side: tuple[int, int | None] = (64, None),
    pixels: tuple[int, int] = (4096, 9_437_184),
    aspect: float | None = 2.5,
) -> Array:
    """The picture in a field of a body, as `decoded` reads it.

    The limits are those of the AWS user guide, "Stability AI Image Services".
    """
    return decoded(body[name], name, side, pixels, aspect)


def decoded(
    given: str,
    name: str,
    side: tuple[int, int | None],
    pixels: tuple[int, int],
    aspect: float | None,
    kinds: tuple[str, ...] = ("PNG", "JPEG", "WEBP"),
    most_bytes: int | None = None,
) -> Array:
    """A picture in base64: (h, w, 3 or 4) uint8.

    name: of its field, for complaints, with slashes between an object and what is in it. side: least and most pixels of
    a side; pixels: least and most in all; aspect: how many times one side may be longer; kinds of files, in Pillow's
    words; most_bytes: of the file. Raises BadPicture, with the complaint as Bedrock frames it.
    """
    try:
        with silence():  # of size: the limits below say it better; of broken notes in the file
            # Line breaks are how many tools write base64: taken, as Python's own reader takes them. Modelled.
            data = base64.b64decode(given.replace("\r", "").replace("\n", ""), validate=True)
            if most_bytes is not None and len(data) > most_bytes:
                raise BadPicture(complaint(name, f"the image file has {len(data)} bytes, the maximum is {most_bytes}"))
            image = Image.open(io.BytesIO(data))
            width, height = image.size
            if image.format not in kinds:
                raise BadPicture(complaint(name, f"{image.format} is not a supported image format"))
            _check_size(name, width, height, side, pixels, aspect)
            image = ImageOps.exif_transpose(image)  # a camera held upright says so there; nobody wants it lying
            if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off at 255
                image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
            image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    except (binascii.Error, ValueError, OSError, SyntaxError, Image.DecompressionBombError) as error:  # Pillow's
        if isinstance(error, BadPicture):
            raise
        raise BadPicture(complaint(name, "the image could not be decoded")) from None
    return np.asarray(image)


def _check_size(
    name: str, width: int, height: int, side: tuple[int, int | None], pixels: tuple[int, int], aspect: float | None
) -> None:
    least, most = side
    if min(width, height) < least or (most and max(width, height) > most):
        limit = f"at least {least}" + (f" and at most {most}" if most else "")
        raise BadPicture(complaint(name, f"the sides are {width} and {height} pixels, each must have {limit}"))
    if not pixels[0] <= width * height <= pixels[1]:
        raise BadPicture(
            complaint(name, f"the image has {width * height} pixels, it must have {pixels[0]} to {pixels[1]}")
        )
    if aspect and max(width, height) > aspect * min(width, height):
        raise BadPicture(complaint(name, f"the sides are as {width} to {height}, the limit is {aspect:g} to 1"))


def mask(body: Json, name: str, pixels: Array) -> Array:
    """The mask (h, w), 0 to 1, in a field, in the size of `pixels`; without that field, what is transparent in them."""
    height, width = pixels.shape[:2]
    if name not in body:
        if pixels.shape[2] < 4:
            raise BadPicture(complaint(name, "no mask was given, and the image has no transparent part"))
        return 1 - pixels[..., 3].astype(np.float32) / 255
    given = picture(body, name, (1, None), (1, 9_437_184), None)
    grey = Image.fromarray(given[..., :3]).convert("L")
    if grey.size != (width, height):  # Bedrock resizes, as the authors of bedrock-image-mcp-server measured
        grey = grey.resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(grey, np.float32) / 255


def noted(given: str, pixels: Array) -> Known:
    """What the note in a picture's file, in base64, says of the pixels that `decoded` read from it."""
    return note.read(base64.b64decode(given), pixels)


def repainted(given: Array, strength: float, order: Order, known: Known = None) -> Drawing:
    """Image-to-image: the picture at the end of `repaint.follow`. known: what the given one shows."""
    return engine.finished(repaint.follow(order, given, strength, known))
