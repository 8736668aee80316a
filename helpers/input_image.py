"""Pictures that go into a request: read from anything that is one, sent byte for byte as they are."""

from __future__ import annotations

import base64
import hashlib
import io
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Union, runtime_checkable

from helpers.errors import BadValue
from helpers.notice import silence
from helpers.text import say

if TYPE_CHECKING:
    from PIL.Image import Image

    from helpers.picture import Picture


@runtime_checkable
class HasImage(Protocol):
    """Whatever can be asked for a picture when one is needed, such as what somebody is drawing just now."""

    def as_image(self) -> Image:
        """Raises BadValue where there is none yet."""
        ...


# What `InputImage.of` takes: a picture of this kit, a file's path or its bytes, a Pillow image (or a numpy array), or
# what has one.
ImageLike = Union["InputImage", "Picture", "Image", HasImage, bytes, str, Path]

PREVIEW_WIDTH = 768  # pixels
PREVIEW_QUALITY = 80
LONGEST_NAME = 200  # characters of a path in a sentence
MOST_PIXELS = 64_000_000  # of a file that is decoded here: more than any model takes, and less than fills memory


@dataclass(frozen=True, slots=True)
class InputImage:
    """An image file as it will be sent."""

    data: bytes  # the file, as it is
    width: int  # pixels
    height: int
    format: str  # PNG, JPEG, WEBP ...
    clear: bool  # whether some of it may be transparent
    _sha256: str = field(default="", init=False, repr=False, compare=False)  # once somebody asked for it

    @classmethod
    def of(cls, given: ImageLike, what: str = "image") -> InputImage:
        """The picture in whatever holds one; a Pillow image becomes a PNG file.

        what: its name, for errors. Raises BadValue for a file that is not there, or is no picture.
        """
        if isinstance(given, InputImage):
            return given
        data = _bytes(given, what)
        try:
            image = _opened(data)
            clear = bool(getattr(image, "has_transparency_data", False))
        except (
            OSError,
            ValueError,
            SyntaxError,
        ) as error:  # what Pillow raises for files that are broken or no picture
            got = say("limit.bytes_beginning", count=len(data), start=repr(data[:12]))
            raise BadValue(what, got=got, limit=say("limit.picture")) from error
        return cls(data, *image.size, image.format or "?", clear)

    @property
    def base64(self) -> str:
        """As JSON holds it."""
        return base64.b64encode(self.data).decode()

    @property
    def sha256(self) -> str:
        """The file's fingerprint: under this name it is kept beside the pictures made of it."""
        if not self._sha256:
            object.__setattr__(self, "_sha256", hashlib.sha256(self.data).hexdigest())
        return self._sha256

    @property
    def size_text(self) -> str:
        return f"{self.width} x {self.height}"

    @property
    def opaque(self) -> bool:
        """Whether no pixel of it is transparent. Raises BadValue for more pixels than can be looked at."""
        return not self.clear or self.decoded().convert("RGBA").getchannel("A").getextrema()[0] == 255

    def decoded(self, what: str = "image") -> Image:
        """Its pixels. Raises BadValue where the file is cut off or has more than `MOST_PIXELS`."""
        if self.width * self.height > MOST_PIXELS:
            raise BadValue(
                what,
                got=say("limit.pixels", count=self.width * self.height),
                limit=say("limit.at_most_pixels", high=MOST_PIXELS),
            )
        try:
            image = _opened(self.data)
            image.load()
        except (OSError, ValueError, SyntaxError) as error:
            raise BadValue(what, got=say("limit.cut_off"), limit=say("limit.picture")) from error
        return image

    def resized(self, width: int, height: int) -> InputImage:
        """The picture in another size, in pixels: a JPEG file stays one, all else becomes a PNG file.

        Raises BadValue as `decoded` does.
        """
        from PIL import Image

        pixels = self.decoded()
        pixels = pixels.convert("RGBA" if self.clear else "RGB").resize((width, height), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        pixels.save(out, **({"format": "JPEG", "quality": 95} if self.format == "JPEG" else {"format": "PNG"}))
        return InputImage.of(out.getvalue())

    def preview(self, width: int = PREVIEW_WIDTH) -> bytes:
        """A WebP of it to be looked at, at most so many pixels wide and twice as high.

        Raises BadValue as `decoded` does.
        """
        small = self.decoded().convert("RGBA" if self.clear else "RGB")
        small.thumbnail((width, 2 * width))
        out = io.BytesIO()
        small.save(out, "WEBP", quality=PREVIEW_QUALITY)
        return out.getvalue()

    def __repr__(self) -> str:
        return f"<{self.format} {self.width}x{self.height}, {len(self.data):,} bytes>"


def _opened(data: bytes) -> Image:
    from PIL import Image

    with silence():  # of its size, which the models' own limits say better; of broken notes in the file
        try:
            return Image.open(io.BytesIO(data))
        except Image.DecompressionBombError as error:
            raise ValueError(str(error)) from error


def _bytes(given: Any, what: str) -> bytes:
    if isinstance(given, (bytes, bytearray, memoryview)):
        return bytes(given)
    if isinstance(given, (str, os.PathLike)):
        try:
            return Path(given).read_bytes()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            named = os.fspath(given)  # or a picture's own base64, which would fill pages
            named = named if len(named) <= LONGEST_NAME else named[:LONGEST_NAME] + "…"
            raise BadValue(what, got=f"{named!r} ({why})", limit=say("limit.file")) from error
    if isinstance(given, HasImage):
        return _bytes(given.as_image(), what)
    if isinstance(data := getattr(given, "data", None), bytes):  # a Picture; numpy's arrays have a memoryview there
        return data
    if callable(getattr(given, "save", None)) and hasattr(given, "mode"):  # a Pillow image
        return _of_pillow(given, what)
    if hasattr(given, "__array_interface__"):  # numpy's array
        return _of_array(given, what)
    raise BadValue(what, got=type(given).__name__, limit=say("limit.image_like"))


def _of_pillow(given: Image, what: str) -> bytes:
    """As a PNG file. Raises BadValue for an image that was closed, is cut off or has no pixels."""
    try:
        for image in (given, given.convert("RGB")):  # for a mode that PNG has not, such as CMYK or F
            out = io.BytesIO()
            with suppress(OSError):
                image.save(out, "PNG")
                return out.getvalue()
    except Exception as error:  # Pillow raises SystemError and AttributeError, too
        raise BadValue(what, got=say("limit.cut_off"), limit=say("limit.picture")) from error
    raise BadValue(what, got=say("limit.cut_off"), limit=say("limit.picture"))


def _of_array(given: Any, what: str) -> bytes:
    """An array (h, w) or (h, w, 3 or 4) of 0 to 255, or of booleans, as a PNG file."""
    from PIL import Image

    pixels = given * 255 if given.dtype.kind == "b" else given
    try:
        return _bytes(
            Image.fromarray(pixels.astype("uint8", casting="unsafe" if pixels is not given else "safe")), what
        )
    except (TypeError, ValueError, SystemError) as error:  # the last for one without pixels
        raise BadValue(what, got=f"{given.dtype} {given.shape}", limit=say("limit.array")) from error
